//! `intensity` as it is written.

use super::Text;
use schemars::JsonSchema;
use serde::Deserialize;

/// The share with a meeting, week by week since entry, by arm.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Intensity {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Kinds of meetings that count, as in the column `kind` of `register.meetings`. Default all.
    pub kinds: Option<Vec<String>>,
    /// The level, and the mean number of weeks between meetings, are those of this week since entry and later. Default 5.
    #[schemars(range(min = 1, max = 520))]
    pub settled_from: Option<u32>,
}
