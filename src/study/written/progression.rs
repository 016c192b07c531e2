//! `progression` as it is written.

use super::{NamedWord, Text};
use crate::study::plan::ProgressionEstimator;
use schemars::JsonSchema;
use serde::Deserialize;

/// Change over time within persons, question by question.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progression {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// The questions in the order of the table; `id` is the item. Default: those of the answers, in the order of their words.
    pub questions: Option<Vec<NamedWord>>,
    /// Which estimate decides direction and significance; the other stands beside it. Default `trend`.
    pub estimator: Option<ProgressionEstimator>,
    /// Lowest and highest answer; an answer outside is a fault of the data. Default any number.
    pub scale: Option<Vec<f64>>,
}
