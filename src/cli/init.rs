//! `virkning init DIR`: a starter study folder.

use super::{Exit, talk::Talk};
use crate::{files, study};
use std::path::PathBuf;

/// Makes a folder with a study file to start from.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder; files that are already there are never overwritten
    pub(super) dir: PathBuf,
}

/// Writes the starter files.
pub fn run(args: &Args, talk: Talk) -> Exit {
    let starter = study::starter();
    if let Some((name, _)) = starter
        .iter()
        .find(|(name, _)| args.dir.join(name).exists())
    {
        talk.error(format!(
            "error: `{}` is already there; nothing was written",
            args.dir.join(name).display()
        ));
        return Exit::Usage;
    }
    for (name, text) in &starter {
        if let Err(error) = files::write(&args.dir.join(name), text.as_bytes()) {
            talk.error(format!("error: {}: {error}", args.dir.join(name).display()));
            return Exit::Internal;
        }
    }
    talk.say(format!(
        "{}: edit study.toml, then `virkning inspect` and `virkning run` it",
        args.dir.display()
    ));
    Exit::Done
}
