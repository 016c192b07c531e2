//! What a table of dated records of persons must hold: a key and a date in each row.

use super::fault::{Faults, Rule};
use super::records::Records;

/// Judges a table of meetings.
///
/// # Errors
/// A missing column; every row without a key, or without a date that can be read.
pub fn check(records: &Records) -> Result<(), Faults> {
    let mut faults = Faults::default();
    match records.need("person_id") {
        Ok(keys) => {
            for row in (0..records.len()).filter(|row| keys.word(*row).is_empty()) {
                let what = || "the key is blank".to_string();
                faults.add(Rule::BlankKey, records.at(row, "person_id"), what);
            }
        }
        Err(theirs) => faults.absorb(theirs),
    }
    match records.weeks("date") {
        Ok(weeks) => {
            for (row, _) in weeks.iter().enumerate().filter(|(_, w)| w.is_none()) {
                let what = || "the date is blank".to_string();
                faults.add(Rule::NotADate, records.at(row, "date"), what);
            }
        }
        Err(theirs) => faults.absorb(theirs),
    }
    faults.told()
}
