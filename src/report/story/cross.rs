//! Described results word themselves: their finding and what they show are labels.

use super::Story;
use crate::findings::{Cell, Chart, Column, Described, Row, Shape, Table};
use crate::report::numbers::{DASH, count};
use crate::report::reader::Reader;
use crate::report::words::{Say, capital};

pub fn tell(reader: &Reader, result: &Described) -> Story {
    let finding = capital(open_ended(&reader.language.label(&result.finding)));
    let shows = capital(open_ended(&reader.language.label(&result.shows)));
    Story {
        alt: alt(reader, result, &finding, &shows).unwrap_or_default(),
        headline: String::new(),
        finding,
        shows,
    }
}

/// The figure in words: its kind, what is along it, and what it shows.
fn alt(reader: &Reader, result: &Described, finding: &str, shows: &str) -> Option<String> {
    let chart = result.chart.as_ref()?;
    let table = result.tables.get(chart.table)?;
    let phrase = match chart.shape {
        Shape::Lines => Say::AltLines,
        Shape::Bars => Say::AltBars,
        Shape::Stacked | Shape::StackedCounts => Say::AltStacked,
        Shape::Boxes => Say::AltBoxes,
        Shape::Scatter => Say::AltScatter,
        Shape::Lights => Say::AltLights,
        Shape::Flow => Say::AltFlow,
    };
    let parts = match chart.shape {
        Shape::Flow => boxes(reader, table, chart.columns.first().copied()),
        _ => columns(reader, table, chart),
    };
    let rows = match chart.shape {
        Shape::Flow => parts.len(),
        _ => table.rows.len(),
    };
    let blanks = [
        ("rows", rows.to_string()),
        ("columns", parts.join(", ")),
        ("x", reader.language.label(&chart.x)),
        ("y", reader.language.label(&chart.y)),
        ("shows", shows.to_string()),
        ("finding", finding.to_string()),
    ];
    let blanks: Vec<(&str, &str)> = blanks.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Some(reader.tell(phrase, &blanks))
}

/// The columns drawn, with the heading over them where that tells them apart.
fn columns(reader: &Reader, table: &Table, chart: &Chart) -> Vec<String> {
    let columns = chart.columns.iter().filter_map(|&c| table.columns.get(c));
    let columns: Vec<&Column> = columns.collect();
    let alike = columns.iter().all(|c| c.over == columns[0].over);
    let same = columns.iter().all(|c| c.label == columns[0].label);
    let name = |c: &&Column| {
        let label = reader.language.label(&c.label);
        match c.over.as_ref().filter(|_| !alike) {
            Some(over) if same => reader.language.label(over),
            Some(over) => format!("{}: {label}", reader.language.label(over)),
            None => label,
        }
    };
    columns.iter().map(name).collect()
}

/// The boxes of a flow diagram with their numbers.
fn boxes(reader: &Reader, table: &Table, column: Option<usize>) -> Vec<String> {
    let placed = table.rows.iter().filter(|row| row.place.is_some());
    let words = |row: &Row| {
        let number = match column.and_then(|c| row.cells.get(c)) {
            Some(Cell::Count(persons)) => count(*persons, reader.language),
            _ => DASH.to_string(),
        };
        format!("{} {number}", reader.language.label(&row.label))
    };
    placed.map(words).collect()
}

/// A title without a full stop; the text for those who cannot see the chart sets its own.
fn open_ended(text: &str) -> &str {
    let shorter = text.strip_suffix('.').unwrap_or(text);
    // An abbreviation keeps its own.
    match shorter.rsplit(' ').next() {
        Some("mv" | "pct" | "etc") => text,
        _ => shorter,
    }
}
