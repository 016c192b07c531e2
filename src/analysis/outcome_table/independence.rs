//! Tests of independence of arm and category: Pearson without correction, with it, and Fisher's exact test.

use super::Counts;
use crate::analysis::{Context, withheld, words};
use crate::findings::{Cell, Column, Counted, Estimated, Label, Reason, Row, Table, Unit};
use crate::stats::chi_square::{ChiSquare, chi_square, chi_square_yates};
use crate::stats::fisher_table::fisher_table;

/// The tests of one table, or why there is none.
pub struct Tests {
    pub pearson: Option<ChiSquare>,
    why: Option<Reason>,
    /// Where the table is two by two.
    corrected: Option<ChiSquare>,
    fisher: Option<Estimated<f64>>,
}

impl Tests {
    /// Categories without a person take no part.
    pub fn of(counts: &Counts, wanted: bool) -> Tests {
        let mut tests = Tests {
            pearson: None,
            why: None,
            corrected: None,
            fisher: None,
        };
        if !wanted {
            return tests;
        }
        let cells: Vec<[u64; 2]> = counts
            .cells
            .iter()
            .filter(|c| c[0] + c[1] > 0)
            .copied()
            .collect();
        let numbers: Vec<Vec<f64>> = cells.iter().map(|c| c.map(|n| n as f64).to_vec()).collect();
        match chi_square(&numbers) {
            Ok(found) => tests.pearson = Some(found),
            Err(error) => tests.why = Some(words::reason(&error)),
        }
        if cells.len() == 2 {
            tests.corrected = chi_square_yates(&numbers).ok();
        }
        if tests.pearson.is_some() {
            let whole: Vec<Vec<u64>> = cells.iter().map(|c| c.to_vec()).collect();
            tests.fisher = Some(match fisher_table(&whole) {
                Ok(p) => Estimated::Made(p),
                Err(error) => Estimated::Not(words::reason(&error)),
            });
        }
        tests
    }

    /// The rows of the tests, their ids with `prefix` before them. Where counts are withheld the tests are too: with the totals they would
    /// give them back.
    pub fn rows(&self, context: &Context, counts: &Counts, prefix: &str, under: Label) -> Vec<Row> {
        let mut rows = self.told(prefix, under);
        if withheld::rows(context, &counts.cells).contains(&true) {
            for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
                if let Cell::Number { value, .. } = cell {
                    *value = Estimated::Suppressed;
                }
            }
        }
        rows
    }

    fn told(&self, prefix: &str, under: Label) -> Vec<Row> {
        let row = |id: &str, code: &str, cells: Vec<Cell>| {
            Row::new(&format!("{prefix}{id}"), Label::said(code), cells).under(under.clone())
        };
        let mut rows = Vec::new();
        match (&self.pearson, &self.why) {
            (Some(found), _) => rows.push(row("pearson", "trial-pearson", told(found))),
            (None, Some(why)) => {
                let no = Cell::estimate(Estimated::Not(why.clone()), Unit::Statistic, None);
                let cells = vec![no, Cell::Empty, Cell::Empty, Cell::Empty];
                rows.push(row("pearson", "trial-pearson", cells));
            }
            (None, None) => {}
        }
        if let Some(found) = &self.corrected {
            rows.push(row("corrected", "trial-corrected", told(found)));
        }
        if let Some(p) = &self.fisher {
            let p = Cell::estimate(p.clone(), Unit::PValue, None);
            let cells = vec![Cell::Empty, Cell::Empty, p, Cell::Empty];
            rows.push(row("fisher", "trial-fisher", cells));
        }
        rows
    }
}

fn told(found: &ChiSquare) -> Vec<Cell> {
    let least = found.expected.iter().flatten().copied();
    let least = least.fold(f64::INFINITY, f64::min);
    vec![
        Cell::number(found.statistic, Unit::Statistic),
        Cell::number(found.df, Unit::DegreesOfFreedom),
        Cell::number(found.p_value, Unit::PValue),
        Cell::number(least, Unit::Amount),
    ]
}

/// The table of the tests.
pub fn table(rows: Vec<Row>) -> Table {
    let column = |id: &str, code: &str| Column::new(id, Label::said(code));
    Table {
        id: "tests".to_string(),
        title: Label::said("trial-tests"),
        stub: Label::said("trial-test"),
        of: Counted::Persons,
        columns: vec![
            column("statistic", "trial-statistic"),
            column("df", "trial-df"),
            column("p_value", "trial-p"),
            column("least_expected", "trial-least-expected"),
        ],
        rows,
    }
}
