//! Does a `intensity` make sense?

use super::{Checker, Facts};
use crate::study::plan::IntensityPlan;
use crate::study::written::Intensity;

impl Checker<'_> {
    pub(super) fn intensity(
        &mut self,
        _path: &str,
        _written: &Intensity,
        _facts: &Facts,
    ) -> Option<IntensityPlan> {
        Some(IntensityPlan {})
    }
}
