//! Does a `progression` make sense?

use super::{Checker, Facts};
use crate::study::plan::ProgressionPlan;
use crate::study::written::Progression;

impl Checker<'_> {
    pub(super) fn progression(
        &mut self,
        _path: &str,
        _written: &Progression,
        _facts: &Facts,
    ) -> Option<ProgressionPlan> {
        Some(ProgressionPlan {})
    }
}
