//! The rules by which an answer agrees with a case.

use serde_json::Value;

/// Where packages differ by convention, one of the named fields is enough.
const ALTERNATIVES: [&[&str]; 5] = [
    &["std_err_ij", "std_err_greenwood", "std_err_aalen"],
    &["p_strict", "p_weak", "count_greater", "count_tied"],
    &["std_err", "std_err_sample"],
    &[
        "std_err_CR1_nested",
        "std_err_CR1_full",
        "std_err_CR1_none",
        "std_err_CR0",
    ],
    &[
        "k_nested",
        "k_full",
        "k_none",
        "t_nested",
        "p_nested",
        "std_err_CR1_nested",
        "std_err_CR1_full",
    ],
];

/// Every place where `answer` misses `expected`, each with its path.
pub fn differences(expected: &Value, answer: &Value, kind: &str, tolerance: &Value) -> Vec<String> {
    let mut judge = Judge {
        kind,
        abs: tolerance["abs"].as_f64().expect("abs"),
        rel: tolerance["rel"].as_f64().expect("rel"),
        found: Vec::new(),
    };
    judge.walk(expected, answer, "");
    judge.found
}

struct Judge<'a> {
    kind: &'a str,
    abs: f64,
    rel: f64,
    found: Vec<String>,
}

impl Judge<'_> {
    fn walk(&mut self, expected: &Value, answer: &Value, path: &str) {
        match expected {
            Value::Null => {
                let is_number = answer.as_f64().is_some();
                if self.null_is_judged(path) && is_number {
                    self.found
                        .push(format!("{path}: {answer} where there is no value"));
                }
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    if name.starts_with("std_err_crr") || name == "vcov_crr" {
                        continue;
                    }
                    match answer.get(name) {
                        Some(found) => self.walk(value, found, &format!("{path}/{name}")),
                        None if is_blank(value) || other_given(name, expected, answer) => {}
                        None => self.found.push(format!("{path}/{name}: missing")),
                    }
                }
            }
            Value::Array(items) => match answer.as_array() {
                Some(found) if found.len() == items.len() => {
                    for (i, (e, a)) in items.iter().zip(found).enumerate() {
                        self.walk(e, a, &format!("{path}[{i}]"));
                    }
                }
                found => self.found.push(format!(
                    "{path}: length {:?} instead of {}",
                    found.map(Vec::len),
                    items.len()
                )),
            },
            Value::Bool(_) | Value::String(_) => {
                let plain = |v: &Value| v.as_str().map_or(v.to_string(), str::to_string);
                if plain(expected) != plain(answer) {
                    self.found
                        .push(format!("{path}: {answer} instead of {expected}"));
                }
            }
            Value::Number(_) => {
                let e = expected.as_f64().expect("a number");
                let near = answer
                    .as_f64()
                    .is_some_and(|a| (a - e).abs() <= self.abs + self.rel * e.abs());
                if !near {
                    self.found
                        .push(format!("{path}: {answer} instead of {expected}"));
                }
            }
        }
    }

    fn null_is_judged(&self, path: &str) -> bool {
        path.contains("/quantiles/")
            || (matches!(self.kind, "cox_degenerate" | "ols") && path.starts_with("/coef["))
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn other_given(name: &str, expected: &Value, answer: &Value) -> bool {
    ALTERNATIVES.iter().any(|group| {
        group.contains(&name)
            && group.iter().any(|other| {
                *other != name && expected.get(other).is_some() && answer.get(other).is_some()
            })
    })
}
