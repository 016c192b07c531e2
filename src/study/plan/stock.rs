//! The plan of `stock`.

use crate::study::plan::{LocalText, StateGroupPlan};
use schemars::JsonSchema;
use serde::Deserialize;

/// Persons in groups at points in time.
#[derive(Debug, Clone, PartialEq)]
pub struct StockPlan {
    pub source: StockSourcePlan,
    pub reform: Option<ReformPlan>,
    /// The period that changes are counted from.
    pub since: Option<String>,
}

/// Where the numbers come from.
#[derive(Debug, Clone, PartialEq)]
pub enum StockSourcePlan {
    Aggregates {
        /// `None`: the file has one measure.
        measure: Option<String>,
        groups: Vec<StockGroup>,
    },
    Register {
        categories: Vec<StateGroupPlan>,
        count: StockCount,
        step: StockStep,
    },
    Enrolment {
        groups: Vec<StockGroup>,
        step: StockStep,
        by_site: bool,
        target: Option<TargetPlan>,
    },
}

/// Those the study takes up are the target group, and this is asked of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetPlan {
    /// Percent that a municipality was to refer.
    pub planned: Option<f64>,
}

/// A group by its word in a file; no groups at all means those of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockGroup {
    pub id: String,
    pub label: LocalText,
    pub word: String,
}

/// Where a line is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReformPlan {
    pub period: String,
    pub label: LocalText,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StockCount {
    /// Full-time persons: the mean number of persons over the weeks of the step.
    FullTime,
    /// Persons in the first week of the step.
    Persons,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StockStep {
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}
