//! Answers of a handful of people, counted by hand: denominators, "do not know", halves, ties at the median, lights, and every fault of the data.

use crate::support::{Workdir, analysis, load_faults, run_study};
use virkning::findings::{AnalysisResult, Cell, Findings, Light, Share};
use virkning::study;

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
    assert_eq!(numbers("classes-1", "start"), [2.5]);
    assert_eq!(numbers("classes-1", "end"), [4.5]);
    // 101 rises from below to above, b is at the median both times, c falls.
    assert_eq!(numbers("movers", "below"), [0.0, 0.0, 1.0]);
    assert_eq!(numbers("movers", "at"), [0.0, 1.0, 0.0]);
    assert_eq!(numbers("movers", "above"), [1.0, 0.0, 0.0]);
}

/// Two items of an element: by items (1 + 4) / 2 = 2.5 in 101, by answers (1 + 4 + 4) / 3 = 3; b has 5. Over municipalities by items
/// (2.5 + 5) / 2, by answers (3 x 3 + 1 x 5) / 4.
#[test]
fn items_and_municipalities_count_alike_or_by_their_answers() {
    let answers = "\
respondent_id,role,site,wave,item,value
1,staff,101,start,q,1
1,staff,101,start,r,4
2,staff,101,start,r,4
3,staff,b,start,q,5
4,staff,b,end,q,3
";
    let scored = |weights: &str| {
        let text = format!(
            "kind = \"fidelity\"\nmode = \"score\"\nscale = [1, 5]\n{weights}\nwaves = [\"start\"]\n\
             elements = [{{ id = \"e\", items = [\"q\", \"r\"] }}]\n"
        );
        let found = run(&text, answers);
        let Cell::Number { value, .. } = &row(&found, "elements", "e")[0] else {
            panic!("a number");
        };
        *value.made().expect("made")
    };
    assert_eq!(scored(""), 3.75);
    assert_eq!(scored("weights = \"answers\""), 3.5);
}

/// At the start 101 and b are below the median of 3, d at it, c and e above; at the end 101 alone has risen. Of those below, 101 says yes with
/// one of two answers, b no; c says yes; e and d say nothing, and f answers without a score.
#[test]
fn movers_are_crossed_with_the_answers_of_their_municipality() {
    let answers = "\
respondent_id,role,site,wave,item,value
1,staff,101,start,q,1
2,staff,b,start,q,2
3,staff,d,start,q,3
4,staff,c,start,q,4
5,staff,e,start,q,5
6,staff,101,end,q,5
7,staff,b,end,q,1
8,staff,d,end,q,3
9,staff,c,end,q,2
10,staff,e,end,q,4
11,staff,101,end,used,yes
12,staff,101,end,used,no
13,staff,b,end,used,no
14,staff,c,end,used,yes
15,staff,f,end,used,dk
16,staff,f,end,used,yes
";
    let text = HEAD.replace(
        "{ id = \"c\" }]",
        "{ id = \"c\" }, { id = \"d\" }, { id = \"e\" }, { id = \"f\" }]",
    ) + r#"
[[analysis]]
id = "it"
kind = "fidelity"
mode = "score"
scale = [1, 5]
elements = [{ id = "e", items = ["q"] }]
crossed_with = { items = [{ item = "used" }], yes = ["yes"] }
"#;
    let folder = Workdir::new();
    folder.file("survey.csv", answers);
    let found = run_study(&folder.file("study.toml", &text));
    let shares = |id| match &row(&found, "crossed", id)[0] {
        Cell::Share { share, .. } => (share.numerator, share.denominator),
        Cell::Empty => (None, None),
        other => panic!("{other:?}"),
    };
    assert_eq!(shares("below"), (Some(1), Some(2)));
    assert_eq!(shares("at"), (None, None));
    assert_eq!(shares("above"), (Some(1), Some(1)));
    assert_eq!(shares("rose"), (Some(1), Some(1)));
    assert_eq!(shares("others"), (Some(1), Some(2)));
    assert_eq!(shares("all"), (Some(3), Some(4)));
}

#[test]
fn answers_without_a_municipality_and_municipalities_without_answers_are_named() {
    let answers = "\
respondent_id,role,site,wave,item,value
1,staff,101,start,q,1
2,staff,,start,q,5
3,staff,b,end,q,5
";
    let score = "kind = \"fidelity\"\nmode = \"score\"\nscale = [1, 5]\nelements = [{ id = \"e\", items = [\"q\"] }]\n";
    let shares = "kind = \"survey-shares\"\nunit = \"site\"\nquestions = [{ item = \"q\" }]\ncategories = [{ id = \"low\", values = [1] }, { id = \"high\", values = [5] }]\n";
    for text in [score, shares] {
        let found = run(text, answers);
        let notes = &analysis(&found, "it").notes;
        let blank = notes.iter().find(|n| n.code == "answers-without-site");
        assert_eq!(blank.expect("told").facts["rows"], "1");
    }
    let found = run(score, answers);
    let notes = &analysis(&found, "it").notes;
    let silent = notes.iter().find(|n| n.code == "sites-without-answers");
    assert_eq!(silent.expect("told").facts["names_en"], "c");
}

#[test]
fn a_class_of_a_municipality_that_is_not_declared_is_a_fault_of_the_study() {
    let text = study_text(
        "kind = \"fidelity\"\nmode = \"score\"\nscale = [1, 5]\nelements = [{ id = \"e\", items = [\"q\"] }]\nclasses = [{ id = \"two\", sites = [101, 102] }]\n",
    );
    let Err(faults) = study::parse(&text, std::path::Path::new(".")) else {
        panic!("no fault");
    };
    let told: Vec<String> = faults.into_iter().map(|f| f.message).collect();
    assert_eq!(told, ["unknown municipality `102`"]);
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
