//! `association`: the link between a municipality's fidelity and its results.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::AssociationPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &AssociationPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &AssociationPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
