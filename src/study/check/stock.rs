//! Does a `stock` make sense?

use super::{Checker, Facts};
use crate::study::plan::StockPlan;
use crate::study::written::Stock;

impl Checker<'_> {
    pub(super) fn stock(
        &mut self,
        _path: &str,
        _written: &Stock,
        _facts: &Facts,
    ) -> Option<StockPlan> {
        Some(StockPlan {})
    }
}
