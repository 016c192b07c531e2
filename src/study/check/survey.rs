//! What is declared of the surveys, and the parts that the analyses of answers share.

use super::head::{both, local};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AmongAnswers, AnswerCategory, FidelityElement, LocalText, NamedWord, OnlyAnswers, RecordKind,
    SurveyPlan,
};
use crate::study::words;
use crate::study::written::{self, Cell, Survey, Text};
use std::collections::BTreeSet;

impl Checker<'_> {
    pub(super) fn survey(&mut self, written: Option<&Survey>, facts: &Facts) -> Option<SurveyPlan> {
        let Some(survey) = written else {
            return (!self.places.is_given("survey")).then(SurveyPlan::default);
        };
        if !facts.records.contains(&RecordKind::Survey) {
            let message = "`[survey]` is about the table of answers, and the study has none";
            let help = "add `survey = { path = \"...\" }` to `[register]`".to_string();
            self.key("survey", message.to_string(), Some(help));
        }
        let waves = self.named("survey.waves", survey.waves.as_deref());
        let roles = self.named("survey.roles", survey.roles.as_deref());
        let sites = self.named("survey.sites", survey.sites.as_deref());
        Some(SurveyPlan {
            waves: waves?,
            roles: roles?,
            sites: sites?,
            unknown: cells(survey.unknown.as_deref()),
        })
    }

    /// Declared words, none twice; none when the list is not given.
    pub(super) fn named(
        &mut self,
        path: &str,
        list: Option<&[written::NamedWord]>,
    ) -> Option<Vec<NamedWord>> {
        let mut named: Vec<NamedWord> = Vec::new();
        for (at, word) in list.unwrap_or_default().iter().enumerate() {
            let id = cell(word.id.as_ref()?);
            if named.iter().any(|n| n.id == id) {
                let path = child(&item(path, at), "id");
                self.value(&path, format!("`{id}` is declared twice"), None);
                return None;
            }
            let label = match &word.label {
                Some(label) => Some(local(label)?),
                None => None,
            };
            named.push(NamedWord { id, label });
        }
        Some(named)
    }

    /// Words of the data that must be among those declared, if any are.
    pub(super) fn declared(
        &mut self,
        path: &str,
        what: &str,
        given: Option<&[Cell]>,
        among: fn(&SurveyPlan) -> &[NamedWord],
        facts: &Facts,
    ) -> Option<Vec<String>> {
        let given = cells(given);
        let Some(declared) = facts.survey.as_ref().map(among) else {
            return Some(given);
        };
        for (at, word) in given.iter().enumerate() {
            if !declared.is_empty() && declared.iter().all(|d| d.id != *word) {
                let help = words::help(word, declared.iter().map(|d| d.id.as_str()));
                self.value(&item(path, at), format!("unknown {what} `{word}`"), help);
                return None;
            }
        }
        Some(given)
    }

    /// Which waves and roles an analysis keeps to.
    pub(super) fn only(
        &mut self,
        path: &str,
        waves: Option<&[Cell]>,
        roles: Option<&[Cell]>,
        facts: &Facts,
    ) -> Option<OnlyAnswers> {
        let waves = self.declared(&child(path, "waves"), "wave", waves, |s| &s.waves, facts);
        let roles = self.declared(&child(path, "roles"), "role", roles, |s| &s.roles, facts);
        Some(OnlyAnswers {
            waves: waves?,
            roles: roles?,
        })
    }

    /// Categories of which no two share an id or an answer.
    pub(super) fn categories(
        &mut self,
        path: &str,
        list: &[written::AnswerCategory],
    ) -> Option<Vec<AnswerCategory>> {
        let mut found: Vec<AnswerCategory> = Vec::new();
        let mut answers = BTreeSet::new();
        let mut sound = true;
        for (at, category) in list.iter().enumerate() {
            let path = item(path, at);
            match self.category(&path, category, &mut answers) {
                Some(category) if found.iter().any(|c| c.id == category.id) => {
                    let message = format!("two categories have the id `{}`", category.id);
                    self.value(&child(&path, "id"), message, None);
                    sound = false;
                }
                Some(category) => found.push(category),
                None => sound = false,
            }
        }
        sound.then_some(found)
    }

    fn category(
        &mut self,
        path: &str,
        category: &written::AnswerCategory,
        answers: &mut BTreeSet<String>,
    ) -> Option<AnswerCategory> {
        let id = self.id(&child(path, "id"), category.id.as_ref()?)?;
        let values = cells(Some(category.values.as_deref()?));
        for (i, value) in values.iter().enumerate() {
            if !answers.insert(value.clone()) {
                let message = format!("the answer `{value}` is in two categories");
                self.value(&item(&child(path, "values"), i), message, None);
                return None;
            }
        }
        let label = label(category.label.as_ref(), &id)?;
        Some(AnswerCategory { id, label, values })
    }

    /// Core elements of which no two share an id or an item.
    pub(super) fn elements(
        &mut self,
        path: &str,
        list: Option<&[written::FidelityElement]>,
    ) -> Option<Vec<FidelityElement>> {
        let path = child(path, "elements");
        let list = list.unwrap_or_default();
        self.filled(&path, list, "`elements` names no core element", None)?;
        let mut found: Vec<FidelityElement> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut sound = true;
        for (at, element) in list.iter().enumerate() {
            let path = item(&path, at);
            match self.element(&path, element, &mut seen) {
                Some(element) if found.iter().any(|e| e.id == element.id) => {
                    let message = format!("two elements have the id `{}`", element.id);
                    self.value(&child(&path, "id"), message, None);
                    sound = false;
                }
                Some(element) => found.push(element),
                None => sound = false,
            }
        }
        sound.then_some(found)
    }

    fn element(
        &mut self,
        path: &str,
        element: &written::FidelityElement,
        seen: &mut BTreeSet<String>,
    ) -> Option<FidelityElement> {
        let id = self.id(&child(path, "id"), element.id.as_ref()?)?;
        let items = element.items.clone()?;
        self.filled(&child(path, "items"), &items, "`items` is empty", None)?;
        let twice = items.iter().find(|i| !seen.insert((*i).clone()));
        if let Some(twice) = twice {
            let message = format!("the item `{twice}` is in two elements");
            self.value(&child(path, "items"), message, None);
            return None;
        }
        Some(FidelityElement {
            label: label(element.label.as_ref(), &id)?,
            under: heading(element.under.as_ref())?,
            id,
            items,
        })
    }
}

/// A condition on another item; `None` inside when none is given.
pub(super) fn among(written: Option<&written::AmongAnswers>) -> Option<Option<AmongAnswers>> {
    let Some(among) = written else {
        return Some(None);
    };
    Some(Some(AmongAnswers {
        item: among.item.clone()?,
        values: cells(Some(among.values.as_deref()?)),
    }))
}

/// A label, or else the id in both languages.
pub(super) fn label(written: Option<&Text>, id: &str) -> Option<LocalText> {
    match written {
        Some(label) => local(label),
        None => Some(both(id, id)),
    }
}

/// A heading; `None` inside when none is given.
pub(super) fn heading(written: Option<&Text>) -> Option<Option<LocalText>> {
    match written {
        Some(text) => local(text).map(Some),
        None => Some(None),
    }
}

/// Cells as the data have them.
pub(super) fn cells(list: Option<&[Cell]>) -> Vec<String> {
    list.unwrap_or_default().iter().map(cell).collect()
}

pub(super) fn cell(value: &Cell) -> String {
    match value {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
    }
}
