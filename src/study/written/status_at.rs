//! `status-at` as it is written.

use super::{Cell, Text};
use crate::study::plan::{StatusAmong, StatusCount, StatusReading};
use schemars::JsonSchema;
use serde::Deserialize;

/// Shares in a status at weeks since entry, in a calendar week, ever, and over time.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusAt {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Names of weekly outcomes, one column each.
    #[schemars(required)]
    pub outcomes: Option<Vec<String>>,
    /// Whether those with the outcome are counted, or those without. Default `with`.
    pub count: Option<StatusCount>,
    /// A group of the enrolment table: its persons, from the week of their first referral to it. Default: those who enter the study.
    pub group: Option<Cell>,
    /// Who is counted. Default `in-spell`; `started` with `group`.
    pub among: Option<StatusAmong>,
    /// Whether a week decides by itself. Default `week`.
    pub reading: Option<StatusReading>,
    /// Weeks since entry. Default none.
    pub at: Option<Vec<u32>>,
    /// Calendar weeks, such as `2015-W53`. Default none.
    pub on: Option<Vec<String>>,
    /// The share with the outcome in any week from entry on. Default false.
    pub ever: Option<bool>,
    /// A series with a point every so many weeks since entry. Default: no series.
    #[schemars(range(min = 1, max = 520))]
    pub every: Option<u32>,
    /// Last week of the series. Default 104.
    #[schemars(range(min = 1, max = 5200))]
    pub until: Option<u32>,
}
