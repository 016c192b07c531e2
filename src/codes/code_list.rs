//! The list of benefit codes: what each means, when its scheme was in force, and how sure we are.

use super::CODES;
use super::set::CodeSet;
use super::words::{UnknownWord, nearest};
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// One benefit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// 0 to 999.
    pub code: u16,
    pub label_da: String,
    pub label_en: String,
    /// The scheme, such as `ressourceforloeb`.
    pub class: String,
    /// What the person did that week, such as `praktik`.
    pub subclass: String,
    /// First and last day of the scheme in law; `None` when unknown or open.
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub certainty: Certainty,
    pub source: String,
    /// What is doubtful about it; often empty.
    pub note: String,
}

/// How sure a code's meaning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Two independent public sources.
    High,
    /// One detailed source that fits the pattern.
    Good,
    /// In a source, but meaning or grouping is open to question.
    Doubtful,
    /// General knowledge or pattern only.
    Unverified,
    /// Made by tools, never delivered.
    Derived,
    /// The user's own list.
    User,
}

const CERTAINTIES: [(&str, Certainty); 6] = [
    ("high", Certainty::High),
    ("good", Certainty::Good),
    ("doubtful", Certainty::Doubtful),
    ("unverified", Certainty::Unverified),
    ("derived", Certainty::Derived),
    ("user", Certainty::User),
];

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = CERTAINTIES.iter().find(|(_, c)| c == self);
        f.write_str(word.map_or("", |(w, _)| w))
    }
}

/// The activities a subclass can name; the rules of the program are written in these words.
const SUBCLASSES: [&str; 7] = [
    "job",
    "loentilskud",
    "nytteindsats",
    "other",
    "passive",
    "praktik",
    "vejledning_opkvalificering",
];

/// Benefit codes in ascending order, found by code, class and subclass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeList {
    codes: Vec<Code>,
    classes: Vec<String>,
    subclasses: Vec<String>,
    /// Per code: place in `codes`, and numbers into `classes` and `subclasses`.
    table: Vec<Option<Entry>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    place: u16,
    class: u8,
    subclass: u8,
}

/// A fault in a user's code list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFault {
    /// The file as the user wrote it.
    pub file: String,
    /// The line, counted from 1 with the header.
    pub line: u64,
    pub what: String,
}

impl fmt::Display for CodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "code list `{}`, line {}: {}",
            self.file, self.line, self.what
        )
    }
}

impl std::error::Error for CodeFault {}

impl CodeList {
    /// The list of `data-schema/dream-codes.csv`.
    pub fn built_in() -> CodeList {
        let text = include_str!("../../data-schema/dream-codes.csv");
        let codes = read(text, "data-schema/dream-codes.csv");
        CodeList::of(codes.expect("the embedded list is valid; a test reads it"))
    }

    /// This list with the codes of a user's file added; a code that exists is replaced.
    ///
    /// The file is CSV with `code, class, subclass` and any of `label_da, label_en, valid_from, valid_to, certainty, source, note`.
    ///
    /// # Errors
    /// Every faulty line.
    pub fn extend(&self, text: &str, file: &str) -> Result<CodeList, Vec<CodeFault>> {
        let added = read(text, file)?;
        let kept = self
            .codes
            .iter()
            .filter(|old| added.iter().all(|new| new.code != old.code));
        Ok(CodeList::of(kept.chain(&added).cloned().collect()))
    }

    /// The list of a user's file alone, in the form `extend` reads.
    ///
    /// # Errors
    /// Every faulty line.
    pub fn replace(text: &str, file: &str) -> Result<CodeList, Vec<CodeFault>> {
        Ok(CodeList::of(read(text, file)?))
    }

    fn of(mut codes: Vec<Code>) -> CodeList {
        codes.sort_by_key(|c| c.code);
        let classes = distinct(codes.iter().map(|c| &c.class));
        let subclasses = distinct(codes.iter().map(|c| &c.subclass));
        let number = |words: &[String], word: &String| words.binary_search(word).unwrap_or(0) as u8;
        let mut table = vec![None; CODES];
        for (place, code) in codes.iter().enumerate() {
            table[usize::from(code.code)] = Some(Entry {
                place: place as u16,
                class: number(&classes, &code.class),
                subclass: number(&subclasses, &code.subclass),
            });
        }
        CodeList {
            codes,
            classes,
            subclasses,
            table,
        }
    }

    /// All codes, ascending.
    pub fn iter(&self) -> impl Iterator<Item = &Code> {
        self.codes.iter()
    }

    /// What a code means.
    pub fn get(&self, code: u16) -> Option<&Code> {
        self.entry(code).map(|e| &self.codes[usize::from(e.place)])
    }

    /// The number of a code's class in `classes`.
    pub fn class_of(&self, code: u16) -> Option<u8> {
        self.entry(code).map(|e| e.class)
    }

    /// The number of a code's subclass in `subclasses`.
    pub fn subclass_of(&self, code: u16) -> Option<u8> {
        self.entry(code).map(|e| e.subclass)
    }

    fn entry(&self, code: u16) -> Option<Entry> {
        self.table.get(usize::from(code)).copied().flatten()
    }

    /// The classes in alphabetical order.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// The subclasses in alphabetical order.
    pub fn subclasses(&self) -> &[String] {
        &self.subclasses
    }

    /// All codes of the list.
    pub fn all(&self) -> CodeSet {
        self.codes.iter().map(|c| c.code).collect()
    }

    /// The codes of a class.
    ///
    /// # Errors
    /// No such class, with the nearest one.
    pub fn class(&self, class: &str) -> Result<CodeSet, UnknownWord> {
        let set: CodeSet = self.matching(|c| c.class == class);
        match set.is_empty() {
            true => Err(UnknownWord::new("class", class, &self.classes)),
            false => Ok(set),
        }
    }

    /// The codes of a subclass, of every class.
    ///
    /// # Errors
    /// No such subclass, with the nearest one.
    pub fn subclass(&self, subclass: &str) -> Result<CodeSet, UnknownWord> {
        let set: CodeSet = self.matching(|c| c.subclass == subclass);
        match set.is_empty() {
            true => Err(UnknownWord::new("subclass", subclass, &self.subclasses)),
            false => Ok(set),
        }
    }

    fn matching(&self, keep: impl Fn(&Code) -> bool) -> CodeSet {
        let kept = self.codes.iter().filter(|c| keep(c));
        kept.map(|c| c.code).collect()
    }
}

fn distinct<'a>(words: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut words: Vec<String> = words.cloned().collect();
    words.sort();
    words.dedup();
    words
}

const COLUMNS: [&str; 10] = [
    "code",
    "label_da",
    "label_en",
    "class",
    "subclass",
    "valid_from",
    "valid_to",
    "certainty",
    "source",
    "note",
];

/// Reads a list; a field of the line is looked up by the header's name.
fn read(text: &str, file: &str) -> Result<Vec<Code>, Vec<CodeFault>> {
    let fault = |line: u64, what: String| CodeFault {
        file: file.to_string(),
        line,
        what,
    };
    let text = text.trim_start_matches('\u{feff}');
    let separator = match text.lines().next() {
        Some(header) if header.contains(';') && !header.contains(',') => b';',
        _ => b',',
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(vec![fault(1, error.to_string())]),
    };
    let places = places(&header).map_err(|what| vec![fault(1, what)])?;
    let (mut codes, mut faults): (Vec<Code>, Vec<CodeFault>) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let line = |r: &csv::StringRecord| r.position().map_or(0, csv::Position::line);
        match record {
            Ok(record) => match code(&record, &places, &codes) {
                Ok(code) => codes.push(code),
                Err(what) => faults.push(fault(line(&record), what)),
            },
            Err(error) => {
                let at = error.position().map_or(0, csv::Position::line);
                faults.push(fault(
                    at,
                    "another number of fields than the header".to_string(),
                ));
            }
        }
    }
    if faults.is_empty() {
        Ok(codes)
    } else {
        Err(faults)
    }
}

/// Where each column of `COLUMNS` stands in the file.
fn places(header: &csv::StringRecord) -> Result<[Option<usize>; 10], String> {
    for name in header {
        if !COLUMNS.iter().any(|c| c.eq_ignore_ascii_case(name)) {
            let hint = nearest(name, COLUMNS)
                .map_or(format!("; allowed: {}", COLUMNS.join(", ")), |n| {
                    format!("; did you mean `{n}`?")
                });
            return Err(format!("`{name}` is not a column of a code list{hint}"));
        }
    }
    let places = COLUMNS.map(|c| header.iter().position(|name| name.eq_ignore_ascii_case(c)));
    for needed in [0, 3, 4] {
        if places[needed].is_none() {
            return Err(format!("the column `{}` is missing", COLUMNS[needed]));
        }
    }
    Ok(places)
}

fn code(
    record: &csv::StringRecord,
    places: &[Option<usize>; 10],
    before: &[Code],
) -> Result<Code, String> {
    let field = |column: usize| places[column].and_then(|p| record.get(p)).unwrap_or("");
    let code: u16 = field(0)
        .parse()
        .ok()
        .filter(|c| usize::from(*c) < CODES)
        .ok_or_else(|| format!("`{}` is not a code; a code is 0 to 999", field(0)))?;
    if before.iter().any(|c| c.code == code) {
        return Err(format!("code {code} stands twice"));
    }
    Ok(Code {
        code,
        label_da: field(1).to_string(),
        label_en: field(2).to_string(),
        class: class(field(3))?,
        subclass: subclass(field(4))?,
        valid_from: day(field(5))?,
        valid_to: day(field(6))?,
        certainty: certainty(field(7))?,
        source: field(8).to_string(),
        note: field(9).to_string(),
    })
}

fn class(word: &str) -> Result<String, String> {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if word.is_empty() || !word.bytes().all(fits) {
        return Err(format!(
            "`{word}` is not a class; write it with a to z, 0 to 9 and _"
        ));
    }
    Ok(word.to_string())
}

fn subclass(word: &str) -> Result<String, String> {
    if SUBCLASSES.contains(&word) {
        return Ok(word.to_string());
    }
    let allowed = SUBCLASSES.map(str::to_string);
    Err(UnknownWord::new("subclass", word, &allowed).to_string())
}

fn certainty(word: &str) -> Result<Certainty, String> {
    if word.is_empty() {
        return Ok(Certainty::User);
    }
    let found = CERTAINTIES.iter().find(|(w, _)| *w == word);
    found.map(|(_, c)| *c).ok_or_else(|| {
        let words = CERTAINTIES.map(|(w, _)| w).join(", ");
        format!("`{word}` is not a certainty; allowed: {words}")
    })
}

fn day(text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let day = Date::from_str(text);
    day.map(Some)
        .map_err(|_| format!("`{text}` is not a date; write it as 2014-01-31"))
}

#[cfg(test)]
mod tests;
