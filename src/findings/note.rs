//! Settings in force, notes and reasons: facts as values; their wording in each language belongs to the report.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A setting in force: its key as in the study file and its value as written there (or the default).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// E.g. `gap_weeks`, `among`, `started`, `bridged`, `cluster`, `ties`, `limits`, `censor_at`.
    pub key: String,
    /// E.g. `4`, `in-course`, `at-or-before`, `inside`, `municipality`, `efron`, `log-log`, `exit`.
    pub value: String,
    /// True when the study file did not say and the default holds.
    pub is_default: bool,
}

/// Something a reader must know beside the numbers; `facts` fill the blanks of its wording.
///
/// The codes: `untrusted-weeks` (week), `partly-treated-baseline`, `few-clusters` (treated, untreated), `gross-target-group`, `placement-at-entry` (persons),
/// `week-53-left-out` (weeks), `constant-rate-caveat` (example_weeks), `stv-list-invented`, `carried-forward` (time, last, n_risk), `collinear-dropped` (terms, weeks),
/// `missing-dropped` (rows), `partial-history` (persons, variable), `in-both-periods` (persons), `lag-drops-first-week` (rows), `small-sites` (sites), `synthetic`, `public`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub code: String,
    pub facts: BTreeMap<String, String>,
}

impl Note {
    /// A note with its facts.
    pub fn new(code: &str, facts: &[(&str, String)]) -> Note {
        let facts = facts.iter().map(|(k, v)| (k.to_string(), v.clone()));
        Note {
            code: code.to_string(),
            facts: facts.collect(),
        }
    }
}

/// Why an estimate could not be made.
///
/// The codes: `empty-cell` (group), `no-persons` (group), `no-events` (group), `one-cluster`, `outside-hours` (month), `no-variation` (term), `no-convergence` (iterations), `infinite` (term),
/// `history-too-short` (variable, persons), `week-53`, `estimator` (text).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub code: String,
    pub facts: BTreeMap<String, String>,
}

impl Reason {
    /// A reason with its facts.
    pub fn new(code: &str, facts: &[(&str, String)]) -> Reason {
        let Note { code, facts } = Note::new(code, facts);
        Reason { code, facts }
    }
}
