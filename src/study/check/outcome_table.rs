//! Does a `outcome-table` make sense?

use super::{Checker, Facts};
use crate::study::plan::OutcomeTablePlan;
use crate::study::written::OutcomeTable;

impl Checker<'_> {
    pub(super) fn outcome_table(
        &mut self,
        _path: &str,
        _written: &OutcomeTable,
        _facts: &Facts,
    ) -> Option<OutcomeTablePlan> {
        Some(OutcomeTablePlan {})
    }
}
