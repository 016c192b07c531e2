//! `check`: claims against runs and released findings, two runs against each other, and every way it can go wrong.

use super::{ends, virkning};
use crate::support::Workdir;
use std::fs;

/// The real example with its claims.
fn with_claims() -> Workdir {
    let folder = super::with_rossi();
    let text = fs::read_to_string("examples/rossi/claims.toml").expect("the claims");
    folder.file("rossi/claims.toml", &text);
    folder
}

fn replace(folder: &Workdir, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.path().join(name)).expect("the file");
    assert!(text.contains(from), "{from}");
    folder.file(name, &text.replacen(from, to, 1));
}

fn check(folder: &Workdir, args: &[&str]) -> (i32, String, String) {
    ends(virkning(folder).arg("check").args(args))
}

#[test]
fn every_printed_figure_of_the_real_example_comes_out_and_the_run_is_kept() {
    let folder = with_claims();
    let (code, told, talk) = check(&folder, &["rossi/study.toml"]);
    assert_eq!((code, talk.as_str()), (0, ""), "{told}");
    assert_eq!(told.lines().last(), Some("25 claims: 25 hold, 0 differ"));
    let out = folder.path().join("out/rossi");
    for name in [
        "check.json",
        "check.junit.xml",
        "report.en.html",
        "manifest.json",
    ] {
        assert!(out.join(name).exists(), "{name}");
    }
    let manifest = fs::read_to_string(out.join("manifest.json")).expect("the manifest");
    assert!(manifest.contains("\"check.json\""));
}

#[test]
fn released_findings_are_compared_without_data() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    fs::remove_file(folder.path().join("rossi/rossi.csv")).expect("removed");
    let findings = ["--findings", "out/rossi/findings.json"];
    for claims in [
        ["--claims", "rossi/claims.toml"].as_slice(),
        &["rossi/study.toml"],
    ] {
        let (code, told, _) = check(&folder, &[&findings, claims].concat());
        assert_eq!(code, 0, "{told}");
    }
    let (code, _, talk) = check(&folder, &findings);
    assert_eq!(code, 2);
    assert!(
        talk.contains("`--findings` needs `--claims FILE`"),
        "{talk}"
    );
}

#[test]
fn a_difference_fails_from_the_level_that_is_asked_for() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let run = |level: &str| {
        let args = [
            "--findings",
            "out/rossi/findings.json",
            "--claims",
            "rossi/claims.toml",
        ];
        check(&folder, &[&args, ["--fail-on", level].as_slice()].concat()).0
    };
    replace(
        &folder,
        "rossi/claims.toml",
        "printed = \"0.191\"",
        "printed = \"0.192\"",
    );
    assert_eq!((run("digit"), run("interval"), run("decision")), (1, 0, 0));
    replace(
        &folder,
        "rossi/claims.toml",
        "printed = \"HR = 0.684\"",
        "printed = \"HR = 0.712\"",
    );
    assert_eq!((run("digit"), run("interval"), run("decision")), (1, 1, 0));
    replace(
        &folder,
        "rossi/claims.toml",
        "printed = \"p = 0.047\"",
        "printed = \"p = 0.051\"",
    );
    assert_eq!((run("digit"), run("interval"), run("decision")), (1, 1, 1));
}

#[test]
fn each_format_tells_the_difference_and_people_read_the_summary() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    replace(
        &folder,
        "rossi/claims.toml",
        "printed = \"HR = 0.684\"",
        "printed = \"HR = 0.712\"",
    );
    let told = |format: &str| {
        let args = [
            "--findings",
            "out/rossi/findings.json",
            "--claims",
            "rossi/claims.toml",
        ];
        let (code, told, talk) = check(&folder, &[&args, ["--format", format].as_slice()].concat());
        assert_eq!(code, 1);
        (told, talk)
    };
    let summary = "25 claims: 24 hold, 1 differ (1 interval)";
    let sentence = "fin-hazard-ratio: printed `HR = 0.712`, recomputed 0.68426";
    let (text, _) = told("text");
    assert_eq!(text.lines().last(), Some(summary));
    let (github, _) = told("github");
    let first = github.lines().next().unwrap_or_default();
    assert!(first.starts_with(
        "::error file=rossi/claims.toml,line=29,col=11,title=rossi fin-hazard-ratio::"
    ));
    assert!(first.contains(sentence), "{first}");
    assert_eq!(github.lines().last(), Some(summary));
    let (junit, talk) = told("junit");
    assert!(
        junit.contains("tests=\"25\" failures=\"1\" skipped=\"0\""),
        "{junit}"
    );
    assert_eq!(talk.trim_end(), summary);
    let json: serde_json::Value = serde_json::from_str(&told("json").0).expect("JSON");
    assert_eq!(json[0]["interval"], 1);
    let sarif: serde_json::Value = serde_json::from_str(&told("sarif").0).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["level"], "error");
    assert!(
        result["message"]["text"]
            .as_str()
            .is_some_and(|t| t.starts_with(sentence))
    );
    let (code, _, talk) =
        ends(virkning(&folder).args(["run", "rossi/study.toml", "--format", "sarif"]));
    assert_eq!(code, 2);
    assert!(talk.contains("the others are of `check`"), "{talk}");
}

#[test]
fn faults_of_the_claims_and_of_the_findings_end_with_2() {
    let folder = with_claims();
    replace(
        &folder,
        "rossi/claims.toml",
        "printed = \"-0.379\"",
        "printed = \"some\"",
    );
    replace(
        &folder,
        "rossi/claims.toml",
        "id = \"fin-p\"",
        "id = \"men\"",
    );
    let (code, told, talk) = check(&folder, &["rossi/study.toml"]);
    assert_eq!((code, told.as_str()), (2, "0 claims: 0 hold, 0 differ\n"));
    assert!(
        talk.contains("rossi/claims.toml:17:11: cannot read `some`"),
        "{talk}"
    );
    assert!(
        talk.contains("the id `men` is used twice; first in line 9"),
        "{talk}"
    );

    let folder = with_claims();
    replace(
        &folder,
        "rossi/claims.toml",
        "model = \"work.lag1\"",
        "model = \"work.lag9\"",
    );
    let (code, _, talk) = check(&folder, &["rossi/study.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains(
            "`model = \"work.lag9\"` refers to nothing; nearest: `work.lag0`, `work.lag1`"
        ),
        "{talk}"
    );
    assert!(folder.path().join("out/rossi/findings.json").exists());
    replace(
        &folder,
        "out/rossi/findings.json",
        "\"schema\": 1",
        "\"schema\": 9",
    );
    let (code, _, talk) = check(
        &folder,
        &["rossi/study.toml", "--findings", "out/rossi/findings.json"],
    );
    assert_eq!(code, 2);
    assert!(
        talk.contains("findings of schema 9; this program reads schema 1 to 2"),
        "{talk}"
    );

    fs::remove_file(folder.path().join("rossi/claims.toml")).expect("removed");
    let (code, _, talk) = check(&folder, &["rossi/study.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("there are no claims; `virkning check --draft` writes a first file"),
        "{talk}"
    );
}

#[test]
fn a_draft_holds_for_the_run_it_was_made_from_and_never_replaces_claims() {
    let folder = super::with_rossi();
    let (code, _, talk) = check(&folder, &["--draft", "rossi/study.toml"]);
    assert_eq!((code, talk.as_str()), (0, "wrote rossi/claims.toml\n"));
    let (code, told, _) = check(&folder, &["rossi/study.toml"]);
    assert_eq!(code, 0, "{told}");
    let (code, _, talk) = check(&folder, &["--draft", "rossi/study.toml"]);
    assert_eq!(code, 2);
    assert!(talk.contains("there are claims already"), "{talk}");
}

/// An older run in `old/`, and a study that has changed since.
fn with_an_older_run(data: bool, study: bool) -> Workdir {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml", "--out", "old"]);
    for name in ["study.toml", "rossi.csv", "codes.csv"] {
        let text = fs::read_to_string(folder.path().join("rossi").join(name)).expect("the example");
        folder.file(&format!("before/{name}"), &text);
    }
    if data {
        replace(
            &folder,
            "rossi/rossi.csv",
            "20,1,\"no\",27,",
            "20,1,\"no\",47,",
        );
    }
    if study {
        replace(&folder, "rossi/study.toml", "tau = [52]", "tau = [50]");
    }
    folder
}

fn against(folder: &Workdir, more: &[&str]) -> (i32, serde_json::Value) {
    let args = [
        "rossi/study.toml",
        "--against",
        "old/rossi/findings.json",
        "--format",
        "json",
    ];
    let (code, told, talk) = check(folder, &[&args, more].concat());
    (
        code,
        serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}{talk}")),
    )
}

fn reasons(told: &serde_json::Value) -> std::collections::BTreeSet<&str> {
    let moves = told["moves"].as_array().expect("moves");
    moves.iter().filter_map(|m| m["why"].as_str()).collect()
}

#[test]
fn two_equal_runs_do_not_move() {
    let folder = with_an_older_run(false, false);
    let (code, told) = against(&folder, &[]);
    assert_eq!(code, 0);
    assert_eq!(told["moves"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_move_is_told_with_its_cause() {
    let folder = with_an_older_run(true, false);
    let (code, told) = against(&folder, &[]);
    assert_eq!((code, reasons(&told)), (1, ["data"].into()));

    let folder = with_an_older_run(false, true);
    assert_eq!(reasons(&against(&folder, &[]).1), ["study"].into());

    let folder = with_an_older_run(true, true);
    assert_eq!(
        reasons(&against(&folder, &[]).1),
        ["not attributable"].into()
    );
    let (_, told) = against(
        &folder,
        &["--old-data", "before", "--old-study", "before/study.toml"],
    );
    assert_eq!(reasons(&told), ["data", "study"].into());
    let why = |part: &str| {
        let moves = told["moves"].as_array().expect("moves");
        let found = moves
            .iter()
            .find(|m| m["figure"].as_str().is_some_and(|f| f.contains(part)));
        found.expect("the move")["why"].clone()
    };
    assert_eq!(why("/ age / estimate"), "data");
    assert_eq!(why("week 52 / rmst"), "study");
}

#[test]
fn a_baseline_is_blessed_with_what_it_changes() {
    let folder = with_an_older_run(true, false);
    let bless = ["before/study.toml", "--bless", "base.json"];
    assert_eq!(check(&folder, &bless).0, 0);
    let (code, told, _) = check(&folder, &["rossi/study.toml", "--against", "base.json"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("data differs, study equal, seed equal, code list equal, program equal"));
    let (code, told, _) = check(&folder, &["rossi/study.toml", "--bless", "base.json"]);
    assert_eq!(code, 0);
    assert!(
        told.contains(" moved (") && told.contains("age / estimate"),
        "{told}"
    );
    let (code, _, _) = check(&folder, &["rossi/study.toml", "--against", "base.json"]);
    assert_eq!(code, 0);
}
