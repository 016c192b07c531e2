//! The checked plan of a study. Past this point nobody checks again.

mod allocation;
mod analyses;
mod asked;
mod association;
mod destinations;
mod events;
mod fidelity;
mod follow_up;
mod intensity;
mod outcome_table;
mod outcomes;
mod power;
mod progression;
mod spell_criterion;
mod status_at;
mod stock;
mod success_criterion;
mod survey;
mod survey_shares;

pub use allocation::*;
pub use analyses::*;
pub use asked::{EventsAsked, Named};
pub use association::*;
pub use destinations::*;
pub use events::*;
pub use fidelity::*;
pub use follow_up::*;
pub use intensity::*;
pub use outcome_table::*;
pub use outcomes::*;
pub use power::*;
pub use progression::*;
pub use spell_criterion::*;
pub use status_at::*;
pub use stock::*;
pub use success_criterion::*;
pub use survey::*;
pub use survey_shares::*;

use crate::calendar::{MonthWindow, Week, Window};
use crate::codes::CodeList;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A checked study: every name resolved, every default filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub id: String,
    pub title: LocalText,
    pub languages: Vec<Language>,
    pub data: DataKind,
    /// Where the data come from, for source lines.
    pub source: LocalText,
    /// Folder of the study file; the paths of the study are relative to it.
    pub folder: PathBuf,
    /// The study file as it was read.
    pub text: String,
    pub register: RegisterPlan,
    /// Read already: classes and subclasses that the study names are codes of this list.
    pub codes: CodeList,
    pub entry: EntryPlan,
    /// Youngest age at the draw of a trial; the younger belong to no arm.
    pub min_age: Option<i16>,
    pub participant: ArmPlan,
    pub comparison: ArmPlan,
    /// Before and after; `None` for a lottery.
    pub periods: Option<PeriodsPlan>,
    /// The weeks of a study without periods; `None`: all of the extract.
    pub window: Option<Window>,
    pub history: HistoryPlan,
    pub outcomes: Vec<OutcomePlan>,
    /// What is declared of the surveys.
    pub survey: SurveyPlan,
    /// Named lists of municipalities, e.g. `stv`.
    pub sites: BTreeMap<String, SiteList>,
    /// Confidence level of every interval, 0.95.
    pub conf_level: f64,
    /// Two-sided level below which a result is called significant, 0.05.
    pub significance: f64,
    pub analyses: Vec<AnalysisPlan>,
    /// Keys (dotted, e.g. `entry.gap_weeks`, `analysis.figure-1.among`) the study file itself gives; all others are defaults.
    pub given: std::collections::BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalText {
    pub da: String,
    pub en: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    /// Persons of a register: gated.
    Register,
    /// Published data: nothing suppressed.
    Public,
    /// Simulated data: nothing suppressed.
    Synthetic,
}

/// The extracts and how to read them.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterPlan {
    /// `None` in a study of other tables alone.
    pub weekly: Option<WeeklyPlan>,
    pub hours: Option<HoursPlan>,
    pub persons: Option<PersonsPlan>,
    /// The other tables.
    pub records: BTreeMap<RecordKind, TablePlan>,
    /// The weeks after it are shaded and noted, or cut.
    pub last_trusted_week: Option<Week>,
    pub untrusted: Untrusted,
    /// The last day that the events cover.
    pub events_until: EventsUntil,
    /// Read keys that look like CPR numbers all the same.
    pub allow_cpr_like_keys: bool,
}

/// The tables that are read row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    Enrolment,
    Events,
    Activities,
    Meetings,
    Survey,
    Progression,
    Aggregates,
}

impl RecordKind {
    /// All kinds, in the order in which they are read.
    pub const ALL: [RecordKind; 7] = [
        RecordKind::Enrolment,
        RecordKind::Events,
        RecordKind::Activities,
        RecordKind::Meetings,
        RecordKind::Survey,
        RecordKind::Progression,
        RecordKind::Aggregates,
    ];

    /// The key of `[register]`.
    pub fn word(self) -> &'static str {
        match self {
            RecordKind::Enrolment => "enrolment",
            RecordKind::Events => "events",
            RecordKind::Activities => "activities",
            RecordKind::Meetings => "meetings",
            RecordKind::Survey => "survey",
            RecordKind::Progression => "progression",
            RecordKind::Aggregates => "aggregates",
        }
    }
}

/// What all tables share.
#[derive(Debug, Clone, PartialEq)]
pub struct TablePlan {
    /// As written in the study file.
    pub path: String,
    pub encoding: Encoding,
    /// `row`: the row number is the key (tables of one file). Otherwise the column `person_id` (after renaming).
    pub key: Key,
    /// Standard name -> name in the file.
    pub columns: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// ISO 8859-1.
    #[serde(rename = "latin-1")]
    Latin1,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Key {
    /// The column `person_id`, after renaming.
    #[serde(rename = "person_id")]
    PersonId,
    /// The row number, for tables of one file.
    Row,
}

#[derive(Debug, Clone, PartialEq)]
pub struct WeeklyPlan {
    pub table: TablePlan,
    pub layout: Layout,
    /// Weeks the delivery covers when declared; otherwise the first to the last in the file.
    pub weeks: Option<Window>,
    /// Cell value -> code, for tables whose cells are not three-digit codes.
    pub values: BTreeMap<String, u16>,
    pub blank: Blank,
    pub on_overlap: OnOverlap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// Week columns match the pattern: `y_YYWW`, or `emp{week}` on a relative axis.
    Wide {
        pattern: String,
    },
    Long,
    Spells,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Blank {
    /// Blank means no benefit.
    NoBenefit,
    /// Blank means no longer observed.
    Unobserved,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OnOverlap {
    /// A fault, with a count.
    Error,
    /// The later row wins.
    LaterRow,
}

#[derive(Debug, Clone, PartialEq)]
pub struct HoursPlan {
    pub table: TablePlan,
    /// Months the delivery covers when declared; otherwise the first to the last in the file.
    pub months: Option<MonthWindow>,
    /// The file has no support code and holds ordinary hours only.
    pub all_ordinary: bool,
    /// a month's hours reach every week whose Thursday lies in it, or are spread by days.
    pub to_weeks: HoursToWeeks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HoursToWeeks {
    /// The month's hours count in every week whose Thursday lies in it.
    Thursday,
    /// The hours are spread over the days of the month.
    Days,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PersonsPlan {
    pub table: TablePlan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Untrusted {
    /// Shaded and noted; no figure changes.
    Shade,
    /// Every window ends before them.
    Cut,
}

/// Who enters, and when the clock starts.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryPlan {
    /// A start in a scheme after a gap without it.
    Start {
        class: String,
        gap: Gap,
        bridged: Bridged,
        both_periods: BothPeriods,
        municipality_at: MunicipalityAt,
    },
    /// Everyone, from the first week of the extract.
    All,
    /// Those enrolled in a trial, from the week of the enrolment date.
    Enrolment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// A new start needs this many weeks without the scheme (A-5: 4).
    Weeks(u32),
    /// A new start needs a whole calendar month without a week of the scheme.
    CalendarMonth,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bridged {
    /// Inside the course; the week's own code decides the outcome.
    Inside,
    /// Outside the course.
    Outside,
}

/// a person with starts in both periods is in both, or in the first only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BothPeriods {
    /// In both, as two rows.
    Both,
    /// In the first only.
    First,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MunicipalityAt {
    /// That of the entry week, kept.
    Entry,
    /// The one in force in each week.
    Current,
}

/// Who belongs to an arm.
#[derive(Debug, Clone, PartialEq)]
pub struct ArmPlan {
    pub label: LocalText,
    pub members: Members,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Members {
    /// The study has no arms: all persons are on one side.
    Everyone,
    Municipalities(Vec<u16>),
    /// All municipalities not in the other arm and not in `except`.
    Rest {
        except: Vec<u16>,
    },
    /// Rows of the persons table whose column has one of the values.
    Where {
        column: String,
        equals: Vec<String>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct PeriodsPlan {
    pub before: PeriodPlan,
    pub after: PeriodPlan,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PeriodPlan {
    pub entry: Window,
    pub weeks: Window,
    pub label: LocalText,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryPlan {
    pub lookback: Lookback,
    /// Keep persons whose look-back the register does not cover.
    pub allow_partial: bool,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Lookback {
    /// 52 weeks a year, counted back from the week before entry.
    Weeks,
    /// Calendar years, with a week 53 where there is one.
    CalendarYears,
}

/// A list of municipalities and whether it is invented for the example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteList {
    pub municipalities: Vec<u16>,
    pub invented: bool,
}
