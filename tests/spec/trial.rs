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
