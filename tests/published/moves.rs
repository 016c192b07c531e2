//! Two runs compared: no number of the findings can move unseen.

use super::{brf, dgr, jobfirst};
use serde_json::Value;
use std::collections::BTreeMap;
use virkning::disclosure::release;
use virkning::findings::{AnalysisResult, Findings, Variant};
use virkning::published::moves;

/// Numbers that are no figures, besides those in labels: versions, names, and places in other lists of the findings, whose own numbers are compared.
const NO_FIGURES: [&str; 12] = [
    "/schema",
    "/headline",
    "/trusted_until",
    "/focus",
    "/iterations",
    "/sites/*/code",
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
    // Kinds of number: how often one was moved, and whether that was told.
    let mut met: BTreeMap<String, (u32, bool)> = BTreeMap::new();
    let runs = [brf::findings(), dgr::findings(), jobfirst::findings()];
    for findings in runs.map(|runs| &runs[0]) {
        for analysis in &findings.analyses {
            let alone = Findings {
                analyses: vec![analysis.clone()],
                ..findings.clone()
            };
            let text = serde_json::to_value(&alone).expect("JSON");
            let mut leaves = Vec::new();
            numbers(&text["analyses"][0], "/analyses/0", &mut leaves);
            for place in leaves.iter().filter(|place| is_figure(place)) {
                let kind = format!("{} {}", analysis.kind, shape(place));
                let (times, told) = met.entry(kind).or_default();
                // A reading of a curve is told once, also where the findings hold it twice.
                if !*told && *times < 3 {
                    *times += 1;
                    *told = told_when_moved(&alone, &text, place).is_some_and(|n| n > 0);
                }
            }
        }
    }
    let unseen = met.iter().filter(|(_, (_, told))| !told);
    let unseen: Vec<&str> = unseen.map(|(kind, _)| kind.as_str()).collect();
    assert!(unseen.is_empty(), "move unseen:\n{}", unseen.join("\n"));
    assert!(met.len() > 200, "{} kinds of number", met.len());
}

fn is_figure(place: &str) -> bool {
    let shape = shape(place);
    !shape.contains("/label/") && !NO_FIGURES.iter().any(|end| shape.ends_with(end))
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
        Value::Number(n) if n.as_f64()?.fract() == 0.0 => Value::from(n.as_f64()? + 1.0),
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

#[test]
fn a_study_with_both_orders_of_its_covariates_does_not_move_by_itself() {
    let mut findings = brf::findings()[0].clone();
    let shares = findings
        .analyses
        .iter_mut()
        .find_map(|a| match &mut a.result {
            AnalysisResult::WeeklyShare(result) => Some(result),
            _ => None,
        });
    let effects = &mut shares.expect("weekly shares").effects;
    let estimates = [0, 1].map(|nth| effects[nth].estimates.clone());
    assert_ne!(estimates[0], estimates[1]);
    for (columns, estimates) in [["b", "a"], ["a", "b"]].into_iter().zip(estimates) {
        let mut series = effects[0].clone();
        series.variant = Variant::Columns(columns.map(str::to_string).into());
        series.estimates = estimates;
        effects.push(series);
    }
    let once = release(findings.clone());
    assert_eq!(moves(&once.findings, &release(findings).findings).moves, []);
}
