//! How the persons of an extract become the cohorts, step by step.

use super::Group;
use serde::{Deserialize, Serialize};

/// One flow per group; every step stands, also when it removes nobody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attrition {
    pub flows: Vec<AttritionFlow>,
    /// Persons in the extract.
    pub persons: Option<u64>,
    /// Persons with a start in some period's entry window whose municipality at entry is 0, blank or 411.
    pub unknown_municipality: Option<u64>,
}

/// One group's steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttritionFlow {
    pub group: Group,
    /// Persons left after each step, in order.
    pub steps: Vec<AttritionStep>,
    /// Persons noted beside, who are not removed.
    pub beside: Vec<AttritionStep>,
}

/// A step and the persons it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttritionStep {
    pub step: Step,
    pub persons: Option<u64>,
}

/// The steps of DEFINITIONS 20.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// In the group's municipalities.
    InSites,
    /// Enrolled in the arm.
    InArm,
    /// Ever in the scheme.
    EverInScheme,
    /// A scheme code in the entry window.
    CodeInEntryWindow,
    /// A start in the entry window: the cohort.
    StartInEntryWindow,
    /// Observed from the first week (a study that takes everyone).
    Observed,
    /// Enrolled in the trial in a week that the register observes.
    Enrolled,
    /// Beside: more than one start in the window.
    FurtherStarts,
    /// Beside: also in the other period.
    InOtherPeriod,
    /// Beside: the outcome already in the entry week.
    OutcomeAtEntry,
    /// Beside: follow-up ends (997, 998, 999) before the window's end.
    GoneBeforeEnd,
}
