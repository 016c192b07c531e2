//! `progression`: change over time in the answers of the same persons.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::ProgressionPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &ProgressionPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &ProgressionPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
