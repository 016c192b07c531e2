//! Municipalities as the unit: each counts once, in the category nearest to the mean of its answers.

use super::{Answers, Tally, holds};
use crate::study::{AnswersBy, QuestionPlan};
use std::collections::BTreeMap;

/// A mean this close below a half was a half before it was divided.
const ROUNDING: f64 = 1e-9;

/// Each municipality in the category of its mean, halves up; one where nobody knows is "do not know".
pub fn tally(answers: &Answers, question: &QuestionPlan, rows: &[usize]) -> Tally {
    let mut tally = Tally {
        in_category: vec![0; question.categories.len()],
        ..Tally::default()
    };
    let mut by_site: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in rows {
        let site = answers.word(AnswersBy::Site, *row);
        // An answer without a municipality is noted beside.
        if !site.is_empty() {
            by_site.entry(site).or_default().push(*row);
        }
    }
    for rows in by_site.values() {
        let known = rows.iter().filter(|row| !answers.is_unknown(**row));
        let places: Vec<f64> = known
            .filter_map(|row| place(answers, question, *row))
            .collect();
        if places.is_empty() {
            tally.unknown += 1;
            continue;
        }
        tally.units += 1;
        let mean = places.iter().sum::<f64>() / places.len() as f64;
        if question.mean {
            tally.sum += mean;
            continue;
        }
        let nearest = (mean + 0.5 + ROUNDING).floor();
        let value = match question.scale.is_empty() {
            true => format!("{nearest}"),
            false => question.scale[nearest as usize].clone(),
        };
        let mut found = false;
        for (count, category) in tally.in_category.iter_mut().zip(&question.categories) {
            let inside = holds(category, &value);
            *count += u64::from(inside);
            found |= inside;
        }
        tally.elsewhere += u64::from(!found);
    }
    tally
}

/// Where an answer stands: its number, or its place on the scale.
fn place(answers: &Answers, question: &QuestionPlan, row: usize) -> Option<f64> {
    match question.scale.is_empty() {
        true => answers.number(row),
        false => {
            let at = question.scale.iter().position(|v| v == answers.value(row));
            at.map(|at| at as f64)
        }
    }
}
