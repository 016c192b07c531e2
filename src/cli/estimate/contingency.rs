//! A table of counts and the tests of independence that `balance` and `table` share.

use super::answer::{matrix, num};
use super::durations::group_values;
use super::values::as_count;
use super::{Answer, Failure, Table};
use crate::stats::Error;
use crate::stats::chi_square::{ChiSquare, chi_square, chi_square_yates};
use crate::stats::fisher::fisher;
use crate::stats::fisher_table::fisher_table;
use serde_json::{Map, Value, json};

/// Counts by row level and column level.
pub struct Contingency {
    pub row_levels: Vec<Value>,
    pub column_levels: Vec<Value>,
    pub counts: Vec<Vec<f64>>,
}

impl Contingency {
    /// Counts rows by two complete columns, each row counted `weights` times.
    ///
    /// # Errors
    /// `Failure::Data` when a column is missing.
    pub fn of_columns(
        table: &Table,
        rows: &str,
        columns: &str,
        weights: Option<&[f64]>,
    ) -> Result<Contingency, Failure> {
        let row_levels = group_values(table, rows)?;
        let column_levels = group_values(table, columns)?;
        let mut counts = vec![vec![0.0; column_levels.len()]; row_levels.len()];
        let places = table.groups(rows)?.index.into_iter();
        for (i, (r, c)) in places.zip(table.groups(columns)?.index).enumerate() {
            counts[r][c] += weights.map_or(1.0, |w| w[i]);
        }
        Ok(Contingency {
            row_levels,
            column_levels,
            counts,
        })
    }

    /// The sum of each column.
    pub fn column_totals(&self) -> Vec<f64> {
        let total = |j: usize| self.counts.iter().map(|row| row[j]).sum();
        (0..self.column_levels.len()).map(total).collect()
    }

    /// The counts as whole numbers; `None` when weights made them fractional.
    fn whole(&self) -> Option<Vec<Vec<u64>>> {
        let row = |row: &Vec<f64>| row.iter().map(|v| as_count(*v)).collect();
        self.counts.iter().map(row).collect()
    }

    fn is_two_by_two(&self) -> bool {
        self.row_levels.len() == 2 && self.column_levels.len() == 2
    }
}

/// Writes `table`, `expected`, `chisq`, `chisq_yates` (2 x 2), `fisher` and `cramers_v`; what cannot be made is said.
///
/// Returns the sentence for a Fisher test beyond the work limit, which the caller weighs.
pub fn fields(
    name: &str,
    table: &Contingency,
    level: f64,
    found: &mut Map<String, Value>,
    answer: &mut Answer,
) -> Option<String> {
    let mut put = |field: &str, value: Value| found.insert(field.to_string(), value);
    put("table", matrix(&table.counts));
    match chi_square(&table.counts) {
        Ok(test) => {
            put("expected", matrix(&test.expected));
            put("chisq", chi_square_fields(&test));
            put("cramers_v", num(test.cramers_v));
        }
        Err(error) => {
            answer.not_estimated.push(independence(name, &error));
            for field in ["expected", "chisq", "cramers_v"] {
                put(field, Value::Null);
            }
            return None;
        }
    }
    if table.is_two_by_two()
        && let Ok(test) = chi_square_yates(&table.counts)
    {
        put("chisq_yates", chi_square_fields(&test));
    }
    let Some(counts) = table.whole() else {
        answer.notes.push(format!(
            "Fisher's test of `{name}`: weighted counts are not whole"
        ));
        return None;
    };
    match exact(&counts, level) {
        Ok(value) => {
            if value.get("upper").is_some_and(Value::is_null) {
                answer.not_estimated.push(format!(
                    "Fisher's odds ratio of `{name}`: infinite, as the first cell is the largest that the margins allow"
                ));
            }
            put("fisher", value);
            None
        }
        Err(error) => {
            put("fisher", Value::Null);
            Some(format!("Fisher's test of `{name}`: {error}"))
        }
    }
}

fn independence(name: &str, error: &Error) -> String {
    match error {
        Error::OneGroup => format!("tests of `{name}`: only one level"),
        other => format!("tests of `{name}`: {other}"),
    }
}

fn chi_square_fields(test: &ChiSquare) -> Value {
    json!({"stat": num(test.statistic), "df": num(test.df), "p": num(test.p_value)})
}

fn exact(counts: &[Vec<u64>], level: f64) -> Result<Value, Error> {
    if let [a, b] = counts
        && let ([a, b], [c, d]) = (a.as_slice(), b.as_slice())
    {
        let test = fisher([[*a, *b], [*c, *d]], level)?;
        return Ok(json!({
            "p": num(test.p_value),
            "odds_ratio_conditional": num(test.odds_ratio),
            "lower": num(test.conf_low),
            "upper": num(test.conf_high),
        }));
    }
    Ok(json!({"p": num(fisher_table(counts)?)}))
}
