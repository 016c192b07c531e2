//! Named groups of states, or of the words of a file.

use super::covariates::WORK_STATES;
use super::head::{both, local};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{LocalText, StateGroupPlan, StockGroup};
use crate::study::written::StateGroup;

/// Rows that the program adds itself.
const TAKEN: [&str; 3] = ["other", "unknown", "total"];

impl Checker<'_> {
    /// Categories of states; a state belongs to one of them only.
    pub(super) fn state_groups(
        &mut self,
        path: &str,
        written: &[StateGroup],
        facts: &Facts,
    ) -> Option<Vec<StateGroupPlan>> {
        self.filled(path, written, "there is no category", None)?;
        let mut plans: Vec<StateGroupPlan> = Vec::new();
        let mut sound = true;
        for (i, category) in written.iter().enumerate() {
            let path = item(path, i);
            let name = self.state_group_name(&path, category, plans.iter().map(|p| p.id.as_str()));
            let states = self.states(&path, category, &plans, facts);
            match (name, states) {
                (Some((id, label)), Some(states)) => {
                    plans.push(StateGroupPlan { id, label, states })
                }
                _ => sound = false,
            }
        }
        sound.then_some(plans)
    }

    /// Categories by their word in the column `group` of a file.
    pub(super) fn file_groups(
        &mut self,
        path: &str,
        written: &[StateGroup],
    ) -> Option<Vec<StockGroup>> {
        self.filled(path, written, "there is no category", None)?;
        let mut plans: Vec<StockGroup> = Vec::new();
        let mut sound = true;
        for (i, category) in written.iter().enumerate() {
            let path = item(path, i);
            if category.classes.is_some() {
                let message =
                    "`classes` are for the weekly extract, and this reads groups of a file";
                let help = Some("write `group = \"WORD\"`".to_string());
                self.key(&child(&path, "classes"), message.to_string(), help);
                sound = false;
            }
            let name = self.state_group_name(&path, category, plans.iter().map(|p| p.id.as_str()));
            let Some((id, label)) = name else {
                sound = false;
                continue;
            };
            let word = category.group.clone().unwrap_or_else(|| id.clone());
            plans.push(StockGroup { id, label, word });
        }
        sound.then_some(plans)
    }

    fn state_group_name<'p>(
        &mut self,
        path: &str,
        category: &StateGroup,
        mut before: impl Iterator<Item = &'p str>,
    ) -> Option<(String, LocalText)> {
        let id = self.id(&child(path, "id"), category.id.as_ref()?)?;
        if before.any(|b| b == id) || TAKEN.contains(&id.as_str()) {
            let message = format!("the name `{id}` is taken by another row");
            self.value(&child(path, "id"), message, None);
            return None;
        }
        let label = match &category.label {
            Some(label) => local(label)?,
            None => both(&id, &id),
        };
        Some((id, label))
    }

    fn states(
        &mut self,
        path: &str,
        category: &StateGroup,
        before: &[StateGroupPlan],
        facts: &Facts,
    ) -> Option<Vec<String>> {
        let at = child(path, "classes");
        let Some(classes) = &category.classes else {
            if !self.places.is_given(&at) {
                let help = Some("write `classes = [\"CLASS\"]`".to_string());
                self.value(path, "the category has no `classes`".to_string(), help);
            }
            return None;
        };
        self.filled(&at, classes, "the category has no class", None)?;
        let mut sound = true;
        for (i, class) in classes.iter().enumerate() {
            let at = item(&at, i);
            sound &= self.state(&at, class, &WORK_STATES, facts).is_some();
            let twice =
                classes[..i].contains(class) || before.iter().any(|b| b.states.contains(class));
            if twice {
                self.value(&at, format!("`{class}` is in a category before"), None);
                sound = false;
            }
        }
        sound &= self.work_is_told(&at, classes, facts).is_some();
        sound.then(|| classes.clone())
    }

    /// Without wage hours a blank week is work or self-support, and nobody can say which.
    fn work_is_told(&mut self, path: &str, classes: &[String], facts: &Facts) -> Option<()> {
        let named = WORK_STATES.map(|state| classes.iter().any(|c| c == state));
        if facts.has_hours || named[0] == named[1] {
            return Some(());
        }
        let message =
            "`employment` and `self-support` are told apart by wage hours, and the study has none";
        let help = "name both in one category, or add `hours` to `[register]`";
        self.value(path, message.to_string(), Some(help.to_string()));
        None
    }
}
