//! A table read whole, row by row, into words.

use super::cell::Cell;
use super::table::{Rows, Table};
use super::text::letters;
use crate::register::fault::{At, Faults, Place, Rule};
use crate::register::keys::KeyTable;
use crate::register::records::{Records, WordColumn, words_of};
use crate::register::source::{SourceFile, TextEncoding};

/// Reads every column of a file.
///
/// # Errors
/// Every fault of the file's form; what a cell must hold is judged by who uses the column.
pub fn records(source: &SourceFile) -> Result<Records, Faults> {
    let table = Table::open(source)?;
    let names = table.names.clone();
    let ours: Vec<String> = names.iter().map(|n| source.ours(n).to_string()).collect();
    stand_once(source, &ours)?;
    let picked: Vec<Option<usize>> = (0..names.len()).map(Some).collect();
    let mut all = Records {
        shown: source.shown.clone(),
        names: ours,
        columns: vec![WordColumn::default(); names.len()],
        places: Vec::new(),
        decimal_comma: table.decimal_comma(),
    };
    let mut words = vec![KeyTable::default(); names.len()];
    let mut faults = Faults::default();
    let make = || Part {
        shown: &source.shown,
        names: &names,
        encoding: source.encoding,
        words: vec![KeyTable::default(); names.len()],
        codes: vec![Vec::new(); names.len()],
        places: Vec::new(),
        faults: Faults::default(),
    };
    table.for_each_part(&picked, make, |part: Part<'_>| {
        absorb(&mut all, &mut words, part, &mut faults);
    })?;
    if all.places.is_empty() && faults.is_empty() {
        let what = || "the file holds no row".to_string();
        faults.add(Rule::EmptyFile, At::file(&source.shown), what);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    for (column, words) in all.columns.iter_mut().zip(&words) {
        column.words = words_of(words);
    }
    Ok(all)
}

/// No column may stand twice: which of them was meant could not be told.
fn stand_once(source: &SourceFile, names: &[String]) -> Result<(), Faults> {
    let mut faults = Faults::default();
    for (at, name) in names.iter().enumerate().filter(|(_, n)| !n.is_empty()) {
        let before = names[..at].iter().any(|n| n.eq_ignore_ascii_case(name));
        if before {
            let at = At::file(&source.shown).column(name);
            let what = || "the column stands more than once".to_string();
            faults.add(Rule::DuplicateColumn, at, what);
        }
    }
    faults.told()
}

struct Part<'a> {
    shown: &'a str,
    names: &'a [String],
    encoding: TextEncoding,
    words: Vec<KeyTable>,
    codes: Vec<Vec<u32>>,
    places: Vec<Place>,
    faults: Faults,
}

impl Rows for Part<'_> {
    fn row(&mut self, place: Place, cells: &[Cell<'_>]) {
        for (at, cell) in cells.iter().enumerate() {
            let bytes = cell.bytes();
            let Some(text) = letters(&bytes, self.encoding) else {
                let where_ = At::place(self.shown, place).column(&self.names[at]);
                let what = || "the cell is not UTF-8 text".to_string();
                self.faults.add(Rule::NotText, where_, what);
                continue;
            };
            let code = self.words[at].intern(text.as_bytes()).0;
            self.codes[at].push(code);
        }
        self.places.push(place);
    }

    fn faults(&mut self) -> &mut Faults {
        &mut self.faults
    }
}

fn absorb(all: &mut Records, words: &mut [KeyTable], part: Part<'_>, faults: &mut Faults) {
    for (at, codes) in part.codes.iter().enumerate() {
        let theirs = &part.words[at];
        let numbers: Vec<u32> = (0..theirs.len())
            .map(|i| words[at].intern(theirs.get(i)).0)
            .collect();
        let renumbered = codes.iter().map(|c| numbers[*c as usize]);
        all.columns[at].codes.extend(renumbered);
    }
    all.places.extend(part.places);
    faults.absorb(part.faults);
}
