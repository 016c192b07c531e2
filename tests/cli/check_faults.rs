//! `check` when something is wrong: where it says so, and what it leaves for those who collect results.

use super::check::{check, replace, with_claims};
use super::{ends, virkning};
use std::fs;

#[test]
fn two_studies_of_one_id_are_refused_before_either_is_run() {
    let folder = with_claims();
    let study = fs::read_to_string(folder.path().join("rossi/study.toml")).expect("the study");
    folder.file("other/study.toml", &study);
    for command in ["run", "check"] {
        let args = [command, "rossi/study.toml", "other/study.toml"];
        let (code, told, talk) = ends(virkning(&folder).args(args));
        assert_eq!((code, told.as_str()), (2, ""), "{talk}");
        assert!(talk.contains("error: other/study.toml:"), "{talk}");
        assert!(
            talk.contains("the id `rossi` is that of rossi/study.toml:"),
            "{talk}"
        );
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn a_check_that_fails_leaves_its_error_where_an_older_check_left_that_all_holds() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let left = |name: &str| {
        let path = folder.path().join("out/rossi").join(name);
        fs::read_to_string(path).expect("a file of the check")
    };
    assert!(left("check.junit.xml").contains("errors=\"0\""));
    let errs = |why: &str| {
        let (code, _, talk) = check(&folder, &["rossi/study.toml"]);
        assert_eq!(code, 2, "{talk}");
        let junit = left("check.junit.xml");
        assert!(
            junit.contains("<testsuite name=\"rossi\" tests=\"1\" failures=\"0\" errors=\"1\""),
            "{junit}"
        );
        assert!(junit.contains(why), "{junit}");
        let json: serde_json::Value = serde_json::from_str(&left("check.json")).expect("JSON");
        assert_eq!(json["study"], "rossi");
        assert!(
            json["error"].as_str().is_some_and(|e| e.contains(why)),
            "{json}"
        );
        let manifest: serde_json::Value =
            serde_json::from_str(&left("manifest.json")).expect("JSON");
        let bytes = left("check.json").into_bytes();
        assert_eq!(manifest["outputs"]["check.json"], sha256(&bytes));
        assert!(folder.path().join("out/rossi/findings.json").exists());
    };
    // The claims, before the run; a claim, after it; and the study.
    replace(&folder, "rossi/claims.toml", "schema = 1", "schema = ");
    errs("rossi/claims.toml:");
    replace(&folder, "rossi/claims.toml", "schema = ", "schema = 1");
    replace(&folder, "rossi/claims.toml", "work.lag1", "work.lag9");
    errs("work.lag9");
    replace(&folder, "rossi/claims.toml", "work.lag9", "work.lag1");
    assert_eq!(check(&folder, &["rossi/study.toml"]).0, 0);
    replace(&folder, "rossi/study.toml", "schema = 1", "schema = 9");
    errs("rossi/study.toml:");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(bytes);
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn every_format_places_a_fault_of_the_claims_at_its_line() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let told = |format: &str| {
        let args = [
            "./rossi/study.toml",
            "--findings",
            "out/rossi/findings.json",
        ];
        let (code, told, talk) = check(&folder, &[&args, ["--format", format].as_slice()].concat());
        assert_eq!(code, 2, "{talk}");
        told
    };
    let all = |line: usize, column: usize, why: &str| {
        let github = told("github");
        let place = format!(
            "::error file=rossi/claims.toml,line={line},col={column},title=could not be checked::"
        );
        assert!(github.starts_with(&place), "{github}");
        assert!(github.contains(why), "{github}");
        let sarif: serde_json::Value = serde_json::from_str(&told("sarif")).expect("JSON");
        let notification = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
        let place = &notification["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "rossi/claims.toml");
        assert_eq!(place["region"]["startLine"], line);
        assert_eq!(place["region"]["startColumn"], column);
        let junit = told("junit");
        assert!(
            junit.contains(&format!("file=\"rossi/claims.toml\" line=\"{line}\"")),
            "{junit}"
        );
        let json: serde_json::Value = serde_json::from_str(&told("json")).expect("JSON");
        assert_eq!(json[0]["faults"][0]["line"], line);
    };
    // A claim that refers to nothing, and then one that cannot be read.
    let prints = "printed = \"-0.379\"\nfinding = { analysis = \"time-to-arrest\"";
    replace(
        &folder,
        "rossi/claims.toml",
        prints,
        &prints.replace("arrest\"", "arest\""),
    );
    all(18, 24, "nearest: `time-to-arrest`");
    replace(
        &folder,
        "rossi/claims.toml",
        "printed = \"-0.379\"",
        "printed = \"some\"",
    );
    all(17, 11, "cannot read `some`");
}

#[test]
fn a_folder_or_a_study_that_is_not_there_does_not_borrow_the_claims_of_another() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let claims = fs::read_to_string(folder.path().join("rossi/claims.toml")).expect("the claims");
    folder.file("claims.toml", &claims);
    let findings = ["--findings", "out/rossi/findings.json"];
    for more in [findings.as_slice(), &[], &["--draft"]] {
        let (code, _, talk) = check(&folder, &[&["rossi"], more].concat());
        assert_eq!(code, 2);
        let why = "error: rossi: a folder; name the study file in it, such as `rossi/study.toml`";
        assert!(talk.contains(why), "{talk}");
        let (code, _, talk) = check(&folder, &[&["none/study.toml"], more].concat());
        assert_eq!(code, 2);
        assert!(
            talk.contains("error: none/study.toml: there is no such study"),
            "{talk}"
        );
    }
}

#[test]
fn an_out_that_cannot_be_written_is_named() {
    let folder = with_claims();
    folder.file("taken", "a file");
    for command in ["run", "check"] {
        let args = [command, "rossi/study.toml", "--out", "taken"];
        let (_, _, talk) = ends(virkning(&folder).args(args));
        assert!(
            talk.contains("error: taken/rossi: cannot be written: "),
            "{talk}"
        );
    }
}

#[test]
fn a_print_over_several_lines_is_one_line_of_the_table() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let claim = "schema = 1\n[[claim]]\nid = \"a\\nb\"\nprinted = \"432\\nmen\"\nfinding = { field = \"persons\" }\n";
    folder.file("lines.toml", claim);
    let args = [
        "--findings",
        "out/rossi/findings.json",
        "--claims",
        "lines.toml",
    ];
    let (code, told, talk) = check(&folder, &args);
    assert_eq!(code, 0, "{talk}");
    assert_eq!(told.lines().count(), 3, "{told}");
    assert!(told.contains("a b  432 men  432"), "{told}");
}

#[test]
fn findings_with_a_mark_before_them_are_read_and_a_draft_compares_with_nothing() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let text = fs::read_to_string(folder.path().join("out/rossi/findings.json")).expect("findings");
    folder.file("marked.json", &format!("\u{feff}{text}"));
    let args = ["rossi/study.toml", "--findings", "marked.json"];
    let (code, told, talk) = check(&folder, &args);
    assert_eq!(code, 0, "{told}{talk}");
    let args = ["rossi/study.toml", "--draft", "--against", "marked.json"];
    let (code, _, talk) = check(&folder, &args);
    assert_eq!(code, 2);
    assert!(talk.contains("cannot be used with"), "{talk}");
}

#[test]
fn the_limits_of_a_hazard_ratio_are_told_as_ratios() {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml"]);
    let of = |term: &str| {
        format!(
            "schema = 1\n[[claim]]\nid = \"a\"\nprinted = \"no effect\"\nfinding = {{ analysis = \"time-to-arrest\", \
         model = \"age+race+wexp+mar+paro+prio\", term = \"{term}\", field = \"hazard_ratio\" }}\n"
        )
    };
    folder.file("nil.toml", &of("race=other"));
    folder.file("some.toml", &of("prio"));
    let told = |claims: &str| {
        let args = ["--findings", "out/rossi/findings.json", "--claims", claims];
        check(&folder, &args)
    };
    let (code, told_nil, talk) = told("nil.toml");
    assert_eq!(code, 0, "{told_nil}{talk}");
    assert!(told_nil.contains("limits 0.40 to 1.34"), "{told_nil}");
    let (code, told_some, _) = told("some.toml");
    assert_eq!(code, 1, "{told_some}");
    assert!(told_some.contains("limits 1.04 to 1.16"), "{told_some}");
}
