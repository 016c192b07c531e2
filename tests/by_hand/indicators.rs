//! Indicators of a handful of people, counted by hand: rules, order, definitions that are shared, and what no cell holds.

use crate::support::described::{cell, share, table};
use crate::support::{Workdir, analysis, run_study};
use virkning::cli::load;
use virkning::findings::{AnalysisResult, Cell, Findings, Light, Note, Table};
use virkning::study;

const HEAD: &str = r#"
schema = 1
[study]
id = "small"
title = "Small"
[register]
survey = { path = "survey.csv" }
events = { path = "events.csv" }
[survey]
sites = [{ id = 101 }, { id = "b", label = "By B" }, { id = "c" }]
unknown = ["irrelevant"]
"#;

const ANSWERS: &str = "\
respondent_id,site,item,value
1,101,m,1
2,101,m,2.5
3,b,m,5
4,101,s,yes
5,101,s,no
6,b,s,no
7,b,s,irrelevant
8,101,s,yes
";

const EVENTS: &str = "\
person_id,site,date,kind,value
1,101,2016-05-01,cv,done
2,101,2016-05-01,cv,not-done
3,101,2016-05-01,cv,pending
4,b,2016-05-01,cv,done
5,101,2016-05-01,plan,unheard-of
";

const ALL: &str = r#"
[[analysis]]
id = "all"
kind = "fidelity"
mode = "indicators"
[[analysis.indicators]]
id = "meetings"
source = "MS"
rule = "C24"
item = "m"
mean = true
[[analysis.indicators]]
id = "share"
source = "BS"
rule = "B50"
item = "s"
yes = ["yes"]
no = ["no"]
[[analysis.indicators]]
id = "against"
source = "BS"
rule = "MEAN"
item = "s"
yes = ["yes"]
no = ["no"]
[[analysis.indicators]]
id = "cv"
source = "D"
rule = "A90"
event = "cv"
"#;

fn shown(id: &str, more: &str) -> String {
    format!(
        "[[analysis]]\nid = \"{id}\"\nkind = \"fidelity\"\nmode = \"indicators\"\nof = \"all\"\n{more}\n"
    )
}

fn folder(analyses: &str, answers: &str, events: &str) -> (Workdir, std::path::PathBuf) {
    let folder = Workdir::new();
    folder.file("survey.csv", answers);
    folder.file("events.csv", events);
    let study = folder.file("study.toml", &format!("{HEAD}{ALL}{analyses}"));
    (folder, study)
}

fn run(analyses: &str, answers: &str, events: &str) -> Findings {
    let (_folder, study) = folder(analyses, answers, events);
    run_study(&study)
}

fn lights(table: &Table, row: &str) -> Vec<Option<Light>> {
    let row = table.rows.iter().find(|r| r.id == row).expect("the row");
    let light = |cell: &Cell| match cell {
        Cell::Share { light, .. } | Cell::Number { light, .. } => *light,
        Cell::Light(light) => Some(*light),
        _ => None,
    };
    row.cells.iter().map(light).collect()
}

fn order(table: &Table) -> Vec<&str> {
    table.rows.iter().map(|row| row.id.as_str()).collect()
}

fn notes<'a>(found: &'a Findings, id: &str, code: &str) -> Vec<&'a Note> {
    let notes = analysis(found, id).notes.iter();
    notes.filter(|note| note.code == code).collect()
}

fn told(note: &Note) -> Vec<(&str, &str)> {
    let facts = note.facts.iter();
    facts.map(|(k, v)| (k.as_str(), v.as_str())).collect()
}

#[test]
fn indicators_judge_municipalities_and_pool_persons_in_the_total() {
    let found = run("", ANSWERS, EVENTS);
    let matrix = table(&found, "all", "matrix");
    let [green, yellow, red, grey] =
        [Light::Green, Light::Yellow, Light::Red, Light::Grey].map(Some);
    // Columns: source, 101, b, c, total. Means 1.75 and 5, in all 8.5 / 3 = 2.83.
    assert_eq!(lights(matrix, "meetings")[1..], [green, red, grey, yellow]);
    assert_eq!(lights(matrix, "share")[1..], [green, red, grey, green]);
    let shares = ["101", "b", "total"].map(|column| share(matrix, "share", column));
    assert_eq!(shares, [(2, 3), (0, 1), (2, 4)]);
    // The mean of 2/3 and 0 is 1/3; the total is not judged.
    assert_eq!(lights(matrix, "against")[1..], [green, red, grey, grey]);
    assert_eq!(notes(&found, "all", "total-not-judged").len(), 1);
    // Municipalities alone are counted.
    let counts = table(&found, "all", "lights");
    let of = |light: &str| crate::support::described::number(counts, "share", light);
    assert_eq!(
        ["green", "yellow", "red", "grey"].map(of),
        [1.0, 0.0, 1.0, 1.0]
    );
}

#[test]
fn municipalities_stand_in_the_order_asked_for_and_those_without_a_number_last() {
    let down = shown(
        "down",
        "rows = \"sites\"\norder = \"descending\"\nonly = [\"against\"]",
    );
    let up = shown("up", "rows = \"sites\"\nonly = [\"against\"]");
    let found = run(&[up, down].concat(), ANSWERS, EVENTS);
    let up = table(&found, "up", "by-site");
    assert_eq!(order(up), ["b", "101", "c", "mean-of-sites", "total"]);
    let down = table(&found, "down", "by-site");
    assert_eq!(order(down), ["101", "b", "c", "mean-of-sites", "total"]);
    let mean = crate::support::described::number(down, "mean-of-sites", "against");
    assert!((mean - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn an_indicator_is_defined_once_and_counts_alike_wherever_it_is_shown() {
    let text = HEAD.to_string() + &ALL.replace("mode =", "pending = \"in\"\nmode =");
    let text = text + &shown("some", "only = [\"cv\", \"share\"]");
    let text = text + &shown("out", "only = [\"cv\"]\npending = \"out\"");
    let (folder, _) = folder("", ANSWERS, EVENTS);
    let found = run_study(&folder.file("study.toml", &text));
    let all = table(&found, "all", "matrix");
    let some = table(&found, "some", "matrix");
    assert_eq!(order(some), ["cv", "share"]);
    for column in ["101", "b", "total"] {
        for id in ["cv", "share"] {
            assert_eq!(cell(some, id, column), cell(all, id, column));
        }
    }
    // Its own setting goes before the definition's.
    assert_eq!(share(some, "cv", "101"), (1, 3));
    assert_eq!(share(table(&found, "out", "matrix"), "cv", "101"), (1, 2));
    assert_eq!(notes(&found, "out", "still-in-time").len(), 1);
    assert_eq!(notes(&found, "some", "still-in-time-counted").len(), 1);
}

#[test]
fn a_person_counts_once_by_the_latest_event_wherever_it_stands_in_the_file() {
    let events = "\
person_id,site,date,kind,value
1,101,2016-06-01,cv,done
1,101,2016-05-01,cv,not-done
2,101,2016-05-01,cv,done
2,101,2016-05-01,cv,not-done
";
    let found = run("", ANSWERS, events);
    assert_eq!(share(table(&found, "all", "matrix"), "cv", "101"), (1, 2));
    let replaced = notes(&found, "all", "events-replaced");
    assert_eq!(told(replaced[0]), [("rows", "2")]);
}

#[test]
fn an_event_without_a_municipality_counts_in_the_total_and_is_told() {
    let events = EVENTS.replace("4,b,2016", "4,,2016");
    let found = run("", ANSWERS, &events);
    let matrix = table(&found, "all", "matrix");
    assert_eq!(*cell(matrix, "cv", "b"), Cell::Light(Light::Grey));
    assert_eq!(share(matrix, "cv", "total"), (2, 3));
    let outside = notes(&found, "all", "outside-sites");
    assert_eq!(told(outside[0]), [("rows", "1")]);
}

#[test]
fn municipalities_without_answers_are_named_by_source() {
    let found = run("", ANSWERS, EVENTS);
    let silent = notes(&found, "all", "sites-silent");
    let sources: Vec<(&str, &str)> = silent
        .iter()
        .map(|note| {
            (
                note.facts["source_en"].as_str(),
                note.facts["names_en"].as_str(),
            )
        })
        .collect();
    assert_eq!(sources, [("MS", "c"), ("BS", "c"), ("D", "c")]);
    let grey = notes(&found, "all", "cells-without-answers");
    assert_eq!(told(grey[0]), [("cells", "4")]);
}

#[test]
fn items_and_events_that_the_data_have_not_are_named() {
    let answers = ANSWERS.replace(",m,", ",mm,");
    let events = EVENTS.replace(",cv,", ",vc,");
    let found = run("", &answers, &events);
    assert_eq!(
        told(notes(&found, "all", "items-not-met")[0]),
        [("items", "m")]
    );
    assert_eq!(
        told(notes(&found, "all", "events-not-met")[0]),
        [("events", "cv")]
    );
}

#[test]
fn the_mean_of_one_municipality_judges_nobody_and_says_so() {
    let answers = ANSWERS.replace("6,b,s,no\n", "");
    let found = run("", &answers, EVENTS);
    let matrix = table(&found, "all", "matrix");
    let grey = Some(Light::Grey);
    assert_eq!(lights(matrix, "against")[1..], [grey, grey, grey, grey]);
    assert_eq!(share(matrix, "against", "101"), (2, 3));
    let note = notes(&found, "all", "mean-of-one-site");
    assert_eq!(note[0].facts["indicator_en"], "against");
    assert!(notes(&found, "all", "total-not-judged").is_empty());
}

#[test]
fn an_answer_that_another_analysis_allows_is_told_where_it_does_not_count() {
    let more = "[[analysis]]\nid = \"shares\"\nkind = \"survey-shares\"\nquestions = [{ item = \"s\" }]\ncategories = [{ id = \"all\", values = [\"yes\", \"no\", \"maybe\"] }]\n";
    let answers = ANSWERS.replace("8,101,s,yes", "8,101,s,maybe");
    let found = run(more, &answers, EVENTS);
    assert_eq!(
        share(table(&found, "all", "matrix"), "share", "101"),
        (1, 2)
    );
    let unlisted = notes(&found, "all", "answers-not-listed");
    assert_eq!(unlisted.len(), 2);
    assert_eq!(unlisted[0].facts["rows"], "1");
}

#[test]
fn every_fault_of_the_events_has_its_place_and_tells_nobody() {
    let faults = |events: &str| {
        let (_folder, path) = folder("", ANSWERS, events);
        let plan = study::read(&path).unwrap_or_else(|f| panic!("{}", study::render(&f, &path)));
        match load::load(&plan) {
            Ok(_) => String::new(),
            Err(faults) => faults.to_string(),
        }
    };
    assert_eq!(faults(EVENTS), "");
    let first = "1,101,2016-05-01,cv,done";
    let cases = [
        (
            "1,101,2016-05-01,cv,dun",
            "line 2, column `value`: the value is none that the indicator `cv` lists",
        ),
        (
            "1,101,2016-05-01,cv,",
            "line 2, column `value`: the value is none that the indicator `cv` lists",
        ),
        (
            "1,zz,2016-05-01,cv,done",
            "line 2, column `site`: this site is not declared in `[survey]`",
        ),
        (
            ",101,2016-05-01,cv,done",
            "line 2, column `person_id`: the key is blank",
        ),
        ("1,101,,cv,done", "line 2, column `date`: the date is blank"),
    ];
    for (to, expected) in cases {
        let found = faults(&EVENTS.replacen(first, to, 1));
        assert!(found.contains(expected), "{found}");
        assert!(!found.contains("dun") && !found.contains("zz"), "{found}");
    }
    let found = faults(&EVENTS.replace("kind,value", "kind,answer"));
    assert!(found.contains("the column `value` is missing"), "{found}");
}

#[test]
fn an_association_takes_an_indicator_against_a_rating_of_the_survey() {
    // Twenty in each, so that no small number is behind a point.
    let sites = [("101", 15, 2), ("b", 10, 4), ("c", 5, 5)];
    let mut answers = String::from("respondent_id,site,item,value\n");
    let mut next = 0;
    for (site, yes, rating) in sites {
        for nth in 0..20 {
            next += 1;
            let value = if nth < yes { "yes" } else { "no" };
            answers += &format!("{next},{site},s,{value}\n{next},{site},rating,{rating}\n");
        }
    }
    let more = shown(
        "by-site",
        "only = [\"share\", \"against\"]\nrows = \"sites\"",
    ) + "[[analysis]]\nid = \"rated\"\nkind = \"survey-shares\"\nby = \"site\"\ntotal = true\nquestions = [{ item = \"rating\", mean = true }]\n\
           [[analysis]]\nid = \"cross\"\nkind = \"association\"\nfidelity = \"by-site\"\nonly = [\"share\"]\noutcome = \"rated\"\n";
    let found = run(&more, &answers, EVENTS);
    let points = table(&found, "cross", "points");
    assert_eq!(order(points), ["101", "b", "c"]);
    let ids: Vec<&str> = points.columns.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["share", "outcome"]);
    let number = crate::support::described::number;
    let at = |column| ["101", "b", "c"].map(|site| number(points, site, column));
    assert_eq!(at("share"), [0.75, 0.5, 0.25]);
    assert_eq!(at("outcome"), [2.0, 4.0, 5.0]);
    let AnalysisResult::Described(result) = &analysis(&found, "cross").result else {
        panic!("described");
    };
    assert!(result.chart.is_some());
}
