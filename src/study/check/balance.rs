//! Tables of who the compared are.

use super::groups::as_text;
use super::head::{both, local};
use super::{Checker, Facts};
use crate::calendar::Window;
use crate::study::places::{child, item};
use crate::study::plan::{BalancePlan, Comparison, Covariate, SubgroupPlan};
use crate::study::written::{Balance, Subgroup};

impl Checker<'_> {
    pub(super) fn balance(
        &mut self,
        path: &str,
        written: &Balance,
        facts: &Facts,
    ) -> Option<BalancePlan> {
        let compare = self.compare(&child(path, "compare"), written.compare.as_deref(), facts);
        let variables_path = child(path, "variables");
        let variables = match &written.variables {
            Some(words) => self
                .filled(&variables_path, words, "the table has no rows", None)
                .and_then(|()| self.covariates(&variables_path, words, facts)),
            None if self.places.is_given(&variables_path) => None,
            None => self.background_terms(path, facts),
        };
        let subgroups = self.subgroups(&child(path, "subgroups"), written, facts);
        Some(BalancePlan {
            compare: compare?,
            subgroups: subgroups?,
            variables: variables?,
        })
    }

    /// Parts of the persons, each with its own id.
    fn subgroups(
        &mut self,
        path: &str,
        written: &Balance,
        facts: &Facts,
    ) -> Option<Vec<SubgroupPlan>> {
        if self.was_at_fault(path, &written.subgroups) {
            return None;
        }
        let mut plans: Vec<SubgroupPlan> = Vec::new();
        let mut sound = Some(());
        for (i, subgroup) in written.subgroups.iter().flatten().enumerate() {
            let path = item(path, i);
            match self.subgroup(&path, subgroup, facts) {
                Some(plan) if plans.iter().any(|p| p.id == plan.id) => {
                    let message = format!("two subgroups have the id `{}`", plan.id);
                    self.value(&child(&path, "id"), message, None);
                    sound = None;
                }
                Some(plan) => plans.push(plan),
                None => sound = None,
            }
        }
        sound.map(|()| plans)
    }

    fn subgroup(&mut self, path: &str, written: &Subgroup, facts: &Facts) -> Option<SubgroupPlan> {
        let id = self.id(&child(path, "id"), written.id.as_ref()?)?;
        let rows = written.rows.as_ref()?;
        let column = rows.column.clone()?;
        let where_path = child(path, "where");
        self.sources(&where_path, &Covariate::Column(column.clone()), facts)?;
        let equals: Vec<String> = rows.equals.as_ref()?.values().iter().map(as_text).collect();
        let message = "`equals` has no value";
        self.filled(&child(&where_path, "equals"), &equals, message, None)?;
        let label = match &written.label {
            Some(label) => local(label)?,
            None => both(&id, &id),
        };
        Some(SubgroupPlan {
            id,
            label,
            column,
            equals,
        })
    }

    fn compare(
        &mut self,
        path: &str,
        compare: Option<&[Comparison]>,
        facts: &Facts,
    ) -> Option<Vec<Comparison>> {
        let Some(compare) = compare else {
            return Some(vec![Comparison::Arms]).filter(|_| !self.places.is_given(path));
        };
        let help = Some("allowed: `arms`, `entry-years`");
        self.filled(path, compare, "`compare` names nothing to compare", help)?;
        let mut sound = true;
        for (i, comparison) in compare.iter().enumerate() {
            let trouble = match comparison {
                _ if compare[..i].contains(comparison) => "this comparison is asked for twice",
                Comparison::EntryYears if !facts.has_periods => {
                    "`entry-years` compares the years of the later period, and the study has no `[periods]`"
                }
                Comparison::EntryYears
                    if facts
                        .periods
                        .as_ref()
                        .is_some_and(|p| one_year(p.after.entry)) =>
                {
                    "`entry-years` compares the years of the later entry window, which has only one"
                }
                _ => continue,
            };
            self.value(&item(path, i), trouble.to_string(), None);
            sound = false;
        }
        sound.then(|| compare.to_vec())
    }
}

fn one_year(entry: Window) -> bool {
    entry.first.iso().0 == entry.last.iso().0
}
