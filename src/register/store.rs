//! The compact store: each person's spells in order, and what the register as a whole covers.

use super::activities::ActivityStore;
use super::build::Gathered;
use super::hours::HoursStore;
use super::keys::{KeyTable, Keys};
use super::persons::PersonsStore;
use super::schema::Extract;
use super::source::{Axis, Blank};
use crate::calendar::{Week, Window};
use std::io;

/// A whole register in memory. Persons are numbered from 0 in the weekly file's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    pub spells: SpellStore,
    pub hours: Option<HoursStore>,
    /// What is known of each person besides weeks and hours.
    pub table: Option<PersonsStore>,
    pub activities: Option<ActivityStore>,
}

impl Register {
    /// The weeks the register covers, both ends included.
    pub fn weeks(&self) -> Window {
        self.spells.weeks
    }

    /// Number of persons.
    pub fn persons(&self) -> usize {
        self.spells.persons()
    }
}

/// An unbroken stretch of weeks with one code, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    pub code: u16,
    pub from: Week,
    pub to: Week,
}

/// A spell in six bytes; weeks as `Week` counts them, which in sixteen bits reach from 1342 to 2598.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackedSpell {
    pub code: u16,
    pub from: i16,
    pub to: i16,
}

impl PackedSpell {
    /// Packs a spell; weeks are within the reach of sixteen bits, which every reader checks.
    pub(super) fn new(code: u16, from: Week, to: Week) -> PackedSpell {
        PackedSpell {
            code,
            from: from.0 as i16,
            to: to.0 as i16,
        }
    }

    /// The spell with its weeks as weeks.
    pub fn open(self) -> Spell {
        Spell {
            code: self.code,
            from: Week(self.from.into()),
            to: Week(self.to.into()),
        }
    }
}

/// All persons' spells: sorted by person and week, never overlapping, and equal codes in adjacent weeks are one spell.
/// Weeks without a spell are blank. Code 0 is never stored: it is a blank week.
#[derive(Debug, Clone, PartialEq)]
pub struct SpellStore {
    pub weeks: Window,
    pub axis: Axis,
    pub keys: Keys,
    /// `ends[p]` is the end in `packed` of person p.
    pub(super) ends: Vec<usize>,
    pub(super) packed: Vec<PackedSpell>,
    /// When blank means unobserved: each person's last observed week, `weeks.first - 1` for a person never observed.
    pub(super) observed_to: Option<Vec<i16>>,
}

impl SpellStore {
    /// The store of an extract in memory.
    ///
    /// # Errors
    /// Two persons share a key.
    pub fn of(extract: &Extract) -> io::Result<SpellStore> {
        let mut all = Gathered::default();
        for row in &extract.spells {
            all.push(row.person, PackedSpell::new(row.code, row.from, row.to), 0);
        }
        (0..extract.keys.len() as u32).for_each(|person| all.person(person));
        let done = all.finish(Blank::NoBenefit, extract.weeks.first.0 as i16);
        Ok(SpellStore {
            weeks: extract.weeks,
            axis: Axis::Calendar,
            keys: Keys::of(&extract.keys)?,
            ends: done.ends,
            packed: done.packed,
            observed_to: done.observed_to,
        })
    }

    /// Persons of whom no week is known, all observed in a single week 0 of a relative axis.
    pub(super) fn without_weeks(keys: &[String]) -> SpellStore {
        let mut named = KeyTable::default();
        for key in keys.iter().filter(|k| !k.is_empty()) {
            named.intern(key.as_bytes());
        }
        SpellStore {
            weeks: Window {
                first: Week(0),
                last: Week(0),
            },
            axis: Axis::Relative,
            ends: vec![0; named.len()],
            keys: Keys::Named(named),
            packed: Vec::new(),
            observed_to: None,
        }
    }

    /// Number of persons.
    pub fn persons(&self) -> usize {
        self.ends.len()
    }

    /// Number of spells.
    pub fn spells(&self) -> usize {
        self.packed.len()
    }

    /// A person's spells in order.
    pub fn spells_of(
        &self,
        person: usize,
    ) -> impl ExactSizeIterator<Item = Spell> + DoubleEndedIterator + Clone + '_ {
        self.packed_of(person).iter().map(|s| s.open())
    }

    /// A person's spells as they are stored.
    pub fn packed_of(&self, person: usize) -> &[PackedSpell] {
        let start = match person {
            0 => 0,
            _ => self.ends[person - 1],
        };
        &self.packed[start..self.ends[person]]
    }

    /// A person's spells as a file must hold them: where blank ends observation, observed weeks with nothing are spells of code 0.
    pub(super) fn written(&self, person: usize) -> impl Iterator<Item = Spell> + '_ {
        let end = match &self.observed_to {
            Some(weeks) => Week(weeks[person].into()).plus(1),
            None => self.weeks.first,
        };
        let mut next = self.weeks.first;
        let nothing = move |from: Week, to: Week| Spell { code: 0, from, to };
        let spells = self.spells_of(person).flat_map(move |spell| {
            let gap = nothing(next, spell.from.plus(-1));
            next = spell.to.plus(1);
            [gap, spell]
        });
        let tail_from = self
            .spells_of(person)
            .next_back()
            .map_or(self.weeks.first, |s| s.to.plus(1));
        let tail = nothing(tail_from, end.plus(-1));
        let observed = self.observed_to.is_some();
        let kept = move |s: &Spell| s.code != 0 || (observed && s.from <= s.to);
        spells.chain([tail]).filter(kept)
    }

    /// The last week a person is observed in: the register's last, unless blank cells were declared to end observation.
    pub fn last_observed(&self, person: usize) -> Week {
        match &self.observed_to {
            Some(weeks) => Week(weeks[person].into()),
            None => self.weeks.last,
        }
    }

    /// True when blank cells were declared to mean that the person is no longer observed.
    pub fn blank_ends_observation(&self) -> bool {
        self.observed_to.is_some()
    }

    /// The code in a week; `None` for a blank.
    pub fn code_at(&self, person: usize, week: Week) -> Option<u16> {
        let spells = self.packed_of(person);
        let after = spells.partition_point(|s| i32::from(s.from) <= week.0);
        let spell = spells[..after].last()?;
        (week.0 <= i32::from(spell.to)).then_some(spell.code)
    }
}
