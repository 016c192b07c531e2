//! What is kept of a draw, so that anybody with the list can make it again. No key of a person is in it.

use super::{ALGORITHM, Design};
use serde::{Deserialize, Serialize};

/// The version of the audit's own form.
pub const SCHEMA: u32 = 1;

/// The record of one draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    pub schema: u32,
    /// How the lots were drawn.
    pub algorithm: String,
    /// The program that drew them.
    pub program: String,
    /// The day of the draw, as it was told.
    pub date: Option<String>,
    pub seed: u64,
    /// Persons on the list, and how many of them, from the top, were drawn.
    pub listed: usize,
    pub drawn: usize,
    /// SHA-256 of the persons drawn, in the order of the list.
    pub list_sha256: String,
    /// Columns whose values make the strata.
    pub strata: Vec<String>,
    /// Persons of a block; `null` takes each stratum as one block.
    pub block: Option<usize>,
    /// Places in the first arm, when a stop rule held.
    pub places: Option<usize>,
    /// SHA-256 of keys and arms, in the order of the list.
    pub allocation_sha256: String,
    pub arms: Vec<ArmCount>,
}

/// An arm, its part of a block, and how many it got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArmCount {
    pub arm: String,
    pub part: usize,
    pub persons: usize,
}

impl Audit {
    /// The design that was drawn by.
    ///
    /// # Errors
    /// What this program cannot draw again.
    pub fn design(&self) -> Result<Design, String> {
        if self.schema != SCHEMA {
            return Err(format!(
                "the audit has schema {}; this program reads {SCHEMA}",
                self.schema
            ));
        }
        if self.algorithm != ALGORITHM {
            return Err(format!(
                "the audit was drawn by `{}`; this program draws by `{ALGORITHM}`",
                self.algorithm
            ));
        }
        let design = Design {
            seed: self.seed,
            arms: self.arms.iter().map(|a| (a.arm.clone(), a.part)).collect(),
            block: self.block,
        };
        design.check()?;
        Ok(design)
    }
}
