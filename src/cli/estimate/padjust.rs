//! `estimate padjust`: p-values adjusted for their number, by every method.

use super::answer::{Tidy, nums};
use super::{Answer, Failure, Spec, Table};
use crate::stats::p_adjust::{Adjustment, p_adjust};
use serde_json::{Value, json};

const METHODS: [(&str, Adjustment); 6] = [
    ("holm", Adjustment::Holm),
    ("hochberg", Adjustment::Hochberg),
    ("hommel", Adjustment::Hommel),
    ("BH", Adjustment::Bh),
    ("BY", Adjustment::By),
    ("bonferroni", Adjustment::Bonferroni),
];

/// Runs the method on the list `p`; a null stays null and does not count.
///
/// # Errors
/// `Failure::Usage` for anything but p-values.
pub fn run(spec: &Spec, _table: &Table) -> Result<Answer, Failure> {
    let p = p_values(spec)?;
    let mut answer = Answer::default();
    let mut columns = vec!["term", "p.value"];
    let mut rows: Vec<Vec<Value>> = p
        .iter()
        .enumerate()
        .map(|(i, v)| vec![json!(format!("p{}", i + 1)), super::answer::num(*v)])
        .collect();
    for (name, adjustment) in METHODS {
        let adjusted = p_adjust(&p, adjustment).map_err(|e| Failure::Usage(e.to_string()))?;
        columns.push(name);
        for (row, value) in rows.iter_mut().zip(&adjusted) {
            row.push(super::answer::num(*value));
        }
        answer.put(name, nums(&adjusted));
    }
    let missing = p.iter().filter(|v| v.is_nan()).count();
    if missing > 0 {
        let note = format!("{missing} missing p-values stay missing and do not count");
        answer.notes.push(note);
    }
    if missing == p.len() {
        answer.not_estimated.push("no p-values".to_string());
    }
    answer.tables.push(Tidy {
        title: "Adjusted p-values".to_string(),
        columns,
        rows,
    });
    Ok(answer)
}

fn p_values(spec: &Spec) -> Result<Vec<f64>, Failure> {
    let wrong = || Failure::Usage("`--p` takes a list of p-values between 0 and 1".to_string());
    let Some(given) = spec.get("p") else {
        return Err(Failure::Usage("`--p` is needed".to_string()));
    };
    let value = |v: &Value| match v {
        Value::Null => Some(f64::NAN),
        other => other.as_f64(),
    };
    match given {
        Value::Array(items) => items.iter().map(value).collect::<Option<_>>(),
        single => value(single).map(|v| vec![v]),
    }
    .ok_or_else(wrong)
}
