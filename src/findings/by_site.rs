//! Change per participating municipality.

use super::{OutcomeFacts, Share};
use serde::{Deserialize, Serialize};

/// Change from before to after in each participating municipality at one week; no comparison is subtracted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BySite {
    pub outcome: OutcomeFacts,
    pub among: String,
    /// The week's index on the calendar axis (1 is the first week of each window).
    pub week: i32,
    /// The ISO week in each period.
    pub weeks: Vec<String>,
    /// Sorted by change, largest first; sites without a change last.
    pub sites: Vec<SiteChange>,
}

/// One municipality.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteChange {
    pub code: u16,
    pub name: String,
    pub before: Share,
    pub after: Share,
}

impl SiteChange {
    /// After minus before, a difference of fractions; `None` when a share is missing or withheld.
    pub fn change(&self) -> Option<f64> {
        Some(self.after.fraction()? - self.before.fraction()?)
    }
}
