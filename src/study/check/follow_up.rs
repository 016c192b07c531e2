//! Does a `follow-up` make sense?

use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::FollowUpPlan;
use crate::study::written::FollowUp;

/// Half a year.
const AT: u32 = 26;

impl Checker<'_> {
    pub(super) fn follow_up(
        &mut self,
        path: &str,
        written: &FollowUp,
        facts: &Facts,
    ) -> Option<FollowUpPlan> {
        let weekly = self.needs_weekly(path, facts);
        let at_path = child(path, "at_least");
        let at = match &written.at_least {
            Some(weeks) => self.counted_weeks(&at_path, weeks),
            None if self.places.is_given(&at_path) => None,
            None => Some(vec![AT]),
        };
        weekly?;
        Some(FollowUpPlan { at: at? })
    }

    /// Numbers of weeks from 1, ascending.
    fn counted_weeks(&mut self, path: &str, weeks: &[u32]) -> Option<Vec<u32>> {
        self.filled(path, weeks, "the list has no number of weeks", None)?;
        let mut before = 0;
        let mut sound = Some(());
        for (i, week) in weeks.iter().enumerate() {
            if *week <= before {
                let message = format!("{week} weeks do not stand after {before}");
                let help = Some("allowed: whole numbers from 1, ascending".to_string());
                self.value(&item(path, i), message, help);
                sound = None;
            }
            before = *week;
        }
        sound.map(|()| weeks.to_vec())
    }
}
