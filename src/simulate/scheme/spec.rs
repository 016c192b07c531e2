//! The population file as written.

use crate::calendar::{Week, Window};
use crate::simulate::path::Path;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// A synthetic register of everyone who started in a scheme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    pub schema: u32,
    pub kind: String,
    /// Every draw follows from it; the counts do not.
    pub seed: u64,
    pub register: Register,
    pub output: Output,
    pub course: Course,
    pub offers: Offers,
    /// Where those who ended went; the persons add up to those who ended.
    #[serde(rename = "destination")]
    pub destinations: Vec<Destination>,
    /// What the persons came from; the persons of those who ended add up to them.
    #[serde(rename = "origin")]
    pub origins: Vec<Origin>,
    #[serde(rename = "aggregate", default)]
    pub aggregates: Vec<Aggregate>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Weeks the delivery covers.
    #[serde(deserialize_with = "from_text")]
    pub weeks: Window,
    /// The week of the day the scheme is seen from.
    #[serde(deserialize_with = "from_text")]
    pub as_of: Week,
}

/// File names inside the folder written to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    pub weekly: String,
    pub hours: String,
    pub persons: String,
    pub aggregates: String,
    pub truth: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    pub started: usize,
    pub ended: usize,
    /// The first week of the scheme.
    #[serde(deserialize_with = "from_text")]
    pub first: Week,
    /// Weight of each calendar year among the starts of those still in: year and weight.
    pub starts: Vec<(i16, f64)>,
    /// Length of short and long courses that ended, in weeks.
    pub short_weeks: [i32; 2],
    pub long_weeks: [i32; 2],
    /// Share with a short gap that the gap rule bridges.
    pub bridged: f64,
    /// Age at entry of the young and the old, in years.
    pub young: [i32; 2],
    pub old: [i32; 2],
    /// Share of the old among those still in.
    pub old_share: f64,
}

/// What the weeks of a course hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offers {
    /// Share in a company-directed measure by weeks since entry.
    pub company: Path,
    /// Share without any offer by weeks since entry.
    pub passive: Path,
    /// Weeks since entry at which the share without any offer is met to the person.
    pub passive_at: Vec<i32>,
    /// Share in a company-directed measure in the week the scheme is seen from, met to the person.
    pub company_now: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    pub name: String,
    pub persons: usize,
    /// Benefit code after the course; 0 is blank.
    pub code: u16,
    /// Wage hours in the blank months after.
    #[serde(default)]
    pub works: bool,
    /// Share aged as the old.
    pub old_share: f64,
    /// Share with a long course.
    pub long_share: f64,
    /// Share with a few blank weeks before the code.
    #[serde(default)]
    pub pause: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    pub name: String,
    /// Persons among those who ended; the others follow in proportion.
    pub persons: usize,
    /// Benefit code before the course; 0 is blank.
    pub code: u16,
    /// Wage hours in the blank months before.
    #[serde(default)]
    pub works: bool,
}

/// A line of published numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aggregate {
    pub measure: String,
    pub group: String,
    pub step: Step,
    /// Year (with its fraction) and value; straight lines between.
    pub points: Path,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Quarter,
    Year,
}

fn from_text<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(from: D) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(serde::de::Error::custom)
}
