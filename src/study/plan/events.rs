//! Outcomes that are dated events of a trial.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt;

/// A kind of event, or one value of it: `sanction`, `course-end=flexi-job`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventWord {
    pub kind: String,
    pub value: Option<String>,
}

impl fmt::Display for EventWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => write!(f, "{}={value}", self.kind),
            None => f.write_str(&self.kind),
        }
    }
}

/// Time from the draw to the first of some events.
#[derive(Debug, Clone, PartialEq)]
pub struct EventsRule {
    pub events: Vec<EventWord>,
    /// End the time at risk without the event.
    pub censored_by: Vec<EventWord>,
    /// Make the event impossible: a competing event.
    pub competing: Vec<EventWord>,
    /// The event that starts the clock; `None` is the draw.
    pub origin: Option<EventWord>,
    /// Persons who left and were looked up on a later day.
    pub seen: Option<SeenRule>,
    pub unit: TimeUnit,
}

/// The state of a person who left, looked up on a day: the event lies between leaving and that day.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenRule {
    /// Leaving: the last day on which the person was known.
    pub after: EventWord,
    /// The kind of event that is the looking up; its value is the state.
    pub status: String,
    /// The states that mean that the event has happened; with any other the person is censored on that day.
    pub values: Vec<String>,
    pub at: SeenAt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeenAt {
    /// Half way between leaving and the day of looking up, half a day up.
    Midpoint,
    /// On the day of leaving.
    Leaving,
    /// On the day of looking up.
    LookedUp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// Days since the origin.
    Days,
    /// Whole weeks of seven days since the origin.
    Weeks,
}

impl SeenAt {
    /// As it is written in the study file.
    pub fn word(self) -> &'static str {
        match self {
            SeenAt::Midpoint => "midpoint",
            SeenAt::Leaving => "leaving",
            SeenAt::LookedUp => "looked-up",
        }
    }
}

impl TimeUnit {
    /// As it is written in the study file.
    pub fn word(self) -> &'static str {
        match self {
            TimeUnit::Days => "days",
            TimeUnit::Weeks => "weeks",
        }
    }
}

/// The last day that the events of a study cover; `None` is the last day met in them.
pub type EventsUntil = Option<Date>;
