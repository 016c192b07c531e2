//! The tables of a criterion.

use super::super::{Context, words};
use super::judged::Judged;
use super::tally::{Rule, Tally};
use super::{READINGS, reading_label};
use crate::calendar::MonthWindow;
use crate::findings::{Cell, Column, Counted, Label, Row, Table, Unit};
use crate::register::aggregates::month_at;
use crate::study::CriterionReading;
use std::collections::BTreeMap;

/// Municipalities with their share, greatest first, and the share by each outcome beside it.
pub fn sites(
    context: &Context,
    judged: &Judged,
    rule: Rule,
    tallies: &BTreeMap<u16, Tally>,
) -> Table {
    let mut sites: Vec<(&u16, &Tally)> = tallies.iter().collect();
    sites.sort_by(|(a, x), (b, y)| {
        let share = |t: &Tally| t.fraction(rule.reading);
        share(y).total_cmp(&share(x)).then(a.cmp(b))
    });
    let beside = (1..judged.outcomes.len()).map(|at| judged.tally(judged.window, at));
    let beside: Vec<BTreeMap<u16, Tally>> = beside.collect();
    let row = |(code, tally): (&u16, &Tally)| {
        let name = words::municipality(context, *code);
        let mut cells = vec![Cell::Count(Some(tally.persons)), tally.judged(rule)];
        let others = beside.iter().map(|tallies| tallies.get(code));
        cells.extend(others.map(|t| t.map_or(Cell::Empty, |t| t.cell(rule.reading, None))));
        Row::new(&code.to_string(), Label::name(&name), cells)
    };
    let mut columns = vec![
        Column::new("persons", Label::said("criterion-persons")),
        share_column(rule),
    ];
    columns.extend(judged.outcomes[1..].iter().map(|index| {
        let outcome = words::outcome(context, *index);
        let column = Column::new(&outcome.id, Label::Given(outcome.label));
        column.over(Label::said("criterion-beside"))
    }));
    Table {
        id: "sites".to_string(),
        title: Label::said("criterion-by-site"),
        stub: Label::said("municipality"),
        of: Counted::Persons,
        columns,
        rows: sites.into_iter().map(row).collect(),
    }
}

fn share_column(rule: Rule) -> Column {
    Column::new("share", Label::said(reading_label(rule.reading)))
}

/// Municipalities that meet the criterion, by outcome and reading.
pub fn met(context: &Context, judged: &Judged, percent: f64) -> Table {
    let cell = |tallies: &BTreeMap<u16, Tally>, reading| {
        let rule = Rule { reading, percent };
        Cell::share(met_in(tallies, rule), tallies.len() as u64)
    };
    Table {
        id: "criterion".to_string(),
        title: Label::said("criterion-met"),
        of: Counted::Sites,
        ..by_outcome(context, judged, cell)
    }
}

/// The whole group, by outcome and reading.
pub fn all(context: &Context, judged: &Judged) -> Table {
    let cell =
        |tallies: &BTreeMap<u16, Tally>, reading| Tally::sum(tallies.values()).cell(reading, None);
    Table {
        id: "all".to_string(),
        title: Label::said("criterion-all"),
        of: Counted::Persons,
        ..by_outcome(context, judged, cell)
    }
}

/// How many municipalities have enough.
pub fn met_in(tallies: &BTreeMap<u16, Tally>, rule: Rule) -> u64 {
    tallies.values().filter(|t| t.met(rule)).count() as u64
}

fn by_outcome(
    context: &Context,
    judged: &Judged,
    cell: impl Fn(&BTreeMap<u16, Tally>, CriterionReading) -> Cell,
) -> Table {
    let row = |(at, index): (usize, &usize)| {
        let outcome = words::outcome(context, *index);
        let tallies = judged.tally(judged.window, at);
        let cells = READINGS.iter().map(|(reading, _)| cell(&tallies, *reading));
        Row::new(&outcome.id, Label::Given(outcome.label), cells.collect())
    };
    let column = |(reading, word): &(CriterionReading, &str)| {
        Column::new(word, Label::said(reading_label(*reading)))
    };
    Table {
        id: String::new(),
        title: Label::said("criterion-all"),
        stub: Label::said("criterion-content"),
        of: Counted::Persons,
        columns: READINGS.iter().map(column).collect(),
        rows: judged.outcomes.iter().enumerate().map(row).collect(),
    }
}

/// The main outcome over windows of the same length, one month after another.
pub fn rolling(judged: &Judged, rule: Rule) -> Table {
    let row = |window: MonthWindow| {
        let tallies = judged.tally(window, 0);
        let all = Tally::sum(tallies.values());
        let cells = vec![
            Cell::Count(Some(all.persons)),
            all.cell(rule.reading, None),
            Cell::number(met_in(&tallies, rule) as f64, Unit::Whole),
            Cell::number(tallies.len() as f64, Unit::Whole),
        ];
        let label = Label::with("criterion-months", &[("months", window.to_string())]);
        Row::new(&window.last.to_string(), label, cells).at(month_at(window.last))
    };
    Table {
        id: "rolling".to_string(),
        title: Label::said("criterion-rolling"),
        stub: Label::said("criterion-window"),
        of: Counted::Persons,
        columns: vec![
            Column::new("persons", Label::said("criterion-persons")),
            share_column(rule),
            Column::new("met", Label::said("criterion-sites-met")),
            Column::new("sites", Label::said("criterion-sites-judged")),
        ],
        rows: judged.rolling().into_iter().map(row).collect(),
    }
}
