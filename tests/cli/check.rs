//! `check`: claims against runs and released findings, and every way it can go wrong.

use super::{ends, virkning};
use crate::support::Workdir;
use std::fs;

/// The real example with its claims.
pub(super) fn with_claims() -> Workdir {
    let folder = super::with_rossi();
    let text = fs::read_to_string("examples/rossi/claims.toml").expect("the claims");
    folder.file("rossi/claims.toml", &text);
    folder
}

pub(super) fn replace(folder: &Workdir, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.path().join(name)).expect("the file");
    assert!(text.contains(from), "{from}");
    folder.file(name, &text.replacen(from, to, 1));
}

pub(super) fn check(folder: &Workdir, args: &[&str]) -> (i32, String, String) {
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
        junit.contains("tests=\"25\" failures=\"1\" errors=\"0\" skipped=\"0\""),
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
    assert_eq!(
        (code, told.as_str()),
        (
            2,
            "0 claims: 0 hold, 0 differ; 1 study could not be checked\n"
        )
    );
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
        "\"schema\": 2",
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
fn a_claims_file_that_cannot_be_read_is_told_with_its_place() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let good = fs::read_to_string("examples/rossi/claims.toml").expect("the claims");
    let with = |bytes: &[u8]| {
        let path = folder.path().join("rossi/claims.toml");
        virkning::files::write(&path, bytes).expect("written");
        let args = ["rossi/study.toml", "--findings", "out/rossi/findings.json"];
        check(&folder, &args)
    };
    let marked = format!("\u{feff}{}", good.replace('\n', "\r\n"));
    let (code, told, _) = with(marked.as_bytes());
    assert_eq!(code, 0, "a mark and carriage returns are no faults: {told}");

    let (code, _, talk) = with(b"");
    assert_eq!(code, 2);
    assert!(talk.contains("error: rossi/claims.toml:1:1: "), "{talk}");
    let (code, _, talk) = with(b"schema = 1\n# m\xe6nd\n");
    assert_eq!(code, 2);
    assert!(
        talk.contains("rossi/claims.toml:2:4: the text is not UTF-8; save it as UTF-8"),
        "{talk}"
    );
    let other = fs::read_to_string("examples/kl/claims.toml").expect("the claims");
    let (code, _, talk) = with(other.as_bytes());
    assert_eq!(code, 2);
    assert_eq!(talk.lines().count(), 1, "{talk}");
    assert!(
        talk.contains("no claim refers to an analysis of the study `rossi`: these may be the claims of another; its analyses: `attrition`, "),
        "{talk}"
    );
}

#[test]
fn a_study_that_is_broken_does_not_stop_the_others_and_is_told_in_every_format() {
    let folder = with_claims();
    folder.file("broken/study.toml", "schema = 1\n");
    let claims = std::fs::read_to_string(folder.path().join("rossi/claims.toml"));
    folder.file("broken/claims.toml", &claims.expect("the claims"));
    replace(
        &folder,
        "rossi/claims.toml",
        "printed = \"0.191\"",
        "printed = \"0.192\"",
    );
    let told = |format: &str| {
        let args = ["broken/study.toml", "rossi/study.toml", "--format", format];
        let (code, told, talk) = check(&folder, &args);
        assert_eq!(code, 2, "{talk}");
        assert!(talk.contains("error: broken/study.toml:"), "{talk}");
        told
    };
    let summary = "25 claims: 24 hold, 1 differ (1 digit); 1 study could not be checked";
    assert_eq!(told("text").lines().last(), Some(summary));
    let github = told("github");
    assert!(
        github.starts_with(
            "::error file=broken/study.toml,line=1,col=1,title=could not be checked::"
        ),
        "{github}"
    );
    let junit = told("junit");
    assert!(junit.contains("<testsuite name=\"broken/study.toml\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"), "{junit}");
    assert!(
        junit.contains(
            "<testsuite name=\"rossi\" tests=\"25\" failures=\"0\" errors=\"0\" skipped=\"0\">"
        ),
        "{junit}"
    );
    assert!(junit.contains("<system-out>digit: "), "{junit}");
    let json: serde_json::Value = serde_json::from_str(&told("json")).expect("JSON");
    assert_eq!(
        (&json[0]["digit"], &json[1]["study"]),
        (&1.into(), &"broken/study.toml".into())
    );
    let sarif: serde_json::Value = serde_json::from_str(&told("sarif")).expect("JSON");
    let run = &sarif["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert_eq!(run["results"][0]["level"], "warning");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "rossi/claims.toml");
}

#[test]
fn a_withheld_figure_fails_nothing_and_every_format_says_so() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    // As the gate leaves a number of persons that may not be told: those of the attrition stand first.
    replace(
        &folder,
        "out/rossi/findings.json",
        "\"persons\": 432",
        "\"persons\": null",
    );
    let claim = "schema = 1\n[[claim]]\nid = \"few\"\nprinted = \"432\"\nfinding = { analysis = \"attrition\", field = \"persons\" }\n";
    folder.file("few.toml", claim);
    let told = |format: &str| {
        let findings = ["--findings", "out/rossi/findings.json"];
        let claims = ["--claims", "./few.toml", "--format", format];
        let (code, told, talk) = check(&folder, &[findings.as_slice(), &claims].concat());
        assert_eq!(code, 0, "{talk}");
        told
    };
    let summary = "1 claim: 0 hold, 0 differ, 1 withheld";
    assert_eq!(told("text").lines().last(), Some(summary));
    let github = told("github");
    let notice = "::notice file=few.toml,line=4,col=11,title=rossi few::few: printed `432`";
    assert!(github.starts_with(notice), "{github}");
    let junit = told("junit");
    assert!(
        junit.contains("failures=\"0\" errors=\"0\" skipped=\"1\""),
        "{junit}"
    );
    assert!(junit.contains("<skipped message=\"few: printed `432`, recomputed withheld"));
    let sarif: serde_json::Value = serde_json::from_str(&told("sarif")).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        (&result["level"], &result["ruleId"]),
        (&"note".into(), &"withheld".into())
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
