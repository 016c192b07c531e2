//! Reads the files of `Sources` into a `Register`, or tells every fault.

mod blocks;
mod cell;
mod cpr;
mod parquet_table;
mod spell_rows;
mod table;
mod text;
mod week_code;
mod weekly;
mod wide_columns;
mod wide_parquet;
mod wide_text;

use super::fault::Faults;
use super::source::Sources;
use super::store::Register;
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

/// Reads what can be read, and tells the faults beside it.
pub(super) fn attempt(
    sources: &Sources,
    codes: &CodeList,
    _municipalities: &Municipalities,
) -> (Option<Register>, Faults) {
    let (spells, faults) = weekly::read(&sources.weekly, codes, sources.allow_cpr_keys);
    let register = spells.map(|spells| Register {
        spells,
        hours: None,
        table: None,
    });
    (register, faults)
}
