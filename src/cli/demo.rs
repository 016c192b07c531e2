//! `virkning demo`: a built-in example from nothing to its report.

use super::talk::Talk;
use super::{Exit, Format, run, simulate};
use crate::files;
use crate::simulate::Plan;
use std::io;
use std::path::{Path, PathBuf};

/// Simulates the data of a built-in example, runs its study and says where the report is.
///
/// The example lies in `examples/NAME` under the current folder, and is put there when it is not. Data that are already there and
/// unchanged are used again.
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

/// A built-in example: its study and the population files behind its data.
struct Example {
    name: &'static str,
    about: &'static str,
    files: &'static [(&'static str, &'static str)],
}

const EXAMPLES: [Example; 5] = [
    Example {
        name: "brf",
        about: "Bedre Ressourceforløb (2019): 17 municipalities against the rest",
        files: &[
            ("study.toml", include_str!("../../examples/brf/study.toml")),
            (
                "population.toml",
                include_str!("../../examples/brf/population.toml"),
            ),
            (
                "answers.toml",
                include_str!("../../examples/brf/answers.toml"),
            ),
        ],
    },
    Example {
        name: "jobfirst",
        about: "JobFirst (2017): a trial in 15 municipalities",
        files: &[
            (
                "study.toml",
                include_str!("../../examples/jobfirst/study.toml"),
            ),
            (
                "population.toml",
                include_str!("../../examples/jobfirst/population.toml"),
            ),
            (
                "answers.toml",
                include_str!("../../examples/jobfirst/answers.toml"),
            ),
        ],
    },
    Example {
        name: "dgr",
        about: "Det gode ressourceforløb (2019): a lottery of 223",
        files: &[
            ("study.toml", include_str!("../../examples/dgr/study.toml")),
            (
                "population.toml",
                include_str!("../../examples/dgr/population.toml"),
            ),
        ],
    },
    Example {
        name: "fsm",
        about: "Flere skal med (2020): 88 municipalities, three groups",
        files: &[
            ("study.toml", include_str!("../../examples/fsm/study.toml")),
            (
                "population.toml",
                include_str!("../../examples/fsm/population.toml"),
            ),
            (
                "answers.toml",
                include_str!("../../examples/fsm/answers.toml"),
            ),
        ],
    },
    Example {
        name: "kl",
        about: "KL's survey and register figures on resource courses (2016)",
        files: &[
            ("study.toml", include_str!("../../examples/kl/study.toml")),
            (
                "population.toml",
                include_str!("../../examples/kl/population.toml"),
            ),
            (
                "answers.toml",
                include_str!("../../examples/kl/answers.toml"),
            ),
        ],
    },
];

const NAMES: [&str; EXAMPLES.len()] = {
    let mut names = [""; EXAMPLES.len()];
    let mut at = 0;
    while at < EXAMPLES.len() {
        names[at] = EXAMPLES[at].name;
        at += 1;
    }
    names
};

/// Makes what is missing and runs the study.
pub fn run(args: &Args, format: Format, talk: Talk) -> Exit {
    let folder = args.folder();
    if let Err(text) = prepare(&args.name, &folder, talk) {
        talk.error(text);
        return Exit::Internal;
    }
    let studies = vec![folder.join(STUDY)];
    let exit = run::run(&run::Args::of(studies, args.out.clone()), format, talk);
    talk.say("examples (`virkning demo NAME`):");
    for example in &EXAMPLES {
        talk.say(format!("  {:<10} {}", example.name, example.about));
    }
    exit
}

/// Puts the files of the example where they are missing and makes its data where they are not current.
fn prepare(name: &str, folder: &Path, talk: Talk) -> Result<(), String> {
    let told = |error: io::Error| format!("error: {}: {error}", folder.display());
    let files = EXAMPLES.iter().find(|e| e.name == name).map(|e| e.files);
    let mut plans = Vec::new();
    for (name, text) in files.unwrap_or_default() {
        let path = folder.join(name);
        if !path.exists() {
            files::write(&path, text.as_bytes()).map_err(told)?;
        }
        if *name != STUDY {
            plans.push(simulate::read(&path)?);
        }
    }
    let data = simulate::data_folder(&folder.join(STUDY));
    if is_current(&plans, &data) {
        talk.say(format!("the data in {} are unchanged", data.display()));
        return Ok(());
    }
    talk.say(format!("making the data in {}", data.display()));
    for plan in &plans {
        simulate::write(plan, &data).map_err(told)?;
    }
    let mark = mark(&plans, &data).map_err(told)?;
    files::write(&data.join(MARK), mark.as_bytes()).map_err(told)
}

const STUDY: &str = "study.toml";
/// Names the plan and the files it made, so that a register is used again only when neither has changed.
const MARK: &str = "made-from.txt";

fn is_current(plans: &[Plan], data: &Path) -> bool {
    let there = std::fs::read_to_string(data.join(MARK));
    matches!((there, mark(plans, data)), (Ok(there), Ok(now)) if there == now)
}

fn mark(plans: &[Plan], data: &Path) -> io::Result<String> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(data)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    names.retain(|path| path.file_name().is_some_and(|name| name != MARK));
    names.sort();
    let plans = plans.iter().map(|p| format!("plan {}\n", p.fingerprint()));
    let mut text: String = plans.collect();
    for path in names {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        text.push_str(&format!("{name} {}\n", super::outputs::sha256(&path)?));
    }
    Ok(text)
}
