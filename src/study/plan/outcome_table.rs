//! The plan of `outcome-table`.

use super::{BesideArm, EventWord, LocalText};

#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeTablePlan {
    pub of: TableOf,
    pub categories: Vec<CategoryPlan>,
    pub mean: bool,
    pub test: bool,
    pub beside_arm: BesideArm,
}

/// What is tabulated.
#[derive(Debug, Clone, PartialEq)]
pub enum TableOf {
    Column(String),
    /// Points into `Plan::outcomes`, an outcome of events.
    Outcome(usize),
    /// How often any of these happened.
    Events(Vec<EventWord>),
    /// The categories tell it by events of their own.
    Categories,
    /// Published counts.
    Aggregates,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CategoryPlan {
    pub id: String,
    pub label: LocalText,
    pub rule: CategoryRule,
}

#[derive(Debug, Clone, PartialEq)]
pub enum CategoryRule {
    Values(Vec<String>),
    /// Both ends included; `None` is open.
    Range {
        from: Option<f64>,
        to: Option<f64>,
    },
    Events(Vec<EventWord>),
    Rest,
}
