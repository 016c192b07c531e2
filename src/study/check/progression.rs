//! Does a `progression` make sense?

use super::{Checker, Facts};
use crate::study::places::child;
use crate::study::plan::{ProgressionEstimator, ProgressionPlan, RecordKind};
use crate::study::written::Progression;

impl Checker<'_> {
    pub(super) fn progression(
        &mut self,
        path: &str,
        written: &Progression,
        facts: &Facts,
    ) -> Option<ProgressionPlan> {
        self.needs(path, RecordKind::Progression, facts)?;
        let questions = self.named(&child(path, "questions"), written.questions.as_deref());
        let scale = match written.scale.as_deref() {
            None => None,
            Some([low, high]) if low < high => Some((*low, *high)),
            Some(_) => {
                let message = "`scale` is the lowest and the highest answer".to_string();
                let help = "for instance `scale = [1, 10]`".to_string();
                self.value(&child(path, "scale"), message, Some(help));
                return None;
            }
        };
        Some(ProgressionPlan {
            questions: questions?,
            estimator: written.estimator.unwrap_or(ProgressionEstimator::Trend),
            scale,
        })
    }
}
