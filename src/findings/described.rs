//! Results that are tables as a report prints them: rows and columns of typed cells, and how the table is drawn.
//!
//! The kinds that describe (surveys, fidelity, flows, stocks, criteria) all end here, so that there is one gate, one way to print and one way to
//! draw for them. Ids are stable words (`cash-benefit`, `start`, `101`): a figure is found again as analysis, table, row, column.

use super::{Estimated, Note, Reason, Share, Text};
use serde::{Deserialize, Serialize};

/// One or more tables, and the figure of one of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Described {
    /// What the tables show, in a sentence that states the finding.
    pub finding: Label,
    /// What is shown, of whom, in which unit.
    pub shows: Label,
    pub tables: Vec<Table>,
    pub chart: Option<Chart>,
}

/// Words: from the study file or the data, or the program's own by code, worded by the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// As the study file or the data have it.
    Given(Text),
    /// A phrase of the program, with facts for its blanks.
    Said(Note),
}

/// Before a code, makes a fact of a phrase stand for another phrase of the program: `label:total`.
pub const PHRASE: &str = "label:";

impl Label {
    /// A phrase of the program without blanks.
    pub fn said(code: &str) -> Label {
        Label::Said(Note::new(code, &[]))
    }

    /// A phrase of the program.
    pub fn with(code: &str, facts: &[(&str, String)]) -> Label {
        Label::Said(Note::new(code, facts))
    }

    /// Words that are the same in every language, such as a name.
    pub fn name(words: &str) -> Label {
        Label::Given(Text {
            da: words.to_string(),
            en: words.to_string(),
        })
    }
}

/// A table. Every row has a cell per column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub id: String,
    pub title: Label,
    /// Heading over the row labels.
    pub stub: Label,
    /// What counts and shares count; decides whether the gate looks at them.
    pub of: Counted,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// What is counted in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    Persons,
    /// Answers to surveys: of persons, and gated as they are.
    Answers,
    /// Municipalities or job centres: no persons, never withheld.
    Sites,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub id: String,
    pub label: Label,
    /// A heading over this and the neighbouring columns that have the same.
    pub over: Option<Label>,
}

impl Column {
    /// A column without a heading over it.
    pub fn new(id: &str, label: Label) -> Column {
        Column {
            id: id.to_string(),
            label,
            over: None,
        }
    }

    /// With a heading over it.
    pub fn over(self, over: Label) -> Column {
        Column {
            over: Some(over),
            ..self
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    pub label: Label,
    /// A heading above this and the following rows that have the same.
    pub under: Option<Label>,
    /// A total or another row set apart.
    pub total: bool,
    /// Where the row stands on a numeric axis (a week, a year), for lines.
    pub at: Option<f64>,
    /// Where the row stands in a flow diagram; none is not drawn in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<FlowPlace>,
    pub cells: Vec<Cell>,
}

impl Row {
    /// A plain row.
    pub fn new(id: &str, label: Label, cells: Vec<Cell>) -> Row {
        Row {
            id: id.to_string(),
            label,
            under: None,
            total: false,
            at: None,
            place: None,
            cells,
        }
    }

    /// Set apart as a total.
    pub fn total(self) -> Row {
        Row {
            total: true,
            ..self
        }
    }

    /// Under a heading.
    pub fn under(self, under: Label) -> Row {
        Row {
            under: Some(under),
            ..self
        }
    }

    /// At a place of a flow diagram.
    pub fn placed(self, place: FlowPlace) -> Row {
        Row {
            place: Some(place),
            ..self
        }
    }

    /// At a place on a numeric axis.
    pub fn at(self, at: f64) -> Row {
        Row {
            at: Some(at),
            ..self
        }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// Nothing belongs here.
    Empty,
    /// A number of what the table counts; `None` is withheld.
    Count(Option<u64>),
    /// A share of what the table counts, and its light if it is judged.
    Share {
        share: Share,
        light: Option<Light>,
    },
    /// A number with its unit and, where it stands for several, how many are behind it.
    Number {
        value: Estimated<f64>,
        unit: Unit,
        /// What is behind it, in the table's unit of count.
        n: Option<u64>,
        light: Option<Light>,
    },
    /// A judgement alone.
    Light(Light),
    Words(Label),
}

impl Cell {
    /// A share without a light.
    pub fn share(numerator: u64, denominator: u64) -> Cell {
        Cell::Share {
            share: Share::of(numerator, denominator),
            light: None,
        }
    }

    /// A number that was made, with nothing counted behind it.
    pub fn number(value: f64, unit: Unit) -> Cell {
        Cell::estimate(Estimated::Made(value), unit, None)
    }

    /// A number or the reason why there is none, with the number behind it. What is not finite is no number.
    pub fn estimate(value: Estimated<f64>, unit: Unit, n: Option<u64>) -> Cell {
        let value = match value {
            Estimated::Made(number) if !number.is_finite() => {
                Estimated::Not(Reason::new("not-finite", &[]))
            }
            value => value,
        };
        Cell::Number {
            value,
            unit,
            n,
            light: None,
        }
    }
}

/// What a number is, which decides how it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A fraction, printed in percent.
    Fraction,
    /// A difference of fractions, printed in percentage points.
    Points,
    /// A mean of answers or another score.
    Score,
    /// A whole number of something that is not a person.
    Whole,
    /// An amount that is no whole number: cases per worker, meetings per citizen.
    Amount,
    /// Full-time persons, a mean over the weeks of a period.
    FullTime,
    Weeks,
    Months,
    Years,
    Hours,
    Days,
    /// A test statistic.
    Statistic,
    DegreesOfFreedom,
    PValue,
    Correlation,
    /// A slope, a loading or another coefficient.
    Coefficient,
    HazardRatio,
}

/// The traffic lights of the reports; never colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Light {
    Green,
    Yellow,
    Red,
    /// Nobody answered, or the rule does not judge this cell.
    Grey,
}

/// How one of the tables is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub shape: Shape,
    /// Index of the table drawn.
    pub table: usize,
    /// Columns drawn, by index, in order: series, bars of a group, or parts of a stack.
    pub columns: Vec<usize>,
    /// Columns with lower and upper limits of each of `columns`; empty when nothing has limits.
    pub limits: Vec<Option<[usize; 2]>>,
    /// Where the axis of the values of bars and boxes ends, as a scale has it, lowest first; bars begin at the lowest. Otherwise the values decide.
    pub ends: Option<[f64; 2]>,
    /// Title of what runs across the sheet: the values of bars, stacks and boxes, the columns of lights.
    pub x: Label,
    /// Title of what runs down or up the sheet: the rows of bars, stacks, boxes and lights, the values of lines.
    pub y: Label,
    /// Lines across the chart: at a place of the rows (a reform) or at a value (a criterion).
    pub marks: Vec<Mark>,
}

/// How the rows of a table become marks on paper. Rows that are totals are drawn too, except in `Boxes` and `Scatter`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Rows are points by `at`, columns are series.
    Lines,
    /// Rows are groups of horizontal bars, columns are the bars.
    Bars,
    /// Rows are bars, columns are parts of 100 percent.
    Stacked,
    /// The same, each part told by how many it counts.
    StackedCounts,
    /// Rows are boxes; the columns are least, lower quartile, median, upper quartile and greatest.
    Boxes,
    /// Rows are points; the columns are x and y. A least-squares line is drawn through them.
    Scatter,
    /// Rows by columns of lights, each with its colour, glyph and word.
    Lights,
    /// Rows are boxes of a flow diagram, by `Row::place`; the column is what the boxes count.
    Flow,
}

/// Where a row stands in a flow diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlowPlace {
    /// A box under the one before.
    Trunk,
    /// A box beside the way from the trunk box before to the next: those who leave there.
    Beside,
    /// As `Beside`, for those of whom nobody knows where they went.
    Lost,
    /// One of the boxes side by side under the last of the trunk.
    Branch,
    /// A line in the box before.
    Inside,
    /// A line under all boxes.
    Below,
}

/// A line across the chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub axis: MarkAxis,
    /// Where on the axis; on that of the values in the unit of the cells, a share as a fraction.
    pub at: f64,
    pub label: Label,
}

/// The axis that a mark stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkAxis {
    /// The places of the rows, which only `Lines` have.
    Rows,
    /// What the cells hold.
    Values,
}

impl Mark {
    /// A line at a place of the rows.
    pub fn on_rows(at: f64, label: Label) -> Mark {
        let axis = MarkAxis::Rows;
        Mark { axis, at, label }
    }

    /// A line at a value.
    pub fn on_values(at: f64, label: Label) -> Mark {
        let axis = MarkAxis::Values;
        Mark { axis, at, label }
    }
}
