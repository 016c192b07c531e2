//! `spell-criterion`: the share that reaches a run of weeks in a measure.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::SpellCriterionPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &SpellCriterionPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &SpellCriterionPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
