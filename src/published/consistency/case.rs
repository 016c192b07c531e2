//! One check to be made: a relation with every placeholder put in and every row found.

use super::exact::Exact;
use super::formula::Formula;
use super::range::Range;
use super::row::{Row, Unit};
use super::words::Figure;
use std::collections::BTreeMap;

/// A relation's rows, for one binding of its placeholders.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub kind: &'static str,
    /// The relation's name; `None` for a check that needs no relation.
    pub relation: Option<String>,
    pub fields: BTreeMap<&'static str, Found>,
    pub doubt: Option<String>,
    /// Where the relation stands in its file, in bytes.
    pub span: std::ops::Range<usize>,
}

/// What a field holds once its rows are found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    One(Value),
    Many(Vec<Value>),
    Grid(Vec<Vec<Value>>),
    Formula(Formula<Value>),
    Number(Exact),
    Word(String),
    Flag(bool),
}

/// A printed number, a row's denominator or a number given in the relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub source: Source,
    /// The id of its row, `id:n` for a denominator; empty for a number in the relation.
    pub name: String,
    pub figure: Figure,
    pub unit: Unit,
    /// The row's denominator, if the table has one.
    pub n: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The place of a row in the table.
    Row(usize),
    Denominator(usize),
    /// From and to where it stands in the relations file, in bytes.
    Given(usize, usize),
}

impl Value {
    pub fn nominal(&self) -> Exact {
        self.figure.value
    }

    pub fn allowed(&self) -> Range {
        self.figure.allowed()
    }

    /// As a fraction of one: 45 percent is 0.45.
    pub fn as_fraction(&self) -> Range {
        let scale = Range::point(Exact::ONE / self.unit.one());
        self.allowed().times(scale)
    }

    /// The number as printed, with its decimals.
    pub fn shown(&self) -> String {
        self.figure.value.fixed(self.figure.decimals)
    }

    /// The whole number it is, when it is one printed in full.
    pub fn whole(&self) -> Option<i64> {
        match self.figure.by_digits() {
            true => self.figure.value.to_whole(),
            false => None,
        }
    }

    pub fn row(&self) -> Option<usize> {
        match self.source {
            Source::Row(row) | Source::Denominator(row) => Some(row),
            Source::Given(..) => None,
        }
    }

    /// A number that stands in the relation itself; its unit is what the relation takes it for.
    pub fn given(figure: Figure, span: std::ops::Range<usize>) -> Value {
        Value {
            source: Source::Given(span.start, span.end),
            name: String::new(),
            figure,
            unit: Unit::Untold,
            n: None,
        }
    }

    pub fn is_given(&self) -> bool {
        matches!(self.source, Source::Given(..))
    }

    /// A row's denominator, a whole number by its nature.
    pub fn denominator(place: usize, row: &Row) -> Option<Value> {
        let n = row.denominator?;
        Some(Value {
            source: Source::Denominator(place),
            name: format!("{}:n", row.id),
            figure: Figure::whole(n),
            unit: Unit::Count,
            n: None,
        })
    }

    /// The denominator of the row that it stands in.
    pub fn own_denominator(&self) -> Option<Value> {
        let row = self.row()?;
        Some(Value {
            source: Source::Denominator(row),
            name: format!("{}:n", self.name),
            figure: Figure::whole(self.n?),
            unit: Unit::Count,
            n: None,
        })
    }

    /// The number in the unit that a relation takes it for, when it tells none itself.
    pub fn taken_for(self, unit: Option<Unit>) -> Value {
        if let (Unit::Untold, Some(unit)) = (self.unit, unit) {
            // `power = 0.80` and `power = 80` both stand in relations; `1` without decimals is one percent.
            let of_one = Range::closed(-Exact::ONE, Exact::ONE).contains(self.nominal());
            let of_one = of_one && self.figure.decimals > 0;
            let is_share = unit == Unit::Percent && self.is_given() && of_one;
            return self.of_unit(if is_share { Unit::Share } else { unit });
        }
        self
    }

    /// The number as one of a unit; a count with no digits behind the point is whole, another figure is a rounding.
    pub fn of_unit(mut self, unit: Unit) -> Value {
        self.unit = unit;
        self.figure.whole = unit == Unit::Count && self.figure.is_whole_by_digits();
        self
    }

    /// A row's number; `None` for a blank cell.
    pub fn of_row(place: usize, row: &Row) -> Option<Value> {
        Some(Value {
            source: Source::Row(place),
            name: row.id.clone(),
            figure: row.figure?,
            unit: row.unit,
            n: row.denominator,
        })
    }
}

impl Case {
    /// The relation's name, or the kind of a check that needs no relation.
    pub fn name(&self) -> &str {
        self.relation.as_deref().unwrap_or(self.kind)
    }

    pub fn one(&self, name: &str) -> Option<&Value> {
        match self.fields.get(name) {
            Some(Found::One(value)) => Some(value),
            _ => None,
        }
    }

    pub fn many(&self, name: &str) -> &[Value] {
        match self.fields.get(name) {
            Some(Found::Many(values)) => values,
            _ => &[],
        }
    }

    pub fn grid(&self, name: &str) -> Option<&[Vec<Value>]> {
        match self.fields.get(name) {
            Some(Found::Grid(rows)) => Some(rows),
            _ => None,
        }
    }

    pub fn formula(&self, name: &str) -> Option<&Formula<Value>> {
        match self.fields.get(name) {
            Some(Found::Formula(formula)) => Some(formula),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> Option<Exact> {
        match self.fields.get(name) {
            Some(Found::Number(number)) => Some(*number),
            _ => None,
        }
    }

    pub fn word(&self, name: &str) -> Option<&str> {
        match self.fields.get(name) {
            Some(Found::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.fields.get(name) {
            Some(Found::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }
}
