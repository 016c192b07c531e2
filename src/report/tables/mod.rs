//! Machine tables: one tidy table per analysis, as CSV and as a sheet of a workbook. Names are English in every language.

mod cross;
mod described;
mod time_to_event;
mod weekly_share;
mod workbook;

pub use workbook::workbook;

use crate::findings::{Analysis, AnalysisResult, DataKind, Estimated, Reason, StudyFacts};

/// A value in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Count(u64),
}

impl From<f64> for Cell {
    fn from(value: f64) -> Cell {
        match value.is_finite() {
            true => Cell::Number(value),
            false => Cell::Text(value.to_string()),
        }
    }
}

impl From<u64> for Cell {
    fn from(value: u64) -> Cell {
        Cell::Count(value)
    }
}

impl From<i32> for Cell {
    fn from(value: i32) -> Cell {
        Cell::Number(value.into())
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Cell {
        Cell::Text(value.to_string())
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Cell {
        Cell::Text(value)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, T::into)
    }
}

/// A table whose rows run in step with its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    pub fn new(columns: &[&'static str]) -> Table {
        Table {
            columns: columns.to_vec(),
            rows: vec![],
        }
    }

    /// Adds a row from the cells that are given; the others are empty.
    pub fn push<const N: usize>(&mut self, cells: [(&str, Cell); N]) {
        let mut row = vec![Cell::Empty; self.columns.len()];
        for (name, cell) in cells {
            let place = self.columns.iter().position(|c| *c == name);
            debug_assert!(place.is_some(), "no column {name}");
            if let Some(place) = place {
                row[place] = cell;
            }
        }
        self.rows.push(row);
    }

    /// Adds a constant last column.
    fn close(mut self, name: &'static str, value: &str) -> Table {
        self.columns.push(name);
        for row in &mut self.rows {
            row.push(value.into());
        }
        self
    }

    /// The rows whose cell in `column` is one of `values`.
    fn keep(&self, column: &str, values: &[&str]) -> Table {
        let place = self.columns.iter().position(|c| *c == column);
        let kept = |row: &&Vec<Cell>| match place.map(|p| &row[p]) {
            Some(Cell::Text(text)) => values.contains(&text.as_str()),
            _ => false,
        };
        Table {
            columns: self.columns.clone(),
            rows: self.rows.iter().filter(kept).cloned().collect(),
        }
    }

    pub fn csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing into memory does not fail.
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => text.clone(),
                Cell::Number(number) => number.to_string(),
                Cell::Count(count) => count.to_string(),
            }));
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// The table of an analysis, every series in full; its last column says what the data are.
pub fn table(study: &StudyFacts, analysis: &Analysis) -> Table {
    let table = match &analysis.result {
        AnalysisResult::WeeklyShare(result) => weekly_share::table(study, result),
        AnalysisResult::TimeToEvent(result) => time_to_event::table(result),
        AnalysisResult::BySite(result) => described::sites(result),
        AnalysisResult::Balance(result) => described::balance(result),
        AnalysisResult::Attrition(result) => described::attrition(result),
        AnalysisResult::Described(result) => cross::table(result),
        AnalysisResult::NotEstimated(why) => {
            let mut table = Table::new(&["term", "estimate", "note"]);
            let id = analysis.id.as_str();
            table.push([("term", id.into()), ("note", reason(why).into())]);
            table
        }
    };
    table.close("data", data_words(study.data))
}

/// What the figure of an analysis draws.
pub fn plotted(study: &StudyFacts, analysis: &Analysis) -> Table {
    let table = table(study, analysis);
    match &analysis.result {
        AnalysisResult::WeeklyShare(result) => {
            let main = result.effects.first().map(|e| e.variant.word());
            let outcome = result.outcome.id.as_str();
            let terms = [outcome, main.as_deref().unwrap_or(outcome)];
            table
                .keep("part", &["share", "effect"])
                .keep("term", &terms)
        }
        AnalysisResult::TimeToEvent(_) => table.keep("part", &["curve", "at-risk"]),
        AnalysisResult::Described(result) => {
            cross::plotted(result).close("data", data_words(study.data))
        }
        _ => table,
    }
}

fn data_words(data: DataKind) -> &'static str {
    match data {
        DataKind::Register => "register: counts of 1 to 4 withheld",
        DataKind::Public => "public: nothing suppressed",
        DataKind::Synthetic => "synthetic: nothing suppressed",
    }
}

const WITHHELD: &str = "withheld";

/// A reason as code and facts.
fn reason(reason: &Reason) -> String {
    let facts: Vec<String> = reason
        .facts
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    match facts.is_empty() {
        true => reason.code.clone(),
        false => format!("{} ({})", reason.code, facts.join("; ")),
    }
}

/// The value, or an empty cell and what the note column says instead.
fn told<T>(estimated: &Estimated<T>) -> Result<&T, String> {
    match estimated {
        Estimated::Made(value) => Ok(value),
        Estimated::Not(why) => Err(reason(why)),
        Estimated::Suppressed => Err(WITHHELD.to_string()),
    }
}

#[cfg(test)]
mod tests;
