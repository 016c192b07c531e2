//! A set of benefit codes with constant-time membership.

use super::CODES;

/// Benefit codes, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CodeSet {
    bits: [u64; CODES.div_ceil(64)],
}

impl CodeSet {
    /// True when the code is in the set; codes above 999 never are.
    pub fn contains(&self, code: u16) -> bool {
        let (word, bit) = (usize::from(code / 64), code % 64);
        self.bits.get(word).is_some_and(|w| w >> bit & 1 == 1)
    }

    /// Adds a code below 1000.
    pub fn insert(&mut self, code: u16) {
        if usize::from(code) < CODES {
            self.bits[usize::from(code / 64)] |= 1 << (code % 64);
        }
    }

    /// Codes in either set.
    pub fn union(mut self, other: &CodeSet) -> CodeSet {
        for (mine, theirs) in self.bits.iter_mut().zip(other.bits) {
            *mine |= theirs;
        }
        self
    }

    /// Codes in both sets.
    pub fn intersection(mut self, other: &CodeSet) -> CodeSet {
        for (mine, theirs) in self.bits.iter_mut().zip(other.bits) {
            *mine &= theirs;
        }
        self
    }

    /// True when no code is in the set.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|w| *w == 0)
    }

    /// The codes, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        (0..CODES as u16).filter(|code| self.contains(*code))
    }
}

impl FromIterator<u16> for CodeSet {
    fn from_iter<I: IntoIterator<Item = u16>>(codes: I) -> CodeSet {
        let mut set = CodeSet::default();
        codes.into_iter().for_each(|code| set.insert(code));
        set
    }
}
