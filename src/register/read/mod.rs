//! Reads the files of `Sources` into a `Register`, or tells every fault.

mod blocks;
mod cell;
mod cpr;
mod enrolment;
mod guess;
mod hours;
mod parquet_table;
mod person_columns;
mod persons;
mod records;
mod spell_rows;
mod table;
mod text;
mod trial_tables;
mod week_code;
mod weekly;
mod wide_columns;
mod wide_parquet;
mod wide_text;

pub use enrolment::join_enrolment;
pub use guess::{TableKind, kind_of};
pub use records::records;
pub(super) use table::{is_headed, named};
pub use trial_tables::{
    ArmWords, check_arm_words, check_arms_filled, check_cpr, check_draws_until, check_events,
    check_keys,
};

use super::fault::Faults;
use super::source::{Axis, Layout, PersonsSource, Sources};
use super::store::{Register, SpellStore};
use crate::calendar::Week;
use crate::codes::{CodeList, Municipalities};

/// Reads a register. Codes not in `codes` and not declared in the source are faults.
///
/// # Errors
/// All faults of all files; each file is read as far as it can be.
pub fn read(
    sources: &Sources,
    codes: &CodeList,
    municipalities: &Municipalities,
) -> Result<Register, Faults> {
    match attempt(sources, codes, municipalities) {
        (Some(register), faults) if faults.is_empty() => Ok(register),
        (_, faults) => Err(faults),
    }
}

/// The persons with these keys, of whom no week is known, and what the table of persons tells of them.
///
/// # Errors
/// All faults of the file.
pub fn read_without_weeks(
    keys: &[String],
    persons: Option<&PersonsSource>,
    municipalities: &Municipalities,
    allow_cpr_keys: bool,
) -> Result<Register, Faults> {
    let spells = SpellStore::without_weeks(keys);
    let mut faults = Faults::default();
    let table = persons.and_then(|source| {
        let weekly = persons::Weekly {
            spells: &spells,
            pattern: None,
            allow_cpr_keys,
        };
        let (table, theirs) = persons::read(source, &weekly, municipalities);
        faults.absorb(theirs);
        table
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Register {
        spells,
        hours: None,
        table,
        activities: None,
    })
}

/// Reads weeks as cells have them: a week in any of its spellings, or a date in it.
pub(super) fn weeks() -> impl Fn(&str) -> Option<Week> {
    let weeks = cell::Weeks::new();
    move |word| {
        let cell = cell::Cell::text(word.as_bytes().into());
        let week = weeks.read(&cell, Axis::Calendar).ok().flatten();
        week.or_else(|| date_of(word).map(Week::of))
    }
}

/// A date as cells have it: `1970-12-31`, `19701231`, `31-12-1970`.
pub(super) fn date_of(word: &str) -> Option<jiff::civil::Date> {
    cell::Cell::text(word.as_bytes().into()).date().ok()?
}

/// A number as cells have it.
pub(super) fn number_of(word: &str, decimal_comma: bool) -> Option<f64> {
    let cell = cell::Cell::text(word.as_bytes().into());
    cell.number(decimal_comma).ok()?
}

/// Reads what can be read, and tells the faults beside it.
pub fn attempt(
    sources: &Sources,
    codes: &CodeList,
    municipalities: &Municipalities,
) -> (Option<Register>, Faults) {
    let (spells, mut faults) = weekly::read(&sources.weekly, codes, sources.allow_cpr_keys);
    let Some(spells) = spells else {
        return (None, faults);
    };
    let hours = sources.hours.as_ref().and_then(|source| {
        let (hours, theirs) = hours::read(source, &spells.keys);
        faults.absorb(theirs);
        hours
    });
    let table = sources.persons.as_ref().and_then(|source| {
        let weekly = persons::Weekly {
            spells: &spells,
            pattern: match &sources.weekly.layout {
                Layout::Wide(pattern) => Some(pattern),
                Layout::Long(_) | Layout::Spells(_) => None,
            },
            allow_cpr_keys: sources.allow_cpr_keys,
        };
        let (table, theirs) = persons::read(source, &weekly, municipalities);
        faults.absorb(theirs);
        table
    });
    let register = Register {
        spells,
        hours,
        table,
        activities: None,
    };
    (Some(register), faults)
}
