//! A Parquet file being written: flat columns, row group by row group, with the same bytes every time.

use crate::files::Draft;
use parquet::basic::{
    Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel,
};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Rows in a row group of a file with one row per spell, month or person.
pub(super) const GROUP_ROWS: usize = 1 << 17;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Int32,
    Int64,
    Real,
    Text,
    Date,
}

/// A column's name and kind. Only an optional column has empty cells.
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    pub optional: bool,
}

impl Column {
    pub fn new(name: &str, kind: Kind, optional: bool) -> Column {
        Column {
            name: name.to_string(),
            kind,
            optional,
        }
    }
}

/// The filled cells of a column in one row group; for an optional column also which cells are filled (1) or empty (0).
pub(super) struct Cells {
    pub values: Values,
    pub filled: Option<Vec<i16>>,
}

pub(super) enum Values {
    /// For `Int32` and `Date` (days since 1970).
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Real(Vec<f64>),
    Text(Vec<ByteArray>),
}

pub(super) struct ParquetFile {
    writer: SerializedFileWriter<Draft>,
}

impl ParquetFile {
    /// Opens a file with these columns and facts about the whole.
    pub fn create(
        target: &Path,
        columns: &[Column],
        facts: &[(&str, String)],
    ) -> io::Result<ParquetFile> {
        let draft = Draft::create(target)?;
        let schema = schema(columns).map_err(io::Error::other)?;
        let facts = facts
            .iter()
            .map(|(key, value)| KeyValue::new(key.to_string(), value.clone()));
        let properties = WriterProperties::builder()
            .set_created_by("virkning".to_string())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_dictionary_page_size_limit(4 << 20)
            .set_statistics_enabled(EnabledStatistics::None)
            .set_key_value_metadata(Some(facts.collect()))
            .build();
        let writer = SerializedFileWriter::new(draft, schema, Arc::new(properties));
        Ok(ParquetFile {
            writer: writer.map_err(io::Error::other)?,
        })
    }

    /// Writes a row group; `cells` in the order of the columns.
    pub fn group(&mut self, cells: impl IntoIterator<Item = Cells>) -> io::Result<()> {
        self.write(cells).map_err(io::Error::other)
    }

    fn write(&mut self, cells: impl IntoIterator<Item = Cells>) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in cells {
            write_column(&mut group, &column)?;
        }
        group.close()?;
        Ok(())
    }

    /// Closes the file and gives it its name.
    pub fn finish(self) -> io::Result<()> {
        let draft = self.writer.into_inner().map_err(io::Error::other)?;
        draft.finish()
    }
}

fn write_column(
    group: &mut SerializedRowGroupWriter<'_, Draft>,
    cells: &Cells,
) -> Result<(), ParquetError> {
    let filled = cells.filled.as_deref();
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("more cells than columns".to_string()));
    };
    match &cells.values {
        Values::Int32(v) => column.typed::<Int32Type>().write_batch(v, filled, None)?,
        Values::Int64(v) => column.typed::<Int64Type>().write_batch(v, filled, None)?,
        Values::Real(v) => column.typed::<DoubleType>().write_batch(v, filled, None)?,
        Values::Text(v) => column
            .typed::<ByteArrayType>()
            .write_batch(v, filled, None)?,
    };
    column.close()
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<TypePtr>, ParquetError> = columns.iter().map(field).collect();
    let root = Type::group_type_builder("schema").with_fields(fields?);
    Ok(Arc::new(root.build()?))
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical, converted) = match column.kind {
        Kind::Int32 => (Physical::INT32, None, ConvertedType::NONE),
        Kind::Int64 => (Physical::INT64, None, ConvertedType::NONE),
        Kind::Real => (Physical::DOUBLE, None, ConvertedType::NONE),
        Kind::Text => (
            Physical::BYTE_ARRAY,
            Some(LogicalType::String),
            ConvertedType::UTF8,
        ),
        Kind::Date => (
            Physical::INT32,
            Some(LogicalType::Date),
            ConvertedType::DATE,
        ),
    };
    let repetition = match column.optional {
        true => Repetition::OPTIONAL,
        false => Repetition::REQUIRED,
    };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .with_converted_type(converted);
    Ok(Arc::new(field.build()?))
}
