//! Does a `success-criterion` make sense?

use super::groups::as_text;
use super::{Checker, Facts};
use crate::calendar::MonthWindow;
use crate::study::places::child;
use crate::study::plan::{CriterionChart, CriterionReading, RecordKind, SuccessCriterionPlan};
use crate::study::written::SuccessCriterion;

/// The criterion of Flere skal med.
const PERCENT: f64 = 40.0;
const GROUP: &str = "1";

impl Checker<'_> {
    pub(super) fn success_criterion(
        &mut self,
        path: &str,
        written: &SuccessCriterion,
        facts: &Facts,
    ) -> Option<SuccessCriterionPlan> {
        self.needs(path, RecordKind::Enrolment, facts);
        if !facts.has_persons {
            let message = "the municipality is told by the persons table, and the study has none";
            let help = "add `persons` to `[register]`".to_string();
            self.value(&child(path, "kind"), message.to_string(), Some(help));
        }
        let outcome = self.weekly_outcome(&child(path, "outcome"), written.outcome.as_ref(), facts);
        let beside_path = child(path, "beside");
        let beside = match written.beside.as_deref() {
            Some(names) => self.listed_outcomes(&beside_path, Some(names), facts),
            None => Some(Vec::new()).filter(|_| !self.places.is_given(&beside_path)),
        };
        let window_path = child(path, "window");
        let window: Option<Option<MonthWindow>> = match &written.window {
            Some(text) => self.parsed(&window_path, text).map(Some),
            None => Some(None).filter(|_| !self.places.is_given(&window_path)),
        };
        Some(SuccessCriterionPlan {
            outcome: outcome?,
            beside: beside?,
            group: written.group.as_ref().map_or(GROUP.to_string(), as_text),
            window: window?,
            percent: written.percent.unwrap_or(PERCENT),
            reading: written.reading.unwrap_or(CriterionReading::Touched),
            chart: written.chart.unwrap_or(CriterionChart::Sites),
        })
    }
}
