//! The plan of `destinations`, and the categories it shares with `stock`.

use crate::study::plan::LocalText;
use schemars::JsonSchema;
use serde::Deserialize;

/// Where those who ended a course went, and where they came from.
#[derive(Debug, Clone, PartialEq)]
pub struct DestinationsPlan {
    pub destinations: Vec<StateGroupPlan>,
    pub origins: Vec<StateGroupPlan>,
    pub origin_of: OriginOf,
    /// Weeks from the first week after the course to the week that decides.
    pub after_weeks: u32,
    /// A blank deciding week passes the decision on by so many weeks.
    pub if_blank_weeks: u32,
    pub by: Vec<DestinationsBy>,
    /// Ascending.
    pub age_breaks: Vec<u32>,
    /// Ascending.
    pub length_breaks: Vec<u32>,
}

/// A named group of states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateGroupPlan {
    pub id: String,
    pub label: LocalText,
    /// Classes of the code list, `employment` or `self-support`.
    pub states: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OriginOf {
    /// Those who ended.
    Ended,
    /// All who started.
    Started,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DestinationsBy {
    /// Age in completed years at entry.
    Age,
    /// Weeks in the course.
    Length,
}
