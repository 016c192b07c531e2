//! Scores: answers to the mean of a municipality and item, items to the mean of an element, municipalities to the mean of all.

mod movers;
mod scores;
mod tables;

use super::super::answers::{Answers, unanswered};
use super::super::words;
use crate::findings::{Chart, Described, Label, Note, Shape};
use crate::study::{AnswersBy, FidelityPlan, ScoreChart, ScorePlan, ScoreWeights};
use movers::Movers;
use scores::{Scores, combined};

const OVERALL: &str = "overall";

pub fn describe(
    answers: &Answers,
    plan: &FidelityPlan,
    score: &ScorePlan,
) -> (Described, Vec<Note>) {
    let scores = Scores::of(answers, plan, score);
    let mut names: Vec<(String, Label)> = score
        .elements
        .iter()
        .map(|e| (e.id.clone(), Label::Given(words::text(&e.label))))
        .collect();
    names.push((OVERALL.to_string(), Label::said("overall-score")));
    let movers = Movers::of(&scores);
    let mut tables = vec![
        tables::means(&scores, score, &names),
        tables::spread(&scores, &names),
    ];
    tables.extend(tables::classes(&scores, score));
    tables.extend(movers.as_ref().map(Movers::table));
    let crossed = movers.as_ref().zip(score.crossed_with.as_ref());
    tables.extend(crossed.map(|(movers, plan)| movers.crossed(&scores, answers, plan)));
    if score.by_site {
        tables.push(tables::by_site(&scores, &names));
    }
    let mut notes = vec![Note::new("sites-count-once", &[])];
    let silent = scores.without_answers();
    notes.extend(unanswered("sites-without-answers", "sites", &silent));
    let apart = [AnswersBy::Wave, AnswersBy::Site];
    notes.extend(answers.notes(&plan.items(), &plan.only, &apart));
    let described = Described {
        finding: match score.chart {
            ScoreChart::Spread => tables::spread_finding(&scores),
            ScoreChart::Means => None,
        }
        .unwrap_or_else(|| finding(&scores, movers.as_ref().map_or(0, Movers::risen))),
        shows: Label::said("fidelity-shows-score"),
        chart: Some(chart(score, scores.waves.len())),
        tables,
    };
    (described, notes)
}

/// The means of the waves side by side, or how the municipalities spread.
fn chart(score: &ScorePlan, waves: usize) -> Chart {
    let (shape, table, columns) = match score.chart {
        ScoreChart::Means => (Shape::Bars, 0, waves),
        ScoreChart::Spread => (Shape::Boxes, 1, 5),
    };
    let (low, high) = score.scale;
    let ends = [("low", low.to_string()), ("high", high.to_string())];
    Chart {
        shape,
        table,
        columns: (0..columns).collect(),
        limits: vec![None; columns],
        ends: Some([low, high]),
        x: Label::with("score-axis", &ends),
        y: Label::said("core-element"),
        marks: Vec::new(),
    }
}

fn finding(scores: &Scores, moved: usize) -> Label {
    let overall = |w: usize| {
        let element = scores.of[w]
            .first()
            .map_or(0, |of| of.len().saturating_sub(1));
        let all = scores.all(w, element);
        combined(&all, ScoreWeights::Equal).map(|s| format!("{:.1}", s.value))
    };
    let last = scores.waves.len().saturating_sub(1);
    match (overall(0), overall(last)) {
        (Some(first), Some(end)) if last > 0 => Label::with(
            "fidelity-finding-score",
            &[
                ("first", first),
                ("last", end),
                ("moved", moved.to_string()),
            ],
        ),
        (_, Some(end)) => Label::with("fidelity-finding-score-one", &[("last", end)]),
        _ => Label::said("fidelity-finding-none"),
    }
}
