//! Does a `success-criterion` make sense?

use super::{Checker, Facts};
use crate::study::plan::SuccessCriterionPlan;
use crate::study::written::SuccessCriterion;

impl Checker<'_> {
    pub(super) fn success_criterion(
        &mut self,
        _path: &str,
        _written: &SuccessCriterion,
        _facts: &Facts,
    ) -> Option<SuccessCriterionPlan> {
        Some(SuccessCriterionPlan {})
    }
}
