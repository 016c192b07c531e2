//! `power` as it is written.

use super::Text;
use schemars::JsonSchema;
use serde::Deserialize;

/// How large an effect on a share a trial can find: two independent shares, normal approximation.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Share expected in the comparison arm, between 0 and 1.
    #[schemars(required, range(min = 0, max = 1))]
    pub comparison: Option<f64>,
    /// Shares of the participant arm to be found, each between 0 and 1.
    #[schemars(required)]
    pub participant: Option<Vec<f64>>,
    /// Persons per arm. Default: the larger arm of the study, where it has an enrolment.
    pub n: Option<Vec<f64>>,
    /// The power aimed at. Default 0.8.
    #[schemars(range(min = 0.01, max = 0.9999))]
    pub power: Option<f64>,
    /// Level of the test. Default 0.05.
    #[schemars(range(min = 0.000_001, max = 0.5))]
    pub alpha: Option<f64>,
    /// 1 or 2 sides. Default 2.
    #[schemars(range(min = 1, max = 2))]
    pub sides: Option<u32>,
    /// How many times more persons the design needs than single draws (clusters). Default 1.
    #[schemars(range(min = 0.01, max = 1000))]
    pub design_effect: Option<f64>,
}
