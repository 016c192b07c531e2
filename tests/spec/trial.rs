//! What a trial's tables must keep: each fault with its row and column, and never a person.

use crate::support::{Workdir, load_faults};
use virkning::study;

const ENROLMENT: &str = "\
person_id,date,arm
ann,2020-01-01,T
bob,2020-01-01,C
";
const EVENTS: &str = "\
person_id,date,kind,value
ann,2020-01-05,done,
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
[groups.participant]
where = { column = "arm", equals = "T" }
[groups.comparison]
where = { column = "arm", equals = "C" }
[outcomes.done]
events = ["done"]
[[analysis]]
id = "done"
kind = "outcome-table"
outcome = "done"
"#;

/// What loading tells.
fn told(enrolment: &str, events: &str) -> String {
    let folder = Workdir::new();
    folder.file("enrolment.csv", enrolment);
    folder.file("events.csv", events);
    let text = load_faults(&folder.file("study.toml", STUDY));
    assert!(!text.contains("ann") && !text.contains("bob"), "{text}");
    text
}

#[track_caller]
fn holds(text: &str, part: &str) {
    assert!(text.contains(part), "{text}");
}

#[test]
fn a_sound_trial_has_no_fault() {
    assert_eq!(told(ENROLMENT, EVENTS), "");
}

#[test]
fn a_person_with_two_rows_and_a_blank_key_are_told_by_row() {
    let twice = format!("{ENROLMENT}ann,2020-01-02,C\n");
    holds(
        &told(&twice, EVENTS),
        "`enrolment.csv`, line 4, column `person_id`: the person has an earlier row",
    );
    let blank = format!("{ENROLMENT},2020-01-02,C\n");
    holds(
        &told(&blank, EVENTS),
        "line 4, column `person_id`: the key is blank",
    );
}

#[test]
fn a_draw_needs_a_date() {
    let blank = ENROLMENT.replace("bob,2020-01-01", "bob,");
    holds(
        &told(&blank, EVENTS),
        "line 3, column `date`: the date of the draw is blank",
    );
    let wrong = ENROLMENT.replace("bob,2020-01-01", "bob,2020-13-01");
    holds(
        &told(&wrong, EVENTS),
        "line 3, column `date`: the cell is no date",
    );
}

#[test]
fn an_arm_is_one_of_the_study_or_blank_and_no_arm_is_empty() {
    let other = format!("{ENROLMENT}eve,2020-01-02,X\nzoe,2020-01-02,\n");
    let text = told(&other, EVENTS);
    holds(
        &text,
        "line 4, column `arm`: the cell is no arm of the study",
    );
    assert!(!text.contains("line 5"), "{text}");
    let empty = ENROLMENT.replace(",C", ",T");
    holds(
        &told(&empty, EVENTS),
        "`enrolment.csv`, column `arm`: nobody is in the arm `comparison`",
    );
}

#[test]
fn an_event_has_a_person_of_the_enrolment_a_kind_and_a_date() {
    let events = format!("{EVENTS}eve,2020-01-05,done,\nbob,2020-01-05,,\nbob,soon,done,\n");
    let text = told(ENROLMENT, &events);
    holds(
        &text,
        "`events.csv`, line 3, column `person_id`: the person is not in the enrolment",
    );
    holds(
        &text,
        "line 4, column `kind`: the kind of the event is blank",
    );
    holds(&text, "line 5, column `date`: the cell is no date");
}

#[test]
fn keys_like_cpr_numbers_stop_the_run() {
    let keys = ENROLMENT
        .replace("ann", "0101801234")
        .replace("bob", "020280-1234");
    let events = EVENTS.replace("ann", "0101801234");
    holds(
        &told(&keys, &events),
        "most person keys look like CPR numbers",
    );
}

#[test]
fn a_column_of_arms_that_the_data_lack_is_a_fault_and_no_empty_result() {
    let other = ENROLMENT.replace(",arm", ",group");
    holds(
        &told(&other, EVENTS),
        "`enrolment.csv`: the column `arm` is missing; the file has `person_id`, `date`, `group`",
    );
}

#[test]
fn the_arms_drawn_are_arms_too() {
    let drawn = "person_id,date,arm,assigned_arm\nann,2020-01-01,T,T\nbob,2020-01-01,C,K\n";
    holds(
        &told(drawn, EVENTS),
        "line 3, column `assigned_arm`: the cell is no arm of the study; arms: `T`, `C`",
    );
}

#[test]
fn nobody_is_drawn_before_being_born() {
    let born =
        "person_id,date,arm,birth_date\nann,2020-01-01,T,1980-01-01\nbob,2020-01-01,C,2020-02-01\n";
    holds(
        &told(born, EVENTS),
        "line 3, column `date`: the person is born after the draw",
    );
}

#[test]
fn faults_of_every_table_are_told_in_one_pass() {
    let enrolment = ENROLMENT.replace("bob,2020-01-01,C", "bob,soon,X");
    let events = EVENTS.replace("2020-01-05", "later");
    let text = told(&enrolment, &events);
    for part in [
        "`enrolment.csv`, line 3, column `date`",
        "`enrolment.csv`, line 3, column `arm`",
        "`enrolment.csv`, column `arm`: nobody is in the arm `comparison`",
        "`events.csv`, line 2, column `date`: the cell is no date",
    ] {
        holds(&text, part);
    }
}

/// The notes of a trial's analysis.
fn notes(study: &str, enrolment: &str, events: &str) -> Vec<(String, String)> {
    let folder = Workdir::new();
    folder.file("enrolment.csv", enrolment);
    folder.file("events.csv", events);
    let found = crate::support::run_study(&folder.file("study.toml", study));
    let notes = found.analyses[0].notes.iter();
    let fact = |n: &virkning::findings::Note| n.facts.values().next().cloned().unwrap_or_default();
    notes.map(|n| (n.code.clone(), fact(n))).collect()
}

#[test]
fn events_that_do_not_count_are_noted_in_tables_as_in_times() {
    let study = STUDY
        .replace("events = [\"done\"]", "events = [\"done=well\"]")
        .replace(
            "[groups.participant]",
            "events_until = \"2020-06-30\"\n[groups.participant]",
        );
    let events = "person_id,date,kind,value\nann,2019-12-01,done,well\nann,2020-08-01,done,well\nbob,2020-02-01,done,wel\nbob,2020-03-01,done,well\n";
    let found = notes(&study, ENROLMENT, events);
    for (code, fact) in [
        ("events-before-draw", "1"),
        ("events-after-end", "1"),
        ("events-of-other-values", "done"),
    ] {
        assert!(
            found.contains(&(code.to_string(), fact.to_string())),
            "{code}: {found:?}"
        );
    }
}

#[test]
fn who_is_drawn_after_the_last_day_of_the_events_is_in_no_category() {
    let study = STUDY
        .replace("outcome = \"done\"", "events = [\"done\"]\ncategory = [{ id = \"none\", to = 0 }, { id = \"some\", from = 1 }]")
        .replace("[groups.participant]", "events_until = \"2020-06-30\"\n[groups.participant]");
    let late = format!("{ENROLMENT}eve,2020-07-01,C\n");
    let found = notes(&study, &late, EVENTS);
    assert!(
        found.contains(&("in-no-category".to_string(), "1".to_string())),
        "{found:?}"
    );
    let before = STUDY.replace(
        "[groups.participant]",
        "events_until = \"2019-06-30\"\n[groups.participant]",
    );
    let folder = Workdir::new();
    folder.file("enrolment.csv", ENROLMENT);
    folder.file("events.csv", EVENTS);
    let faults = load_faults(&folder.file("study.toml", &before));
    holds(&faults, "nobody is drawn on or before 2019-06-30");
}

/// The faults of a study file.
fn faults(change: (&str, &str)) -> String {
    assert!(STUDY.contains(change.0), "{}", change.0);
    let folder = Workdir::new();
    let path = folder.file("study.toml", &STUDY.replace(change.0, change.1));
    let faults = study::read(&path).expect_err("a fault");
    study::render(&faults, &path)
}

#[test]
fn what_a_study_cannot_mean_is_told_with_its_line() {
    let cases = [
        (
            ("events = [\"done\"]", "events = [\"=done\"]"),
            "`=done` names no event",
        ),
        (
            (
                "events = [\"done\"]",
                "events = [\"done\"]\ncensored_by = [\"done\"]",
            ),
            "this event is named for two things at once",
        ),
        (
            ("events = [\"done\"]", "events = []"),
            "`events` names no event",
        ),
        (
            (
                "events = { path = \"events.csv\" }",
                "meetings = { path = \"events.csv\" }",
            ),
            "an outcome of events needs `register.events`",
        ),
        (
            (
                "[groups.participant]",
                "events_until = \"soon\"\n[groups.participant]",
            ),
            "`soon` is no date",
        ),
        (
            ("outcome = \"done\"", "outcome = \"done\"\ncolumn = \"arm\""),
            "a table is of one thing only",
        ),
        (
            ("outcome = \"done\"", "test = true"),
            "the table does not say what it counts",
        ),
        (
            (
                "outcome = \"done\"",
                "column = \"arm\"\ncategory = [{ id = \"x\" }]",
            ),
            "the category `x` does not say in one way whom it holds",
        ),
        (
            (
                "outcome = \"done\"",
                "events = [\"done\"]\ncategory = [{ id = \"x\", values = \"1\" }]",
            ),
            "the category `x` does not fit what the table is of",
        ),
        (
            (
                "kind = \"outcome-table\"\noutcome = \"done\"",
                "kind = \"power\"\ncomparison = 0.1\nparticipant = [0.1]\nn = [1]",
            ),
            "the two shares are equal",
        ),
        (
            (
                "outcome = \"done\"",
                "column = \"age\"\ncategory = [{ id = \"x\", from = 30, to = 29 }]",
            ),
            "the category `x` ends before it begins",
        ),
        (
            (
                "outcome = \"done\"",
                "column = \"age\"\ncategory = [{ id = \"x\", from = 30, to = 40 }, { id = \"y\", from = 40 }]",
            ),
            "the categories `x` and `y` share numbers",
        ),
        (
            (
                "kind = \"outcome-table\"",
                "kind = \"time-to-event\"\ncensor_at = \"window\"",
            ),
            "what ends the time at risk is told by the outcome",
        ),
    ];
    for (change, message) in cases {
        let text = faults(change);
        assert!(text.contains(message), "{message}: {text}");
    }
}
