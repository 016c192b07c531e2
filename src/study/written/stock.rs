//! `stock` as it is written.

use super::{StateGroup, Text};
use crate::study::plan::{StockCount, StockStep};
use schemars::JsonSchema;
use serde::Deserialize;

/// Persons in groups at points in time, from published aggregates, the weekly extract or the enrolment.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Where the numbers come from.
    #[schemars(required)]
    pub source: Option<StockSource>,
    /// The word of the column `measure` that is counted; for `aggregates`.
    pub measure: Option<String>,
    /// The groups, in order. Default those of the file; must be given for `register`.
    pub categories: Option<Vec<StateGroup>>,
    /// What is counted in a step; for `register`. Default `full-time`.
    pub count: Option<StockCount>,
    /// Length of a step; for `register` and `enrolment`. Default `month`.
    pub step: Option<StockStep>,
    /// The period of the reform, `2013-01` or as the file writes it: a line is drawn there, and changes are counted from it. Default none.
    pub reform: Option<String>,
    /// The period that changes are counted from, when it is another than the reform's. Default `reform`.
    pub since: Option<String>,
    /// What the line of the reform is called. Default `Reform`.
    pub reform_label: Option<Text>,
    /// A table of the groups by municipality; for `enrolment`. Default true.
    pub by_site: Option<bool>,
    /// The share referred of those the study takes up (`[entry]`), who are then the project's target group; for `enrolment`. Default false.
    pub target: Option<bool>,
    /// Percent of the target group that a municipality was to refer; exactly so much is enough. For `target`. Default none.
    #[schemars(range(min = 0, max = 100))]
    pub planned: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StockSource {
    /// Published aggregates: `period, group, measure, value`.
    Aggregates,
    /// The weekly extract.
    Register,
    /// Referrals to groups: `person_id, date, group`.
    Enrolment,
}
