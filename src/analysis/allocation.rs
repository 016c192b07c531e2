//! `allocation`: who was drawn to which arm, by date, with the flow and the balance (DGR-1 and the follow-up).

mod flow;

use super::outcome_table::{arm_columns, beside_word};
use super::{Context, arms, trial_notes, withheld};
use crate::cohort::{Arm, Trial};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Label, Light, Note, Reason, Row,
    Shape, Table, Unit,
};
use crate::study::AllocationPlan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Mean days of a month.
const MONTH_DAYS: f64 = 365.25 / 12.0;

/// Runs the analysis.
pub fn run(context: &Context, plan: &AllocationPlan) -> (AnalysisResult, Vec<Note>) {
    let needs = |what: &str| {
        let reason = Reason::new("needs-data", &[("needs", what.to_string())]);
        (AnalysisResult::NotEstimated(reason), Vec::new())
    };
    let Some(trial) = &context.trial else {
        return needs("enrolment");
    };
    let beside = match arms::beside(context, &plan.beside_arm) {
        Ok(beside) => beside,
        Err(column) => return needs(&column),
    };
    let flow = flow::of(context, plan, trial, beside.as_ref());
    let own: Vec<Option<Arm>> = context.cohort.members.iter().map(|m| Some(m.arm)).collect();
    let dates = by_date(context, trial, &own);
    let other = beside.as_ref().map(|b| (b, by_date(context, trial, &b.of)));
    let uneven = dates
        .values()
        .filter(|n| n[0].abs_diff(n[1]) > u64::from(plan.balance));
    let uneven = uneven.count();
    let described = Described {
        finding: flow.finding(context, plan.balance, uneven),
        shows: Label::said("trial-shows-allocation"),
        tables: vec![
            flow.table(context),
            date_table(context, plan, trial, &dates, other.as_ref()),
        ],
        chart: Some(Chart {
            shape: Shape::Flow,
            table: 0,
            columns: vec![0],
            limits: vec![None],
            ends: None,
            x: Label::said("trial-persons"),
            y: Label::said("trial-step"),
            marks: Vec::new(),
        }),
    };
    let mut notes = trial_notes::of_arms(context);
    notes.extend(flow.notes());
    notes.extend(beside.as_ref().and_then(arms::OtherArms::note));
    let members = context.cohort.members.iter();
    let late = members.filter(|m| !trial.is_followed(m.person as usize));
    let late = late.count();
    if late > 0 {
        let facts = [
            ("persons", late.to_string()),
            ("date", trial.until.to_string()),
        ];
        notes.push(Note::new("drawn-after-end", &facts));
    }
    if uneven > 0 {
        let facts = [
            ("dates", uneven.to_string()),
            ("most", plan.balance.to_string()),
        ];
        notes.push(Note::new("arms-uneven", &facts));
    }
    (AnalysisResult::Described(Box::new(described)), notes)
}

/// The settings in force.
pub fn settings(plan: &AllocationPlan) -> Vec<(&'static str, String)> {
    vec![
        ("excluded", plan.excluded.clone()),
        ("beside_arm", beside_word(&plan.beside_arm)),
        ("balance", plan.balance.to_string()),
    ]
}

type ByDate = BTreeMap<Date, [u64; 2]>;

/// Persons of each arm by the day they were drawn; participant first.
fn by_date(context: &Context, trial: &Trial, arm: &[Option<Arm>]) -> ByDate {
    let mut dates = ByDate::new();
    for (member, arm) in context.cohort.members.iter().zip(arm) {
        if let Some((date, arm)) = trial.drawn(member.person as usize).zip(*arm) {
            dates.entry(date).or_default()[usize::from(arm == Arm::Comparison)] += 1;
        }
    }
    dates
}

fn date_table(
    context: &Context,
    plan: &AllocationPlan,
    trial: &Trial,
    dates: &ByDate,
    other: Option<&(&arms::OtherArms, ByDate)>,
) -> Table {
    let numbers: Vec<[u64; 2]> = dates.values().copied().collect();
    let hidden = withheld::rows(context, &numbers);
    let mut rows: Vec<Row> = dates
        .iter()
        .zip(hidden)
        .map(|((date, n), hidden)| {
            let days = f64::from((trial.until - *date).get_days());
            let mut cells = match hidden {
                false => arm_cells(*n, plan.balance),
                true => withheld_cells(),
            };
            // Nobody is followed who is drawn after the last day of the events.
            cells.extend(match days >= 0.0 {
                true => [
                    Cell::number(days, Unit::Days),
                    Cell::number(days / MONTH_DAYS, Unit::Months),
                ],
                false => [Cell::Empty, Cell::Empty],
            });
            let here = other.map(|(_, o)| o.get(date).copied().unwrap_or_default());
            cells.extend(other_cells(other, here.filter(|_| !hidden)));
            Row::new(&date.to_string(), date_label(*date), cells)
        })
        .collect();
    let sum = |dates: &ByDate| {
        let both = dates.values();
        both.fold([0; 2], |sum, n| [sum[0] + n[0], sum[1] + n[1]])
    };
    let mut cells = arm_cells(sum(dates), plan.balance);
    cells.extend([Cell::Empty, Cell::Empty]);
    // The rule is about each date.
    cells[4] = Cell::Empty;
    cells.extend(other_cells(other, other.map(|(_, o)| sum(o))));
    rows.push(Row::new("total", Label::said("trial-total"), cells).total());
    Table {
        id: "by-date".to_string(),
        title: Label::said("trial-by-date"),
        stub: Label::said("trial-date"),
        of: Counted::Persons,
        columns: date_columns(context, other.map(|(o, _)| o.column.as_str())),
        rows,
    }
}

fn arm_cells([first, second]: [u64; 2], balance: u32) -> Vec<Cell> {
    let even = first.abs_diff(second) <= u64::from(balance);
    vec![
        Cell::Count(Some(first)),
        Cell::Count(Some(second)),
        Cell::Count(Some(first + second)),
        Cell::estimate(
            crate::findings::Estimated::Made(first as f64 - second as f64),
            Unit::Whole,
            None,
        ),
        Cell::Light(if even { Light::Green } else { Light::Red }),
    ]
}

/// The cells of a date whose numbers would tell of few persons.
fn withheld_cells() -> Vec<Cell> {
    let mut cells = vec![Cell::Count(None); 3];
    cells.extend([Cell::Empty, Cell::Empty]);
    cells
}

/// Persons by the other arms; withheld without numbers.
fn other_cells(other: Option<&(&arms::OtherArms, ByDate)>, n: Option<[u64; 2]>) -> Vec<Cell> {
    let counts = [0, 1].map(|side| Cell::Count(n.map(|n| n[side])));
    match other {
        Some(_) => counts.into(),
        None => Vec::new(),
    }
}

fn date_columns(context: &Context, other: Option<&str>) -> Vec<Column> {
    let mut columns = arm_columns(context);
    for (id, code) in [
        ("difference", "trial-difference"),
        ("balance", "trial-balance"),
        ("follow_up_days", "trial-follow-up-days"),
        ("follow_up_months", "trial-follow-up-months"),
    ] {
        columns.push(Column::new(id, Label::said(code)));
    }
    if let Some(name) = other {
        let over = Label::with("trial-by-arms", &[("term", name.to_string())]);
        let arms = arm_columns(context).into_iter().take(2);
        columns.extend(
            arms.map(|c| {
                Column::new(&format!("{name}.{}", c.id), c.label.clone()).over(over.clone())
            }),
        );
    }
    columns
}

/// A date as each language writes it.
fn date_label(date: Date) -> Label {
    Label::with("trial-on", &[("date", date.to_string())])
}
