//! `success-criterion`: whether each municipality meets a criterion on its share with an outcome over a window.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::SuccessCriterionPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &SuccessCriterionPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &SuccessCriterionPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
