//! The extracts and the code list.

use crate::study::plan::{Blank, Encoding, HoursToWeeks, Key, OnOverlap, Untrusted};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The extracts and how to read them. Paths are relative to the study file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The weekly extract. A study of other tables alone may leave it out.
    pub weekly: Option<Weekly>,
    pub hours: Option<Hours>,
    pub persons: Option<Persons>,
    /// Persons in a trial: `person_id, date, arm` [`assigned_arm, site`, further columns].
    pub enrolment: Option<Records>,
    /// Dated events: `person_id, date, kind` [`value`].
    pub events: Option<Records>,
    /// Activities, `from` and `to` both included: `person_id, kind, from, to` [`employer`].
    pub activities: Option<Records>,
    /// Meetings: `person_id, date, kind`.
    pub meetings: Option<Records>,
    /// Answers to surveys: `respondent_id, role, site, wave, item, value`.
    pub survey: Option<Records>,
    /// Answers of the same persons over time: `person_id, time, item, value`.
    pub progression: Option<Records>,
    /// Published aggregates: `period, group, measure, value`.
    pub aggregates: Option<Records>,
    /// Last week of the delivery that is to be trusted, `2018-W48`; the weeks after it are shaded and noted, or cut. Default: all are.
    pub last_trusted_week: Option<String>,
    /// What happens to the weeks after `last_trusted_week` (definition 8a). Default `shade`.
    pub untrusted: Option<Untrusted>,
    /// Last day that the events cover, `2019-05-09`: who has no event by then is censored on it. Default: the last day in the events.
    pub events_until: Option<String>,
    /// Read keys that look like CPR numbers all the same. Default false: they stop the run.
    pub allow_cpr_like_keys: Option<bool>,
}

/// The table of benefit weeks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weekly {
    /// File, CSV (also .gz) or Parquet.
    #[schemars(required)]
    pub path: Option<String>,
    /// What one row is.
    #[schemars(required)]
    pub layout: Option<LayoutWord>,
    /// Names of the week columns of a wide table: `y_YYWW`, or a name with `{week}` for weeks counted from entry. Default `y_YYWW`.
    pub pattern: Option<String>,
    /// Weeks the delivery covers, `2006-W01..2018-W52`, both included, for long and spell tables. Default: the first to the last in the file.
    pub weeks: Option<String>,
    /// Cell value -> code, for tables whose cells are not three-digit codes.
    pub values: Option<BTreeMap<String, u16>>,
    /// What a blank cell means. Default `no-benefit`.
    pub blank: Option<Blank>,
    /// What happens when spells of one person overlap. Default `error`.
    pub on_overlap: Option<OnOverlap>,
    /// Encoding of a CSV file. Default `utf-8`.
    pub encoding: Option<Encoding>,
    /// What tells persons apart. Default `person_id`.
    pub key: Option<Key>,
    /// Standard column name -> name in the file. Case never matters.
    pub columns: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LayoutWord {
    /// A row is a person, a column a week.
    Wide,
    /// A row is a person-week: `person_id, week, code`.
    Long,
    /// A row is a spell: `person_id, code, from, to`, both ends included.
    Spells,
}

/// The table of wage hours: a row is a person's hours in one month (and job).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// File, CSV (also .gz) or Parquet.
    #[schemars(required)]
    pub path: Option<String>,
    /// Months the delivery covers, `2010-01..2018-12`, both included. Default: the first to the last in the file.
    pub months: Option<String>,
    /// The file has no support code and holds ordinary hours only. Default false: a file without a support code is refused.
    pub all_ordinary: Option<bool>,
    /// How a month's hours reach its weeks. Default `thursday`.
    pub to_weeks: Option<HoursToWeeks>,
    /// Encoding of a CSV file. Default `utf-8`.
    pub encoding: Option<Encoding>,
    /// What tells persons apart. Default `person_id`.
    pub key: Option<Key>,
    /// Standard column name -> name in the file. Case never matters.
    pub columns: Option<BTreeMap<String, String>>,
}

/// The table of persons: a row is a person.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Persons {
    /// File, CSV (also .gz) or Parquet.
    #[schemars(required)]
    pub path: Option<String>,
    /// Encoding of a CSV file. Default `utf-8`.
    pub encoding: Option<Encoding>,
    /// What tells persons apart. Default `person_id`.
    pub key: Option<Key>,
    /// Standard column name -> name in the file. Case never matters.
    pub columns: Option<BTreeMap<String, String>>,
}

/// A table read row by row.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Records {
    /// File, CSV (also .gz) or Parquet.
    #[schemars(required)]
    pub path: Option<String>,
    /// Encoding of a CSV file. Default `utf-8`.
    pub encoding: Option<Encoding>,
    /// Standard column name -> name in the file. Case never matters.
    pub columns: Option<BTreeMap<String, String>>,
}

/// The code list. Default: the program's own.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// A CSV file whose codes are added to the program's list, or take the place of the same codes.
    pub extend: Option<String>,
    /// A CSV file used instead of the program's list.
    pub replace: Option<String>,
}
