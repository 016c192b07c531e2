//! `success-criterion`: in how many municipalities enough of a group had an outcome over some months (FSM-2).

mod judged;
mod tables;
mod tally;

use super::described_parts::{may_be_told, percent_fact};
use super::{Context, words};
use crate::calendar::MonthWindow;
use crate::findings::{AnalysisResult, Chart, Described, Label, Mark, Note, Reason, Shape};
use crate::study::{CriterionChart, CriterionReading, SuccessCriterionPlan};
use judged::Judged;
use std::collections::BTreeMap;
use tally::{Rule, Tally};

const READINGS: [(CriterionReading, &str); 3] = [
    (CriterionReading::Touched, "touched"),
    (CriterionReading::WeeklyMean, "weekly-mean"),
    (CriterionReading::Unbroken, "unbroken"),
];

/// Runs the analysis.
pub fn run(context: &Context, plan: &SuccessCriterionPlan) -> (AnalysisResult, Vec<Note>) {
    match describe(context, plan) {
        Ok((described, notes)) => (AnalysisResult::Described(Box::new(described)), notes),
        Err(reason) => (AnalysisResult::NotEstimated(reason), Vec::new()),
    }
}

/// The settings in force.
pub fn settings(plan: &SuccessCriterionPlan) -> Vec<(&'static str, String)> {
    let reading = READINGS.iter().find(|(r, _)| *r == plan.reading);
    let mut settings = vec![
        ("group", plan.group.clone()),
        ("percent", plan.percent.to_string()),
        ("reading", reading.map_or("", |(_, word)| word).to_string()),
    ];
    settings.extend(plan.window.map(|window| ("window", window.to_string())));
    settings
}

fn reading_label(reading: CriterionReading) -> &'static str {
    match reading {
        CriterionReading::Touched => "criterion-touched",
        CriterionReading::WeeklyMean => "criterion-weekly-mean",
        CriterionReading::Unbroken => "criterion-unbroken",
    }
}

fn describe(
    context: &Context,
    plan: &SuccessCriterionPlan,
) -> Result<(Described, Vec<Note>), Reason> {
    let judged = Judged::of(context, plan)?;
    let rule = Rule {
        reading: plan.reading,
        percent: plan.percent,
    };
    let tallies = judged.tally(judged.window, 0);
    let facts = [
        ("met", tables::met_in(&tallies, rule).to_string()),
        ("sites", tallies.len().to_string()),
        ("percent", plan.percent.to_string()),
        ("months", judged.window.to_string()),
    ];
    let line = Mark::on_values(plan.percent / 100.0, Label::with("criterion-line", &facts));
    let whom = [
        ("group", plan.group.clone()),
        ("months", judged.window.to_string()),
    ];
    let rolling = tables::rolling(&judged, rule);
    let beside = [
        tables::met(context, &judged, plan.percent),
        tables::all(context, &judged),
    ];
    let found = Label::with("criterion-found", &facts);
    let described = match plan.chart {
        CriterionChart::Sites => Described {
            finding: found,
            shows: Label::with("criterion-shows", &whom),
            tables: std::iter::once(tables::sites(context, &judged, rule, &tallies))
                .chain(beside)
                .chain([rolling])
                .collect(),
            chart: Some(chart(Shape::Bars, "percent", "municipality", line)),
        },
        CriterionChart::Rolling => Described {
            finding: rolling_finding(&judged, rule).unwrap_or(found),
            shows: Label::with("criterion-shows-rolling", &whom),
            tables: std::iter::once(rolling).chain(beside).collect(),
            chart: Some(chart(Shape::Lines, "criterion-window", "percent", line)),
        },
    };
    Ok((described, notes(context, &judged, &tallies)))
}

/// The share of the first table, with the criterion across it.
fn chart(shape: Shape, x: &str, y: &str, line: Mark) -> Chart {
    Chart {
        shape,
        table: 0,
        columns: vec![1],
        limits: vec![None],
        ends: None,
        x: Label::said(x),
        y: Label::said(y),
        marks: vec![line],
    }
}

/// The share of all municipalities in the first window and the last.
fn rolling_finding(judged: &Judged, rule: Rule) -> Option<Label> {
    let share = |window: &MonthWindow| {
        let all = Tally::sum(judged.tally(*window, 0).values());
        let (counted, of) = all.parts(rule.reading);
        may_be_told(counted, of).then(|| (window.to_string(), percent_fact(counted, of)))
    };
    let windows = judged.rolling();
    let first = windows.iter().find_map(share)?;
    let last = share(windows.last()?)?;
    let facts = [
        ("first_months", first.0),
        ("first", first.1),
        ("last_months", last.0),
        ("last", last.1),
    ];
    Some(Label::with("criterion-found-rolling", &facts))
}

fn notes(context: &Context, judged: &Judged, tallies: &BTreeMap<u16, Tally>) -> Vec<Note> {
    let mut notes = vec![Note::new("criterion-exact-share", &[])];
    let empty = judged.sites.iter().filter(|s| !tallies.contains_key(s));
    let empty: Vec<String> = empty.map(|s| words::municipality(context, *s)).collect();
    if !empty.is_empty() {
        let facts = [
            ("sites", empty.len().to_string()),
            ("names", empty.join(", ")),
        ];
        notes.push(Note::new("criterion-sites-without", &facts));
    }
    if judged.unknown_site > 0 {
        let facts = [("persons", judged.unknown_site.to_string())];
        notes.push(Note::new("referral-unknown-site", &facts));
    }
    notes.extend(judged.notes.iter().cloned());
    notes
}
