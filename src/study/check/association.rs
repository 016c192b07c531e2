//! Does a `association` make sense?

use super::{Checker, Facts};
use crate::study::plan::AssociationPlan;
use crate::study::written::Association;

impl Checker<'_> {
    pub(super) fn association(
        &mut self,
        _path: &str,
        _written: &Association,
        _facts: &Facts,
    ) -> Option<AssociationPlan> {
        Some(AssociationPlan {})
    }
}
