//! Which tables a kind of analysis needs.

use super::{Checker, Facts};
use crate::study::places::child;
use crate::study::plan::{Contrast, RecordKind};
use crate::study::written::Analysis;

/// The kinds that set one arm beside the other.
pub(super) fn compares_arms(analysis: &Analysis) -> bool {
    match analysis {
        Analysis::WeeklyShare(a) => a.contrast != Some(Contrast::None),
        Analysis::TimeToEvent(a) => a.contrast != Some(Contrast::None),
        Analysis::BySite(_) | Analysis::Balance(_) => true,
        _ => false,
    }
}

impl Checker<'_> {
    /// The analysis at `path` reads a table of records.
    pub(super) fn needs(&mut self, path: &str, table: RecordKind, facts: &Facts) -> Option<()> {
        self.needs_key(path, table.word(), facts.records.contains(&table))
    }

    /// The analysis at `path` reads the weekly extract.
    pub(super) fn needs_weekly(&mut self, path: &str, facts: &Facts) -> Option<()> {
        self.needs_key(path, "weekly", facts.has_weekly)
    }

    fn needs_key(&mut self, path: &str, key: &str, there: bool) -> Option<()> {
        if !there {
            let message = format!("this kind of analysis needs `register.{key}`");
            let help = format!("add `{key} = {{ path = \"...\" }}` to `[register]`");
            self.value(&child(path, "kind"), message, Some(help));
        }
        there.then_some(())
    }

    /// The table of records that an outcome of `what` is counted in.
    pub(super) fn outcome_needs(
        &mut self,
        path: &str,
        what: &str,
        table: RecordKind,
        facts: &Facts,
    ) -> Option<()> {
        let there = facts.records.contains(&table);
        if !there {
            let word = table.word();
            let message = format!("an outcome of {what} needs `register.{word}`");
            let help = format!("add `{word} = {{ path = \"...\" }}` to `[register]`");
            self.value(path, message, Some(help));
        }
        there.then_some(())
    }

    /// The kinds that count weeks of cohorts.
    pub(super) fn has_weeks_for(
        &mut self,
        path: &str,
        analysis: &Analysis,
        facts: &Facts,
    ) -> Option<()> {
        match analysis {
            Analysis::WeeklyShare(_)
            | Analysis::BySite(_)
            | Analysis::Balance(_)
            | Analysis::Attrition(_)
            | Analysis::Destinations(_)
            | Analysis::StatusAt(_)
            | Analysis::SuccessCriterion(_) => self.needs_weekly(path, facts),
            _ => Some(()),
        }
    }
}
