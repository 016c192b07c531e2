//! Faults, each at its place and none for nothing.

use super::{DESCRIBED, EXTENDS, FULL, TRIAL, folder};
use crate::study::{Fault, parse, read, render};
use serde::Deserialize;
use std::path::Path;

/// The faults of a text, a line each: `line:column message; help`.
fn told(text: &str) -> Vec<String> {
    let faults = parse(text, folder()).err().unwrap_or_default();
    let one = |f: &Fault| {
        let help = f.help.iter().fold(String::new(), |_, h| format!("; {h}"));
        format!("{}:{} {}{help}", f.line, f.column, f.message)
    };
    faults.iter().map(one).collect()
}

/// The faults as the user sees them.
fn rendered(text: &str) -> String {
    let faults = parse(text, folder()).err().unwrap_or_default();
    render(&faults, Path::new("study.toml"))
}

#[test]
fn ten_faults_are_told_at_once() {
    let rendered = rendered(include_str!("ten_faults.toml"));
    assert_eq!(rendered, include_str!("ten_faults.txt"));
    assert_eq!(rendered.matches("error: ").count(), 10);
}

#[derive(Deserialize)]
struct Cases {
    full: Vec<Case>,
    trial: Vec<Case>,
    extends: Vec<Case>,
    described: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    from: String,
    to: String,
    told: Vec<String>,
}

#[test]
fn each_change_is_told_what_it_breaks_and_no_more() {
    let cases: Cases = toml::from_str(include_str!("cases.toml")).expect("the cases are TOML");
    let studies = [
        (FULL, cases.full),
        (TRIAL, cases.trial),
        (EXTENDS, cases.extends),
        (DESCRIBED, cases.described),
    ];
    let mut wrong = Vec::new();
    for (study, case) in studies
        .iter()
        .flat_map(|(s, cases)| cases.iter().map(move |c| (s, c)))
    {
        assert!(study.contains(&case.from), "{}", case.from);
        let found = told(&study.replacen(&case.from, &case.to, 1));
        if found != case.told || found.is_empty() {
            wrong.push(format!("{} -> {}: {found:#?}", case.from, case.to));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_nearly_empty_study_is_told_what_every_study_has() {
    let tables = [
        "[study]",
        "[register]",
        "[[analysis]]",
        "[entry]",
        "[groups]",
    ];
    let missing = tables.map(|table| format!("1:1 missing table `{table}`"));
    assert_eq!(told("schema = 1\n"), missing);
    assert_eq!(told("").len(), 6);
}

#[test]
fn a_code_list_at_fault_is_told_with_its_own_lines() {
    assert_eq!(
        rendered(&EXTENDS.replace("codes.csv", "faulty_codes.csv")),
        "error: faulty_codes.csv:3:1: `1000` is not a code; a code is 0 to 999\n\
        \x20 3 | 1000,two,job\n\
        \x20   | ^^^^^^^^^^^^\n\
        error: faulty_codes.csv:4:1: `prakti` is not a subclass; did you mean `praktik`?\n\
        \x20 4 | 3,three,prakti\n\
        \x20   | ^^^^^^^^^^^^^^\n"
    );
    let missing = told(&EXTENDS.replace("codes.csv", "none.csv"));
    let start = "4:20 cannot read the code list `none.csv`: ";
    assert!(
        matches!(missing.as_slice(), [only] if only.starts_with(start)),
        "{missing:?}"
    );
}

#[test]
fn a_slip_of_the_toml_spoils_its_own_line_only() {
    let text = FULL
        .replace("id = \"full\"", "id = mine")
        .replace("layout = \"wide\"", "layout = \"wide")
        .replace("gap_weeks", "gapweeks")
        .replace("seed = 7", "seed = 7\nseed = 8");
    assert_eq!(
        told(&text),
        [
            "5:6 string values must be quoted, expected literal string",
            "18:15 invalid basic string, expected `\"`",
            "44:1 unknown key `gapweeks`; nearest: `gap_weeks`",
            "112:1 duplicate key",
        ]
    );
}

#[test]
fn a_list_that_is_not_closed_is_told_once() {
    let text = FULL.replace("at = [104, 26]", "at = [104, 26");
    assert_eq!(
        told(&text),
        [
            "134:1 missing comma between array elements, expected `,`; or unclosed array, expected `]`"
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_a_fault() {
    let path = Path::new("src/study/tests/none.toml");
    let faults = read(path).err().unwrap_or_default();
    let rendered = render(&faults, path);
    let start = "error: src/study/tests/none.toml: cannot be read: ";
    assert!(
        rendered.starts_with(start) && rendered.lines().count() == 1,
        "{rendered}"
    );
}

#[test]
fn a_file_that_is_not_utf_8_is_a_fault_at_its_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("study.toml");
    crate::files::write(&path, b"schema = 1\nid = \"K\xf8ge\"\n").expect("written");
    let faults = read(&path).err().unwrap_or_default();
    assert_eq!((faults.len(), faults[0].line, faults[0].column), (1, 2, 8));
}
