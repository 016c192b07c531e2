//! `success-criterion` as it is written.

use super::{Cell, Text};
use crate::study::plan::{CriterionChart, CriterionReading};
use schemars::JsonSchema;
use serde::Deserialize;

/// A criterion on the share of a group with an outcome over some months, judged in each municipality.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuccessCriterion {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Name of the weekly outcome that is contact; `any` of an outcome lists its components.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// Other outcomes judged beside it, such as its components. Default none.
    pub beside: Option<Vec<String>>,
    /// The group of the enrolment table that is judged. Default `1`.
    pub group: Option<Cell>,
    /// Months of the measure, `2019-06..2019-08`, both included. Default the last three full months of the study.
    pub window: Option<String>,
    /// Percent that must be reached; exactly so much is enough. Default 40.
    #[schemars(range(min = 0, max = 100))]
    pub percent: Option<f64>,
    /// How contact over the window is counted. Default `touched`.
    pub reading: Option<CriterionReading>,
    /// What is drawn. Default `sites`.
    pub chart: Option<CriterionChart>,
}
