//! `virkning consistency FILE`: a report's printed numbers against each other.

use super::talk::{self, Talk};
use super::{Exit, Format};
use crate::published::consistency::{self, Faults};
use crate::study;
use std::path::{Path, PathBuf};

/// Checks a report's printed numbers against each other; no data are needed.
///
/// A table has the columns id, section, quantity, group, value, unit, rounding, qualifier, denominator_n and note; only id,
/// value and unit are needed. Of a claims file (.toml) the printed words are read. The relations say which figures belong together; without
/// them, what each says of itself is checked (data-schema/relations.md).
/// Exit code 1 when a contradiction is found.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A table of printed numbers (CSV, in Danish or English format), or a claims file (TOML)
    file: PathBuf,
    /// How the figures belong together [default: relations.toml beside the file, if it is there]
    #[arg(long, value_name = "FILE")]
    relations: Option<PathBuf>,
}

/// Checks and tells what contradicts.
pub fn run(args: &Args, format: Format, talk: Talk) -> Exit {
    let beside = args.file.with_file_name("relations.toml");
    let relations = match &args.relations {
        Some(path) => Some(path.clone()),
        None => beside.is_file().then_some(beside),
    };
    let (printed, text) = (read(&args.file), relations.as_deref().map(read).transpose());
    let (printed, text) = match (printed, text) {
        (Ok(printed), Ok(text)) => (printed, text),
        (printed, text) => {
            for error in [printed.err(), text.err()].into_iter().flatten() {
                talk.error(error.trim_end());
            }
            return Exit::Usage;
        }
    };
    if relations.is_none() {
        talk.say("no relations file: only what each figure says of itself is checked");
    }
    let checked = match is_claims(&args.file) {
        true => consistency::check_claims(&printed, text.as_deref()),
        false => consistency::check(&printed, text.as_deref()),
    };
    match checked {
        Err(faults) => {
            tell(&faults, &args.file, relations.as_deref(), talk);
            Exit::Usage
        }
        Ok(report) => {
            let told = match format {
                Format::Text => report.text(),
                Format::Json => format!("{:#}\n", report.json()),
            };
            match (talk::result(&told), report.contradictions()) {
                (Exit::Done, 0) => Exit::Done,
                (Exit::Done, _) => Exit::Differs,
                (failed, _) => failed,
            }
        }
    }
}

/// Claims are TOML, tables are not.
fn is_claims(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|e| e.eq_ignore_ascii_case("toml"))
}

fn read(path: &Path) -> Result<String, String> {
    study::read_text(path).map_err(|faults| study::render(&faults, path))
}

fn tell(faults: &Faults, printed: &Path, relations: Option<&Path>, talk: Talk) {
    let mut text = study::render(&faults.printed, printed);
    if let Some(relations) = relations {
        text += &study::render(&faults.relations, relations);
    }
    talk.error(text.trim_end());
}
