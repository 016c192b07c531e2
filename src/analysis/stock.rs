//! `stock`: persons in groups over time, from published aggregates, the weekly extract or the enrolment (KL-1, KL-2, FSM-1).

mod changes;

use super::answers::listed;
use super::{Context, stock_of_referrals, stock_of_register, words};
use crate::calendar::{Month, MonthWindow};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Label, Mark, Note, Reason, Row, Shape,
    Table, Unit,
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
    let changes = since.and_then(|s| changes::table(&series.table, &series.groups, s));
    if let (Some(since), None) = (since, &changes) {
        let facts = [("period", format!("`{since}`"))];
        notes.push(Note::new("stock-no-such-period", &facts));
    }
    let finding = match (&changes, series.finding) {
        (Some(table), _) => changes::finding(table),
        (None, Some(finding)) => finding,
        (None, None) => changes::finding_of_ends(&series.table, &series.groups),
    };
    let mark = plan.reform.as_ref().and_then(|r| {
        let at = Period::read(&r.period)?.at;
        let label = Label::Given(words::text(&r.label));
        Some(Mark::on_rows(at, label))
    });
    let x = Label::said(axis_code(&series.table));
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
            x,
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
        Row::new(&period.text, period_label(&period.text), cells).at(period.at)
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

/// A period in words: `2013Q1`, `2013-01`, `2013-W05` or a year.
pub(super) fn period_label(period: &str) -> Label {
    Label::with("stock-period-name", &[("period", period.to_string())])
}

/// What the periods of a series are.
fn axis_code(series: &Table) -> &'static str {
    let first = series.rows.first().map_or("", |row| row.id.as_str());
    match first {
        id if id.contains('Q') => "stock-quarter",
        id if id.contains("-W") => "stock-week",
        id if id.contains('-') => "stock-month",
        _ => "stock-year",
    }
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

/// Where a step stands on an axis of years.
pub(super) fn step_at(months: MonthWindow) -> f64 {
    month_at(months.first)
}
