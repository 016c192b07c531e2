//! An analysis-ready table from a Parquet file.

use super::table::Column;
use super::{Failure, Table};
use parquet::basic::{LogicalType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use std::collections::HashMap;
use std::fs::File;
use std::panic::AssertUnwindSafe;

/// Values read from a column at a time.
const BATCH: usize = 1 << 16;

/// Reads every column that holds numbers, truth values or text; others are as if they were not there.
///
/// # Errors
/// `Failure::Data` for a file that is not Parquet or is damaged.
pub fn table(file: File, shown: &str) -> Result<Table, Failure> {
    // The library panics on some damaged files; that is a fault of the data, not of the program.
    let read = std::panic::catch_unwind(AssertUnwindSafe(|| columns(file)));
    match read {
        Ok(Ok(columns)) => Ok(Table::new(columns)),
        Ok(Err(error)) => Err(Failure::Data(format!(
            "`{shown}`: not readable as Parquet: {error}"
        ))),
        Err(_) => Err(Failure::Data(format!("`{shown}`: a damaged Parquet file"))),
    }
}

fn columns(file: File) -> Result<Vec<(String, Column)>, ParquetError> {
    let reader = SerializedFileReader::new(file)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let mut found = Vec::new();
    for (place, column) in schema.columns().iter().enumerate() {
        let Some(mut gathered) = Gathered::for_column(column) else {
            continue;
        };
        for group in 0..reader.num_row_groups() {
            let group = reader.get_row_group(group)?;
            gathered.read(group.get_column_reader(place)?, column.max_def_level())?;
        }
        found.push((column.name().to_string(), gathered.finish()));
    }
    Ok(found)
}

/// A column on its way.
enum Gathered {
    Numbers(Vec<f64>),
    Text {
        levels: Vec<String>,
        place: HashMap<String, u32>,
        codes: Vec<Option<u32>>,
    },
}

impl Gathered {
    /// None for a nested column and for kinds of values that are neither numbers nor text.
    fn for_column(column: &ColumnDescriptor) -> Option<Gathered> {
        let is_decimal = matches!(column.logical_type_ref(), Some(LogicalType::Decimal { .. }));
        if column.path().parts().len() > 1 || column.max_rep_level() > 0 || is_decimal {
            return None;
        }
        match column.physical_type() {
            Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY => None,
            Physical::BYTE_ARRAY => Some(Gathered::Text {
                levels: Vec::new(),
                place: HashMap::new(),
                codes: Vec::new(),
            }),
            _ => Some(Gathered::Numbers(Vec::new())),
        }
    }

    fn read(&mut self, reader: ColumnReader, present: i16) -> Result<(), ParquetError> {
        match reader {
            ColumnReader::BoolColumnReader(r) => {
                every_value(r, present, |v| self.number(v.map(|v| f64::from(*v))))
            }
            ColumnReader::Int32ColumnReader(r) => {
                every_value(r, present, |v| self.number(v.map(|v| f64::from(*v))))
            }
            ColumnReader::Int64ColumnReader(r) => {
                every_value(r, present, |v| self.number(v.map(|v| *v as f64)))
            }
            ColumnReader::FloatColumnReader(r) => {
                every_value(r, present, |v| self.number(v.map(|v| f64::from(*v))))
            }
            ColumnReader::DoubleColumnReader(r) => {
                every_value(r, present, |v| self.number(v.copied()))
            }
            ColumnReader::ByteArrayColumnReader(r) => every_value(r, present, |v| self.text(v)),
            _ => Ok(()),
        }
    }

    fn number(&mut self, value: Option<f64>) {
        if let Gathered::Numbers(values) = self {
            let finite = value.filter(|v| v.is_finite());
            values.push(finite.unwrap_or(f64::NAN));
        }
    }

    fn text(&mut self, value: Option<&ByteArray>) {
        let Gathered::Text {
            levels,
            place,
            codes,
        } = self
        else {
            return;
        };
        let Some(value) = value else {
            codes.push(None);
            return;
        };
        let text = String::from_utf8_lossy(value.data());
        let text = text.trim();
        if text.is_empty() {
            codes.push(None);
            return;
        }
        let code = match place.get(text) {
            Some(code) => *code,
            None => {
                let code = levels.len() as u32;
                levels.push(text.to_string());
                place.insert(text.to_string(), code);
                code
            }
        };
        codes.push(Some(code));
    }

    fn finish(self) -> Column {
        match self {
            Gathered::Numbers(values) => Column::Number(values.into()),
            Gathered::Text { levels, codes, .. } => Column::Text {
                levels,
                codes: codes.into(),
            },
        }
    }
}

/// Hands on each row's value, `None` where there is none; `present` is the level at which there is one.
fn every_value<T: DataType>(
    mut reader: ColumnReaderImpl<T>,
    present: i16,
    mut hand_on: impl FnMut(Option<&T::T>),
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    loop {
        values.clear();
        levels.clear();
        let (rows, _, _) = reader.read_records(BATCH, Some(&mut levels), None, &mut values)?;
        if rows == 0 {
            return Ok(());
        }
        let mut next = values.iter();
        for row in 0..rows {
            match levels.get(row) {
                Some(level) if *level < present => hand_on(None),
                _ => hand_on(next.next()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::data_type::{ByteArrayType, DoubleType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::io::Cursor;
    use std::sync::Arc;

    /// Two row groups of three columns, the middle row of each without age and arm.
    fn written() -> Vec<u8> {
        let schema = "message rows { required int64 weeks; optional double age; optional binary arm (UTF8); }";
        let schema = Arc::new(parse_message_type(schema).expect("a schema"));
        let mut bytes = Cursor::new(Vec::new());
        let properties = Arc::new(WriterProperties::builder().build());
        let mut writer =
            SerializedFileWriter::new(&mut bytes, schema, properties).expect("a writer");
        for start in [1, 4] {
            let mut group = writer.next_row_group().expect("a group");
            let mut column = group.next_column().expect("a column").expect("weeks");
            let weeks = [start, start + 1, start + 2];
            column
                .typed::<Int64Type>()
                .write_batch(&weeks, None, None)
                .expect("written");
            column.close().expect("closed");
            let mut column = group.next_column().expect("a column").expect("age");
            let ages = [30.5, 41.0];
            column
                .typed::<DoubleType>()
                .write_batch(&ages, Some(&[1, 0, 1]), None)
                .expect("written");
            column.close().expect("closed");
            let mut column = group.next_column().expect("a column").expect("arm");
            let arms = [ByteArray::from("b"), ByteArray::from("a")];
            column
                .typed::<ByteArrayType>()
                .write_batch(&arms, Some(&[1, 0, 1]), None)
                .expect("written");
            column.close().expect("closed");
            group.close().expect("closed");
        }
        writer.close().expect("closed");
        bytes.into_inner()
    }

    fn file(bytes: &[u8]) -> File {
        use std::io::{Seek, Write};
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        file.rewind().expect("rewound");
        file
    }

    #[test]
    fn numbers_text_and_missing_values_come_through() {
        let table = table(file(&written()), "t.parquet").expect("a table");
        assert_eq!(table.rows(), 6);
        assert_eq!(
            table.numbers("weeks").expect("weeks"),
            [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
        );
        let used = ["age".to_string(), "arm".to_string()];
        let complete = table.complete(&used).expect("columns");
        assert_eq!(complete, [true, false, true, true, false, true]);
        let kept = table.retain(&complete);
        assert_eq!(kept.numbers("age").expect("age"), [30.5, 41.0, 30.5, 41.0]);
        let arms = kept.groups("arm").expect("arm");
        assert_eq!(
            (arms.labels, arms.index),
            (vec!["a".to_string(), "b".to_string()], vec![1, 0, 1, 0])
        );
    }

    #[test]
    fn a_damaged_file_is_a_fault_of_the_data() {
        let mut bytes = written();
        bytes.truncate(bytes.len() - 20);
        assert!(matches!(
            table(file(&bytes), "t.parquet"),
            Err(Failure::Data(_))
        ));
        assert!(matches!(
            table(file(b"weeks\n1\n"), "t.parquet"),
            Err(Failure::Data(_))
        ));
    }
}
