//! Persons: `person_id, sex, birth_date, civil_status, origin, municipality`.

use super::columns::{KeyColumn, full};
use super::parquet_file::{Column, GROUP_ROWS, Kind, ParquetFile, Values};
use super::text_file::TextFile;
use crate::register::keys::Keys;
use crate::register::schema::{Extract, PersonRow};
use jiff::civil::date;
use parquet::data_type::ByteArray;
use std::io;
use std::path::Path;

pub(super) fn text(extract: &Extract, target: &Path) -> io::Result<()> {
    let mut file = TextFile::create(target)?;
    file.raw(b"person_id,sex,birth_date,civil_status,origin,municipality");
    file.end_row()?;
    for (key, person) in extract.keys.iter().zip(&extract.persons) {
        file.field(key);
        let rest = format!(
            ",{},{},{},{},{}",
            sex(person),
            person.birth_date,
            person.civil_status,
            person.origin,
            person.municipality
        );
        file.raw(rest.as_bytes());
        file.end_row()?;
    }
    file.finish()
}

pub(super) fn parquet(extract: &Extract, target: &Path) -> io::Result<()> {
    let all = Keys::of(&extract.keys)?;
    let mut keys = KeyColumn::new(&all);
    let columns = [
        keys.column(),
        Column::new("sex", Kind::Text, false),
        Column::new("birth_date", Kind::Date, false),
        Column::new("civil_status", Kind::Text, false),
        Column::new("origin", Kind::Text, false),
        Column::new("municipality", Kind::Int32, false),
    ];
    let mut file = ParquetFile::create(target, &columns, &[])?;
    for (group, rows) in extract.persons.chunks(GROUP_ROWS).enumerate() {
        (0..rows.len()).for_each(|row| keys.push(group * GROUP_ROWS + row, 1));
        let municipality = rows.iter().map(|p| i32::from(p.municipality));
        file.group([
            keys.take(),
            full(words(rows, sex)),
            full(Values::Int32(rows.iter().map(birth_day).collect())),
            full(words(rows, |p| p.civil_status)),
            full(words(rows, |p| p.origin)),
            full(Values::Int32(municipality.collect())),
        ])?;
    }
    file.finish()
}

fn words(rows: &[PersonRow], word: impl Fn(&PersonRow) -> &'static str) -> Values {
    Values::Text(rows.iter().map(|p| ByteArray::from(word(p))).collect())
}

/// Sex as the register writes it: M for mand, K for kvinde.
fn sex(person: &PersonRow) -> &'static str {
    if person.male { "M" } else { "K" }
}

/// Days since 1 January 1970.
fn birth_day(person: &PersonRow) -> i32 {
    (person.birth_date - date(1970, 1, 1)).get_days()
}
