//! Does a `outcome-table` make sense?

use super::groups::as_text;
use super::head::{both, local};
use super::time_to_event::beside_arm;
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    CategoryPlan, CategoryRule, OutcomeRule, OutcomeTablePlan, RecordKind, TableOf,
};
use crate::study::written::{Category, OutcomeTable};

impl Checker<'_> {
    pub(super) fn outcome_table(
        &mut self,
        path: &str,
        written: &OutcomeTable,
        facts: &Facts,
    ) -> Option<OutcomeTablePlan> {
        let of = self.table_of(path, written, facts)?;
        if of != TableOf::Aggregates {
            self.needs(path, RecordKind::Enrolment, facts)?;
        }
        let listed = written.category.as_deref().unwrap_or_default();
        let categories = self.table_categories(path, listed, &of)?;
        let mean = written.mean.unwrap_or(false);
        if mean && !matches!(of, TableOf::Column(_) | TableOf::Events(_)) {
            let message = "a mean is of a column of numbers, or of events counted".to_string();
            self.key(&child(path, "mean"), message, None);
            return None;
        }
        Some(OutcomeTablePlan {
            of,
            categories,
            mean,
            test: written.test.unwrap_or(true),
            beside_arm: beside_arm(written.beside_arm.as_deref()),
        })
    }

    /// The one thing that is tabulated.
    fn table_of(&mut self, path: &str, written: &OutcomeTable, facts: &Facts) -> Option<TableOf> {
        let ways = ["column", "outcome", "events", "aggregates"];
        let given = ways.map(|key| self.places.is_given(&child(path, key)));
        if given.iter().filter(|g| **g).count() > 1 {
            let message = "a table is of one thing only".to_string();
            let help = "allowed: one of `column`, `outcome`, `events`, `aggregates`".to_string();
            self.value(path, message, Some(help));
            return None;
        }
        if let Some(column) = &written.column {
            return Some(TableOf::Column(column.clone()));
        }
        if written.outcome.is_some() {
            return self.table_outcome(path, written, facts);
        }
        if let Some(events) = &written.events {
            let at = child(path, "events");
            self.needs(path, RecordKind::Events, facts)?;
            self.filled(&at, events, "`events` names no event", None)?;
            return self.event_words(&at, Some(events)).map(TableOf::Events);
        }
        if written.aggregates == Some(true) {
            return self
                .needs(path, RecordKind::Aggregates, facts)
                .map(|()| TableOf::Aggregates);
        }
        if given.iter().any(|g| *g) && written.aggregates.is_none() {
            return None;
        }
        if written.category.as_ref().is_none_or(Vec::is_empty) {
            let message = "the table does not say what it counts".to_string();
            let help = "give `column`, `outcome`, `events`, `aggregates` or `category`".to_string();
            self.value(path, message, Some(help));
            return None;
        }
        self.needs(path, RecordKind::Events, facts)?;
        Some(TableOf::Categories)
    }

    fn table_outcome(
        &mut self,
        path: &str,
        written: &OutcomeTable,
        facts: &Facts,
    ) -> Option<TableOf> {
        let at = child(path, "outcome");
        let outcome = self.outcome_named(&at, written.outcome.as_ref(), facts)?;
        match &facts.outcomes[outcome].1 {
            Some(OutcomeRule::Events(_)) => Some(TableOf::Outcome(outcome)),
            Some(_) => {
                let message = "the table needs an outcome of events".to_string();
                self.value(&at, message, None);
                None
            }
            None => None,
        }
    }

    fn table_categories(
        &mut self,
        path: &str,
        listed: &[Category],
        of: &TableOf,
    ) -> Option<Vec<CategoryPlan>> {
        let mut plans: Vec<CategoryPlan> = Vec::new();
        let mut sound = true;
        for (i, category) in listed.iter().enumerate() {
            let path = item(&child(path, "category"), i);
            match self.table_category(&path, category, of) {
                Some(plan) if plans.iter().any(|p| p.id == plan.id) => {
                    let message = format!("two categories have the id `{}`", plan.id);
                    self.value(&child(&path, "id"), message, None);
                    sound = false;
                }
                Some(plan) => plans.push(plan),
                None => sound = false,
            }
        }
        sound &= self.ranges_apart(path, &plans);
        sound.then_some(plans)
    }

    /// No number is in two ranges.
    fn ranges_apart(&mut self, path: &str, plans: &[CategoryPlan]) -> bool {
        let ends = |plan: &CategoryPlan| match plan.rule {
            CategoryRule::Range { from, to } => Some((
                from.unwrap_or(f64::NEG_INFINITY),
                to.unwrap_or(f64::INFINITY),
            )),
            _ => None,
        };
        let ranges: Vec<(usize, (f64, f64))> = plans
            .iter()
            .enumerate()
            .filter_map(|(i, plan)| Some((i, ends(plan)?)))
            .collect();
        for (at, (i, (from, to))) in ranges.iter().enumerate() {
            let other = ranges[..at].iter().find(|(_, (f, t))| f <= to && from <= t);
            if let Some((other, _)) = other {
                let (a, b) = (&plans[*other].id, &plans[*i].id);
                let message = format!("the categories `{a}` and `{b}` share numbers");
                self.value(&item(&child(path, "category"), *i), message, None);
                return false;
            }
        }
        true
    }

    fn table_category(
        &mut self,
        path: &str,
        written: &Category,
        of: &TableOf,
    ) -> Option<CategoryPlan> {
        let id = self.id(&child(path, "id"), written.id.as_ref()?)?;
        let label = match &written.label {
            Some(label) => local(label)?,
            None => both(&id, &id),
        };
        let range = written.from.is_some() || written.to.is_some();
        let rest = written.rest == Some(true);
        let ways = [
            written.values.is_some(),
            range,
            written.events.is_some(),
            rest,
        ];
        if ways.iter().filter(|w| **w).count() != 1 {
            let message = format!("the category `{id}` does not say in one way whom it holds");
            let help =
                "give `values`, or `from` and `to`, or `events`, or `rest = true`".to_string();
            self.value(path, message, Some(help));
            return None;
        }
        let rule = match (&written.values, &written.events) {
            (Some(values), _) => {
                CategoryRule::Values(values.values().iter().map(as_text).collect())
            }
            (_, Some(words)) => {
                CategoryRule::Events(self.event_words(&child(path, "events"), Some(words))?)
            }
            _ if rest => CategoryRule::Rest,
            _ if written
                .from
                .zip(written.to)
                .is_some_and(|(from, to)| from > to) =>
            {
                let message = format!("the category `{id}` ends before it begins");
                let help = "`from` and `to` are both included".to_string();
                self.value(&child(path, "to"), message, Some(help));
                return None;
            }
            _ => CategoryRule::Range {
                from: written.from,
                to: written.to,
            },
        };
        let fits = matches!(
            (&rule, of),
            (CategoryRule::Rest, _)
                | (
                    CategoryRule::Values(_),
                    TableOf::Column(_) | TableOf::Aggregates
                )
                | (
                    CategoryRule::Range { .. },
                    TableOf::Column(_) | TableOf::Events(_)
                )
                | (CategoryRule::Events(_), TableOf::Categories)
        );
        if !fits {
            let message = format!("the category `{id}` does not fit what the table is of");
            let help = "`values` and ranges are of a `column`, `values` of `aggregates` too, ranges of counted `events`, `events` of neither".to_string();
            self.value(path, message, Some(help));
            return None;
        }
        Some(CategoryPlan { id, label, rule })
    }
}
