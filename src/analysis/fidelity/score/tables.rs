//! The tables of scores: means, spread, classes and municipalities.

use super::OVERALL;
use super::scores::{Score, Scores, combined};
use crate::analysis::answers::Level;
use crate::analysis::words;
use crate::findings::{Cell, Column, Counted, Estimated, Label, Reason, Row, Table, Unit};
use crate::study::{ClassPlan, FidelityElement, LocalText, ScorePlan, ScoreWeights};

/// A mean over municipalities with their number.
fn mean_cell(scores: &[Score], weights: ScoreWeights) -> Cell {
    let value = match combined(scores, weights) {
        Some(score) => Estimated::Made(score.value),
        None => Estimated::Not(Reason::new("no-answers", &[])),
    };
    Cell::estimate(value, Unit::Score, Some(scores.len() as u64))
}

/// The mean of all municipalities, by element and wave.
pub fn means(scores: &Scores, plan: &ScorePlan, names: &[(String, Label)]) -> Table {
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
pub fn spread(scores: &Scores, names: &[(String, Label)]) -> Table {
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

/// The median of the overall score in the first wave and in the last, and where the middle half is then.
pub fn spread_finding(scores: &Scores) -> Option<Label> {
    let last = scores.waves.len().checked_sub(1).filter(|last| *last > 0)?;
    let at = |wave: usize, p: f64| {
        let sites = 0..scores.sites.len();
        let mut values: Vec<f64> = sites.filter_map(|s| scores.overall(wave, s)).collect();
        values.sort_by(f64::total_cmp);
        quantile(&values, p).map(|value| format!("{value:.1}"))
    };
    let facts = [
        ("first", at(0, 0.5)?),
        ("last", at(last, 0.5)?),
        ("lower", at(last, 0.25)?),
        ("upper", at(last, 0.75)?),
    ];
    Some(Label::with("fidelity-finding-spread", &facts))
}

/// A quantile of sorted numbers, linear between them (R's type 7); the median of an even number is the mean of the middle two.
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = p * last as f64;
    let (low, part) = (at.floor() as usize, at - at.floor());
    let high = (low + 1).min(last);
    Some(sorted[low] + part * (sorted[high] - sorted[low]))
}

/// The overall score of municipalities told together: a table for each heading over the classes, with a row per wave.
pub fn classes(scores: &Scores, plan: &ScorePlan) -> Vec<Table> {
    let same_heading = |a: &ClassPlan, b: &ClassPlan| a.under == b.under;
    let blocks = plan.classes.chunk_by(same_heading).enumerate();
    blocks
        .map(|(at, block)| class_table(scores, plan, at, block))
        .collect()
}

fn class_table(scores: &Scores, plan: &ScorePlan, at: usize, block: &[ClassPlan]) -> Table {
    let overall = plan.elements.len();
    let of_class = |wave: usize, class: &ClassPlan| {
        let of = scores.sites.iter().zip(&scores.of[wave]);
        let mine = of.filter(|(site, _)| class.sites.contains(&site.id));
        let mine: Vec<Score> = mine.filter_map(|(_, of)| of[overall]).collect();
        mean_cell(&mine, plan.weights)
    };
    let row = |(wave, level): (usize, &Level)| {
        let cells = block.iter().map(|class| of_class(wave, class));
        Row::new(&level.id, level.label.clone(), cells.collect())
    };
    let column = |class: &ClassPlan| Column::new(&class.id, given(&class.label));
    Table {
        id: format!("classes-{}", at + 1),
        title: match &block[0].under {
            Some(under) => {
                let facts = [
                    ("under_da", under.da.clone()),
                    ("under_en", under.en.clone()),
                ];
                Label::with("fidelity-classes-title", &facts)
            }
            None => Label::with("fidelity-classes-title", &[]),
        },
        stub: Label::said("wave"),
        of: Counted::Sites,
        columns: block.iter().map(column).collect(),
        rows: scores.waves.iter().enumerate().map(row).collect(),
    }
}

/// The scores of each municipality.
pub fn by_site(scores: &Scores, names: &[(String, Label)]) -> Table {
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
