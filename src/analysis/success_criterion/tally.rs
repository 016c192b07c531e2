//! What the persons of a municipality add up to over a window, and whether that is enough.

use crate::findings::{Cell, Estimated, Light, Share, Unit};
use crate::study::CriterionReading;

/// Persons in the group on the first day of a window, and their weeks with contact in it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    pub persons: u64,
    pub touched: u64,
    pub unbroken: u64,
    pub contact_weeks: u64,
    pub person_weeks: u64,
}

/// How much is enough, and of what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub reading: CriterionReading,
    pub percent: f64,
}

impl Tally {
    /// Adds a person who is followed for `followed` of the window's `weeks`, with contact in `contact` of them.
    pub fn add(&mut self, contact: usize, followed: usize, weeks: usize) {
        self.persons += 1;
        self.touched += u64::from(contact > 0);
        self.unbroken += u64::from(contact == weeks);
        self.contact_weeks += contact as u64;
        self.person_weeks += followed as u64;
    }

    /// All of them together.
    pub fn sum<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> Tally {
        let both = |sum: Tally, t: &Tally| Tally {
            persons: sum.persons + t.persons,
            touched: sum.touched + t.touched,
            unbroken: sum.unbroken + t.unbroken,
            contact_weeks: sum.contact_weeks + t.contact_weeks,
            person_weeks: sum.person_weeks + t.person_weeks,
        };
        tallies.into_iter().fold(Tally::default(), both)
    }

    /// The counts that the reading sets against each other.
    pub fn parts(&self, reading: CriterionReading) -> (u64, u64) {
        match reading {
            CriterionReading::Touched => (self.touched, self.persons),
            CriterionReading::WeeklyMean => (self.contact_weeks, self.person_weeks),
            CriterionReading::Unbroken => (self.unbroken, self.persons),
        }
    }

    pub fn fraction(&self, reading: CriterionReading) -> f64 {
        let (counted, of) = self.parts(reading);
        counted as f64 / of.max(1) as f64
    }

    /// Judged on the counts themselves, so that exactly the criterion is met.
    pub fn met(&self, rule: Rule) -> bool {
        let (counted, of) = self.parts(rule.reading);
        counted as f64 * 100.0 >= rule.percent * of as f64
    }

    /// The share by a reading; nothing where nobody is counted.
    pub fn cell(&self, reading: CriterionReading, light: Option<Light>) -> Cell {
        let (counted, of) = self.parts(reading);
        match reading {
            _ if self.persons == 0 => Cell::Empty,
            CriterionReading::WeeklyMean => Cell::Number {
                value: Estimated::Made(self.fraction(reading)),
                unit: Unit::Fraction,
                n: Some(self.persons),
                light,
            },
            _ => Cell::Share {
                share: Share::of(counted, of),
                light,
            },
        }
    }

    /// The share by the rule with its light.
    pub fn judged(&self, rule: Rule) -> Cell {
        let light = match self.met(rule) {
            true => Light::Green,
            false => Light::Red,
        };
        self.cell(rule.reading, Some(light))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five persons over two weeks: contact in both, in one, in none, in none, and gone after one week with contact in it.
    #[test]
    fn each_reading_counts_its_own() {
        let mut tally = Tally::default();
        for (contact, followed) in [(2, 2), (1, 2), (0, 2), (0, 2), (1, 1)] {
            tally.add(contact, followed, 2);
        }
        assert_eq!(tally.parts(CriterionReading::Touched), (3, 5));
        assert_eq!(tally.parts(CriterionReading::Unbroken), (1, 5));
        assert_eq!(tally.parts(CriterionReading::WeeklyMean), (4, 9));
        let met = |percent| {
            tally.met(Rule {
                reading: CriterionReading::Touched,
                percent,
            })
        };
        assert!(met(60.0) && !met(60.1));
    }

    #[test]
    fn nobody_has_no_share() {
        let cell = Tally::default().cell(CriterionReading::Touched, None);
        assert_eq!(cell, Cell::Empty);
    }
}
