//! The count rule in tables: cells of persons and of answers, and the numbers that stand for them.

use super::count_rule::{in_facts, in_share, small, withhold};
use crate::findings::{Cell, Counted, Described, Estimated, Label, Table, Unit};

/// Withholds what the rule forbids; gives the number of cells.
pub fn withhold_small(described: &mut Described) -> u64 {
    let mut cells = in_label(&mut described.finding) + in_label(&mut described.shows);
    for (at, table) in described.tables.iter_mut().enumerate() {
        cells += in_table(table);
        let means = withhold_means(table);
        cells += means.len() as u64;
        // A line across the figure at such a number would tell it too.
        if let Some(chart) = described.chart.as_mut().filter(|chart| chart.table == at) {
            chart.marks.retain(|mark| !means.contains(&mark.at));
        }
    }
    cells
}

/// A fraction in a column of shares is made of them: with all of them but one told, it would tell the last. Gives what was withheld.
fn withhold_means(table: &mut Table) -> Vec<f64> {
    let mut withheld = Vec::new();
    for column in 0..table.columns.len() {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let hidden =
            |cell: &Cell| matches!(cell, Cell::Share { share, .. } if share.denominator.is_none());
        if !cells.any(hidden) {
            continue;
        }
        for row in &mut table.rows {
            if let Some(Cell::Number {
                value,
                unit: Unit::Fraction,
                ..
            }) = row.cells.get_mut(column)
                && let Estimated::Made(made) = *value
            {
                withheld.push(made);
                *value = Estimated::Suppressed;
            }
        }
    }
    withheld
}

fn in_label(label: &mut Label) -> u64 {
    match label {
        Label::Said(said) => in_facts(&mut said.facts),
        Label::Given(_) => 0,
    }
}

fn in_table(table: &mut Table) -> u64 {
    if table.of == Counted::Sites {
        return 0;
    }
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    cells.map(|cell| u64::from(in_cell(cell))).sum()
}

fn in_cell(cell: &mut Cell) -> bool {
    match cell {
        Cell::Count(count) => withhold(count),
        Cell::Share { share, light } => {
            let forbidden = in_share(share);
            if forbidden {
                *light = None;
            }
            forbidden
        }
        Cell::Number {
            value, n, light, ..
        } if n.is_some_and(small) => {
            *value = Estimated::Suppressed;
            *n = None;
            *light = None;
            true
        }
        Cell::Words(label) => in_label(label) > 0,
        Cell::Number { .. } | Cell::Empty | Cell::Light(_) => false,
    }
}
