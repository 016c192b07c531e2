//! What is declared of the surveys.

use super::LocalText;
use schemars::JsonSchema;
use serde::Deserialize;

/// Waves, roles and municipalities of the answers; an empty list is not declared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SurveyPlan {
    pub waves: Vec<NamedWord>,
    pub roles: Vec<NamedWord>,
    pub sites: Vec<NamedWord>,
    pub unknown: Vec<String>,
}

/// A word of the data and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedWord {
    pub id: String,
    pub label: Option<LocalText>,
}

/// Answers that are told together.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerCategory {
    pub id: String,
    pub label: LocalText,
    pub values: Vec<String>,
}

/// Items that measure one thing together.
#[derive(Debug, Clone, PartialEq)]
pub struct FidelityElement {
    pub id: String,
    pub label: LocalText,
    pub under: Option<LocalText>,
    pub items: Vec<String>,
}

/// Only those who gave one of these answers to another item.
#[derive(Debug, Clone, PartialEq)]
pub struct AmongAnswers {
    pub item: String,
    pub values: Vec<String>,
}

/// What answers an item may have.
#[derive(Debug, Clone, PartialEq)]
pub enum AllowedAnswers {
    Words(Vec<String>),
    /// Numbers from the first to the second, both included.
    Range(f64, f64),
    Any,
}

/// Only these; an empty list lets all in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OnlyAnswers {
    pub waves: Vec<String>,
    pub roles: Vec<String>,
}

/// What answers are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswersBy {
    /// All together.
    None,
    /// Each measurement.
    Wave,
    /// Each role.
    Role,
    /// Each municipality.
    Site,
}

/// What counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerUnit {
    /// A respondent.
    Respondent,
    /// A municipality.
    Site,
}

/// Whether answers such as "do not know" count in the denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DoNotKnow {
    /// They count.
    In,
    /// They are left out.
    Out,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerPooling {
    /// All answers to the items of an element together.
    Answers,
    /// The mean of the shares of the items.
    Items,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LightsOn {
    /// By whole percentages, as they are printed.
    Whole,
    /// By exact numbers.
    Exact,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreWeights {
    /// Items, elements and municipalities count alike.
    Equal,
    /// Each counts by its answers.
    Answers,
}

/// The traffic lights of indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum LightRule {
    /// Green from 90 percent, yellow from 75.
    A90,
    /// Green from 50 percent, yellow from 25.
    B50,
    /// Green below a mean of 2, yellow below 4.
    C24,
    /// Green from the mean of the municipalities; the total is not judged.
    #[serde(rename = "MEAN")]
    Mean,
}
