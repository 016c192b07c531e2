//! The plan of `association`.

use super::LocalText;
use schemars::JsonSchema;
use serde::Deserialize;

/// The association of something measured of municipalities with what they achieved.
#[derive(Debug, Clone, PartialEq)]
pub struct AssociationPlan {
    /// Ids of `fidelity` analyses of the study; none when `against` has any.
    pub fidelity: Vec<String>,
    /// Ids of elements or indicators; empty for all.
    pub only: Vec<String>,
    /// Other measures of municipalities; none when `fidelity` has any.
    pub against: Vec<SiteMeasurePlan>,
    pub wave: Option<String>,
    /// Id of an analysis of the study.
    pub outcome: String,
    pub outcome_table: Option<String>,
    pub outcome_column: Option<String>,
    pub outcome_label: Option<LocalText>,
    pub weights: AssociationWeights,
    pub draw: Option<String>,
}

/// A measure of municipalities that another analysis tells.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteMeasurePlan {
    pub id: String,
    pub label: LocalText,
    /// Id of an analysis of the study.
    pub analysis: String,
    pub of: SiteMeasureOf,
}

/// Where the number of a municipality stands.
#[derive(Debug, Clone, PartialEq)]
pub enum SiteMeasureOf {
    Column {
        table: Option<String>,
        column: Option<String>,
    },
    /// The classes in order; a municipality in the first has 1.
    Classes(Vec<String>),
}

/// What municipalities weigh in weighted least squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AssociationWeights {
    /// The answers behind the fidelity.
    Answers,
    /// The persons behind the outcome.
    Persons,
}
