//! How much was withheld, as counts only.

use super::{MINIMUM, Profile};
use serde::Serialize;

/// What `disclosure.json` tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    pub profile: &'static str,
    /// Counts below this, and not zero, are withheld under the gated profile.
    pub minimum: u64,
    /// In the order of the analyses; analyses with nothing withheld are left out.
    pub suppressed: Vec<Suppression>,
}

/// Cells withheld in one analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suppression {
    pub analysis: String,
    pub rule: &'static str,
    pub cells: u64,
}

impl Record {
    /// An empty record.
    pub(super) fn new(profile: Profile) -> Record {
        Record {
            profile: profile.word(),
            minimum: MINIMUM,
            suppressed: Vec::new(),
        }
    }

    /// Notes `cells` withheld in an analysis.
    pub(super) fn note(&mut self, analysis: &str, rule: &'static str, cells: u64) {
        if cells > 0 {
            self.suppressed.push(Suppression {
                analysis: analysis.to_string(),
                rule,
                cells,
            });
        }
    }

    /// All cells withheld.
    pub fn cells(&self) -> u64 {
        self.suppressed.iter().map(|s| s.cells).sum()
    }
}
