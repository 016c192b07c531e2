//! Five municipalities whose size is set against what they achieved, by hand; and what is told when a study names what is not there.

use crate::support::described::{described, number, table};
use crate::support::{Workdir, analysis, run_study};
use std::path::Path;
use virkning::findings::{AnalysisResult, Cell, Findings, Label};
use virkning::study;

const STUDY: &str = r#"
schema = 1
[study]
id = "sizes"
title = "Sizes"
data = "public"
[register]
survey = { path = "survey.csv" }
[survey]
sites = [{ id = 101 }, { id = 147 }, { id = 151 }, { id = 153 }, { id = 157 }, { id = 159 }]
[[analysis]]
id = "outcome"
kind = "fidelity"
title = "What was achieved"
mode = "score"
scale = [1, 5]
elements = [{ id = "o", items = ["achieved"] }]
[[analysis]]
id = "size"
kind = "fidelity"
mode = "score"
scale = [0, 100]
elements = [{ id = "s", items = ["citizens"] }]
classes = [{ id = "small", sites = [101, 147] }, { id = "middle", sites = [151] }, { id = "large", sites = [153, 157] }]
[[analysis]]
id = "it"
kind = "association"
outcome = "outcome"
against = [
    { id = "citizens", label = { da = "Borgere", en = "Citizens" }, analysis = "size", column = "s.all" },
    { id = "class", analysis = "size", classes = ["small", "middle", "large"] },
]
"#;

/// 159 has an outcome and no size. Two answered about the outcome in 101, one elsewhere.
const ANSWERS: &str = "\
respondent_id,site,item,value
1,101,achieved,5
2,101,achieved,5
3,147,achieved,3
4,151,achieved,4
5,153,achieved,2
6,157,achieved,1
7,159,achieved,1
8,101,citizens,10
9,147,citizens,20
10,151,citizens,30
11,153,citizens,40
12,157,citizens,50
";

fn run(changes: &[(&str, &str)]) -> Findings {
    let folder = Workdir::new();
    folder.file("survey.csv", ANSWERS);
    run_study(&folder.file("study.toml", &changed(changes)))
}

fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = STUDY.to_string();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// Ranks of size 1 to 5, of the outcome 5, 3, 4, 2, 1: squared distances 16, 1, 1, 4, 16, so rho = 1 - 6 x 38 / 120 = -0.9. At least so far
/// from 0 are the 5 orders one step of neighbours away or none, on both sides: 10 of 120. The slope is -90 / 1000.
#[test]
fn size_against_outcome_by_hand() {
    let found = run(&[]);
    let of = |row, column| number(table(&found, "it", "association"), row, column);
    assert_eq!(of("citizens", "n"), 5.0);
    assert!((of("citizens", "rho") + 0.9).abs() < 1e-12);
    assert!((of("citizens", "p") - 10.0 / 120.0).abs() < 1e-12);
    assert!((of("citizens", "slope") + 0.09).abs() < 1e-12);
    // Classes 1, 1, 2, 3, 3 around 2 against the outcome around 3: -2 - 0 + 0 - 1 - 2 over 4.
    assert!((of("class", "slope") + 1.25).abs() < 1e-12);
    let notes = &analysis(&found, "it").notes;
    let unmatched = notes.iter().find(|n| n.code == "sites-not-matched");
    assert_eq!(unmatched.expect("told").facts["sites"], "1");
    assert!(
        described(&found, "it")
            .tables
            .iter()
            .all(|t| t.id != "factor")
    );
}

/// Two answers are behind the outcome of 101, which counts twice: sums of products -370 / 3 and of squares 4,000 / 3.
#[test]
fn municipalities_weigh_by_what_is_behind_their_outcome() {
    let found = run(&[]);
    let weighted = number(
        table(&found, "it", "association"),
        "citizens",
        "slope-weighted",
    );
    // x 10, 10, 20, 30, 40, 50 and y 5, 5, 3, 4, 2, 1, the first pair twice.
    let (x, y) = (
        [10.0, 10.0, 20.0, 30.0, 40.0, 50.0],
        [5.0, 5.0, 3.0, 4.0, 2.0, 1.0],
    );
    let mean = |v: &[f64]| v.iter().sum::<f64>() / 6.0;
    let (mx, my) = (mean(&x), mean(&y));
    let products: f64 = x.iter().zip(&y).map(|(a, b)| (a - mx) * (b - my)).sum();
    let squares: f64 = x.iter().map(|a| (a - mx).powi(2)).sum();
    assert!((weighted - products / squares).abs() < 1e-12, "{weighted}");
}

#[test]
fn axes_carry_the_words_and_units_of_what_stands_on_them() {
    let found = run(&[]);
    let chart = described(&found, "it").chart.as_ref().expect("a chart");
    let said = |label: &Label| match label {
        Label::Said(said) => (said.code.clone(), said.facts["name_en"].clone()),
        Label::Given(text) => panic!("{text:?}"),
    };
    // Scores of a measure that is no fidelity have no scale of their own.
    assert_eq!(said(&chart.x), ("axis-plain".into(), "Citizens".into()));
    assert_eq!(
        said(&chart.y),
        ("axis-plain".into(), "What was achieved".into())
    );
    let classes = run(&[(
        "outcome = \"outcome\"",
        "outcome = \"outcome\"\ndraw = \"class\"",
    )]);
    let chart = described(&classes, "it").chart.as_ref().expect("a chart");
    assert_eq!(said(&chart.x).0, "axis-class");
    let fidelity = ("fidelity = \"size\"\n", "axis-score");
    let text = STUDY
        .split("against = [")
        .next()
        .expect("a start")
        .to_string()
        + fidelity.0;
    let folder = Workdir::new();
    folder.file("survey.csv", ANSWERS);
    let found = run_study(&folder.file("study.toml", &text));
    let chart = described(&found, "it").chart.as_ref().expect("a chart");
    assert_eq!(said(&chart.x).0, fidelity.1);
}

#[test]
fn a_table_or_column_that_is_not_there_is_named_with_those_that_are() {
    let reason = |changes: &[(&str, &str)]| {
        let found = run(changes);
        match &analysis(&found, "it").result {
            AnalysisResult::NotEstimated(reason) => reason.clone(),
            other => panic!("{other:?}"),
        }
    };
    let column = reason(&[("column = \"s.all\"", "column = \"persons\"")]);
    assert_eq!(column.code, "no-such-column");
    assert_eq!(column.facts["have"], "s.all, overall.all");
    let table = reason(&[(
        "outcome = \"outcome\"\n",
        "outcome = \"outcome\"\noutcome_table = \"site\"\n",
    )]);
    assert_eq!(table.code, "no-such-table");
    assert_eq!(table.facts["named"], "site");
    assert!(table.facts["have"].contains("sites"));
}

/// A number that few answers are behind is in no point of a register.
#[test]
fn a_point_that_few_are_behind_is_withheld_of_a_register() {
    let found = run(&[("data = \"public\"", "data = \"register\"")]);
    let points = table(&found, "it", "points");
    let made = |cell: &Cell| matches!(cell, Cell::Number { value, .. } if value.made().is_some());
    assert!(points.rows.iter().all(|row| !made(&row.cells[2])));
}

fn told(changes: &[(&str, &str)]) -> Vec<String> {
    match study::parse(&changed(changes), Path::new(".")) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().map(|f| f.message).collect(),
    }
}

#[test]
fn faults_of_the_study_are_told() {
    let against = &STUDY[STUDY.find("against").expect("there")..];
    let cases: [(&str, &str, &str); 9] = [
        (against, "", "nothing is set against the outcome"),
        (
            "against = [",
            "fidelity = \"size\"\nagainst = [",
            "`fidelity` and `against` cannot both be given",
        ),
        (
            "against = [",
            "weights = \"answers\"\nagainst = [",
            "no answers are behind these measures",
        ),
        (
            "analysis = \"size\", column",
            "analysis = \"sizes\", column",
            "`sizes` is not the id of an analysis that is no association",
        ),
        (
            "analysis = \"size\", classes",
            "analysis = \"outcome\", classes",
            "`outcome` is not the id of a `fidelity` with `classes`",
        ),
        (
            "[\"small\", \"middle\", \"large\"]",
            "[\"small\", \"huge\"]",
            "unknown class `huge`",
        ),
        (
            "classes = [\"small\", \"middle\", \"large\"]",
            "classes = [\"small\"], column = \"s.all\"",
            "`column` does nothing beside `classes`",
        ),
        (
            "id = \"class\"",
            "id = \"citizens\"",
            "two measures have the id `citizens`",
        ),
        (
            "outcome = \"outcome\"",
            "outcome = \"outcome\"\ndraw = \"clas\"",
            "unknown row `clas`",
        ),
    ];
    assert_eq!(told(&[]), Vec::<String>::new());
    for (from, to, message) in cases {
        assert_eq!(told(&[(from, to)]), [message], "{from} -> {to}");
    }
}
