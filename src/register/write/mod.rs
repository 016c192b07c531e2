//! Writes extracts: the form is told by the file's name (`.parquet`, `.csv`, `.csv.gz`). The same register gives the same bytes.
//!
//! Nothing is left behind under the target's name when writing fails. The files hold persons: they are not for release.

mod columns;
mod hours;
mod parquet_file;
mod persons;
mod records;
mod text_file;
mod weekly;

use super::schema::Extract;
use super::store::SpellStore;
use std::io;
use std::path::Path;

/// What one row of a written weekly file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A person, one column per week.
    Wide,
    /// A person-week with a code.
    Long,
    /// A spell. As Parquet this is the program's compact file, and it reads back to the same store.
    Spells,
}

/// Writes the weeks of an extract.
///
/// # Errors
/// The file cannot be written, or two persons share a key.
pub fn weekly(extract: &Extract, form: Form, target: &Path) -> io::Result<()> {
    spells(&SpellStore::of(extract)?, form, target)
}

/// Writes the weeks of a store.
///
/// # Errors
/// The file cannot be written.
pub fn spells(store: &SpellStore, form: Form, target: &Path) -> io::Result<()> {
    match (is_parquet(target), form) {
        (false, Form::Wide) => weekly::wide_text(store, target),
        (false, Form::Long) => weekly::long_text(store, target),
        (false, Form::Spells) => weekly::spells_text(store, target),
        (true, Form::Wide) => weekly::wide_parquet(store, target),
        (true, Form::Long) => weekly::long_parquet(store, target),
        (true, Form::Spells) => weekly::spells_parquet(store, target),
    }
}

/// Writes a table of records as CSV, each row with a cell per column.
///
/// # Errors
/// The file cannot be written.
pub fn records(columns: &[&str], rows: &[Vec<String>], target: &Path) -> io::Result<()> {
    records::text(columns, rows, target)
}

/// Writes the monthly hours of an extract: `person_id, month, hours, support_code`.
///
/// # Errors
/// The file cannot be written.
pub fn hours(extract: &Extract, target: &Path) -> io::Result<()> {
    match is_parquet(target) {
        true => hours::parquet(extract, target),
        false => hours::text(extract, target),
    }
}

/// Writes the persons of an extract: `person_id, sex, birth_date, civil_status, origin, municipality`.
///
/// # Errors
/// The file cannot be written.
pub fn persons(extract: &Extract, target: &Path) -> io::Result<()> {
    match is_parquet(target) {
        true => persons::parquet(extract, target),
        false => persons::text(extract, target),
    }
}

fn is_parquet(target: &Path) -> bool {
    target
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("parquet"))
}

#[cfg(test)]
mod tests;
