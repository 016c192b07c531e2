//! Two runs compared: no number of the findings can move unseen.

use super::{brf, dgr, jobfirst};
use serde_json::Value;
use std::collections::BTreeSet;
use virkning::disclosure::release;
use virkning::findings::Findings;
use virkning::published::moves;

/// Numbers that are no figures: versions, and places in other lists of the findings, whose own numbers are compared.
const NO_FIGURES: [&str; 11] = [
    "/schema",
    "/headline",
    "/trusted_until",
    "/focus",
    "/iterations",
    "/chart/table",
    "/chart/columns/*",
    "/chart/limits/*/*",
    // The level of the whole study, as it stands in the study file.
    "/significant/level",
    // The level times the rows that are told.
    "/significant/expected",
    // Told as the week of the point that stands there.
    "/points/*/index",
];

#[test]
fn every_number_that_moves_is_told() {
    let mut met = BTreeSet::new();
    for findings in [brf::findings(), dgr::findings(), jobfirst::findings()].map(|runs| &runs[0]) {
        for analysis in &findings.analyses {
            let alone = Findings {
                analyses: vec![analysis.clone()],
                ..findings.clone()
            };
            let text = serde_json::to_value(&alone).expect("JSON");
            let mut leaves = Vec::new();
            numbers(&text["analyses"][0], "/analyses/0", &mut leaves);
            for place in leaves {
                let shape = format!("{} {}", analysis.kind, shape(&place));
                if NO_FIGURES.iter().any(|end| shape.ends_with(end)) || !met.insert(shape.clone()) {
                    continue;
                }
                let told = told_when_moved(&alone, &text, &place);
                assert!(
                    told.is_none_or(|told| told > 0),
                    "{shape}: {place} moves unseen"
                );
            }
        }
    }
    assert!(met.len() > 250, "{} kinds of number", met.len());
}

/// How many moves are told when one number is another; `None` when it cannot be, such as a week beyond its axis.
fn told_when_moved(old: &Findings, text: &Value, place: &str) -> Option<usize> {
    let mut text = text.clone();
    let number = text.pointer_mut(place)?;
    *number = match &*number {
        Value::String(fact) => {
            let other = fact.parse::<f64>().ok()? + 1.0;
            Value::from(other.to_string())
        }
        Value::Number(n) if n.is_u64() => Value::from(n.as_u64()? + 1),
        Value::Number(n) if n.is_i64() => Value::from(n.as_i64()? + 1),
        other => Value::from(other.as_f64()? * 1.01 + 0.001),
    };
    let new: Findings = serde_json::from_value(text).ok()?;
    let (old, new) = (release(old.clone()), release(new));
    Some(moves(&old.findings, &new.findings).moves.len())
}

/// Pointers to the numbers, and to the facts that are numbers.
fn numbers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(at.to_string()),
        Value::String(text) if at.contains("/facts/") && text.parse::<f64>().is_ok() => {
            found.push(at.to_string());
        }
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                numbers(item, &format!("{at}/{i}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                numbers(field, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// A pointer without its places in lists.
fn shape(pointer: &str) -> String {
    let parts = pointer.split('/').map(|part| match part.parse::<usize>() {
        Ok(_) => "*",
        Err(_) => part,
    });
    parts.collect::<Vec<&str>>().join("/")
}
