//! Does a `status-at` make sense?

use super::groups::as_text;
use super::{Checker, Facts};
use crate::calendar::Week;
use crate::study::places::{child, item};
use crate::study::plan::{
    RecordKind, StatusAmong, StatusAtPlan, StatusCount, StatusReading, StatusSeries,
};
use crate::study::written::StatusAt;

const UNTIL: u32 = 104;

impl Checker<'_> {
    pub(super) fn status_at(
        &mut self,
        path: &str,
        written: &StatusAt,
        facts: &Facts,
    ) -> Option<StatusAtPlan> {
        let group = match &written.group {
            Some(group) => {
                self.needs(path, RecordKind::Enrolment, facts)?;
                Some(as_text(group))
            }
            None => None,
        };
        let outcomes =
            self.listed_outcomes(&child(path, "outcomes"), written.outcomes.as_deref(), facts);
        let on = self.calendar_weeks(
            &child(path, "on"),
            written.on.as_deref().unwrap_or_default(),
            facts,
        );
        let at = self.rising(
            &child(path, "at"),
            written.at.as_deref().unwrap_or_default(),
        );
        let series = self.series(path, written);
        let ever = written.ever.unwrap_or(false);
        let (on, at, series) = (on?, at?, series?);
        if on.is_empty() && at.is_empty() && series.is_none() && !ever {
            let help = "give `at`, `on`, `ever = true` or `every`".to_string();
            self.value(path, "the analysis names no time".to_string(), Some(help));
            return None;
        }
        let among = match group {
            Some(_) => StatusAmong::Started,
            None => StatusAmong::InSpell,
        };
        Some(StatusAtPlan {
            outcomes: outcomes?,
            count: written.count.unwrap_or(StatusCount::With),
            group,
            among: written.among.unwrap_or(among),
            reading: written.reading.unwrap_or(StatusReading::Week),
            at,
            on,
            ever,
            series,
        })
    }

    /// Weekly outcomes, each once.
    pub(super) fn listed_outcomes(
        &mut self,
        path: &str,
        names: Option<&[String]>,
        facts: &Facts,
    ) -> Option<Vec<usize>> {
        let names = names?;
        self.filled(path, names, "the list names no outcome", None)?;
        let mut found = Vec::new();
        let mut sound = true;
        for (i, name) in names.iter().enumerate() {
            let path = item(path, i);
            match self.weekly_outcome(&path, Some(name), facts) {
                Some(outcome) if found.contains(&outcome) => {
                    self.value(&path, format!("`{name}` stands twice in the list"), None);
                    sound = false;
                }
                Some(outcome) => found.push(outcome),
                None => sound = false,
            }
        }
        sound.then_some(found)
    }

    fn calendar_weeks(&mut self, path: &str, weeks: &[String], facts: &Facts) -> Option<Vec<Week>> {
        if facts.relative_weeks && !weeks.is_empty() {
            let message = "`on` is calendar weeks, and the weeks are counted from entry";
            self.key(path, message.to_string(), None);
            return None;
        }
        let read: Vec<Option<Week>> = weeks
            .iter()
            .enumerate()
            .map(|(i, week)| self.parsed(&item(path, i), week))
            .collect();
        read.into_iter().collect()
    }

    fn rising(&mut self, path: &str, weeks: &[u32]) -> Option<Vec<u32>> {
        if weeks.windows(2).all(|pair| pair[0] < pair[1]) {
            return Some(weeks.to_vec()).filter(|w| !w.is_empty() || !self.places.has_items(path));
        }
        self.value(path, "the weeks must rise".to_string(), None);
        None
    }

    fn series(&mut self, path: &str, written: &StatusAt) -> Option<Option<StatusSeries>> {
        let (every, until) = (child(path, "every"), child(path, "until"));
        match written.every {
            Some(every) => Some(Some(StatusSeries {
                every,
                until: written.until.unwrap_or(UNTIL),
            })),
            None if self.places.is_given(&every) => None,
            None if self.places.is_given(&until) => {
                let message = "`until` ends the series, and `every` is not given".to_string();
                self.key(&until, message, None);
                None
            }
            None => Some(None),
        }
    }
}
