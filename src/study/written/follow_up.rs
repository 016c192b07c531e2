//! `follow-up` as it is written.

use super::Text;
use schemars::JsonSchema;
use serde::Deserialize;

/// How many persons can be followed how many weeks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Numbers of weeks that the sentence and the small table tell, entry week counted. Default `[26]`.
    pub at_least: Option<Vec<u32>>,
}
