//! `allocation`: how persons were drawn to the arms, date by date, and what became of all who were drawn.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::AllocationPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &AllocationPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &AllocationPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
