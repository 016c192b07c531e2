//! `virkning simulate SPEC`: a synthetic register with a known truth, as ordinary extracts.

use super::{Exit, talk::Talk};
use crate::simulate::{self, Plan};
use std::path::{Path, PathBuf};

/// Writes a synthetic register with a known truth.
///
/// The files lie in the folder `data` beside the population file unless `--out` names another.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Population file
    spec: PathBuf,
    /// Folder for the register
    #[arg(long)]
    out: Option<PathBuf>,
    /// Another seed than the file's
    #[arg(long)]
    seed: Option<u64>,
    /// About so many persons in all; calibration is promised at the file's own size only
    #[arg(long)]
    persons: Option<usize>,
}

impl Args {
    /// Where the register goes.
    pub(super) fn folder(&self) -> PathBuf {
        match &self.out {
            Some(folder) => folder.clone(),
            None => data_folder(&self.spec),
        }
    }
}

/// Simulates and writes.
pub fn run(args: &Args, talk: Talk) -> Exit {
    let mut plan = match read(&args.spec) {
        Ok(plan) => plan,
        Err(text) => {
            talk.error(text);
            return Exit::Usage;
        }
    };
    if let Some(seed) = args.seed {
        plan = plan.with_seed(seed);
    }
    if let Some(persons) = args.persons {
        plan = plan.with_persons(persons);
    }
    let folder = args.folder();
    match write(&plan, &folder) {
        Ok(()) => {
            talk.say(format!(
                "{}: persons are made up; not for release",
                folder.display()
            ));
            Exit::Done
        }
        Err(error) => {
            talk.error(format!("error: {}: {error}", folder.display()));
            Exit::Internal
        }
    }
}

/// The folder `data` beside a population file.
pub fn data_folder(spec: &Path) -> PathBuf {
    spec.with_file_name("data")
}

/// Reads a population file.
///
/// # Errors
/// Every fault, one a line.
pub fn read(spec: &Path) -> Result<Plan, String> {
    let text = std::fs::read_to_string(spec)
        .map_err(|error| format!("error: `{}`: {error}", spec.display()))?;
    Plan::read(&text, spec).map_err(|faults| {
        let lines = faults.iter().map(|fault| format!("error: {fault}"));
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// Generates and writes a register.
pub fn write(plan: &Plan, folder: &Path) -> std::io::Result<()> {
    simulate::write(plan, folder).map(|_| ())
}
