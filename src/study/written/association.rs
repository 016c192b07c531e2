//! `association` as it is written.

use super::{Cell, OneOrMany, Text};
use crate::study::plan::AssociationWeights;
use schemars::JsonSchema;
use serde::Deserialize;

/// The association of something measured of municipalities, their fidelity or their size, with what they achieved.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Association {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// The id of a `fidelity` analysis by municipality (or of several): each of its elements or indicators is one row. This or `against`.
    pub fidelity: Option<OneOrMany<String>>,
    /// Only these elements of them, or indicators. Default all.
    pub only: Option<Vec<String>>,
    /// Other measures in place of fidelity, such as the size of a municipality: each is one row.
    pub against: Option<Vec<SiteMeasure>>,
    /// The wave of fidelity. Default the last.
    pub wave: Option<Cell>,
    /// The id of the analysis that gives each municipality its outcome: a `by-site`, one whose table has a row per municipality, or a `survey-shares` by municipality of one question.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// The table of that analysis. Default the first with a row per municipality.
    pub outcome_table: Option<String>,
    /// The column of that table. Default the first.
    pub outcome_column: Option<String>,
    /// What the outcome is called on the axis. Default the title of its analysis.
    pub outcome_label: Option<Text>,
    /// What municipalities weigh in weighted least squares. Default `answers` with `fidelity`, `persons` with `against`.
    pub weights: Option<AssociationWeights>,
    /// The element or measure that the figure draws. Default the first.
    pub draw: Option<String>,
}

/// A measure of municipalities that another analysis of the study tells.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteMeasure {
    /// Names the row: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What it is called. Default the id.
    pub label: Option<Text>,
    /// The id of the analysis.
    #[schemars(required)]
    pub analysis: Option<String>,
    /// The table of that analysis. Default the first with a row per municipality.
    pub table: Option<String>,
    /// The column of that table. Default the first.
    pub column: Option<String>,
    /// In place of a column: `classes` of a `fidelity` analysis from the smallest up; a municipality in the first counts as 1, in the second as 2.
    pub classes: Option<Vec<String>>,
}
