//! The censoring curves whose ratio weights the rows that ended with another cause.

use super::FineGrayRows;
use crate::stats::Error;
use crate::stats::event_table::{EventTable, SurvivalRows};

/// One Kaplan-Meier curve of censoring per group.
pub struct Censoring {
    /// Each row's group.
    pub group: Vec<usize>,
    pub curves: Vec<Curve>,
}

/// The times with a censoring in a group.
pub struct Curve {
    pub time: Vec<f64>,
    pub n_risk: Vec<f64>,
    pub n_censor: Vec<f64>,
    /// The curve just after each time.
    surv: Vec<f64>,
    /// The group's last time; the curve counts as 0 beyond it.
    last: f64,
}

impl Censoring {
    pub fn of(rows: &FineGrayRows) -> Result<Censoring, Error> {
        let (group, n_groups) = match rows.censoring_group {
            Some((group, n)) => (group.to_vec(), n),
            None => (vec![0; rows.time.len()], 1),
        };
        let censored: Vec<bool> = rows.cause.iter().map(|c| *c == 0).collect();
        let of_censoring = SurvivalRows::new(rows.time, &censored);
        let tables = EventTable::by_group(&of_censoring, &group, n_groups)?;
        Ok(Censoring {
            group,
            curves: tables.iter().map(Curve::new).collect(),
        })
    }
}

impl Curve {
    fn new(table: &EventTable) -> Curve {
        let mut curve = Curve {
            time: Vec::new(),
            n_risk: Vec::new(),
            n_censor: Vec::new(),
            surv: Vec::new(),
            last: table.time.last().copied().unwrap_or(0.0),
        };
        let mut surv = 1.0;
        for i in (0..table.len()).filter(|i| table.n_event[*i] > 0.0) {
            surv *= 1.0 - table.hazard(i);
            curve.time.push(table.time[i]);
            curve.n_risk.push(table.n_risk[i]);
            curve.n_censor.push(table.n_event[i]);
            curve.surv.push(surv);
        }
        curve
    }

    /// G(t-): censorings of the time itself not yet taken off.
    pub fn before(&self, t: f64) -> f64 {
        if t > self.last {
            return 0.0;
        }
        match self.time.partition_point(|x| *x < t) {
            0 => 1.0,
            passed => self.surv[passed - 1],
        }
    }
}
