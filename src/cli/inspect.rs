//! `virkning inspect STUDY|FILE`: what the extracts hold; nothing is estimated.

mod asked;
mod records;
mod text;

use super::talk::{self, Talk};
use super::{Exit, Format, load};
use crate::codes::{CodeList, Municipalities};
use crate::disclosure::{Profile, count};
use crate::register::quality::{self, Quality};
use crate::register::source::{SourceFile, Sources, WeeklySource};
use crate::register::{TableKind, kind_of};
use crate::study::{self, Plan};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Tells what the extracts of a study, or one weekly file, hold: weeks, codes, gaps, duplicates and faults.
///
/// Counts of 1 to 4 persons are withheld unless the study declares its data public or synthetic.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A study file (.toml), or a weekly extract
    path: PathBuf,
}

/// What to look at.
enum Subject {
    Study(Box<Plan>),
    /// A weekly extract alone.
    File(Box<Sources>),
}

/// What was found, and how much of it may be told.
struct Account {
    found: Quality,
    records: Vec<records::Account>,
    profile: Profile,
}

/// Reads and tells; faults of the data give exit code 3.
pub fn run(args: &Args, format: Format, talk: Talk) -> Exit {
    let subject = match args.path.extension().is_some_and(|e| e == "toml") {
        true => of_study(&args.path),
        false => of_file(&args.path),
    };
    let subject = match subject {
        Ok(subject) => subject,
        Err((text, exit)) => {
            talk.error(text);
            return exit;
        }
    };
    let Account {
        found,
        records,
        profile,
    } = match &subject {
        Subject::Study(plan) => account(plan),
        Subject::File(sources) => account_of_file(sources),
    };
    let told = match format {
        Format::Text => records::tell(&records, profile) + &text::tell(&found, profile),
        Format::Json => {
            let mut told = in_json(&found, profile);
            told["records"] = records::in_json(&records, profile);
            format!("{told:#}\n")
        }
    };
    let printed = talk::result(&told);
    if found.faults.is_empty() {
        return printed;
    }
    talk.error(format!("error: {}", found.faults));
    Exit::Data
}

fn of_study(path: &Path) -> Result<Subject, (String, Exit)> {
    let plan = study::read(path).map_err(|faults| (study::render(&faults, path), Exit::Usage))?;
    if load::files(&plan).is_empty() {
        let text = "error: the study names no extract to look at";
        return Err((text.to_string(), Exit::Usage));
    }
    Ok(Subject::Study(Box::new(plan)))
}

/// The tables of a study, each by itself and together: the faults are those that stop `run`.
fn account(plan: &Plan) -> Account {
    let municipalities = Municipalities::built_in();
    let mut tables = load::tables(plan, &municipalities);
    // Without the weekly extract the persons are those of the tables told beside.
    let register = tables.register.as_ref();
    let register = register.filter(|_| plan.register.weekly.is_some());
    let faults = std::mem::take(&mut tables.register_faults);
    let mut found = quality::of(register, faults, &plan.codes, &municipalities);
    found
        .faults
        .absorb(std::mem::take(&mut tables.records_faults));
    found.faults.absorb(load::contracts(plan, &mut tables));
    Account {
        found,
        records: records::accounts(plan, &tables.records),
        profile: match plan.data {
            study::DataKind::Register => Profile::Gated,
            study::DataKind::Public | study::DataKind::Synthetic => Profile::Open,
        },
    }
}

/// Nothing is known of what the data of a file are.
fn account_of_file(sources: &Sources) -> Account {
    let (codes, municipalities) = (CodeList::built_in(), Municipalities::built_in());
    Account {
        found: quality::inspect(sources, &codes, &municipalities),
        records: Vec::new(),
        profile: Profile::Gated,
    }
}

/// One file by itself: a weekly extract of any layout.
fn of_file(path: &Path) -> Result<Subject, (String, Exit)> {
    let file = SourceFile::new(path, path.display().to_string());
    let kind = kind_of(&file).map_err(|faults| (format!("error: {faults}"), Exit::Data))?;
    let sources = match kind {
        TableKind::Weekly(layout) => Sources::weekly(WeeklySource::new(file, layout)),
        TableKind::Hours | TableKind::Persons => {
            let text = format!(
                "error: `{}` is not a weekly extract; persons are told by the weekly file, so inspect the study that names both",
                path.display()
            );
            return Err((text, Exit::Usage));
        }
    };
    Ok(Subject::File(Box::new(sources)))
}

fn in_json(found: &Quality, profile: Profile) -> Value {
    let n = |persons| count(persons, profile);
    let weekly = found.weekly.as_ref().map(|w| {
        let codes = w.codes.iter().map(|c| {
            json!({
                "code": c.code, "class": c.class, "label_da": c.label_da, "label_en": c.label_en,
                "certainty": c.certainty.map(|c| c.to_string()), "persons": n(c.persons), "weeks": n(c.weeks),
            })
        });
        let classes = w.classes.iter().map(|c| json!({ "class": c.class, "persons": n(c.persons), "weeks": n(c.weeks) }));
        json!({
            "weeks": [w.axis.label(w.weeks.first), w.axis.label(w.weeks.last)],
            "persons": n(w.persons), "spells": n(w.spells),
            "observed_weeks": n(w.observed_weeks), "blank_weeks": n(w.blank_weeks), "without_spell": n(w.without_spell),
            "missing_columns": w.missing_columns, "duplicate_persons": n(w.duplicate_persons), "overlaps": n(w.overlaps),
            "codes": Value::from_iter(codes), "classes": Value::from_iter(classes),
        })
    });
    let hours = found.hours.as_ref().map(|h| {
        json!({
            "months": [h.months.first.to_string(), h.months.last.to_string()],
            "persons": n(h.persons), "person_months": n(h.person_months), "ordinary_months": n(h.ordinary_months),
            "unmatched_rows": n(h.unmatched_rows), "unmatched_persons": n(h.unmatched_persons),
        })
    });
    let persons = found.persons.as_ref().map(|p| {
        let columns = p.columns.iter().map(|c| json!({ "name": c.name, "missing": n(c.missing) }));
        let places = p.municipalities.iter().map(|m| json!({ "code": m.code, "name": m.name, "persons": n(m.persons) }));
        json!({
            "persons": n(p.persons), "without_row": n(p.without_row), "unmatched_rows": n(p.unmatched_rows),
            "columns": Value::from_iter(columns), "municipalities": Value::from_iter(places),
        })
    });
    let faults = found.faults.kinds().map(|(rule, kind)| {
        let shown = kind.shown.iter().map(|f| Value::from(f.to_string()));
        json!({ "rule": rule.name(), "count": kind.count, "mend": rule.mend(), "first": Value::from_iter(shown) })
    });
    json!({
        "profile": profile.word(),
        "weekly": weekly, "hours": hours, "persons": persons, "faults": Value::from_iter(faults),
    })
}
