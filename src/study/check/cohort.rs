//! Entry, periods and the look-back.

use super::head::{both, local};
use super::{Checker, Facts};
use crate::calendar::Window;
use crate::study::places::{Places, child};
use crate::study::plan::{
    BothPeriods, Bridged, EntryPlan, Gap, HistoryPlan, LocalText, Lookback, MunicipalityAt,
    PeriodPlan, PeriodsPlan, RecordKind,
};
use crate::study::written::{Entry, GapRule, History, Period, Periods};

///
const GAP_WEEKS: u32 = 4;

/// Whether everyone enters or all who are enrolled, so that nobody starts a course; `None` when the file does not say so soundly.
pub(super) fn takes_all(entry: Option<&Entry>, places: &Places) -> Option<bool> {
    let Some(entry) = entry else {
        return (!places.is_given("entry")).then_some(true);
    };
    let all = entry.all == Some(true) || entry.enrolment == Some(true);
    let given = |key, value: Option<bool>| value.is_some() || !places.is_given(key);
    let sound = given("entry.all", entry.all) && given("entry.enrolment", entry.enrolment);
    (sound && !(all && entry.class.is_some())).then_some(all)
}

impl Checker<'_> {
    pub(super) fn entry(&mut self, entry: Option<&Entry>, facts: &Facts) -> Option<EntryPlan> {
        let Some(entry) = entry else {
            return self.without("entry", facts).map(|()| EntryPlan::All);
        };
        if self.was_at_fault("entry.all", &entry.all)
            || self.was_at_fault("entry.class", &entry.class)
            || self.was_at_fault("entry.enrolment", &entry.enrolment)
        {
            return None;
        }
        if entry.enrolment == Some(true) {
            return self.enrolled(entry, facts);
        }
        match (entry.all == Some(true), &entry.class) {
            (true, None) => self.without_starts("all", facts).map(|()| EntryPlan::All),
            (true, Some(_)) => {
                let message = "`class` and `all = true` cannot both say who enters".to_string();
                self.key(
                    "entry.class",
                    message,
                    Some("allowed: one of them".to_string()),
                );
                None
            }
            (false, Some(class)) => self.start(entry, class, facts),
            (false, None) => {
                let help = "write `class = \"CLASS\"` for the starters of a scheme, `all = true` for everyone, or `enrolment = true` for a trial".to_string();
                self.value(
                    "entry",
                    "`[entry]` does not say who enters".to_string(),
                    Some(help),
                );
                None
            }
        }
    }

    /// A table that a study without the weekly extract may leave out.
    pub(super) fn without(&mut self, table: &str, facts: &Facts) -> Option<()> {
        if self.places.is_given(table) {
            return None;
        }
        if facts.has_weekly || facts.records.is_empty() {
            self.value("", format!("missing table `[{table}]`"), None);
            return None;
        }
        Some(())
    }

    /// The youngest age of a trial.
    pub(super) fn min_age(&mut self, entry: Option<&Entry>, facts: &Facts) -> Option<Option<i16>> {
        let path = "entry.min_age";
        let Some(age) = entry.and_then(|e| e.min_age) else {
            return Some(None).filter(|_| !self.places.is_given(path));
        };
        if !facts.records.contains(&RecordKind::Enrolment) || facts.takes_all != Some(true) {
            let message = "`min_age` is the age at the draw of a trial".to_string();
            let help = "it needs `all = true` and `enrolment` in `[register]`".to_string();
            self.key(path, message, Some(help));
            return None;
        }
        Some(i16::try_from(age).ok())
    }

    fn enrolled(&mut self, entry: &Entry, facts: &Facts) -> Option<EntryPlan> {
        let both = [
            ("class", entry.class.is_some()),
            ("all", entry.all == Some(true)),
        ];
        let mut sound = Some(());
        for (key, _) in both.iter().filter(|(_, given)| *given) {
            let message = format!("`{key}` and `enrolment = true` cannot both say who enters");
            let help = Some("allowed: one of them".to_string());
            self.key(&child("entry", key), message, help);
            sound = None;
        }
        let needs = [
            ("enrolment", facts.records.contains(&RecordKind::Enrolment)),
            ("weekly", facts.has_weekly),
        ];
        for (table, _) in needs.iter().filter(|(_, there)| !there) {
            let message = format!("entry by enrolment needs `register.{table}`");
            let help = format!("add `{table} = {{ path = \"...\" }}` to `[register]`");
            self.value("entry.enrolment", message, Some(help));
            sound = None;
        }
        let without = self.without_starts("enrolment", facts);
        sound.and(without).map(|()| EntryPlan::Enrolment)
    }

    /// What is about starts says nothing when `key` takes everyone.
    fn without_starts(&mut self, key: &str, facts: &Facts) -> Option<()> {
        let who = format!("`{key} = true` takes everyone");
        let mut sound = Some(());
        for key in [
            "gap_weeks",
            "gap_rule",
            "bridged",
            "both_periods",
            "municipality_at",
        ] {
            let path = child("entry", key);
            if self.places.is_given(&path) {
                self.key(&path, format!("`{key}` is about starts, and {who}"), None);
                sound = None;
            }
        }
        if facts.has_periods {
            let message = format!("`[periods]` are about starts, and {who}");
            self.key("periods", message, None);
            sound = None;
        }
        sound
    }

    fn start(&mut self, entry: &Entry, class: &str, facts: &Facts) -> Option<EntryPlan> {
        if facts.relative_weeks {
            let message = "weeks counted from entry have no starts to find".to_string();
            self.key(
                "entry.class",
                message,
                Some("allowed: `all = true`".to_string()),
            );
        }
        let known = self.class("entry.class", class, facts);
        let gap = self.gap(entry);
        known?;
        Some(EntryPlan::Start {
            class: class.to_string(),
            gap: gap?,
            bridged: entry.bridged.unwrap_or(Bridged::Inside),
            both_periods: entry.both_periods.unwrap_or(BothPeriods::Both),
            municipality_at: entry.municipality_at.unwrap_or(MunicipalityAt::Entry),
        })
    }

    /// The weeks of a study without periods: the outer `None` when they are at fault.
    pub(super) fn window(
        &mut self,
        entry: Option<&Entry>,
        facts: &Facts,
    ) -> Option<Option<Window>> {
        let path = "entry.window";
        let Some(text) = entry.and_then(|e| e.window.as_ref()) else {
            return Some(None).filter(|_| !self.places.is_given(path));
        };
        let trouble = match (facts.has_periods, facts.relative_weeks) {
            (true, _) => "`window` says nothing in a study with `[periods]`",
            (_, true) => "`window` is calendar weeks, and the weeks are counted from entry",
            _ => return self.parsed(path, text).map(Some),
        };
        self.key(path, trouble.to_string(), None);
        None
    }

    fn gap(&mut self, entry: &Entry) -> Option<Gap> {
        match (entry.gap_rule, entry.gap_weeks) {
            (Some(GapRule::CalendarMonth), None) => Some(Gap::CalendarMonth),
            (Some(GapRule::CalendarMonth), Some(_)) => {
                let message =
                    "`gap_weeks` says nothing with `gap_rule = \"calendar-month\"`".to_string();
                self.key("entry.gap_weeks", message, None);
                None
            }
            (_, weeks) => Some(Gap::Weeks(weeks.unwrap_or(GAP_WEEKS))),
        }
    }

    /// A class of the code list; any word, when the list itself is at fault.
    pub(super) fn class(&mut self, path: &str, class: &str, facts: &Facts) -> Option<()> {
        let Some(list) = &facts.codes else {
            return Some(());
        };
        self.word(
            path,
            "class",
            class,
            list.classes().iter().map(String::as_str),
        )
    }

    /// The periods: the outer `None` when they are at fault, the inner one when there are none.
    pub(super) fn periods(
        &mut self,
        periods: Option<&Periods>,
        facts: &Facts,
    ) -> Option<Option<PeriodsPlan>> {
        let Some(periods) = periods else {
            return Some(None);
        };
        if facts.relative_weeks && facts.takes_all != Some(true) {
            let message =
                "periods are calendar weeks, and the weeks are counted from entry".to_string();
            self.key("periods", message, None);
        }
        let before = periods
            .before
            .as_ref()
            .and_then(|p| self.period("periods.before", p));
        let after = periods
            .after
            .as_ref()
            .and_then(|p| self.period("periods.after", p));
        let (before, after) = (before?, after?);
        let path = "periods.after.entry";
        if after.entry.last < before.entry.first {
            let message = "the period after lies before the period before".to_string();
            self.value(path, message, Some("swap the two".to_string()));
            return None;
        }
        if after.entry.first <= before.entry.last {
            let message = format!(
                "the two entry windows overlap: {} and {}",
                before.entry, after.entry
            );
            self.value(path, message, None);
            return None;
        }
        Some(Some(PeriodsPlan { before, after }))
    }

    fn period(&mut self, path: &str, period: &Period) -> Option<PeriodPlan> {
        let weeks_path = child(path, "weeks");
        let entry: Option<Window> = period
            .entry
            .as_ref()
            .and_then(|t| self.parsed(&child(path, "entry"), t));
        let weeks: Option<Window> = period
            .weeks
            .as_ref()
            .and_then(|t| self.parsed(&weeks_path, t));
        let (entry, weeks) = (entry?, weeks?);
        if !weeks.contains(entry.first) || !weeks.contains(entry.last) {
            self.value(
                &weeks_path,
                format!("`weeks` must contain the entry weeks, {entry}"),
                None,
            );
            return None;
        }
        let label = match &period.label {
            Some(label) => local(label)?,
            None => years(entry),
        };
        Some(PeriodPlan {
            entry,
            weeks,
            label,
        })
    }
}

/// `2016`, or `2017-18`.
fn years(entry: Window) -> LocalText {
    let (first, last) = (entry.first.iso().0, entry.last.iso().0);
    let label = match first == last {
        true => format!("{first}"),
        false if first / 100 == last / 100 => format!("{first}-{:02}", last % 100),
        false => format!("{first}-{last}"),
    };
    both(&label, &label)
}

pub(super) fn history(history: Option<&History>) -> HistoryPlan {
    HistoryPlan {
        lookback: history.and_then(|h| h.lookback).unwrap_or(Lookback::Weeks),
        allow_partial: history.and_then(|h| h.allow_partial).unwrap_or(false),
    }
}
