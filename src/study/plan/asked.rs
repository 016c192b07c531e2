//! Which words of the tables a study asks for, so that words which nobody asks for can be told.

use super::{
    AmongAnswers, AnalysisKind, CategoryRule, EventWord, FidelityMeasure, FidelityPlan,
    IndicatorSource, OutcomeRule, OutcomeTablePlan, Plan, SurveySharesPlan, TableOf,
};
use std::collections::BTreeSet;

impl Plan {
    /// The items of the survey that some analysis reads.
    pub fn items_asked(&self) -> BTreeSet<&str> {
        let mut items = BTreeSet::new();
        for analysis in &self.analyses {
            match &analysis.kind {
                AnalysisKind::SurveyShares(shares) => items.extend(shares.items()),
                AnalysisKind::Fidelity(fidelity) => items.extend(fidelity.items()),
                _ => {}
            }
        }
        items
    }

    /// The questions of the progression that some analysis reads; `None` where one reads all there are.
    pub fn progression_asked(&self) -> Option<BTreeSet<&str>> {
        let mut asked = BTreeSet::new();
        for analysis in &self.analyses {
            let AnalysisKind::Progression(plan) = &analysis.kind else {
                continue;
            };
            if plan.questions.is_empty() {
                return None;
            }
            asked.extend(plan.questions.iter().map(|q| q.id.as_str()));
        }
        Some(asked)
    }

    /// The kinds of meetings that some analysis counts; `None` where one counts all.
    pub fn meetings_asked(&self) -> Option<BTreeSet<&str>> {
        let mut asked = BTreeSet::new();
        for analysis in &self.analyses {
            let AnalysisKind::Intensity(plan) = &analysis.kind else {
                continue;
            };
            if plan.kinds.is_empty() {
                return None;
            }
            asked.extend(plan.kinds.iter().map(String::as_str));
        }
        Some(asked)
    }

    /// The kinds of activities that some outcome is made of.
    pub fn activities_asked(&self) -> BTreeSet<&str> {
        let mut asked = BTreeSet::new();
        for outcome in &self.outcomes {
            add_activities(&outcome.rule, &mut asked);
        }
        asked
    }

    /// The events that the study names, anywhere.
    pub fn events_asked(&self) -> EventsAsked {
        let mut asked = EventsAsked::default();
        for outcome in &self.outcomes {
            asked.add_outcome(&outcome.rule);
        }
        for analysis in &self.analyses {
            match &analysis.kind {
                AnalysisKind::OutcomeTable(table) => asked.add_table(table),
                AnalysisKind::Fidelity(fidelity) => asked.words.extend(fidelity.events()),
                _ => {}
            }
        }
        asked
    }
}

fn add_activities<'a>(rule: &'a OutcomeRule, asked: &mut BTreeSet<&'a str>) {
    match rule {
        OutcomeRule::Activities(kinds) => asked.extend(kinds.iter().map(String::as_str)),
        OutcomeRule::Any(rules) => rules.iter().for_each(|rule| add_activities(rule, asked)),
        _ => {}
    }
}

/// The events that a study names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventsAsked {
    pub words: Vec<EventWord>,
    /// Kinds of looking up: each of their values tells a state.
    pub statuses: BTreeSet<String>,
}

/// Whether a study names an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Yes,
    /// The study names other values of its kind.
    OtherValue,
    /// The study names nothing of its kind.
    OtherKind,
}

impl EventsAsked {
    /// True when some event is named by its value.
    pub fn needs_values(&self) -> bool {
        !self.statuses.is_empty() || self.words.iter().any(|word| word.value.is_some())
    }

    /// Judges an event. A kind of which the study names values is told by them, though it may name the whole kind too.
    pub fn judge(&self, kind: &str, value: &str) -> Named {
        let of_kind = || self.words.iter().filter(|word| word.kind == kind);
        let mut values = of_kind().filter_map(|word| word.value.as_deref());
        if self.statuses.contains(kind) || values.any(|v| v == value) {
            return Named::Yes;
        }
        match (of_kind().next(), of_kind().all(|word| word.value.is_none())) {
            (None, _) => Named::OtherKind,
            (Some(_), true) => Named::Yes,
            (Some(_), false) => Named::OtherValue,
        }
    }

    fn add_outcome(&mut self, rule: &OutcomeRule) {
        match rule {
            OutcomeRule::Events(rule) => {
                let lists = [&rule.events, &rule.censored_by, &rule.competing];
                self.words.extend(lists.into_iter().flatten().cloned());
                self.words.extend(rule.origin.clone());
                if let Some(seen) = &rule.seen {
                    self.words.push(seen.after.clone());
                    self.statuses.insert(seen.status.clone());
                }
            }
            OutcomeRule::Any(rules) => rules.iter().for_each(|rule| self.add_outcome(rule)),
            _ => {}
        }
    }

    fn add_table(&mut self, table: &OutcomeTablePlan) {
        if let TableOf::Events(named) = &table.of {
            self.words.extend_from_slice(named);
        }
        for category in &table.categories {
            if let CategoryRule::Events(named) = &category.rule {
                self.words.extend_from_slice(named);
            }
        }
    }
}

fn with_condition<'a>(item: &'a str, among: &'a Option<AmongAnswers>) -> Vec<&'a str> {
    let condition = among.as_ref().map(|among| among.item.as_str());
    std::iter::once(item).chain(condition).collect()
}

impl SurveySharesPlan {
    /// The items that are read: questions, conditions and completion.
    pub fn items(&self) -> Vec<&str> {
        let asked = self.questions.iter();
        let mut items: Vec<&str> = asked
            .flat_map(|q| with_condition(&q.item, &q.among))
            .collect();
        items.extend(self.completed.as_ref().map(|among| among.item.as_str()));
        items
    }
}

impl FidelityPlan {
    /// The items that are read.
    pub fn items(&self) -> Vec<&str> {
        let elements = match &self.measure {
            FidelityMeasure::Agree(agree) => &agree.elements,
            FidelityMeasure::Score(score) => &score.elements,
            FidelityMeasure::Indicators(plan) => {
                let items = plan.indicators.iter().map(|i| match &i.of {
                    IndicatorSource::Answers { item, among, .. } => with_condition(item, among),
                    IndicatorSource::Events { .. } => Vec::new(),
                });
                return items.flatten().collect();
            }
        };
        let items = elements.iter().flat_map(|e| &e.items);
        items.map(String::as_str).collect()
    }

    /// The events that indicators are made of, by kind with every value that they list.
    pub fn events(&self) -> Vec<EventWord> {
        let FidelityMeasure::Indicators(plan) = &self.measure else {
            return Vec::new();
        };
        let mut words = Vec::new();
        for indicator in &plan.indicators {
            let IndicatorSource::Events {
                kind,
                yes,
                no,
                open,
                not_relevant,
            } = &indicator.of
            else {
                continue;
            };
            let values = [yes, no, open, not_relevant].into_iter().flatten();
            words.extend(values.map(|value| EventWord {
                kind: kind.clone(),
                value: Some(value.clone()),
            }));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_which_values_are_named_is_told_by_them_even_beside_the_whole_kind() {
        let word = |value: Option<&str>| EventWord {
            kind: "end".to_string(),
            value: value.map(str::to_string),
        };
        let asked = EventsAsked {
            words: vec![word(Some("job")), word(None)],
            statuses: BTreeSet::from(["seen".to_string()]),
        };
        assert_eq!(asked.judge("end", "job"), Named::Yes);
        assert_eq!(asked.judge("end", "jbo"), Named::OtherValue);
        assert_eq!(asked.judge("seen", "anything"), Named::Yes);
        assert_eq!(asked.judge("start", ""), Named::OtherKind);
        let whole = EventsAsked {
            words: vec![word(None)],
            ..EventsAsked::default()
        };
        assert_eq!(whole.judge("end", "anything"), Named::Yes);
    }
}
