//! What the program's exit codes mean; a batch returns the largest it met.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, and all checks hold.
    Done,
    /// Checks ran, and figures differ.
    Differs,
    /// Wrong use or an invalid study file.
    Usage,
    /// The data break the contract.
    Data,
    /// An estimate could not be made and the study demanded it.
    NotEstimated,
    /// An internal fault.
    Internal,
}

impl Exit {
    /// The number an operator sees.
    pub fn number(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Differs => 1,
            Exit::Usage => 2,
            Exit::Data => 3,
            Exit::NotEstimated => 5,
            Exit::Internal => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.number())
    }
}
