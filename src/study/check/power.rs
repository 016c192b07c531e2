//! Does a `power` make sense?

use super::{Checker, Facts};
use crate::study::plan::PowerPlan;
use crate::study::written::Power;

impl Checker<'_> {
    pub(super) fn power(
        &mut self,
        _path: &str,
        _written: &Power,
        _facts: &Facts,
    ) -> Option<PowerPlan> {
        Some(PowerPlan {})
    }
}
