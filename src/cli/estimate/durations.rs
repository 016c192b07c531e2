//! Reads the columns of time to an event: end, start, status, weights and person, checked against the data contract.

use super::{Failure, Spec, Table, table::Column};
use crate::stats::event_table::{SurvivalRows, continued};
use serde_json::Value;

/// The rows of a time-to-event method, complete and checked.
#[derive(Debug, Clone, Default)]
pub struct Durations {
    pub time: Vec<f64>,
    pub event: Vec<bool>,
    pub entry: Option<Vec<f64>>,
    pub weights: Option<Vec<f64>>,
    pub continued: Option<Vec<bool>>,
}

impl Durations {
    /// Reads the columns that `time`, `status`, `entry`, `weights` and `person` name.
    ///
    /// # Errors
    /// `Failure::Usage` for a missing key; `Failure::Data` for a missing column, text, an unknown status, a duration that is
    /// negative or does not end after its entry, and a negative weight.
    pub fn read(spec: &Spec, table: &Table) -> Result<Durations, Failure> {
        let (time, entry) = span(spec, table)?;
        let event = events(table, spec.text("status")?)?;
        let weights = optional_numbers(spec, table, "weights")?;
        if let Some(row) = weights
            .as_ref()
            .and_then(|w| w.iter().position(|w| *w < 0.0))
        {
            let column = spec.text("weights")?;
            return Err(at_row(column, row, "a weight must be zero or more"));
        }
        let continued = match (spec.opt_text("person")?, &entry) {
            (Some(person), Some(entry)) => {
                let person = table.groups(person)?.index;
                Some(continued(&person, entry, &time, &event))
            }
            _ => None,
        };
        Ok(Durations {
            time,
            event,
            entry,
            weights,
            continued,
        })
    }

    /// The rows as the estimators take them.
    pub fn rows(&self) -> SurvivalRows<'_> {
        SurvivalRows {
            time: &self.time,
            event: &self.event,
            entry: self.entry.as_deref(),
            weights: self.weights.as_deref(),
            continued: self.continued.as_deref(),
        }
    }

    /// The rows named in `members`, in that order.
    pub fn part(&self, members: &[usize]) -> Durations {
        Durations {
            time: at(&self.time, members),
            event: at(&self.event, members),
            entry: self.entry.as_ref().map(|v| at(v, members)),
            weights: self.weights.as_ref().map(|v| at(v, members)),
            continued: self.continued.as_ref().map(|v| at(v, members)),
        }
    }
}

/// The values at the given places.
pub fn at<T: Copy>(values: &[T], members: &[usize]) -> Vec<T> {
    members.iter().map(|m| values[*m]).collect()
}

/// End and entry of each row, checked: not negative, and after the entry where there is one.
///
/// # Errors
/// As [`Durations::read`].
pub fn span(spec: &Spec, table: &Table) -> Result<(Vec<f64>, Option<Vec<f64>>), Failure> {
    let column = spec.text("time")?;
    let time = table.numbers(column)?.to_vec();
    let entry = optional_numbers(spec, table, "entry")?;
    if let Some(row) = time.iter().position(|t| *t < 0.0) {
        return Err(at_row(column, row, "a duration must not be negative"));
    }
    let mut ends = time.iter().zip(entry.iter().flatten());
    if let Some(row) = ends.position(|(time, entry)| entry >= time) {
        return Err(at_row(column, row, "the time must be after the entry"));
    }
    Ok((time, entry))
}

/// The table columns named by `keys`, for the complete cases.
///
/// # Errors
/// `Failure::Usage` when a key holds no name.
pub fn columns_used(spec: &Spec, keys: &[&str]) -> Result<Vec<String>, Failure> {
    let mut used = Vec::new();
    for key in keys {
        used.extend(spec.names(key)?);
    }
    Ok(used)
}

/// The printed values of a column's groups, ascending: numbers as numbers, text as text.
///
/// # Errors
/// `Failure::Data` when the column is missing.
pub fn group_values(table: &Table, column: &str) -> Result<Vec<Value>, Failure> {
    let labels = table.groups(column)?.labels;
    let is_text = matches!(table.column(column)?, Column::Text { .. });
    let value = |label: String| match serde_json::from_str::<Value>(&label) {
        Ok(number) if !is_text => number,
        _ => Value::String(label),
    };
    Ok(labels.into_iter().map(value).collect())
}

/// A group as it stands in a sentence or a table cell.
pub fn group_name(value: &Value) -> String {
    value.as_str().map_or(value.to_string(), str::to_string)
}

/// The rows of each group in file order.
pub fn members(index: &[usize], n_groups: usize) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); n_groups];
    for (row, group) in index.iter().enumerate() {
        members[*group].push(row);
    }
    members
}

/// The sentence about incomplete rows, if any were dropped.
pub fn dropped_note(dropped: usize) -> Option<String> {
    match dropped {
        0 => None,
        1 => Some("1 row with a missing value was dropped".to_string()),
        n => Some(format!("{n} rows with a missing value were dropped")),
    }
}

/// The numeric column that a key names, if it is there.
///
/// # Errors
/// `Failure::Data` when the column is missing or holds text.
pub fn optional_numbers(
    spec: &Spec,
    table: &Table,
    key: &str,
) -> Result<Option<Vec<f64>>, Failure> {
    match spec.opt_text(key)? {
        None => Ok(None),
        Some(column) => Ok(Some(table.numbers(column)?.to_vec())),
    }
}

/// Events of a status column: 1 of 0 and 1, or 2 of 1 and 2 as R's `Surv` reads it.
///
/// # Errors
/// `Failure::Data` for any other value.
pub fn events(table: &Table, column: &str) -> Result<Vec<bool>, Failure> {
    let status = table.numbers(column)?;
    let code = if status.contains(&2.0) { 2.0 } else { 1.0 };
    let known = |s: &f64| *s == code || *s == code - 1.0;
    if let Some(row) = status.iter().position(|s| !known(s)) {
        let allowed = "a status is 0 (censored) or 1 (event), or 1 and 2 throughout";
        return Err(at_row(column, row, allowed));
    }
    Ok(status.iter().map(|s| *s == code).collect())
}

/// A fault of one row, counted from 1 among the rows in use.
pub fn at_row(column: &str, row: usize, rule: &str) -> Failure {
    Failure::Data(format!(
        "column `{column}`, row {} of the rows used: {rule}",
        row + 1
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(csv: &str, spec: Value) -> Result<Durations, Failure> {
        let table = Table::from_csv(|| Ok(csv.as_bytes()), "t.csv").expect("a table");
        let keys = spec.as_object().expect("keys").clone();
        Durations::read(&Spec::new(keys), &table)
    }

    fn fault(csv: &str) -> String {
        let spec = json!({"time": "t", "status": "s", "entry": "e", "weights": "w"});
        match read(csv, spec).expect_err("a fault") {
            Failure::Data(text) | Failure::Usage(text) => text,
        }
    }

    #[test]
    fn a_status_of_1_and_2_is_read_as_r_reads_it() {
        let d = read("t,s\n1,1\n2,2\n", json!({"time": "t", "status": "s"})).expect("rows");
        assert_eq!(d.event, [false, true]);
        let d = read("t,s\n1,0\n2,1\n", json!({"time": "t", "status": "s"})).expect("rows");
        assert_eq!(d.event, [false, true]);
    }

    #[test]
    fn broken_rows_are_named_by_column_and_row() {
        assert_eq!(
            fault("t,s,e,w\n1,1,0,1\n-2,1,0,1\n"),
            "column `t`, row 2 of the rows used: a duration must not be negative"
        );
        assert_eq!(
            fault("t,s,e,w\n1,1,1,1\n"),
            "column `t`, row 1 of the rows used: the time must be after the entry"
        );
        assert_eq!(
            fault("t,s,e,w\n1,3,0,1\n"),
            "column `s`, row 1 of the rows used: a status is 0 (censored) or 1 (event), or 1 and 2 throughout"
        );
        assert_eq!(
            fault("t,s,e,w\n1,1,0,-1\n"),
            "column `w`, row 1 of the rows used: a weight must be zero or more"
        );
    }

    #[test]
    fn numeric_groups_stay_numbers() {
        let table =
            Table::from_csv(|| Ok("g,h\n2,b\n10,a\n".as_bytes()), "t.csv").expect("a table");
        assert_eq!(group_values(&table, "g").expect("groups"), [2, 10]);
        assert_eq!(group_values(&table, "h").expect("groups"), ["a", "b"]);
    }
}
