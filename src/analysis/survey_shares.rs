//! `survey-shares`: the shares of answers in categories, by question.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::SurveySharesPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &SurveySharesPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &SurveySharesPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
