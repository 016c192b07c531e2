//! Time to event: its model, its reading weeks and its standard errors.

use super::analyses::axis;
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AtEntry, Axis, BesideArm, CensorAt, Errors, EventsRule, HazardModel, Limits, OutcomeRule, Ties,
    TimeToEventPlan, TimeUnit, TimeVarying, Week53,
};
use crate::study::written::{HazardErrors, TimeToEvent, TimeVaryingTerm};

const READING_WEEKS: [i32; 2] = [52, 104];
/// The same in days, for outcomes of events.
const READING_DAYS: [i32; 2] = [365, 730];

/// The arms that stand beside the study's.
pub(super) fn beside_arm(word: Option<&str>) -> BesideArm {
    match word {
        None => BesideArm::Usual,
        Some("none") => BesideArm::None,
        Some(column) => BesideArm::Column(column.to_string()),
    }
}

/// The rule of an outcome of events.
fn events_of(outcome: usize, facts: &Facts) -> Option<&EventsRule> {
    match &facts.outcomes[outcome].1 {
        Some(OutcomeRule::Events(rule)) => Some(rule),
        _ => None,
    }
}

/// Pieces of a piecewise constant rate when the study does not say: quarters, and all that lies beyond the last.
const PIECE_WEEKS: i32 = 13;
const MOST_PIECES: i32 = 7;

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
        let pieces = self.pieces(path, written);
        let events = outcome.and_then(|o| events_of(o, facts));
        let censor_at = match events {
            Some(_) => self.censor_of_events(path, events, written.censor_at),
            None => self.censor_at(path, written.censor_at, facts),
        };
        let reading = match events.map(|e| e.unit) {
            Some(TimeUnit::Days) => READING_DAYS,
            _ => READING_WEEKS,
        };
        self.no_weeks(path, written, events)?;
        let weeks = axis(facts, Axis::Calendar, Week53::RunOn).map(|(_, last)| last);
        let at = self.reading_weeks(&child(path, "at"), written.at.as_deref(), weeks, reading);
        let tau = match (&written.tau, &written.at) {
            (None, Some(_)) => at
                .clone()
                .filter(|_| !self.places.is_given(&child(path, "tau"))),
            _ => self.reading_weeks(&child(path, "tau"), written.tau.as_deref(), weeks, reading),
        };
        Some(TimeToEventPlan {
            outcome: outcome?,
            contrast: contrast?,
            variants: variants?,
            time_varying: time_varying?,
            errors: errors?,
            model: written.model.unwrap_or(HazardModel::Cox),
            pieces: pieces?,
            ties: written.ties.unwrap_or(Ties::Efron),
            limits: written.limits.unwrap_or(Limits::LogLog),
            censor_at: censor_at?,
            at_entry: written.at_entry.unwrap_or(AtEntry::Event),
            at: at?,
            tau: tau?,
            example_weeks: written.example_weeks,
            strata: written.strata.clone(),
            beside_arm: beside_arm(written.beside_arm.as_deref()),
        })
    }

    /// The keys of one model say nothing of another.
    fn pieces(&mut self, path: &str, written: &TimeToEvent) -> Option<Vec<i32>> {
        let model = written.model.unwrap_or(HazardModel::Cox);
        if written.ties.is_some() && model != HazardModel::Cox {
            let help = Some("leave `ties` out, or write `model = \"cox\"`".to_string());
            let message = "`ties` says nothing without a Cox model".to_string();
            self.key(&child(path, "ties"), message, help);
        }
        let path = child(path, "pieces");
        let Some(ends) = &written.pieces else {
            let default = (1..=MOST_PIECES).map(|piece| PIECE_WEEKS * piece).collect();
            return Some(default).filter(|_| !self.places.is_given(&path));
        };
        if model != HazardModel::PiecewiseConstant {
            let help = Some("allowed with: `model = \"piecewise-constant\"`".to_string());
            let message = "`pieces` says nothing without a piecewise constant model".to_string();
            self.key(&path, message, help);
            return None;
        }
        let ascend = ends.iter().all(|e| *e > 0) && ends.is_sorted_by(|a, b| a < b);
        if !ascend {
            let help = Some("allowed: weeks above 0, each later than the one before".to_string());
            self.value(
                &path,
                "the ends of the pieces do not ascend".to_string(),
                help,
            );
        }
        ascend.then(|| ends.clone())
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

    /// What ends the time at risk is told by the outcome of events itself.
    fn censor_of_events(
        &mut self,
        path: &str,
        events: Option<&EventsRule>,
        written: Option<CensorAt>,
    ) -> Option<CensorAt> {
        if written.is_some() {
            let message = "what ends the time at risk is told by the outcome".to_string();
            let help = "allowed: `censored_by` and `competing` of the outcome".to_string();
            self.key(&child(path, "censor_at"), message, Some(help));
            return None;
        }
        let competing = events.is_some_and(|e| !e.competing.is_empty());
        Some(match competing {
            true => CensorAt::Competing,
            false => CensorAt::Window,
        })
    }

    /// Events have no weeks that a covariate could change in.
    fn no_weeks(
        &mut self,
        path: &str,
        written: &TimeToEvent,
        events: Option<&EventsRule>,
    ) -> Option<()> {
        if events.is_some() && written.time_varying.is_some() {
            let message = "an outcome of events has no weeks for a covariate to change in";
            self.key(&child(path, "time_varying"), message.to_string(), None);
            return None;
        }
        Some(())
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
        usual: [i32; 2],
    ) -> Option<Vec<i32>> {
        let Some(weeks) = weeks else {
            let held: Vec<i32> = usual
                .into_iter()
                .filter(|w| *w <= last.unwrap_or(usual[0]))
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
