//! `power`: how large an effect a trial can find.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::PowerPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &PowerPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &PowerPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
