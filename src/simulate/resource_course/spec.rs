//! The population file as written.

use crate::calendar::Window;
use crate::simulate::path::Path;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A synthetic register of a scheme that persons enter through the years, in two arms of municipalities.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    pub schema: u32,
    pub kind: String,
    /// Every draw follows from it.
    pub seed: u64,
    /// All numbers of persons are multiplied by this; 1 is the calibrated size.
    #[serde(default = "one")]
    pub scale: f64,
    pub register: Register,
    pub output: Output,
    pub population: Population,
    pub background: Arms<Background>,
    pub course: Course,
    pub placement: Placement,
    pub hours: Hours,
    pub paths: Arms<Periods<Paths>>,
    #[serde(rename = "cohort")]
    pub cohorts: Vec<Cohort>,
    #[serde(rename = "site", default)]
    pub sites: Vec<SiteLevel>,
    #[serde(rename = "pin", default)]
    pub pins: Vec<Pin>,
}

/// One value for each arm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arms<T> {
    pub participant: T,
    pub comparison: T,
}

/// One value for each period.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods<T> {
    pub before: T,
    pub after: T,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Weeks the delivery covers.
    #[serde(deserialize_with = "from_text")]
    pub weeks: Window,
}

/// File names inside the folder written to; the ending decides CSV or Parquet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    pub weekly: String,
    pub layout: Layout,
    pub hours: String,
    pub persons: String,
    pub truth: String,
}

/// How the weekly codes are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    Long,
    Spells,
    Wide,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Codes of the participating municipalities; the rest of `residents` are the comparison.
    pub participants: Vec<u16>,
    /// Residents in thousands by municipality code.
    pub residents: BTreeMap<String, f64>,
    /// Entrants are shared out by residents to this power.
    pub size_exponent: f64,
    /// Codes that stand for an unknown municipality, and how many entrants carry one.
    pub unknown_codes: Vec<u16>,
    pub unknown_entrants: usize,
    /// Persons in the register who never enter.
    pub never_in_course: usize,
}

/// Who the entrants of an arm are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    /// Age by rank: `[share, years]`.
    pub age: Path,
    pub male: f64,
    pub western: f64,
    pub non_western: f64,
    pub married: f64,
    pub registered_partnership: f64,
    pub divorced: f64,
    pub widowed: f64,
    /// Support in the weeks before entry, as shares; the rest comes from other benefits or none.
    pub from_cash_benefit: f64,
    pub from_sickness_benefit: f64,
    /// Weights of the states before that.
    pub earlier: Earlier,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    pub work: f64,
    pub cash_benefit: f64,
    pub sickness_benefit: f64,
    pub unemployment: f64,
    pub student_grant: f64,
    pub self_support: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Share of those who left that begin again, and the weeks between, both ends included.
    pub restart_share: f64,
    pub restart_gap_weeks: [i32; 2],
    /// Share of the courses with one or two gaps of 1 to 3 weeks of another code inside.
    pub bridged_share: f64,
    /// Chance per year of death or emigration.
    pub gone_per_year: f64,
    /// Relative weights of entry through the ISO year, `[week, weight]`.
    pub season: Path,
    /// Shares of the states after the course; the rest of 1 goes to `work` as the paths say.
    pub after: BTreeMap<Destination, f64>,
}

/// Where a person goes after the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    CashBenefit,
    DisabilityPension,
    FlexJob,
    FlexJobWaiting,
    SicknessBenefit,
    StudentGrant,
    /// Blank weeks, with wage hours when the hours quota gives them.
    Work,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Cumulative hazard of the first placement by weeks since entry, comparison arm: `[week, hazard]`.
    pub cumulative_hazard: Path,
    /// Log hazard ratio of the participants to the comparison, earlier period.
    pub participant_log_ratio: f64,
    /// Log hazard ratio of the later period to the earlier, comparison arm.
    pub later_log_ratio: f64,
    /// Log of the ratio of hazard ratios: the effect.
    pub effect_log_ratio: f64,
    /// Of this many neighbours the one who stays longest in the course is placed; 1 leaves exit independent of placement.
    pub stay_choice: usize,
    /// Planned length of one placement, shortest and longest.
    pub spell_weeks: [i32; 2],
    /// Fewest weeks before the next placement, when others can fill the quota.
    pub pause_weeks: i32,
    /// Share of placements with a private employer.
    pub private_share: f64,
    /// Spread of the comparison municipalities: lasting, and from cohort to cohort (standard deviations, relative).
    pub spread: f64,
    pub drift: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Hours a month of an ordinary job beside the course, and after it: smallest and largest.
    pub in_course: [i32; 2],
    pub after_course: [i32; 2],
    /// Chance that a job lasts from one month to the next.
    pub keep: f64,
    /// Spread of the comparison municipalities (standard deviation, relative).
    pub spread: f64,
}

/// What is planned for one arm and period, by week of the window (`[week, share]`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paths {
    /// Share in placement among those in the course.
    pub placement: Path,
    /// Share with ordinary hours among all who have entered, and among those in the course.
    pub hours: Path,
    pub hours_in_course: Path,
    /// Share who have left the entry course by weeks since entry.
    pub left: Path,
    /// Share of those who leave that go to blank weeks.
    pub work_after: f64,
}

/// Entrants of one window.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    pub name: String,
    #[serde(deserialize_with = "from_text")]
    pub entry: Window,
    /// The window the paths are laid over.
    #[serde(deserialize_with = "from_text")]
    pub weeks: Window,
    pub period: Period,
    pub participant: usize,
    pub comparison: usize,
}

/// Which of the paths a cohort follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    Before,
    After,
}

/// How a participating municipality differs from its group: relative levels, earlier and later period.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteLevel {
    pub municipality: u16,
    #[serde(default = "ones")]
    pub placement: [f64; 2],
    /// The week of the later window when the later level begins to show.
    #[serde(default)]
    pub onset_week: f64,
    #[serde(default = "ones")]
    pub hours: [f64; 2],
}

/// The change in one municipality's share at one week, met by counting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    pub outcome: PinnedOutcome,
    pub municipality: u16,
    /// Week of the windows.
    pub week: f64,
    /// The share about which the earlier period lies.
    pub before: f64,
    /// The change to the later period, and how far off it may be.
    pub change: f64,
    pub within: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PinnedOutcome {
    Placement,
    Hours,
}

impl Spec {
    /// Persons in the register at the size asked for.
    pub fn persons(&self) -> usize {
        let cohorts = self.cohorts.iter().map(|c| c.participant + c.comparison);
        let others = self.population.unknown_entrants + self.population.never_in_course;
        self.scaled(cohorts.sum::<usize>() + others)
    }

    /// A number of persons at the size asked for.
    pub fn scaled(&self, persons: usize) -> usize {
        (persons as f64 * self.scale).round() as usize
    }
}

fn one() -> f64 {
    1.0
}

fn ones() -> [f64; 2] {
    [1.0, 1.0]
}

fn from_text<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(from: D) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(serde::de::Error::custom)
}
