//! The plan of `status-at`.

use crate::calendar::Week;
use schemars::JsonSchema;
use serde::Deserialize;

/// Shares in a status at weeks since entry, in a calendar week, ever, and over time.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusAtPlan {
    /// Indices of weekly outcomes.
    pub outcomes: Vec<usize>,
    pub count: StatusCount,
    /// The group of the enrolment table whose persons are counted.
    pub group: Option<String>,
    pub among: StatusAmong,
    pub reading: StatusReading,
    pub at: Vec<u32>,
    pub on: Vec<Week>,
    pub ever: bool,
    pub series: Option<StatusSeries>,
}

/// A point every so many weeks, from week 0 to `until`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusSeries {
    pub every: u32,
    pub until: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatusCount {
    /// Those with the outcome.
    With,
    /// Those without it: passive, when the outcome is an offer.
    Without,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatusAmong {
    /// Those still in the entry spell (or in the group) in that week; for `ever`, at the end.
    InSpell,
    /// All who started (or were ever in the group) and are still followed.
    Started,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatusReading {
    /// The week alone decides.
    Week,
    /// All weeks from entry to that week decide: with in any of them, without in none.
    SoFar,
}
