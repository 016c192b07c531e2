//! Changes of a series from one period to the last, as a table and in a sentence.

use super::period_label;
use crate::analysis::described_parts::{TOLD_FROM, given};
use crate::findings::{Cell, Column, Estimated, Label, Row, Table, Unit};

/// Each group at the period that changes are counted from and at the end, and the change.
pub fn table(series: &Table, groups: &[usize], since: &str) -> Option<Table> {
    let first = series.rows.iter().find(|row| row.id == since)?;
    let last = series.rows.last()?;
    let row = |group: &usize| {
        let column = &series.columns[*group];
        let cells = changed(&first.cells[*group], &last.cells[*group]);
        Row::new(&column.id, column.label.clone(), cells)
    };
    Some(Table {
        id: "change".to_string(),
        title: Label::with(
            "stock-change-in",
            &[
                ("from_period", first.id.clone()),
                ("to_period", last.id.clone()),
            ],
        ),
        stub: Label::said("group"),
        of: series.of,
        columns: vec![
            Column::new("from", period_label(&first.id)),
            Column::new("to", period_label(&last.id)),
            Column::new("change", Label::said("stock-change")),
            Column::new("relative", Label::said("stock-relative-change")),
        ],
        rows: groups.iter().map(row).collect(),
    })
}

/// Both ends, the difference, and the difference relative to the first.
fn changed(first: &Cell, last: &Cell) -> Vec<Cell> {
    let (from, to) = (amount(first), amount(last));
    // Behind a change are the fewer persons of the two ends, for the gate.
    let n = behind(first).into_iter().chain(behind(last)).min();
    let made = |value: Option<f64>, unit| {
        value.map_or(Cell::Empty, |v| Cell::estimate(Estimated::Made(v), unit, n))
    };
    let change = from.zip(to).map(|(from, to)| to - from);
    let ratio = change.zip(from).filter(|(_, from)| *from != 0.0);
    vec![
        first.clone(),
        last.clone(),
        made(change, unit_of(last)),
        made(ratio.map(|(change, from)| change / from), Unit::Fraction),
    ]
}

/// The persons behind a cell, where it counts any.
fn behind(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Count(count) => *count,
        Cell::Number { n, .. } => *n,
        _ => None,
    }
}

/// A change is printed as what changed.
fn unit_of(cell: &Cell) -> Unit {
    match cell {
        Cell::Number { unit, .. } => *unit,
        _ => Unit::Whole,
    }
}

fn amount(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Count(count) => count.map(|c| c as f64),
        Cell::Number { value, .. } => value.made().copied(),
        _ => None,
    }
}

/// The amount in a column, unless a cell of its row counts so few persons that the gate may hide this one for its sake.
fn told(row: &Row, column: usize) -> Option<f64> {
    let few = |cell: &Cell| behind(cell).is_some_and(|n| (1..TOLD_FROM).contains(&n));
    amount(&row.cells[column]).filter(|_| !row.cells.iter().any(few))
}

/// The group that changed most, in numbers.
pub fn finding(table: &Table) -> Label {
    let ends = |row: &Row| told(row, 0).zip(told(row, 1));
    let changed = table.rows.iter().filter_map(|row| Some((row, ends(row)?)));
    let size = |(from, to): (f64, f64)| (to - from).abs();
    let most = changed.max_by(|(_, a), (_, b)| size(*a).total_cmp(&size(*b)));
    let (Some((row, (from, to))), Label::Said(title)) = (most, &table.title) else {
        return Label::said("stock-found");
    };
    let mut facts: Vec<(&str, String)> = title
        .facts
        .iter()
        .map(|(name, period)| (name.as_str(), period.clone()))
        .collect();
    facts.extend(names(&row.label));
    facts.push(("from", format!("{from:.0}")));
    facts.push(("to", format!("{to:.0}")));
    facts.push(("change", format!("{:.0}", size((from, to)))));
    if from != 0.0 {
        let percent = 100.0 * size((from, to)) / from.abs();
        facts.push(("percent", format!("{percent:.1}")));
    }
    let code = match to >= from {
        true => "stock-found-rise",
        false => "stock-found-fall",
    };
    Label::with(code, &facts)
}

/// The largest group in the last period, and where it began.
pub fn finding_of_ends(series: &Table, groups: &[usize]) -> Label {
    let said = || Label::said("stock-found");
    let (Some(first), Some(last)) = (series.rows.first(), series.rows.last()) else {
        return said();
    };
    let largest = groups
        .iter()
        .filter_map(|group| Some((*group, told(last, *group)?)))
        .max_by(|(_, a), (_, b)| a.total_cmp(b));
    let Some((group, value)) = largest else {
        return said();
    };
    let mut facts = vec![
        ("to", format!("{value:.0}")),
        ("to_period", last.id.clone()),
    ];
    facts.extend(names(&series.columns[group].label));
    if let Some(from) = told(first, group).filter(|_| series.rows.len() > 1) {
        facts.push(("from", format!("{from:.0}")));
        facts.push(("from_period", first.id.clone()));
    }
    Label::with("stock-found-last", &facts)
}

fn names(group: &Label) -> [(&'static str, String); 2] {
    let (da, en) = given(group);
    [("group_da", da), ("group_en", en)]
}
