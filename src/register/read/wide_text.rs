//! Wide text files, the shape DREAM is delivered in: each row goes byte by byte into runs of equal cells.
//!
//! Most cells repeat the one before. A cell of three bytes is compared together with its separator as one number, so a
//! repeated cell costs one comparison; only the first cell of a run is looked at closely.

use super::blocks::Block;
use super::table::{TextTable, field_count};
use super::text::{Lines, bare, split};
use super::week_code::{Codes, NoCode};
use super::weekly::{Weekly, WidePart};
use super::wide_columns::WideColumns;
use crate::register::fault::{At, Faults, Place};
use crate::register::source::{Blank, SourceFile};
use std::ops::Range;

/// Reads all rows into `weekly`.
pub(super) fn read(
    mut table: TextTable,
    source: &SourceFile,
    names: &[String],
    columns: &WideColumns,
    codes: &Codes,
    blank: Blank,
    weekly: &mut Weekly,
) -> Result<(), Faults> {
    let reader = RowReader {
        separator: table.separator,
        segments: segments(columns, names.len()),
        names,
        columns,
        codes,
        blank,
        shown: &source.shown,
    };
    let parse = |block: &Block| reader.block(block);
    table.for_each_block(source, parse, |part| {
        weekly.absorb_wide(part, &source.shown)
    })
}

/// Neighbouring columns of one kind.
#[derive(Debug, PartialEq, Eq)]
enum Segment {
    Skip(usize),
    Key,
    /// Week columns by their number among all week columns.
    Weeks(Range<usize>),
}

fn segments(columns: &WideColumns, names: usize) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut weeks = columns.weeks.iter().peekable();
    let mut week = 0;
    for place in 0..names {
        let is_week = weeks.next_if(|(p, _)| *p == place).is_some();
        match segments.last_mut() {
            _ if Some(place) == columns.key => segments.push(Segment::Key),
            Some(Segment::Weeks(range)) if is_week => range.end += 1,
            Some(Segment::Skip(count)) if !is_week => *count += 1,
            _ if is_week => segments.push(Segment::Weeks(week..week + 1)),
            _ => segments.push(Segment::Skip(1)),
        }
        week += usize::from(is_week);
    }
    segments
}

struct RowReader<'a> {
    separator: u8,
    segments: Vec<Segment>,
    names: &'a [String],
    columns: &'a WideColumns,
    codes: &'a Codes,
    blank: Blank,
    shown: &'a str,
}

/// A run of equal cells: code (`None` for blank) and the numbers of its week columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub code: Option<u16>,
    pub first: usize,
    pub end: usize,
}

impl RowReader<'_> {
    fn block(&self, block: &Block) -> WidePart {
        let mut part = WidePart::new(self.columns, self.blank);
        let mut runs = Vec::new();
        for (line, number) in Lines::new(&block.bytes, block.first_line) {
            let place = Place::Line(number);
            runs.clear();
            match self.row(line, place, &mut runs, &mut part.faults) {
                Some(key) => part.push(&bare(key), place, &mut runs, self.shown),
                None => self.wrong_count(line, place, &mut part.faults),
            }
        }
        part
    }

    /// Reads a row into runs and gives its key; `None` when the row has another number of fields than the header.
    fn row<'l>(
        &self,
        line: &'l [u8],
        place: Place,
        runs: &mut Vec<Run>,
        faults: &mut Faults,
    ) -> Option<&'l [u8]> {
        let mut key: &[u8] = b"";
        // The place of the next field; one beyond the line's end when no field is left.
        let mut at = 0;
        for segment in &self.segments {
            match segment {
                Segment::Skip(fields) => {
                    for _ in 0..*fields {
                        at = self.field(line, at)?.1;
                    }
                }
                Segment::Key => (key, at) = self.field(line, at)?,
                Segment::Weeks(weeks) => {
                    at = self.weeks(line, at, weeks.clone(), place, runs, faults)?;
                }
            }
        }
        (at == line.len() + 1).then_some(key)
    }

    /// The field at `at`, and where the next one begins.
    fn field<'l>(&self, line: &'l [u8], at: usize) -> Option<(&'l [u8], usize)> {
        let rest = line.get(at..)?;
        let opened = rest.first() == Some(&b'"');
        let closed = match opened {
            true => closing_quote(rest)?,
            false => 0,
        };
        let len =
            memchr::memchr(self.separator, &rest[closed..]).map_or(rest.len(), |n| closed + n);
        Some((&rest[..len], at + len + 1))
    }

    fn weeks(
        &self,
        line: &[u8],
        mut at: usize,
        weeks: Range<usize>,
        place: Place,
        runs: &mut Vec<Run>,
        faults: &mut Faults,
    ) -> Option<usize> {
        let mut week = weeks.start;
        let blank = [self.separator; 8];
        // The last cell that was three bytes long, with its separator, once and twice.
        let mut once = [0; 4];
        let mut twice = [0; 8];
        let mut run = Run {
            code: None,
            first: week,
            end: week,
        };
        while week < weeks.end {
            let left = weeks.end - week;
            if let Some(next) = line.get(at..at + 4)
                && next == once
            {
                at += 4;
                week += 1;
                while week + 2 <= weeks.end && line.get(at..at + 8) == Some(&twice) {
                    at += 8;
                    week += 2;
                }
                continue;
            }
            if line.get(at) == Some(&self.separator) {
                if run.code.is_some() {
                    close(&mut run, None, week, runs);
                }
                once = [0; 4];
                if left >= 8 && line.get(at..at + 8) == Some(&blank) {
                    at += 8;
                    week += 8;
                } else {
                    at += 1;
                    week += 1;
                }
                continue;
            }
            let (field, next) = self.field(line, at)?;
            let read = self.code(field, week, place, faults);
            let code = read.unwrap_or(None);
            if code != run.code {
                close(&mut run, code, week, runs);
            }
            once = [0; 4];
            if let (3, Ok(_), Some(cell)) = (field.len(), read, line.get(at..at + 4)) {
                once.copy_from_slice(cell);
                twice[..4].copy_from_slice(cell);
                twice[4..].copy_from_slice(cell);
            }
            at = next;
            week += 1;
        }
        close(&mut run, None, week, runs);
        Some(at)
    }

    /// The code of a cell, `None` for a blank; a fault is noted here.
    fn code(
        &self,
        field: &[u8],
        week: usize,
        place: Place,
        faults: &mut Faults,
    ) -> Result<Option<u16>, NoCode> {
        let cell = bare(field);
        if cell.is_empty() {
            return Ok(None);
        }
        match self.codes.read_bare(&cell) {
            Ok(0) if self.blank == Blank::NoBenefit => Ok(None),
            Ok(code) => Ok(Some(code)),
            Err(no_code) => {
                let name = &self.names[self.columns.weeks[week].0];
                let at = At::place(self.shown, place).column(name);
                faults.add(no_code.rule(), at, || no_code.what());
                Err(no_code)
            }
        }
    }

    fn wrong_count(&self, line: &[u8], place: Place, faults: &mut Faults) {
        let mut fields = Vec::new();
        split(line, self.separator, &mut fields);
        field_count(
            faults,
            self.shown,
            place,
            line,
            fields.len(),
            self.names.len(),
        );
    }
}

/// Ends the run before `week` and begins one with `code`.
fn close(run: &mut Run, code: Option<u16>, week: usize, runs: &mut Vec<Run>) {
    run.end = week;
    if run.first < run.end {
        runs.push(*run);
    }
    *run = Run {
        code,
        first: week,
        end: week,
    };
}

/// The place after the quote that closes the one at the start.
fn closing_quote(field: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr::memchr(b'"', field.get(at..)?)? + 1;
        if field.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}
