//! `virkning estimate`: any conformance case runs as it is, and every kind of failure has its sentence and its exit code.

use crate::conformance::judge;
use serde_json::Value;
use std::process::Output;

const DATA: &str = "tests/conformance/data";

fn estimate(words: &[&str]) -> Output {
    let mut command = assert_cmd::Command::cargo_bin("virkning").expect("the program");
    command.arg("estimate").args(words).output().expect("a run")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn fails_with(words: &[&str], code: i32, sentence: &str) {
    let output = estimate(words);
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    assert!(stderr(&output).contains(sentence), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_sample_of_cases_agrees_through_the_program() {
    let sample = [
        ("balance", "balance_arm"),
        ("cox", "cox_cluster_municipality"),
        ("cuminc", "cuminc_arm"),
        ("did-series", "did_series_104"),
        ("factor", "factor_2_varimax"),
        ("finegray", "finegray_job"),
        ("fixed-effects", "event_study_panel"),
        ("km", "km_counting_id"),
        ("logrank", "logrank_stratified"),
        ("ols", "ols_factor"),
        ("power", "power_prop_strict"),
        ("table", "r_table_cyl_gear"),
        ("wildboot", "wildboot_webb_5"),
    ];
    for (method, id) in sample {
        let path = format!("tests/conformance/cases/{id}.json");
        let text = std::fs::read_to_string(&path).expect("the case");
        let case: Value = serde_json::from_str(&text).expect("JSON");
        let output = estimate(&[
            method,
            "--spec",
            &path,
            "--data-dir",
            DATA,
            "--format",
            "json",
        ]);
        let answer = serde_json::from_str(&stdout(&output)).expect("one object");
        let kind = case["kind"].as_str().expect("a kind");
        let found = judge::differences(&case["expected"], &answer, kind, &case["tolerance"]);
        assert!(found.is_empty(), "{id}: {found:?}");
        assert!(answer["settings"].is_object() && answer["notes"].is_array());
    }
}

#[test]
fn flags_give_what_the_spec_gives() {
    let table = format!("{DATA}/paired.csv");
    let output = estimate(&[
        "paired",
        &table,
        "--before",
        "hours_before",
        "--after=hours_after",
        "--format=json",
    ]);
    let answer: Value = serde_json::from_str(&stdout(&output)).expect("one object");
    assert_eq!(answer["n"], 80);
    assert_eq!(answer["settings"]["conf_level"], 0.95);
    assert!(stderr(&output).contains("not for release"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn csv_is_one_tidy_table_with_full_precision() {
    let output = estimate(&[
        "proportion",
        "--x",
        "1",
        "--n",
        "3",
        "--format",
        "csv",
        "--quiet",
    ]);
    let text = stdout(&output);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("term,estimate,conf.low,conf.high"));
    assert!(
        lines
            .next()
            .is_some_and(|l| l.starts_with("wald,0.3333333333333333,"))
    );
    assert!(output.stderr.is_empty());
}

#[test]
fn wrong_use_is_2_and_broken_data_3() {
    let table = format!("{DATA}/spells.csv");
    fails_with(
        &["kn", &table],
        2,
        "`kn` is not a method; did you mean `km`?",
    );
    fails_with(
        &["km", &table, "--stauts", "event"],
        2,
        "did you mean `--status`?",
    );
    fails_with(
        &["km", &table, "--status", "event"],
        2,
        "`--time` is needed",
    );
    fails_with(&["km", "--time", "weeks"], 2, "`km` needs DATA");
    fails_with(
        &["km", "no.csv", "--time", "t", "--status", "s"],
        3,
        "`no.csv`",
    );
    fails_with(
        &["km", &table, "--time", "wekes", "--status", "event"],
        3,
        "column `wekes` is missing",
    );
    fails_with(
        &["km", &table, "--time", "edu", "--status", "event"],
        3,
        "holds text where numbers are needed",
    );
    fails_with(&["proportion", "--x", "3", "--n", "2"], 2, "successes");
}

#[test]
fn an_estimate_that_cannot_be_made_is_5_only_when_demanded() {
    let words = [
        "two-proportions",
        "--x1",
        "0",
        "--n1",
        "5",
        "--x2",
        "0",
        "--n2",
        "5",
    ];
    let output = estimate(&words);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("not estimated: pooled z"));
    let strict: Vec<&str> = words.iter().copied().chain(["--strict"]).collect();
    assert_eq!(estimate(&strict).status.code(), Some(5));
}

#[test]
fn an_unknown_key_of_a_spec_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("spec.json");
    virkning::files::write(&path, br#"{"x": 1, "n": 3, "conf_levle": 0.9}"#).expect("written");
    let path = path.display().to_string();
    fails_with(
        &["proportion", "--spec", &path],
        2,
        "did you mean `conf_level`?",
    );
}

#[test]
fn help_lists_the_methods_and_the_keys_of_one() {
    let all = stdout(&estimate(&["--help"]));
    assert!(all.contains("two-proportions") && all.contains("--strict"));
    let one = stdout(&estimate(&["cox", "--help"]));
    assert!(one.contains("--at-beta") && one.contains("efron (default)"));
}
