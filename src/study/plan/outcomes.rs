//! What is measured.

use super::{EventsRule, LocalText};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Clone, PartialEq)]
pub struct OutcomePlan {
    pub id: String,
    pub label: LocalText,
    pub rule: OutcomeRule,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OutcomeRule {
    /// A week with one of these codes (from `class`, `subclass`, `codes`; both class and subclass given means both must hold).
    Codes(Vec<u16>),
    /// A week whose month has ordinary hours above the threshold, in hours per month (A-14: flexi-job hours may be included).
    OrdinaryHours { above: f64, include_flexi_job: bool },
    /// A week without benefit.
    State(WorkState),
    /// A week with an activity of one of these kinds.
    Activities(Vec<String>),
    /// A week with any of several outcomes.
    Any(Vec<OutcomeRule>),
    /// A time and a 0/1 status in two columns of the persons table.
    Columns { time: String, status: String },
    /// The first of some dated events after the draw of a trial.
    Events(EventsRule),
}

impl OutcomeRule {
    /// The kinds of activities it counts, alone or beside other outcomes.
    pub fn activities(&self) -> Vec<&str> {
        match self {
            OutcomeRule::Activities(kinds) => kinds.iter().map(String::as_str).collect(),
            OutcomeRule::Any(rules) => rules.iter().flat_map(OutcomeRule::activities).collect(),
            _ => Vec::new(),
        }
    }
}

/// What a week without benefit is (definition 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WorkState {
    /// Blank, with wage hours of any support code in its month.
    Employment,
    /// Blank, without wage hours.
    SelfSupport,
}
