//! The extracts.

use super::{Checker, Facts};
use crate::calendar::{MonthWindow, Week, Window};
use crate::study::places::child;
use crate::study::plan::{
    Blank, Encoding, HoursPlan, HoursToWeeks, Key, Layout, OnOverlap, PersonsPlan, RecordKind,
    RegisterPlan, TablePlan, Untrusted, WeeklyPlan,
};
use crate::study::written::{Hours, LayoutWord, Persons, Records, Register, Weekly};
use std::collections::BTreeMap;

const REGISTER_COLUMNS: &str = "y_YYWW";
const WEEK: &str = "{week}";

/// True when the weeks are counted from entry (`emp{week}`).
pub(super) fn is_relative(register: &Register) -> bool {
    let pattern = register.weekly.as_ref().and_then(|w| w.pattern.as_ref());
    pattern.is_some_and(|p| p.contains(WEEK))
}

/// What the study says of a table of records.
fn written_records(register: &Register, kind: RecordKind) -> Option<&Records> {
    match kind {
        RecordKind::Enrolment => register.enrolment.as_ref(),
        RecordKind::Events => register.events.as_ref(),
        RecordKind::Activities => register.activities.as_ref(),
        RecordKind::Meetings => register.meetings.as_ref(),
        RecordKind::Survey => register.survey.as_ref(),
        RecordKind::Progression => register.progression.as_ref(),
        RecordKind::Aggregates => register.aggregates.as_ref(),
    }
}

impl Checker<'_> {
    pub(super) fn register(
        &mut self,
        register: Option<&Register>,
        facts: &Facts,
    ) -> Option<RegisterPlan> {
        let register = register?;
        let weekly = self.weekly_or_none(register, facts);
        let records = self.records(register);
        let hours = register.hours.as_ref().map(|h| self.hours(h, facts));
        let persons = register.persons.as_ref().map(|p| self.persons(p));
        let last_trusted_week = self.last_trusted_week(register, facts);
        let events_until = self.events_until(register, facts);
        Some(RegisterPlan {
            weekly: weekly?,
            hours: hours.map_or(Some(None), |h| h.map(Some))?,
            persons: persons.map_or(Some(None), |p| p.map(Some))?,
            records: records?,
            last_trusted_week: last_trusted_week?,
            untrusted: register.untrusted.unwrap_or(Untrusted::Shade),
            events_until: events_until?,
            allow_cpr_like_keys: register.allow_cpr_like_keys.unwrap_or(false),
        })
    }

    /// A study of other tables may do without weeks.
    fn weekly_or_none(&mut self, register: &Register, facts: &Facts) -> Option<Option<WeeklyPlan>> {
        let path = "register.weekly";
        match &register.weekly {
            Some(weekly) => self.weekly(weekly, facts).map(Some),
            None if self.places.is_given(path) => None,
            None if !facts.records.is_empty() => Some(None),
            None => {
                let help = "every study names a table; most name `weekly`".to_string();
                self.value("register", "missing key `weekly`".to_string(), Some(help));
                None
            }
        }
    }

    /// The tables that are read row by row.
    fn records(&mut self, register: &Register) -> Option<BTreeMap<RecordKind, TablePlan>> {
        let mut plans = Some(BTreeMap::new());
        for kind in RecordKind::ALL {
            let path = child("register", kind.word());
            let written = match written_records(register, kind) {
                Some(written) => written,
                None if self.places.is_given(&path) => {
                    plans = None;
                    continue;
                }
                None => continue,
            };
            let (file, columns) = (written.path.as_ref(), written.columns.as_ref());
            let plan = self.table(&path, file, written.encoding, None, columns);
            plans = plans.zip(plan).map(|(mut plans, plan)| {
                plans.insert(kind, plan);
                plans
            });
        }
        plans
    }

    fn last_trusted_week(&mut self, register: &Register, facts: &Facts) -> Option<Option<Week>> {
        let Some(text) = &register.last_trusted_week else {
            if register.untrusted.is_some() {
                self.key(
                    "register.untrusted",
                    "`untrusted` says nothing without `last_trusted_week`".to_string(),
                    None,
                );
            }
            return Some(None);
        };
        let path = "register.last_trusted_week";
        if facts.relative_weeks {
            self.key(
                path,
                "weeks on a relative axis have no last trusted week".to_string(),
                None,
            );
            return None;
        }
        self.parsed(path, text).map(Some)
    }

    /// The weeks that are to be trusted must reach into both periods.
    pub(super) fn trust(&mut self, register: Option<&RegisterPlan>, facts: &Facts) {
        let last = register.and_then(|r| r.last_trusted_week);
        let (Some(last), Some(periods)) = (last, &facts.periods) else {
            return;
        };
        if last < periods.after.weeks.first {
            let message = format!(
                "`last_trusted_week` lies before the weeks of the later period, {}",
                periods.after.weeks
            );
            self.value("register.last_trusted_week", message, None);
        }
    }

    /// A week or a stretch of them, as the calendar reads it.
    pub(super) fn parsed<T: std::str::FromStr<Err = String>>(
        &mut self,
        path: &str,
        text: &str,
    ) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(message) => {
                self.value(path, message, None);
                None
            }
        }
    }

    fn weekly(&mut self, weekly: &Weekly, facts: &Facts) -> Option<WeeklyPlan> {
        let path = "register.weekly";
        let table = self.table(
            path,
            weekly.path.as_ref(),
            weekly.encoding,
            weekly.key,
            weekly.columns.as_ref(),
        );
        let layout = self.layout(weekly);
        let values = self.values(weekly, facts);
        let weeks = self.covered_weeks(weekly);
        Some(WeeklyPlan {
            table: table?,
            layout: layout?,
            weeks: weeks?,
            values: values?,
            blank: weekly.blank.unwrap_or(Blank::NoBenefit),
            on_overlap: weekly.on_overlap.unwrap_or(OnOverlap::Error),
        })
    }

    /// A wide table tells its weeks itself.
    fn covered_weeks(&mut self, weekly: &Weekly) -> Option<Option<Window>> {
        let Some(text) = &weekly.weeks else {
            return Some(None);
        };
        let path = "register.weekly.weeks";
        if weekly.layout == Some(LayoutWord::Wide) {
            let message = "the columns of a wide table tell its weeks".to_string();
            self.key(path, message, Some("leave `weeks` out".to_string()));
            return None;
        }
        self.parsed(path, text).map(Some)
    }

    fn layout(&mut self, weekly: &Weekly) -> Option<Layout> {
        let path = "register.weekly.pattern";
        let layout = weekly.layout?;
        match (layout, &weekly.pattern) {
            (LayoutWord::Long, None) => Some(Layout::Long),
            (LayoutWord::Spells, None) => Some(Layout::Spells),
            (LayoutWord::Wide, None) => Some(Layout::Wide {
                pattern: REGISTER_COLUMNS.to_string(),
            }),
            (LayoutWord::Wide, Some(pattern)) => {
                let fits = pattern.eq_ignore_ascii_case(REGISTER_COLUMNS)
                    || pattern.matches(WEEK).count() == 1;
                if !fits {
                    let help = format!(
                        "allowed: `{REGISTER_COLUMNS}`, or a name with `{WEEK}` once, such as `emp{WEEK}`"
                    );
                    self.value(
                        path,
                        format!("`{pattern}` names no week columns"),
                        Some(help),
                    );
                    return None;
                }
                Some(Layout::Wide {
                    pattern: pattern.clone(),
                })
            }
            (_, Some(_)) => {
                let message =
                    "only a wide table has week columns for `pattern` to name".to_string();
                self.key(
                    path,
                    message,
                    Some("allowed with: `layout = \"wide\"`".to_string()),
                );
                None
            }
        }
    }

    fn values(&mut self, weekly: &Weekly, facts: &Facts) -> Option<BTreeMap<String, u16>> {
        let mut sound = Some(weekly.values.clone().unwrap_or_default());
        for (cell, code) in weekly.values.iter().flatten() {
            let path = format!("register.weekly.values.{cell}");
            if self.known_code(&path, *code, facts).is_none() {
                sound = None;
            }
        }
        sound
    }

    /// A code that the code list has; any code, when the list itself is at fault.
    pub(super) fn known_code(&mut self, path: &str, code: u16, facts: &Facts) -> Option<()> {
        let Some(list) = &facts.codes else {
            return Some(());
        };
        if list.get(code).is_some() {
            return Some(());
        }
        let help = "see `virkning codes`, or add it with `[codes] extend = \"FILE\"`".to_string();
        self.value(
            path,
            format!("code {code} is not in the code list"),
            Some(help),
        );
        None
    }

    fn hours(&mut self, hours: &Hours, facts: &Facts) -> Option<HoursPlan> {
        let path = "register.hours";
        if facts.relative_weeks {
            let message =
                "hours come by calendar month, and the weeks are counted from entry".to_string();
            self.key(path, message, None);
        }
        let table = self.table(
            path,
            hours.path.as_ref(),
            hours.encoding,
            hours.key,
            hours.columns.as_ref(),
        );
        let months: Option<Option<MonthWindow>> = match &hours.months {
            None => Some(None),
            Some(text) => self.parsed("register.hours.months", text).map(Some),
        };
        Some(HoursPlan {
            table: table?,
            months: months?,
            all_ordinary: hours.all_ordinary.unwrap_or(false),
            to_weeks: hours.to_weeks.unwrap_or(HoursToWeeks::Thursday),
        })
    }

    fn persons(&mut self, persons: &Persons) -> Option<PersonsPlan> {
        let path = "register.persons";
        let table = self.table(
            path,
            persons.path.as_ref(),
            persons.encoding,
            persons.key,
            persons.columns.as_ref(),
        );
        Some(PersonsPlan { table: table? })
    }

    fn table(
        &mut self,
        at: &str,
        path: Option<&String>,
        encoding: Option<Encoding>,
        key: Option<Key>,
        columns: Option<&BTreeMap<String, String>>,
    ) -> Option<TablePlan> {
        let path = path?;
        if path.trim().is_empty() {
            self.value(
                &format!("{at}.path"),
                "`path` names no file".to_string(),
                None,
            );
            return None;
        }
        Some(TablePlan {
            path: path.clone(),
            encoding: encoding.unwrap_or(Encoding::Utf8),
            key: key.unwrap_or(Key::PersonId),
            columns: columns.cloned().unwrap_or_default(),
        })
    }
}
