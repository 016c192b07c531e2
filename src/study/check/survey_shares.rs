//! Does a `survey-shares` make sense?

use super::{Checker, Facts};
use crate::study::plan::SurveySharesPlan;
use crate::study::written::SurveyShares;

impl Checker<'_> {
    pub(super) fn survey_shares(
        &mut self,
        _path: &str,
        _written: &SurveyShares,
        _facts: &Facts,
    ) -> Option<SurveySharesPlan> {
        Some(SurveySharesPlan {})
    }
}
