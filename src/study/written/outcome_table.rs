//! `outcome-table` as it is written.

use super::{Cell, OneOrMany, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// Counts and percent of a characteristic or outcome by arm, with tests.
///
/// What is tabulated is one of `column`, `outcome`, `events`, categories by their own events alone, or `aggregates`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeTable {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Column of the persons or the enrolment: `sex`, `age` (at the draw), or any other.
    pub column: Option<String>,
    /// Name of an outcome of events: who has had it by the end of the time at risk, and who has not.
    pub outcome: Option<String>,
    /// Events that are counted for each person, `kind` or `kind=value`, from the draw on.
    pub events: Option<Vec<String>>,
    /// Tabulate published counts instead of persons: measures by group and period; a pair without a row is 0. Default false.
    pub aggregates: Option<bool>,
    /// The categories in the order of the table; a person is in the first that fits. Default: yes and no of an outcome, else each value.
    /// Of `aggregates` they give labels to the measures and groups that are their `values`.
    pub category: Option<Vec<Category>>,
    /// Give mean and standard deviation of a column of numbers too. Default false.
    pub mean: Option<bool>,
    /// Test independence of arm and category. Default true.
    pub test: Option<bool>,
    /// Column with other arms, whose table stands beside, or `none`. Default `assigned_arm` where the enrolment has it.
    pub beside_arm: Option<String>,
}

/// One category: `values` of the column, a range `from` and `to`, `events`, or the `rest`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Names the row: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What the category is called in the report. Default its id.
    pub label: Option<Text>,
    /// A value of the column, or a list of values; of aggregates a measure or group of the file.
    pub values: Option<OneOrMany<Cell>>,
    /// Least number (of the column, or of the events counted), itself included.
    pub from: Option<f64>,
    /// Greatest number, itself included.
    pub to: Option<f64>,
    /// Any of these events has happened, `kind` or `kind=value`.
    pub events: Option<Vec<String>>,
    /// Everyone whom no other category holds. Default false.
    pub rest: Option<bool>,
}
