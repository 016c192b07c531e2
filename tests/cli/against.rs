//! `check --against` and `--bless`: two runs of a study, why a figure moved, and the baseline that a reviewer accepts.

use super::check::{check, replace, with_claims};
use crate::support::Workdir;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

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

fn against(folder: &Workdir, more: &[&str]) -> (i32, Value) {
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

pub fn reasons(told: &Value) -> BTreeSet<&str> {
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
fn a_baseline_is_blessed_after_what_it_changes_is_shown() {
    let folder = with_an_older_run(true, false);
    let (code, told, talk) = check(&folder, &["before/study.toml", "--bless", "base.json"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert_eq!(talk, "wrote a first baseline: base.json\n");
    let (code, told, _) = check(&folder, &["rossi/study.toml", "--against", "base.json"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("data differs, study equal, seed equal, code list equal, program equal"));
    let bless = ["rossi/study.toml", "--bless", "base.json"];
    let (code, told, talk) = check(&folder, &bless);
    assert_eq!(
        (code, talk.as_str()),
        (0, "wrote the baseline: base.json\n")
    );
    assert!(
        told.contains(" moved (") && told.contains("age / estimate"),
        "{told}"
    );
    let (code, _, _) = check(&folder, &["rossi/study.toml", "--against", "base.json"]);
    assert_eq!(code, 0);
    let (code, told, talk) = check(&folder, &bless);
    assert_eq!(
        (code, talk.as_str()),
        (0, "the baseline stays as it is: base.json\n")
    );
    assert!(told.contains(" the same, 0 moved\n"), "{told}");
}

#[test]
fn a_baseline_that_cannot_be_read_is_not_replaced() {
    let folder = with_claims();
    for (text, said) in [
        (
            "{ \"schema\": 9 }",
            "findings of schema 9; this program reads schema 1",
        ),
        (
            "{ \"schema\": 1, \"study\": ",
            "not a findings file: EOF while parsing",
        ),
        ("", "not a findings file: EOF while parsing"),
        ("\u{feff}{}", "not a findings file: "),
        ("[1]", "not a findings file: "),
        ("{}", "not a findings file: it names no `schema`"),
    ] {
        folder.file("base.json", text);
        for flag in ["--bless", "--against"] {
            let (code, _, talk) = check(&folder, &["rossi/study.toml", flag, "base.json"]);
            assert_eq!(code, 2, "{text}");
            assert!(
                talk.contains(&format!("error: base.json: {said}")),
                "{talk}"
            );
        }
        let kept = fs::read_to_string(folder.path().join("base.json")).expect("the file");
        assert_eq!(kept, text);
    }
}

#[test]
fn a_baseline_of_findings_alone_forgets_the_older_inputs() {
    let folder = with_an_older_run(true, false);
    check(&folder, &["before/study.toml", "--bless", "base.json"]);
    check(&folder, &["rossi/study.toml"]);
    fs::remove_file(folder.path().join("out/rossi/manifest.json")).expect("removed");
    let bless = [
        "--findings",
        "out/rossi/findings.json",
        "--bless",
        "base.json",
    ];
    assert_eq!(check(&folder, &bless).0, 0);
    let (_, told, talk) = check(&folder, &["before/study.toml", "--against", "base.json"]);
    assert!(told.contains("data not known"), "{told}");
    assert!(!talk.contains("base.manifest.json"), "{talk}");
}

#[test]
fn flags_that_do_not_go_together_are_wrong_use() {
    let folder = with_claims();
    for (flags, said) in [
        (["--old-data", "before"].as_slice(), "`--against` names it"),
        (
            &["--against", "a.json", "--bless", "b.json"],
            "`--against` cannot name another",
        ),
        (
            &["--against", "a.json", "--format", "junit"],
            "write `--format text` or `json`",
        ),
        (
            &[
                "--against",
                "a.json",
                "--findings",
                "b.json",
                "--old-data",
                "before",
            ],
            "`--findings` runs none",
        ),
    ] {
        let (code, _, talk) = check(&folder, &[&["rossi/study.toml"], flags].concat());
        assert_eq!(code, 2, "{flags:?}");
        assert!(talk.contains(said), "{talk}");
    }
    let against = ["rossi/study.toml", "--against", "nothing.json"];
    let (code, _, talk) = check(&folder, &against);
    assert_eq!(code, 2);
    assert!(
        talk.contains("error: nothing.json: cannot be read"),
        "{talk}"
    );
}

#[test]
fn a_baseline_of_another_study_and_the_folder_of_a_run_are_not_replaced() {
    let folder = with_an_older_run(false, false);
    let bless = |path: &str| check(&folder, &["rossi/study.toml", "--bless", path]);
    let (code, _, talk) = bless("old/rossi/findings.json");
    assert_eq!(code, 2);
    assert!(talk.contains("is what a run left"), "{talk}");
    assert_eq!(bless("base.json").0, 0);
    replace(
        &folder,
        "base.json",
        "\"id\": \"rossi\"",
        "\"id\": \"other\"",
    );
    let (code, _, talk) = bless("base.json");
    assert_eq!(code, 2);
    assert!(talk.contains("is the baseline of study `other`"), "{talk}");
}

#[test]
fn a_baseline_whose_manifest_cannot_be_written_stays_as_it_was() {
    let folder = with_an_older_run(true, false);
    assert_eq!(
        check(&folder, &["before/study.toml", "--bless", "base.json"]).0,
        0
    );
    let path = folder.path().join("base.json");
    let before = fs::read(&path).expect("the baseline");
    let manifest = folder.path().join("base.manifest.json");
    fs::remove_file(&manifest).expect("removed");
    fs::create_dir(&manifest).expect("a folder in its way");
    let (code, _, talk) = check(&folder, &["rossi/study.toml", "--bless", "base.json"]);
    assert_eq!(code, 70);
    assert!(
        talk.contains("error: base.manifest.json: cannot be written"),
        "{talk}"
    );
    assert_eq!(fs::read(&path).expect("the baseline"), before);
}

#[test]
fn covariates_in_another_order_are_the_same_covariates() {
    let folder = with_an_older_run(false, false);
    let study = fs::read_to_string(folder.path().join("rossi/study.toml")).expect("the study");
    let (first, rest) = study.split_once("adjust = [\"").expect("covariates");
    let (one, rest) = rest.split_once("\", ").expect("the first of them");
    let (others, rest) = rest.split_once(']').expect("the end");
    folder.file(
        "rossi/study.toml",
        &format!("{first}adjust = [{others}, \"{one}\"]{rest}"),
    );
    let (_, told) = against(&folder, &[]);
    let gone = |m: &&Value| m["old"] == "not there" || m["new"] == "not there";
    let moves = told["moves"].as_array().expect("moves");
    assert_eq!(moves.iter().filter(gone).count(), 0, "{told}");
}

#[test]
fn what_a_reader_did_not_read_to_the_end_is_not_accepted() {
    let folder = with_an_older_run(true, false);
    assert_eq!(
        check(&folder, &["before/study.toml", "--bless", "base.json"]).0,
        0
    );
    let path = folder.path().join("base.json");
    let before = fs::read(&path).expect("the baseline");
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("virkning"))
        .args(["check", "rossi/study.toml", "--bless", "base.json"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(ended.status.code(), Some(70));
    let talk = String::from_utf8_lossy(&ended.stderr);
    assert!(
        talk.contains("base.json: not accepted: what it changes was not read to the end"),
        "{talk}"
    );
    assert_eq!(fs::read(&path).expect("the baseline"), before);
}
