//! How many persons each step leaves, per arm and period; a step that removes nobody stands too (DEFINITIONS 20).

use super::{Arm, Period};

/// Counts of persons on the way from the extract to the cohorts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attrition {
    /// Persons in the extract.
    pub persons: u64,
    /// Persons whose municipality is 0, blank or 411 and who are therefore in no group.
    pub unknown_municipality: u64,
    pub flows: Vec<Flow>,
}

/// One arm in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    pub arm: Arm,
    pub period: Option<Period>,
    /// In the arm's municipalities (or with its value in the persons table).
    pub in_arm: u64,
    /// Ever in the scheme.
    pub ever_in_scheme: u64,
    /// With a scheme code in the entry window.
    pub code_in_window: u64,
    /// With a start in the entry window: the cohort.
    pub started: u64,
    /// Beside: with more than one start in the entry window.
    pub further_starts: u64,
    /// Beside: in the cohort of the other period too.
    pub in_other_period: u64,
    /// Beside: follow-up ends before the period's weeks do.
    pub gone: u64,
}

impl Flow {
    /// A flow of zeros.
    pub fn of(arm: Arm, period: Option<Period>) -> Flow {
        Flow {
            arm,
            period,
            in_arm: 0,
            ever_in_scheme: 0,
            code_in_window: 0,
            started: 0,
            further_starts: 0,
            in_other_period: 0,
            gone: 0,
        }
    }

    /// Adds the counts of further persons.
    pub(super) fn add(&mut self, other: &Flow) {
        self.in_arm += other.in_arm;
        self.ever_in_scheme += other.ever_in_scheme;
        self.code_in_window += other.code_in_window;
        self.started += other.started;
        self.further_starts += other.further_starts;
        self.in_other_period += other.in_other_period;
        self.gone += other.gone;
    }
}
