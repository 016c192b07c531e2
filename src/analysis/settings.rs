//! The settings in force in an analysis, defaults included, for its notes.

use super::{
    allocation, association, destinations, fidelity, follow_up, intensity, outcome_table, power,
    progression, spell_criterion, status_at, stock, success_criterion, survey_shares, words,
};
use crate::findings::Setting;
use crate::study::{
    AnalysisKind, AnalysisPlan, AtEntry, BothPeriods, Bridged, EntryPlan, Errors, EventWord, Gap,
    HazardModel, Headline, HoursToWeeks, Lookback, MunicipalityAt, OutcomeRule, Plan, Started,
    TimeToEventPlan, Untrusted, Week53, WeeklySharePlan,
};

/// Every setting that bears on the analysis.
pub fn in_force(plan: &Plan, analysis: &AnalysisPlan) -> Vec<Setting> {
    let mut list = List {
        plan,
        analysis: &analysis.id,
        settings: Vec::new(),
    };
    list.entry();
    match &analysis.kind {
        AnalysisKind::WeeklyShare(weekly) => list.weekly_share(weekly),
        AnalysisKind::TimeToEvent(time) => list.time_to_event(time),
        AnalysisKind::BySite(by_site) => {
            list.outcome(by_site.outcome);
            list.own("among", words::among(by_site.among));
            list.own("started", started(by_site.started));
            list.own("headline", &headline(by_site.headline));
            list.own("week_53", week_53(by_site.week_53));
        }
        AnalysisKind::Balance(_) => {
            list.history();
            list.fixed("p_value", "pooled-t");
            list.fixed("smd_denominator", "mean-variance");
        }
        AnalysisKind::Attrition(_) => {}
        AnalysisKind::FollowUp(kind) => list.all(follow_up::settings(kind)),
        AnalysisKind::Intensity(kind) => list.all(intensity::settings(kind)),
        AnalysisKind::SpellCriterion(kind) => list.all(spell_criterion::settings(kind)),
        AnalysisKind::SuccessCriterion(kind) => list.all(success_criterion::settings(kind)),
        AnalysisKind::Destinations(kind) => list.all(destinations::settings(kind)),
        AnalysisKind::StatusAt(kind) => list.all(status_at::settings(kind)),
        AnalysisKind::Stock(kind) => list.all(stock::settings(kind)),
        AnalysisKind::Allocation(kind) => list.all(allocation::settings(kind)),
        AnalysisKind::OutcomeTable(kind) => list.all(outcome_table::settings(kind)),
        AnalysisKind::Fidelity(kind) => list.all(fidelity::settings(kind)),
        AnalysisKind::Progression(kind) => list.all(progression::settings(kind)),
        AnalysisKind::SurveyShares(kind) => list.all(survey_shares::settings(kind)),
        AnalysisKind::Association(kind) => list.all(association::settings(kind)),
        AnalysisKind::Power(kind) => list.all(power::settings(kind)),
    }
    list.settings
}

struct List<'a> {
    plan: &'a Plan,
    analysis: &'a str,
    settings: Vec<Setting>,
}

impl List<'_> {
    /// A setting of the analysis itself.
    fn own(&mut self, key: &str, value: &str) {
        let path = format!("analysis.{}.{key}", self.analysis);
        self.push(key, &path, value);
    }

    /// All settings of the analysis itself.
    fn all(&mut self, settings: Vec<(&'static str, String)>) {
        for (key, value) in settings {
            self.own(key, &value);
        }
    }

    /// A setting of another table of the study file.
    fn shared(&mut self, table: &str, key: &str, value: &str) {
        let path = format!("{table}.{key}");
        self.push(key, &path, value);
    }

    /// A convention that no setting changes.
    fn fixed(&mut self, key: &str, value: &str) {
        self.push(key, key, value);
    }

    fn push(&mut self, key: &str, path: &str, value: &str) {
        self.settings.push(Setting {
            key: key.to_string(),
            value: value.to_string(),
            is_default: !self.plan.given.contains(path),
        });
    }

    fn entry(&mut self) {
        match &self.plan.entry {
            // Without weeks there is no first week to enter in.
            EntryPlan::All if self.plan.register.weekly.is_none() => {}
            EntryPlan::All => self.shared("entry", "all", "true"),
            EntryPlan::Enrolment => self.shared("entry", "enrolment", "true"),
            EntryPlan::Start {
                class,
                gap,
                bridged,
                both_periods,
                municipality_at,
            } => {
                self.shared("entry", "class", class);
                match gap {
                    Gap::Weeks(weeks) => self.shared("entry", "gap_weeks", &weeks.to_string()),
                    Gap::CalendarMonth => self.shared("entry", "gap_rule", "calendar-month"),
                }
                self.shared(
                    "entry",
                    "bridged",
                    match bridged {
                        Bridged::Inside => "inside",
                        Bridged::Outside => "outside",
                    },
                );
                self.shared(
                    "entry",
                    "both_periods",
                    match both_periods {
                        BothPeriods::Both => "both",
                        BothPeriods::First => "first",
                    },
                );
                self.shared(
                    "entry",
                    "municipality_at",
                    match municipality_at {
                        MunicipalityAt::Entry => "entry",
                        MunicipalityAt::Current => "current",
                    },
                );
            }
        }
        if let Some(window) = self.plan.window {
            self.shared("entry", "window", &window.to_string());
        }
        if self.plan.register.last_trusted_week.is_some() {
            self.shared(
                "register",
                "untrusted",
                match self.plan.register.untrusted {
                    Untrusted::Shade => "shade",
                    Untrusted::Cut => "cut",
                },
            );
        }
    }

    fn weekly_share(&mut self, weekly: &WeeklySharePlan) {
        self.outcome(weekly.outcome);
        self.own("among", words::among(weekly.among));
        self.own("axis", words::axis(weekly.axis));
        self.own("contrast", words::contrast(weekly.contrast));
        self.own("started", started(weekly.started));
        self.own("week_53", week_53(weekly.week_53));
        self.own("headline", &headline(weekly.headline));
        self.errors(weekly.errors, "CR1");
        self.levels();
        if weekly.variants.len() > 1 {
            self.history();
        }
    }

    fn time_to_event(&mut self, time: &TimeToEventPlan) {
        self.outcome(time.outcome);
        self.own("contrast", words::contrast(time.contrast));
        self.own("limits", words::limits(time.limits));
        let at_entry = match time.at_entry {
            AtEntry::Event => "event",
            AtEntry::Exclude => "exclude",
        };
        self.own("at_entry", at_entry);
        // An outcome of events tells by itself what ends the time at risk.
        let outcome = &self.plan.outcomes[time.outcome];
        if !matches!(outcome.rule, OutcomeRule::Events(_)) {
            self.own("censor_at", words::censor_at_word(time.censor_at));
        }
        self.own("model", words::hazard_model(time.model));
        match time.model {
            HazardModel::Cox => self.own("ties", words::ties(time.ties)),
            HazardModel::PiecewiseConstant => {
                let ends: Vec<String> = time.pieces.iter().map(i32::to_string).collect();
                self.own("pieces", &ends.join(", "));
            }
            HazardModel::Weibull => {}
        }
        self.events(time);
        self.errors(time.errors, "coxph");
        self.levels();
    }

    /// What an outcome of events rests on.
    fn events(&mut self, time: &TimeToEventPlan) {
        let outcome = &self.plan.outcomes[time.outcome];
        let OutcomeRule::Events(rule) = &outcome.rule else {
            return;
        };
        let table = format!("outcomes.{}", outcome.id);
        let listed = |words: &[EventWord]| match words.is_empty() {
            true => "none".to_string(),
            false => words
                .iter()
                .map(EventWord::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        };
        let origin = rule.origin.as_ref().map(EventWord::to_string);
        self.shared(&table, "origin", &origin.unwrap_or("draw".to_string()));
        self.shared(&table, "unit", rule.unit.word());
        self.shared(&table, "censored_by", &listed(&rule.censored_by));
        self.shared(&table, "competing", &listed(&rule.competing));
        if let Some(seen) = &rule.seen {
            self.shared(&table, "looked_up", seen.at.word());
        }
        let until = self.plan.register.events_until.map(|date| date.to_string());
        self.shared(
            "register",
            "events_until",
            &until.unwrap_or("last".to_string()),
        );
        if let Some(age) = self.plan.min_age {
            self.shared("entry", "min_age", &age.to_string());
        }
        if let Some(strata) = &time.strata {
            self.own("strata", strata);
        }
        self.own("beside_arm", &outcome_table::beside_word(&time.beside_arm));
    }

    fn levels(&mut self) {
        let (confidence, significance) = (self.plan.conf_level, self.plan.significance);
        self.shared("estimates", "conf_level", &confidence.to_string());
        self.shared("estimates", "significance", &significance.to_string());
    }

    fn errors(&mut self, errors: Errors, clustered: &str) {
        let by_site = errors != Errors::Hc1;
        self.own("cluster", if by_site { "municipality" } else { "none" });
        self.own(
            "errors",
            match (errors, clustered) {
                (Errors::Hc1, "coxph") => "model-based",
                (Errors::Hc1, _) => "hc1",
                (Errors::Cluster, word) => word,
                (Errors::Wild { .. }, _) => "wild",
            },
        );
    }

    fn outcome(&mut self, index: usize) {
        let outcome = &self.plan.outcomes[index];
        self.own("outcome", &outcome.id);
        if let OutcomeRule::OrdinaryHours {
            above,
            include_flexi_job,
        } = outcome.rule
        {
            let table = format!("outcomes.{}", outcome.id);
            self.shared(&table, "hours_above", &above.to_string());
            self.shared(&table, "include_flexi_job", &include_flexi_job.to_string());
            let to_weeks = self.plan.register.hours.as_ref().map(|h| h.to_weeks);
            self.shared(
                "register.hours",
                "to_weeks",
                match to_weeks {
                    Some(HoursToWeeks::Days) => "days",
                    _ => "thursday",
                },
            );
        }
    }

    fn history(&mut self) {
        self.shared(
            "history",
            "lookback",
            match self.plan.history.lookback {
                Lookback::Weeks => "weeks",
                Lookback::CalendarYears => "calendar-years",
            },
        );
    }
}

fn started(started: Started) -> &'static str {
    match started {
        Started::AtOrBefore => "at-or-before",
        Started::Before => "before",
    }
}

fn week_53(rule: Week53) -> &'static str {
    match rule {
        Week53::LeaveOut => "leave-out",
        Week53::RunOn => "run-on",
    }
}

fn headline(headline: Headline) -> String {
    match headline {
        Headline::Week(index) => index.to_string(),
        Headline::Last => "last".to_string(),
        Headline::MeanOfLast13 => "mean-of-last-13".to_string(),
    }
}
