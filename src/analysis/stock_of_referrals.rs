//! Referrals to groups: how many are in each group over time, and how the municipalities refer (FSM-1).

use super::described_parts::{may_be_told, percent_fact};
use super::referred::{self, referrals};
use super::stock::{Series, file_columns, period_label, step_at, steps, unknown_groups};
use super::target_group::{TargetGroup, met_table};
use super::{Context, words};
use crate::calendar::{MonthWindow, Week};
use crate::cohort::{Referral, Referrals};
use crate::findings::{Cell, Column, Counted, Label, Note, Reason, Row, Table};
use crate::study::{StockGroup, StockStep, TargetPlan};
use std::collections::BTreeMap;

/// Persons in each group on the first day of each step, and first referrals by municipality.
pub fn series(
    context: &Context,
    groups: &[StockGroup],
    step: StockStep,
    by_site: bool,
    target: Option<TargetPlan>,
) -> Result<Series, Reason> {
    let needs = || Reason::new("needs-data", &[("needs", "enrolment".to_string())]);
    let referrals = referrals(context)?;
    let steps = match context.plan.register.weekly {
        Some(_) => steps(context.cohort.windows[0], step)?,
        None => steps(spanned(&referrals).ok_or_else(needs)?, step)?,
    };
    let (columns, places) = file_columns(groups, &referrals.groups);
    let first: Vec<&Referral> = first_referrals(&referrals);
    let group = target.map(|_| TargetGroup::of(context, &first));
    let row = |(name, months): &(String, MonthWindow)| {
        let counts = counts(
            referrals.on(months.first.first_day()),
            referrals.groups.len(),
        );
        let mut cells: Vec<Cell> = places.iter().map(|p| count_cell(&counts, *p)).collect();
        cells.push(Cell::Count(Some(counts.iter().sum())));
        let reached = group.as_ref().map(|g| g.by(months.first.first_day()));
        cells.extend(reached);
        Row::new(name, period_label(name), cells).at(step_at(*months))
    };
    let rows: Vec<Row> = steps.iter().map(row).collect();
    let mut beside = vec![referred_table(
        &columns,
        &places,
        &first,
        referrals.groups.len(),
    )];
    let mut notes = unknown_groups(groups, &referrals.groups);
    if by_site {
        let (table, unknown) =
            site_table(context, &columns, &places, &first, referrals.groups.len());
        beside.push(table);
        let note = Note::new("referral-unknown-site", &[("persons", unknown.to_string())]);
        notes.extend((unknown > 0).then_some(note));
    }
    let planned = target.and_then(|target| target.planned);
    if let Some(group) = &group {
        beside.push(group.table(context, planned));
        beside.extend(planned.map(|percent| met_table(group.met(percent), percent)));
        let note = Note::new("target-outside", &[("persons", group.outside.to_string())]);
        notes.extend((group.outside > 0).then_some(note));
    }
    notes.extend(referred::notes(context, &referrals));
    let drawn = (0..columns.len()).collect();
    let mut with_total = columns;
    with_total.push(Column::new("total", Label::said("total")));
    if group.is_some() {
        with_total.push(Column::new("referred", Label::said("target-referred-by")));
    }
    Ok(Series {
        groups: drawn,
        table: Table {
            id: "stock".to_string(),
            title: Label::said("referral-in-groups"),
            stub: Label::said("referral-first-day"),
            of: Counted::Persons,
            columns: with_total,
            rows,
        },
        beside,
        notes,
        shows: Label::said("referral-shows"),
        unit: "persons",
        finding: group.and_then(|group| finding(&group, planned)),
    })
}

/// How much of the target group is referred, and in how many municipalities enough.
fn finding(group: &TargetGroup, planned: Option<f64>) -> Option<Label> {
    let all = group.all();
    if !may_be_told(all.referred, all.persons) {
        return None;
    }
    let mut facts = vec![
        ("share", percent_fact(all.referred, all.persons)),
        ("persons", all.persons.to_string()),
    ];
    if let Some(percent) = planned {
        let (met, sites) = group.met(percent);
        facts.push(("met", met.to_string()));
        facts.push(("sites", sites.to_string()));
        facts.push(("percent", percent.to_string()));
    }
    Some(Label::with("target-found", &facts))
}

/// Each person's first referral to any group.
fn first_referrals(referrals: &Referrals) -> Vec<&Referral> {
    let mut first: Vec<&Referral> = Vec::new();
    for r in &referrals.all {
        if first.last().is_none_or(|f| f.person != r.person) {
            first.push(r);
        }
    }
    first
}

fn counts<'r>(referrals: impl Iterator<Item = &'r Referral>, groups: usize) -> Vec<u64> {
    let mut counts = vec![0; groups];
    referrals.for_each(|r| counts[r.group as usize] += 1);
    counts
}

/// A group that the file does not have counts nobody.
fn count_of(counts: &[u64], place: Option<usize>) -> u64 {
    place.map_or(0, |p| counts[p])
}

fn count_cell(counts: &[u64], place: Option<usize>) -> Cell {
    Cell::Count(Some(count_of(counts, place)))
}

fn referred_table(
    columns: &[Column],
    places: &[Option<usize>],
    first: &[&Referral],
    groups: usize,
) -> Table {
    let counts = counts(first.iter().copied(), groups);
    let all = first.len() as u64;
    let row = |(column, place): (&Column, &Option<usize>)| {
        let n = count_of(&counts, *place);
        let cells = vec![Cell::Count(Some(n)), Cell::share(n, all)];
        Row::new(&column.id, column.label.clone(), cells)
    };
    let mut rows: Vec<Row> = columns.iter().zip(places).map(row).collect();
    let total = vec![Cell::Count(Some(all)), Cell::share(all, all)];
    rows.push(Row::new("total", Label::said("total"), total).total());
    Table {
        id: "referred".to_string(),
        title: Label::said("referral-first"),
        stub: Label::said("group"),
        of: Counted::Persons,
        columns: vec![
            Column::new("persons", Label::said("persons")),
            Column::new("share", Label::said("share")),
        ],
        rows,
    }
}

/// First referrals by municipality, and how many persons have none that is known.
fn site_table(
    context: &Context,
    columns: &[Column],
    places: &[Option<usize>],
    first: &[&Referral],
    groups: usize,
) -> (Table, u64) {
    let mut sites: BTreeMap<u16, Vec<u64>> = BTreeMap::new();
    let mut unknown = 0;
    for r in first {
        let table = context.register.table.as_ref();
        let code = table.and_then(|t| t.municipality_in(r.person as usize, Week::of(r.date)));
        match code.unwrap_or(0) {
            0 | 411 => unknown += 1,
            code => {
                let counts = sites.entry(code).or_insert_with(|| vec![0; groups]);
                counts[r.group as usize] += 1;
            }
        }
    }
    let row = |(code, counts): (&u16, &Vec<u64>)| {
        let all = counts.iter().sum();
        let mut cells = vec![Cell::Count(Some(all))];
        cells.extend(
            places
                .iter()
                .map(|p| Cell::share(count_of(counts, *p), all)),
        );
        let name = words::municipality(context, *code);
        Row::new(&code.to_string(), Label::name(&name), cells)
    };
    let mut with_persons = vec![Column::new("persons", Label::said("persons"))];
    with_persons.extend(columns.iter().cloned());
    let table = Table {
        id: "sites".to_string(),
        title: Label::said("referral-first-by-site"),
        stub: Label::said("municipality"),
        of: Counted::Persons,
        columns: with_persons,
        rows: sites.iter().map(row).collect(),
    };
    (table, unknown)
}

/// The weeks from the first to the last referral.
fn spanned(referrals: &Referrals) -> Option<crate::calendar::Window> {
    let dates = || referrals.all.iter().map(|r| r.date);
    Some(crate::calendar::Window {
        first: Week::of(dates().min()?),
        last: Week::of(dates().max()?),
    })
}
