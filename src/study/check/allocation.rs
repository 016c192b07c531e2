//! Does a `allocation` make sense?

use super::{Checker, Facts};
use crate::study::plan::AllocationPlan;
use crate::study::written::Allocation;

impl Checker<'_> {
    pub(super) fn allocation(
        &mut self,
        _path: &str,
        _written: &Allocation,
        _facts: &Facts,
    ) -> Option<AllocationPlan> {
        Some(AllocationPlan {})
    }
}
