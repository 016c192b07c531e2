//! `intensity`: the share with a meeting, week by week since entry, by arm (JF-4).

use super::Context;
use super::described_parts::{arm_names, may_be_told, percent_fact, tenths};
use crate::cohort::{Arm, DatedWeeks, intersect};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Note, Reason, Row,
    Shape, Table, Unit,
};
use crate::study::{IntensityPlan, RecordKind};

/// Persons observed (`n`) and with a meeting (`y`) in a week since entry, or person-weeks of several.
#[derive(Clone, Copy, Default)]
struct Tally {
    n: u64,
    y: u64,
}

/// Runs the analysis.
pub fn run(context: &Context, plan: &IntensityPlan) -> (AnalysisResult, Vec<Note>) {
    let not = |reason| (AnalysisResult::NotEstimated(reason), Vec::new());
    let needs = || Reason::new("needs-data", &[("needs", "register.meetings".to_string())]);
    let Some(records) = context.records.get(&RecordKind::Meetings) else {
        return not(needs());
    };
    let Ok(meetings) = DatedWeeks::of(context.register, records, &plan.kinds) else {
        return not(needs());
    };
    let arms = [Arm::Participant, Arm::Comparison].map(|arm| by_week(context, &meetings, arm));
    if arms.iter().all(Vec::is_empty) {
        return not(Reason::new("no-persons", &[]));
    }
    let result = Described {
        finding: finding(context, &arms, plan.settled_from),
        shows: Label::said("intensity-shows"),
        tables: vec![weekly(context, &arms), level(context, &arms, plan)],
        chart: Some(Chart {
            shape: Shape::Lines,
            table: 0,
            columns: vec![0, 1],
            limits: Vec::new(),
            ends: None,
            x: Label::said("weeks-since-entry"),
            y: Label::said("share-with-a-meeting"),
            marks: Vec::new(),
        }),
    };
    (
        AnalysisResult::Described(Box::new(result)),
        notes(context, &meetings),
    )
}

/// The settings in force.
pub fn settings(plan: &IntensityPlan) -> Vec<(&'static str, String)> {
    let kinds = match plan.kinds.is_empty() {
        true => "all".to_string(),
        false => plan.kinds.join(", "),
    };
    vec![
        ("kinds", kinds),
        ("settled_from", plan.settled_from.to_string()),
    ]
}

/// One tally per week since entry, from week 0 to the last in which somebody of the arm is observed.
fn by_week(context: &Context, meetings: &DatedWeeks, arm: Arm) -> Vec<Tally> {
    let mut weeks: Vec<Tally> = Vec::new();
    for member in context.cohort.members.iter().filter(|m| m.arm == arm) {
        let observed = super::follow_up::observed(member);
        if observed > weeks.len() {
            weeks.resize(observed, Tally::default());
        }
        weeks[..observed].iter_mut().for_each(|week| week.n += 1);
        let met = meetings.weeks_of(member.person as usize);
        intersect(&[member.followed()], met, |part| {
            let first = part.first.since(member.entry) as usize;
            let with = &mut weeks[first..first + part.len()];
            with.iter_mut().for_each(|week| week.y += 1);
        });
    }
    weeks
}

fn sum(weeks: &[Tally]) -> Tally {
    weeks.iter().fold(Tally::default(), |all, week| Tally {
        n: all.n + week.n,
        y: all.y + week.y,
    })
}

/// The weeks before and from the one in which the level settles.
fn parts(weeks: &[Tally], settled_from: u32) -> (Tally, Tally) {
    let (first, later) = weeks.split_at(weeks.len().min(settled_from as usize));
    (sum(first), sum(later))
}

fn weekly(context: &Context, arms: &[Vec<Tally>; 2]) -> Table {
    let (participant, comparison) = super::arm_labels(context);
    let longest = arms.iter().map(Vec::len).max().unwrap_or(0);
    let row = |k: usize| {
        let at = |weeks: &Vec<Tally>| weeks.get(k).copied().unwrap_or_default();
        let cells = arms.iter().map(at).map(|t| Cell::share(t.y, t.n));
        let label = Label::with("week-since-entry", &[("week", k.to_string())]);
        Row::new(&k.to_string(), label, cells.collect()).at(k as f64)
    };
    Table {
        id: "weekly".to_string(),
        title: Label::said("intensity-weekly"),
        stub: Label::said("weeks-since-entry"),
        of: Counted::Persons,
        columns: vec![
            Column::new("participant", participant),
            Column::new("comparison", comparison),
        ],
        rows: (0..longest).map(row).collect(),
    }
}

fn level(context: &Context, arms: &[Vec<Tally>; 2], plan: &IntensityPlan) -> Table {
    let (participant, comparison) = super::arm_labels(context);
    let from = [("week", plan.settled_from.to_string())];
    let row = |(id, label): (&str, Label), weeks: &Vec<Tally>| {
        let entry = weeks.first().copied().unwrap_or_default();
        let (first, later) = parts(weeks, plan.settled_from);
        let between = match later.y {
            0 => Estimated::Not(Reason::new("no-events", &[])),
            y => Estimated::Made(later.n as f64 / y as f64),
        };
        let cells = vec![
            Cell::share(entry.y, entry.n),
            Cell::share(first.y, first.n),
            Cell::share(later.y, later.n),
            Cell::estimate(between, Unit::Weeks, Some(later.y)),
        ];
        Row::new(id, label, cells)
    };
    let ids = [("participant", participant), ("comparison", comparison)];
    Table {
        id: "level".to_string(),
        title: Label::said("intensity-level"),
        stub: Label::said("group"),
        of: Counted::Persons,
        columns: vec![
            Column::new("entry", Label::said("share-in-entry-week")),
            Column::new("first", Label::with("share-before-week", &from)),
            Column::new("level", Label::with("share-from-week", &from)),
            Column::new("interval", Label::said("weeks-between-meetings")),
        ],
        rows: ids
            .into_iter()
            .zip(arms)
            .map(|(id, w)| row(id, w))
            .collect(),
    }
}

fn finding(context: &Context, arms: &[Vec<Tally>; 2], settled_from: u32) -> Label {
    let later = arms.each_ref().map(|weeks| parts(weeks, settled_from).1);
    if !later.iter().all(|t| may_be_told(t.y, t.n)) {
        return Label::said("intensity-too-few");
    }
    let percent = |t: Tally| percent_fact(t.y, t.n);
    let between = |t: Tally| tenths(t.n, t.y);
    let facts = [
        ("participant", percent(later[0])),
        ("comparison", percent(later[1])),
        ("participant_weeks", between(later[0])),
        ("comparison_weeks", between(later[1])),
        ("week", settled_from.to_string()),
    ];
    let facts = [&facts[..], &arm_names(context)].concat();
    Label::with("intensity-finding", &facts)
}

fn notes(context: &Context, meetings: &DatedWeeks) -> Vec<Note> {
    let mut notes = super::enrolled(context);
    if meetings.unmatched > 0 {
        let facts = [("rows", meetings.unmatched.to_string())];
        notes.push(Note::new("meetings-of-others", &facts));
    }
    if meetings.other_kinds > 0 {
        let facts = [("rows", meetings.other_kinds.to_string())];
        notes.push(Note::new("meetings-of-other-kinds", &facts));
    }
    notes
}
