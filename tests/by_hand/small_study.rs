//! Seven persons drawn as text, and what the definitions say of them.

use crate::support::{Workdir, analysis, run_study, time_to_event, weekly_share};
use virkning::findings::{AnalysisResult, Arm, Group, Period, Step};

const STUDY: &str = r#"
schema = 1
[study]
id = "small"
title = { da = "Lille", en = "Small" }
languages = ["en"]
data = "synthetic"
source = { da = "Tegnet i hånden", en = "Drawn by hand" }
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2015-W01..2018-W52" }
persons = { path = "persons.csv" }
[entry]
class = "ressourceforloeb"
[groups.participant]
label = { da = "Deltagere", en = "Participants" }
municipalities = [101]
[groups.comparison]
label = { da = "Andre", en = "Others" }
municipalities = "rest"
[periods.before]
entry = "2016-W01..2016-W52"
weeks = "2016-W01..2017-W52"
label = { da = "2016", en = "2016" }
[periods.after]
entry = "2017-W01..2018-W52"
weeks = "2017-W01..2018-W52"
label = { da = "2017-18", en = "2017-18" }
[outcomes.praktik]
label = { da = "praktik", en = "placement" }
subclass = "praktik"
[[analysis]]
id = "attrition"
kind = "attrition"
outcome = "praktik"
[[analysis]]
id = "share"
kind = "weekly-share"
outcome = "praktik"
among = "in-course"
contrast = "did"
[[analysis]]
id = "time"
kind = "time-to-event"
outcome = "praktik"
contrast = "did"
"#;

/// a: a course with a bridged gap of three weeks of sickness, one of them placement while on sickness benefit.
/// b: a gap of exactly four weeks: two courses. c: in placement in the entry week. d: dies. e: also in the later period.
/// f: municipality unknown. g: in the comparison.
const WEEKLY: &str = "\
person_id,code,from,to
a,810,2016-W10,2016-W12
a,897,2016-W13,2016-W13
a,890,2016-W14,2016-W15
a,810,2016-W16,2016-W20
b,810,2016-W10,2016-W12
b,810,2016-W17,2016-W20
c,817,2016-W10,2016-W11
d,810,2016-W10,2016-W12
d,999,2016-W13,2018-W52
e,810,2016-W10,2016-W12
e,810,2017-W10,2017-W12
f,810,2016-W10,2016-W12
g,810,2016-W11,2016-W12
";

const PERSONS: &str = "\
person_id,sex,birth_date,civil_status,origin,municipality
a,mand,1970-01-01,gift,dansk,101
b,mand,1970-01-01,gift,dansk,101
c,kvinde,1970-01-01,gift,dansk,101
d,kvinde,1970-01-01,gift,dansk,101
e,kvinde,1970-01-01,gift,dansk,101
f,kvinde,1970-01-01,gift,dansk,0
g,kvinde,1970-01-01,gift,dansk,147
";

const P0: Group = Group {
    arm: Arm::Participant,
    period: Some(Period::Before),
};

fn findings() -> virkning::findings::Findings {
    let folder = Workdir::new();
    folder.file("weekly.csv", WEEKLY);
    folder.file("persons.csv", PERSONS);
    run_study(&folder.file("study.toml", STUDY))
}

#[test]
fn every_step_of_the_attrition_stands_also_when_it_removes_nobody() {
    let found = findings();
    let AnalysisResult::Attrition(attrition) = &analysis(&found, "attrition").result else {
        panic!("attrition");
    };
    assert_eq!(attrition.persons, Some(7));
    assert_eq!(attrition.unknown_municipality, Some(1));
    let flow = attrition
        .flows
        .iter()
        .find(|f| f.group == P0)
        .expect("the group");
    let steps: Vec<(Step, Option<u64>)> = flow.steps.iter().map(|s| (s.step, s.persons)).collect();
    assert_eq!(
        steps,
        [
            (Step::InSites, Some(5)),
            (Step::EverInScheme, Some(5)),
            (Step::CodeInEntryWindow, Some(5)),
            (Step::StartInEntryWindow, Some(5)),
        ]
    );
    let beside: Vec<(Step, Option<u64>)> =
        flow.beside.iter().map(|s| (s.step, s.persons)).collect();
    assert_eq!(
        beside,
        [
            (Step::FurtherStarts, Some(1)),
            (Step::InOtherPeriod, Some(1)),
            (Step::OutcomeAtEntry, Some(1)),
            (Step::GoneBeforeEnd, Some(1)),
        ]
    );
}

#[test]
fn a_bridged_week_counts_as_in_the_course_and_its_own_code_decides_the_numerator() {
    let found = findings();
    let share = weekly_share(&found, "share");
    let series = share
        .series
        .iter()
        .find(|s| s.group == P0)
        .expect("the group");
    let at = |week: usize| {
        (
            series.shares[week - 1].numerator,
            series.shares[week - 1].denominator,
        )
    };
    // Week 10: all five, c in placement. Week 12: a, b, d, e. Week 13: a alone, in a bridged week with placement on sickness benefit.
    assert_eq!(at(10), (Some(1), Some(5)));
    assert_eq!(at(12), (Some(0), Some(4)));
    assert_eq!(at(13), (Some(1), Some(1)));
    // Weeks 14 and 15: a, bridged, on sickness benefit. Week 17: a, and b who began again.
    assert_eq!(at(14), (Some(0), Some(1)));
    assert_eq!(at(17), (Some(0), Some(2)));
    assert_eq!(at(21), (Some(0), Some(0)));
}

#[test]
fn the_time_runs_from_the_entry_week_and_stops_with_the_entry_spell() {
    let found = findings();
    let time = time_to_event(&found, "time");
    let curve = time
        .curves
        .iter()
        .find(|c| c.group == P0)
        .expect("the group");
    // c has the event in week 0; b, d and e are censored after two weeks (b's second course does not count); a has it in week 3.
    assert_eq!(curve.time, [0.0, 2.0, 3.0]);
    assert_eq!(curve.n_risk, [Some(5), Some(4), Some(1)]);
    assert_eq!(curve.n_event, [Some(1), Some(0), Some(1)]);
    assert_eq!(curve.n_censor, [Some(0), Some(3), Some(0)]);
    assert!((curve.survival[0] - 0.8).abs() < 1e-15);
}
