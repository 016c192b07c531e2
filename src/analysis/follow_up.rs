//! `follow-up`: how many persons can be followed how many weeks.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::FollowUpPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &FollowUpPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &FollowUpPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
