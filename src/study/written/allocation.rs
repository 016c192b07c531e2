//! `allocation` as it is written.

use super::Text;
use schemars::JsonSchema;
use serde::Deserialize;

/// Who was drawn to which arm, by date, with the flow and the balance.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Column of the enrolment with the reason why a person drawn was excluded; blank for the others. Default `excluded`.
    pub excluded: Option<String>,
    /// Column with other arms, shown beside, or `none`. Default `assigned_arm` where the enrolment has it.
    pub beside_arm: Option<String>,
    /// Largest difference between the arms on a date. Default 1.
    #[schemars(range(min = 0, max = 1000))]
    pub balance: Option<u32>,
}
