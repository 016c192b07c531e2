//! `association` as it is written.

use super::{Cell, OneOrMany, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// The association of municipalities' fidelity with what they achieved.
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
    /// The id of a `fidelity` analysis by municipality (or of several): each of its elements or indicators is one row.
    #[schemars(required)]
    pub fidelity: Option<OneOrMany<String>>,
    /// Only these elements of them, or indicators. Default all.
    pub only: Option<Vec<String>>,
    /// The wave of fidelity. Default the last.
    pub wave: Option<Cell>,
    /// The id of the analysis that gives each municipality its outcome: a `by-site`, one whose table has a row per municipality, or a `survey-shares` by municipality of one question.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// The table of that analysis. Default the first with a row per municipality.
    pub outcome_table: Option<String>,
    /// The column of that table. Default the first.
    pub outcome_column: Option<String>,
    /// The element the figure draws. Default the first.
    pub draw: Option<String>,
}
