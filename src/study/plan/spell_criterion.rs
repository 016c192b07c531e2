//! The plan of `spell-criterion`.

use schemars::JsonSchema;
use serde::Deserialize;

/// The share who reach so many consecutive weeks with an outcome, by arm.
#[derive(Debug, Clone, PartialEq)]
pub struct SpellCriterionPlan {
    /// The main reading first, then those beside it.
    pub readings: Vec<SpellReadingPlan>,
    /// Counted are those observed at least so many weeks, the entry week included.
    pub observed_weeks: u32,
}

/// One reading of the criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellReadingPlan {
    /// Index into `Plan::outcomes`.
    pub outcome: usize,
    pub weeks: u32,
    pub bridge_weeks: u32,
    pub start: RunStart,
    pub workplace: Workplace,
}

/// where a run that began before entry is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RunStart {
    /// The entry week.
    Entry,
    /// Its own first week, if it reaches the entry week.
    WholeRun,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Workplace {
    /// Weeks at all workplaces make one run.
    Any,
    /// Only weeks at the same employer make a run.
    Same,
}
