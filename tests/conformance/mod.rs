//! Agreement with R and Python on the conformance cases: every case of a kind, through the code that `virkning estimate` runs.
//!
//! The rule is that of the cases' own judge: `|a - b| <= abs + rel * |b|` elementwise with each case's tolerance. A null in the expected
//! answer is judged only where it means "no value" (quantiles that are not reached, aliased or infinite coefficients).

mod balance;
mod correlation;
mod cox;
mod cuminc;
mod degenerate;
mod did_series;
mod factor;
mod finegray;
mod fixed_effects;
pub mod judge;
mod km;
mod logrank;
mod ols;
mod padjust;
mod paired;
mod power;
mod proportion;
mod table;
mod two_proportions;
mod wildboot;

use serde_json::Value;
use std::path::Path;
use virkning::cli::estimate::{Spec, Table, estimate};

/// Every case, in the order of the names of their files.
fn cases() -> Vec<Value> {
    let folder = Path::new("tests/conformance/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases folder")
        .map(|entry| entry.expect("a case").path())
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("a case");
        serde_json::from_str(&text).expect("a case is JSON")
    };
    paths.iter().map(read).collect()
}

/// One case of each kind: the first.
fn first_case_of_each_kind() -> Vec<Value> {
    let mut first: Vec<Value> = Vec::new();
    for case in cases() {
        if first.iter().all(|c| c["kind"] != case["kind"]) {
            first.push(case);
        }
    }
    first
}

/// The method that a case asks for.
fn method_of(case: &Value) -> String {
    match case["kind"].as_str().expect("a kind") {
        "cox_degenerate" => "cox".to_string(),
        kind => kind.replace('_', "-"),
    }
}

/// Runs every case whose kind is `kind` and panics with all differences found.
fn check_kind(kind: &str) {
    let of_kind: Vec<Value> = cases().into_iter().filter(|c| c["kind"] == kind).collect();
    let faults: Vec<String> = of_kind.iter().flat_map(check_case).collect();
    assert!(!of_kind.is_empty(), "no case of kind {kind}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn check_case(case: &Value) -> Vec<String> {
    let id = case["id"].as_str().expect("an id");
    let kind = case["kind"].as_str().expect("a kind");
    let mut keys = case["spec"].as_object().expect("a spec").clone();
    let table = match keys.remove("data") {
        Some(Value::String(name)) => {
            let path = Path::new("tests/conformance/data").join(&name);
            let open = || Ok(std::fs::File::open(&path).expect("the data"));
            Table::from_csv(open, &name).expect("the data")
        }
        _ => Table::default(),
    };
    match estimate(&method_of(case), &Spec::new(keys), &table) {
        Err(failure) => vec![format!("{id}: {failure:?}")],
        Ok(answer) => {
            let answer = Value::Object(answer.fields);
            let differences =
                judge::differences(&case["expected"], &answer, kind, &case["tolerance"]);
            let shown = differences.iter().take(5);
            shown.map(|d| format!("{id}: {d}")).collect()
        }
    }
}
