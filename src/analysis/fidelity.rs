//! `fidelity`: how faithfully the programme was carried out, by element, group and wave.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::FidelityPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &FidelityPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &FidelityPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
