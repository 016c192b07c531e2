//! Described tables on the page.

use super::grid::{Cell, Grid, Row};
use crate::findings::{self, Described, Estimated, Light, Share, Table};
use crate::report::numbers::{DASH, count, in_unit, percent};
use crate::report::reader::Reader;
use crate::report::words::Say;

pub fn grids(reader: &Reader, result: &Described) -> Vec<Grid> {
    result.tables.iter().map(|t| grid(reader, t)).collect()
}

fn grid(reader: &Reader, table: &Table) -> Grid {
    let language = reader.language;
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut under = None;
    for row in &table.rows {
        if row.under != under {
            if let Some(heading) = &row.under {
                rows.push(Row::heading(language.label(heading), table.columns.len()));
            }
            under.clone_from(&row.under);
        }
        let cells = row.cells.iter().map(|c| cell(reader, c)).collect();
        let line = Row::new(language.label(&row.label), cells);
        rows.push(line.strong(row.total));
    }
    let heads = table.columns.iter().map(|c| language.label(&c.label));
    Grid {
        caption: language.label(&table.title),
        groups: groups(reader, table),
        heads: std::iter::once(language.label(&table.stub))
            .chain(heads)
            .collect(),
        rows,
    }
}

/// Heads over several columns; none when no column has one.
fn groups(reader: &Reader, table: &Table) -> Vec<(String, usize)> {
    if table.columns.iter().all(|c| c.over.is_none()) {
        return vec![];
    }
    let mut groups: Vec<(String, usize)> = vec![(String::new(), 1)];
    let mut before = None;
    for column in &table.columns {
        match groups.last_mut() {
            Some((_, columns)) if column.over == before && before.is_some() => *columns += 1,
            _ => {
                let over = column.over.as_ref();
                let text = over.map(|o| reader.language.label(o));
                groups.push((text.unwrap_or_default(), 1));
            }
        }
        before.clone_from(&column.over);
    }
    groups
}

fn cell(reader: &Reader, cell: &findings::Cell) -> Cell {
    match cell {
        findings::Cell::Empty => Cell::Value(String::new()),
        findings::Cell::Count(persons) => Cell::Value(count(*persons, reader.language)),
        findings::Cell::Share { share, light } => lit(reader, share_text(reader, *share), *light),
        findings::Cell::Number {
            value,
            unit,
            n,
            light,
        } => match value {
            Estimated::Made(value) => {
                let text = in_unit(*value, *unit, reader.language);
                let behind = n.map(|n| format!(" (n = {})", count(Some(n), reader.language)));
                lit(reader, text + &behind.unwrap_or_default(), *light)
            }
            Estimated::Not(reason) => Cell::Why(reader.language.reason(reason), 1),
            Estimated::Suppressed => Cell::Why(reader.say(Say::Withheld).to_string(), 1),
        },
        findings::Cell::Light(light) => lit(reader, String::new(), Some(*light)),
        findings::Cell::Words(label) => Cell::Words(reader.language.label(label)),
    }
}

fn lit(reader: &Reader, text: String, light: Option<Light>) -> Cell {
    match light {
        None => Cell::Value(text),
        Some(light) => Cell::Lit {
            text,
            light,
            word: reader.language.light(light),
        },
    }
}

/// `60,6 (66/109)`.
fn share_text(reader: &Reader, share: Share) -> String {
    let language = reader.language;
    match (share.numerator, share.denominator) {
        (Some(n), Some(d)) => {
            let (n, d) = (count(Some(n), language), count(Some(d), language));
            format!("{} ({n}/{d})", percent(share, 1, language))
        }
        _ => DASH.to_string(),
    }
}
