//! Does a `spell-criterion` make sense?

use super::{Checker, Facts};
use crate::study::plan::SpellCriterionPlan;
use crate::study::written::SpellCriterion;

impl Checker<'_> {
    pub(super) fn spell_criterion(
        &mut self,
        _path: &str,
        _written: &SpellCriterion,
        _facts: &Facts,
    ) -> Option<SpellCriterionPlan> {
        Some(SpellCriterionPlan {})
    }
}
