//! `virkning completions SHELL`: tab completion.

use super::{Cli, Exit, talk};
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints a completion script for a shell.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub fn run(args: &Args) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "virkning", &mut script);
    talk::result(&String::from_utf8_lossy(&script))
}
