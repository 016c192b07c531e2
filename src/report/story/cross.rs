//! Described results word themselves: their finding and what they show are labels.

use super::Story;
use crate::findings::{Described, Shape};
use crate::report::reader::Reader;
use crate::report::words::{Say, capital};

pub fn tell(reader: &Reader, result: &Described) -> Story {
    let finding = capital(&reader.language.label(&result.finding));
    let shows = capital(&reader.language.label(&result.shows));
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
    };
    let columns = chart.columns.iter().filter_map(|&c| table.columns.get(c));
    let columns: Vec<String> = columns.map(|c| reader.language.label(&c.label)).collect();
    let blanks = [
        ("rows", table.rows.len().to_string()),
        ("columns", columns.join(", ")),
        ("x", reader.language.label(&chart.x)),
        ("y", reader.language.label(&chart.y)),
        ("shows", open_ended(shows)),
        ("finding", open_ended(finding)),
    ];
    let blanks: Vec<(&str, &str)> = blanks.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Some(reader.tell(phrase, &blanks))
}

/// Without the full stop that the phrase sets.
fn open_ended(text: &str) -> String {
    text.trim_end_matches('.').to_string()
}
