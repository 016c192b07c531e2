//! Does a `destinations` make sense?

use super::{Checker, Facts};
use crate::study::plan::DestinationsPlan;
use crate::study::written::Destinations;

impl Checker<'_> {
    pub(super) fn destinations(
        &mut self,
        _path: &str,
        _written: &Destinations,
        _facts: &Facts,
    ) -> Option<DestinationsPlan> {
        Some(DestinationsPlan {})
    }
}
