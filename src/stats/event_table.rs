//! The counts every estimator of time to an event starts from: who was at risk, had the event or was censored at each time.

mod count;

use super::Error;

/// One row per distinct end time, ascending; every vector has the same length.
///
/// Counts are sums of case weights where weights are given. A person is at risk at t when `entry < t <= time`; without delayed
/// entry everybody is at risk from the first time on, so an event at time 0 counts and all are at risk then.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventTable {
    /// Every time at which a row ends, with an event or without.
    pub time: Vec<f64>,
    /// At risk at the time, events and censorings of the time included.
    pub n_risk: Vec<f64>,
    pub n_event: Vec<f64>,
    /// Censored at the time; a row that the same person continues is no censoring.
    pub n_censor: Vec<f64>,
}

/// The rows a table is counted from; all slices have one entry per row.
#[derive(Debug, Clone, Copy)]
pub struct SurvivalRows<'a> {
    /// End of the time at risk.
    pub time: &'a [f64],
    /// True when the row ends with the event.
    pub event: &'a [bool],
    /// Start of the time at risk, not included; without it all are at risk from the first time on, time 0 included.
    pub entry: Option<&'a [f64]>,
    /// Case weights, zero or more.
    pub weights: Option<&'a [f64]>,
    /// True for a row that the next row of the same person goes on from, see [`continued`].
    pub continued: Option<&'a [bool]>,
}

impl<'a> SurvivalRows<'a> {
    /// Rows without delayed entry, weights or continuations.
    pub fn new(time: &'a [f64], event: &'a [bool]) -> SurvivalRows<'a> {
        SurvivalRows {
            time,
            event,
            entry: None,
            weights: None,
            continued: None,
        }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.time.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// The weight of a row, 1 without weights.
    pub fn weight(&self, row: usize) -> f64 {
        self.weights.map_or(1.0, |w| w[row])
    }

    /// The entry of a row, before all times without delayed entry.
    pub fn entry(&self, row: usize) -> f64 {
        self.entry.map_or(f64::NEG_INFINITY, |e| e[row])
    }

    /// Checks that the rows can be counted.
    ///
    /// # Errors
    /// `LengthMismatch`; `NotFinite`; `BadDuration` for a negative time, or a time not after its entry; `NegativeWeight`.
    /// Rows in errors count from 0.
    pub fn check(&self) -> Result<(), Error> {
        let n = self.len();
        same_length("event", n, self.event.len())?;
        same_length("entry", n, self.entry.map_or(n, <[f64]>::len))?;
        same_length("weights", n, self.weights.map_or(n, <[f64]>::len))?;
        same_length("continued", n, self.continued.map_or(n, <[bool]>::len))?;
        all_finite("time", self.time)?;
        all_finite("entry", self.entry.unwrap_or_default())?;
        all_finite("weights", self.weights.unwrap_or_default())?;
        let backwards = |row: &usize| match self.entry {
            Some(entry) => entry[*row] >= self.time[*row],
            None => self.time[*row] < 0.0,
        };
        if let Some(row) = (0..n).find(backwards) {
            return Err(Error::BadDuration { row });
        }
        match (0..n).find(|row| self.weight(*row) < 0.0) {
            Some(row) => Err(Error::NegativeWeight { row }),
            None => Ok(()),
        }
    }
}

impl EventTable {
    /// Counts the rows. No rows give an empty table.
    ///
    /// Ties are exact: times are equal when they are the same number. Whole weeks are counted in O(rows + weeks), other times are
    /// sorted. Weighted sums run in a fixed order, so the result does not depend on threads.
    ///
    /// # Errors
    /// As [`SurvivalRows::check`].
    pub fn from_rows(rows: &SurvivalRows) -> Result<EventTable, Error> {
        let tables = count::by_group(rows, None, 1)?;
        Ok(tables.into_iter().next().unwrap_or_default())
    }

    /// One table per group, in one pass; `group[row]` is below `n_groups`. A group without rows has an empty table.
    ///
    /// # Errors
    /// As [`SurvivalRows::check`]; `OutOfRange` for a group index that is not below `n_groups`.
    pub fn by_group(
        rows: &SurvivalRows,
        group: &[usize],
        n_groups: usize,
    ) -> Result<Vec<EventTable>, Error> {
        same_length("group", rows.len(), group.len())?;
        count::by_group(rows, Some(group), n_groups)
    }

    /// The table of whole-week durations counted by week: `events[w]` had the event in week w and `censored[w]` were last seen then.
    ///
    /// Weeks count from 0, and everybody is at risk in week 0. A list that is shorter than the other stands for zeros. Weeks in which
    /// nobody ends have no row.
    pub fn from_week_counts(events: &[u64], censored: &[u64]) -> EventTable {
        let at = |counts: &[u64], week: usize| counts.get(week).copied().unwrap_or(0);
        let mut table = EventTable::default();
        let mut left: u64 = events.iter().chain(censored).sum();
        for week in 0..events.len().max(censored.len()) {
            let (event, censor) = (at(events, week), at(censored, week));
            if event + censor == 0 {
                continue;
            }
            table.push(week as f64, left as f64, event as f64, censor as f64);
            left -= event + censor;
        }
        table
    }

    /// The number of distinct times.
    pub fn len(&self) -> usize {
        self.time.len()
    }

    /// True when the table has no time.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// The (weighted) number of events.
    pub fn events(&self) -> f64 {
        self.n_event.iter().fold(0.0, |sum, d| sum + d)
    }

    /// The share of those at risk with the event at row `i`; 0 when nobody carries weight.
    pub fn hazard(&self, i: usize) -> f64 {
        if self.n_event[i] > 0.0 {
            self.n_event[i] / self.n_risk[i]
        } else {
            0.0
        }
    }

    fn push(&mut self, time: f64, risk: f64, event: f64, censor: f64) {
        self.time.push(time);
        self.n_risk.push(risk);
        self.n_event.push(event);
        self.n_censor.push(censor);
    }
}

/// Marks the rows that the same person goes on from: another row of `person` starts where the row ends.
///
/// A row with an event is never marked. Agrees with how `survfit(..., id =)` counts censorings.
pub fn continued(person: &[usize], entry: &[f64], time: &[f64], event: &[bool]) -> Vec<bool> {
    let starts: std::collections::HashSet<(usize, u64)> = person
        .iter()
        .zip(entry)
        .map(|(p, e)| (*p, (e + 0.0).to_bits()))
        .collect();
    (0..time.len())
        .map(|i| !event[i] && starts.contains(&(person[i], (time[i] + 0.0).to_bits())))
        .collect()
}

fn same_length(what: &'static str, expected: usize, got: usize) -> Result<(), Error> {
    if expected == got {
        return Ok(());
    }
    Err(Error::LengthMismatch {
        what,
        expected,
        got,
    })
}

fn all_finite(what: &str, values: &[f64]) -> Result<(), Error> {
    match values.iter().position(|v| !v.is_finite()) {
        None => Ok(()),
        Some(row) => Err(Error::NotFinite {
            what: what.to_string(),
            row,
        }),
    }
}

#[cfg(test)]
mod tests;
