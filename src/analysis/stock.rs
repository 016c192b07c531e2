//! `stock`: persons in groups at points in time, from published aggregates or the register.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::StockPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &StockPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &StockPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
