//! Readiness and movers: the side of the median that municipalities are on in the first and in the last wave (FSM-8).

use super::scores::Scores;
use super::tables::quantile;
use crate::analysis::answers::Answers;
use crate::analysis::words;
use crate::findings::{Cell, Column, Counted, Label, Row, Table, Unit};
use crate::study::{AnswersBy, CrossedPlan};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Where a municipality stands against the median in the first wave and in the last.
type Sides = (Ordering, Ordering);

/// Below, at and above the median: a score at it is neither.
const SIDES: [(&str, Ordering); 3] = [
    ("below", Ordering::Less),
    ("at", Ordering::Equal),
    ("above", Ordering::Greater),
];

/// The sides of the municipalities that have an overall score in the first wave and in the last.
pub struct Movers {
    /// By the index of the municipality: its side in the first wave and in the last.
    sides: BTreeMap<usize, Sides>,
}

impl Movers {
    /// `None` with a single wave.
    pub fn of(scores: &Scores) -> Option<Movers> {
        let last = scores.waves.len().checked_sub(1).filter(|last| *last > 0)?;
        let both = (0..scores.sites.len()).filter_map(|site| {
            let ends = (scores.overall(0, site)?, scores.overall(last, site)?);
            Some((site, ends))
        });
        let both: BTreeMap<usize, (f64, f64)> = both.collect();
        let median = |pick: fn(&(f64, f64)) -> f64| {
            let mut values: Vec<f64> = both.values().map(pick).collect();
            values.sort_by(f64::total_cmp);
            quantile(&values, 0.5).unwrap_or(f64::NAN)
        };
        let (first, end) = (median(|b| b.0), median(|b| b.1));
        let side = |(a, b): (f64, f64)| (a.total_cmp(&first), b.total_cmp(&end));
        Some(Movers {
            sides: both.into_iter().map(|(s, ends)| (s, side(ends))).collect(),
        })
    }

    /// How many rose from below to above.
    pub fn risen(&self) -> usize {
        self.count(Ordering::Less, Ordering::Greater)
    }

    fn count(&self, from: Ordering, to: Ordering) -> usize {
        let there = |sides: &&Sides| **sides == (from, to);
        self.sides.values().filter(there).count()
    }

    /// Municipalities by their side in the first wave and in the last.
    pub fn table(&self) -> Table {
        let column = |id: &str| Column::new(id, Label::said(&format!("{id}-median")));
        let rows = SIDES.map(|(id, from)| {
            let cells = SIDES.map(|(_, to)| Cell::number(self.count(from, to) as f64, Unit::Whole));
            Row::new(id, Label::said(&format!("{id}-median")), cells.to_vec())
        });
        Table {
            id: "movers".to_string(),
            title: Label::said("fidelity-movers-title"),
            stub: Label::said("first-measurement"),
            of: Counted::Sites,
            columns: SIDES
                .map(|(id, _)| column(id).over(Label::said("last-measurement")))
                .to_vec(),
            rows: rows.to_vec(),
        }
    }

    /// The municipalities that gave an answer, by readiness and by whether they rose over the median.
    pub fn crossed(&self, scores: &Scores, answers: &Answers, plan: &CrossedPlan) -> Table {
        let said: Vec<BTreeMap<usize, bool>> = plan
            .items
            .iter()
            .map(|item| said_yes(scores, answers, plan, &item.id))
            .collect();
        let row = |id: &str, under: Option<&str>, is: &dyn Fn(Option<&Sides>) -> bool| {
            let share = |said: &BTreeMap<usize, bool>| {
                let mine = said.iter().filter(|(site, _)| is(self.sides.get(site)));
                let (yes, all) = mine.fold((0, 0), |(y, n), (_, yes)| (y + u64::from(*yes), n + 1));
                match all {
                    0 => Cell::Empty,
                    _ => Cell::share(yes, all),
                }
            };
            let label = Label::said(&format!("crossed-{id}"));
            let row = Row::new(id, label, said.iter().map(share).collect());
            match under {
                Some(under) => row.under(Label::said(under)),
                None => row,
            }
        };
        let rose = (Ordering::Less, Ordering::Greater);
        let first = |side: Ordering| move |s: Option<&Sides>| s.is_some_and(|s| s.0 == side);
        let column = |item: &crate::study::NamedItem| {
            Column::new(&item.id, Label::Given(words::text(&item.label)))
        };
        Table {
            id: "crossed".to_string(),
            title: Label::said("crossed-title"),
            stub: Label::said("crossed-municipalities"),
            of: Counted::Sites,
            columns: plan.items.iter().map(column).collect(),
            rows: vec![
                row("below", Some("crossed-readiness"), &first(Ordering::Less)),
                row("at", Some("crossed-readiness"), &first(Ordering::Equal)),
                row(
                    "above",
                    Some("crossed-readiness"),
                    &first(Ordering::Greater),
                ),
                row("rose", Some("crossed-movement"), &|s| s == Some(&rose)),
                row("others", Some("crossed-movement"), &|s| {
                    s.is_some_and(|s| *s != rose)
                }),
                row("all", None, &|_| true).total(),
            ],
        }
    }
}

/// Whether at least half of a municipality's answers to an item are among those that count; only those that answered.
fn said_yes(
    scores: &Scores,
    answers: &Answers,
    plan: &CrossedPlan,
    item: &str,
) -> BTreeMap<usize, bool> {
    let mut counts: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for row in answers.rows(item, &plan.only) {
        let site = answers.word(AnswersBy::Site, row);
        let known = !answers.is_unknown(row);
        let at = scores.sites.iter().position(|s| s.id == site);
        let Some(at) = at.filter(|_| known) else {
            continue;
        };
        let (yes, all) = counts.entry(at).or_default();
        *yes += u64::from(plan.yes.iter().any(|word| word == answers.value(row)));
        *all += 1;
    }
    let most = |(site, (yes, all))| (site, 2 * yes >= all);
    counts.into_iter().map(most).collect()
}
