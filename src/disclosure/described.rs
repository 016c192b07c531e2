//! The count rule in tables: cells of persons and of answers, and the numbers that stand for them.

use super::count_rule::{in_facts, in_share, small, withhold};
use crate::findings::{Cell, Counted, Described, Estimated, Label, Table};

/// Withholds what the rule forbids; gives the number of cells.
pub fn withhold_small(described: &mut Described) -> u64 {
    let words = in_label(&mut described.finding) + in_label(&mut described.shows);
    words + described.tables.iter_mut().map(in_table).sum::<u64>()
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
