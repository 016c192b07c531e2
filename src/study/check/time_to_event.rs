//! Time to event: its model, its reading weeks and its standard errors.

use super::analyses::axis;
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AtEntry, Axis, CensorAt, Errors, Limits, Ties, TimeToEventPlan, TimeVarying, Week53,
};
use crate::study::written::{HazardErrors, TimeToEvent, TimeVaryingTerm};

const READING_WEEKS: [i32; 2] = [52, 104];

impl Checker<'_> {
    pub(super) fn time_to_event(
        &mut self,
        path: &str,
        written: &TimeToEvent,
        facts: &Facts,
    ) -> Option<TimeToEventPlan> {
        let outcome = self.outcome_named(&child(path, "outcome"), written.outcome.as_ref(), facts);
        let contrast = self.contrast(path, written.contrast, facts);
        let variants = self.variants(
            path,
            written.adjust.as_ref(),
            written.beside.as_deref(),
            contrast,
            facts,
        );
        let time_varying = self.time_varying(
            &child(path, "time_varying"),
            written.time_varying.as_deref(),
            facts,
        );
        let errors = self.hazard_errors(path, written, facts);
        let censor_at = self.censor_at(path, written.censor_at, facts);
        let weeks = axis(facts, Axis::Calendar, Week53::RunOn).map(|(_, last)| last);
        let at = self.reading_weeks(&child(path, "at"), written.at.as_deref(), weeks);
        let tau = match (&written.tau, &written.at) {
            (None, Some(_)) => at
                .clone()
                .filter(|_| !self.places.is_given(&child(path, "tau"))),
            _ => self.reading_weeks(&child(path, "tau"), written.tau.as_deref(), weeks),
        };
        Some(TimeToEventPlan {
            outcome: outcome?,
            contrast: contrast?,
            variants: variants?,
            time_varying: time_varying?,
            errors: errors?,
            ties: written.ties.unwrap_or(Ties::Efron),
            limits: written.limits.unwrap_or(Limits::LogLog),
            censor_at: censor_at?,
            at_entry: written.at_entry.unwrap_or(AtEntry::Event),
            at: at?,
            tau: tau?,
            example_weeks: written.example_weeks,
        })
    }

    fn time_varying(
        &mut self,
        path: &str,
        terms: Option<&[TimeVaryingTerm]>,
        facts: &Facts,
    ) -> Option<Vec<TimeVarying>> {
        let mut found = Some(Vec::new());
        for (i, term) in terms.into_iter().flatten().enumerate() {
            let path = item(path, i);
            let outcome =
                self.weekly_outcome(&child(&path, "outcome"), term.outcome.as_ref(), facts);
            let lag_weeks = term.lag_weeks.unwrap_or(0);
            let term = outcome.map(|outcome| TimeVarying { outcome, lag_weeks });
            let twice = found.iter().flatten().any(|f| Some(f) == term.as_ref());
            if twice {
                self.value(
                    &path,
                    "this covariate and lag are asked for twice".to_string(),
                    None,
                );
            }
            found = found.zip(term).filter(|_| !twice).map(|(mut found, term)| {
                found.push(term);
                found
            });
        }
        found
    }

    fn hazard_errors(
        &mut self,
        path: &str,
        written: &TimeToEvent,
        facts: &Facts,
    ) -> Option<Errors> {
        let clustered = self.clustered(path, written.cluster, facts);
        if self.places.is_given(&child(path, "errors")) && written.errors.is_none() {
            return None;
        }
        let clusters = match written.errors {
            Some(errors) => errors == HazardErrors::Cluster,
            None => clustered?,
        };
        self.agree(
            path,
            clusters,
            written.errors.is_some(),
            written.cluster,
            facts,
        )?;
        Some(if clusters {
            Errors::Cluster
        } else {
            Errors::Hc1
        })
    }

    /// In a study that takes everyone nobody leaves a scheme: at risk to the end.
    fn censor_at(
        &mut self,
        path: &str,
        censor_at: Option<CensorAt>,
        facts: &Facts,
    ) -> Option<CensorAt> {
        let path = child(path, "censor_at");
        match (censor_at, facts.takes_all?) {
            (None, _) if self.places.is_given(&path) => None,
            (None, true) => Some(CensorAt::Window),
            (None, false) => Some(CensorAt::Exit),
            (Some(CensorAt::Exit | CensorAt::Competing), true) => {
                let message = "nobody leaves a course in a study that takes everyone".to_string();
                self.value(&path, message, Some("allowed: `window`".to_string()));
                None
            }
            (Some(censor_at), _) => Some(censor_at),
        }
    }

    /// Weeks inside the window, ascending; those of `READING_WEEKS` that it holds, or its last, when none are given.
    fn reading_weeks(
        &mut self,
        path: &str,
        weeks: Option<&[i32]>,
        last: Option<i32>,
    ) -> Option<Vec<i32>> {
        let Some(weeks) = weeks else {
            let held: Vec<i32> = READING_WEEKS
                .into_iter()
                .filter(|w| *w <= last.unwrap_or(52))
                .collect();
            let default = if held.is_empty() {
                last.into_iter().collect()
            } else {
                held
            };
            return Some(default).filter(|_| !self.places.is_given(path));
        };
        let mut sound = true;
        for (i, week) in weeks.iter().enumerate() {
            if *week < 1 || last.is_some_and(|last| *week > last) {
                let allowed = match last {
                    Some(last) => format!("allowed: 1 to {last}"),
                    None => "allowed: 1 or more".to_string(),
                };
                self.value(
                    &item(path, i),
                    format!("week {week} is outside the weeks of the study"),
                    Some(allowed),
                );
                sound = false;
            }
        }
        let mut weeks = weeks.to_vec();
        weeks.sort_unstable();
        weeks.dedup();
        sound.then_some(weeks)
    }
}
