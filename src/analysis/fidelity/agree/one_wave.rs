//! What a single measurement finds: who agrees most and who least.

use crate::analysis::described_parts::{TOLD_FROM, given};
use crate::analysis::lights::Percent;
use crate::findings::{Cell, Label, Row, Share, Table};
use crate::study::{AnswersBy, LightsOn};

/// The first element for all together and from its highest group to its lowest; without groups, from the highest element to the lowest.
pub fn finding(shares: &Table, by: AnswersBy) -> Label {
    let rows = shares.rows.iter().filter(|row| !row.total);
    let told: Option<Vec<(&Row, f64)>> = rows
        .filter(|row| share(row).is_some_and(|s| s.denominator > Some(0)))
        .map(|row| Some((row, percent(row)?)))
        .collect();
    let sorted = told.map(|mut told| {
        told.sort_by(|a, b| a.1.total_cmp(&b.1));
        told
    });
    let ends = sorted.and_then(|told| Some((*told.first()?, *told.last()?)));
    let mut facts = of_all(shares, by);
    if let Some(((least, low), (most, high))) = ends {
        let ((low_da, low_en), (high_da, high_en)) = (given(&least.label), given(&most.label));
        facts.extend([
            ("low", low.to_string()),
            ("high", high.to_string()),
            ("low_da", low_da),
            ("low_en", low_en),
            ("high_da", high_da),
            ("high_en", high_en),
        ]);
    }
    match facts.is_empty() {
        true => Label::said("fidelity-finding-none-told"),
        false => Label::with("fidelity-finding-one-wave", &facts),
    }
}

/// The first element for all groups together.
fn of_all(shares: &Table, by: AnswersBy) -> Vec<(&'static str, String)> {
    let over = shares.columns.first().and_then(|c| c.over.as_ref());
    let total = shares.rows.iter().find(|row| row.total).and_then(percent);
    match (by, over, total) {
        (AnswersBy::Role | AnswersBy::Site, Some(over), Some(percent)) => {
            let (da, en) = given(over);
            vec![
                ("element_da", da),
                ("element_en", en),
                ("percent", percent.to_string()),
            ]
        }
        _ => Vec::new(),
    }
}

/// The first share of a row in whole percent; none of so few that agree that it might be withheld.
fn percent(row: &Row) -> Option<f64> {
    let share = share(row)?;
    let (n, d) = (share.numerator?, share.denominator?);
    let percent = Percent::of(n, d, LightsOn::Whole)?;
    (n >= TOLD_FROM).then_some(percent.0)
}

fn share(row: &Row) -> Option<Share> {
    match row.cells.first() {
        Some(Cell::Share { share, .. }) => Some(*share),
        _ => None,
    }
}
