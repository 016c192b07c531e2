//! `virkning inspect STUDY|FILE`: what the extracts hold; nothing is estimated.

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

/// What to look at, and how much of it may be told.
struct Subject {
    /// `None` for a study without the weekly extract.
    sources: Option<Sources>,
    codes: CodeList,
    profile: Profile,
    /// The study, for its other tables.
    plan: Option<Plan>,
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
    let municipalities = Municipalities::built_in();
    let mut found = match &subject.sources {
        Some(sources) => quality::inspect(sources, &subject.codes, &municipalities),
        None => Quality::default(),
    };
    let read = subject.plan.as_ref().map(load::read_records);
    let (tables, faults) = read.unwrap_or_default();
    found.faults.absorb(faults);
    let accounts = records::accounts(&tables);
    let told = match format {
        Format::Text => {
            records::tell(&accounts, subject.profile) + &text::tell(&found, subject.profile)
        }
        Format::Json => {
            let mut told = in_json(&found, subject.profile);
            told["records"] = records::in_json(&accounts, subject.profile);
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
    let codes = study::code_list(&plan.codes, &plan.folder)
        .map_err(|error| (format!("error: {error}"), Exit::Usage))?;
    let profile = match plan.data {
        study::DataKind::Register => Profile::Gated,
        study::DataKind::Public | study::DataKind::Synthetic => Profile::Open,
    };
    let sources = load::sources(&plan);
    if sources.is_none() && plan.register.records.is_empty() {
        let text = "error: the study names no extract to look at";
        return Err((text.to_string(), Exit::Usage));
    }
    Ok(Subject {
        sources,
        codes,
        profile,
        plan: Some(plan),
    })
}

/// One file by itself: a weekly extract of any layout; nothing is known of what its data are.
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
    Ok(Subject {
        sources: Some(sources),
        codes: CodeList::built_in(),
        profile: Profile::Gated,
        plan: None,
    })
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
