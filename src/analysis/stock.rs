//! `stock`: persons in groups over time, from published aggregates, the weekly extract or the enrolment (KL-1, KL-2, FSM-1).

use super::answers::listed;
use super::described_parts::{TOLD_FROM, given};
use super::{Context, stock_of_referrals, stock_of_register, words};
use crate::calendar::{Month, MonthWindow};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Mark, Note, Reason,
    Row, Shape, Table, Unit,
};
use crate::register::aggregates::{Aggregates, Period, month_at};
use crate::study::{RecordKind, StockGroup, StockPlan, StockSourcePlan, StockStep};

/// A table of groups over time, and what comes with it.
pub(super) struct Series {
    pub table: Table,
    /// The drawn columns: the groups.
    pub groups: Vec<usize>,
    /// Tables beside the series.
    pub beside: Vec<Table>,
    pub notes: Vec<Note>,
    pub shows: Label,
    pub unit: &'static str,
    /// What is told before the numbers themselves, if anything is.
    pub finding: Option<Label>,
}

/// Runs the analysis.
pub fn run(context: &Context, plan: &StockPlan) -> (AnalysisResult, Vec<Note>) {
    let made = match &plan.source {
        StockSourcePlan::Aggregates { measure, groups } => {
            published(context, measure.as_deref(), groups)
        }
        StockSourcePlan::Register {
            categories,
            count,
            step,
        } => stock_of_register::series(context, categories, *count, *step),
        StockSourcePlan::Enrolment {
            groups,
            step,
            by_site,
            target,
        } => stock_of_referrals::series(context, groups, *step, *by_site, *target),
    };
    match made {
        Ok(series) => described(plan, series),
        Err(reason) => (AnalysisResult::NotEstimated(reason), Vec::new()),
    }
}

/// The settings in force.
pub fn settings(plan: &StockPlan) -> Vec<(&'static str, String)> {
    let mut settings = match &plan.source {
        StockSourcePlan::Aggregates { measure, .. } => {
            let mut settings = vec![("source", "aggregates".to_string())];
            settings.extend(measure.clone().map(|m| ("measure", m)));
            settings
        }
        StockSourcePlan::Register { count, step, .. } => vec![
            ("source", "register".to_string()),
            ("count", stock_of_register::count_word(*count).to_string()),
            ("step", step_word(*step).to_string()),
        ],
        StockSourcePlan::Enrolment { step, target, .. } => {
            let mut settings = vec![
                ("source", "enrolment".to_string()),
                ("step", step_word(*step).to_string()),
                ("target", target.is_some().to_string()),
            ];
            let planned = target.and_then(|target| target.planned);
            settings.extend(planned.map(|percent| ("planned", percent.to_string())));
            settings
        }
    };
    settings.extend(plan.reform.as_ref().map(|r| ("reform", r.period.clone())));
    settings.extend(plan.since.clone().map(|since| ("since", since)));
    settings
}

fn step_word(step: StockStep) -> &'static str {
    match step {
        StockStep::Month => "month",
        StockStep::Quarter => "quarter",
        StockStep::Year => "year",
    }
}

fn described(plan: &StockPlan, series: Series) -> (AnalysisResult, Vec<Note>) {
    let mut notes = series.notes;
    let since = plan.since.as_ref();
    let changes = since.and_then(|s| change_table(&series.table, &series.groups, s));
    if let (Some(since), None) = (since, &changes) {
        let facts = [("period", format!("`{since}`"))];
        notes.push(Note::new("stock-no-such-period", &facts));
    }
    let finding = match (&changes, series.finding) {
        (Some(table), _) => change_finding(table),
        (None, Some(finding)) => finding,
        (None, None) => last_finding(&series.table, &series.groups),
    };
    let mark = plan.reform.as_ref().and_then(|r| {
        let at = Period::read(&r.period)?.at;
        let label = Label::Given(words::text(&r.label));
        Some(Mark::on_rows(at, label))
    });
    let mut tables = vec![series.table];
    tables.extend(changes);
    tables.extend(series.beside);
    let described = Described {
        finding,
        shows: series.shows,
        tables,
        chart: Some(Chart {
            shape: Shape::Lines,
            table: 0,
            limits: vec![None; series.groups.len()],
            columns: series.groups,
            ends: None,
            x: Label::said("stock-period"),
            y: Label::said(series.unit),
            marks: mark.into_iter().collect(),
        }),
    };
    (AnalysisResult::Described(Box::new(described)), notes)
}

/// The series of a file of published aggregates.
fn published(
    context: &Context,
    measure: Option<&str>,
    groups: &[StockGroup],
) -> Result<Series, Reason> {
    let records = context.records.get(&RecordKind::Aggregates);
    let aggregates = records.and_then(|r| Aggregates::of(r, measure).ok());
    let needs = || Reason::new("needs-data", &[("needs", "aggregates".to_string())]);
    let aggregates = aggregates.ok_or_else(needs)?;
    let (columns, places) = file_columns(groups, &aggregates.groups);
    let whole = aggregates.values.values().all(|v| v.fract() == 0.0);
    let unit = if whole { Unit::Whole } else { Unit::Amount };
    let row = |(at, period): (usize, &Period)| {
        let cell = |place: &Option<usize>| {
            let value = place.and_then(|p| aggregates.values.get(&(at, p)));
            value.map_or(Cell::Empty, |v| Cell::number(*v, unit))
        };
        let cells = places.iter().map(cell).collect();
        Row::new(&period.text, Label::name(&period.text), cells).at(period.at)
    };
    Ok(Series {
        groups: (0..columns.len()).collect(),
        notes: unknown_groups(groups, &aggregates.groups),
        table: Table {
            id: "stock".to_string(),
            title: Label::said("stock-title"),
            stub: Label::said("stock-period"),
            // Published before: nothing in it is withheld.
            of: Counted::Sites,
            rows: aggregates.periods.iter().enumerate().map(row).collect(),
            columns,
        },
        beside: Vec::new(),
        shows: Label::said("stock-shows-aggregates"),
        unit: "stock-published-number",
        finding: None,
    })
}

/// A column per group of the study, or per group of the file, and where the file has it.
pub(super) fn file_columns(
    groups: &[StockGroup],
    words_of_file: &[String],
) -> (Vec<Column>, Vec<Option<usize>>) {
    if groups.is_empty() {
        let columns = words_of_file.iter().map(|w| Column::new(w, Label::name(w)));
        return (
            columns.collect(),
            (0..words_of_file.len()).map(Some).collect(),
        );
    }
    let columns = groups
        .iter()
        .map(|g| Column::new(&g.id, Label::Given(words::text(&g.label))));
    let place = |g: &StockGroup| words_of_file.iter().position(|w| *w == g.word);
    (columns.collect(), groups.iter().map(place).collect())
}

/// Groups of the study that the file does not have, and groups of the file that the study does not name: either may be misspelt.
pub(super) fn unknown_groups(groups: &[StockGroup], words_of_file: &[String]) -> Vec<Note> {
    let ours = || groups.iter().map(|g| g.word.as_str());
    let theirs = || words_of_file.iter().map(String::as_str);
    let lost = ours().filter(|word| theirs().all(|w| w != *word));
    let further = theirs().filter(|word| !groups.is_empty() && ours().all(|w| w != *word));
    let named = [
        ("stock-no-such-group", listed(lost)),
        ("stock-groups-not-shown", listed(further)),
    ];
    let met = named.into_iter().filter(|(_, names)| !names.is_empty());
    met.map(|(code, names)| Note::new(code, &[("names", names)]))
        .collect()
}

/// Each group at the period that changes are counted from and at the end, and the change.
fn change_table(series: &Table, groups: &[usize], since: &str) -> Option<Table> {
    let first = series.rows.iter().find(|row| row.id == since)?;
    let last = series.rows.last()?;
    let row = |group: &usize| {
        let column = &series.columns[*group];
        let (from, to) = (amount(&first.cells[*group]), amount(&last.cells[*group]));
        // Behind a change are the fewer persons of the two ends, for the gate.
        let fewer = behind(&first.cells[*group])
            .into_iter()
            .chain(behind(&last.cells[*group]));
        let n = fewer.min();
        let made = |value: Option<f64>, unit| {
            value.map_or(Cell::Empty, |v| Cell::estimate(Estimated::Made(v), unit, n))
        };
        let change = from.zip(to).map(|(from, to)| to - from);
        let ratio = change.zip(from).filter(|(_, from)| *from != 0.0);
        let cells = vec![
            first.cells[*group].clone(),
            last.cells[*group].clone(),
            made(change, unit_of(&last.cells[*group])),
            made(ratio.map(|(change, from)| change / from), Unit::Fraction),
        ];
        Row::new(&column.id, column.label.clone(), cells)
    };
    // A dash between the periods keeps a year from being printed as a number.
    let periods = [("periods", format!("{}–{}", first.id, last.id))];
    Some(Table {
        id: "change".to_string(),
        title: Label::with("stock-change-in", &periods),
        stub: Label::said("group"),
        of: series.of,
        columns: vec![
            Column::new("from", Label::name(&first.id)),
            Column::new("to", Label::name(&last.id)),
            Column::new("change", Label::said("stock-change")),
            Column::new("relative", Label::said("stock-relative-change")),
        ],
        rows: groups.iter().map(row).collect(),
    })
}

/// The persons behind a cell, where it counts any.
fn behind(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Count(count) => *count,
        Cell::Number { n, .. } => *n,
        _ => None,
    }
}

/// A change is printed as what changed.
fn unit_of(cell: &Cell) -> Unit {
    match cell {
        Cell::Number { unit, .. } => *unit,
        _ => Unit::Whole,
    }
}

fn amount(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Count(count) => count.map(|c| c as f64),
        Cell::Number { value, .. } => value.made().copied(),
        _ => None,
    }
}

/// The group that changed most, in numbers.
fn change_finding(table: &Table) -> Label {
    let change = |row: &Row| amount(&row.cells[2]).filter(|_| told(row));
    let changed = table
        .rows
        .iter()
        .filter_map(|row| Some((row, change(row)?)));
    let most = changed.max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()));
    let Some((row, change)) = most else {
        return Label::said("stock-found");
    };
    let (da, en) = given(&row.label);
    let facts = [
        ("change", format!("{:.0}", change.abs())),
        ("group_da", da),
        ("group_en", en),
        ("periods", periods_of(table)),
    ];
    let code = match change >= 0.0 {
        true => "stock-found-rise",
        false => "stock-found-fall",
    };
    Label::with(code, &facts)
}

/// The largest group in the last period.
fn last_finding(series: &Table, groups: &[usize]) -> Label {
    let said = || Label::said("stock-found");
    let Some(row) = series.rows.last() else {
        return said();
    };
    let told = |group: &usize| {
        let cell = &row.cells[*group];
        let few = behind(cell).is_some_and(|n| n < TOLD_FROM);
        amount(cell).filter(|_| !few).map(|value| (*group, value))
    };
    let largest = groups
        .iter()
        .filter_map(told)
        .max_by(|(_, a), (_, b)| a.total_cmp(b));
    let Some((group, value)) = largest else {
        return said();
    };
    let (da, en) = given(&series.columns[group].label);
    let mut facts = vec![
        ("value", format!("{value:.0}")),
        ("group_da", da),
        ("group_en", en),
    ];
    // A bare year would be printed as a number.
    if row.id.contains(['-', 'Q']) {
        facts.push(("period", row.id.clone()));
    }
    Label::with("stock-found-last", &facts)
}

fn periods_of(table: &Table) -> String {
    let named = table.columns[..2].iter().map(|c| given(&c.label).0);
    named.collect::<Vec<String>>().join("–")
}

/// Few persons at either end are not put into a sentence.
fn told(row: &Row) -> bool {
    let few = |cell: &Cell| matches!(cell, Cell::Count(Some(n)) if *n < TOLD_FROM);
    !row.cells[..2].iter().any(few)
}

/// The full steps of a window of weeks: name and months.
pub(super) fn steps(
    window: crate::calendar::Window,
    step: StockStep,
) -> Result<Vec<(String, MonthWindow)>, Reason> {
    let needs = || Reason::new("needs-data", &[("needs", "full months".to_string())]);
    let months = MonthWindow::full_in(window).ok_or_else(needs)?;
    let length = match step {
        StockStep::Month => 1,
        StockStep::Quarter => 3,
        StockStep::Year => 12,
    };
    let first = months.first.0 + (length - months.first.0.rem_euclid(length)).rem_euclid(length);
    let starts = (first..=months.last.0 - length + 1).step_by(length as usize);
    let name = |month: Month| {
        let (year, number) = month.year_month();
        match step {
            StockStep::Month => month.to_string(),
            StockStep::Quarter => format!("{year}Q{}", (number + 2) / 3),
            StockStep::Year => year.to_string(),
        }
    };
    let window = |start: i32| MonthWindow {
        first: Month(start),
        last: Month(start + length - 1),
    };
    let steps: Vec<_> = starts.map(|s| (name(Month(s)), window(s))).collect();
    match steps.is_empty() {
        true => Err(needs()),
        false => Ok(steps),
    }
}

/// What a step is called; a month by its name.
pub(super) fn step_label(name: &str) -> Label {
    match name.split_once('-') {
        Some(_) => Label::with("stock-month", &[("month", name.to_string())]),
        None => Label::name(name),
    }
}

/// Where a step stands on an axis of years.
pub(super) fn step_at(months: MonthWindow) -> f64 {
    month_at(months.first)
}
