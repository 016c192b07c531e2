//! Person keys in one compact table. A key leaves it only to be written into another extract, never into a message.

use std::fmt;
use std::io;

/// The persons of a register in order, by key or by row number.
#[derive(Clone, PartialEq, Eq)]
pub enum Keys {
    /// Keys as the files hold them.
    Named(KeyTable),
    /// Row n is person n; this many rows.
    Rows(usize),
}

impl Keys {
    /// A table of distinct keys in their order.
    ///
    /// # Errors
    /// Two persons share a key.
    pub fn of(keys: &[String]) -> io::Result<Keys> {
        let mut table = KeyTable::default();
        for key in keys {
            if !table.intern(key.as_bytes()).1 {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "two persons share a key",
                ));
            }
        }
        Ok(Keys::Named(table))
    }

    /// Number of persons.
    pub fn len(&self) -> usize {
        match self {
            Keys::Named(table) => table.len(),
            Keys::Rows(rows) => *rows,
        }
    }

    /// True when there is no person.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The person with this key.
    pub fn find(&self, key: &[u8]) -> Option<usize> {
        match self {
            Keys::Named(table) => table.find(key).map(|p| p as usize),
            Keys::Rows(_) => None,
        }
    }

    /// The key of a person, to be written into another extract (row numbers count from 1).
    pub fn text(&self, person: usize) -> String {
        match self {
            Keys::Named(table) => String::from_utf8_lossy(table.get(person)).into_owned(),
            Keys::Rows(_) => (person + 1).to_string(),
        }
    }
}

/// Keys are never printed, not even by a debugger's line: only how many there are.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.len())
    }
}

/// Distinct byte strings numbered in order of arrival; an open-addressing table over one arena.
#[derive(Clone, Default)]
pub struct KeyTable {
    bytes: Vec<u8>,
    ends: Vec<u64>,
    /// The upper half of a key's hash and, below it, the key's number: a look-up touches only the keys it is likely to find.
    slots: Vec<u64>,
}

const EMPTY: u64 = u64::MAX;
/// The half of a slot that holds part of the hash.
const TAG: u64 = 0xffff_ffff_0000_0000;

impl KeyTable {
    /// Number of keys.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there is no key.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The key with this number.
    pub fn get(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[start as usize..self.ends[index] as usize]
    }

    /// The number of a key, when it is there.
    pub fn find(&self, key: &[u8]) -> Option<u32> {
        let slot = self.slots[self.slot_of(key, hash(key))?];
        (slot != EMPTY).then_some(slot as u32)
    }

    /// The number of a key, added when new; the flag tells whether it was.
    pub fn intern(&mut self, key: &[u8]) -> (u32, bool) {
        if self.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(key);
        let slot = self.slot_of(key, hash).unwrap_or(0);
        if self.slots[slot] != EMPTY {
            return (self.slots[slot] as u32, false);
        }
        let index = self.len() as u32;
        self.slots[slot] = (hash & TAG) | u64::from(index);
        self.bytes.extend_from_slice(key);
        self.ends.push(self.bytes.len() as u64);
        (index, true)
    }

    /// The slot that holds the key or the empty one where it belongs; `None` before the first key.
    fn slot_of(&self, key: &[u8], hash: u64) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = start(hash, mask);
        loop {
            let held = self.slots[slot];
            let same_tag = held & TAG == hash & TAG;
            if held == EMPTY || (same_tag && self.get(held as u32 as usize) == key) {
                return Some(slot);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let mask = size - 1;
        let mut slots = vec![EMPTY; size];
        for index in 0..self.len() {
            let hash = hash(self.get(index));
            let mut slot = start(hash, mask);
            while slots[slot] != EMPTY {
                slot = (slot + 1) & mask;
            }
            slots[slot] = (hash & TAG) | index as u64;
        }
        self.slots = slots;
    }
}

/// Where the search for a hash begins; the lower half, which the tag does not hold.
fn start(hash: u64, mask: usize) -> usize {
    hash as u32 as usize & mask
}

/// Two tables are equal when they hold the same keys in the same order.
impl PartialEq for KeyTable {
    fn eq(&self, other: &KeyTable) -> bool {
        self.bytes == other.bytes && self.ends == other.ends
    }
}

impl Eq for KeyTable {}

/// Eight bytes at a time, mixed by a folded multiplication so that running numbers spread.
fn hash(key: &[u8]) -> u64 {
    let mut state = key.len() as u64 ^ 0x9e37_79b9_7f4a_7c15;
    for chunk in key.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        let product = u128::from(state ^ u64::from_le_bytes(word)) * 0xa076_1d64_78bd_642f;
        state = (product >> 64) as u64 ^ product as u64;
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_in_order_of_arrival_and_found_again() {
        let mut table = KeyTable::default();
        let keys: Vec<String> = (0..10_000).map(|k| format!("{k:07}")).collect();
        for (number, key) in keys.iter().enumerate() {
            assert_eq!(table.intern(key.as_bytes()), (number as u32, true));
        }
        for (number, key) in keys.iter().enumerate() {
            assert_eq!(table.intern(key.as_bytes()), (number as u32, false));
            assert_eq!(table.get(number), key.as_bytes());
        }
        assert_eq!(table.find(b"17"), None);
        assert_eq!(KeyTable::default().find(b""), None);
    }

    #[test]
    fn a_debug_line_shows_no_key() {
        let mut table = KeyTable::default();
        table.intern(b"0101701234");
        assert_eq!(format!("{:?}", Keys::Named(table)), "Keys(1)");
    }
}
