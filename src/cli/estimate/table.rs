//! An analysis-ready table held column by column, with missing values, filters and complete cases.

use super::Failure;
use std::collections::HashMap;

/// A column: all numbers, or text as codes into sorted-by-first-appearance levels.
#[derive(Debug, Clone)]
pub enum Column {
    /// One number per row; NaN is missing.
    Number(Vec<f64>),
    /// `codes[row]` points into `levels`; `None` is missing.
    Text {
        levels: Vec<String>,
        codes: Vec<Option<u32>>,
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
    /// number.
    ///
    /// # Errors
    /// `Failure::Data` for a row of another length than the header or an unreadable file.
    pub fn from_csv(reader: impl std::io::Read, file: &str) -> Result<Table, Failure> {
        let mut reader = csv::ReaderBuilder::new().from_reader(reader);
        let headers = reader.headers().map_err(|e| csv_failure(file, &e))?.clone();
        let mut builders: Vec<Builder> = headers.iter().map(|_| Builder::default()).collect();
        let mut record = csv::StringRecord::new();
        while reader
            .read_record(&mut record)
            .map_err(|e| csv_failure(file, &e))?
        {
            for (builder, field) in builders.iter_mut().zip(&record) {
                builder.push(if field.trim() == "NA" {
                    ""
                } else {
                    field.trim()
                });
            }
        }
        let columns = headers.iter().zip(builders);
        Ok(Table::new(
            columns
                .map(|(name, b)| (name.trim().to_string(), b.finish()))
                .collect(),
        ))
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
                let mut distinct = values.clone();
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
            Column::Number(values) => Column::Number(kept(values, keep)),
            Column::Text { levels, codes } => Column::Text {
                levels: levels.clone(),
                codes: kept(codes, keep),
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

/// Collects one column as numbers for as long as all its fields are numbers.
#[derive(Default)]
struct Builder {
    numbers: Vec<f64>,
    text: Option<TextColumn>,
    raw: Vec<String>,
}

#[derive(Default)]
struct TextColumn {
    levels: Vec<String>,
    place: HashMap<String, u32>,
    codes: Vec<Option<u32>>,
}

impl Builder {
    fn push(&mut self, field: &str) {
        if self.text.is_none() {
            if field.is_empty() {
                self.numbers.push(f64::NAN);
                self.raw.push(String::new());
                return;
            }
            if let Ok(value) = field.parse::<f64>()
                && value.is_finite()
            {
                self.numbers.push(value);
                self.raw.push(field.to_string());
                return;
            }
            self.turn_to_text();
        }
        self.push_text(field);
    }

    fn turn_to_text(&mut self) {
        self.text = Some(TextColumn::default());
        for field in std::mem::take(&mut self.raw) {
            self.push_text(&field);
        }
    }

    fn push_text(&mut self, field: &str) {
        let Some(TextColumn {
            levels,
            place,
            codes,
        }) = &mut self.text
        else {
            return;
        };
        if field.is_empty() {
            codes.push(None);
            return;
        }
        let code = *place.entry(field.to_string()).or_insert_with(|| {
            levels.push(field.to_string());
            levels.len() as u32 - 1
        });
        codes.push(Some(code));
    }

    fn finish(self) -> Column {
        match self.text {
            Some(text) => Column::Text {
                levels: text.levels,
                codes: text.codes,
            },
            None => Column::Number(self.numbers),
        }
    }
}
