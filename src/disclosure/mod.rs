//! The one gate between findings and everything a reader sees.
//!
//! Under the gated profile no count of 1 to 4 persons passes, neither as numerator nor as denominator, and no estimate from which it
//! could be read; estimates carry six significant digits. Under the open profile (public and synthetic data) everything passes as it is.

mod count_rule;
mod curve;
mod described;
mod digits;
mod record;

pub use record::{Record, Suppression};

use crate::findings::{DataKind, Findings};
use std::ops::Deref;

/// The smallest number of persons that may be told.
pub const MINIMUM: u64 = 5;

/// A value that has passed the gate. Only this room can make one.
#[derive(Debug, Clone, PartialEq)]
pub struct Releasable<T>(T);

impl<T> Deref for Releasable<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// How much passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Real persons: the count rule holds.
    Gated,
    /// Public or synthetic data: nothing is suppressed.
    Open,
}

impl Profile {
    /// The profile that a study's data call for.
    pub fn of(data: DataKind) -> Profile {
        match data {
            DataKind::Register => Profile::Gated,
            DataKind::Public | DataKind::Synthetic => Profile::Open,
        }
    }

    /// The profile's word in files.
    pub fn word(self) -> &'static str {
        match self {
            Profile::Gated => "gated",
            Profile::Open => "open",
        }
    }
}

/// A count of persons as it may be told; `None` is withheld.
pub fn count(persons: u64, profile: Profile) -> Option<u64> {
    let forbidden = profile == Profile::Gated && count_rule::small(persons);
    (!forbidden).then_some(persons)
}

/// Findings that may leave, with the record of what was withheld.
pub struct Released {
    pub findings: Releasable<Findings>,
    pub record: Record,
}

/// Passes the findings of a study through the gate; the study's data decide the profile.
pub fn release(mut findings: Findings) -> Released {
    let profile = Profile::of(findings.study.data);
    let mut record = Record::new(profile);
    if profile == Profile::Gated {
        count_rule::apply(&mut findings, &mut record);
        findings = digits::six_significant(findings);
    }
    Released {
        findings: Releasable(findings),
        record,
    }
}

#[cfg(test)]
mod tests;
