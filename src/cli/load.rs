//! From a checked plan to the register it names.

use crate::codes::{CodeList, Municipalities};
use crate::register::source::{
    self, HoursSource, PersonsSource, SourceFile, Sources, TextEncoding, WeekPattern, WeeklySource,
};
use crate::register::{Faults, Register};
use crate::study::{Blank, Encoding, Key, Layout, OnOverlap, Plan, TablePlan};
use std::path::PathBuf;

/// A register with the lists it was read by.
pub struct Loaded {
    pub register: Register,
    pub codes: CodeList,
    pub municipalities: Municipalities,
}

/// Reads the register of a plan.
///
/// # Errors
/// Every fault of the data.
pub fn load(plan: &Plan, codes: CodeList) -> Result<Loaded, Faults> {
    let municipalities = Municipalities::built_in();
    let register = crate::register::read(&sources(plan), &codes, &municipalities)?;
    Ok(Loaded {
        register,
        codes,
        municipalities,
    })
}

/// The files of a plan, in the order weekly, hours, persons: as written in the study, and where they lie. A file named twice stands once.
pub fn files(plan: &Plan) -> Vec<(String, PathBuf)> {
    let register = &plan.register;
    let mut tables = vec![&register.weekly.table];
    tables.extend(register.hours.as_ref().map(|h| &h.table));
    tables.extend(register.persons.as_ref().map(|p| &p.table));
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for table in tables {
        if files.iter().all(|(shown, _)| *shown != table.path) {
            files.push((table.path.clone(), plan.folder.join(&table.path)));
        }
    }
    files
}

/// How the register is to be read.
pub fn sources(plan: &Plan) -> Sources {
    let register = &plan.register;
    Sources {
        weekly: weekly(plan),
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
    }
}

fn weekly(plan: &Plan) -> WeeklySource {
    let weekly = &plan.register.weekly;
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
