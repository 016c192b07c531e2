//! `run`: a batch, its streams and its exit codes.

use super::{ends, virkning, with_rossi};
use std::fs;

#[test]
fn a_run_leaves_the_documented_files_and_tells_where_the_report_is() {
    let folder = with_rossi();
    let (code, told, talk) = ends(virkning(&folder).args(["run", "rossi/study.toml"]));
    assert_eq!((code, talk.as_str()), (0, ""));
    assert!(told.contains("out/rossi/report.en.html"), "{told}");
    let out = folder.path().join("out/rossi");
    for name in [
        "report.da.html",
        "report.en.html",
        "findings.json",
        "manifest.json",
        "disclosure.json",
        "tables.xlsx",
        "tables/work-by-week.csv",
        "figures/time-to-arrest.csv",
        "figures/time-to-arrest.svg",
        "figures/time-to-arrest.png",
    ] {
        assert!(
            out.join(name).metadata().is_ok_and(|m| m.len() > 0),
            "{name}"
        );
    }
    let left: Vec<_> = fs::read_dir(folder.path().join("out"))
        .expect("out")
        .collect();
    assert_eq!(left.len(), 1, "nothing half-written beside the result");
    let page = fs::read_to_string(out.join("report.en.html")).expect("the page");
    for outside in ["src=\"http", "href=\"http", "<link", "@import"] {
        assert!(
            !page.contains(outside),
            "the page is self-contained: {outside}"
        );
    }
}

#[test]
fn the_manifest_holds_hashes_and_no_place_of_this_machine() {
    let folder = with_rossi();
    ends(virkning(&folder).args(["run", "rossi/study.toml"]));
    let text =
        fs::read_to_string(folder.path().join("out/rossi/manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        manifest["inputs"]["rossi.csv"].as_str().map(str::len),
        Some(64)
    );
    assert_eq!(manifest["disclosure"]["profile"], "open");
    assert!(!text.contains(&folder.path().display().to_string()));
}

#[test]
fn a_failing_study_does_not_stop_the_others_and_the_largest_code_is_returned() {
    let folder = with_rossi();
    folder.file("wrong.toml", "schema = 1\n[studdy]\n");
    let study = fs::read_to_string("examples/rossi/study.toml").expect("the study");
    let study = study.replacen("id = \"rossi\"", "id = \"empty\"", 1);
    folder.file("empty/study.toml", &study);
    folder.file(
        "empty/codes.csv",
        &fs::read_to_string("examples/rossi/codes.csv").expect("codes"),
    );
    folder.file("empty/rossi.csv", "");
    let (code, told, talk) =
        ends(virkning(&folder).args(["run", "wrong.toml", "rossi/study.toml", "empty/study.toml"]));
    assert_eq!(code, 3);
    assert!(told.contains("out/rossi/report.en.html"), "{told}");
    assert!(
        talk.contains("wrong.toml:2:2: unknown key `studdy`; nearest: `study`"),
        "{talk}"
    );
    assert!(talk.contains("`rossi.csv`"), "{talk}");
    let (code, ..) = ends(virkning(&folder).args(["run", "wrong.toml", "rossi/study.toml"]));
    assert_eq!(code, 2);
}

#[test]
fn a_required_analysis_that_cannot_be_made_gives_code_5() {
    let folder = with_rossi();
    let study = fs::read_to_string("examples/rossi/study.toml").expect("the study");
    let missing = study.replace(
        "id = \"balance\"\nkind = \"balance\"",
        "id = \"balance\"\nkind = \"balance\"\nrequired = true",
    );
    let missing = missing.replace("\"prio\", \"educ\"", "\"prio\", \"no_such_column\"");
    assert_ne!(missing, study);
    folder.file("rossi/study.toml", &missing);
    let (code, _, talk) = ends(virkning(&folder).args(["run", "rossi/study.toml"]));
    assert_eq!(code, 5, "{talk}");
    assert!(talk.contains("`balance`"), "{talk}");
}

#[test]
fn results_for_programs_are_json() {
    let folder = with_rossi();
    let (code, told, _) =
        ends(virkning(&folder).args(["run", "rossi/study.toml", "--format", "json", "--quiet"]));
    assert_eq!(code, 0);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told[0]["study"], "rossi");
    assert_eq!(told[0]["exit"], 0);
}
