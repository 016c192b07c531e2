//! Weeks in which something dated happened to a person: meetings and other records with a date.

use super::merged;
use crate::calendar::{Week, Window};
use crate::register::{Faults, Records, Register};

/// Each person's weeks with a record.
pub struct DatedWeeks {
    /// One list per person of the register: sorted stretches, both ends included.
    weeks: Vec<Vec<Window>>,
    /// Rows whose person the register does not have.
    pub unmatched: u64,
    /// Rows of kinds that were not asked for.
    pub other_kinds: u64,
}

impl DatedWeeks {
    /// The weeks of the records of some kinds; of all when none are named.
    ///
    /// # Errors
    /// A column is missing or a date cannot be read.
    pub fn of(
        register: &Register,
        records: &Records,
        kinds: &[String],
    ) -> Result<DatedWeeks, Faults> {
        let keys = records.need("person_id")?;
        let dates = records.weeks("date")?;
        let kind = match kinds.is_empty() {
            true => None,
            false => Some(records.need("kind")?),
        };
        let persons: Vec<Option<usize>> = keys
            .words()
            .iter()
            .map(|key| register.spells.keys.find(key.as_bytes()))
            .collect();
        let mut found: Vec<Vec<Week>> = vec![Vec::new(); register.persons()];
        let (mut unmatched, mut other_kinds) = (0, 0);
        for (row, date) in dates.into_iter().enumerate() {
            if kind.is_some_and(|column| !kinds.iter().any(|k| k == column.word(row))) {
                other_kinds += 1;
                continue;
            }
            match (persons[keys.codes()[row] as usize], date) {
                (Some(person), Some(week)) => found[person].push(week),
                _ => unmatched += 1,
            }
        }
        Ok(DatedWeeks {
            weeks: found.into_iter().map(stretches).collect(),
            unmatched,
            other_kinds,
        })
    }

    /// A person's weeks.
    pub fn weeks_of(&self, person: usize) -> &[Window] {
        &self.weeks[person]
    }
}

fn stretches(mut weeks: Vec<Week>) -> Vec<Window> {
    weeks.sort_unstable();
    let mut list = Vec::new();
    for week in weeks {
        let one = Window {
            first: week,
            last: week,
        };
        merged(&mut list, one);
    }
    list
}
