//! Thirteen consecutive weeks of activities, at any workplace and at the same, and activities as an outcome of other kinds: persons drawn by hand.

use crate::support::described::{share, table};
use crate::support::{Workdir, analysis, run_study, time_to_event, weekly_share};
use virkning::findings::{Arm, Findings, Note};

/// A trial from 2016-W01 to W30, its criterion left out.
const TRIAL: &str = r#"
schema = 1
[study]
id = "workplaces"
title = "Workplaces"
languages = ["en"]
data = "synthetic"
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2016-W01..2016-W30" }
enrolment = { path = "enrolment.csv" }
activities = { path = "activities.csv" }
[entry]
enrolment = true
[groups.participant]
where = { column = "arm", equals = "p" }
[groups.comparison]
where = { column = "arm", equals = "k" }
[outcomes.company]
activities = ["praktik", "løntilskud"]
[[analysis]]
id = "runs"
kind = "spell-criterion"
outcome = "company"
"#;

/// Runs the criterion in each reading, the first with the keys of `main`.
pub fn criterion(
    main: &str,
    beside: &[&str],
    weekly: &str,
    enrolment: &str,
    rows: &str,
) -> Findings {
    let folder = Workdir::new();
    folder.file("weekly.csv", &format!("person_id,code,from,to\n{weekly}"));
    folder.file("enrolment.csv", &format!("person_id,date,arm\n{enrolment}"));
    folder.file(
        "activities.csv",
        &format!("person_id,kind,from,to,employer\n{rows}"),
    );
    let study = format!("{TRIAL}{main}\nbeside = [{}]\n", beside.join(", "));
    run_study(&folder.file("study.toml", &study))
}

/// What one person drawn in 2016-W10 (of whom 21 weeks are observed) and nobody else did.
fn of_one(rows: &str) -> Findings {
    criterion(
        "workplace = \"same\"\nobserved_weeks = 20",
        &[
            r#"{ workplace = "any" }"#,
            "{ bridge_weeks = 1 }",
            r#"{ start = "whole-run" }"#,
        ],
        "a,730,2016-W01,2016-W30\nb,730,2016-W01,2016-W30\n",
        "a,2016-03-07,p\nb,2016-03-07,k\n",
        rows,
    )
}

/// True in the readings that the person meets: at the same workplace, at any, with a gap of one week, the whole run counted.
fn met(rows: &str) -> [bool; 4] {
    let found = of_one(rows);
    let table = table(&found, "runs", "criterion");
    ["main", "beside-1", "beside-2", "beside-3"].map(|row| {
        assert_eq!(share(table, row, "comparison"), (0, 1));
        let (met, n) = share(table, row, "participant");
        assert_eq!(n, 1);
        met == 1
    })
}

#[test]
fn thirteen_weeks_are_met_at_one_workplace_of_whatever_kind() {
    assert_eq!(met("a,praktik,2016-W10,2016-W22,x\n"), [true; 4]);
    assert_eq!(met("a,praktik,2016-W10,2016-W21,x\n"), [false; 4]);
    // Two kinds that touch are one run.
    assert_eq!(
        met("a,løntilskud,2016-W16,2016-W22,x\na,praktik,2016-W10,2016-W15,x\n"),
        [true; 4]
    );
    assert_eq!(met("a,mentor,2016-W10,2016-W30,x\n"), [false; 4]);
}

#[test]
fn thirteen_weeks_at_two_workplaces_are_a_run_at_any_and_not_at_the_same() {
    let at_any = [false, true, false, false];
    assert_eq!(
        met("a,praktik,2016-W10,2016-W16,x\na,praktik,2016-W17,2016-W23,y\n"),
        at_any
    );
    // Two at once: nine weeks each, thirteen together.
    assert_eq!(
        met("a,praktik,2016-W10,2016-W18,x\na,praktik,2016-W14,2016-W22,y\n"),
        at_any
    );
    // A short one inside a long one ends nothing.
    assert_eq!(
        met(
            "a,praktik,2016-W10,2016-W22,x\na,praktik,2016-W12,2016-W13,x\na,praktik,2016-W12,2016-W12,y\n"
        ),
        [true; 4]
    );
}

#[test]
fn a_week_without_breaks_the_run_unless_it_is_allowed() {
    let gap = "a,praktik,2016-W10,2016-W16,x\na,praktik,2016-W18,2016-W23,x\n";
    assert_eq!(met(gap), [false, false, true, false]);
    // The week between is spent at another workplace.
    let elsewhere = format!("{gap}a,praktik,2016-W17,2016-W17,y\n");
    assert_eq!(met(&elsewhere), [false, true, true, false]);
}

#[test]
fn a_run_begun_before_entry_counts_from_the_entry_week_or_whole() {
    assert_eq!(
        met("a,praktik,2016-W05,2016-W18,x\n"),
        [false, false, false, true]
    );
    assert_eq!(met("a,praktik,2015-W40,2016-W22,x\n"), [true; 4]);
}

#[test]
fn a_day_fills_a_week_and_an_open_end_goes_on_to_the_last_week() {
    // Sunday of week 10 to Monday of week 22.
    assert_eq!(met("a,praktik,2016-03-13,2016-05-30,x\n"), [true; 4]);
    assert_eq!(met("a,praktik,2016-03-14,2016-05-30,x\n"), [false; 4]);
    // Week 18 to week 30.
    assert_eq!(met("a,praktik,2016-W18,,x\n"), [true; 4]);
    assert_eq!(met("a,praktik,2016-W19,,x\n"), [false; 4]);
}

#[test]
fn activities_without_an_employer_are_a_run_at_any_workplace_only_and_are_told() {
    let rows = "a,praktik,2016-W10,2016-W20,\na,praktik,2016-W21,2016-W22,\n";
    assert_eq!(met(rows), [false, true, false, false]);
    let found = of_one(&format!("{rows}a,mentor,2016-W10,2016-W20,\n"));
    let notes = &analysis(&found, "runs").notes;
    assert_eq!(fact(notes, "activities-without-employer", "rows"), "2");
}

/// A fact of a note; empty without the note.
fn fact<'a>(notes: &'a [Note], code: &str, name: &str) -> &'a str {
    let note = notes.iter().find(|n| n.code == code);
    note.map_or("", |n| n.facts[name].as_str())
}

const KINDS: &str = r#"
schema = 1
[study]
id = "kinds"
title = "Kinds"
languages = ["en"]
data = "synthetic"
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2016-W01..2016-W13" }
persons = { path = "persons.csv" }
enrolment = { path = "enrolment.csv" }
activities = { path = "activities.csv" }
[entry]
all = true
[groups.participant]
municipalities = [101]
[groups.comparison]
municipalities = "rest"
[outcomes.company]
activities = ["praktik", "læretid"]
[outcomes.flexi]
class = "fleksjob"
[outcomes.contact]
any = ["company", "flexi"]
[[analysis]]
id = "share"
kind = "weekly-share"
outcome = "company"
contrast = "none"
[[analysis]]
id = "union"
kind = "weekly-share"
outcome = "contact"
contrast = "none"
[[analysis]]
id = "flexi"
kind = "weekly-share"
outcome = "flexi"
contrast = "none"
[[analysis]]
id = "time"
kind = "time-to-event"
outcome = "company"
contrast = "none"
[[analysis]]
id = "ever"
kind = "status-at"
outcomes = ["company"]
ever = true
[[analysis]]
id = "criterion"
kind = "success-criterion"
outcome = "company"
window = "2016-02..2016-02"
"#;

/// a: weeks 3 to 6, twice in week 4. b: a flexi-job in week 5. c: from week 12 on. z is a stranger.
fn kinds() -> Findings {
    let folder = Workdir::new();
    folder.file(
        "weekly.csv",
        "person_id,code,from,to\nb,771,2016-W05,2016-W05\na,,,\nc,,,\n",
    );
    let background = "mand,1970-01-01,gift,dansk";
    let persons = [("a", 101), ("b", 101), ("c", 147)];
    let persons = persons.map(|(key, site)| format!("{key},{background},{site}\n"));
    let head = "person_id,sex,birth_date,civil_status,origin,municipality\n";
    folder.file("persons.csv", &format!("{head}{}", persons.concat()));
    folder.file(
        "enrolment.csv",
        "person_id,date,group\na,2016-01-04,1\nb,2016-01-04,1\nc,2016-01-04,1\n",
    );
    folder.file(
        "activities.csv",
        "person_id,kind,from,to\n\
         a,praktik,2016-W04,2016-W06\n\
         a,praktik,2016-W03,2016-W04\n\
         a,praktik,2015-W03,2015-W04\n\
         b,mentor,2016-W01,2016-W13\n\
         c,praktik,2016-W12,\n\
         z,praktik,2016-W01,\n\
         z,praktik,2016-W02,2016-W03\n",
    );
    run_study(&folder.file("study.toml", KINDS))
}

/// The weeks, counted from 1, in which somebody of the arm has the outcome, and how many.
fn weeks_with(found: &Findings, id: &str, arm: Arm) -> Vec<(usize, u64)> {
    let series = weekly_share(found, id).series.iter();
    let shares = series
        .filter(|s| s.group.arm == arm)
        .flat_map(|s| &s.shares);
    let counts = shares.map(|s| s.numerator.expect("a count")).enumerate();
    counts
        .filter(|(_, n)| *n > 0)
        .map(|(week, n)| (week + 1, n))
        .collect()
}

#[test]
fn activities_are_an_outcome_of_every_kind_that_counts_weeks() {
    let found = kinds();
    let (first, second) = (Arm::Participant, Arm::Comparison);
    let of_a = [(3, 1), (4, 1), (5, 1), (6, 1)];
    assert_eq!(weeks_with(&found, "share", first), of_a);
    assert_eq!(weeks_with(&found, "share", second), [(12, 1), (13, 1)]);
    let with_b = [(3, 1), (4, 1), (5, 2), (6, 1)];
    assert_eq!(weeks_with(&found, "union", first), with_b);
    let curves = &time_to_event(&found, "time").curves;
    let times: Vec<_> = curves
        .iter()
        .map(|c| (c.time.clone(), c.n_event.clone()))
        .collect();
    assert_eq!(
        times,
        [
            (vec![2.0, 12.0], vec![Some(1), Some(0)]),
            (vec![11.0], vec![Some(1)]),
        ]
    );
    assert_eq!(
        share(table(&found, "ever", "status"), "ever", "company"),
        (1, 2)
    );
    let sites = table(&found, "criterion", "sites");
    assert_eq!(share(sites, "101", "share"), (1, 2));
    assert_eq!(share(sites, "147", "share"), (0, 1));
}

#[test]
fn what_is_filled_in_or_left_out_is_told_where_activities_are_counted_and_only_there() {
    let found = kinds();
    for id in ["share", "union", "time", "ever", "criterion"] {
        let notes = &analysis(&found, id).notes;
        assert_eq!(fact(notes, "activities-open", "rows"), "1", "{id}");
        assert_eq!(fact(notes, "activities-outside", "rows"), "1", "{id}");
        assert_eq!(fact(notes, "activities-of-others", "persons"), "1", "{id}");
        assert_eq!(
            fact(notes, "activities-not-met", "kinds"),
            "læretid",
            "{id}"
        );
    }
    let notes = &analysis(&found, "flexi").notes;
    assert!(
        notes.iter().all(|n| !n.code.starts_with("activities")),
        "{notes:?}"
    );
}
