//! Change by municipality.

use super::analyses::axis;
use super::{Checker, Facts};
use crate::study::places::child;
use crate::study::plan::{Axis, BySitePlan, Started, Week53};
use crate::study::written::BySite;

impl Checker<'_> {
    pub(super) fn by_site(
        &mut self,
        path: &str,
        written: &BySite,
        facts: &Facts,
    ) -> Option<BySitePlan> {
        let trouble = match (facts.has_periods, facts.by_municipality) {
            (false, _) => Some(
                "change by municipality needs before and after, and the study has no `[periods]`",
            ),
            (_, Some(false)) => Some("change by municipality needs arms that are municipalities"),
            _ => None,
        };
        if let Some(trouble) = trouble {
            self.value(&child(path, "kind"), trouble.to_string(), None);
        }
        let outcome = self.weekly_outcome(&child(path, "outcome"), written.outcome.as_ref(), facts);
        let among = self.among(path, written.among, facts);
        let week_53 = written.week_53.unwrap_or(Week53::LeaveOut);
        let headline = self.headline(path, written.headline, axis(facts, Axis::Calendar, week_53));
        if trouble.is_some() {
            return None;
        }
        Some(BySitePlan {
            outcome: outcome?,
            among: among?,
            headline: headline?,
            started: written.started.unwrap_or(Started::AtOrBefore),
            week_53,
        })
    }
}
