//! Answers of a handful of people, counted by hand: denominators, "do not know", halves, ties at the median, lights, and every fault of the data.

use crate::support::{Workdir, analysis, load_faults, run_study};
use virkning::findings::{AnalysisResult, Cell, Findings, Light, Share};

const HEAD: &str = r#"
schema = 1
[study]
id = "small"
title = "Small"
[register]
survey = { path = "survey.csv" }
[survey]
waves = [{ id = "start" }, { id = "end" }]
roles = [{ id = "staff" }, { id = "citizen" }]
sites = [{ id = 101 }, { id = "b", label = "By B" }, { id = "c" }]
unknown = ["dk"]
"#;

const ANSWERS: &str = "\
respondent_id,role,site,wave,item,value
1,staff,101,start,a,yes
1,staff,101,start,b,no
2,staff,101,start,a,no
2,staff,101,start,b,dk
3,staff,b,start,a,yes
3,staff,b,start,b,yes
4,staff,101,end,a,yes
4,staff,101,end,b,yes
5,staff,b,end,a,no
5,staff,b,end,b,
6,citizen,101,end,a,yes
";

fn study_text(analysis: &str) -> String {
    format!("{HEAD}\n[[analysis]]\nid = \"it\"\n{analysis}")
}

fn run(analysis: &str, answers: &str) -> Findings {
    let folder = Workdir::new();
    folder.file("survey.csv", answers);
    run_study(&folder.file("study.toml", &study_text(analysis)))
}

/// The cells of a table by row.
fn rows(found: &Findings, part: &str) -> Vec<(String, Vec<Cell>)> {
    let AnalysisResult::Described(described) = &analysis(found, "it").result else {
        panic!("described");
    };
    let table = described
        .tables
        .iter()
        .find(|t| t.id == part)
        .expect("the table");
    let rows = table.rows.iter();
    rows.map(|r| (r.id.clone(), r.cells.clone())).collect()
}

fn row(found: &Findings, part: &str, id: &str) -> Vec<Cell> {
    let all = rows(found, part);
    all.into_iter()
        .find(|(row, _)| row == id)
        .expect("the row")
        .1
}

fn shares(cells: &[Cell]) -> Vec<Option<(u64, u64)>> {
    let share = |cell: &Cell| match cell {
        Cell::Share {
            share:
                Share {
                    numerator: Some(n),
                    denominator: Some(d),
                },
            ..
        } => Some((*n, *d)),
        _ => None,
    };
    cells.iter().map(share).collect()
}

fn lights(cells: &[Cell]) -> Vec<Option<Light>> {
    let light = |cell: &Cell| match cell {
        Cell::Share { light, .. } | Cell::Number { light, .. } => *light,
        Cell::Light(light) => Some(*light),
        _ => None,
    };
    cells.iter().map(light).collect()
}

const YES_NO: &str = r#"
categories = [{ id = "yes", values = ["yes"] }, { id = "no", values = ["no"] }]
questions = [{ item = "a" }, { item = "b" }]
"#;

#[test]
fn shares_leave_do_not_know_and_blanks_out_or_count_the_first() {
    let out = run(&format!("kind = \"survey-shares\"\n{YES_NO}"), ANSWERS);
    assert_eq!(
        shares(&row(&out, "shares", "a"))[..2],
        [Some((4, 6)), Some((2, 6))]
    );
    assert_eq!(
        shares(&row(&out, "shares", "b"))[..2],
        [Some((2, 3)), Some((1, 3))]
    );
    let counted =
        format!("kind = \"survey-shares\"\ndo_not_know = \"in\"\nwaves = [\"start\"]\n{YES_NO}");
    let counted = run(&counted, ANSWERS);
    let b = row(&counted, "shares", "b");
    assert_eq!(shares(&b)[..3], [Some((1, 3)), Some((1, 3)), Some((1, 3))]);
    assert_eq!(b[3], Cell::Count(Some(3)));
    let staff = format!("kind = \"survey-shares\"\nby = \"site\"\nroles = [\"staff\"]\n{YES_NO}");
    let staff = run(&staff, ANSWERS);
    assert_eq!(shares(&row(&staff, "shares", "a.101"))[0], Some((2, 3)));
    // A municipality without answers stands there with nobody counted.
    assert_eq!(shares(&row(&staff, "shares", "a.c"))[0], Some((0, 0)));
}

#[test]
fn response_rates_are_complete_answers_of_those_invited() {
    let text = format!(
        "kind = \"survey-shares\"\ninvited = {{ staff = 8, citizen = 4 }}\ninvited_by = \"role\"\ncompleted = {{ item = \"b\", values = [\"yes\", \"no\"] }}\n{YES_NO}"
    );
    let found = run(&text, ANSWERS);
    let staff = row(&found, "response", "staff");
    let [invited, full, partial] = [0, 1, 2].map(|at: usize| staff[at].clone());
    assert_eq!(
        [invited, full, partial],
        [8, 3, 2].map(|n| Cell::Count(Some(n)))
    );
    assert_eq!(shares(&staff)[3], Some((3, 8)));
    assert_eq!(shares(&row(&found, "response", "citizen"))[3], Some((0, 4)));
    assert_eq!(
        row(&found, "response-by-site", "greatest")[1],
        Cell::Count(Some(2))
    );
}

#[test]
fn a_municipality_counts_once_and_halves_go_up() {
    // 101: (3 + 4) / 2 = 3.5, so 4; b: (1 + 2 + 2) / 3 = 1.67, so 2; c: nobody knows.
    let answers = "\
respondent_id,role,site,wave,item,value
1,staff,101,end,q,3
2,staff,101,end,q,4
3,staff,b,end,q,1
4,staff,b,end,q,2
5,staff,b,end,q,2
6,staff,c,end,q,dk
7,staff,101,start,q,1
";
    let text = r#"
kind = "survey-shares"
unit = "site"
waves = ["end"]
do_not_know = "in"
categories = [{ id = "low", values = [1, 2, 3] }, { id = "high", values = [4, 5] }]
questions = [{ item = "q" }]
"#;
    let found = run(text, answers);
    let q = row(&found, "shares", "q");
    assert_eq!(shares(&q)[..3], [Some((1, 3)), Some((1, 3)), Some((1, 3))]);
}

const AGREE: &str = r#"
kind = "fidelity"
mode = "agree"
roles = ["staff"]
scale = ["no", "yes"]
agree = ["yes"]
elements = [{ id = "e", items = ["a", "b"] }]
"#;

#[test]
fn agreement_pools_the_answers_to_all_items_and_judges_the_change() {
    // Start: yes 3 of 5 (a: 2 of 3, b: 1 of 2); end: yes 2 of 3.
    let found = run(AGREE, ANSWERS);
    let e = row(&found, "shares", "e");
    assert_eq!(shares(&e)[..2], [Some((3, 5)), Some((2, 3))]);
    assert_eq!(lights(&e)[..2], [None, Some(Light::Green)]);
    let site = run(&format!("{AGREE}by = \"site\"\n"), ANSWERS);
    let [one, b, c, total] = ["101", "b", "c", "total"].map(|s| row(&site, "shares", s));
    assert_eq!(shares(&one), [Some((1, 3)), Some((2, 2))]);
    assert_eq!(shares(&b), [Some((2, 2)), Some((0, 1))]);
    assert_eq!(lights(&b)[1], Some(Light::Red));
    assert_eq!(c, [Cell::Light(Light::Grey), Cell::Light(Light::Grey)]);
    assert_eq!(shares(&total), shares(&e)[..2]);
    assert!(
        analysis(&site, "it")
            .notes
            .iter()
            .any(|n| n.code == "groups-without-answers")
    );
    // The mean of the items: (2/3 + 1/2) / 2 at the start.
    let items = run(&format!("{AGREE}pooling = \"items\"\n"), ANSWERS);
    let Cell::Number { value, n, .. } = &row(&items, "shares", "e")[0] else {
        panic!("a number");
    };
    assert!((value.made().expect("made") - 7.0 / 12.0).abs() < 1e-12);
    assert_eq!(*n, Some(5));
}

#[test]
fn scores_count_each_municipality_once_and_the_median_is_neither_side() {
    // Start: 101 has (1 + 3) / 2 = 2, b 3, c 4; end: 101 5, b 4, c 1. Median 3 at the start, 4 at the end.
    let answers = "\
respondent_id,role,site,wave,item,value
1,staff,101,start,q,1
2,staff,101,start,q,3
3,staff,b,start,q,3
4,staff,c,start,q,4
5,staff,101,end,q,5
6,staff,b,end,q,4
7,staff,c,end,q,1
";
    let text = r#"
kind = "fidelity"
mode = "score"
scale = [1, 5]
elements = [{ id = "e", items = ["q"] }]
classes = [{ id = "two", sites = [101, "b"] }]
"#;
    let found = run(text, answers);
    let number = |cell: &Cell| match cell {
        Cell::Number { value, .. } => *value.made().expect("made"),
        other => panic!("{other:?}"),
    };
    let numbers = |part, id| {
        row(&found, part, id)
            .iter()
            .map(number)
            .collect::<Vec<f64>>()
    };
    assert_eq!(numbers("elements", "e"), [3.0, 10.0 / 3.0]);
    assert_eq!(numbers("spread", "e.start"), [2.0, 2.5, 3.0, 3.5, 4.0, 3.0]);
    assert_eq!(numbers("classes", "two"), [2.5, 4.5]);
    // 101 rises from below to above, b is at the median both times, c falls.
    assert_eq!(numbers("movers", "below"), [0.0, 0.0, 1.0]);
    assert_eq!(numbers("movers", "at"), [0.0, 1.0, 0.0]);
    assert_eq!(numbers("movers", "above"), [1.0, 0.0, 0.0]);
}

/// What the load says of answers that break the contract.
fn faults(answers: &str) -> String {
    let folder = Workdir::new();
    folder.file("survey.csv", answers);
    load_faults(&folder.file("study.toml", &study_text(AGREE)))
}

#[test]
fn every_fault_of_the_answers_has_its_place_and_tells_nobody() {
    assert_eq!(faults(ANSWERS), "");
    let cases = [
        (
            ("2,staff,101,start,a,no", "2,staff,101,start,a,maybe"),
            "line 4, column `value`: the answer is outside the scale of item `a`",
        ),
        (
            ("2,staff,101,start,a,no", "2,boss,101,start,a,no"),
            "line 4, column `role`: this role is not declared",
        ),
        (
            ("2,staff,101,start,a,no", "2,staff,z,start,a,no"),
            "line 4, column `site`: this site is not declared",
        ),
        (
            ("2,staff,101,start,a,no", "2,staff,101,later,a,no"),
            "line 4, column `wave`: this wave is not declared",
        ),
        (
            ("2,staff,101,start,a,no", "1,staff,101,start,a,no"),
            "line 4, column `item`: the respondent has answered this item in this wave before",
        ),
        (
            ("2,staff,101,start,a,no", ",staff,101,start,a,no"),
            "line 4, column `respondent_id`: the key is blank",
        ),
        (
            ("wave,item,value", "wave,item,answer"),
            "the column `value` is missing",
        ),
    ];
    for ((from, to), told) in cases {
        let text = ANSWERS.replacen(from, to, 1);
        assert_ne!(text, ANSWERS);
        let found = faults(&text);
        assert!(found.contains(told), "{found}");
        assert!(
            !found.contains("maybe") && !found.contains("boss"),
            "{found}"
        );
    }
    let one_wave: String = ANSWERS
        .lines()
        .filter(|l| !l.contains(",end,"))
        .map(|l| format!("{l}\n"))
        .collect();
    assert!(faults(&one_wave).contains("column `wave`: the wave `end` has no answer"));
}
