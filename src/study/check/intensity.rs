//! Does an `intensity` make sense?

use super::{Checker, Facts};
use crate::study::places::child;
use crate::study::plan::{IntensityPlan, RecordKind};
use crate::study::written::Intensity;

/// The first weeks after referral, 0 to 4, had more talks than the later ones.
const SETTLED_FROM: u32 = 5;

impl Checker<'_> {
    pub(super) fn intensity(
        &mut self,
        path: &str,
        written: &Intensity,
        facts: &Facts,
    ) -> Option<IntensityPlan> {
        let weekly = self.needs_weekly(path, facts);
        let meetings = self.needs(path, RecordKind::Meetings, facts);
        let kinds_path = child(path, "kinds");
        let kinds = match &written.kinds {
            Some(kinds) => self
                .filled(&kinds_path, kinds, "`kinds` names no kind of meeting", None)
                .map(|()| kinds.clone()),
            None if self.places.is_given(&kinds_path) => None,
            None => Some(Vec::new()),
        };
        weekly.and(meetings)?;
        Some(IntensityPlan {
            kinds: kinds?,
            settled_from: written.settled_from.unwrap_or(SETTLED_FROM),
        })
    }
}
