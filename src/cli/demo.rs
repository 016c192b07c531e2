//! `virkning demo`: a built-in example from nothing to its report.

use super::talk::Talk;
use super::{Exit, Format, run, simulate};
use crate::files;
use crate::simulate::Plan;
use std::io;
use std::path::{Path, PathBuf};

/// Simulates the register of a built-in example, runs its study and says where the report is.
///
/// The example lies in `examples/NAME` under the current folder, and is put there when it is not. A register that is already there and
/// unchanged is used again.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which example
    #[arg(default_value = "brf", value_parser = NAMES)]
    name: String,
    /// Folder for the results
    #[arg(long, default_value = "out")]
    pub(super) out: PathBuf,
}

impl Args {
    /// Where the example lies.
    pub(super) fn folder(&self) -> PathBuf {
        Path::new("examples").join(&self.name)
    }
}

const NAMES: [&str; 1] = ["brf"];
const STUDY: &str = include_str!("../../examples/brf/study.toml");
const POPULATION: &str = include_str!("../../examples/brf/population.toml");

/// Makes what is missing and runs the study.
pub fn run(args: &Args, format: Format, talk: Talk) -> Exit {
    let folder = args.folder();
    if let Err(text) = prepare(&folder, talk) {
        talk.error(text);
        return Exit::Internal;
    }
    let studies = vec![folder.join("study.toml")];
    run::run(&run::Args::of(studies, args.out.clone()), format, talk)
}

fn prepare(folder: &Path, talk: Talk) -> Result<(), String> {
    let told = |error: io::Error| format!("error: {}: {error}", folder.display());
    for (name, text) in [("study.toml", STUDY), ("population.toml", POPULATION)] {
        let path = folder.join(name);
        if !path.exists() {
            files::write(&path, text.as_bytes()).map_err(told)?;
        }
    }
    let spec = folder.join("population.toml");
    let plan = simulate::read(&spec)?;
    let data = simulate::data_folder(&spec);
    if is_current(&plan, &data) {
        talk.say(format!("the register in {} is unchanged", data.display()));
        return Ok(());
    }
    talk.say(format!("making the register in {}", data.display()));
    simulate::write(&plan, &data).map_err(told)?;
    files::write(
        &data.join(MARK),
        mark(&plan, &data).map_err(told)?.as_bytes(),
    )
    .map_err(told)
}

/// Names the plan and the files it made, so that a register is used again only when neither has changed.
const MARK: &str = "made-from.txt";

fn is_current(plan: &Plan, data: &Path) -> bool {
    let there = std::fs::read_to_string(data.join(MARK));
    matches!((there, mark(plan, data)), (Ok(there), Ok(now)) if there == now)
}

fn mark(plan: &Plan, data: &Path) -> io::Result<String> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(data)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    names.retain(|path| path.file_name().is_some_and(|name| name != MARK));
    names.sort();
    let mut text = format!("plan {}\n", plan.fingerprint());
    for path in names {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        text.push_str(&format!("{name} {}\n", super::outputs::sha256(&path)?));
    }
    Ok(text)
}
