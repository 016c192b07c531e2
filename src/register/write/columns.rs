//! Columns as they are filled cell by cell for one row group.

use super::parquet_file::{Cells, Column, Kind, Values};
use crate::register::keys::Keys;
use parquet::data_type::ByteArray;

/// A column of 32-bit numbers with empty cells.
#[derive(Default)]
pub(super) struct Optional32 {
    values: Vec<i32>,
    filled: Vec<i16>,
}

impl Optional32 {
    pub fn push(&mut self, value: Option<i32>) {
        self.filled.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    pub fn take(&mut self) -> Cells {
        Cells {
            values: Values::Int32(std::mem::take(&mut self.values)),
            filled: Some(std::mem::take(&mut self.filled)),
        }
    }
}

/// A column without empty cells.
pub(super) fn full(values: Values) -> Cells {
    Cells {
        values,
        filled: None,
    }
}

/// The key column: numbers when every key is one as it stands, else text, so that it reads back letter by letter.
pub(super) struct KeyColumn<'a> {
    keys: &'a Keys,
    numbers: bool,
    values: Values,
}

impl<'a> KeyColumn<'a> {
    pub fn new(keys: &'a Keys) -> KeyColumn<'a> {
        let numbers = (0..keys.len()).all(|p| number(&keys.text(p)).is_some());
        KeyColumn {
            keys,
            numbers,
            values: empty(numbers),
        }
    }

    pub fn column(&self) -> Column {
        let kind = if self.numbers {
            Kind::Int64
        } else {
            Kind::Text
        };
        Column::new("person_id", kind, false)
    }

    /// Adds `rows` cells with a person's key.
    pub fn push(&mut self, person: usize, rows: usize) {
        let key = self.keys.text(person);
        match &mut self.values {
            Values::Int64(values) => {
                let number = number(&key).unwrap_or_default();
                values.extend(std::iter::repeat_n(number, rows));
            }
            Values::Text(values) => {
                let key = ByteArray::from(key.into_bytes());
                values.extend(std::iter::repeat_n(key, rows));
            }
            Values::Int32(_) | Values::Real(_) => {}
        }
    }

    pub fn take(&mut self) -> Cells {
        full(std::mem::replace(&mut self.values, empty(self.numbers)))
    }
}

fn empty(numbers: bool) -> Values {
    match numbers {
        true => Values::Int64(Vec::new()),
        false => Values::Text(Vec::new()),
    }
}

/// The number a key is, when it is written as that number is: no leading zero, no sign of plus.
fn number(key: &str) -> Option<i64> {
    let number: i64 = key.parse().ok()?;
    (number.to_string() == key).then_some(number)
}
