//! The command line: one file per subcommand; flags, streams and exit codes.

mod check;
mod codes;
mod completions;
mod consistency;
mod convert;
mod demo;
pub mod estimate;
mod exit;
mod init;
mod inspect;
mod interrupt;
pub mod load;
pub mod outputs;
mod power;
mod randomise;
mod run;
mod schema;
mod simulate;
mod talk;

pub use exit::Exit;

use clap::{Parser, Subcommand, ValueEnum};
use std::process::ExitCode;
use talk::Talk;

/// Evaluates labour-market programmes from weekly register data.
#[derive(Debug, Parser)]
#[command(name = "virkning", version, about, long_about = None, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Results as aligned text for people or as JSON; `check` has further formats
    #[arg(long, global = true, value_enum, default_value_t = AnyFormat::Text)]
    format: AnyFormat,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

const EXIT_CODES: &str = "Exit codes: 0 done and all checks hold; 1 checks ran and figures differ; 2 wrong use or an invalid study file; 3 the data break the contract; \
5 an estimate could not be made and the study demanded it; 70 internal fault; 130 interrupted. A batch returns the largest it met.";

/// How results are written to stdout, by the flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AnyFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// JUnit XML (check)
    Junit,
    /// Annotations of a GitHub workflow (check)
    Github,
    /// SARIF 2.1.0 (check)
    Sarif,
}

/// How results are written to stdout by every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Args),
    Init(init::Args),
    Inspect(inspect::Args),
    Run(run::Args),
    Check(check::Args),
    Simulate(simulate::Args),
    Convert(convert::Args),
    Estimate(estimate::command::Args),
    Consistency(consistency::Args),
    Power(power::Args),
    Randomise(randomise::Args),
    Codes(codes::Args),
    Schema(schema::Args),
    Completions(completions::Args),
}

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results; everything else is wrong use.
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Done
            };
            let _ = error.print();
            return exit.into();
        }
    };
    let talk = Talk { quiet: cli.quiet };
    interrupt::watch(&cli.command);
    let format = match (&cli.command, cli.format) {
        (_, AnyFormat::Text) => Format::Text,
        (_, AnyFormat::Json) | (Command::Check(_), _) => Format::Json,
        _ => {
            talk.error(
                "error: this command writes `--format text` or `json`; the others are of `check`",
            );
            return Exit::Usage.into();
        }
    };
    let exit = match &cli.command {
        Command::Demo(args) => demo::run(args, format, talk),
        Command::Init(args) => init::run(args, talk),
        Command::Inspect(args) => inspect::run(args, format, talk),
        Command::Run(args) => run::run(args, format, talk),
        Command::Check(args) => check::run(args, cli.format, talk),
        Command::Simulate(args) => simulate::run(args, talk),
        Command::Convert(args) => convert::run(args, talk),
        Command::Estimate(args) => estimate::command::run(args, format, talk),
        Command::Consistency(args) => consistency::run(args, format, talk),
        Command::Power(args) => power::run(args, format, talk),
        Command::Randomise(args) => randomise::run(args, talk),
        Command::Codes(args) => codes::run(args, format, talk),
        Command::Schema(args) => schema::run(args, talk),
        Command::Completions(args) => completions::run(args),
    };
    exit.into()
}
