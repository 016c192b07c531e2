//! An analysis-ready table held column by column, with missing values, filters and complete cases.

use super::Failure;
use std::collections::HashMap;
use std::sync::Arc;

/// A column: all numbers, or text as codes into sorted-by-first-appearance levels. Copies share their values.
#[derive(Debug, Clone)]
pub enum Column {
    /// One number per row; NaN is missing.
    Number(Arc<Vec<f64>>),
    /// `codes[row]` points into `levels`; `None` is missing.
    Text {
        levels: Vec<String>,
        codes: Arc<Vec<Option<u32>>>,
    },
}

/// A named set of columns of equal length.
#[derive(Debug, Clone, Default)]
pub struct Table {
    names: Vec<String>,
    columns: Vec<Column>,
    rows: usize,
}

/// Integer group labels of each row, with the printed name of each group in ascending order.
#[derive(Debug, Clone)]
pub struct Groups {
    /// Numbers ascend numerically, text bytewise.
    pub labels: Vec<String>,
    /// Index into `labels`, one per row.
    pub index: Vec<usize>,
}

impl Table {
    /// Builds a table; all columns must have the same length.
    pub fn new(columns: Vec<(String, Column)>) -> Table {
        let rows = columns.first().map_or(0, |(_, c)| c.len());
        let (names, columns) = columns.into_iter().unzip();
        Table {
            names,
            columns,
            rows,
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Reads CSV text with a header line; an empty field or `NA` is missing; a column is numeric when every other field is a
    /// number. A column whose text begins after numbers is read again from the start, so that nothing but the values is ever held.
    ///
    /// # Errors
    /// `Failure::Data` for a row of another length than the header or an unreadable file.
    pub fn from_csv<R: std::io::Read>(
        open: impl Fn() -> Result<R, Failure>,
        file: &str,
    ) -> Result<Table, Failure> {
        let (names, mut builders) = csv_pass(open()?, file, &[])?;
        let mixed: Vec<bool> = builders.iter().map(Builder::is_mixed).collect();
        if mixed.contains(&true) {
            let (_, again) = csv_pass(open()?, file, &mixed)?;
            for (builder, text) in builders.iter_mut().zip(again) {
                if builder.is_mixed() {
                    *builder = text;
                }
            }
        }
        let columns: Vec<Column> = builders.into_iter().map(Builder::finish).collect();
        let rows = columns.first().map_or(0, Column::len);
        if columns.iter().any(|column| column.len() != rows) {
            return Err(Failure::Data(format!("`{file}` changed while it was read")));
        }
        Ok(Table::new(names.into_iter().zip(columns).collect()))
    }

    /// The column called `name`; names match without regard to case when no exact match exists.
    ///
    /// # Errors
    /// `Failure::Data` naming the column and those that exist.
    pub fn column(&self, name: &str) -> Result<&Column, Failure> {
        let exact = self.names.iter().position(|n| n == name);
        let found = exact.or_else(|| self.names.iter().position(|n| n.eq_ignore_ascii_case(name)));
        match found {
            Some(i) => Ok(&self.columns[i]),
            None => Err(Failure::Data(format!(
                "column `{name}` is missing; the columns are {}",
                self.names.join(", ")
            ))),
        }
    }

    /// A numeric column.
    ///
    /// # Errors
    /// `Failure::Data` when the column is missing or holds text.
    pub fn numbers(&self, name: &str) -> Result<&[f64], Failure> {
        Ok(self.number_column(name)?)
    }

    /// A numeric column whose values are shared with the table.
    ///
    /// # Errors
    /// As `numbers`.
    pub fn shared(&self, name: &str) -> Result<Arc<Vec<f64>>, Failure> {
        self.number_column(name).map(Arc::clone)
    }

    fn number_column(&self, name: &str) -> Result<&Arc<Vec<f64>>, Failure> {
        match self.column(name)? {
            Column::Number(values) => Ok(values),
            Column::Text { .. } => Err(Failure::Data(format!(
                "column `{name}` holds text where numbers are needed"
            ))),
        }
    }

    /// The rows' groups by a column, labels ascending (numbers numerically, text bytewise). The column must be complete.
    pub fn groups(&self, name: &str) -> Result<Groups, Failure> {
        Ok(match self.column(name)? {
            Column::Number(values) => {
                let mut distinct = values.to_vec();
                distinct.sort_by(f64::total_cmp);
                distinct.dedup();
                let place: HashMap<u64, usize> = distinct
                    .iter()
                    .enumerate()
                    .map(|(i, v)| (v.to_bits(), i))
                    .collect();
                Groups {
                    labels: distinct.iter().map(|v| number_label(*v)).collect(),
                    index: values.iter().map(|v| place[&v.to_bits()]).collect(),
                }
            }
            Column::Text { levels, codes } => {
                let used: std::collections::BTreeSet<&str> = codes
                    .iter()
                    .flatten()
                    .map(|c| levels[*c as usize].as_str())
                    .collect();
                let labels: Vec<String> = used.iter().map(|s| s.to_string()).collect();
                let place: Vec<usize> = levels
                    .iter()
                    .map(|l| labels.binary_search(l).unwrap_or(0))
                    .collect();
                Groups {
                    index: codes
                        .iter()
                        .map(|c| c.map_or(0, |c| place[c as usize]))
                        .collect(),
                    labels,
                }
            }
        })
    }

    /// Keeps the rows for which `keep` is true.
    pub fn retain(&self, keep: &[bool]) -> Table {
        let columns: Vec<Column> = self.columns.iter().map(|c| c.retain(keep)).collect();
        Table {
            names: self.names.clone(),
            columns,
            rows: keep.iter().filter(|k| **k).count(),
        }
    }

    /// True for each row in which none of the named columns is missing.
    pub fn complete(&self, used: &[String]) -> Result<Vec<bool>, Failure> {
        let mut complete = vec![true; self.rows];
        for name in used {
            let column = self.column(name)?;
            for (row, flag) in complete.iter_mut().enumerate() {
                *flag &= !column.is_missing(row);
            }
        }
        Ok(complete)
    }
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Column::Number(values) => values.len(),
            Column::Text { codes, .. } => codes.len(),
        }
    }

    /// True when the row has no value.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Column::Number(values) => values[row].is_nan(),
            Column::Text { codes, .. } => codes[row].is_none(),
        }
    }

    fn retain(&self, keep: &[bool]) -> Column {
        match self {
            Column::Number(values) => Column::Number(kept(values, keep).into()),
            Column::Text { levels, codes } => Column::Text {
                levels: levels.clone(),
                codes: kept(codes, keep).into(),
            },
        }
    }
}

fn kept<T: Clone>(values: &[T], keep: &[bool]) -> Vec<T> {
    let pairs = values.iter().zip(keep);
    pairs.filter(|(_, k)| **k).map(|(v, _)| v.clone()).collect()
}

/// A number as a group label: whole numbers without a decimal point.
pub fn number_label(value: f64) -> String {
    format!("{value}")
}

fn csv_failure(file: &str, error: &csv::Error) -> Failure {
    let line = error.position().map_or(0, csv::Position::line);
    Failure::Data(format!(
        "`{file}`, line {line}: not readable as CSV (rows of one length, UTF-8)"
    ))
}

/// One reading of a CSV file: its names, and each column; those in `as_text` as text from the first row.
fn csv_pass(
    reader: impl std::io::Read,
    file: &str,
    as_text: &[bool],
) -> Result<(Vec<String>, Vec<Builder>), Failure> {
    let mut reader = csv::ReaderBuilder::new().from_reader(reader);
    let headers = reader.headers().map_err(|e| csv_failure(file, &e))?;
    let names: Vec<String> = headers.iter().map(|name| name.trim().to_string()).collect();
    let begin = |column: usize| match as_text.get(column) {
        Some(true) => Builder::Text(TextColumn::default()),
        _ => Builder::Numbers(Vec::new()),
    };
    let mut builders: Vec<Builder> = (0..names.len()).map(begin).collect();
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|e| csv_failure(file, &e))?
    {
        for (builder, field) in builders.iter_mut().zip(&record) {
            builder.push(match field.trim() {
                "NA" => "",
                field => field,
            });
        }
    }
    Ok((names, builders))
}

/// Collects one column.
enum Builder {
    /// Numbers so far.
    Numbers(Vec<f64>),
    Text(TextColumn),
    /// Text after numbers: what the numbers looked like is gone.
    Mixed,
}

#[derive(Default)]
struct TextColumn {
    levels: Vec<String>,
    place: HashMap<String, u32>,
    codes: Vec<Option<u32>>,
}

impl Builder {
    fn is_mixed(&self) -> bool {
        matches!(self, Builder::Mixed)
    }

    fn push(&mut self, field: &str) {
        match self {
            Builder::Mixed => {}
            Builder::Text(text) => text.push(field),
            Builder::Numbers(numbers) if field.is_empty() => numbers.push(f64::NAN),
            Builder::Numbers(numbers) => match field.parse::<f64>() {
                Ok(value) if value.is_finite() => numbers.push(value),
                _ if numbers.iter().all(|n| n.is_nan()) => {
                    let mut text = TextColumn {
                        codes: vec![None; numbers.len()],
                        ..TextColumn::default()
                    };
                    text.push(field);
                    *self = Builder::Text(text);
                }
                _ => *self = Builder::Mixed,
            },
        }
    }

    fn finish(self) -> Column {
        match self {
            Builder::Numbers(numbers) => Column::Number(numbers.into()),
            Builder::Text(text) => Column::Text {
                levels: text.levels,
                codes: text.codes.into(),
            },
            // Read again before it comes here, unless the file changed in between, which its length tells.
            Builder::Mixed => Column::Number(Vec::new().into()),
        }
    }
}

impl TextColumn {
    fn push(&mut self, field: &str) {
        if field.is_empty() {
            return self.codes.push(None);
        }
        let code = match self.place.get(field) {
            Some(code) => *code,
            None => {
                let code = self.levels.len() as u32;
                self.levels.push(field.to_string());
                self.place.insert(field.to_string(), code);
                code
            }
        };
        self.codes.push(Some(code));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_whose_text_begins_late_keeps_the_looks_of_its_numbers() {
        let csv = "id,x\n007,1\n,2\n1.50,3\nA12,4\n";
        let table = Table::from_csv(|| Ok(csv.as_bytes()), "t.csv").expect("a table");
        let Column::Text { levels, codes } = table.column("id").expect("the column") else {
            panic!("text");
        };
        assert_eq!(levels, &["007", "1.50", "A12"]);
        assert_eq!(**codes, [Some(0), None, Some(1), Some(2)]);
        assert_eq!(table.numbers("x").expect("numbers"), [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn a_column_that_is_blank_before_its_text_is_text_at_once() {
        let csv = "g\nNA\n\"\"\nb\n3\n";
        let table = Table::from_csv(|| Ok(csv.as_bytes()), "t.csv").expect("a table");
        let Column::Text { levels, codes } = table.column("g").expect("the column") else {
            panic!("text");
        };
        assert_eq!(levels, &["b", "3"]);
        assert_eq!(**codes, [None, None, Some(0), Some(1)]);
    }

    #[test]
    fn a_file_that_changes_between_its_two_readings_is_refused() {
        let readings = std::cell::Cell::new(0);
        let open = || {
            let text = ["id,x\n7,1\nA,2\n", "id,x\n7,1\n"][readings.get()];
            readings.set(readings.get() + 1);
            Ok(text.as_bytes())
        };
        let refused = Table::from_csv(open, "t.csv");
        assert!(matches!(refused, Err(Failure::Data(text)) if text.contains("changed")));
    }

    #[test]
    fn a_copy_of_a_table_shares_its_values() {
        let table = Table::from_csv(|| Ok("x\n1\n".as_bytes()), "t.csv").expect("a table");
        let copy = table.clone();
        let of = |t: &Table| t.numbers("x").expect("numbers").as_ptr();
        assert_eq!(of(&table), of(&copy));
    }
}
