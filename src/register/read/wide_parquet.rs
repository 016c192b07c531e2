//! Wide Parquet files: the week columns of some thousand rows at a time, turned into each row's runs.

use super::cell::Cell;
use super::parquet_table::{ColumnBatch, Group, ParquetTable};
use super::week_code::Codes;
use super::weekly::{Weekly, WidePart, runs_of};
use super::wide_columns::WideColumns;
use crate::register::fault::{At, Faults, Place};
use crate::register::source::{Blank, SourceFile};
use parquet::errors::ParquetError;

/// Rows held at once, as a table of codes.
const ROWS: usize = 4096;

/// Reads all rows into `weekly`.
pub(super) fn read(
    table: &ParquetTable,
    source: &SourceFile,
    names: &[String],
    columns: &WideColumns,
    codes: &Codes,
    blank: Blank,
    weekly: &mut Weekly,
) -> Result<(), Faults> {
    for place in columns
        .key
        .iter()
        .chain(columns.weeks.iter().map(|(p, _)| p))
    {
        table.check(source, *place)?;
    }
    let reader = GroupReader {
        names,
        columns,
        codes,
        blank,
        shown: &source.shown,
    };
    let parse = |group: Group<'_>| reader.group(&group);
    table.for_each_group(source, parse, |part| {
        weekly.absorb_wide(part, &source.shown)
    })
}

struct GroupReader<'a> {
    names: &'a [String],
    columns: &'a WideColumns,
    codes: &'a Codes,
    blank: Blank,
    shown: &'a str,
}

impl GroupReader<'_> {
    fn group(&self, group: &Group<'_>) -> Result<WidePart, ParquetError> {
        let mut part = WidePart::new(self.columns, self.blank);
        let mut keys = self.columns.key.map(|p| group.column(p)).transpose()?;
        let places = self.columns.weeks.iter().map(|(p, _)| group.column(*p));
        let mut weeks: Vec<ColumnBatch> = places.collect::<Result<_, _>>()?;
        let mut cells = vec![None; ROWS * weeks.len()];
        let mut runs = Vec::new();
        for start in (0..group.len()).step_by(ROWS) {
            let rows = ROWS.min(group.len() - start);
            let first_row = group.first_row() + start as u64;
            self.fill(&mut weeks, rows, first_row, &mut cells, &mut part.faults)?;
            if let Some(keys) = &mut keys {
                keys.fill(rows)?;
            }
            for (row, cells) in cells.chunks_exact(weeks.len()).take(rows).enumerate() {
                let key = keys.as_ref().map_or(Cell::Blank, |k| k.cell(row));
                let place = Place::Row(first_row + row as u64);
                runs.clear();
                runs_of(cells, &mut runs);
                part.push(&key.bytes(), place, &mut runs, self.shown);
            }
        }
        Ok(part)
    }

    /// Reads the next rows of every week column into `cells`, row after row.
    fn fill(
        &self,
        weeks: &mut [ColumnBatch],
        rows: usize,
        first_row: u64,
        cells: &mut [Option<u16>],
        faults: &mut Faults,
    ) -> Result<(), ParquetError> {
        let width = weeks.len();
        for (week, column) in weeks.iter_mut().enumerate() {
            column.fill(rows)?;
            for row in 0..rows {
                let read = self.codes.read(&column.cell(row));
                cells[row * width + week] = match read {
                    Ok(Some(0)) if self.blank == Blank::NoBenefit => None,
                    Ok(code) => code,
                    Err(no_code) => {
                        let name = &self.names[self.columns.weeks[week].0];
                        let at = At::place(self.shown, Place::Row(first_row + row as u64));
                        faults.add(no_code.rule(), at.column(name), || no_code.what());
                        None
                    }
                };
            }
        }
        Ok(())
    }
}
