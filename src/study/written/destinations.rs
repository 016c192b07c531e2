//! `destinations` as it is written, and the categories it shares with `stock`.

use super::Text;
use crate::study::plan::{DestinationsBy, OriginOf};
use schemars::JsonSchema;
use serde::Deserialize;

/// Where those who ended a course went, and where they came from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Destinations {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// The destinations, in the order of the table; what is in none of them is `other`.
    #[schemars(required)]
    pub categories: Option<Vec<StateGroup>>,
    /// The states before entry. Default as `categories`.
    pub origins: Option<Vec<StateGroup>>,
    /// Whose origin is told. Default `ended`.
    pub origin_of: Option<OriginOf>,
    /// Weeks from the first week after the course to the week that decides, such as 13 or 26. Default 0.
    #[schemars(range(min = 0, max = 520))]
    pub after_weeks: Option<u32>,
    /// When the deciding week is blank, the week this many weeks later decides. Default 4.
    #[schemars(range(min = 0, max = 520))]
    pub if_blank_weeks: Option<u32>,
    /// Tables of destinations by age at entry or by length of the course. Default none.
    pub by: Option<Vec<DestinationsBy>>,
    /// Ages at which a new age group begins. Default `[30, 40, 50]`.
    pub age_breaks: Option<Vec<u32>>,
    /// Weeks in the course at which a new length group begins. Default `[26, 52, 104]`.
    pub length_breaks: Option<Vec<u32>>,
}

/// A named group of states or of words of a file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateGroup {
    /// Names the rows or columns of the group: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What the group is called in the report. Default its name.
    pub label: Option<Text>,
    /// Classes of the code list, `employment` (blank and wage hours) or `self-support` (blank and none).
    pub classes: Option<Vec<String>>,
    /// The word of the file's column `group`. Default the `id`.
    pub group: Option<String>,
}
