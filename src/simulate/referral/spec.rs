//! The population file as written.

use crate::calendar::{MonthWindow, Window};
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// A synthetic register of persons referred to groups.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    pub schema: u32,
    pub kind: String,
    /// Every draw follows from it; the counts do not.
    pub seed: u64,
    pub register: Register,
    pub output: Output,
    pub sites: Sites,
    pub groups: Groups,
    pub criterion: Criterion,
    pub results: Results,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Weeks the delivery covers.
    #[serde(deserialize_with = "from_text")]
    pub weeks: Window,
    /// Months of the project.
    #[serde(deserialize_with = "from_text")]
    pub project: MonthWindow,
    /// Months of the criterion's window, the project's last.
    #[serde(deserialize_with = "from_text")]
    pub window: MonthWindow,
}

/// File names inside the folder written to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    pub weekly: String,
    pub hours: String,
    pub persons: String,
    pub enrolment: String,
    pub truth: String,
}

/// Municipalities and how many of each are first referred to group 1.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sites {
    /// Municipalities that do not take part.
    pub left_out: Vec<u16>,
    /// Those with few in group 1, and the range of their numbers.
    pub small: Vec<u16>,
    pub small_size: [usize; 2],
    /// Those with many, and their numbers.
    pub large: Vec<(u16, usize)>,
    /// The range of all others.
    pub middle_size: [usize; 2],
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    /// Persons first referred to groups 2 and 3 for each person of group 1.
    pub second: f64,
    pub third: f64,
    /// Share of group 1 that is referred to group 2 later, and the other way.
    pub first_to_second: f64,
    pub second_to_first: f64,
    /// Share who die, retire or emigrate during the project.
    pub gone: f64,
    /// Share of the target group that nobody refers; it lies between none and twice as much, by municipality.
    pub unreferred: f64,
}

/// The share of group 1 with contact in the window, by municipality.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The share of the criterion.
    pub share: f64,
    /// The municipalities that miss it, and their shares.
    pub below: Vec<(u16, f64)>,
    /// The share in a municipality of twenty, how much it falls as the number grows tenfold, and how far it strays.
    pub level: f64,
    pub fall: f64,
    pub spread: f64,
    /// How much the share rises with a point of fidelity.
    pub pull: f64,
    /// The fidelity of municipalities, as their staff tell it; one that is not here has the mean of those that are.
    pub fidelity: Vec<(u16, f64)>,
}

/// Shares of those ever in a group, met to the person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// Of group 1: ever contact.
    pub contact: f64,
    /// Of group 1: ever employed and entirely off benefit.
    pub employed: f64,
    /// Of group 2: clarified.
    pub clarified: f64,
}

fn from_text<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(from: D) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(serde::de::Error::custom)
}
