//! The weekly extract as it is gathered, whatever its layout, and the store it becomes.

use super::cpr;
use super::spell_rows;
use super::table::{Content, Table};
use super::week_code::Codes;
use super::wide_columns::{self, WideColumns};
use super::wide_parquet;
use super::wide_text::{self, Run};
use crate::calendar::{Week, Window};
use crate::codes::CodeList;
use crate::register::build::Gathered;
use crate::register::fault::{At, Faults, Place, Rule};
use crate::register::keys::{KeyTable, Keys};
use crate::register::source::{Axis, Blank, Key, Layout, OnOverlap, WeekPattern, WeeklySource};
use crate::register::store::{PackedSpell, SpellStore};

/// What has been gathered so far.
pub(super) struct Weekly {
    pub keys: KeyTable,
    /// Persons are numbered by row; there are no keys.
    by_row: bool,
    pub spells: Gathered,
    pub faults: Faults,
}

/// Reads the weekly extract. The store holds what could be read also when there are faults.
pub(in crate::register) fn read(
    source: &WeeklySource,
    list: &CodeList,
    allow_cpr_keys: bool,
) -> (Option<SpellStore>, Faults) {
    let mut weekly = Weekly {
        keys: KeyTable::default(),
        by_row: source.file.key == Key::Row,
        spells: Gathered::default(),
        faults: Faults::default(),
    };
    match fill(source, list, &mut weekly) {
        Ok(facts) => {
            if !allow_cpr_keys {
                cpr::check(&weekly.keys, &source.file.shown, &mut weekly.faults);
            }
            let store = finish(source, &facts, &mut weekly);
            (store, weekly.faults)
        }
        Err(faults) => {
            weekly.faults.absorb(faults);
            (None, weekly.faults)
        }
    }
}

/// What holds for the whole file, from the study, the file's own notes or its header.
struct Facts {
    weeks: Option<Window>,
    axis: Axis,
    blank: Blank,
    /// Rows are lines of text, not rows of Parquet.
    is_text: bool,
}

fn fill(source: &WeeklySource, list: &CodeList, weekly: &mut Weekly) -> Result<Facts, Faults> {
    let table = Table::open(&source.file)?;
    let facts = facts(source, &table);
    let codes = Codes::of(list, source);
    match &source.layout {
        Layout::Wide(pattern) => {
            let window = fill_wide(table, source, pattern, &codes, facts.blank, weekly)?;
            Ok(Facts {
                weeks: Some(window),
                ..facts
            })
        }
        Layout::Long(_) | Layout::Spells(_) => {
            spell_rows::read(table, source, facts.axis, &codes, facts.weeks, weekly)?;
            Ok(facts)
        }
    }
}

fn fill_wide(
    table: Table<'_>,
    source: &WeeklySource,
    pattern: &WeekPattern,
    codes: &Codes,
    blank: Blank,
    weekly: &mut Weekly,
) -> Result<Window, Faults> {
    let mut columns = wide_columns::read(&table, pattern)?;
    weekly.faults.absorb(std::mem::take(&mut columns.faults));
    let (file, names) = (&source.file, &table.names);
    match table.content {
        Content::Text(text) => {
            wide_text::read(text, file, names, &columns, codes, blank, weekly)?;
        }
        Content::Parquet(table) => {
            wide_parquet::read(&table, file, names, &columns, codes, blank, weekly)?;
        }
    }
    Ok(columns.window)
}

/// The study's word comes first, then what `write` noted in a Parquet file.
fn facts(source: &WeeklySource, table: &Table<'_>) -> Facts {
    let noted = |key: &str| match &table.content {
        Content::Parquet(table) => table.fact(key),
        Content::Text(_) => None,
    };
    let axis = match noted("virkning.axis").as_deref() {
        Some("relative") => Axis::Relative,
        _ => source.axis(),
    };
    let blank = match noted("virkning.blank").as_deref() {
        Some("unobserved") => Blank::Unobserved,
        _ => source.blank,
    };
    let weeks = || noted("virkning.weeks").and_then(|text| noted_weeks(&text, axis));
    Facts {
        weeks: source.weeks.or_else(weeks),
        axis,
        blank,
        is_text: matches!(table.content, Content::Text(_)),
    }
}

fn noted_weeks(text: &str, axis: Axis) -> Option<Window> {
    match axis {
        Axis::Calendar => text.parse().ok(),
        Axis::Relative => {
            let (first, last) = text.split_once("..")?;
            Some(Window {
                first: Week(first.parse().ok()?),
                last: Week(last.parse().ok()?),
            })
        }
    }
}

fn finish(source: &WeeklySource, facts: &Facts, weekly: &mut Weekly) -> Option<SpellStore> {
    let at = At::file(&source.file.shown);
    let spells = std::mem::take(&mut weekly.spells);
    let met = spells.weeks().map(|(first, last)| Window {
        first: Week(first.into()),
        last: Week(last.into()),
    });
    if spells.persons() == 0 {
        weekly.nothing_read(Rule::EmptyFile, at, "the file holds no person");
        return None;
    }
    let Some(weeks) = facts.weeks.or(met) else {
        weekly.nothing_read(Rule::NoWeeks, at, "no row holds a week");
        return None;
    };
    let persons = spells.persons();
    let done = spells.finish(facts.blank, weeks.first.0 as i16);
    if source.on_overlap == OnOverlap::Refuse {
        for row in done.overlaps {
            let row = u64::from(row);
            let place = if facts.is_text {
                Place::Line(row)
            } else {
                Place::Row(row)
            };
            let at = At::place(&source.file.shown, place);
            weekly.faults.add(Rule::Overlap, at, || {
                "the row claims a week that another row of the person holds".to_string()
            });
        }
    }
    if done.observed_again > 0 && weekly.faults.count(Rule::ObservedAgain) == 0 {
        weekly.faults.add(Rule::ObservedAgain, at, || {
            "persons are observed again after a blank".to_string()
        });
    }
    Some(SpellStore {
        weeks,
        axis: facts.axis,
        keys: match weekly.by_row {
            true => Keys::Rows(persons),
            false => Keys::Named(std::mem::take(&mut weekly.keys)),
        },
        ends: done.ends,
        packed: done.packed,
        observed_to: done.observed_to,
    })
}

impl Weekly {
    /// Nothing was read; that is a fault of its own only where no other fault explains it.
    fn nothing_read(&mut self, rule: Rule, at: At<'_>, what: &str) {
        if self.faults.is_empty() {
            self.faults.add(rule, at, || what.to_string());
        }
    }

    /// Adds the persons of a later part of a wide file.
    pub fn absorb_wide(&mut self, part: WidePart, shown: &str) {
        let (mut key_start, mut start) = (0, 0);
        for row in 0..part.ends.len() {
            let key = &part.keys[key_start..part.key_ends[row]];
            key_start = part.key_ends[row];
            let spells = &part.packed[start..part.ends[row]];
            start = part.ends[row];
            if self.by_row || self.keys.intern(key).1 {
                self.spells.append_person(spells);
            } else {
                self.faults.add(
                    Rule::DuplicatePerson,
                    At::place(shown, part.places[row]),
                    || "the person has an earlier row".to_string(),
                );
            }
        }
        self.faults.absorb(part.faults);
    }
}

/// Persons read from one part of a wide file.
pub(super) struct WidePart {
    keys: Vec<u8>,
    key_ends: Vec<usize>,
    places: Vec<Place>,
    ends: Vec<usize>,
    packed: Vec<PackedSpell>,
    pub faults: Faults,
    /// The week of each week column, as packed, and whether they ascend one by one.
    weeks: Vec<i16>,
    in_order: bool,
    window: Window,
    by_row: bool,
    blank: Blank,
    /// One person's cells, week by week, where columns are out of order.
    cells: Vec<Option<u16>>,
}

impl WidePart {
    pub fn new(columns: &WideColumns, blank: Blank) -> WidePart {
        WidePart {
            keys: Vec::new(),
            key_ends: Vec::new(),
            places: Vec::new(),
            ends: Vec::new(),
            packed: Vec::new(),
            faults: Faults::default(),
            weeks: columns.weeks.iter().map(|(_, w)| w.0 as i16).collect(),
            in_order: columns.in_order(),
            window: columns.window,
            by_row: columns.key.is_none(),
            blank,
            cells: Vec::new(),
        }
    }

    /// Adds a person by the runs of the row, which are over week columns in the file's order.
    pub fn push(&mut self, key: &[u8], place: Place, runs: &mut Vec<Run>, shown: &str) {
        if key.is_empty() && !self.by_row {
            self.faults
                .add(Rule::BlankKey, At::place(shown, place), || {
                    "the key is blank".to_string()
                });
            return;
        }
        if !self.in_order {
            self.sort(runs);
        }
        let start = self.packed.len();
        let first = self.window.first.0;
        for run in runs.iter() {
            let Some(code) = run.code else { continue };
            let spell = match self.in_order {
                true => PackedSpell {
                    code,
                    from: self.weeks[run.first],
                    to: self.weeks[run.end - 1],
                },
                false => PackedSpell {
                    code,
                    from: (first + run.first as i32) as i16,
                    to: (first + run.end as i32 - 1) as i16,
                },
            };
            self.add(start, spell);
        }
        if self.blank == Blank::Unobserved {
            self.check_observed(start, place, shown);
        }
        self.keys.extend_from_slice(key);
        self.key_ends.push(self.keys.len());
        self.places.push(place);
        self.ends.push(self.packed.len());
    }

    fn add(&mut self, start: usize, spell: PackedSpell) {
        match self.packed[start..].last_mut() {
            Some(last) if last.code == spell.code && last.to + 1 == spell.from => {
                last.to = spell.to
            }
            _ => self.packed.push(spell),
        }
    }

    /// Turns runs over columns into runs over weeks counted from the register's first.
    fn sort(&mut self, runs: &mut Vec<Run>) {
        self.cells.clear();
        self.cells.resize(self.window.len(), None);
        for run in runs.iter() {
            for column in run.first..run.end {
                let week = i32::from(self.weeks[column]) - self.window.first.0;
                self.cells[week as usize] = run.code;
            }
        }
        runs.clear();
        runs_of(&self.cells, runs);
    }

    /// With a blank for the end of observation, a code after a blank is a fault.
    fn check_observed(&mut self, start: usize, place: Place, shown: &str) {
        let mut next = self.window.first.0;
        for spell in &self.packed[start..] {
            if i32::from(spell.from) > next {
                self.faults
                    .add(Rule::ObservedAgain, At::place(shown, place), || {
                        "the person is observed again after a blank".to_string()
                    });
                return;
            }
            next = i32::from(spell.to) + 1;
        }
    }
}

/// The runs of equal cells.
pub(super) fn runs_of(cells: &[Option<u16>], runs: &mut Vec<Run>) {
    let mut first = 0;
    for chunk in cells.chunk_by(|a, b| a == b) {
        runs.push(Run {
            code: chunk[0],
            first,
            end: first + chunk.len(),
        });
        first += chunk.len();
    }
}
