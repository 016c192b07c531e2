//! A criterion worked out by hand: thirteen persons in three municipalities, judged over June to August 2019 (weeks 23 to 35).

use crate::support::described::{cell, count, described, number, share, table};
use crate::support::{Workdir, analysis, run_study};
use virkning::cli::load;
use virkning::findings::{AnalysisResult, Cell, Estimated, Findings, Light, MarkAxis, Reason};
use virkning::study;

const STUDY: &str = r#"
schema = 1
[study]
id = "criterion"
title = "Criterion"
languages = ["en"]
data = "synthetic"
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2019-W01..2019-W39" }
hours = { path = "hours.csv", months = "2019-01..2019-09" }
persons = { path = "persons.csv" }
enrolment = { path = "enrolment.csv" }
[entry]
all = true
window = "2019-W01..2019-W35"
[outcomes.placement]
subclass = "praktik"
[outcomes.flexi]
class = "fleksjob"
[outcomes.hours]
hours_above = 0
[outcomes.employment]
state = "employment"
[outcomes.contact]
any = ["placement", "flexi", "hours", "employment"]
[[analysis]]
id = "criterion"
kind = "success-criterion"
outcome = "contact"
beside = ["hours"]
[[analysis]]
id = "half"
kind = "success-criterion"
outcome = "contact"
group = "1"
window = "2019-06..2019-08"
percent = 50
reading = "weekly-mean"
[[analysis]]
id = "ever"
kind = "status-at"
group = 1
outcomes = ["contact", "employment"]
ever = true
at = [0]
on = ["2019-W23"]
[[analysis]]
id = "ever-at-end"
kind = "status-at"
group = 1
outcomes = ["contact"]
ever = true
among = "in-spell"
[[analysis]]
id = "referral"
kind = "stock"
source = "enrolment"
categories = [{ id = "first", group = "1" }, { id = "second", group = "2" }]
"#;

/// In 101: one week of placement; placement in May only; a flexi-job all through; moved to group 2 on 1 June; referred on 2 June; dead before June; dead in July.
const WEEKLY: &str = "\
person_id,code,from,to
p1,730,2019-W01,2019-W22
p1,737,2019-W23,2019-W23
p1,730,2019-W24,2019-W39
p2,737,2019-W22,2019-W22
p2,730,2019-W23,2019-W39
p3,771,2019-W20,2019-W39
p4,737,2019-W25,2019-W25
p5,737,2019-W25,2019-W25
p6,999,2019-W22,2019-W39
p7,730,2019-W01,2019-W28
p7,999,2019-W29,2019-W39
q1,730,2019-W01,2019-W39
q2,,,
q3,730,2019-W01,2019-W39
q4,730,2019-W01,2019-W39
q5,730,2019-W01,2019-W39
r1,730,2019-W01,2019-W39
";

/// q1 has ordinary hours beside the benefit; q2 supported hours without benefit.
const HOURS: &str = "\
person_id,month,hours,support_code
q1,2019-07,12,0
q2,2019-08,40,4
";

const ENROLMENT: &str = "\
person_id,date,group
p1,2019-01-10,1
p2,2019-01-10,1
p3,2019-06-01,1
p4,2019-01-10,1
p4,2019-06-01,2
p5,2019-06-02,1
p6,2019-01-10,1
p7,2019-01-10,1
q1,2019-01-10,1
q2,2019-01-10,1
q3,2019-01-10,1
q4,2019-01-10,1
q5,2019-01-10,1
r1,2019-01-10,2
elsewhere,2019-01-10,1
";

fn folder(enrolment: &str) -> Workdir {
    let folder = Workdir::new();
    folder.file("weekly.csv", WEEKLY);
    folder.file("hours.csv", HOURS);
    folder.file("enrolment.csv", enrolment);
    let ids = [
        "p1", "p2", "p3", "p4", "p5", "p6", "p7", "q1", "q2", "q3", "q4", "q5", "r1",
    ];
    let site = |id: &str| match id.as_bytes()[0] {
        b'p' => 101,
        b'q' => 147,
        _ => 151,
    };
    let rows = ids.map(|id| format!("{id},mand,1970-01-01,gift,dansk,{}\n", site(id)));
    let head = "person_id,sex,birth_date,civil_status,origin,municipality\n";
    folder.file("persons.csv", &format!("{head}{}", rows.concat()));
    folder.file("study.toml", STUDY);
    folder
}

fn found() -> Findings {
    run_study(&folder(ENROLMENT).path().join("study.toml"))
}

/// On 1 June group 1 of 101 is p1, p2, p3 and p7; of 147 it is q1 to q5, of whom q1 and q2 are touched: exactly 40 percent.
#[test]
fn touched_counts_those_in_the_group_on_the_first_day() {
    let found = found();
    let sites = table(&found, "criterion", "sites");
    assert_eq!(share(sites, "101", "share"), (2, 4));
    assert_eq!(share(sites, "147", "share"), (2, 5));
    let Cell::Share { light, .. } = cell(sites, "147", "share") else {
        panic!("no share");
    };
    assert_eq!(*light, Some(Light::Green));
    assert_eq!(sites.rows[0].id, "101");
    assert_eq!(
        share(
            table(&found, "criterion", "criterion"),
            "contact",
            "touched"
        ),
        (2, 2)
    );
    let notes = &analysis(&found, "criterion").notes;
    assert!(
        notes
            .iter()
            .any(|n| n.code == "criterion-sites-without" && n.facts["sites"] == "1")
    );
    assert!(
        notes
            .iter()
            .any(|n| n.code == "referral-not-in-register" && n.facts["persons"] == "1")
    );
}

/// Weeks with contact of weeks followed: in 101 1 + 0 + 13 + 0 of 13 + 13 + 13 + 6, in 147 four weeks of July and five of August of 65.
#[test]
fn the_weekly_mean_and_the_unbroken_reading_stand_beside() {
    let found = found();
    let half = table(&found, "half", "sites");
    assert_eq!(number(half, "101", "share"), 14.0 / 45.0);
    assert_eq!(number(half, "147", "share"), 9.0 / 65.0);
    let judged = table(&found, "half", "criterion");
    assert_eq!(share(judged, "contact", "touched"), (1, 2));
    assert_eq!(share(judged, "contact", "weekly-mean"), (0, 2));
    let all = table(&found, "criterion", "all");
    assert_eq!(share(all, "contact", "unbroken"), (1, 9));
    assert_eq!(share(all, "contact", "touched"), (4, 9));
    assert_eq!(share(all, "hours", "touched"), (1, 9));
}

/// The window ending in May: on 1 March p3 and p5 are not yet in, p4 still is, p6 is alive; p2's week 22 and p3's weeks 20 to 22 lie in it.
#[test]
fn the_rolling_series_moves_the_window_month_by_month() {
    let found = found();
    let rolling = table(&found, "criterion", "rolling");
    let ends: Vec<&str> = rolling.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(
        ends,
        [
            "2019-03", "2019-04", "2019-05", "2019-06", "2019-07", "2019-08"
        ]
    );
    assert_eq!(count(rolling, "2019-05", "persons"), 10);
    assert_eq!(share(rolling, "2019-05", "share"), (1, 10));
    assert_eq!(number(rolling, "2019-05", "met"), 0.0);
    assert_eq!(share(rolling, "2019-08", "share"), (4, 9));
}

/// Everyone ever referred to group 1 is counted, from the week of the referral: the twelve of 101 and 147.
#[test]
fn ever_shares_count_everyone_ever_in_the_group() {
    let found = found();
    let ever = table(&found, "ever", "status");
    assert_eq!(share(ever, "ever", "contact"), (7, 12));
    assert_eq!(share(ever, "ever", "employment"), (1, 12));
    // In the entry week p3 is in a flexi-job already.
    assert_eq!(share(ever, "week-0", "contact"), (1, 12));
    // In week 23 p6 is dead, p1 in placement and p3 in a flexi-job.
    assert_eq!(share(ever, "2019-W23", "contact"), (2, 11));
    // p4 has left the group, p6 and p7 are dead.
    let at_end = table(&found, "ever-at-end", "status");
    assert_eq!(share(at_end, "ever", "contact"), (6, 9));
}

#[test]
fn referrals_are_counted_on_the_first_day_of_each_month() {
    let found = found();
    let stock = table(&found, "referral", "stock");
    let at = |month| ["first", "second", "total"].map(|column| count(stock, month, column));
    assert_eq!(at("2019-01"), [0, 0, 0]);
    assert_eq!(at("2019-02"), [10, 1, 11]);
    assert_eq!(at("2019-06"), [10, 2, 12]);
    let referred = table(&found, "referral", "referred");
    assert_eq!(share(referred, "first", "share"), (12, 13));
}

/// The study with some of its text changed, on the enrolment above with more rows.
fn changed(changes: &[(&str, &str)], more: &str) -> Findings {
    let folder = folder(&format!("{ENROLMENT}{more}"));
    let mut text = STUDY.to_string();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    run_study(&folder.file("study.toml", &text))
}

fn reason(found: &Findings, id: &str) -> Reason {
    match &analysis(found, id).result {
        AnalysisResult::NotEstimated(reason) => reason.clone(),
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn a_group_without_anyone_is_named_with_the_groups_there_are() {
    let group = "group = \"1\"\nwindow";
    let found = changed(
        &[
            (group, "group = \"9\"\nwindow"),
            ("group = 1\noutcomes", "group = 4\noutcomes"),
        ],
        "",
    );
    for (id, group) in [("half", "9"), ("ever", "4")] {
        let reason = reason(&found, id);
        assert_eq!(reason.code, "nobody-in-group");
        assert_eq!(
            (reason.facts["of"].as_str(), reason.facts["groups"].as_str()),
            (group, "1, 2")
        );
    }
}

#[test]
fn a_window_outside_the_study_is_told_with_the_months_that_are_known() {
    let found = changed(&[("\"2019-06..2019-08\"", "\"2019-08..2019-10\"")], "");
    let reason = reason(&found, "half");
    assert_eq!(reason.code, "outside-known-months");
    assert_eq!(reason.facts["known"], "2019-01..2019-08");
    let found = changed(&[("on = [\"2019-W23\"]", "on = [\"2019-W38\"]")], "");
    let Cell::Number { value, .. } = cell(table(&found, "ever", "status"), "2019-W38", "contact")
    else {
        panic!("a number");
    };
    let Estimated::Not(reason) = value else {
        panic!("{value:?}");
    };
    assert_eq!(
        (reason.code.as_str(), reason.facts["weeks"].as_str()),
        ("outside-study", "2019-W01..2019-W35")
    );
}

#[test]
fn referrals_outside_the_weeks_of_the_study_are_counted_in_a_note() {
    let found = changed(&[], "r1,2031-01-10,1\n");
    for id in ["criterion", "ever", "referral"] {
        let notes = &analysis(&found, id).notes;
        let note = notes.iter().find(|n| n.code == "referral-outside-study");
        assert_eq!(note.expect("told").facts["rows"], "1", "{id}");
    }
}

/// The register has thirteen persons; p6 is dead in week 22, but all thirteen are there in the first week, and all are referred, p3 and p5 last.
#[test]
fn the_target_group_is_whom_the_study_takes_up() {
    let found = changed(
        &[(
            "source = \"enrolment\"",
            "source = \"enrolment\"\ntarget = true\nplanned = 100",
        )],
        "",
    );
    let target = table(&found, "referral", "target");
    assert_eq!(share(target, "101", "referred"), (7, 7));
    assert_eq!(share(target, "total", "referred"), (13, 13));
    let stock = table(&found, "referral", "stock");
    assert_eq!(share(stock, "2019-02", "referred"), (11, 13));
    assert_eq!(share(stock, "2019-06", "referred"), (12, 13));
    assert_eq!(
        share(table(&found, "referral", "planned"), "met", "sites"),
        (3, 3)
    );
    let fewer = ENROLMENT.replace("q5,2019-01-10,1\n", "");
    let folder = folder(&fewer);
    let text = STUDY.replacen(
        "source = \"enrolment\"",
        "source = \"enrolment\"\ntarget = true\nplanned = 80",
        1,
    );
    let found = run_study(&folder.file("study.toml", &text));
    let target = table(&found, "referral", "target");
    // Exactly what was planned is enough, and the least share stands first.
    assert_eq!(target.rows[0].id, "147");
    let Cell::Share {
        share: of_147,
        light,
    } = cell(target, "147", "referred")
    else {
        panic!("a share");
    };
    assert_eq!(
        (of_147.numerator, of_147.denominator, *light),
        (Some(4), Some(5), Some(Light::Green))
    );
}

/// The criterion's line stands on the axis of the values in both of its figures.
#[test]
fn the_criterion_is_a_mark_at_a_value() {
    let found = changed(&[("percent = 50", "percent = 50\nchart = \"rolling\"")], "");
    for (id, at) in [("criterion", 0.4), ("half", 0.5)] {
        let chart = described(&found, id).chart.as_ref().expect("a chart");
        assert_eq!(
            (chart.marks[0].axis, chart.marks[0].at),
            (MarkAxis::Values, at)
        );
    }
}

/// The faults of an enrolment file, without the heading.
fn faults(enrolment: &str) -> String {
    let folder = folder(enrolment);
    let plan = study::read(&folder.path().join("study.toml")).expect("a sound study");
    match load::load(&plan) {
        Ok(_) => panic!("no fault"),
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn faults_of_the_enrolment_are_told_with_row_and_column_and_without_the_person() {
    let told =
        faults("person_id,date,group\np1,2019-01-10,1\np2,,1\np3,2019-01-10,\np1,2019-01-10,2\n");
    for part in [
        "line 3, column `date`",
        "line 4, column `group`",
        "line 5, column `date`",
        "twice on the same day",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("p1"), "{told}");
    let told = faults("person_id,date,arm\np1,2019-01-10,1\n");
    assert!(told.contains("the column `group` is missing"), "{told}");
}
