//! `virkning inspect STUDY|FILE`: what the extracts hold; nothing is estimated.

use super::talk::Talk;
use super::{Exit, Format};
use std::path::PathBuf;

/// Tells what the extracts of a study, or one weekly file, hold.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A study file, or a weekly extract
    path: PathBuf,
}

/// Reads and tells.
pub fn run(_args: &Args, _format: Format, _talk: Talk) -> Exit {
    Exit::Internal
}
