//! Described tables in long form: a line per cell.

use super::{Cell, Table, WITHHELD, told};
use crate::findings::{self, Described, Label, Light, Share, Unit};
use crate::report::words::Language;

const COLUMNS: [&str; 13] = [
    "part",
    "term",
    "label",
    "column",
    "column.label",
    "time",
    "estimate",
    "numerator",
    "denominator",
    "n",
    "unit",
    "light",
    "note",
];

/// All tables of an analysis.
pub fn table(result: &Described) -> Table {
    let mut table = Table::new(&COLUMNS);
    for part in &result.tables {
        push(&mut table, part);
    }
    table
}

/// The table that the figure draws.
pub fn plotted(result: &Described) -> Table {
    let mut table = Table::new(&COLUMNS);
    let drawn = result.chart.as_ref().map(|c| c.table);
    if let Some(part) = drawn.and_then(|at| result.tables.get(at)) {
        push(&mut table, part);
    }
    table
}

fn push(table: &mut Table, part: &findings::Table) {
    for row in &part.rows {
        for (column, cell) in part.columns.iter().zip(&row.cells) {
            let Some(content) = content(cell) else {
                continue;
            };
            table.push([
                ("part", part.id.as_str().into()),
                ("term", row.id.as_str().into()),
                ("label", label(row.under.as_ref(), &row.label).into()),
                ("column", column.id.as_str().into()),
                (
                    "column.label",
                    label(column.over.as_ref(), &column.label).into(),
                ),
                ("time", row.at.into()),
                ("estimate", content.estimate),
                ("numerator", content.share.numerator.into()),
                ("denominator", content.share.denominator.into()),
                ("n", content.n.into()),
                ("unit", content.unit.into()),
                ("light", content.light.map(light_word).into()),
                ("note", content.note.into()),
            ]);
        }
    }
}

/// What a row or a column is called, in English, with the heading it stands under.
fn label(under: Option<&Label>, label: &Label) -> String {
    let label = Language::En.label(label);
    match under {
        Some(under) => format!("{}: {label}", Language::En.label(under)),
        None => label,
    }
}

/// A cell taken apart.
struct Content {
    estimate: Cell,
    share: Share,
    n: Option<u64>,
    unit: &'static str,
    light: Option<Light>,
    note: Option<String>,
}

impl Content {
    fn of(unit: &'static str) -> Content {
        Content {
            estimate: Cell::Empty,
            share: Share {
                numerator: None,
                denominator: None,
            },
            n: None,
            unit,
            light: None,
            note: None,
        }
    }
}

fn content(cell: &findings::Cell) -> Option<Content> {
    let withheld = |there: bool| (!there).then(|| WITHHELD.to_string());
    Some(match cell {
        findings::Cell::Empty => return None,
        findings::Cell::Count(count) => Content {
            estimate: (*count).into(),
            note: withheld(count.is_some()),
            ..Content::of("count")
        },
        findings::Cell::Share { share, light } => Content {
            estimate: share.fraction().into(),
            share: *share,
            light: *light,
            note: withheld(share.denominator.is_some()),
            ..Content::of("share")
        },
        findings::Cell::Number {
            value,
            unit,
            n,
            light,
        } => {
            let told = told(value);
            Content {
                estimate: told.as_ref().ok().map(|v| **v).into(),
                n: *n,
                light: *light,
                note: told.err(),
                ..Content::of(unit_word(*unit))
            }
        }
        findings::Cell::Light(light) => Content {
            light: Some(*light),
            ..Content::of("light")
        },
        findings::Cell::Words(label) => Content {
            note: Some(words(label)),
            ..Content::of("words")
        },
    })
}

/// Words in the machine table: English, or the code of a phrase with its facts.
fn words(label: &Label) -> String {
    match label {
        Label::Given(text) => text.en.clone(),
        Label::Said(said) => super::reason(&findings::Reason {
            code: said.code.clone(),
            facts: said.facts.clone(),
        }),
    }
}

fn light_word(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Yellow => "yellow",
        Light::Red => "red",
        Light::Grey => "grey",
    }
}

fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Fraction => "fraction",
        Unit::Points => "difference of fractions",
        Unit::Score => "score",
        Unit::Whole => "whole",
        Unit::Amount => "amount",
        Unit::FullTime => "full-time persons",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::Statistic => "statistic",
        Unit::DegreesOfFreedom => "df",
        Unit::PValue => "p.value",
        Unit::Correlation => "correlation",
        Unit::Coefficient => "coefficient",
        Unit::HazardRatio => "hazard ratio",
    }
}
