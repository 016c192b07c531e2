//! What an indicator counts in each municipality.

use super::super::super::answers::{Answers, Who};
use super::super::super::lights::Percent;
use crate::study::{
    AnswersBy, FidelityPlan, IndicatorPlan, IndicatorSource, LightRule, LightsOn, OnlyAnswers,
};
use std::collections::{BTreeMap, BTreeSet};

/// Persons of a municipality in an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Count {
    pub yes: u64,
    pub n: u64,
    /// Those who can still be done in time, in or out of `n` as the study says.
    pub open: u64,
    pub sum: f64,
}

impl Count {
    pub fn plus(self, other: Count) -> Count {
        Count {
            yes: self.yes + other.yes,
            n: self.n + other.n,
            open: self.open + other.open,
            sum: self.sum + other.sum,
        }
    }

    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / self.n as f64)
    }

    pub fn percent(&self, on: LightsOn) -> Option<Percent> {
        Percent::of(self.yes, self.n, on)
    }

    /// The mean or the share.
    pub fn value(&self, rule: LightRule) -> Option<f64> {
        match rule {
            LightRule::C24 => self.mean(),
            _ => (self.n > 0).then(|| self.yes as f64 / self.n as f64),
        }
    }
}

/// The counts of an indicator, and the rows of the data that are in none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counts {
    /// By the municipality's word; under the empty word those without one.
    pub of_site: BTreeMap<String, Count>,
    /// The data have no row of this item or kind.
    pub is_unmet: bool,
    /// Events that a later one of the same person stands for.
    pub replaced: u64,
    /// Answers that the indicator does not list and another analysis does.
    pub unlisted: u64,
}

/// An item of the survey, by municipality.
pub fn of_answers(answers: &Answers, indicator: &IndicatorPlan, plan: &FidelityPlan) -> Counts {
    let IndicatorSource::Answers {
        item,
        yes,
        no,
        not_relevant,
        mean,
        among,
    } = &indicator.of
    else {
        return Counts::default();
    };
    let among: Option<BTreeSet<Who>> = among.as_ref().map(|a| answers.among(a));
    let holds = |list: &[String], value: &str| list.iter().any(|word| word == value);
    let mut counts = Counts {
        is_unmet: answers.rows(item, &OnlyAnswers::default()).is_empty(),
        ..Counts::default()
    };
    for row in answers.rows(item, &plan.only) {
        let value = answers.value(row);
        let left_out = answers.is_unknown(row) && !holds(yes, value) && !holds(no, value);
        let is_for = among.as_ref().is_none_or(|a| a.contains(&answers.who(row)));
        if left_out || !is_for || holds(not_relevant, value) {
            continue;
        }
        let one = match (mean, answers.number(row)) {
            (true, number) => number.map(|sum| Count {
                n: 1,
                sum,
                ..Count::default()
            }),
            (false, _) => {
                let counts = holds(yes, value);
                let is_told = counts || no.is_empty() || holds(no, value);
                is_told.then(|| Count {
                    yes: u64::from(counts),
                    n: 1,
                    ..Count::default()
                })
            }
        };
        match one {
            Some(one) => counts.add(answers.word(AnswersBy::Site, row), one),
            None => counts.unlisted += 1,
        }
    }
    counts
}

impl Counts {
    pub fn add(&mut self, site: &str, one: Count) {
        let count = self.of_site.entry(site.to_string()).or_default();
        *count = count.plus(one);
    }

    /// All persons, those without a municipality too.
    pub fn total(&self) -> Count {
        let counts = self.of_site.values();
        counts.fold(Count::default(), |sum, count| sum.plus(*count))
    }
}
