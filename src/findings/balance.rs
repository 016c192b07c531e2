//! How alike two groups are before the programme.

use super::{Estimated, Text};
use serde::{Deserialize, Serialize};

/// One or more two-group comparisons of background characteristics.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Balance {
    pub tables: Vec<BalanceTable>,
}

/// A comparison of a first named group with a second; differences are first minus second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BalanceTable {
    /// `arms` or `entry-years`, and which: shown through the labels. A part of the persons adds its own: `arms.cash-benefit`.
    pub id: String,
    /// The part of the persons compared; `None` for all.
    pub within: Option<Text>,
    pub first: Text,
    pub second: Text,
    pub persons_first: Option<u64>,
    pub persons_second: Option<u64>,
    pub rows: Vec<BalanceRow>,
    pub significant: Significant,
}

/// How many rows differ significantly, and how many would by chance alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Significant {
    /// Rows whose p-value is below the level.
    pub rows: u64,
    /// Rows with a p-value.
    pub of: u64,
    pub level: f64,
    /// `of` times the level.
    pub expected: f64,
}

/// What a row describes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variable {
    Age,
    Male,
    Western,
    NonWestern,
    Married,
    /// Weeks in a state within the years before entry, e.g. class `kontanthjaelp`, `employment`, `self-support`.
    HistoryWeeks {
        state: String,
        years: u32,
    },
    /// In the state in the week before entry: a class, or `other`.
    SupportBefore {
        state: String,
    },
    /// Ordinary hours in the calendar months before entry.
    OrdinaryHours {
        months: u32,
    },
    /// A column of the persons table, or an indicator of one of its levels.
    Column {
        name: String,
        level: Option<String>,
    },
}

/// One characteristic in both groups. A binary one is compared as shares.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BalanceRow {
    pub variable: Variable,
    pub binary: bool,
    pub first: Summary,
    pub second: Summary,
    /// Persons left out of this row because the value is missing.
    pub missing: Option<u64>,
    pub difference: Estimated<f64>,
    /// Difference over the root of the mean of the two variances.
    pub smd: Estimated<f64>,
    /// Two-sample t with equal variances.
    pub p_value: Estimated<f64>,
    pub p_value_welch: Estimated<f64>,
    /// Pearson chi-square without correction, for binary rows.
    pub p_value_chi_square: Option<Estimated<f64>>,
}

/// One group in one row; `sd` has n - 1 below.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub n: Option<u64>,
    /// Persons with the characteristic, for binary rows.
    pub count: Option<u64>,
    /// `None` when withheld or nobody is counted.
    pub mean: Option<f64>,
    pub sd: Option<f64>,
}
