//! What `estimate` is asked to do: the keys of a spec, read with their types, every default in force remembered.

use super::{Failure, Table};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The keys of one request, from flags or from a spec file.
#[derive(Debug, Default)]
pub struct Spec {
    keys: Map<String, Value>,
    seen: RefCell<BTreeSet<String>>,
    settings: RefCell<Map<String, Value>>,
}

impl Spec {
    /// Wraps the keys of a spec object; a null is the same as no key.
    pub fn new(keys: Map<String, Value>) -> Spec {
        let keys = keys.into_iter().filter(|(_, v)| !v.is_null()).collect();
        Spec {
            keys,
            ..Spec::default()
        }
    }

    /// The raw value of a key, marked as known to the method.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.seen.borrow_mut().insert(key.to_string());
        self.keys.get(key)
    }

    /// A text key that must be there.
    pub fn text(&self, key: &str) -> Result<&str, Failure> {
        self.opt_text(key)?.ok_or_else(|| missing(key))
    }

    /// A text key that may be absent.
    pub fn opt_text(&self, key: &str) -> Result<Option<&str>, Failure> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(wrong(key, "a name")),
        }
    }

    /// A number that must be there.
    pub fn number(&self, key: &str) -> Result<f64, Failure> {
        self.opt_number(key)?.ok_or_else(|| missing(key))
    }

    /// A number that may be absent.
    pub fn opt_number(&self, key: &str) -> Result<Option<f64>, Failure> {
        match self.get(key) {
            None => Ok(None),
            Some(value) => value
                .as_f64()
                .map(Some)
                .ok_or_else(|| wrong(key, "a number")),
        }
    }

    /// A number with a default, which is written into the settings.
    pub fn number_or(&self, key: &str, default: f64) -> Result<f64, Failure> {
        let value = self.opt_number(key)?.unwrap_or(default);
        self.set(key, Value::from(value));
        Ok(value)
    }

    /// One of the allowed words, with a default, which is written into the settings.
    pub fn choice_or(
        &self,
        key: &str,
        allowed: &[&'static str],
        default: &'static str,
    ) -> Result<&'static str, Failure> {
        let word = match self.opt_text(key)? {
            None => default,
            Some(text) => allowed
                .iter()
                .find(|a| **a == text)
                .ok_or_else(|| wrong(key, &format!("one of {}", allowed.join(", "))))?,
        };
        self.set(key, Value::from(word));
        Ok(word)
    }

    /// A yes/no key, absent meaning no.
    pub fn flag(&self, key: &str) -> Result<bool, Failure> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Bool(value)) => Ok(*value),
            Some(_) => Err(wrong(key, "true or false")),
        }
    }

    /// A list of names; absent is an empty list, a single name a list of one.
    pub fn names(&self, key: &str) -> Result<Vec<String>, Failure> {
        match self.get(key) {
            None => Ok(Vec::new()),
            Some(Value::String(text)) => Ok(vec![text.clone()]),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| item.as_str().map(str::to_string))
                .collect::<Option<Vec<String>>>()
                .ok_or_else(|| wrong(key, "a list of names")),
            Some(_) => Err(wrong(key, "a list of names")),
        }
    }

    /// A list of numbers, if the key is there; a single number is a list of one.
    pub fn numbers(&self, key: &str) -> Result<Option<Vec<f64>>, Failure> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Array(items)) => items
                .iter()
                .map(Value::as_f64)
                .collect::<Option<Vec<f64>>>()
                .map(Some)
                .ok_or_else(|| wrong(key, "a list of numbers")),
            Some(value) => match value.as_f64() {
                Some(number) => Ok(Some(vec![number])),
                None => Err(wrong(key, "a list of numbers")),
            },
        }
    }

    /// Records a setting in force, for `settings` in the answer.
    pub fn set(&self, key: &str, value: Value) {
        self.settings.borrow_mut().insert(key.to_string(), value);
    }

    /// The settings recorded so far.
    pub fn settings(&self) -> Map<String, Value> {
        self.settings.borrow().clone()
    }

    /// Keys that no method asked for.
    pub fn unknown_keys(&self) -> Vec<String> {
        let seen = self.seen.borrow();
        let unknown = self.keys.keys().filter(|k| !seen.contains(*k));
        unknown.cloned().collect()
    }

    /// Keeps the rows that meet every condition of `filter` and in which no used column is missing.
    ///
    /// Returns the rows kept and the number dropped for missing values.
    pub fn select(&self, table: &Table, used: &[String]) -> Result<(Table, usize), Failure> {
        let filtered = super::spec::filtered(self.get("filter"), table)?;
        let complete = filtered.complete(used)?;
        let dropped = complete.iter().filter(|c| !**c).count();
        let refuse = self.choice_or("missing", &["drop", "error"], "drop")? == "error";
        if refuse && dropped > 0 {
            return Err(Failure::Data(format!(
                "{dropped} rows have a missing value in {}",
                used.join(", ")
            )));
        }
        let kept = if dropped == 0 {
            filtered
        } else {
            filtered.retain(&complete)
        };
        Ok((kept, dropped))
    }
}

fn filtered(filter: Option<&Value>, table: &Table) -> Result<Table, Failure> {
    let Some(filter) = filter else {
        return Ok(table.clone());
    };
    let conditions = filter
        .as_array()
        .ok_or_else(|| wrong("filter", "a list of conditions"))?;
    let mut keep = vec![true; table.rows()];
    for condition in conditions {
        let part = |key: &str| {
            condition
                .get(key)
                .ok_or_else(|| wrong("filter", "column, op and value"))
        };
        let column = part("column")?
            .as_str()
            .ok_or_else(|| wrong("filter", "column, op and value"))?;
        let op = part("op")?.as_str().unwrap_or_default().to_string();
        let value = part("value")?;
        if op == "in" {
            one_of(table, column, value, &mut keep)?;
        } else {
            apply(table, column, &op, value, &mut keep)?;
        }
    }
    Ok(table.retain(&keep))
}

fn apply(
    table: &Table,
    column: &str,
    op: &str,
    value: &Value,
    keep: &mut [bool],
) -> Result<(), Failure> {
    use super::table::Column;
    let holds = |order: Option<std::cmp::Ordering>| -> Result<bool, Failure> {
        Ok(match op {
            "==" => order.is_some_and(std::cmp::Ordering::is_eq),
            "!=" => order.is_some_and(std::cmp::Ordering::is_ne),
            "<" => order.is_some_and(std::cmp::Ordering::is_lt),
            "<=" => order.is_some_and(std::cmp::Ordering::is_le),
            ">" => order.is_some_and(std::cmp::Ordering::is_gt),
            ">=" => order.is_some_and(std::cmp::Ordering::is_ge),
            _ => return Err(wrong("filter", "op one of ==, !=, <, <=, >, >=, in")),
        })
    };
    match (table.column(column)?, value) {
        (Column::Number(values), value) if value.is_number() => {
            let limit = value.as_f64().unwrap_or(f64::NAN);
            for (flag, v) in keep.iter_mut().zip(values.iter()) {
                *flag &= holds(v.partial_cmp(&limit))?;
            }
        }
        (Column::Text { levels, codes }, Value::String(limit)) => {
            for (flag, code) in keep.iter_mut().zip(codes.iter()) {
                let order = code.map(|c| levels[c as usize].as_str().cmp(limit));
                *flag &= holds(order)?;
            }
        }
        _ => {
            return Err(wrong(
                "filter",
                "a value of the same kind as its column (number or text)",
            ));
        }
    }
    Ok(())
}

/// Keeps the rows whose value equals one of a list.
fn one_of(table: &Table, column: &str, list: &Value, keep: &mut [bool]) -> Result<(), Failure> {
    let Value::Array(items) = list else {
        return Err(wrong("filter", "a list of values for the op in"));
    };
    let mut found = vec![false; keep.len()];
    for item in items {
        let mut equal = keep.to_vec();
        apply(table, column, "==", item, &mut equal)?;
        found.iter_mut().zip(equal).for_each(|(f, e)| *f |= e);
    }
    keep.copy_from_slice(&found);
    Ok(())
}

fn missing(key: &str) -> Failure {
    Failure::Usage(format!("`{}` is needed", flag_name(key)))
}

fn wrong(key: &str, allowed: &str) -> Failure {
    Failure::Usage(format!("`{}` takes {allowed}", flag_name(key)))
}

/// A spec key as the flag of the same meaning.
pub fn flag_name(key: &str) -> String {
    format!("--{}", key.replace('_', "-"))
}
