//! Who enters, who is compared, when, and what is measured.

use super::Text;
use crate::study::plan::{
    BothPeriods, Bridged, Lookback, MunicipalityAt, SeenAt, TimeUnit, WorkState,
};
use schemars::JsonSchema;
use serde::Deserialize;

/// Who enters, and when the clock starts: the starters of a scheme (`class`), everyone from the first week (`all`), or those enrolled in a trial
/// (`enrolment`).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The scheme: a class of the code list.
    pub class: Option<String>,
    /// Take everyone from the first week of the extract. Default false.
    pub all: Option<bool>,
    /// Youngest age at the draw of a trial; the younger are counted as excluded. With `all = true` only. Default: no limit.
    #[schemars(range(min = 0, max = 120))]
    pub min_age: Option<u32>,
    /// Take the persons of `register.enrolment`, each from the week of its date. Default false.
    pub enrolment: Option<bool>,
    /// A new start needs this many weeks without the scheme. Default 4 weeks.
    #[schemars(range(min = 1, max = 520))]
    pub gap_weeks: Option<u32>,
    /// What makes a new start. Default `weeks`.
    pub gap_rule: Option<GapRule>,
    /// Whether weeks in a bridged gap are inside the course (definition 4). Default `inside`.
    pub bridged: Option<Bridged>,
    /// Where a person with starts in both periods is counted. Default `both`.
    pub both_periods: Option<BothPeriods>,
    /// Which municipality a person who moves belongs to. Default `entry`.
    pub municipality_at: Option<MunicipalityAt>,
    /// Weeks of a study without `[periods]`, `2013-W01..2015-W53`, both included: who starts in them enters, and is followed to their end.
    /// Default all weeks of the extract.
    pub window: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GapRule {
    /// `gap_weeks` weeks without the scheme.
    Weeks,
    /// A whole calendar month without a week of the scheme.
    CalendarMonth,
}

/// The two arms.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    #[schemars(required)]
    pub participant: Option<Group>,
    #[schemars(required)]
    pub comparison: Option<Group>,
}

/// Who belongs to an arm: either `municipalities` or `where`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What the arm is called in the report. Default by the arm.
    pub label: Option<Text>,
    /// Municipalities by code or name, or `rest` for all not in the other arm.
    pub municipalities: Option<Municipalities>,
    /// Municipalities left out of `rest`, by code or name. Default none.
    pub except: Option<Vec<Site>>,
    /// Rows of the persons table, or of the enrolment of a trial: `where = { column = "arm", equals = "intervention" }` (A-27: `assigned_arm` for the arms as drawn).
    #[serde(rename = "where")]
    pub rows: Option<Where>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Municipalities {
    Rest(RestWord),
    Listed(Vec<Site>),
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RestWord {
    /// All municipalities that are not in the other arm.
    Rest,
}

/// A municipality, by code or name.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Site {
    Code(u16),
    Name(String),
}

/// Rows whose column has one of the values.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Where {
    /// A column of the persons table.
    #[schemars(required)]
    pub column: Option<String>,
    /// A value, or a list of values.
    #[schemars(required)]
    pub equals: Option<OneOrMany<Cell>>,
}

/// One, or a list.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "OneOrMany{T}")]
pub enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// The values in order.
    pub fn values(&self) -> &[T] {
        match self {
            OneOrMany::One(value) => std::slice::from_ref(value),
            OneOrMany::Many(values) => values,
        }
    }
}

/// A value of a cell; numbers are compared as they are written.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Cell {
    Text(String),
    Number(i64),
    Truth(bool),
}

/// Before and after.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    #[schemars(required)]
    pub before: Option<Period>,
    #[schemars(required)]
    pub after: Option<Period>,
}

/// A period: when its persons enter, and the weeks they are followed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Entry weeks, `2016-W01..2016-W52`, both included.
    #[schemars(required)]
    pub entry: Option<String>,
    /// Weeks of the axis, `2016-W01..2017-W52`, both included; must hold `entry`.
    #[schemars(required)]
    pub weeks: Option<String>,
    /// What the period is called in the report. Default the years of `entry`.
    pub label: Option<Text>,
}

/// How far back the register is read for histories.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// How a year of history is counted. Default `weeks`.
    pub lookback: Option<Lookback>,
    /// Keep persons whose look-back the register does not cover. Default false: the variable is refused.
    pub allow_partial: Option<bool>,
}

/// A named list of municipalities.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Sites {
    /// Municipalities by code or name.
    Plain(Vec<Site>),
    Told(ToldSites),
}

/// A list of municipalities and where it comes from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldSites {
    /// Municipalities by code or name.
    #[schemars(required)]
    pub municipalities: Option<Vec<Site>>,
    /// The list is invented, for an example; the report says so. Default false.
    pub invented: Option<bool>,
}

/// What is measured: codes (`class`, `subclass`, `codes`), ordinary hours (`hours_above`), work without benefit (`state`), other outcomes together
/// (`any`), two columns (`time`, `status`), or dated events (`events`).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// What the outcome is called in the report. Default its name.
    pub label: Option<Text>,
    /// A week with a code of this class, or of one of these; with `subclass` given too, both must hold.
    pub class: Option<OneOrMany<String>>,
    /// A week with a code of this subclass, or of one of these, of every class.
    pub subclass: Option<OneOrMany<String>>,
    /// A week with one of these codes.
    pub codes: Option<Vec<u16>>,
    /// A week whose month has more ordinary wage hours than this, in hours per month.
    #[schemars(range(min = 0, max = 744))]
    pub hours_above: Option<f64>,
    /// Count hours in a flexi-job as ordinary. Default false.
    pub include_flexi_job: Option<bool>,
    /// A week without benefit, with or without wage hours in its month (definition 11).
    pub state: Option<WorkState>,
    /// A week with an activity of one of these kinds of `register.activities`.
    pub activities: Option<Vec<String>>,
    /// A week with any of these outcomes, by name; to leave a component out is to leave its name out.
    pub any: Option<Vec<String>>,
    /// Column of the persons table with the time of the event or of censoring.
    pub time: Option<String>,
    /// Column of the persons table with 1 for an event and 0 for censoring.
    pub status: Option<String>,
    /// Kinds of events of a trial, `kind` or `kind=value`; the outcome is the first of them after the draw.
    pub events: Option<Vec<String>>,
    /// Kinds of events that end the time at risk without the outcome. Default none: at risk until `events_until`.
    pub censored_by: Option<Vec<String>>,
    /// Kinds of events that make the outcome impossible: the curves are then cumulative incidences. Default none.
    pub competing: Option<Vec<String>>,
    /// Kind of event that starts the clock. Default: the draw.
    pub origin: Option<String>,
    /// Persons who left and were looked up on a later day. Default: none were.
    pub looked_up: Option<LookedUp>,
    /// Unit of the time. Default `days`.
    pub unit: Option<TimeUnit>,
}

/// Persons who left the data and whose state was looked up on a later day: the event lies between the two days.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookedUp {
    /// Event of leaving, `kind` or `kind=value`: the last day on which the person was known. Who left and was never looked up is censored then.
    #[schemars(required)]
    pub after: Option<String>,
    /// Kind of event whose date is the day of looking up and whose value is the state found.
    #[schemars(required)]
    pub status: Option<String>,
    /// States that mean that the outcome has happened; with any other the person is censored on that day.
    #[schemars(required)]
    pub values: Option<Vec<String>>,
    /// When the outcome is taken to have happened. Default `midpoint`.
    pub at: Option<SeenAt>,
}
