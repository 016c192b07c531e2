//! A study that could not be checked, and where its faults stand.

use super::Stop;
use crate::cli::Exit;
use crate::study::{self, Fault};
use std::path::{Path, PathBuf};

/// A study that could not be checked.
pub struct Broken {
    /// The study file as it was named.
    pub name: String,
    pub failed: Failed,
}

/// Why a study could not be checked.
pub struct Failed {
    /// What is said of it to people.
    pub why: String,
    pub exit: Exit,
    /// The faults of a file; none when it was something else.
    pub spots: Vec<Spot>,
}

/// A fault at its place.
pub struct Spot {
    pub file: PathBuf,
    /// Counted from 1; 0 for the file as a whole.
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl Failed {
    /// Faults of a file.
    pub fn at(faults: &[Fault], path: &Path) -> Failed {
        let spot = |fault: &Fault| Spot {
            file: match &fault.file {
                Some(other) => path.with_file_name(other),
                None => path.to_path_buf(),
            },
            line: fault.line,
            column: fault.column,
            message: match &fault.help {
                Some(help) => format!("{}; {help}", fault.message),
                None => fault.message.clone(),
            },
        };
        Failed {
            spots: faults.iter().map(spot).collect(),
            ..Failed::from((study::render(faults, path), Exit::Usage))
        }
    }

    /// One fault of a file as a whole.
    pub fn of_file(message: &str, path: &Path) -> Failed {
        Failed::at(&[Fault::of_file(message.to_string())], path)
    }
}

impl From<Stop> for Failed {
    fn from((why, exit): Stop) -> Failed {
        Failed {
            why: why.trim_end().to_string(),
            exit,
            spots: Vec::new(),
        }
    }
}

impl From<Failed> for Stop {
    fn from(failed: Failed) -> Stop {
        (failed.why, failed.exit)
    }
}
