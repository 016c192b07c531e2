//! Cells of described tables, and printed figures with the words around them.

use super::analysis;
use std::collections::BTreeMap;
use virkning::findings::{AnalysisResult, Cell, Described, Findings, Table};

/// The tables of an analysis.
pub fn described<'a>(findings: &'a Findings, id: &str) -> &'a Described {
    match &analysis(findings, id).result {
        AnalysisResult::Described(result) => result,
        other => panic!("{id} has no described tables: {other:?}"),
    }
}

/// A table of an analysis.
pub fn table<'a>(findings: &'a Findings, id: &str, table: &str) -> &'a Table {
    let tables = &described(findings, id).tables;
    let found = tables.iter().find(|t| t.id == table);
    found.unwrap_or_else(|| panic!("{id} has no table {table}"))
}

/// A cell by the ids of its row and column.
pub fn cell<'a>(table: &'a Table, row: &str, column: &str) -> &'a Cell {
    let at = table.columns.iter().position(|c| c.id == column);
    let at = at.unwrap_or_else(|| panic!("{} has no column {column}", table.id));
    let found = table.rows.iter().find(|r| r.id == row);
    &found
        .unwrap_or_else(|| panic!("{} has no row {row}", table.id))
        .cells[at]
}

/// The counts of a share.
pub fn share(table: &Table, row: &str, column: &str) -> (u64, u64) {
    match cell(table, row, column) {
        Cell::Share { share, .. } => (
            share.numerator.expect("not withheld"),
            share.denominator.expect("not withheld"),
        ),
        other => panic!("{row} {column} is no share: {other:?}"),
    }
}

pub fn percent(table: &Table, row: &str, column: &str) -> f64 {
    let (counted, of) = share(table, row, column);
    100.0 * counted as f64 / of as f64
}

pub fn count(table: &Table, row: &str, column: &str) -> u64 {
    match cell(table, row, column) {
        Cell::Count(Some(count)) => *count,
        other => panic!("{row} {column} is no count: {other:?}"),
    }
}

pub fn number(table: &Table, row: &str, column: &str) -> f64 {
    match cell(table, row, column) {
        Cell::Number { value, .. } => *value.made().expect("made"),
        other => panic!("{row} {column} is no number: {other:?}"),
    }
}

/// A row of a file of printed numbers.
#[derive(Debug, Clone)]
pub struct Printed {
    pub id: String,
    pub value: f64,
    /// One unit of the last printed digit; `None` when the text rounds in words.
    pub unit: Option<f64>,
    pub qualifier: String,
}

/// All rows of `examples/EXAMPLE/printed.csv` by id.
pub fn printed(example: &str) -> BTreeMap<String, Printed> {
    let path = format!("examples/{example}/printed.csv");
    let mut reader = csv::Reader::from_path(path).expect("the printed numbers");
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let decimals: Option<i32> = row[6].parse().ok();
        let printed = Printed {
            id: row[0].to_string(),
            value: row[4].parse().expect("a number"),
            unit: decimals.map(|d| 10f64.powi(-d)),
            qualifier: row[7].to_string(),
        };
        (row[0].to_string(), printed)
    });
    rows.collect()
}

impl Printed {
    /// True when a recomputed value is within what the printed digits and words allow.
    pub fn holds(&self, x: f64) -> bool {
        let (v, u) = (self.value, self.unit.unwrap_or(1.0));
        let room = (u / 2.0).max(0.15 * v);
        match self.qualifier.as_str() {
            "ca." | "cirka" | "omkring" => (x - v).abs() <= room,
            "over" | "mere end" => x > v,
            "under" => x < v,
            // "almost three of four" stands in the file as its 75 percent.
            word if word.starts_with("næsten") || word.starts_with("knap") => {
                v - room <= x && x <= v
            }
            "" | "kun" | "blot" | "hele" => v - u / 2.0 <= x && x < v + u / 2.0,
            other => panic!("{}: the word `{other}` has no rule here", self.id),
        }
    }
}

/// Every id with what came out for it, each within what was printed.
#[track_caller]
pub fn all_hold(example: &str, came_out: &[(&str, f64)]) {
    let printed = printed(example);
    for (id, x) in came_out {
        let row = printed
            .get(*id)
            .unwrap_or_else(|| panic!("no printed row {id}"));
        assert!(row.holds(*x), "{id}: printed {row:?}, came out as {x}");
    }
}
