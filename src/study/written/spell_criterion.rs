//! `spell-criterion` as it is written.

use super::Text;
use crate::study::plan::{RunStart, Workplace};
use schemars::JsonSchema;
use serde::Deserialize;

/// The share who reach so many consecutive weeks with an outcome, by arm.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpellCriterion {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind and the outcome.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Name of a weekly outcome.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// Consecutive weeks that meet the criterion. Default 13.
    #[schemars(range(min = 1, max = 520))]
    pub weeks: Option<u32>,
    /// Weeks without the outcome that do not break the run; they count in it. Default 0.
    #[schemars(range(min = 0, max = 52))]
    pub bridge_weeks: Option<u32>,
    /// Where a run that began before entry is counted from. Default `entry`.
    pub start: Option<RunStart>,
    /// Whether a run must be at one workplace all the way; needs an outcome of activities. Default `any`.
    pub workplace: Option<Workplace>,
    /// Counted are those observed at least so many weeks, the entry week included. Default 35.
    #[schemars(range(min = 1, max = 5200))]
    pub observed_weeks: Option<u32>,
    /// Other readings beside the main one; what a reading does not say is as in the main one. Default none.
    pub beside: Option<Vec<SpellReading>>,
}

/// Another reading of the criterion.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpellReading {
    /// Name of a weekly outcome.
    pub outcome: Option<String>,
    /// Consecutive weeks that meet the criterion.
    #[schemars(range(min = 1, max = 520))]
    pub weeks: Option<u32>,
    /// Weeks without the outcome that do not break the run.
    #[schemars(range(min = 0, max = 52))]
    pub bridge_weeks: Option<u32>,
    /// Where a run that began before entry is counted from.
    pub start: Option<RunStart>,
    /// Whether a run must be at one workplace all the way.
    pub workplace: Option<Workplace>,
}
