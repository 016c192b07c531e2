//! A table kept row by row: answers, events, meetings. Each column holds its distinct words once.
//!
//! Keys of persons are words like any other here: they may be matched and counted, and never shown.

use super::fault::{At, Faults, Place, Rule};
use super::keys::KeyTable;
use super::source::SourceFile;
use crate::calendar::Week;
use jiff::civil::Date;
use std::fmt;

/// Rows of one table.
#[derive(Clone, Default)]
pub struct Records {
    /// The path as the user wrote it.
    pub shown: String,
    /// The program's names, as `columns` of the study renames them.
    pub names: Vec<String>,
    pub(super) columns: Vec<WordColumn>,
    /// Where each row stood in the file.
    pub(super) places: Vec<Place>,
    pub(super) decimal_comma: bool,
}

/// A column as numbers into its distinct words; a blank cell is the empty word.
#[derive(Clone, Default)]
pub struct WordColumn {
    pub(super) words: Vec<String>,
    pub(super) codes: Vec<u32>,
}

/// Words may be keys of persons: only their number is printed.
impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Records({}, {} rows)", self.names.join(","), self.len())
    }
}

impl WordColumn {
    /// The distinct words in order of first appearance.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The number of each row's word.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The word of a row; empty for a blank cell.
    pub fn word(&self, row: usize) -> &str {
        &self.words[self.codes[row] as usize]
    }
}

impl Records {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// True when some column is one that a table of the program has; otherwise the first line may be a row, and its words a person's data.
    pub fn is_headed(&self) -> bool {
        super::read::is_headed(&self.names)
    }

    /// A column by the program's name, case aside.
    pub fn find(&self, name: &str) -> Option<&WordColumn> {
        let at = self.names.iter().position(|n| n.eq_ignore_ascii_case(name));
        at.map(|at| &self.columns[at])
    }

    /// A column that must be there.
    ///
    /// # Errors
    /// The table has no such column.
    pub fn need(&self, name: &str) -> Result<&WordColumn, Faults> {
        self.find(name).ok_or_else(|| {
            Faults::one(Rule::MissingColumn, At::file(&self.shown), || {
                let seen = super::read::named(&self.names, &self.names);
                format!("the column `{name}` is missing; {seen}")
            })
        })
    }

    /// Where a row's cell stands, for a fault.
    pub fn at<'a>(&'a self, row: usize, column: &'a str) -> At<'a> {
        At::place(&self.shown, self.places[row]).column(column)
    }

    /// Numbers of a column, NaN for a blank; each word is read once.
    ///
    /// # Errors
    /// Every cell that is no number, up to the first ten.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, Faults> {
        let read = |word: &str| match word {
            "" => Some(f64::NAN),
            _ => self.number(word),
        };
        self.each(name, read, Rule::NotANumber, "the cell is no number")
    }

    /// The number that a word of the table is: with a decimal point, or with a decimal comma where the file is separated by `;`. Never one that
    /// is not finite.
    pub fn number(&self, word: &str) -> Option<f64> {
        super::read::number_of(word, self.decimal_comma)
    }

    /// Dates of a column, `None` for a blank.
    ///
    /// # Errors
    /// Every cell that is no date, up to the first ten.
    pub fn dates(&self, name: &str) -> Result<Vec<Option<Date>>, Faults> {
        let read = |word: &str| match word {
            "" => Some(None),
            _ => super::read::date_of(word).map(Some),
        };
        self.each(name, read, Rule::NotADate, "the cell is no date")
    }

    /// ISO weeks of a column of weeks, spelt as in the weekly extract, or dates; `None` for a blank.
    ///
    /// # Errors
    /// Every cell that is neither, up to the first ten.
    pub fn weeks(&self, name: &str) -> Result<Vec<Option<Week>>, Faults> {
        let week = super::read::weeks();
        let read = |word: &str| match word {
            "" => Some(None),
            _ => week(word).map(Some),
        };
        let what = "the cell is neither a week nor a date";
        self.each(name, read, Rule::NotAWeekOrDate, what)
    }

    /// A value per row, read once per word.
    fn each<T: Clone>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
        rule: Rule,
        what: &str,
    ) -> Result<Vec<T>, Faults> {
        let column = self.need(name)?;
        let of_word: Vec<Option<T>> = column.words.iter().map(|w| read(w)).collect();
        let mut faults = Faults::default();
        let mut values = Vec::with_capacity(self.len());
        for (row, code) in column.codes.iter().enumerate() {
            match &of_word[*code as usize] {
                Some(value) => values.push(value.clone()),
                None => faults.add(rule, self.at(row, name), || what.to_string()),
            }
        }
        if faults.is_empty() {
            Ok(values)
        } else {
            Err(faults)
        }
    }
}

/// Words numbered in order of arrival.
pub(super) fn words_of(table: &KeyTable) -> Vec<String> {
    (0..table.len())
        .map(|i| String::from_utf8_lossy(table.get(i)).into_owned())
        .collect()
}

/// The file a table of records is read from.
pub type RecordsSource = SourceFile;
