//! Scores: answers to the mean of a municipality and item, items to the mean of an element, municipalities to the mean of all.

use super::super::answers::{Answers, Level, unanswered};
use super::super::words;
use crate::findings::{
    Cell, Chart, Column, Counted, Described, Estimated, Label, Note, Reason, Row, Shape, Table,
    Unit,
};
use crate::study::{AnswersBy, FidelityElement, FidelityPlan, LocalText, ScorePlan, ScoreWeights};
use std::collections::BTreeMap;

/// A mean and the answers behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Score {
    value: f64,
    answers: u64,
}

/// The scores of the municipalities: by wave, site and element, with the overall score last.
struct Scores {
    waves: Vec<Level>,
    sites: Vec<Level>,
    /// `of[wave][site][element]`; the last is the overall score, there only when every element is.
    of: Vec<Vec<Vec<Option<Score>>>>,
}

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
    let mut tables = vec![means(&scores, score, &names), spread(&scores, &names)];
    if !score.classes.is_empty() {
        tables.push(classes(&scores, score));
    }
    let (movers, moved) = movers(&scores);
    tables.push(movers);
    tables.push(by_site(&scores, &names));
    let mut notes = vec![Note::new("sites-count-once", &[])];
    let silent = scores.without_answers();
    notes.extend(unanswered("sites-without-answers", "sites", &silent));
    let apart = [AnswersBy::Wave, AnswersBy::Site];
    notes.extend(answers.notes(&plan.items(), &plan.only, &apart));
    let described = Described {
        finding: finding(&scores, moved),
        shows: Label::said("fidelity-shows-score"),
        chart: Some(Chart {
            shape: Shape::Boxes,
            table: 1,
            columns: (0..5).collect(),
            limits: vec![None; 5],
            x: Label::said("score"),
            y: Label::said("core-element"),
            marks: Vec::new(),
        }),
        tables,
    };
    (described, notes)
}

impl Scores {
    fn of(answers: &Answers, plan: &FidelityPlan, score: &ScorePlan) -> Scores {
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
    fn all(&self, wave: usize, element: usize) -> Vec<Score> {
        self.of[wave].iter().filter_map(|of| of[element]).collect()
    }

    /// Municipalities without a single answer.
    fn without_answers(&self) -> Vec<&Level> {
        let silent = |site: usize| {
            self.of
                .iter()
                .all(|wave| wave[site].iter().all(Option::is_none))
        };
        let sites = self.sites.iter().enumerate();
        sites
            .filter(|(at, _)| silent(*at))
            .map(|(_, s)| s)
            .collect()
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
fn combined(scores: &[Score], weights: ScoreWeights) -> Option<Score> {
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

/// A mean over municipalities with their number.
fn mean_cell(scores: &[Score], weights: ScoreWeights) -> Cell {
    let value = match combined(scores, weights) {
        Some(score) => Estimated::Made(score.value),
        None => Estimated::Not(Reason::new("no-answers", &[])),
    };
    Cell::estimate(value, Unit::Score, Some(scores.len() as u64))
}

fn means(scores: &Scores, plan: &ScorePlan, names: &[(String, Label)]) -> Table {
    let row = |(at, (id, label)): (usize, &(String, Label))| {
        let waves = 0..scores.waves.len();
        let cells = waves.map(|w| mean_cell(&scores.all(w, at), plan.weights));
        let row = Row::new(id, label.clone(), cells.collect());
        let under = plan
            .elements
            .get(at)
            .and_then(|e: &FidelityElement| e.under.as_ref());
        let row = match under {
            Some(under) => row.under(given(under)),
            None => row,
        };
        if id == OVERALL { row.total() } else { row }
    };
    Table {
        id: "elements".to_string(),
        title: Label::said("fidelity-score-title"),
        stub: Label::said("core-element"),
        of: Counted::Sites,
        columns: wave_columns(scores),
        rows: names.iter().enumerate().map(row).collect(),
    }
}

fn wave_columns(scores: &Scores) -> Vec<Column> {
    let waves = scores.waves.iter();
    waves.map(|w| Column::new(&w.id, w.label.clone())).collect()
}

fn given(text: &LocalText) -> Label {
    Label::Given(words::text(text))
}

/// Least, quartiles and greatest of the municipalities' scores.
fn spread(scores: &Scores, names: &[(String, Label)]) -> Table {
    let mut rows = Vec::new();
    for (at, (id, label)) in names.iter().enumerate() {
        for (w, wave) in scores.waves.iter().enumerate() {
            let mut values: Vec<f64> = scores.all(w, at).iter().map(|s| s.value).collect();
            values.sort_by(f64::total_cmp);
            let cell = |p: f64| match quantile(&values, p) {
                Some(value) => Cell::number(value, Unit::Score),
                None => Cell::estimate(
                    Estimated::Not(Reason::new("no-answers", &[])),
                    Unit::Score,
                    None,
                ),
            };
            let mut cells: Vec<Cell> = [0.0, 0.25, 0.5, 0.75, 1.0].map(cell).to_vec();
            cells.push(Cell::number(values.len() as f64, Unit::Whole));
            let row_id = format!("{id}.{}", wave.id);
            rows.push(Row::new(&row_id, wave.label.clone(), cells).under(label.clone()));
        }
    }
    let ids = [
        "least",
        "lower-quartile",
        "median",
        "upper-quartile",
        "greatest",
        "n-sites",
    ];
    Table {
        id: "spread".to_string(),
        title: Label::said("fidelity-spread-title"),
        stub: Label::said("wave"),
        of: Counted::Sites,
        columns: ids.map(|id| Column::new(id, Label::said(id))).to_vec(),
        rows,
    }
}

/// A quantile of sorted numbers, linear between them (R's type 7); the median of an even number is the mean of the middle two.
fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = p * last as f64;
    let (low, part) = (at.floor() as usize, at - at.floor());
    let high = (low + 1).min(last);
    Some(sorted[low] + part * (sorted[high] - sorted[low]))
}

/// The overall score of municipalities told together, by wave.
fn classes(scores: &Scores, plan: &ScorePlan) -> Table {
    let overall = plan.elements.len();
    let row = |class: &crate::study::ClassPlan| {
        let of_wave = |w: usize| {
            let of = scores.sites.iter().zip(&scores.of[w]);
            let mine = of.filter(|(site, _)| class.sites.contains(&site.id));
            mine.filter_map(|(_, of)| of[overall])
                .collect::<Vec<Score>>()
        };
        let cells = (0..scores.waves.len()).map(|w| mean_cell(&of_wave(w), plan.weights));
        let row = Row::new(&class.id, given(&class.label), cells.collect());
        match &class.under {
            Some(under) => row.under(given(under)),
            None => row,
        }
    };
    Table {
        id: "classes".to_string(),
        title: Label::said("fidelity-classes-title"),
        stub: Label::said("class"),
        of: Counted::Sites,
        columns: wave_columns(scores),
        rows: plan.classes.iter().map(row).collect(),
    }
}

/// Below, at and above the median: a score at it is neither.
const SIDES: [(&str, std::cmp::Ordering); 3] = [
    ("below", std::cmp::Ordering::Less),
    ("at", std::cmp::Ordering::Equal),
    ("above", std::cmp::Ordering::Greater),
];

/// Municipalities by their side of the median in the first and in the last wave, among those measured in both; and how many rose from below to above.
fn movers(scores: &Scores) -> (Table, usize) {
    let overall = |w: usize, site: usize| scores.of[w][site].last().copied().flatten();
    let last = scores.waves.len().saturating_sub(1);
    let both: Vec<(f64, f64)> = (0..scores.sites.len())
        .filter_map(|site| Some((overall(0, site)?.value, overall(last, site)?.value)))
        .collect();
    let median = |pick: fn(&(f64, f64)) -> f64| {
        let mut values: Vec<f64> = both.iter().map(pick).collect();
        values.sort_by(f64::total_cmp);
        quantile(&values, 0.5).unwrap_or(f64::NAN)
    };
    let (first_median, last_median) = (median(|b| b.0), median(|b| b.1));
    let side = |value: f64, median: f64| value.total_cmp(&median);
    let count = |from, to| {
        let there =
            |b: &&(f64, f64)| side(b.0, first_median) == from && side(b.1, last_median) == to;
        both.iter().filter(there).count()
    };
    let column = |id: &str| Column::new(id, Label::said(&format!("{id}-median")));
    let rows = SIDES.map(|(id, from)| {
        let cells = SIDES.map(|(_, to)| Cell::number(count(from, to) as f64, Unit::Whole));
        Row::new(id, Label::said(&format!("{id}-median")), cells.to_vec())
    });
    let table = Table {
        id: "movers".to_string(),
        title: Label::said("fidelity-movers-title"),
        stub: Label::said("first-measurement"),
        of: Counted::Sites,
        columns: SIDES
            .map(|(id, _)| column(id).over(Label::said("last-measurement")))
            .to_vec(),
        rows: rows.to_vec(),
    };
    (table, count(SIDES[0].1, SIDES[2].1))
}

/// The scores of each municipality.
fn by_site(scores: &Scores, names: &[(String, Label)]) -> Table {
    let columns = names.iter().flat_map(|(id, label)| {
        scores.waves.iter().map(move |wave| {
            let id = format!("{id}.{}", wave.id);
            Column::new(&id, wave.label.clone()).over(label.clone())
        })
    });
    let cell = |score: Option<Score>| match score {
        Some(score) => Cell::estimate(
            Estimated::Made(score.value),
            Unit::Score,
            Some(score.answers),
        ),
        None => Cell::Empty,
    };
    let row = |(at, site): (usize, &Level)| {
        let of = |element: usize| (0..scores.waves.len()).map(move |w| (w, element));
        let cells = (0..names.len()).flat_map(of);
        let cells = cells.map(|(w, element)| cell(scores.of[w][at][element]));
        Row::new(&site.id, site.label.clone(), cells.collect())
    };
    Table {
        id: "sites".to_string(),
        title: Label::said("fidelity-sites-title"),
        stub: Label::said("municipality"),
        of: Counted::Answers,
        columns: columns.collect(),
        rows: scores.sites.iter().enumerate().map(row).collect(),
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
