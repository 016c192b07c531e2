//! The printed numbers of a report, and cells of findings held against them.

use std::collections::BTreeMap;
use virkning::findings::{AnalysisResult, Cell, Findings, Light, Share, Table};

/// The rows of `examples/NAME/printed.csv`, by id: value, decimals (`None` for words such as "about") and qualifier.
pub struct Printed(BTreeMap<String, Row>);

pub struct Row {
    pub value: f64,
    pub decimals: Option<u32>,
    pub qualifier: String,
}

impl Printed {
    pub fn of(example: &str) -> Printed {
        let path = format!("examples/{example}/printed.csv");
        let mut reader = csv::Reader::from_path(path).expect("the printed numbers");
        let rows = reader.records().map(|row| {
            let row = row.expect("a row");
            let value = row[4].parse().unwrap_or(f64::NAN);
            let told = Row {
                value,
                decimals: row[6].parse().ok(),
                qualifier: row[7].to_string(),
            };
            (row[0].to_string(), told)
        });
        Printed(rows.collect())
    }

    pub fn row(&self, id: &str) -> &Row {
        self.0
            .get(id)
            .unwrap_or_else(|| panic!("no printed row {id}"))
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// `x` is what was printed, at its printed rounding; half up.
    #[track_caller]
    pub fn holds(&self, id: &str, x: f64) {
        let row = self.row(id);
        let unit = 10_f64.powi(-(row.decimals.unwrap_or(0) as i32));
        let (low, high) = match (row.decimals, row.qualifier.as_str()) {
            // "ca." and the like: half a unit or 15 percent.
            (None, _) => {
                let room = (unit / 2.0).max(0.15 * row.value.abs());
                (row.value - room, row.value + room + 1e-9)
            }
            (Some(_), "<") => (0.0, row.value),
            (Some(_), _) => (row.value - unit / 2.0, row.value + unit / 2.0),
        };
        let slack = 1e-9;
        assert!(
            low - slack <= x && x < high - slack / 2.0,
            "{id}: {x} for {}",
            row.value
        );
    }
}

pub fn table<'a>(found: &'a Findings, analysis: &str, table: &str) -> &'a Table {
    match &crate::support::analysis(found, analysis).result {
        AnalysisResult::Described(described) => {
            let tables = described.tables.iter();
            let mut wanted = tables.filter(|t| t.id == table);
            wanted
                .next()
                .unwrap_or_else(|| panic!("{analysis} has no {table}"))
        }
        other => panic!("{analysis}: {other:?}"),
    }
}

pub fn cell<'a>(
    found: &'a Findings,
    analysis: &str,
    part: &str,
    row: &str,
    column: &str,
) -> &'a Cell {
    let table = table(found, analysis, part);
    let at = table.columns.iter().position(|c| c.id == column);
    let at = at.unwrap_or_else(|| panic!("{analysis} {part} has no column {column}"));
    let row = table
        .rows
        .iter()
        .find(|r| r.id == row)
        .unwrap_or_else(|| panic!("{analysis} {part}: no row {row}"));
    &row.cells[at]
}

/// The number in a cell: a share in percent.
#[track_caller]
pub fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Share { share, .. } => 100.0 * share.fraction().expect("a share"),
        Cell::Number { value, .. } => *value.made().expect("made"),
        Cell::Count(Some(n)) => *n as f64,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
pub fn share(cell: &Cell) -> Share {
    match cell {
        Cell::Share { share, .. } => *share,
        other => panic!("{other:?}"),
    }
}

pub fn light(cell: &Cell) -> Option<Light> {
    match cell {
        Cell::Share { light, .. } | Cell::Number { light, .. } => *light,
        Cell::Light(light) => Some(*light),
        _ => None,
    }
}
