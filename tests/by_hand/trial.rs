//! Eight persons of a lottery, counted on paper: draws on 1 and 11 January 2020, events known until 1 March 2020.

use crate::support::{Workdir, analysis, run_study, time_to_event};
use virkning::findings::{
    AnalysisResult, Cell, Described, Estimated, Findings, Note, Row, Share, Unit,
};

const ENROLMENT: &str = "\
person_id,date,arm,assigned_arm,age
a,2020-01-01,T,T,40
b,2020-01-01,T,C,50
c,2020-01-01,C,C,35
d,2020-01-01,C,T,
e,2020-01-11,T,T,61
f,2020-01-11,C,C,29
g,2020-01-11,T,T,45
h,2020-01-11,,,33
";

// b is done before the draw, and out on day 10; d and e leave and are looked up, f is not; g is done after the end.
const EVENTS: &str = "\
person_id,date,kind,value
a,2020-01-05,done,
b,2019-12-01,done,
b,2020-01-11,out,
c,2020-01-01,done,
d,2020-01-21,left,
d,2020-02-10,seen,job
e,2020-01-31,left,
e,2020-02-10,seen,none
f,2020-01-12,left,
g,2020-03-05,done,
";

const STUDY: &str = r#"
schema = 1
[study]
id = "small"
title = "small"
data = "synthetic"
[register]
enrolment = { path = "enrolment.csv" }
events = { path = "events.csv" }
events_until = "2020-03-01"
[groups.participant]
where = { column = "arm", equals = "T" }
[groups.comparison]
where = { column = "arm", equals = "C" }
[outcomes.done]
events = ["done"]
censored_by = ["out"]
looked_up = { after = "left", status = "seen", values = ["job"] }
[[analysis]]
id = "draw"
kind = "allocation"
[[analysis]]
id = "done"
kind = "outcome-table"
outcome = "done"
[[analysis]]
id = "age"
kind = "outcome-table"
column = "age"
mean = true
category = [{ id = "young", from = 30, to = 44 }, { id = "old", from = 45 }]
[[analysis]]
id = "left"
kind = "outcome-table"
events = ["left", "seen=none"]
category = [{ id = "never", to = 0 }, { id = "once", from = 1, to = 1 }, { id = "more", from = 2 }]
[[analysis]]
id = "time"
kind = "time-to-event"
outcome = "done"
contrast = "difference"
ties = "breslow"
at = [10]
"#;

fn run(enrolment: &str, events: &str, study: &str) -> Findings {
    let folder = Workdir::new();
    folder.file("enrolment.csv", enrolment);
    folder.file("events.csv", events);
    run_study(&folder.file("study.toml", study))
}

fn described<'a>(found: &'a Findings, id: &str) -> &'a Described {
    match &analysis(found, id).result {
        AnalysisResult::Described(result) => result,
        other => panic!("{id}: {other:?}"),
    }
}

fn row<'a>(found: &'a Findings, id: &str, table: &str, row: &str) -> &'a Row {
    let tables = &described(found, id).tables;
    let table = tables.iter().find(|t| t.id == table).expect("the table");
    table.rows.iter().find(|r| r.id == row).expect("the row")
}

fn counts(row: &Row) -> Vec<u64> {
    let count = |cell: &Cell| match cell {
        Cell::Count(n) => *n,
        _ => None,
    };
    row.cells.iter().filter_map(count).collect()
}

fn note<'a>(notes: &'a [Note], code: &str) -> Option<&'a Note> {
    notes.iter().find(|n| n.code == code)
}

fn persons(notes: &[Note], code: &str) -> Option<String> {
    note(notes, code).map(|n| n.facts["persons"].clone())
}

#[test]
fn times_are_days_from_the_draw_to_the_first_event_or_what_ends_the_time_at_risk() {
    let found = run(ENROLMENT, EVENTS, STUDY);
    let result = time_to_event(&found, "time");
    // Participants: a has the event on day 4; b is out on day 10, e censored when looked up on day 30, g on the last day, 50.
    let [first, second] = &result.curves[..] else {
        panic!("two curves");
    };
    assert_eq!(first.time, [4.0, 10.0, 30.0, 50.0]);
    assert_eq!(first.n_event, [1, 0, 0, 0].map(Some));
    assert_eq!(first.survival, [0.75, 0.75, 0.75, 0.75]);
    // Control: c on day 0, f was never looked up and is censored on leaving, day 1; d half way from day 20 to day 40.
    assert_eq!(second.time, [0.0, 1.0, 30.0]);
    assert_eq!(second.n_event, [1, 0, 1].map(Some));
    assert!((second.survival[0] - 2.0 / 3.0).abs() < 1e-15);
    assert_eq!(second.survival[2], 0.0);
    let notes = &analysis(&found, "time").notes;
    assert_eq!(persons(notes, "event-imputed").as_deref(), Some("1"));
    assert_eq!(persons(notes, "events-before-draw").as_deref(), Some("1"));
    assert_eq!(note(notes, "clock-not-started"), None);
}

#[test]
fn half_a_day_counts_up_and_the_other_ends_can_be_chosen() {
    let end = |at: &str| {
        let seen = format!("values = [\"job\"], at = \"{at}\"");
        let found = run(
            ENROLMENT,
            EVENTS,
            &STUDY.replace("values = [\"job\"]", &seen),
        );
        time_to_event(&found, "time").curves[1].time.clone()
    };
    assert_eq!(end("leaving"), [0.0, 1.0, 20.0]);
    assert_eq!(end("looked-up"), [0.0, 1.0, 40.0]);
    // Nineteen days between: nine and a half are ten.
    let later = EVENTS.replace("d,2020-01-21,left", "d,2020-01-22,left");
    let found = run(ENROLMENT, &later, STUDY);
    assert_eq!(
        time_to_event(&found, "time").curves[1].time,
        [0.0, 1.0, 31.0]
    );
}

#[test]
fn an_event_on_the_day_of_what_ends_the_time_comes_first() {
    let events = EVENTS.replace("b,2020-01-11,out", "b,2020-01-11,out,\nb,2020-01-11,done");
    let found = run(ENROLMENT, &events, STUDY);
    let first = &time_to_event(&found, "time").curves[0];
    assert_eq!(first.n_event, [1, 1, 0, 0].map(Some));
}

#[test]
fn a_table_counts_who_has_had_the_event_and_tests_it() {
    let found = run(ENROLMENT, EVENTS, STUDY);
    assert_eq!(counts(row(&found, "done", "counts", "yes")), [1, 2, 3]);
    assert_eq!(counts(row(&found, "done", "counts", "no")), [3, 1, 4]);
    let percent = &row(&found, "done", "counts", "yes.percent").cells[1];
    assert!(matches!(percent, Cell::Share { share, .. } if *share == Share::of(2, 3)));
    // b and d are told apart by the arm drawn: C has b and c and f, T has a, d, e and g.
    assert_eq!(
        counts(row(&found, "done", "counts.assigned_arm", "yes")),
        [2, 1, 3]
    );
    assert_eq!(
        counts(row(&found, "done", "counts.assigned_arm", "total")),
        [4, 3, 7]
    );
    // (1*1 - 3*2)^2 * 7 / (4 * 3 * 3 * 4) = 175/144.
    let pearson = &row(&found, "done", "tests", "pearson").cells[0];
    let Cell::Number {
        value: Estimated::Made(statistic),
        unit: Unit::Statistic,
        ..
    } = pearson
    else {
        panic!("{pearson:?}");
    };
    assert!((statistic - 175.0 / 144.0).abs() < 1e-12);
}

#[test]
fn persons_in_no_category_are_shown_and_stand_outside_the_percentages() {
    let found = run(ENROLMENT, EVENTS, STUDY);
    assert_eq!(counts(row(&found, "age", "counts", "young")), [1, 1, 2]);
    assert_eq!(counts(row(&found, "age", "counts", "old")), [3, 0, 3]);
    assert_eq!(counts(row(&found, "age", "counts", "total")), [4, 1, 5]);
    // f is 29, and the age of d is not known.
    assert_eq!(counts(row(&found, "age", "counts", "missing")), [0, 2, 2]);
    let mean = &row(&found, "age", "mean", "mean").cells;
    let value = |at: usize| match &mean[at] {
        Cell::Number { value, n, .. } => (value.made().copied(), *n),
        other => panic!("{other:?}"),
    };
    assert_eq!(value(0), (Some(49.0), Some(4)));
    assert_eq!(value(1), (Some(32.0), Some(2)));
    let notes = &analysis(&found, "age").notes;
    assert_eq!(persons(notes, "in-no-category").as_deref(), Some("2"));
}

#[test]
fn events_are_counted_from_the_draw_to_the_last_day() {
    let found = run(ENROLMENT, EVENTS, STUDY);
    assert_eq!(counts(row(&found, "left", "counts", "never")), [3, 1, 4]);
    assert_eq!(counts(row(&found, "left", "counts", "once")), [0, 2, 2]);
    // e left and was seen without a job: two events.
    assert_eq!(counts(row(&found, "left", "counts", "more")), [1, 0, 1]);
}

#[test]
fn the_flow_accounts_for_everyone_or_says_that_it_does_not() {
    let found = run(ENROLMENT, EVENTS, STUDY);
    let flow = |id| counts(row(&found, "draw", "flow", id))[0];
    assert_eq!(
        (flow("drawn"), flow("excluded"), flow("allocated")),
        (8, 0, 7)
    );
    assert_eq!((flow("participant"), flow("comparison")), (4, 3));
    assert_eq!((flow("unaccounted"), flow("swapped")), (1, 2));
    assert_eq!(
        counts(row(&found, "draw", "by-date", "2020-01-01"))[..3],
        [2, 2, 4]
    );
    assert_eq!(
        counts(row(&found, "draw", "by-date", "2020-01-11"))[..3],
        [2, 1, 3]
    );
    let young = STUDY.replace(
        "[groups.participant]",
        "[entry]\nall = true\nmin_age = 30\n[groups.participant]",
    );
    let found = run(ENROLMENT, EVENTS, &young);
    let flow = |id| counts(row(&found, "draw", "flow", id))[0];
    assert_eq!((flow("excluded.min_age"), flow("comparison")), (1, 2));
    assert_eq!(flow("unaccounted"), 1);
}

#[test]
fn an_arm_of_one_person_or_without_an_event_is_named() {
    let one = ENROLMENT
        .replace("c,2020-01-01,C", "c,2020-01-01,")
        .replace("f,2020-01-11,C", "f,2020-01-11,");
    let found = run(&one, EVENTS, STUDY);
    assert!(note(&analysis(&found, "done").notes, "arm-of-one").is_some());
    let model = &time_to_event(&found, "time").models[0];
    let Estimated::Not(reason) = model else {
        panic!("{model:?}");
    };
    assert_eq!(
        (reason.code.as_str(), reason.facts["group"].as_str()),
        ("arm-of-one", "comparison")
    );
    let none = EVENTS.replace("a,2020-01-05,done", "a,2020-01-05,other");
    let found = run(ENROLMENT, &none, STUDY);
    let Estimated::Not(reason) = &time_to_event(&found, "time").models[0] else {
        panic!("no event among the participants");
    };
    assert_eq!(
        (reason.code.as_str(), reason.facts["group"].as_str()),
        ("no-events", "participant")
    );
}

#[test]
fn an_event_that_the_data_have_not_is_named() {
    let found = run(
        ENROLMENT,
        EVENTS,
        &STUDY.replace("events = [\"done\"]", "events = [\"done\", \"dnoe\"]"),
    );
    let notes = &analysis(&found, "time").notes;
    let told = note(notes, "events-not-met").map(|n| n.facts["events"].as_str());
    assert_eq!(told, Some("dnoe"));
}

#[test]
fn a_register_tells_no_small_number_that_the_totals_would_give_back() {
    // Twelve in each arm; 2 and 6 are done. The two who are not told could be found from the ten others and the total.
    let mut enrolment = "person_id,date,arm\n".to_string();
    let mut events = "person_id,date,kind\n".to_string();
    for (arm, done) in [("T", 2), ("C", 6)] {
        for n in 0..12 {
            enrolment.push_str(&format!("{arm}{n},2020-01-01,{arm}\n"));
            if n < done {
                events.push_str(&format!("{arm}{n},2020-01-1{n},done\n"));
            }
        }
    }
    let study = STUDY.replace("\"synthetic\"", "\"register\"");
    let study = &study[..study
        .find("[[analysis]]\nid = \"age\"")
        .expect("the analysis")];
    let study = study.replace("looked_up", "# looked_up");
    let found = virkning::disclosure::release(run(&enrolment, &events, &study)).findings;
    let told = serde_json::to_value(&*found).expect("JSON");
    let analyses = told["analyses"].as_array().expect("a list");
    let table =
        |analysis: usize, table: usize| &analyses[analysis]["result"]["described"]["tables"][table];
    for row in 0..4 {
        let cells = table(1, 0)["rows"][row]["cells"].as_array().expect("cells");
        let text = serde_json::to_string(cells).expect("JSON");
        assert!(!text.chars().any(|c| c.is_ascii_digit()), "{text}");
    }
    let total = serde_json::to_string(&table(1, 0)["rows"][4]["cells"]).expect("JSON");
    assert!(total.contains("12") && total.contains("24"), "{total}");
    let tests = serde_json::to_string(&table(1, 1)["rows"]).expect("JSON");
    assert!(
        tests.contains("suppressed") && !tests.contains("made"),
        "{tests}"
    );
    let finding =
        serde_json::to_string(&analyses[1]["result"]["described"]["finding"]).expect("JSON");
    assert!(!finding.chars().any(|c| c.is_ascii_digit()), "{finding}");
}
