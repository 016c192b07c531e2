//! Six persons drawn as text in a lottery, and what the definitions say of them.

use crate::support::{Workdir, analysis, load_faults, run_study, weekly_share};
use virkning::findings::{AnalysisResult, Cell, Described, Findings, Step};

const STUDY: &str = r#"
schema = 1
[study]
id = "lottery"
title = { da = "Lodtrækning", en = "Lottery" }
languages = ["en"]
data = "synthetic"
source = { da = "Tegnet i hånden", en = "Drawn by hand" }
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2015-W01..2016-W20" }
hours = { path = "hours.csv", months = "2015-01..2016-05" }
enrolment = { path = "enrolment.csv" }
meetings = { path = "meetings.csv" }
[entry]
enrolment = true
[groups.participant]
label = { da = "Deltagere", en = "Participants" }
where = { column = "arm", equals = "p" }
[groups.comparison]
label = { da = "Kontrol", en = "Control" }
where = { column = "arm", equals = "k" }
[outcomes.praktik]
subclass = "praktik"
[[analysis]]
id = "flow"
kind = "attrition"
[[analysis]]
id = "follow"
kind = "follow-up"
at_least = [5, 11]
[[analysis]]
id = "talks"
kind = "intensity"
kinds = ["samtale"]
settled_from = 2
[[analysis]]
id = "runs"
kind = "spell-criterion"
outcome = "praktik"
weeks = 3
observed_weeks = 6
beside = [{ bridge_weeks = 1 }, { start = "whole-run" }]
[[analysis]]
id = "share"
kind = "weekly-share"
outcome = "praktik"
[[analysis]]
id = "balance"
kind = "balance"
variables = ["hours.12", "history.kontanthjaelp.1", "match_group=a"]
[[analysis.subgroups]]
id = "first"
where = { column = "target", equals = "x" }
"#;

/// Weeks run to 2016-W20. a, b, c participants and d, e control; f is drawn but unknown to the register.
const ENROLMENT: &str = "\
person_id,date,arm,target,match_group
a,2016-03-07,p,x,a
b,2016-03-13,p,x,b
c,2016-05-02,p,y,a
d,2016-03-14,k,x,b
e,2016-03-14,k,y,a
f,2016-03-14,k,y,b
";

/// a: three weeks of placement from week 1 after the draw. b: begun before the draw, two weeks after it. c: too late to count. d: two weeks, a week
/// without, one week. e: dies in week 2 after the draw.
const WEEKLY: &str = "\
person_id,code,from,to
a,730,2015-W01,2016-W10
a,737,2016-W11,2016-W13
a,730,2016-W14,2016-W20
b,730,2015-W01,2016-W07
b,737,2016-W08,2016-W11
b,730,2016-W12,2016-W20
c,730,2015-W01,2016-W17
c,737,2016-W18,2016-W20
d,810,2015-W01,2016-W11
d,817,2016-W12,2016-W13
d,810,2016-W14,2016-W14
d,817,2016-W15,2016-W15
d,810,2016-W16,2016-W20
e,730,2015-W01,2016-W12
e,999,2016-W13,2016-W20
";

/// Referred in March: the twelve months are March 2015 to February 2016.
const HOURS: &str = "\
person_id,month,hours,support_code
a,2015-02,100,0
a,2015-03,10,0
a,2016-02,5,0
a,2016-03,50,0
b,2015-06,20,1
d,2015-06,7,0
";

/// Talks of a in weeks 0, 2 and twice in 3 after the draw; one before it; one of another kind; one of a stranger.
const MEETINGS: &str = "\
person_id,date,kind
a,2016-03-11,samtale
a,2016-03-23,samtale
a,2016-03-28,samtale
a,2016-03-29,samtale
a,2016-02-01,samtale
b,2016-03-30,telefon
d,2016-03-30,samtale
z,2016-03-30,samtale
";

fn folder() -> Workdir {
    let folder = Workdir::new();
    folder.file("weekly.csv", WEEKLY);
    folder.file("hours.csv", HOURS);
    folder.file("enrolment.csv", ENROLMENT);
    folder.file("meetings.csv", MEETINGS);
    folder.file("study.toml", STUDY);
    folder
}

fn findings() -> Findings {
    run_study(&folder().path().join("study.toml"))
}

fn described<'a>(found: &'a Findings, id: &str) -> &'a Described {
    match &analysis(found, id).result {
        AnalysisResult::Described(result) => result,
        other => panic!("{id}: {other:?}"),
    }
}

/// Numerator and denominator of the shares of a row.
fn shares(found: &Findings, id: &str, table: usize, row: &str) -> Vec<(u64, u64)> {
    let table = &described(found, id).tables[table];
    let row = table.rows.iter().find(|r| r.id == row).expect("the row");
    let share = |cell: &Cell| match cell {
        Cell::Share { share, .. } => Some((share.numerator?, share.denominator?)),
        _ => None,
    };
    row.cells.iter().filter_map(share).collect()
}

#[test]
fn the_week_of_the_date_is_week_0_and_a_stranger_is_told() {
    let found = findings();
    let flow = analysis(&found, "flow");
    let AnalysisResult::Attrition(attrition) = &flow.result else {
        panic!("attrition");
    };
    let steps = attrition.flows.iter().map(|f| {
        let steps = f.steps.iter().map(|s| (s.step, s.persons));
        steps.collect::<Vec<_>>()
    });
    assert_eq!(
        steps.collect::<Vec<_>>(),
        [
            vec![(Step::InArm, Some(3)), (Step::Enrolled, Some(3))],
            vec![(Step::InArm, Some(2)), (Step::Enrolled, Some(2))],
        ]
    );
    let notes: Vec<&str> = flow.notes.iter().map(|n| n.code.as_str()).collect();
    assert!(notes.contains(&"enrolled-not-in-register"), "{notes:?}");
}

#[test]
fn persons_are_followed_from_the_entry_week_to_the_end_or_to_death() {
    let found = findings();
    let table = &described(&found, "follow").tables[0];
    let counts: Vec<Vec<u64>> = table
        .rows
        .iter()
        .map(|row| {
            let count = |cell: &Cell| match cell {
                Cell::Count(Some(n)) => *n,
                other => panic!("{other:?}"),
            };
            row.cells.iter().map(count).collect()
        })
        .collect();
    // a and b 11 weeks (10 to 20), d 10, c 3 (18 to 20), e 2 (11 and 12).
    let told: Vec<[u64; 3]> = counts.iter().map(|c| [c[0], c[1], c[2]]).collect();
    let expected = [[5, 3, 2], [5, 3, 2], [4, 3, 1]];
    assert_eq!(told[..3], expected);
    assert_eq!(told[3], [3, 2, 1]);
    assert_eq!((told[9], told[10]), ([3, 2, 1], [2, 2, 0]));
    assert_eq!(told.len(), 11);
}

#[test]
fn a_week_with_two_talks_counts_once_and_the_level_pools_the_later_weeks() {
    let found = findings();
    // Participants a, b, c in weeks 0 to 2; a and b to week 10.
    assert_eq!(shares(&found, "talks", 0, "0"), [(1, 3), (0, 2)]);
    assert_eq!(shares(&found, "talks", 0, "2"), [(1, 3), (1, 1)]);
    assert_eq!(shares(&found, "talks", 0, "3"), [(1, 2), (0, 1)]);
    // Entry week; weeks 0 and 1; weeks 2 to 10: 3 + 8 x 2 person-weeks, and 8 of d.
    let participants = [(1, 3), (1, 6), (2, 19)];
    assert_eq!(shares(&found, "talks", 1, "participant"), participants);
    assert_eq!(
        shares(&found, "talks", 1, "comparison"),
        [(0, 2), (0, 4), (1, 8)]
    );
    let notes = &analysis(&found, "talks").notes;
    let codes: Vec<&str> = notes.iter().map(|n| n.code.as_str()).collect();
    assert!(codes.contains(&"meetings-of-others") && codes.contains(&"meetings-of-other-kinds"));
}

#[test]
fn runs_are_counted_among_those_observed_long_enough_in_each_reading() {
    let found = findings();
    // c and e are not observed for 6 weeks. b has weeks 10 and 11 after its draw, and four with those before it.
    assert_eq!(shares(&found, "runs", 0, "main"), [(1, 2), (0, 1)]);
    assert_eq!(shares(&found, "runs", 0, "beside-1"), [(1, 2), (1, 1)]);
    assert_eq!(shares(&found, "runs", 0, "beside-2"), [(2, 2), (0, 1)]);
}

#[test]
fn the_axis_ends_with_the_longest_follow_up() {
    let found = findings();
    let share = weekly_share(&found, "share");
    assert_eq!(share.points.len(), 11);
    let week_1 = share.series.iter().map(|s| s.shares[1]);
    let week_1: Vec<_> = week_1.map(|s| (s.numerator, s.denominator)).collect();
    assert_eq!(week_1, [(Some(3), Some(3)), (Some(1), Some(2))]);
}

#[test]
fn hours_of_the_year_before_are_ordinary_ones_and_parts_have_tables_of_their_own() {
    let found = findings();
    let AnalysisResult::Balance(balance) = &analysis(&found, "balance").result else {
        panic!("balance");
    };
    let ids: Vec<&str> = balance.tables.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(ids, ["arms", "arms.first"]);
    let means = |table: usize, row: usize| {
        let row = &balance.tables[table].rows[row];
        (row.first.mean, row.second.mean)
    };
    assert_eq!(means(0, 0), (Some(5.0), Some(3.5)));
    assert_eq!(means(1, 0), (Some(7.5), Some(7.0)));
    let counts = balance.tables[0].rows[2].first.count;
    assert_eq!(counts, Some(2));
    assert_eq!(balance.tables[0].significant.of, 3);
}

#[test]
fn faults_of_the_enrolment_and_the_meetings_are_told_by_row_and_never_by_person() {
    let told = |name: &str, text: &str| {
        let folder = folder();
        folder.file(name, text);
        load_faults(&folder.path().join("study.toml"))
    };
    let twice = told("enrolment.csv", &format!("{ENROLMENT}a,2016-03-07,p,x,a\n"));
    assert!(
        twice.contains("`enrolment.csv`, line 8, column `person_id`"),
        "{twice}"
    );
    let undated = told("enrolment.csv", &ENROLMENT.replace("2016-05-02", ""));
    assert!(undated.contains("line 4, column `date`"), "{undated}");
    let talk = told(
        "meetings.csv",
        &format!("{MEETINGS}a,,samtale\n,2016-03-30,samtale\n"),
    );
    assert!(
        talk.contains("`meetings.csv`, line 10, column `date`: the date is blank"),
        "{talk}"
    );
    assert!(
        talk.contains("line 11, column `person_id`: the key is blank"),
        "{talk}"
    );
}
