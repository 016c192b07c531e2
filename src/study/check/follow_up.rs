//! Does a `follow-up` make sense?

use super::{Checker, Facts};
use crate::study::plan::FollowUpPlan;
use crate::study::written::FollowUp;

impl Checker<'_> {
    pub(super) fn follow_up(
        &mut self,
        _path: &str,
        _written: &FollowUp,
        _facts: &Facts,
    ) -> Option<FollowUpPlan> {
        Some(FollowUpPlan {})
    }
}
