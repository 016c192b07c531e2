//! The compact store: each person's spells in order, and what the register as a whole covers.

use super::hours::HoursStore;
use super::keys::Keys;
use super::persons::PersonsStore;
use super::source::Axis;
use crate::calendar::{Week, Window};

/// A whole register in memory. Persons are numbered from 0 in the weekly file's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    pub spells: SpellStore,
    pub hours: Option<HoursStore>,
    /// What is known of each person besides weeks and hours.
    pub table: Option<PersonsStore>,
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
    fn open(self) -> Spell {
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
    pub(super) ends: Vec<u32>,
    pub(super) packed: Vec<PackedSpell>,
    /// When blank means unobserved: each person's last observed week, `weeks.first - 1` for a person never observed.
    pub(super) observed_to: Option<Vec<i16>>,
}

impl SpellStore {
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
        &self.packed[start as usize..self.ends[person] as usize]
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
