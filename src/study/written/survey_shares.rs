//! `survey-shares` as it is written.

use super::{AmongAnswers, AnswerCategory, Cell, Text};
use crate::study::plan::{AnswerUnit, AnswersBy, DoNotKnow, PartLabels};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The shares of answers in categories, by question.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyShares {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// The questions, in the order of the table.
    #[schemars(required)]
    pub questions: Option<Vec<SurveyQuestion>>,
    /// The categories of questions that name none of their own.
    pub categories: Option<Vec<AnswerCategory>>,
    /// Rows beneath a question. Default `none`.
    pub by: Option<AnswersBy>,
    /// With `by`: a row of all together beneath the groups. Default false.
    pub total: Option<bool>,
    /// Only these waves. Default all.
    pub waves: Option<Vec<Cell>>,
    /// Only these roles. Default all.
    pub roles: Option<Vec<Cell>>,
    /// What counts once: a respondent, or a municipality with the mean of its answers rounded to the nearest category, halves up. Default `respondent`.
    pub unit: Option<AnswerUnit>,
    /// Whether "do not know" counts in the denominator. Default `out`.
    pub do_not_know: Option<DoNotKnow>,
    /// What stands in the parts of the bars. Default `percent`.
    pub labels: Option<PartLabels>,
    /// How many were asked, by wave, role or municipality (`invited_by`): a table of response rates. Default none.
    pub invited: Option<BTreeMap<String, u64>>,
    /// What `invited` is told by. Default `wave`.
    pub invited_by: Option<AnswersBy>,
    /// Answers that make a respondent's questionnaire complete; the response rate counts those alone. Default: any answer.
    pub completed: Option<AmongAnswers>,
}

/// A question.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyQuestion {
    /// The item of the answers.
    #[schemars(required)]
    pub item: Option<String>,
    /// What is asked. Default the item.
    pub label: Option<Text>,
    /// Its own categories. Default those of the analysis.
    pub categories: Option<Vec<AnswerCategory>>,
    /// Whether "do not know" counts in the denominator here. Default as in the analysis.
    pub do_not_know: Option<DoNotKnow>,
    /// Answers in order, from least to most, for the mean of a municipality. Default: numbers as they are, else the order of the categories.
    pub scale: Option<Vec<Cell>>,
    /// A number is asked for: its mean is told, beside the shares of its own categories where it has any. Default false.
    pub mean: Option<bool>,
    /// A respondent may give several answers. Default false.
    pub several: Option<bool>,
    /// Only those who gave one of these answers to another item. Default everyone who answered.
    pub among: Option<AmongAnswers>,
}
