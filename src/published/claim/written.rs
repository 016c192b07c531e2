//! The claims file as it is written, and its schema.

use crate::published::number::Language;
use crate::published::unit::PrintedUnit;
use schemars::JsonSchema;
use serde::Deserialize;

/// What a report printed, and the findings it comes from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "virkning claims")]
pub struct ClaimsFile {
    /// Version of this format: 1.
    #[schemars(required)]
    pub schema: Option<u32>,
    pub report: Option<ReportHead>,
    /// The printed figures, in any order.
    #[schemars(required)]
    pub claim: Option<Vec<WrittenClaim>>,
}

/// The report that printed them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportHead {
    pub title: Option<String>,
    /// How numbers are written. Without it a print must show it itself.
    pub language: Option<Language>,
    /// Level below which the report calls a p-value significant. Default: the analysis' own.
    #[schemars(range(min = 0.0001, max = 0.5))]
    pub significance: Option<f64>,
    /// Ids of printed figures that no claim pins. With this list (it may be empty) the file says that it holds all the others.
    pub left_out: Option<Vec<String>>,
}

/// One printed figure.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenClaim {
    /// Once in the file.
    #[schemars(required)]
    pub id: Option<String>,
    /// Section, figure or table of the report.
    pub place: Option<String>,
    /// The words as printed.
    #[schemars(required)]
    pub printed: Option<String>,
    /// What they refer to.
    #[schemars(required)]
    pub finding: Option<Reference>,
    /// Instead of the number in the words.
    pub value: Option<f64>,
    /// Instead of the decimals in the words.
    #[schemars(range(min = 0, max = 12))]
    pub decimals: Option<u32>,
    /// Where the words name none, or another than is meant.
    pub unit: Option<PrintedUnit>,
    /// `fall`: a fall is printed as a positive number.
    pub direction: Option<Direction>,
    /// How many a share or a count is of, as printed; for `virkning consistency`.
    #[schemars(range(min = 1))]
    pub n: Option<u32>,
    pub language: Option<Language>,
    pub note: Option<String>,
}

/// Which way a printed size goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Rise,
    Fall,
}

/// Which figure, by the words of `tables/<analysis>.csv`; parts that are not needed may be left out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Without it: the study itself.
    pub analysis: Option<String>,
    pub table: Option<String>,
    pub row: Option<String>,
    pub column: Option<String>,
    pub model: Option<String>,
    pub term: Option<String>,
    pub group: Option<String>,
    /// A week of the analysis' axis, or a range such as `26..39`, both ends included.
    pub week: Option<WeekWord>,
    #[schemars(required)]
    pub field: Option<String>,
    /// What is compared when several figures are meant.
    pub over: Option<Over>,
}

/// A week or a range of weeks.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum WeekWord {
    Week(i64),
    Range(String),
}

/// What is compared when several figures are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Over {
    Largest,
    Smallest,
    Mean,
    Median,
    /// Every one must hold.
    Each,
    /// One must hold.
    Any,
    /// More than half must hold.
    Most,
}

impl Reference {
    /// A part by its key.
    pub fn part(&self, key: &str) -> Option<&str> {
        let part = match key {
            "analysis" => &self.analysis,
            "table" => &self.table,
            "row" => &self.row,
            "column" => &self.column,
            "model" => &self.model,
            "term" => &self.term,
            "group" => &self.group,
            "field" => &self.field,
            _ => &None,
        };
        part.as_deref()
    }

    /// First and last week meant; `None` for all. A range that cannot be read was a fault before.
    pub fn weeks(&self) -> Option<(i64, i64)> {
        match self.week.as_ref()? {
            WeekWord::Week(week) => Some((*week, *week)),
            WeekWord::Range(words) => range(words),
        }
    }
}

pub fn range(words: &str) -> Option<(i64, i64)> {
    let (first, last) = words.split_once("..")?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}
