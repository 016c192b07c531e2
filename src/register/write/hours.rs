//! Monthly hours: `person_id, month, hours, support_code`.

use super::columns::{KeyColumn, full};
use super::parquet_file::{Column, GROUP_ROWS, Kind, ParquetFile, Values};
use super::text_file::TextFile;
use crate::register::keys::Keys;
use crate::register::schema::{Extract, HoursRow};
use std::io;
use std::path::Path;

pub(super) fn text(extract: &Extract, target: &Path) -> io::Result<()> {
    let mut file = TextFile::create(target)?;
    file.raw(b"person_id,month,hours,support_code");
    file.end_row()?;
    for row in &extract.hours {
        file.field(&extract.keys[row.person as usize]);
        let rest = format!(",{},{},{}", row.month, row.hours, row.support_code);
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
        Column::new("month", Kind::Int32, false),
        Column::new("hours", Kind::Real, false),
        Column::new("support_code", Kind::Int32, false),
    ];
    let mut file = ParquetFile::create(target, &columns, &[])?;
    for rows in extract.hours.chunks(GROUP_ROWS) {
        rows.chunk_by(|a, b| a.person == b.person)
            .for_each(|r| keys.push(r[0].person as usize, r.len()));
        let support = rows.iter().map(|r| r.support_code.into());
        file.group([
            keys.take(),
            full(Values::Int32(rows.iter().map(month).collect())),
            full(Values::Real(rows.iter().map(|r| r.hours).collect())),
            full(Values::Int32(support.collect())),
        ])?;
    }
    file.finish()
}

/// A month as a number: 201601 for `2016-01`.
fn month(row: &HoursRow) -> i32 {
    let (year, month) = row.month.year_month();
    year * 100 + month
}
