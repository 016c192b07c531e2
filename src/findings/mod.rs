//! What was estimated: from how many, on what scale, with what note, or why not. Plain values, one way out.
//!
//! Shares are fractions; effects on shares are differences of fractions; a `_weeks` or `_pp` in a name is its unit. Wherever a
//! number of persons may be withheld by the disclosure gate it is an `Option`: `None` means withheld, never "none".

mod attrition;
mod balance;
mod by_site;
mod described;
mod note;
mod reading;
mod time_to_event;
mod weekly_share;
mod word;

pub use attrition::{Attrition, AttritionFlow, AttritionStep, Step};
pub use balance::{Balance, BalanceRow, BalanceTable, Significant, Summary, Variable};
pub use by_site::{BySite, SiteChange};
pub use described::{
    Cell, Chart, Column, Counted, Described, FlowPlace, Label, Light, Mark, MarkAxis, PHRASE, Row,
    Shape, Table, Unit,
};
pub use note::{Note, Reason, Setting};
pub use reading::read;
pub use time_to_event::{
    AtTime, CoxModel, CoxTerm, Curve, Duration, Interval, LogRank, Rmst, TimeToEvent, TimeUnit,
};
pub use weekly_share::{
    Clusters, Decomposition, DroppedTerms, Effect, EffectSeries, MeanOfWeeks, Robust, ShareSeries,
    WeekPoint, WeeklyShare,
};

use serde::{Deserialize, Serialize};

/// The version of `findings.json`; it grows when a field changes meaning or goes. `read` takes earlier ones too.
///
/// - 2: a mark of a chart says on which axis it stands; before, it stood on the rows of `lines` and on the values of every other shape. A chart
///   may say where its axis ends, and a stack may be told by counts.
/// - 1: the first.
pub const SCHEMA: u32 = 2;

/// A text in Danish and English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub da: String,
    pub en: String,
}

/// What kind of data a study declares, which decides the disclosure profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    /// Real persons: gated.
    Register,
    /// Already public: open.
    Public,
    /// Simulated: open.
    Synthetic,
}

/// One side of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arm {
    Participant,
    Comparison,
}

/// Before or after the programme began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    Before,
    After,
}

/// One of the groups that are compared. Without periods (a lottery) `period` is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Group {
    pub arm: Arm,
    pub period: Option<Period>,
}

/// How weeks are told: ISO weeks, or whole numbers counted from the study's own start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeAxis {
    IsoWeeks,
    Relative,
}

/// All results of one study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    pub schema: u32,
    pub study: StudyFacts,
    /// In the order of the study file.
    pub analyses: Vec<Analysis>,
}

/// What the study is, from the study file and the extract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StudyFacts {
    pub id: String,
    pub title: Text,
    /// `da`, `en`; a report is written for each.
    pub languages: Vec<String>,
    pub data: DataKind,
    /// Where the data come from, for source lines.
    pub source: Text,
    pub time_axis: TimeAxis,
    /// First and last week of the extract, both included; `None` without weekly data.
    pub register_weeks: Option<[String; 2]>,
    pub last_trusted_week: Option<String>,
    /// Persons in the extract.
    pub persons: Option<u64>,
    /// Empty in a study without arms.
    pub arms: Vec<ArmFacts>,
    /// Empty for a study without before and after.
    pub periods: Vec<PeriodFacts>,
}

/// One arm: what it is called and how many sites it has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArmFacts {
    pub arm: Arm,
    pub label: Text,
    /// Municipalities in the arm; `None` where the arm is not made of sites.
    pub sites: Option<u64>,
}

/// One period: who enters in it and which weeks are followed; ends included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodFacts {
    pub period: Period,
    pub entry: [String; 2],
    pub weeks: [String; 2],
    /// What the cohort is called in legends, e.g. "2016", "2017-18".
    pub label: Text,
}

/// One analysis of the study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    pub id: String,
    /// The kind as written in the study file, e.g. `weekly-share`.
    pub kind: String,
    /// A title given in the study file; otherwise the report words one from the result.
    pub title: Option<Text>,
    /// Every setting in force, defaults included.
    pub settings: Vec<Setting>,
    pub notes: Vec<Note>,
    pub result: AnalysisResult,
}

/// The result, by kind of analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnalysisResult {
    WeeklyShare(WeeklyShare),
    TimeToEvent(Box<TimeToEvent>),
    BySite(BySite),
    Balance(Balance),
    Attrition(Attrition),
    /// Every kind that describes.
    Described(Box<Described>),
    /// The whole analysis could not be made.
    NotEstimated(Reason),
}

/// An outcome and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeFacts {
    pub id: String,
    pub label: Text,
}

/// A number that was estimated, could not be, or may not be told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Estimated<T> {
    Made(T),
    /// Could not be made, and why.
    Not(Reason),
    /// Withheld by the disclosure gate.
    Suppressed,
}

impl<T> Estimated<T> {
    /// The estimate, if it was made and may be told.
    pub fn made(&self) -> Option<&T> {
        match self {
            Estimated::Made(value) => Some(value),
            _ => None,
        }
    }
}

/// Persons with the outcome among persons counted. `None` is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub numerator: Option<u64>,
    pub denominator: Option<u64>,
}

impl Share {
    /// A share of `numerator` among `denominator` persons.
    pub fn of(numerator: u64, denominator: u64) -> Share {
        Share {
            numerator: Some(numerator),
            denominator: Some(denominator),
        }
    }

    /// The fraction; `None` when nobody is counted or a part is withheld.
    pub fn fraction(self) -> Option<f64> {
        match (self.numerator, self.denominator) {
            (Some(n), Some(d)) if d > 0 => Some(n as f64 / d as f64),
            _ => None,
        }
    }
}

/// Which variant of an effect: the study file may ask for several beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variant {
    /// Nothing but arm and period.
    Unadjusted,
    /// With all background characteristics (DEFINITIONS 22).
    Background,
    /// With an indicator for the named list of sites, e.g. `stv`.
    SiteIndicator(String),
    /// With the listed columns and histories.
    Columns(Vec<String>),
    /// Starters of the first year of the later cohort only, so that both cohorts receive nobody after week 52.
    Symmetric,
    /// The main variant by the arms of another column, such as those drawn.
    OtherArms { column: String },
    /// With a time-varying outcome in the same week (lag 0) or lagged by whole weeks.
    TimeVarying { outcome: String, lag_weeks: u32 },
}
