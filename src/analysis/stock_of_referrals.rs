//! Referrals to groups: how many are in each group over time, and how the municipalities refer (FSM-1).

use super::stock::{Series, file_columns, period_label, step_at, steps, unknown_groups};
use super::{Context, words};
use crate::calendar::{Month, MonthWindow, Week};
use crate::cohort::{Referral, Referrals};
use crate::findings::{Cell, Column, Counted, Label, Note, Reason, Row, Table};
use crate::study::{RecordKind, StockGroup, StockStep};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Persons in each group on the first day of each step, and first referrals by municipality.
pub fn series(
    context: &Context,
    groups: &[StockGroup],
    step: StockStep,
    by_site: bool,
) -> Result<Series, Reason> {
    let needs = || Reason::new("needs-data", &[("needs", "enrolment".to_string())]);
    let records = context.records.get(&RecordKind::Enrolment);
    let referrals = records.and_then(|r| Referrals::of(r, context.register).ok());
    let referrals = referrals.ok_or_else(needs)?;
    let steps = match context.plan.register.weekly {
        Some(_) => steps(context.cohort.windows[0], step)?,
        None => steps(spanned(&referrals).ok_or_else(needs)?, step)?,
    };
    let (columns, places) = file_columns(groups, &referrals.groups);
    let row = |(name, months): &(String, MonthWindow)| {
        let counts = counts(
            referrals.on(first_day(months.first)),
            referrals.groups.len(),
        );
        let mut cells: Vec<Cell> = places.iter().map(|p| count_cell(&counts, *p)).collect();
        cells.push(Cell::Count(Some(counts.iter().sum())));
        Row::new(name, period_label(name), cells).at(step_at(*months))
    };
    let rows: Vec<Row> = steps.iter().map(row).collect();
    let first: Vec<&Referral> = first_referrals(&referrals);
    let mut beside = vec![referred_table(
        &columns,
        &places,
        &first,
        referrals.groups.len(),
    )];
    let mut notes = unknown_groups(groups, &places);
    if by_site {
        let (table, unknown) =
            site_table(context, &columns, &places, &first, referrals.groups.len());
        beside.push(table);
        let note = Note::new("fsmkl-unknown-site", &[("persons", unknown.to_string())]);
        notes.extend((unknown > 0).then_some(note));
    }
    if referrals.unmatched > 0 {
        let facts = [("persons", referrals.unmatched.to_string())];
        notes.push(Note::new("fsmkl-not-in-register", &facts));
    }
    let drawn = (0..columns.len()).collect();
    let mut with_total = columns;
    with_total.push(Column::new("total", Label::said("fsmkl-total")));
    Ok(Series {
        groups: drawn,
        table: Table {
            id: "stock".to_string(),
            title: Label::said("fsmkl-in-groups"),
            stub: Label::said("fsmkl-first-day"),
            of: Counted::Persons,
            columns: with_total,
            rows,
        },
        beside,
        notes,
        shows: Label::said("fsmkl-shows-referrals"),
        unit: "fsmkl-persons",
    })
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
    rows.push(Row::new("total", Label::said("fsmkl-total"), total).total());
    Table {
        id: "referred".to_string(),
        title: Label::said("fsmkl-referred"),
        stub: Label::said("fsmkl-group"),
        of: Counted::Persons,
        columns: vec![
            Column::new("persons", Label::said("fsmkl-persons")),
            Column::new("share", Label::said("fsmkl-share")),
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
    let mut with_persons = vec![Column::new("persons", Label::said("fsmkl-persons"))];
    with_persons.extend(columns.iter().cloned());
    let table = Table {
        id: "sites".to_string(),
        title: Label::said("fsmkl-referred-by-site"),
        stub: Label::said("fsmkl-municipality"),
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

fn first_day(month: Month) -> Date {
    let (year, month) = month.year_month();
    Date::new(year as i16, month as i8, 1).unwrap_or(Date::MIN)
}
