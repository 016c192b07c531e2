//! The population file of a trial.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use std::collections::BTreeMap;

/// A number for the participants and one for the comparison arm.
pub type Pair = [usize; 2];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(rename = "kind")]
    _kind: String,
    pub seed: u64,
    /// The last day that the events cover.
    #[serde(deserialize_with = "date")]
    pub until: Date,
    /// The day on which those who moved were looked up.
    #[serde(deserialize_with = "date")]
    pub looked_up: Date,
    pub output: Output,
    pub arms: Arms,
    pub draw: Vec<Draw>,
    pub female: Pair,
    pub age: Vec<AgeGroup>,
    /// Mean age at the draw, in completed years.
    pub mean_age: [f64; 2],
    pub end: Vec<End>,
    pub moved: Moved,
    /// In prison, the course not ended.
    pub prison: Pair,
    /// Persons with a company placement.
    pub placement: Pair,
    pub sanctions: Repeats,
    pub complaints: Repeats,
    pub arrangement: Arrangement,
    pub pace: Pace,
    pub interviews: Option<Interviews>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    pub enrolment: String,
    pub events: String,
    pub interviews: String,
    pub truth: String,
}

/// The words of the arms.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arms {
    pub participant: String,
    pub comparison: String,
}

/// The draw of one day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    #[serde(deserialize_with = "date")]
    pub date: Date,
    /// By the arm received.
    pub allocated: Pair,
    /// The arms were interchanged by mistake.
    #[serde(default)]
    pub swapped: bool,
    /// Persons excluded, by reason.
    #[serde(default)]
    pub excluded: BTreeMap<String, usize>,
    /// Drawn, and neither excluded nor allocated.
    #[serde(default)]
    pub unaccounted: usize,
}

/// Persons of an age group, both ends included.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeGroup {
    pub from: i16,
    pub to: i16,
    pub persons: Pair,
}

/// Courses that ended for a reason.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    pub reason: String,
    pub persons: Pair,
    /// Counts as clarified; the pace is then `clarified`.
    #[serde(default)]
    pub clarified: bool,
    /// Arranged by `waiting`, after all others.
    #[serde(default)]
    pub waiting: bool,
}

/// Persons who left the municipality, by what was found when they were looked up.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    pub found: Vec<Found>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub state: String,
    pub persons: Pair,
}

/// Persons with one such event, and with more than one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    pub one: Pair,
    pub several: Pair,
}

/// Numbers of the arrangements: which person has which event in which place of the order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrangement {
    pub persons: u64,
    pub ends: u64,
    pub waiting: u64,
    pub placements: u64,
}

/// When events come: the j-th of m events lies at the day `first + (last - first) * ((j - 1/2) / m)^pace`, by arm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    pub clarified: Curve,
    pub other_ends: Curve,
    pub placements: Curve,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curve {
    pub first_day: i32,
    pub last_day: i32,
    pub pace: [f64; 2],
    /// How far ten years of age move a person towards the front of those whose course ends, as a part of the whole order.
    #[serde(default)]
    pub older_first: f64,
}

/// Persons interviewed: a number for each profession and column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interviews {
    /// Group and period.
    pub columns: Vec<[String; 2]>,
    pub rows: Vec<Profession>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profession {
    pub profession: String,
    /// One per column; 0 is a blank cell.
    pub persons: Vec<usize>,
}

/// A date as `2017-01-16`.
fn date<'de, D: Deserializer<'de>>(text: D) -> Result<Date, D::Error> {
    let text = String::deserialize(text)?;
    let date = text.parse();
    date.map_err(|_| D::Error::custom(format!("`{text}` is no date; write it as `2017-01-16`")))
}

impl Spec {
    /// Persons allocated to an arm.
    pub fn allocated(&self, side: usize) -> usize {
        self.draw.iter().map(|d| d.allocated[side]).sum()
    }

    /// Everyone who took part in a draw.
    pub fn drawn(&self) -> usize {
        let of = |d: &Draw| {
            let excluded: usize = d.excluded.values().sum();
            d.allocated[0] + d.allocated[1] + excluded + d.unaccounted
        };
        self.draw.iter().map(of).sum()
    }

    /// Persons of an arm who moved.
    pub fn moved(&self, side: usize) -> usize {
        self.moved.found.iter().map(|f| f.persons[side]).sum()
    }
}

impl Curve {
    /// The days of `count` events of an arm, ascending.
    pub fn days(&self, count: usize, side: usize) -> Vec<i32> {
        let width = f64::from(self.last_day - self.first_day);
        let day = |j: usize| {
            let place = (j as f64 + 0.5) / count as f64;
            self.first_day + (width * place.powf(self.pace[side])) as i32
        };
        (0..count).map(day).collect()
    }
}
