//! The scores of the municipalities: answers to the mean of a municipality and item, items to the mean of an element.

use crate::analysis::answers::{Answers, Level};
use crate::study::{AnswersBy, FidelityPlan, ScorePlan, ScoreWeights};
use std::collections::BTreeMap;

/// A mean and the answers behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    pub value: f64,
    pub answers: u64,
}

/// The scores of the municipalities: by wave, site and element, with the overall score last.
pub struct Scores {
    pub waves: Vec<Level>,
    pub sites: Vec<Level>,
    /// `of[wave][site][element]`; the last is the overall score, there only when every element is.
    pub of: Vec<Vec<Vec<Option<Score>>>>,
}

impl Scores {
    pub fn of(answers: &Answers, plan: &FidelityPlan, score: &ScorePlan) -> Scores {
        let mut waves = answers.levels(AnswersBy::Wave, &plan.only);
        if waves.is_empty() {
            waves = answers.levels(AnswersBy::None, &plan.only);
        }
        let sites = answers.levels(AnswersBy::Site, &plan.only);
        let mut of = vec![vec![Vec::new(); sites.len()]; waves.len()];
        for element in &score.elements {
            let by_item: Vec<BTreeMap<(&str, &str), Score>> = element
                .items
                .iter()
                .map(|item| item_means(answers, plan, item))
                .collect();
            for (wave, of) in waves.iter().zip(&mut of) {
                let wave_word = if wave.id == "all" {
                    ""
                } else {
                    wave.id.as_str()
                };
                for (site, of) in sites.iter().zip(of) {
                    let cell = (wave_word, site.id.as_str());
                    let items: Vec<Score> = by_item
                        .iter()
                        .filter_map(|m| m.get(&cell).copied())
                        .collect();
                    of.push(combined(&items, score.weights));
                }
            }
        }
        for of in of.iter_mut().flatten() {
            let elements: Option<Vec<Score>> = of.iter().copied().collect();
            of.push(elements.and_then(|e| combined(&e, score.weights)));
        }
        Scores { waves, sites, of }
    }

    /// The scores of all municipalities of a wave in one element, those that have one.
    pub fn all(&self, wave: usize, element: usize) -> Vec<Score> {
        self.of[wave].iter().filter_map(|of| of[element]).collect()
    }

    /// Municipalities without a single answer.
    pub fn without_answers(&self) -> Vec<&Level> {
        let silent = |site: &usize| {
            let mut waves = self.of.iter();
            waves.all(|wave| wave[*site].iter().all(Option::is_none))
        };
        let silent = (0..self.sites.len()).filter(silent);
        silent.map(|site| &self.sites[site]).collect()
    }

    /// The overall score of a municipality in a wave.
    pub fn overall(&self, wave: usize, site: usize) -> Option<f64> {
        let last = self.of.get(wave)?.get(site)?.last().copied().flatten();
        last.map(|score| score.value)
    }
}

/// The mean of an item in each wave and municipality.
fn item_means<'a>(
    answers: &Answers<'a>,
    plan: &FidelityPlan,
    item: &str,
) -> BTreeMap<(&'a str, &'a str), Score> {
    let mut sums: BTreeMap<(&str, &str), (f64, u64)> = BTreeMap::new();
    for row in answers.rows(item, &plan.only) {
        let known = !answers.is_unknown(row);
        let Some(number) = answers.number(row).filter(|_| known) else {
            continue;
        };
        let cell = (
            answers.word(AnswersBy::Wave, row),
            answers.word(AnswersBy::Site, row),
        );
        let (sum, n) = sums.entry(cell).or_default();
        *sum += number;
        *n += 1;
    }
    let score = |(sum, n): (f64, u64)| Score {
        value: sum / n as f64,
        answers: n,
    };
    sums.into_iter()
        .map(|(cell, of)| (cell, score(of)))
        .collect()
}

/// The mean of scores, each counted once or by its answers.
pub fn combined(scores: &[Score], weights: ScoreWeights) -> Option<Score> {
    let weight = |s: &Score| match weights {
        ScoreWeights::Equal => 1.0,
        ScoreWeights::Answers => s.answers as f64,
    };
    let all: f64 = scores.iter().map(weight).sum();
    (all > 0.0).then(|| Score {
        value: scores.iter().map(|s| weight(s) * s.value).sum::<f64>() / all,
        answers: scores.iter().map(|s| s.answers).sum(),
    })
}
