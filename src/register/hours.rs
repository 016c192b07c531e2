//! Monthly wage hours per person.

use crate::calendar::{Month, MonthWindow};

/// One month of a person with at least one row in the hours file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoursMonth {
    pub month: Month,
    /// Hours in jobs with support code 0.
    pub ordinary: f64,
    /// Hours in flexi-jobs (support code 3).
    pub flexi_job: f64,
    /// Hours in all jobs.
    pub total: f64,
}

/// All persons' hours: sorted by person and month, one entry per month with a row. A covered month without an entry is zero hours.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursStore {
    /// The months the delivery covers; outside them nothing is known.
    pub months: MonthWindow,
    /// Rows whose person is not in the weekly file (counted, not kept), and how many persons they are.
    pub unmatched_rows: u64,
    pub unmatched_persons: u64,
    pub(super) ends: Vec<usize>,
    pub(super) entries: Vec<HoursMonth>,
}

impl HoursStore {
    /// A person's months with hours, in order.
    pub fn hours_of(&self, person: usize) -> &[HoursMonth] {
        let start = match person {
            0 => 0,
            _ => self.ends[person - 1],
        };
        &self.entries[start..self.ends[person]]
    }

    /// A person's hours in a month: zero when the month is covered and has no entry, `None` when it is not covered.
    pub fn at(&self, person: usize, month: Month) -> Option<HoursMonth> {
        if !self.months.contains(month) {
            return None;
        }
        let entries = self.hours_of(person);
        let found = entries.binary_search_by_key(&month, |e| e.month);
        Some(found.map_or(
            HoursMonth {
                month,
                ordinary: 0.0,
                flexi_job: 0.0,
                total: 0.0,
            },
            |i| entries[i],
        ))
    }

    /// Number of person-months with a row.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }
}
