//! Reads the status column of competing risks: 0 is censored, 1 and up are causes.

use super::durations::at_row;
use super::{Failure, Table};

/// The causes that happen, ascending, and per row 0 for a censoring or the place of its cause counted from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Causes {
    pub codes: Vec<f64>,
    pub index: Vec<usize>,
}

/// Reads the causes of a numeric column.
///
/// # Errors
/// `Failure::Data` when the column is missing, holds text, or a code that is no whole number from 0 up.
pub fn read(table: &Table, column: &str) -> Result<Causes, Failure> {
    let status = table.numbers(column)?;
    let wrong = |s: &f64| s.fract() != 0.0 || *s < 0.0;
    if let Some(row) = status.iter().position(wrong) {
        let rule = "a status is 0 (censored) or a whole number from 1 up, the cause";
        return Err(at_row(column, row, rule));
    }
    let mut codes: Vec<f64> = status.iter().copied().filter(|s| *s > 0.0).collect();
    codes.sort_by(f64::total_cmp);
    codes.dedup();
    let place = |s: &f64| codes.partition_point(|code| code <= s);
    Ok(Causes {
        index: status.iter().map(place).collect(),
        codes,
    })
}
