//! The plan of `progression`.

use super::NamedWord;
use schemars::JsonSchema;
use serde::Deserialize;

/// Change over time within persons, question by question.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgressionPlan {
    /// Empty: those of the answers.
    pub questions: Vec<NamedWord>,
    pub estimator: ProgressionEstimator,
    /// Lowest and highest answer.
    pub scale: Option<(f64, f64)>,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProgressionEstimator {
    /// The linear trend within persons, clustered on the person.
    Trend,
    /// The last answer less the first, paired.
    FirstLast,
}
