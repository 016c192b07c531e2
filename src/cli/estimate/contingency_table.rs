//! `estimate table`: independence of the rows and columns of a table of counts.

use super::answer::{Tidy, num};
use super::contingency::{Contingency, fields};
use super::durations::{at_row, columns_used, dropped_note, group_name};
use super::linear::conf_level;
use super::{Answer, Failure, Spec, Table};
use serde_json::{Map, Value, json};

/// Runs the method on the columns `row` and `column` of the table, or on `counts` given as rows.
///
/// # Errors
/// `Failure::Usage` for wrong keys or counts that are no table; `Failure::Data` for a missing column or a negative weight.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let level = conf_level(spec)?;
    let mut answer = Answer::default();
    let counted = match spec.get("counts") {
        Some(counts) => given(counts)?,
        None => from_columns(spec, table, &mut answer)?,
    };
    let total: f64 = counted.counts.iter().flatten().sum();
    answer.put("n", num(total));
    answer.put("row_levels", counted.row_levels.clone());
    answer.put("column_levels", counted.column_levels.clone());
    let mut found = Map::new();
    let name = spec.opt_text("row")?.unwrap_or("counts").to_string();
    let beyond_limit = fields(&name, &counted, level, &mut found, &mut answer);
    answer.not_estimated.extend(beyond_limit);
    put_tables(&counted, &found, &mut answer);
    answer.fields.extend(found);
    Ok(answer)
}

fn from_columns(spec: &Spec, table: &Table, answer: &mut Answer) -> Result<Contingency, Failure> {
    let (row, column) = (spec.text("row")?, spec.text("column")?);
    let used = columns_used(spec, &["row", "column", "weights"])?;
    let (table, dropped) = spec.select(table, &used)?;
    answer.notes.extend(dropped_note(dropped));
    let weights = match spec.opt_text("weights")? {
        None => None,
        Some(name) => {
            let weights = table.numbers(name)?;
            if let Some(at) = weights.iter().position(|w| *w < 0.0) {
                return Err(at_row(name, at, "a weight must be zero or more"));
            }
            answer.notes.push(format!(
                "rows count `{name}` times; the tests take the sums for counts"
            ));
            Some(weights)
        }
    };
    Contingency::of_columns(&table, row, column, weights)
}

/// Counts given as a list of rows.
fn given(counts: &Value) -> Result<Contingency, Failure> {
    let wrong = || {
        let allowed = "`--counts` takes rows of counts of equal length, such as 10,20;30,40";
        Failure::Usage(allowed.to_string())
    };
    let row = |row: &Value| -> Option<Vec<f64>> {
        let cells = row.as_array()?.iter();
        cells
            .map(|cell| cell.as_f64().filter(|v| *v >= 0.0))
            .collect()
    };
    let rows = counts.as_array().ok_or_else(wrong)?;
    let counts: Vec<Vec<f64>> = rows
        .iter()
        .map(row)
        .collect::<Option<_>>()
        .ok_or_else(wrong)?;
    let width = counts.first().map_or(0, Vec::len);
    if counts.iter().any(|row| row.len() != width) {
        return Err(wrong());
    }
    let numbered = |n: usize| (1..=n).map(Value::from).collect();
    Ok(Contingency {
        row_levels: numbered(counts.len()),
        column_levels: numbered(width),
        counts,
    })
}

fn put_tables(counted: &Contingency, found: &Map<String, Value>, answer: &mut Answer) {
    let mut cells = Vec::new();
    for (i, row) in counted.row_levels.iter().enumerate() {
        for (j, column) in counted.column_levels.iter().enumerate() {
            let term = format!("{} | {}", group_name(row), group_name(column));
            let expected = found["expected"]
                .get(i)
                .map_or(Value::Null, |r| r[j].clone());
            cells.push(vec![json!(term), num(counted.counts[i][j]), expected]);
        }
    }
    answer.tables.push(Tidy {
        title: "Counts (row | column)".to_string(),
        columns: vec!["term", "n", "expected"],
        rows: cells,
    });
    let test = |name: &str, key: &str| {
        let fields = found.get(key).filter(|f| f.is_object())?;
        let part = |p: &str| fields.get(p).cloned().unwrap_or(Value::Null);
        Some(vec![json!(name), part("stat"), part("df"), part("p")])
    };
    let names = [
        ("chi-square", "chisq"),
        ("chi-square, Yates", "chisq_yates"),
        ("Fisher", "fisher"),
    ];
    answer.tables.push(Tidy {
        title: "Tests".to_string(),
        columns: vec!["term", "statistic", "df", "p.value"],
        rows: names
            .iter()
            .filter_map(|(name, key)| test(name, key))
            .collect(),
    });
}
