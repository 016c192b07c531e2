//! `intensity`: the share with a meeting, week by week since entry, by arm.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::IntensityPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &IntensityPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &IntensityPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
