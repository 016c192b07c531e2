//! A file opened as a table: its columns by name, and its rows handed out in parts that several threads read at once.

use super::blocks::{Block, Blocks};
use super::cell::Cell;
use super::parquet_table::ParquetTable;
use super::text::{Lines, bare, is_well_quoted, letters, separator, split};
use crate::register::fault::{At, Faults, Place, Rule};
use crate::register::source::SourceFile;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek};

/// A table whose header has been read.
pub(super) struct Table<'a> {
    pub source: &'a SourceFile,
    /// Column names as the file has them.
    pub names: Vec<String>,
    pub content: Content,
}

pub(super) enum Content {
    Text(TextTable),
    Parquet(ParquetTable),
}

pub(super) struct TextTable {
    pub blocks: Blocks,
    pub separator: u8,
    gzipped: bool,
}

/// What takes the rows of one part of a table.
pub(super) trait Rows: Send {
    /// Takes a row; `cells` stand in the order in which the columns were picked, blank for a column the file does not have.
    fn row(&mut self, place: Place, cells: &[Cell<'_>]);

    fn faults(&mut self) -> &mut Faults;
}

impl<'a> Table<'a> {
    /// Opens a file and reads its header.
    pub fn open(source: &'a SourceFile) -> Result<Table<'a>, Faults> {
        let whole = At::file(&source.shown);
        let unreadable = |e: io::Error| Faults::one(Rule::Unreadable, whole, || reason(&e));
        let mut file = File::open(&source.path).map_err(unreadable)?;
        let mut start = Vec::new();
        (&file)
            .take(4)
            .read_to_end(&mut start)
            .and_then(|_| file.rewind())
            .map_err(unreadable)?;
        let named_parquet = source
            .path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("parquet"));
        match start.as_slice() {
            [] => Err(Faults::one(Rule::EmptyFile, whole, || {
                "the file is empty".to_string()
            })),
            b"PAR1" => parquet(source, file),
            _ if named_parquet => Err(Faults::one(Rule::DamagedParquet, whole, || {
                "the name says Parquet, but the content is something else".to_string()
            })),
            _ => text(source, file, start.starts_with(&[0x1f, 0x8b])),
        }
    }

    /// Where a column of the program stands in the file, if it is there.
    pub fn find(&self, name: &str) -> Result<Option<usize>, Faults> {
        let theirs = self.source.column(name);
        let mut places = self.names.iter().enumerate();
        let mut matching = places
            .by_ref()
            .filter(|(_, n)| n.eq_ignore_ascii_case(theirs))
            .map(|(place, _)| place);
        let found = matching.next();
        if matching.next().is_some() {
            let at = At::file(&self.source.shown).column(theirs);
            return Err(Faults::one(Rule::DuplicateColumn, at, || {
                "the column stands more than once".to_string()
            }));
        }
        Ok(found)
    }

    /// Where the columns of the program stand; a fault names all that are missing.
    pub fn need(&self, names: &[&str]) -> Result<Vec<Option<usize>>, Faults> {
        let mut places = Vec::with_capacity(names.len());
        let mut missing = Vec::new();
        for name in names {
            let place = self.find(name)?;
            if place.is_none() {
                missing.push(format!("`{}`", self.source.column(name)));
            }
            places.push(place);
        }
        if missing.is_empty() {
            return Ok(places);
        }
        let rule = match self.content {
            Content::Text(_) => Rule::MissingColumn,
            Content::Parquet(_) => Rule::OtherSchema,
        };
        Err(Faults::one(rule, At::file(&self.source.shown), || {
            let (noun, verb) = match missing.len() {
                1 => ("column", "is"),
                _ => ("columns", "are"),
            };
            let (missing, seen) = (missing.join(", "), self.names_shown());
            format!("the {noun} {missing} {verb} missing; {seen}")
        }))
    }

    /// What columns the file has, for a message.
    pub fn names_shown(&self) -> String {
        let ours: Vec<&str> = self.names.iter().map(|n| self.source.ours(n)).collect();
        named(&ours, &self.names)
    }

    /// True when numbers of the file may have a decimal comma.
    pub fn decimal_comma(&self) -> bool {
        matches!(&self.content, Content::Text(text) if text.separator == b';')
    }

    /// Hands all rows to parts made by `make`, several at once, and the finished parts to `absorb` in the order of the file.
    pub fn for_each_part<P: Rows>(
        self,
        picked: &[Option<usize>],
        make: impl Fn() -> P + Sync,
        absorb: impl FnMut(P) + Send,
    ) -> Result<(), Faults> {
        match self.content {
            Content::Parquet(table) => table.for_each_part(self.source, picked, make, absorb),
            Content::Text(mut table) => {
                let names = self.names.len();
                let shown = &self.source.shown;
                let separator = table.separator;
                let parse = |block: &Block| {
                    let mut part = make();
                    text_part(block, separator, names, picked, shown, &mut part);
                    part
                };
                table.for_each_block(self.source, parse, absorb)
            }
        }
    }
}

impl TextTable {
    /// Parses blocks on all threads, while earlier ones are absorbed in the order of the file and later ones are read.
    pub fn for_each_block<P: Send>(
        &mut self,
        source: &SourceFile,
        parse: impl Fn(&Block) -> P + Sync,
        mut absorb: impl FnMut(P) + Send,
    ) -> Result<(), Faults> {
        let gzipped = self.gzipped;
        let mut batch = next_batch(&mut self.blocks);
        let mut parsed: Vec<P> = Vec::new();
        loop {
            let blocks = batch.map_err(|e| read_fault(source, gzipped, &e))?;
            let is_last = blocks.is_empty();
            let (parts, next) = rayon::join(
                || blocks.par_iter().map(&parse).collect(),
                || {
                    parsed.drain(..).for_each(&mut absorb);
                    next_batch(&mut self.blocks)
                },
            );
            if is_last {
                return Ok(());
            }
            (parsed, batch) = (parts, next);
        }
    }
}

fn next_batch(blocks: &mut Blocks) -> io::Result<Vec<Block>> {
    let mut batch = Vec::new();
    while batch.len() < rayon::current_num_threads() {
        match blocks.next()? {
            Some(block) => batch.push(block),
            None => break,
        }
    }
    Ok(batch)
}

fn text(source: &SourceFile, file: File, gzipped: bool) -> Result<Table<'_>, Faults> {
    let mut blocks = Blocks::of(file, gzipped);
    let header = blocks
        .header()
        .map_err(|e| read_fault(source, gzipped, &e))?;
    let empty = || {
        let what = || "the file holds no header line".to_string();
        Faults::one(Rule::EmptyFile, At::file(&source.shown), what)
    };
    let header = header.ok_or_else(empty)?;
    let header = header.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&header);
    let separator = separator(header);
    let mut fields = Vec::new();
    split(header, separator, &mut fields);
    let name = |field: &&[u8]| letters(&bare(field), source.encoding).map(|n| n.into_owned());
    let names: Option<Vec<String>> = fields.iter().map(name).collect();
    let at = At::place(&source.shown, Place::Line(1));
    let not_text = |what: &str| Faults::one(Rule::NotText, at, || what.to_string());
    if header.starts_with(b"\xff\xfe") || header.starts_with(b"\xfe\xff") {
        return Err(not_text("the file is UTF-16"));
    }
    let names = names.ok_or_else(|| not_text("the header is not UTF-8 text"))?;
    Ok(Table {
        source,
        names,
        content: Content::Text(TextTable {
            blocks,
            separator,
            gzipped,
        }),
    })
}

fn parquet(source: &SourceFile, file: File) -> Result<Table<'_>, Faults> {
    let table = ParquetTable::open(source, file)?;
    Ok(Table {
        source,
        names: table.names(),
        content: Content::Parquet(table),
    })
}

fn text_part<P: Rows>(
    block: &Block,
    separator: u8,
    names: usize,
    picked: &[Option<usize>],
    shown: &str,
    part: &mut P,
) {
    let mut fields = Vec::with_capacity(names);
    let mut cells = Vec::with_capacity(picked.len());
    for (line, number) in Lines::new(&block.bytes, block.first_line) {
        split(line, separator, &mut fields);
        let place = Place::Line(number);
        if fields.len() != names || !fields.iter().all(|field| is_well_quoted(field)) {
            field_count(part.faults(), shown, place, line, fields.len(), names);
            continue;
        }
        cells.clear();
        cells.extend(picked.iter().map(|place| match place {
            Some(place) => Cell::text(bare(fields[*place])),
            None => Cell::Blank,
        }));
        part.row(place, &cells);
    }
}

/// A row with another number of fields than the header, or with a stray quote.
pub(super) fn field_count(
    faults: &mut Faults,
    shown: &str,
    place: Place,
    line: &[u8],
    fields: usize,
    names: usize,
) {
    let quotes = memchr::memchr_iter(b'"', line).count();
    faults.add(Rule::FieldCount, At::place(shown, place), || {
        match (quotes.is_multiple_of(2), fields == names) {
            (true, false) => format!("the row has {fields} fields and the header {names}"),
            (true, true) => "a quote stands inside a field that is not quoted".to_string(),
            (false, _) => "a quote is opened and never closed".to_string(),
        }
    });
}

fn read_fault(source: &SourceFile, gzipped: bool, error: &io::Error) -> Faults {
    let at = At::file(&source.shown);
    match (gzipped, error.kind()) {
        (true, ErrorKind::UnexpectedEof) => Faults::one(Rule::DamagedGzip, at, || {
            "the gzip file ends early".to_string()
        }),
        (true, ErrorKind::InvalidInput | ErrorKind::InvalidData) => {
            Faults::one(Rule::DamagedGzip, at, || {
                "the gzip file is damaged".to_string()
            })
        }
        (_, ErrorKind::InvalidData) => Faults::one(Rule::FieldCount, at, || error.to_string()),
        _ => Faults::one(Rule::Unreadable, at, || reason(error)),
    }
}

/// The columns of some table; a first line with none of them may be a row of a file without a header.
const COLUMNS: [&str; 27] = [
    "person_id",
    "respondent_id",
    "week",
    "code",
    "from",
    "to",
    "month",
    "hours",
    "support_code",
    "sex",
    "birth_date",
    "civil_status",
    "origin",
    "municipality",
    "date",
    "arm",
    "assigned_arm",
    "kind",
    "role",
    "site",
    "wave",
    "time",
    "item",
    "value",
    "period",
    "group",
    "measure",
];

/// True when some column is one of a table; otherwise the names may be a row of persons' data.
pub(in crate::register) fn is_headed<T: AsRef<str>>(ours: &[T]) -> bool {
    let known = |name: &T| {
        COLUMNS
            .iter()
            .any(|c| name.as_ref().eq_ignore_ascii_case(c))
    };
    ours.iter().any(known)
}

/// What columns a file has, for a message: the first of them as the file has them, or none of them where they may be a person's data. `ours` are
/// the program's names for them.
pub(in crate::register) fn named<T: AsRef<str>>(ours: &[T], theirs: &[String]) -> String {
    if !is_headed(ours) {
        let (n, noun) = match theirs.len() {
            1 => (1, "field"),
            n => (n, "fields"),
        };
        return format!("the first line has {n} {noun}, and none is the name of a column");
    }
    let few: Vec<String> = theirs.iter().take(12).map(|n| format!("`{n}`")).collect();
    match theirs.len() - few.len() {
        0 => format!("the file has {}", few.join(", ")),
        more => format!("the file has {} and {more} more", few.join(", ")),
    }
}

/// The system's reason in words that are the same everywhere.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_string(),
        ErrorKind::PermissionDenied => "no right to read the file".to_string(),
        ErrorKind::IsADirectory => "a folder, not a file".to_string(),
        _ => format!("the file cannot be read: {error}"),
    }
}
