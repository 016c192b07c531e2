//! `virkning consistency FILE`: a report's printed numbers against each other.

use super::talk::{self, Talk};
use super::{Exit, Format};
use crate::published::consistency::{self, Faults};
use crate::study;
use std::path::{Path, PathBuf};

/// Checks a report's printed numbers against each other; no data are needed.
///
/// The table has the columns id, section, quantity, group, value, unit, rounding, qualifier, denominator_n and note; only id,
/// value and unit are needed. The relations say which rows belong together; without them, what each row says of itself is checked.
/// Exit code 1 when a contradiction is found.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A table of printed numbers (CSV, in Danish or English format)
    file: PathBuf,
    /// How the rows belong together [default: relations.toml beside the table, if it is there]
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
    let texts = (read(&args.file), relations.as_deref().map(read).transpose());
    let (printed, text) = match texts {
        (Ok(printed), Ok(text)) => (printed, text),
        (printed, text) => {
            for error in [printed.err(), text.err()].into_iter().flatten() {
                talk.error(format!("error: {error}"));
            }
            return Exit::Usage;
        }
    };
    if relations.is_none() {
        talk.say("no relations file: only what each row says of itself is checked");
    }
    match consistency::check(&printed, text.as_deref()) {
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

fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    String::from_utf8(bytes).map_err(|e| {
        let line = e.as_bytes()[..e.utf8_error().valid_up_to()]
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        format!(
            "{}:{line}: the text is not UTF-8; save it as UTF-8",
            path.display()
        )
    })
}

fn tell(faults: &Faults, printed: &Path, relations: Option<&Path>, talk: Talk) {
    let mut text = study::render(&faults.printed, printed);
    if let Some(relations) = relations {
        text += &study::render(&faults.relations, relations);
    }
    talk.error(text.trim_end());
}
