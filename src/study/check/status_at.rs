//! Does a `status-at` make sense?

use super::{Checker, Facts};
use crate::study::plan::StatusAtPlan;
use crate::study::written::StatusAt;

impl Checker<'_> {
    pub(super) fn status_at(
        &mut self,
        _path: &str,
        _written: &StatusAt,
        _facts: &Facts,
    ) -> Option<StatusAtPlan> {
        Some(StatusAtPlan {})
    }
}
