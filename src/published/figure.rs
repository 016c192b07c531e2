//! One addressable figure of a run: where it stands, its unit, its value or why there is none.

use super::ratio::Ratio;
use crate::findings::{Estimated, Light, Share, Unit};
use std::borrow::Cow;
use std::fmt;

/// Where a figure stands. Empty parts do not belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Address<'a> {
    /// Empty for the study itself.
    pub analysis: &'a str,
    pub table: &'a str,
    pub row: &'a str,
    pub column: &'a str,
    pub model: Cow<'a, str>,
    pub term: Cow<'a, str>,
    pub group: Cow<'a, str>,
    /// Week on the analysis' axis, or the place of a row on its axis.
    pub week: Option<i64>,
    pub field: &'static str,
}

/// The parts of an address, in the order they are told.
pub const PARTS: [&str; 8] = [
    "analysis", "table", "row", "column", "model", "term", "group", "field",
];

impl Address<'_> {
    /// A part by its key in the claims file.
    pub fn part(&self, key: &str) -> &str {
        match key {
            "analysis" => self.analysis,
            "table" => self.table,
            "row" => self.row,
            "column" => self.column,
            "model" => &self.model,
            "term" => &self.term,
            "group" => &self.group,
            _ => self.field,
        }
    }

    /// The address as it is written in a claims file.
    pub fn toml(&self) -> String {
        let mut parts = Vec::new();
        for key in PARTS {
            if key == "field"
                && let Some(week) = self.week
            {
                parts.push(format!("week = {week}"));
            }
            if !self.part(key).is_empty() {
                parts.push(format!("{key} = {}", quoted(self.part(key))));
            }
        }
        format!("{{ {} }}", parts.join(", "))
    }
}

/// A basic TOML string.
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        for key in PARTS {
            if key == "field"
                && let Some(week) = self.week
            {
                parts.push(format!("week {week}"));
            }
            if !self.part(key).is_empty() {
                parts.push(self.part(key).to_string());
            }
        }
        f.write_str(&parts.join(" / "))
    }
}

/// What a figure came out as.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number.
    Whole(u64),
    /// A share, exactly.
    Share(u64, u64),
    /// The second share minus the first.
    Change([u64; 2], [u64; 2]),
    Real(f64),
    Light(Light),
    /// A phrase of the program, by its code.
    Word(String),
    Withheld,
    /// Could not be estimated, and why.
    Not(String),
}

impl Value {
    /// The number, exactly where it is made of counts.
    pub fn ratio(&self) -> Option<Ratio> {
        let share = |n: u64, d: u64| Ratio::new(n.into(), d.into());
        match self {
            Value::Whole(n) => Some(Ratio::whole(*n)),
            Value::Share(n, d) => share(*n, *d),
            Value::Change(before, after) => {
                Some(share(after[0], after[1])?.minus(share(before[0], before[1])?))
            }
            Value::Real(x) => Ratio::of(*x),
            _ => None,
        }
    }

    pub fn real(&self) -> Option<f64> {
        match self {
            Value::Real(x) => Some(*x),
            other => other.ratio().map(Ratio::to_f64),
        }
    }
}

/// `None` is withheld.
impl From<Option<u64>> for Value {
    fn from(count: Option<u64>) -> Value {
        count.map_or(Value::Withheld, Value::Whole)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        match value.is_finite() {
            true => Value::Real(value),
            false => Value::Not("not finite".to_string()),
        }
    }
}

impl From<Option<f64>> for Value {
    fn from(value: Option<f64>) -> Value {
        value.map_or_else(|| Value::Not("not defined".to_string()), Value::from)
    }
}

impl From<&Estimated<f64>> for Value {
    fn from(value: &Estimated<f64>) -> Value {
        match value {
            Estimated::Made(value) => Value::from(*value),
            Estimated::Not(why) => Value::Not(why.code.clone()),
            Estimated::Suppressed => Value::Withheld,
        }
    }
}

impl From<Share> for Value {
    fn from(share: Share) -> Value {
        match (share.numerator, share.denominator) {
            (Some(_), Some(0)) => Value::Not("no-persons".to_string()),
            (Some(n), Some(d)) => Value::Share(n, d),
            _ => Value::Withheld,
        }
    }
}

/// The second share minus the first.
pub fn change(before: Share, after: Share) -> Value {
    match (Value::from(before), Value::from(after)) {
        (Value::Share(n0, d0), Value::Share(n1, d1)) => Value::Change([n0, d0], [n1, d1]),
        (Value::Withheld, _) | (_, Value::Withheld) => Value::Withheld,
        (Value::Share(..), other) | (other, _) => other,
    }
}

/// One addressable figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure<'a> {
    pub address: Address<'a>,
    /// `None` for a light or a word.
    pub unit: Option<Unit>,
    pub value: Value,
    /// False in the weeks after the last trusted one.
    pub trusted: bool,
}
