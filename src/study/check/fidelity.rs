//! Does a `fidelity` make sense?

use super::{Checker, Facts};
use crate::study::plan::FidelityPlan;
use crate::study::written::Fidelity;

impl Checker<'_> {
    pub(super) fn fidelity(
        &mut self,
        _path: &str,
        _written: &Fidelity,
        _facts: &Facts,
    ) -> Option<FidelityPlan> {
        Some(FidelityPlan {})
    }
}
