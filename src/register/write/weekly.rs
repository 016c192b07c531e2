//! The weekly extract in its three forms.

use super::columns::{KeyColumn, Optional32};
use super::parquet_file::{Cells, Column, GROUP_ROWS, Kind, ParquetFile, Values};
use super::text_file::TextFile;
use crate::calendar::Week;
use crate::register::source::{Axis, WeekPattern};
use crate::register::store::{Spell, SpellStore};
use std::io;
use std::path::Path;

/// Cells of a wide row group held at once.
const WIDE_CELLS: usize = 1 << 24;

pub(super) fn wide_text(store: &SpellStore, target: &Path) -> io::Result<()> {
    let mut file = TextFile::create(target)?;
    file.raw(b"person_id");
    for column in week_columns(store) {
        file.raw(b",");
        file.field(&column);
    }
    file.end_row()?;
    for person in 0..store.persons() {
        file.field(&store.keys.text(person));
        let mut next = store.weeks.first;
        for spell in store.written(person) {
            blanks(&mut file, spell.from.since(next));
            let cell = format!(",{}", cell(spell.code));
            (0..=spell.to.since(spell.from)).for_each(|_| file.raw(cell.as_bytes()));
            next = spell.to.plus(1);
        }
        blanks(&mut file, store.weeks.last.plus(1).since(next));
        file.end_row()?;
    }
    file.finish()
}

fn blanks(file: &mut TextFile, cells: i32) {
    (0..cells).for_each(|_| file.raw(b","));
}

/// A code as the register writes it: three digits, 0 alone for an observed week with nothing.
fn cell(code: u16) -> String {
    match code {
        0 => "0".to_string(),
        _ => format!("{code:03}"),
    }
}

pub(super) fn long_text(store: &SpellStore, target: &Path) -> io::Result<()> {
    let mut file = TextFile::create(target)?;
    file.raw(b"person_id,week,code");
    file.end_row()?;
    for person in 0..store.persons() {
        let key = store.keys.text(person);
        for spell in store.written(person) {
            for week in spell.from.0..=spell.to.0 {
                let week = store.axis.label(Week(week));
                row(&mut file, &key, &[&week, &cell(spell.code)])?;
            }
        }
        if store.written(person).next().is_none() {
            row(&mut file, &key, &["", ""])?;
        }
    }
    file.finish()
}

pub(super) fn spells_text(store: &SpellStore, target: &Path) -> io::Result<()> {
    let mut file = TextFile::create(target)?;
    file.raw(b"person_id,code,from,to");
    file.end_row()?;
    for person in 0..store.persons() {
        let key = store.keys.text(person);
        for spell in store.written(person) {
            let ends = [spell.from, spell.to].map(|w| store.axis.label(w));
            row(&mut file, &key, &[&cell(spell.code), &ends[0], &ends[1]])?;
        }
        if store.written(person).next().is_none() {
            row(&mut file, &key, &["", "", ""])?;
        }
    }
    file.finish()
}

fn row(file: &mut TextFile, key: &str, fields: &[&str]) -> io::Result<()> {
    file.field(key);
    for field in fields {
        file.raw(b",");
        file.raw(field.as_bytes());
    }
    file.end_row()
}

pub(super) fn spells_parquet(store: &SpellStore, target: &Path) -> io::Result<()> {
    let mut keys = KeyColumn::new(&store.keys);
    let mut columns = vec![keys.column()];
    columns.extend(["code", "from", "to"].map(|name| Column::new(name, Kind::Int32, true)));
    let mut file = ParquetFile::create(target, &columns, &facts(store))?;
    let mut fields: [Optional32; 3] = Default::default();
    let mut rows = 0;
    for person in 0..store.persons() {
        let before = rows;
        for spell in store.written(person) {
            fields[0].push(Some(spell.code.into()));
            fields[1].push(Some(number(store.axis, spell.from)));
            fields[2].push(Some(number(store.axis, spell.to)));
            rows += 1;
        }
        if rows == before {
            fields.iter_mut().for_each(|f| f.push(None));
            rows += 1;
        }
        keys.push(person, rows - before);
        if rows >= GROUP_ROWS || person + 1 == store.persons() {
            let taken = fields.each_mut().map(Optional32::take);
            file.group([keys.take()].into_iter().chain(taken))?;
            rows = 0;
        }
    }
    file.finish()
}

pub(super) fn long_parquet(store: &SpellStore, target: &Path) -> io::Result<()> {
    let mut keys = KeyColumn::new(&store.keys);
    let mut columns = vec![keys.column()];
    columns.extend(["week", "code"].map(|name| Column::new(name, Kind::Int32, true)));
    let mut file = ParquetFile::create(target, &columns, &facts(store))?;
    let mut fields: [Optional32; 2] = Default::default();
    let mut rows = 0;
    for person in 0..store.persons() {
        let before = rows;
        for spell in store.written(person) {
            for week in spell.from.0..=spell.to.0 {
                fields[0].push(Some(number(store.axis, Week(week))));
                fields[1].push(Some(spell.code.into()));
                rows += 1;
            }
        }
        if rows == before {
            fields.iter_mut().for_each(|f| f.push(None));
            rows += 1;
        }
        keys.push(person, rows - before);
        if rows >= GROUP_ROWS || person + 1 == store.persons() {
            let taken = fields.each_mut().map(Optional32::take);
            file.group([keys.take()].into_iter().chain(taken))?;
            rows = 0;
        }
    }
    file.finish()
}

pub(super) fn wide_parquet(store: &SpellStore, target: &Path) -> io::Result<()> {
    let mut keys = KeyColumn::new(&store.keys);
    let mut columns = vec![keys.column()];
    columns.extend(week_columns(store).map(|name| Column::new(&name, Kind::Int32, true)));
    let mut file = ParquetFile::create(target, &columns, &facts(store))?;
    let weeks = store.weeks.len();
    let rows = (WIDE_CELLS / weeks.max(1)).max(1);
    for start in (0..store.persons()).step_by(rows) {
        let persons = start..(start + rows).min(store.persons());
        persons.clone().for_each(|p| keys.push(p, 1));
        let cells = cells_by_week(store, persons.clone());
        let by_week = (0..weeks).map(|w| week_cells(&cells[w * persons.len()..][..persons.len()]));
        file.group([keys.take()].into_iter().chain(by_week))?;
    }
    file.finish()
}

const BLANK: u16 = u16::MAX;

/// The cells of some persons, week after week.
fn cells_by_week(store: &SpellStore, persons: std::ops::Range<usize>) -> Vec<u16> {
    let mut cells = vec![BLANK; store.weeks.len() * persons.len()];
    for (row, person) in persons.clone().enumerate() {
        for Spell { code, from, to } in store.written(person) {
            for week in from.0..=to.0 {
                let week = (week - store.weeks.first.0) as usize;
                cells[week * persons.len() + row] = code;
            }
        }
    }
    cells
}

fn week_cells(codes: &[u16]) -> Cells {
    let filled = codes.iter().map(|c| i16::from(*c != BLANK));
    let values = codes.iter().filter(|c| **c != BLANK);
    Cells {
        values: Values::Int32(values.map(|c| i32::from(*c)).collect()),
        filled: Some(filled.collect()),
    }
}

/// What a reader cannot see in the rows.
fn facts(store: &SpellStore) -> Vec<(&'static str, String)> {
    let label = |week| store.axis.label(week);
    let weeks = format!("{}..{}", label(store.weeks.first), label(store.weeks.last));
    let axis = match store.axis {
        Axis::Calendar => "calendar",
        Axis::Relative => "relative",
    };
    let blank = match store.blank_ends_observation() {
        true => "unobserved",
        false => "no-benefit",
    };
    vec![
        ("virkning.weeks", weeks),
        ("virkning.axis", axis.to_string()),
        ("virkning.blank", blank.to_string()),
    ]
}

/// A week as a number in a Parquet file: 201553 for `2015-W53`, on a relative axis the number itself.
fn number(axis: Axis, week: Week) -> i32 {
    match axis {
        Axis::Relative => week.0,
        Axis::Calendar => {
            let (year, week) = week.iso();
            i32::from(year) * 100 + i32::from(week)
        }
    }
}

fn week_columns(store: &SpellStore) -> impl Iterator<Item = String> {
    let pattern = match store.axis {
        Axis::Calendar => WeekPattern::dream(),
        Axis::Relative => WeekPattern {
            before: "week".to_string(),
            after: String::new(),
            axis: Axis::Relative,
        },
    };
    store.weeks.weeks().map(move |w| pattern.column(w))
}
