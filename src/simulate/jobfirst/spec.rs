//! The population file as written.

use crate::calendar::Window;
use crate::simulate::path::Path;
use serde::{Deserialize, Deserializer};

/// A made-up trial.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    pub schema: u32,
    pub kind: String,
    /// Every draw follows from it.
    pub seed: u64,
    /// Weeks the delivery covers.
    #[serde(deserialize_with = "from_text")]
    pub weeks: Window,
    /// ISO week of the register's last year, and persons referred in or before it.
    pub referred: Path,
    #[serde(rename = "cell")]
    pub cells: Vec<Cell>,
    pub talks: Arms<Path>,
    pub placement: Arms<Placement>,
    pub jobs: Jobs,
    #[serde(rename = "site")]
    pub sites: Vec<Site>,
}

/// One value for each arm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arms<T> {
    pub participant: T,
    pub control: T,
}

impl<T> Arms<T> {
    /// The value of an arm.
    pub fn of(&self, arm: Arm) -> &T {
        match arm {
            Arm::Participant => &self.participant,
            Arm::Control => &self.control,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    Participant,
    Control,
}

impl Arm {
    /// The word in the tables.
    pub fn word(self) -> &'static str {
        match self {
            Arm::Participant => "participant",
            Arm::Control => "control",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetGroup {
    CashBenefit,
    ResourceCourse,
}

impl TargetGroup {
    /// The word in the tables.
    pub fn word(self) -> &'static str {
        match self {
            TargetGroup::CashBenefit => "cash_benefit",
            TargetGroup::ResourceCourse => "resource_course",
        }
    }
}

/// Sum and sum of squares of a whole number over the persons of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Sums(pub i64, pub i64);

/// The persons of a target group in an arm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    pub target_group: TargetGroup,
    pub arm: Arm,
    pub persons: usize,
    pub men: usize,
    pub married: usize,
    pub western: usize,
    pub non_western: usize,
    pub job_ready: usize,
    pub no_match_category: usize,
    /// Completed years in the week of referral.
    pub age: Sums,
    /// Hours in the twelve calendar months before the month of referral.
    pub ordinary_hours: Sums,
    pub su: History,
    pub employment: History,
    pub sickness: History,
    pub cash_benefit: History,
    pub self_support: History,
}

/// Weeks in a state before referral.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// In the 156 weeks before.
    pub three_years: Sums,
    /// In the 312 weeks before.
    pub six_years: Sums,
}

/// Runs of weeks in company-directed measures after referral, as shares of an arm; the rest have none.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// 13 weeks or more, ended within 35 weeks.
    pub long: f64,
    /// Two runs with one week between them.
    pub bridged: f64,
    /// Begun before referral.
    pub begun: f64,
    /// 4 to 12 weeks.
    pub short: f64,
    /// Of the long ones, how many pass from placement to wage subsidy.
    pub subsidised: f64,
}

/// Ordinary jobs after referral.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jobs {
    /// Share with a job in each week since referral.
    pub participant: Path,
    pub control: Path,
    /// Hours a month, from and to.
    pub hours: [i32; 2],
}

impl Jobs {
    /// The path of an arm.
    pub fn of(&self, arm: Arm) -> &Path {
        match arm {
            Arm::Participant => &self.participant,
            Arm::Control => &self.control,
        }
    }
}

/// A municipality and what its management reports say of the participants: done, and those whose deadline has passed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub municipality: u16,
    /// As the report calls it; the tables hold the code.
    pub name: String,
    /// Participants the reports cover.
    pub reported: usize,
    /// With a mentor, of so many told of.
    pub mentor: [usize; 2],
    pub first_talk_4_weeks: [usize; 2],
    pub monthly_talk: [usize; 2],
    pub cv_4_weeks: [usize; 2],
    pub progression_4_weeks: [usize; 2],
    pub progression_3_months: [usize; 2],
    pub plan_4_weeks: [usize; 2],
    /// Never four weeks on end without activity, of so many told of.
    pub not_passive: [usize; 2],
    /// In a placement or another course, of so many told of; all with 13 weeks are.
    pub taster_activity: [usize; 2],
    /// With ordinary hours, of those with 13 weeks.
    pub ordinary_hours: usize,
    /// After the first 13 weeks at one workplace, among those who had them.
    pub plan_updated: [usize; 2],
    pub cv_updated: [usize; 2],
}

impl Site {
    /// The indicators with a deadline: the kind of event, done and due, and weeks from referral to the deadline.
    pub fn deadlines(&self) -> [(&'static str, [usize; 2], i32); 6] {
        [
            ("first_talk_4_weeks", self.first_talk_4_weeks, 4),
            ("monthly_talk", self.monthly_talk, 13),
            ("cv_4_weeks", self.cv_4_weeks, 4),
            ("progression_4_weeks", self.progression_4_weeks, 4),
            ("progression_3_months", self.progression_3_months, 13),
            ("plan_4_weeks", self.plan_4_weeks, 4),
        ]
    }

    /// What each participant told of has or has not: the kind of event, and those who have of those told of.
    pub fn of_all(&self) -> [(&'static str, [usize; 2]); 3] {
        [
            ("mentor", self.mentor),
            ("not_passive", self.not_passive),
            ("taster_activity", self.taster_activity),
        ]
    }

    /// With 13 weeks at one workplace, of those told of: the plan is updated for all who have them.
    pub fn same_workplace(&self) -> [usize; 2] {
        [self.plan_updated[1], self.mentor[1]]
    }

    /// The indicators of those with 13 weeks in a company.
    pub fn after_13_weeks(&self) -> [(&'static str, [usize; 2]); 2] {
        [
            ("plan_updated", self.plan_updated),
            ("cv_updated", self.cv_updated),
        ]
    }
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Window, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}
