//! `virkning schema`: what the study file and the input tables look like.

use super::Exit;
use super::talk::{self, Talk};
use crate::study;

/// Prints the JSON schema of the study file.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to describe
    #[arg(default_value = "study", value_parser = ["study"])]
    what: String,
}

/// Prints it.
pub fn run(args: &Args, _talk: Talk) -> Exit {
    debug_assert_eq!(args.what, "study");
    talk::result(&study::schema_text())
}
