//! What an estimator answers: the fields of a conformance case, tidy rows, and what must be said beside them.

use serde_json::{Map, Value};

/// One printed table: tidy column names and rows of cells.
#[derive(Debug, Clone, Default)]
pub struct Tidy {
    pub title: String,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<Value>>,
}

/// The result of one method.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Field names as in `expected` of the conformance cases.
    pub fields: Map<String, Value>,
    /// What `--format csv` and the table for people print.
    pub tables: Vec<Tidy>,
    /// Facts about the data and the method.
    pub notes: Vec<String>,
    /// What a careful reader must know before using the numbers.
    pub warnings: Vec<String>,
    /// Estimates that could not be made, each with its reason; `--strict` turns these into exit code 5.
    pub not_estimated: Vec<String>,
}

impl Answer {
    /// Sets a field.
    pub fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.insert(name.to_string(), value.into());
    }
}

/// A number for JSON; NaN and infinities become null, and zero has no sign.
pub fn num(value: f64) -> Value {
    serde_json::Number::from_f64(value + 0.0).map_or(Value::Null, Value::Number)
}

/// A list of numbers for JSON.
pub fn nums(values: &[f64]) -> Value {
    Value::Array(values.iter().map(|v| num(*v)).collect())
}

/// A matrix as a list of rows.
pub fn matrix(rows: &[Vec<f64>]) -> Value {
    Value::Array(rows.iter().map(|r| nums(r)).collect())
}
