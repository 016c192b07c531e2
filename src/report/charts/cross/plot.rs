//! What a shape draws: the cells of a table read as numbers on an axis, and the words around them.

use crate::findings::{
    Analysis, Cell, Chart, Column, Described, Estimated, Light, MarkAxis, Row, Shape, Table, Unit,
};
use crate::report::axis::Ticks;
use crate::report::charts::Sheet;
use crate::report::numbers::{count, in_unit, percent};
use crate::report::reader::Reader;
use crate::report::story::Story;

/// A table, the figure made of it, and for whom.
pub struct Plot<'a> {
    pub reader: &'a Reader<'a>,
    pub analysis: &'a Analysis,
    pub story: &'a Story,
    pub table: &'a Table,
    pub chart: &'a Chart,
}

/// A cell on an axis: shares and their differences in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    Value(f64),
    /// Withheld by the gate: there is a number, and it may not be told.
    Withheld,
    /// There is no number.
    Missing,
}

impl Reading {
    pub fn value(self) -> Option<f64> {
        match self {
            Reading::Value(value) => Some(value),
            _ => None,
        }
    }

    pub fn of(cell: &Cell) -> Reading {
        match cell {
            Cell::Count(Some(n)) => Reading::Value(*n as f64),
            Cell::Count(None) => Reading::Withheld,
            Cell::Share { share, .. } => match (share.numerator, share.denominator) {
                (Some(_), Some(0)) => Reading::Missing,
                (Some(n), Some(d)) => Reading::Value(100.0 * n as f64 / d as f64),
                _ => Reading::Withheld,
            },
            Cell::Number { value, unit, .. } => match value {
                Estimated::Made(v) if v.is_finite() => Reading::Value(v * factor(*unit)),
                Estimated::Suppressed => Reading::Withheld,
                _ => Reading::Missing,
            },
            Cell::Empty | Cell::Light(_) | Cell::Words(_) => Reading::Missing,
        }
    }
}

fn factor(unit: Unit) -> f64 {
    match unit {
        Unit::Fraction | Unit::Points => 100.0,
        _ => 1.0,
    }
}

/// The table and the figure of a result that has one whose columns exist and suit its shape.
pub fn drawable(result: &Described) -> Option<(&Table, &Chart)> {
    let chart = result.chart.as_ref()?;
    let table = result.tables.get(chart.table)?;
    let exist = chart.columns.iter().all(|c| *c < table.columns.len());
    let suit = match chart.shape {
        Shape::Boxes => chart.columns.len() == 5,
        Shape::Scatter => chart.columns.len() == 2,
        Shape::Flow => chart.columns.len() == 1,
        _ => !chart.columns.is_empty(),
    };
    let rows = !drawn_rows(table, chart).is_empty();
    (exist && suit && rows).then_some((table, chart))
}

/// A box or a point stands for one of many, so totals are left out there; a flow draws the rows that have a place in it.
fn drawn_rows<'a>(table: &'a Table, chart: &Chart) -> Vec<&'a Row> {
    let drawn = |row: &&Row| match chart.shape {
        Shape::Boxes | Shape::Scatter => !row.total,
        Shape::Flow => row.place.is_some(),
        _ => true,
    };
    table.rows.iter().filter(drawn).collect()
}

static NOTHING: Cell = Cell::Empty;

impl<'a> Plot<'a> {
    pub fn rows(&self) -> Vec<&'a Row> {
        drawn_rows(self.table, self.chart)
    }

    /// The columns drawn, in order.
    pub fn columns(&self) -> Vec<&'a Column> {
        let columns = self.chart.columns.iter();
        columns.map(|&c| &self.table.columns[c]).collect()
    }

    /// The cell of a row in the `nth` column drawn.
    pub fn cell(&self, row: &'a Row, nth: usize) -> &'a Cell {
        let column = self.chart.columns.get(nth);
        column.and_then(|&c| row.cells.get(c)).unwrap_or(&NOTHING)
    }

    pub fn reading(&self, row: &'a Row, nth: usize) -> Reading {
        Reading::of(self.cell(row, nth))
    }

    /// Lower and upper limit beside the `nth` column drawn; none where its number is not drawn.
    pub fn limits(&self, row: &'a Row, nth: usize) -> Option<(f64, f64)> {
        self.reading(row, nth).value()?;
        let [low, high] = self.chart.limits.get(nth).copied().flatten()?;
        let value = |c: usize| Reading::of(row.cells.get(c)?).value();
        value(low).zip(value(high))
    }

    /// Every number on the axis of the values: cells, limits and, when asked for, marks.
    pub fn values(&self, with_marks: bool) -> Vec<f64> {
        let mut values = vec![];
        for row in self.rows() {
            for nth in 0..self.chart.columns.len() {
                values.extend(self.reading(row, nth).value());
                values.extend(self.limits(row, nth).into_iter().flat_map(|(l, h)| [l, h]));
            }
        }
        if with_marks {
            let marks = self.marks(MarkAxis::Values);
            values.extend(marks.iter().map(|(at, _)| *at));
        }
        values
    }

    /// Ticks of the axis of the values, which ends where the chart says; from zero when asked for and it does not say.
    pub fn ticks(&self, from_zero: bool, wanted: usize) -> Ticks {
        let mut values = self.values(true);
        values.extend(self.chart.ends.into_iter().flatten());
        ticks(&values, from_zero && self.chart.ends.is_none(), wanted)
    }

    /// Where bars begin.
    pub fn base(&self) -> f64 {
        self.chart.ends.map_or(0.0, |[low, _]| low)
    }

    /// The marks on an axis, as that axis counts.
    pub fn marks(&self, axis: MarkAxis) -> Vec<(f64, String)> {
        let factor = match axis {
            MarkAxis::Values if self.in_percent() => 100.0,
            _ => 1.0,
        };
        let marks = self.chart.marks.iter();
        marks
            .filter(|m| m.axis == axis && m.at.is_finite())
            .map(|m| (factor * m.at, self.reader.language.label(&m.label)))
            .collect()
    }

    fn in_percent(&self) -> bool {
        self.any_cell(|cell| match cell {
            Cell::Share { .. } => true,
            Cell::Number { unit, .. } => factor(*unit) > 1.0,
            _ => false,
        })
    }

    /// Whether zero means nothing of what is drawn, so that the axis must show it.
    pub fn counts_from_zero(&self) -> bool {
        self.any_cell(|cell| match cell {
            Cell::Count(_) | Cell::Share { .. } => true,
            Cell::Number { unit, .. } => matches!(
                unit,
                Unit::Fraction
                    | Unit::Points
                    | Unit::Whole
                    | Unit::Amount
                    | Unit::FullTime
                    | Unit::Weeks
                    | Unit::Months
                    | Unit::Years
                    | Unit::Hours
                    | Unit::Days
            ),
            _ => false,
        })
    }

    fn any_cell(&self, is: impl Fn(&Cell) -> bool) -> bool {
        let columns = 0..self.chart.columns.len();
        self.rows()
            .iter()
            .any(|row| columns.clone().any(|nth| is(self.cell(row, nth))))
    }

    /// The heads over the columns, where they tell columns apart.
    pub fn overs(&self) -> Vec<Option<String>> {
        let columns = self.columns();
        let alike = columns.iter().all(|c| c.over == columns[0].over);
        let over = |c: &&Column| {
            let over = c.over.as_ref().filter(|_| !alike)?;
            Some(self.reader.language.label(over))
        };
        columns.iter().map(over).collect()
    }

    /// What the columns are called themselves.
    pub fn labels(&self) -> Vec<String> {
        let columns = self.columns();
        let label = |c: &&Column| self.reader.language.label(&c.label);
        columns.iter().map(label).collect()
    }

    /// What the columns are called; with the heading over them where that tells them apart, and by it alone where nothing else does.
    pub fn names(&self) -> Vec<String> {
        let labels = self.labels();
        let same = labels.iter().all(|l| *l == labels[0]);
        let name = |(over, label): (Option<String>, String)| match over {
            Some(over) if same => over,
            Some(over) => format!("{over}: {label}"),
            None => label,
        };
        self.overs().into_iter().zip(labels).map(name).collect()
    }

    pub fn x_title(&self) -> String {
        self.reader.language.label(&self.chart.x)
    }

    pub fn y_title(&self) -> String {
        self.reader.language.label(&self.chart.y)
    }

    /// A cell's number as its table prints it; nothing where there is none.
    pub fn text(&self, cell: &Cell) -> Option<String> {
        let language = self.reader.language;
        Reading::of(cell).value()?;
        Some(match cell {
            Cell::Count(n) => count(*n, language),
            Cell::Share { share, .. } => percent(*share, 1, language),
            Cell::Number { value, unit, .. } => in_unit(*value.made()?, *unit, language),
            _ => return None,
        })
    }

    /// How many are behind the cells, as "120" or "49–83"; nothing where that is not told.
    pub fn behind<'c>(&self, cells: impl IntoIterator<Item = &'c Cell>) -> Option<String> {
        let told: Vec<u64> = cells.into_iter().filter_map(behind).collect();
        let (low, high) = (*told.iter().min()?, *told.iter().max()?);
        let print = |n: u64| count(Some(n), self.reader.language);
        Some(match low == high {
            true => print(low),
            false => format!("{}\u{2013}{}", print(low), print(high)),
        })
    }

    /// A missing number is a dash beside bars and boxes, a gap in a line, an empty cell of a matrix, and a part that is not there of a stack.
    fn draws_dash(&self, cell: &Cell) -> bool {
        let reading = Reading::of(cell);
        match self.chart.shape {
            Shape::Scatter => false,
            Shape::Lines | Shape::Lights => reading == Reading::Withheld,
            Shape::Stacked => reading.value().is_none() && *cell != Cell::Empty,
            _ => reading.value().is_none(),
        }
    }

    /// The sheet with its title, and under the chart what its dashes mean when it has any.
    pub fn sheet(&self, mut notes: Vec<String>) -> Sheet<'a> {
        let columns = 0..self.chart.columns.len();
        let rows = self.rows();
        let mut cells = rows
            .iter()
            .flat_map(|row| columns.clone().map(|nth| self.cell(row, nth)));
        if cells.any(|cell| self.draws_dash(cell)) {
            notes.push(self.reader.dash_note().to_string());
        }
        Sheet::new(self.reader, self.analysis, self.story, notes)
    }
}

/// How many are behind a cell.
pub fn behind(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Share { share, .. } => share.denominator,
        // The persons themselves, not something about them.
        Cell::Number {
            unit: Unit::FullTime,
            ..
        } => None,
        Cell::Number { n, .. } => *n,
        _ => None,
    }
}

/// The judgement of a cell.
pub fn light(cell: &Cell) -> Option<Light> {
    match cell {
        Cell::Share { light, .. } | Cell::Number { light, .. } => *light,
        Cell::Light(light) => Some(*light),
        _ => None,
    }
}

/// Round ticks over values; from zero when asked for.
pub fn ticks(values: &[f64], from_zero: bool, wanted: usize) -> Ticks {
    let ends = |start: (f64, f64)| {
        let widen = |(l, h): (f64, f64), v: &f64| (l.min(*v), h.max(*v));
        values.iter().fold(start, widen)
    };
    let (low, high) = match (from_zero, values.first()) {
        (false, Some(&first)) => ends((first, first)),
        _ => ends((0.0, 0.0)),
    };
    // Equal values stand in the middle of the axis, zeros at the start of one.
    let (low, high) = match (low == high, low == 0.0) {
        (true, true) if from_zero => (0.0, 1.0),
        (true, true) => (-1.0, 1.0),
        (true, false) => (low - 0.1 * low.abs(), low + 0.1 * low.abs()),
        (false, _) => (low, high),
    };
    Ticks::covering(low, high, wanted)
}
