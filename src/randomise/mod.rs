//! The draw of a lottery: permuted blocks in each stratum, from a recorded seed, so that it can be made again.
//!
//! Nothing here reads or writes files. The same list, seed and design give the same arms on every machine and in every later version, or
//! the algorithm gets another name.

mod audit;
mod blocks;
mod lot;

pub use audit::{ArmCount, Audit, SCHEMA};
pub use blocks::{Drawn, draw, within_places};

use sha2::{Digest, Sha256};

/// The name of the algorithm; another way to draw gets another number.
pub const ALGORITHM: &str = "permuted-blocks-1";

/// How persons are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    pub seed: u64,
    /// Each arm and its part of a block, the first arm first.
    pub arms: Vec<(String, usize)>,
    /// Persons of a block, a multiple of the sum of the parts; `None` takes each stratum as one block.
    pub block: Option<usize>,
}

/// A person of the list, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: String,
    /// The values of the columns that make the strata.
    pub stratum: Vec<String>,
}

/// The largest part of an arm in a block. A block holds every part, so that it must stay small enough to be drawn.
pub const LARGEST_PART: usize = 1_000;

impl Design {
    /// Whether persons can be drawn so.
    ///
    /// # Errors
    /// Fewer than two arms, a blank name or one that stands twice, a part that is 0 or above `LARGEST_PART`, or a block that does not hold whole
    /// ratios.
    pub fn check(&self) -> Result<(), String> {
        if self.arms.len() < 2 {
            return Err("there are fewer than two arms".to_string());
        }
        for (i, (name, part)) in self.arms.iter().enumerate() {
            if name.is_empty() || self.arms[..i].iter().any(|(before, _)| before == name) {
                return Err("the arms have a blank name, or one that stands twice".to_string());
            }
            if !(1..=LARGEST_PART).contains(part) {
                return Err(format!(
                    "the part of an arm is {part}; allowed: 1 to {LARGEST_PART}"
                ));
            }
        }
        let unit = self.unit();
        match self.block.filter(|b| *b == 0 || b % unit != 0) {
            Some(block) => Err(format!(
                "a block is of {block} persons; allowed: multiples of {unit}, the sum of the ratio"
            )),
            None => Ok(()),
        }
    }

    /// Persons of the smallest block that holds every arm in its part.
    pub fn unit(&self) -> usize {
        self.arms.iter().map(|(_, part)| part).sum()
    }
}

/// SHA-256 of the list in its order: each person's key and stratum.
pub fn fingerprint(list: &[Listed]) -> String {
    let mut hash = Sha256::new();
    for person in list {
        add(&mut hash, &person.id);
        person
            .stratum
            .iter()
            .for_each(|value| add(&mut hash, value));
        hash.update([0xff]);
    }
    hex(&hash.finalize())
}

/// SHA-256 of an allocation: each person's key and arm, in the order of the list.
pub fn allocation_fingerprint<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Sha256::new();
    for (id, arm) in pairs {
        add(&mut hash, id);
        add(&mut hash, arm);
    }
    hex(&hash.finalize())
}

/// With the length before it, so that no two lists run together into the same bytes.
fn add(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
