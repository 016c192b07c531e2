//! `virkning schema`: what the study file and the claims file look like.

use super::Exit;
use super::talk::{self, Talk};
use crate::{published, study};

/// Prints the JSON schema of the study file or of the claims file.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to describe
    #[arg(default_value = "study", value_parser = ["study", "claims"])]
    what: String,
}

/// Prints it.
pub fn run(args: &Args, _talk: Talk) -> Exit {
    let text = match args.what.as_str() {
        "claims" => published::claims_schema_text(),
        _ => study::schema_text(),
    };
    talk::result(&text)
}
