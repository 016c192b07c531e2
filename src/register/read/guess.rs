//! What kind of table a single file is, by its columns.

use super::table::Table;
use crate::register::fault::{At, Faults, Rule};
use crate::register::source::{Axis, Layout, SourceFile, WeekColumn, WeekPattern};

/// A kind of table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableKind {
    Weekly(Layout),
    Hours,
    Persons,
}

/// Looks at a file's columns.
///
/// # Errors
/// The file cannot be read, or its columns are those of no table.
pub fn kind_of(file: &SourceFile) -> Result<TableKind, Faults> {
    let table = Table::open(file)?;
    let dream = WeekPattern::dream();
    if table
        .names
        .iter()
        .any(|n| dream.read(n) != WeekColumn::Other)
    {
        return Ok(TableKind::Weekly(Layout::Wide(dream)));
    }
    let has = |names: &[&str]| -> Result<bool, Faults> {
        let found: Result<Vec<Option<usize>>, Faults> =
            names.iter().map(|n| table.find(n)).collect();
        Ok(found?.iter().all(Option::is_some))
    };
    let kinds = [
        (
            ["code", "from", "to"].as_slice(),
            TableKind::Weekly(Layout::Spells(Axis::Calendar)),
        ),
        (
            &["code", "week"],
            TableKind::Weekly(Layout::Long(Axis::Calendar)),
        ),
        (&["month", "hours"], TableKind::Hours),
        (&["sex"], TableKind::Persons),
        (&["birth_date"], TableKind::Persons),
        (&["municipality"], TableKind::Persons),
    ];
    for (names, kind) in kinds {
        if has(names)? {
            return Ok(kind);
        }
    }
    Err(Faults::one(
        Rule::OtherSchema,
        At::file(&file.shown),
        || {
            format!(
                "the columns are those of no table of the register; {}",
                table.names_shown()
            )
        },
    ))
}
