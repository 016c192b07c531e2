//! `status-at`: the share with an outcome at named weeks since entry, among those still in the course.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::StatusAtPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &StatusAtPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &StatusAtPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
