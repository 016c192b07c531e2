//! `destinations`: where persons go when a course ends, and where they came from.

use super::Context;
use crate::findings::{AnalysisResult, Note, Reason};
use crate::study::DestinationsPlan;

/// Runs the analysis.
pub fn run(_context: &Context, _plan: &DestinationsPlan) -> (AnalysisResult, Vec<Note>) {
    let reason = Reason::new("needs-data", &[]);
    (AnalysisResult::NotEstimated(reason), Vec::new())
}

/// The settings in force.
pub fn settings(_plan: &DestinationsPlan) -> Vec<(&'static str, String)> {
    Vec::new()
}
