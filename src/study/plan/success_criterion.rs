//! The plan of `success-criterion`.

use crate::calendar::MonthWindow;
use schemars::JsonSchema;
use serde::Deserialize;

/// A criterion on the share of a group with an outcome over some months, judged in each municipality.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessCriterionPlan {
    /// Index of a weekly outcome.
    pub outcome: usize,
    pub beside: Vec<usize>,
    pub group: String,
    /// `None`: the last three full months of the study.
    pub window: Option<MonthWindow>,
    /// Met at exactly so many percent and above.
    pub percent: f64,
    pub reading: CriterionReading,
    pub chart: CriterionChart,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionReading {
    /// At least one week with contact in the window.
    Touched,
    /// Weeks with contact of all weeks in the window, in which the person is followed.
    WeeklyMean,
    /// Contact in every week of the window.
    Unbroken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionChart {
    /// The municipalities as bars, greatest share first, with the line of the criterion.
    Sites,
    /// The share over rolling windows.
    Rolling,
}
