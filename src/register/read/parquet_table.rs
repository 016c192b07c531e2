//! A Parquet file read column by column, one row group at a time per thread.

use super::cell::Cell;
use super::table::Rows;
use crate::register::fault::{At, Faults, Place, Rule};
use crate::register::source::SourceFile;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescPtr;
use rayon::prelude::*;
use std::borrow::Cow;
use std::fs::File;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// Rows read from each column at a time.
const BATCH: usize = 1 << 14;

pub(super) struct ParquetTable {
    /// Read for its metadata; each row group is read through a file opened anew, because threads cannot share a file's place.
    reader: SerializedFileReader<File>,
    columns: Vec<Leaf>,
}

/// A flat column.
struct Leaf {
    name: String,
    /// Its number in the file.
    number: usize,
    descr: ColumnDescPtr,
    holds: Holds,
}

/// How the stored values of a column are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Plain,
    /// Days since 1970.
    Days,
    /// So many units in a day since 1970.
    Instants(i64),
    /// A kind of value that no table of ours has.
    Other,
}

impl ParquetTable {
    pub fn open(source: &SourceFile, file: File) -> Result<ParquetTable, Faults> {
        let reader =
            guarded(|| SerializedFileReader::new(file)).map_err(|e| damaged(source, &e))?;
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let flat = schema
            .columns()
            .iter()
            .enumerate()
            .filter(|(_, c)| c.path().parts().len() == 1 && c.max_rep_level() == 0);
        let columns = flat
            .map(|(number, descr)| Leaf {
                name: descr.name().to_string(),
                number,
                descr: descr.clone(),
                holds: holds(descr),
            })
            .collect();
        Ok(ParquetTable { reader, columns })
    }

    pub fn names(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.name.clone()).collect()
    }

    /// A fact about the whole file that `write` left in it.
    pub fn fact(&self, key: &str) -> Option<String> {
        let facts = self
            .reader
            .metadata()
            .file_metadata()
            .key_value_metadata()?;
        facts.iter().find(|f| f.key == key)?.value.clone()
    }

    /// Parses row groups on all threads, while earlier ones are absorbed in the order of the file.
    pub fn for_each_group<P: Send>(
        &self,
        source: &SourceFile,
        parse: impl Fn(Group<'_>) -> Result<P, ParquetError> + Sync,
        mut absorb: impl FnMut(P) + Send,
    ) -> Result<(), Faults> {
        let mut first_row = 1;
        let groups: Vec<(usize, u64)> = (0..self.reader.num_row_groups())
            .map(|number| {
                let row = first_row;
                let rows = self.reader.metadata().row_group(number).num_rows();
                first_row += rows.max(0) as u64;
                (number, row)
            })
            .collect();
        let read = |(number, first_row): &(usize, u64)| {
            parse(Group {
                table: self,
                file: Arc::new(File::open(&source.path)?),
                number: *number,
                first_row: *first_row,
            })
        };
        let mut parsed: Vec<Result<P, ParquetError>> = Vec::new();
        for batch in groups
            .chunks(rayon::current_num_threads())
            .chain([[].as_slice()])
        {
            let (parts, absorbed) = rayon::join(
                || batch.par_iter().map(read).collect(),
                || parsed.drain(..).try_for_each(|part| part.map(&mut absorb)),
            );
            absorbed.map_err(|e| damaged(source, &e))?;
            parsed = parts;
        }
        Ok(())
    }

    /// Hands all rows to parts made by `make`, as `Table::for_each_part` does.
    pub fn for_each_part<P: Rows>(
        &self,
        source: &SourceFile,
        picked: &[Option<usize>],
        make: impl Fn() -> P + Sync,
        absorb: impl FnMut(P) + Send,
    ) -> Result<(), Faults> {
        for place in picked.iter().flatten() {
            self.check(source, *place)?;
        }
        self.for_each_group(source, |group| group.rows(picked, make()), absorb)
    }

    /// Refuses a column whose kind of value no table of ours has.
    pub fn check(&self, source: &SourceFile, place: usize) -> Result<(), Faults> {
        let leaf = &self.columns[place];
        if leaf.holds != Holds::Other {
            return Ok(());
        }
        let at = At::file(&source.shown).column(&leaf.name);
        Err(Faults::one(Rule::OtherSchema, at, || {
            "the column is neither text, a number nor a date".to_string()
        }))
    }
}

/// One row group, with a file of its own.
pub(super) struct Group<'a> {
    table: &'a ParquetTable,
    file: Arc<File>,
    number: usize,
    first_row: u64,
}

impl Group<'_> {
    /// The row group's rows.
    pub fn len(&self) -> usize {
        let rows = self
            .table
            .reader
            .metadata()
            .row_group(self.number)
            .num_rows();
        usize::try_from(rows).unwrap_or(0)
    }

    /// The number of the group's first row, counted from 1 in the file.
    pub fn first_row(&self) -> u64 {
        self.first_row
    }

    /// A column to be read from its start.
    pub fn column(&self, place: usize) -> Result<ColumnBatch, ParquetError> {
        let leaf = &self.table.columns[place];
        let group = self.table.reader.metadata().row_group(self.number);
        let reader = guarded(|| {
            let pages = SerializedPageReader::new(
                Arc::clone(&self.file),
                group.column(leaf.number),
                self.len(),
                None,
            )?;
            Ok(get_column_reader(leaf.descr.clone(), Box::new(pages)))
        })?;
        Ok(ColumnBatch::new(reader, leaf))
    }

    fn rows<P: Rows>(self, picked: &[Option<usize>], mut part: P) -> Result<P, ParquetError> {
        let column = |place: &Option<usize>| place.map(|p| self.column(p)).transpose();
        let mut columns: Vec<Option<ColumnBatch>> =
            picked.iter().map(column).collect::<Result<_, _>>()?;
        let mut read = 0;
        while read < self.len() {
            let rows = BATCH.min(self.len() - read);
            for column in columns.iter_mut().flatten() {
                column.fill(rows)?;
            }
            let mut cells = Vec::with_capacity(picked.len());
            for row in 0..rows {
                cells.clear();
                cells.extend(columns.iter().map(|c| match c {
                    Some(column) => column.cell(row),
                    None => Cell::Blank,
                }));
                let place = Place::Row(self.first_row + (read + row) as u64);
                part.row(place, &cells);
            }
            read += rows;
        }
        Ok(part)
    }
}

/// Some rows of a column, and the reader that brings the next ones.
pub(super) struct ColumnBatch {
    reader: ColumnReader,
    holds: Holds,
    /// Where each row's value stands in `values`; empty when no cell can be empty.
    places: Vec<u32>,
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Float(Vec<f32>),
    Double(Vec<f64>),
    Bool(Vec<bool>),
    Text(Vec<ByteArray>),
    None,
}

const EMPTY: u32 = u32::MAX;

impl ColumnBatch {
    fn new(reader: ColumnReader, leaf: &Leaf) -> ColumnBatch {
        let values = match &reader {
            ColumnReader::Int32ColumnReader(_) => Values::Int32(Vec::new()),
            ColumnReader::Int64ColumnReader(_) => Values::Int64(Vec::new()),
            ColumnReader::FloatColumnReader(_) => Values::Float(Vec::new()),
            ColumnReader::DoubleColumnReader(_) => Values::Double(Vec::new()),
            ColumnReader::BoolColumnReader(_) => Values::Bool(Vec::new()),
            ColumnReader::ByteArrayColumnReader(_) => Values::Text(Vec::new()),
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
                Values::None
            }
        };
        ColumnBatch {
            reader,
            holds: leaf.holds,
            places: Vec::new(),
            levels: Vec::new(),
            values,
        }
    }

    /// Reads the next `rows` rows in place of those before.
    pub fn fill(&mut self, rows: usize) -> Result<(), ParquetError> {
        self.levels.clear();
        self.places.clear();
        let levels = &mut self.levels;
        let read = guarded(|| {
            Ok(match (&mut self.reader, &mut self.values) {
                (ColumnReader::Int32ColumnReader(r), Values::Int32(v)) => read(r, rows, levels, v)?,
                (ColumnReader::Int64ColumnReader(r), Values::Int64(v)) => read(r, rows, levels, v)?,
                (ColumnReader::FloatColumnReader(r), Values::Float(v)) => read(r, rows, levels, v)?,
                (ColumnReader::DoubleColumnReader(r), Values::Double(v)) => {
                    read(r, rows, levels, v)?
                }
                (ColumnReader::BoolColumnReader(r), Values::Bool(v)) => read(r, rows, levels, v)?,
                (ColumnReader::ByteArrayColumnReader(r), Values::Text(v)) => {
                    read(r, rows, levels, v)?
                }
                _ => 0,
            })
        })?;
        if read != rows {
            return Err(ParquetError::EOF("a column ends early".to_string()));
        }
        self.place_values(rows);
        Ok(())
    }

    fn place_values(&mut self, rows: usize) {
        if self.values.len() == rows {
            return;
        }
        let mut next = 0;
        self.places
            .extend(self.levels.iter().map(|level| match level {
                0 => EMPTY,
                _ => {
                    next += 1;
                    next - 1
                }
            }));
    }

    /// A row of those last read.
    pub fn cell(&self, row: usize) -> Cell<'_> {
        let at = match self.places.get(row) {
            Some(&EMPTY) => return Cell::Blank,
            Some(&place) => place as usize,
            None => row,
        };
        match &self.values {
            Values::Int32(v) => self.whole(v[at].into()),
            Values::Int64(v) => self.whole(v[at]),
            Values::Float(v) => real(v[at].into()),
            Values::Double(v) => real(v[at]),
            Values::Bool(v) => Cell::Int(v[at].into()),
            Values::Text(v) => Cell::text(Cow::Borrowed(v[at].data().trim_ascii())),
            Values::None => Cell::Blank,
        }
    }

    fn whole(&self, number: i64) -> Cell<'_> {
        match self.holds {
            Holds::Days => Cell::Day(number as i32),
            Holds::Instants(per_day) => Cell::Day(number.div_euclid(per_day) as i32),
            Holds::Plain | Holds::Other => Cell::Int(number),
        }
    }
}

/// Reads rows of one column; `levels` tells which cells are filled, `values` holds the filled ones.
fn read<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    levels: &mut Vec<i16>,
    values: &mut Vec<T::T>,
) -> Result<usize, ParquetError> {
    values.clear();
    let (read, _, _) = reader.read_records(rows, Some(levels), None, values)?;
    Ok(read)
}

/// A missing number is an empty cell; tables written from floating columns mark it so.
fn real(number: f64) -> Cell<'static> {
    if number.is_nan() {
        Cell::Blank
    } else {
        Cell::Real(number)
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Values::Int32(v) => v.len(),
            Values::Int64(v) => v.len(),
            Values::Float(v) => v.len(),
            Values::Double(v) => v.len(),
            Values::Bool(v) => v.len(),
            Values::Text(v) => v.len(),
            Values::None => 0,
        }
    }
}

fn holds(descr: &ColumnDescPtr) -> Holds {
    const SECONDS: i64 = 86_400;
    match descr.logical_type_ref() {
        Some(LogicalType::Date) => return Holds::Days,
        Some(LogicalType::Timestamp(timestamp)) => {
            return Holds::Instants(match timestamp.unit {
                TimeUnit::MILLIS => SECONDS * 1_000,
                TimeUnit::MICROS => SECONDS * 1_000_000,
                TimeUnit::NANOS => SECONDS * 1_000_000_000,
            });
        }
        Some(LogicalType::Decimal(_)) => return Holds::Other,
        _ => {}
    }
    match (descr.converted_type(), descr.physical_type()) {
        (ConvertedType::DATE, _) => Holds::Days,
        (ConvertedType::TIMESTAMP_MILLIS, _) => Holds::Instants(SECONDS * 1_000),
        (ConvertedType::TIMESTAMP_MICROS, _) => Holds::Instants(SECONDS * 1_000_000),
        (ConvertedType::DECIMAL, _) | (_, Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY) => {
            Holds::Other
        }
        _ => Holds::Plain,
    }
}

/// Runs a call into the Parquet library, which panics on some damaged files; a damaged file is a fault of the data, not of the program.
fn guarded<T>(call: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let caught = std::panic::catch_unwind(AssertUnwindSafe(call));
    caught.unwrap_or_else(|_| {
        Err(ParquetError::General(
            "its parts do not fit together".to_string(),
        ))
    })
}

fn damaged(source: &SourceFile, error: &ParquetError) -> Faults {
    Faults::one(Rule::DamagedParquet, At::file(&source.shown), || {
        format!("the Parquet file cannot be read: {error}")
    })
}
