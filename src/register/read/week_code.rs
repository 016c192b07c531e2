//! The value of a week cell: a benefit code, a declared word, or blank.

use super::cell::Cell;
use crate::codes::{CODES, CodeList};
use crate::register::fault::Rule;
use crate::register::source::WeeklySource;

/// Which cell values are known.
pub(super) struct Codes {
    known: Vec<bool>,
    /// Declared words and their codes.
    words: Vec<(Vec<u8>, u16)>,
}

/// Why a cell is no known code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCode {
    /// Not of a code's form; what stands there is not told.
    NotACode,
    /// Of a code's form, and not in the list.
    Unknown(u16),
}

impl NoCode {
    pub fn rule(self) -> Rule {
        match self {
            NoCode::NotACode => Rule::NotACode,
            NoCode::Unknown(_) => Rule::UnknownCode,
        }
    }

    pub fn what(self) -> String {
        match self {
            NoCode::NotACode => "the cell is neither blank nor a code".to_string(),
            NoCode::Unknown(code) => format!("code {code} is not in the code list"),
        }
    }
}

impl Codes {
    /// The codes of the list, 0 for a blank, and what the source declares.
    pub fn of(list: &CodeList, source: &WeeklySource) -> Codes {
        let declared = || source.values.values().copied();
        let mut known = vec![false; CODES];
        for code in list.all().iter().chain([0]).chain(declared()) {
            if let Some(entry) = known.get_mut(usize::from(code)) {
                *entry = true;
            }
        }
        let words = source.values.iter();
        Codes {
            known,
            words: words.map(|(w, c)| (w.as_bytes().to_vec(), *c)).collect(),
        }
    }

    /// Reads a cell; `None` is a blank.
    pub fn read(&self, cell: &Cell<'_>) -> Result<Option<u16>, NoCode> {
        match cell {
            Cell::Blank => Ok(None),
            Cell::Text(text) => self.read_bare(text).map(Some),
            _ => {
                let code = cell.whole().ok().flatten().ok_or(NoCode::NotACode)?;
                self.check(code).map(Some)
            }
        }
    }

    /// Reads the text of a cell that is not blank, without the blanks and quotes around it.
    pub fn read_bare(&self, text: &[u8]) -> Result<u16, NoCode> {
        if let Some((_, code)) = self
            .words
            .iter()
            .find(|(w, _)| w.eq_ignore_ascii_case(text))
        {
            return Ok(*code);
        }
        let digits = (1..=3).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
        if !digits {
            return Err(NoCode::NotACode);
        }
        let code = text.iter().fold(0, |n, b| n * 10 + u16::from(b - b'0'));
        self.check(code)
    }

    fn check(&self, code: u16) -> Result<u16, NoCode> {
        match self.known.get(usize::from(code)) {
            Some(true) => Ok(code),
            Some(false) => Err(NoCode::Unknown(code)),
            None => Err(NoCode::NotACode),
        }
    }
}
