//! Weekly extracts with one row per spell or per person-week.

use super::cell::{Cell, Unfit, Weeks};
use super::table::{Rows, Table};
use super::week_code::Codes;
use super::weekly::Weekly;
use crate::calendar::Window;
use crate::register::build::Gathered;
use crate::register::fault::{At, Faults, Place, Rule};
use crate::register::keys::KeyTable;
use crate::register::source::{Axis, Layout, WeeklySource};
use crate::register::store::PackedSpell;

/// Reads all rows of a long or spells table into `weekly`. A week of a long table is a spell from itself to itself.
pub(super) fn read(
    table: Table<'_>,
    source: &WeeklySource,
    axis: Axis,
    codes: &Codes,
    declared: Option<Window>,
    weekly: &mut Weekly,
) -> Result<(), Faults> {
    let names: &[&str] = match source.layout {
        Layout::Long(_) => &["person_id", "code", "week"],
        _ => &["person_id", "code", "from", "to"],
    };
    let picked = table.need(names)?;
    let columns: Vec<&str> = names.iter().map(|n| source.file.column(n)).collect();
    let context = Context {
        shown: &source.file.shown,
        columns,
        weeks: Weeks::new(),
        axis,
        codes,
        declared,
    };
    let make = || Part {
        context: &context,
        keys: KeyTable::default(),
        last: 0,
        spells: Gathered::traced(),
        faults: Faults::default(),
    };
    table.for_each_part(&picked, make, |part: Part<'_>| {
        let numbers: Vec<u32> = (0..part.keys.len())
            .map(|local| weekly.keys.intern(part.keys.get(local)).0)
            .collect();
        weekly.spells.absorb(&part.spells, &numbers);
        weekly.faults.absorb(part.faults);
    })
}

struct Context<'a> {
    shown: &'a str,
    columns: Vec<&'a str>,
    weeks: Weeks,
    axis: Axis,
    codes: &'a Codes,
    declared: Option<Window>,
}

struct Part<'a> {
    context: &'a Context<'a>,
    keys: KeyTable,
    /// The person of the row before.
    last: u32,
    spells: Gathered,
    faults: Faults,
}

impl Rows for Part<'_> {
    fn row(&mut self, place: Place, cells: &[Cell<'_>]) {
        let Some(person) = self.person(place, &cells[0]) else {
            return;
        };
        self.spells.person(person);
        if cells[1..].iter().all(|c| *c == Cell::Blank) {
            return;
        }
        if let Some(spell) = self.spell(place, cells) {
            let row = match place {
                Place::Line(row) | Place::Row(row) => u32::try_from(row).unwrap_or(u32::MAX),
                Place::Whole => 0,
            };
            self.spells.push(person, spell, row);
        }
    }

    fn faults(&mut self) -> &mut Faults {
        &mut self.faults
    }
}

impl<'a> Part<'a> {
    fn person(&mut self, place: Place, key: &Cell<'_>) -> Option<u32> {
        let key = key.bytes();
        if key.is_empty() {
            let at = self.at(place, 0);
            self.faults
                .add(Rule::BlankKey, at, || "the key is blank".to_string());
            return None;
        }
        if self.keys.is_empty() || self.keys.get(self.last as usize) != &*key {
            self.last = self.keys.intern(&key).0;
        }
        Some(self.last)
    }

    fn spell(&mut self, place: Place, cells: &[Cell<'_>]) -> Option<PackedSpell> {
        let code = match self.context.codes.read(&cells[1]) {
            Ok(code) => code.unwrap_or(0),
            Err(fault) => {
                let at = self.at(place, 1);
                self.faults.add(fault.rule(), at, || fault.what());
                return None;
            }
        };
        let from = self.week(place, cells, 2)?;
        let to = match cells.len() {
            3 => from,
            _ => self.week(place, cells, 3)?,
        };
        if to < from {
            let at = self.at(place, 2);
            self.faults.add(Rule::SpellBackwards, at, || {
                "the spell ends before it begins".to_string()
            });
            return None;
        }
        Some(PackedSpell { code, from, to })
    }

    fn week(&mut self, place: Place, cells: &[Cell<'_>], column: usize) -> Option<i16> {
        let context = self.context;
        let (rule, what) = match context.weeks.read(&cells[column], context.axis) {
            Ok(Some(week)) if context.declared.is_none_or(|w| w.contains(week)) => {
                return i16::try_from(week.0).ok();
            }
            Ok(Some(_)) => (
                Rule::WeekOutside,
                "the week lies outside the declared weeks",
            ),
            Ok(None) => (Rule::NotAWeek, "the week is blank"),
            Err(Unfit) => (Rule::NotAWeek, "the cell is not a week"),
        };
        let at = self.at(place, column);
        self.faults.add(rule, at, || what.to_string());
        None
    }

    fn at(&self, place: Place, column: usize) -> At<'a> {
        At::place(self.context.shown, place).column(self.context.columns[column])
    }
}
