//! From a checked plan to the register it names.

mod answers;
mod contracts;
mod events;

pub use contracts::faults as contracts;

use crate::codes::Municipalities;
use crate::register::source::{
    self, HoursSource, PersonsSource, SourceFile, Sources, TextEncoding, WeekPattern, WeeklySource,
};
use crate::register::{self, Faults, Records, Register};
use crate::study::{
    Blank, Encoding, Key, Layout, OnOverlap, Plan, RecordKind, TablePlan, WeeklyPlan,
};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A register with the lists it was read by.
pub struct Loaded {
    pub register: Register,
    /// The tables read row by row.
    pub records: BTreeMap<RecordKind, Records>,
    pub municipalities: Municipalities,
}

/// What was read of the files of a plan, and what is wrong with each of them by itself.
#[derive(Default)]
pub struct Tables {
    /// `None` when there are no persons to know of, or the file that tells them could not be read.
    pub register: Option<Register>,
    /// The faults of the weekly, hours and persons tables.
    pub register_faults: Faults,
    /// The tables read row by row, as far as they can be.
    pub records: BTreeMap<RecordKind, Records>,
    pub records_faults: Faults,
}

/// Reads the register of a plan.
///
/// # Errors
/// Every fault of the data.
pub fn load(plan: &Plan) -> Result<Loaded, Faults> {
    let municipalities = Municipalities::built_in();
    let mut tables = tables(plan, &municipalities);
    let mut faults = std::mem::take(&mut tables.records_faults);
    faults.absorb(std::mem::take(&mut tables.register_faults));
    faults.absorb(contracts::faults(plan, &mut tables));
    match tables.register {
        Some(register) if faults.is_empty() => Ok(Loaded {
            register,
            records: tables.records,
            municipalities,
        }),
        _ => Err(faults),
    }
}

/// Reads every file of a plan as far as it can be read.
pub fn tables(plan: &Plan, municipalities: &Municipalities) -> Tables {
    let (records, records_faults) = read_records(plan);
    let (register, register_faults) = match sources(plan) {
        Some(sources) => register::attempt(&sources, &plan.codes, municipalities),
        None => match without_weeks(plan, &records, municipalities) {
            Ok(register) => (Some(register), Faults::default()),
            Err(faults) => (None, faults),
        },
    };
    Tables {
        register,
        register_faults,
        records,
        records_faults,
    }
}

/// The files of a plan, in the order weekly, hours, persons: as written in the study, and where they lie. A file named twice stands once.
pub fn files(plan: &Plan) -> Vec<(String, PathBuf)> {
    let register = &plan.register;
    let mut tables: Vec<&TablePlan> = Vec::new();
    tables.extend(register.weekly.as_ref().map(|w| &w.table));
    tables.extend(register.hours.as_ref().map(|h| &h.table));
    tables.extend(register.persons.as_ref().map(|p| &p.table));
    tables.extend(register.records.values());
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for table in tables {
        if files.iter().all(|(shown, _)| *shown != table.path) {
            files.push((table.path.clone(), plan.folder.join(&table.path)));
        }
    }
    files
}

/// How the register is to be read; `None` for a study without the weekly extract.
fn sources(plan: &Plan) -> Option<Sources> {
    let register = &plan.register;
    Some(Sources {
        weekly: weekly(plan, register.weekly.as_ref()?),
        hours: register.hours.as_ref().map(|h| HoursSource {
            months: h.months,
            all_ordinary: h.all_ordinary,
            ..HoursSource::new(file(plan, &h.table))
        }),
        persons: register
            .persons
            .as_ref()
            .map(|p| PersonsSource::new(file(plan, &p.table))),
        allow_cpr_keys: register.allow_cpr_like_keys,
    })
}

/// Persons of a study without weeks: those of the enrolment, or else of the persons table.
fn without_weeks(
    plan: &Plan,
    records: &BTreeMap<RecordKind, Records>,
    municipalities: &Municipalities,
) -> Result<Register, Faults> {
    let persons = plan.register.persons.as_ref();
    let persons = persons.map(|p| PersonsSource::new(file(plan, &p.table)));
    let keys = match (records.get(&RecordKind::Enrolment), &persons) {
        (Some(enrolment), _) => enrolment.need("person_id")?.words().to_vec(),
        (None, Some(persons)) => {
            let rows = register::read_records(&persons.file)?;
            rows.need("person_id")?.words().to_vec()
        }
        (None, None) => Vec::new(),
    };
    register::read_without_weeks(
        &keys,
        persons.as_ref(),
        municipalities,
        plan.register.allow_cpr_like_keys,
    )
}

/// The tables read row by row, as far as they can be, and all their faults.
fn read_records(plan: &Plan) -> (BTreeMap<RecordKind, Records>, Faults) {
    let mut faults = Faults::default();
    let mut found = BTreeMap::new();
    for (kind, table) in &plan.register.records {
        match register::read_records(&file(plan, table)) {
            Ok(records) => {
                if !plan.register.allow_cpr_like_keys {
                    faults.gather(register::check_cpr(&records));
                }
                found.insert(*kind, records);
            }
            Err(theirs) => faults.absorb(theirs),
        }
    }
    faults.absorb(answers::faults(plan, &found));
    (found, faults)
}

fn weekly(plan: &Plan, weekly: &WeeklyPlan) -> WeeklySource {
    let layout = match &weekly.layout {
        // The study's checks have read the pattern before.
        Layout::Wide { pattern } => source::Layout::Wide(
            pattern
                .parse()
                .unwrap_or_else(|_: String| WeekPattern::dream()),
        ),
        Layout::Long => source::Layout::Long(source::Axis::Calendar),
        Layout::Spells => source::Layout::Spells(source::Axis::Calendar),
    };
    WeeklySource {
        blank: match weekly.blank {
            Blank::NoBenefit => source::Blank::NoBenefit,
            Blank::Unobserved => source::Blank::Unobserved,
        },
        values: weekly.values.clone(),
        weeks: weekly.weeks,
        on_overlap: match weekly.on_overlap {
            OnOverlap::Error => source::OnOverlap::Refuse,
            OnOverlap::LaterRow => source::OnOverlap::LaterRow,
        },
        ..WeeklySource::new(file(plan, &weekly.table), layout)
    }
}

fn file(plan: &Plan, table: &TablePlan) -> SourceFile {
    SourceFile {
        encoding: match table.encoding {
            Encoding::Utf8 => TextEncoding::Utf8,
            Encoding::Latin1 => TextEncoding::Latin1,
        },
        key: match table.key {
            Key::PersonId => source::Key::Column,
            Key::Row => source::Key::Row,
        },
        columns: table.columns.clone(),
        ..SourceFile::new(plan.folder.join(&table.path), table.path.clone())
    }
}
