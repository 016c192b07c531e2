//! Seven persons drawn as text: where they went, what they came from, who is passive, and how many are in the course.

use crate::support::described::{count, number, share, table};
use crate::support::{Workdir, run_study};
use virkning::findings::Findings;

const STUDY: &str = r#"
schema = 1
[study]
id = "courses"
title = "Courses"
languages = ["en"]
data = "synthetic"
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2015-W01..2016-W30" }
hours = { path = "hours.csv", months = "2015-01..2016-07" }
persons = { path = "persons.csv" }
[entry]
class = "ressourceforloeb"
window = "2015-W01..2016-W20"
[outcomes.offer]
subclass = ["praktik", "loentilskud", "nytteindsats", "vejledning_opkvalificering"]
[outcomes.company]
subclass = ["praktik", "loentilskud"]
[[analysis]]
id = "to"
kind = "destinations"
by = ["age", "length"]
age_breaks = [30]
length_breaks = [4, 42]
categories = [
    { id = "pension", classes = ["foertidspension"] },
    { id = "flexi", classes = ["fleksjob"] },
    { id = "work", classes = ["employment"] },
    { id = "self", classes = ["self-support"] },
]
origins = [
    { id = "cash", classes = ["kontanthjaelp"] },
    { id = "sick", classes = ["sygedagpenge"] },
    { id = "work", classes = ["employment"] },
    { id = "self", classes = ["self-support"] },
]
[[analysis]]
id = "to-later"
kind = "destinations"
after_weeks = 1
if_blank_weeks = 0
origin_of = "started"
categories = [
    { id = "pension", classes = ["foertidspension"] },
    { id = "none", classes = ["employment", "self-support"] },
]
[[analysis]]
id = "passive"
kind = "status-at"
outcomes = ["offer"]
count = "without"
at = [26, 32]
[[analysis]]
id = "passive-of-all"
kind = "status-at"
outcomes = ["offer"]
count = "without"
at = [26]
among = "started"
[[analysis]]
id = "passive-so-far"
kind = "status-at"
outcomes = ["offer", "company"]
count = "without"
at = [26]
reading = "so-far"
[[analysis]]
id = "company"
kind = "status-at"
outcomes = ["company"]
on = ["2015-W36", "2015-W42"]
ever = true
among = "started"
every = 13
until = 26
[[analysis]]
id = "now"
kind = "status-at"
outcomes = ["company"]
on = ["2015-W36", "2015-W42"]
[[analysis]]
id = "stock"
kind = "stock"
source = "register"
categories = [{ id = "course", classes = ["ressourceforloeb"] }, { id = "work", classes = ["employment"] }]
[[analysis]]
id = "stock-of-persons"
kind = "stock"
source = "register"
count = "persons"
step = "quarter"
categories = [{ id = "course", classes = ["ressourceforloeb"] }]
"#;

/// a: to disability pension after 21 weeks. b: in placement in week 26 of the course; four blank weeks, then a flexi-job. c: still in on the window's last
/// week. d: a gap of three weeks is bridged; a supported job four weeks after. e: dies. f: starts late, to nothing. g: never in a course.
const WEEKLY: &str = "\
person_id,code,from,to
a,730,2015-W01,2015-W09
a,810,2015-W10,2015-W30
a,783,2015-W31,2016-W30
b,810,2015-W10,2015-W35
b,817,2015-W36,2015-W36
b,810,2015-W37,2015-W50
b,771,2016-W02,2016-W30
c,730,2015-W01,2015-W09
c,810,2015-W10,2015-W19
c,813,2015-W20,2015-W20
c,810,2015-W21,2016-W20
d,730,2015-W01,2015-W09
d,810,2015-W10,2015-W35
d,813,2015-W36,2015-W36
d,810,2015-W37,2015-W40
d,890,2015-W41,2015-W43
d,810,2015-W44,2015-W45
e,890,2015-W01,2015-W09
e,810,2015-W10,2015-W12
e,999,2015-W13,2016-W30
f,810,2016-W15,2016-W18
g,730,2015-W01,2016-W30
";

const HOURS: &str = "\
person_id,month,hours,support_code
d,2015-12,20,1
f,2016-04,30,0
";

const PERSONS: &str = "\
person_id,sex,birth_date,civil_status,origin,municipality
a,mand,1960-01-01,gift,dansk,101
b,mand,1985-03-02,gift,dansk,101
c,kvinde,1970-01-01,gift,dansk,101
d,kvinde,1985-03-03,gift,dansk,101
e,kvinde,1970-01-01,gift,dansk,101
f,kvinde,1990-01-01,gift,dansk,0
g,kvinde,1990-01-01,gift,dansk,101
";

fn found() -> Findings {
    let folder = Workdir::new();
    folder.file("weekly.csv", WEEKLY);
    folder.file("hours.csv", HOURS);
    folder.file("persons.csv", PERSONS);
    run_study(&folder.file("study.toml", STUDY))
}

#[test]
fn a_course_has_ended_when_its_last_week_lies_before_the_windows_last() {
    let found = found();
    let course = table(&found, "to", "course");
    let counts = ["started", "ended", "still-in"].map(|row| count(course, row, "persons"));
    assert_eq!(counts, [6, 5, 1]);
}

#[test]
fn a_blank_first_week_passes_the_decision_to_the_week_four_weeks_later() {
    let found = found();
    let to = table(&found, "to", "destination");
    let of = |row| share(to, row, "share");
    assert_eq!(
        [
            of("pension"),
            of("flexi"),
            of("work"),
            of("self"),
            of("other")
        ],
        [(1, 5); 5]
    );
    // The second week after the course, and a blank there decides by itself: b, d and f.
    let later = table(&found, "to-later", "destination");
    assert_eq!(share(later, "none", "share"), (3, 5));
    assert_eq!(share(later, "other", "share"), (1, 5));
}

#[test]
fn the_origin_is_the_state_in_the_week_before_entry() {
    let found = found();
    let from = table(&found, "to", "origin");
    let of = |row| share(from, row, "share");
    assert_eq!(
        [of("cash"), of("sick"), of("work"), of("self")],
        [(2, 5), (1, 5), (1, 5), (1, 5)]
    );
    let of_all = table(&found, "to-later", "origin");
    assert_eq!(share(of_all, "other", "share"), (4, 6));
}

/// b is 30 in the Monday of the entry week, 2 March 2015; d turns 30 the day after.
#[test]
fn ages_are_completed_years_on_the_monday_of_entry_and_lengths_count_both_ends() {
    let found = found();
    let by_age = table(&found, "to", "destination-by-age");
    assert_eq!(count(by_age, "under-30", "persons"), 2);
    assert_eq!(count(by_age, "30-and-over", "persons"), 3);
    assert_eq!(share(by_age, "30-and-over", "flexi"), (1, 3));
    let by_length = table(&found, "to", "destination-by-length");
    let rows = ["under-4", "4-41", "42-and-over"].map(|row| count(by_length, row, "persons"));
    assert_eq!(rows, [1, 4, 0]);
}

/// At week 26 a has left; b is in placement, d in guidance, c passive. Week 32 of d is bridged: in the course, and passive.
#[test]
fn passive_counts_those_still_in_the_entry_spell_that_week() {
    let found = found();
    let passive = table(&found, "passive", "status");
    assert_eq!(share(passive, "week-26", "offer"), (1, 3));
    assert_eq!(share(passive, "week-32", "offer"), (3, 3));
    assert_eq!(
        share(
            table(&found, "passive-of-all", "status"),
            "week-26",
            "offer"
        ),
        (2, 4)
    );
    let so_far = table(&found, "passive-so-far", "status");
    assert_eq!(share(so_far, "week-26", "offer"), (0, 3));
    assert_eq!(share(so_far, "week-26", "company"), (2, 3));
}

#[test]
fn calendar_weeks_count_those_in_the_course_then_and_ever_counts_all() {
    let found = found();
    let now = table(&found, "now", "status");
    assert_eq!(share(now, "2015-W36", "company"), (1, 3));
    assert_eq!(share(now, "2015-W42", "company"), (0, 3));
    let all = table(&found, "company", "status");
    assert_eq!(share(all, "2015-W36", "company"), (1, 4));
    assert_eq!(share(all, "ever", "company"), (1, 6));
    let series = table(&found, "company", "series");
    assert_eq!(share(series, "week-0", "company"), (0, 6));
    assert_eq!(share(series, "week-13", "company"), (0, 4));
    assert_eq!(share(series, "week-26", "company"), (1, 4));
}

/// March 2015 is weeks 10 to 13: four persons all of it and one for three of the four weeks.
#[test]
fn full_time_persons_are_the_mean_over_the_weeks_of_the_step() {
    let found = found();
    let stock = table(&found, "stock", "stock");
    assert_eq!(number(stock, "2015-02", "course"), 0.0);
    assert_eq!(number(stock, "2015-03", "course"), 4.75);
    assert_eq!(number(stock, "2015-12", "work"), 1.0);
    let persons = table(&found, "stock-of-persons", "stock");
    let counts = ["2015Q1", "2015Q2", "2015Q4"].map(|row| count(persons, row, "course"));
    assert_eq!(counts, [0, 4, 3]);
}
