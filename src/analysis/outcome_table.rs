//! `outcome-table`: counts and percent of a characteristic or outcome by arm, with tests.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::OutcomeTablePlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &OutcomeTablePlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &OutcomeTablePlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
