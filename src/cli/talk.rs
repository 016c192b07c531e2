//! Results go to stdout, talk to stderr; progress only where a person watches.

use super::Exit;
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

/// How much the user wants to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    pub quiet: bool,
}

impl Talk {
    /// A line of talk, unless `--quiet`.
    pub fn say(self, line: impl Display) {
        if !self.quiet {
            eprintln!("{line}");
        }
    }

    /// An error; always said.
    pub fn error(self, text: impl Display) {
        eprintln!("{text}");
    }

    /// A progress display of `steps` steps: on a terminal only, and not with `--quiet`.
    pub fn progress(self, steps: u64) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}");
        let bar = ProgressBar::new(steps);
        match style {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }
}

/// Writes a result to stdout. A reader that has closed its end has seen enough: that is no fault.
pub fn result(text: &str) -> Exit {
    match write(text) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            eprintln!("error: stdout: {error}");
            Exit::Internal
        }
    }
}

/// Writes a result that must be read whole before something is done.
///
/// # Errors
/// Why it was not.
pub fn read_to_the_end(text: &str) -> Result<Exit, String> {
    match write(text) {
        Ok(()) => Ok(Exit::Done),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            Err("what it changes was not read to the end".to_string())
        }
        Err(error) => Err(format!("stdout: {error}")),
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}
