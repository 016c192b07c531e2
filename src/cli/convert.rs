//! `virkning convert IN OUT`: any weekly extract to the compact spell file, and back.

use super::{Exit, talk::Talk};
use crate::codes::{CodeList, Municipalities};
use crate::register::source::{
    Axis, Layout, OnOverlap, SourceFile, Sources, TextEncoding, WeekPattern, WeeklySource,
};
use crate::register::{self, write};
use clap::ValueEnum;
use std::path::PathBuf;

/// Turns a weekly extract into another form: by default the compact spell file.
///
/// The form of a file is told by its name: `.parquet`, `.csv` or `.csv.gz`. The result holds persons and is not for release.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The extract to read
    input: PathBuf,
    /// The file to write
    pub(super) output: PathBuf,
    /// What one row of the input is
    #[arg(long, value_enum, default_value_t = Shape::Wide)]
    from: Shape,
    /// What one row of the output is to be
    #[arg(long, value_enum, default_value_t = Shape::Spells)]
    to: Shape,
    /// Names of the week columns of a wide input
    #[arg(long, default_value = "y_{yyww}")]
    pattern: WeekPattern,
    /// The input is in Latin-1, not UTF-8
    #[arg(long)]
    latin1: bool,
    /// Let the later row win where spells of a person overlap
    #[arg(long)]
    later_row: bool,
    /// Read keys that look like CPR numbers all the same
    #[arg(long)]
    allow_cpr_like_keys: bool,
}

/// What one row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// A person, with one column per week
    Wide,
    /// A person-week
    Long,
    /// A spell
    Spells,
}

/// Reads and writes.
pub fn run(args: &Args, talk: Talk) -> Exit {
    let shown = args.input.display().to_string();
    let file = SourceFile {
        encoding: match args.latin1 {
            true => TextEncoding::Latin1,
            false => TextEncoding::Utf8,
        },
        ..SourceFile::new(&args.input, shown)
    };
    let layout = match args.from {
        Shape::Wide => Layout::Wide(args.pattern.clone()),
        Shape::Long => Layout::Long(Axis::Calendar),
        Shape::Spells => Layout::Spells(Axis::Calendar),
    };
    let weekly = WeeklySource {
        on_overlap: match args.later_row {
            true => OnOverlap::LaterRow,
            false => OnOverlap::Refuse,
        },
        ..WeeklySource::new(file, layout)
    };
    let sources = Sources {
        allow_cpr_keys: args.allow_cpr_like_keys,
        ..Sources::weekly(weekly)
    };
    let found = register::read(&sources, &CodeList::built_in(), &Municipalities::built_in());
    let register = match found {
        Ok(register) => register,
        Err(faults) => {
            talk.error(format!("error: {faults}"));
            return Exit::Data;
        }
    };
    let form = match args.to {
        Shape::Wide => write::Form::Wide,
        Shape::Long => write::Form::Long,
        Shape::Spells => write::Form::Spells,
    };
    match write::spells(&register.spells, form, &args.output) {
        Ok(()) => {
            talk.say(format!(
                "{}: holds persons; not for release",
                args.output.display()
            ));
            Exit::Done
        }
        Err(error) => {
            talk.error(format!("error: {}: {error}", args.output.display()));
            Exit::Internal
        }
    }
}
