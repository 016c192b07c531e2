//! The plan of `survey-shares`.

use super::{
    AllowedAnswers, AmongAnswers, AnswerCategory, AnswerUnit, AnswersBy, DoNotKnow, LocalText,
    OnlyAnswers,
};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The shares of answers in categories, by question.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveySharesPlan {
    pub questions: Vec<QuestionPlan>,
    pub by: AnswersBy,
    /// A row of all together beneath the groups.
    pub total: bool,
    pub only: OnlyAnswers,
    pub unit: AnswerUnit,
    pub labels: PartLabels,
    /// Empty without response rates.
    pub invited: BTreeMap<String, u64>,
    pub invited_by: AnswersBy,
    pub completed: Option<AmongAnswers>,
}

/// What stands in the parts of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartLabels {
    /// The percent of the bar.
    Percent,
    /// How many the part counts.
    Count,
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionPlan {
    pub item: String,
    pub label: LocalText,
    /// Empty when the mean alone is told.
    pub categories: Vec<AnswerCategory>,
    pub do_not_know: DoNotKnow,
    /// Answers from least to most; empty when they are numbers.
    pub scale: Vec<String>,
    pub mean: bool,
    pub several: bool,
    pub among: Option<AmongAnswers>,
}

impl SurveySharesPlan {
    /// True when nothing is asked but who answered to the end, of those invited.
    pub fn is_about_response(&self) -> bool {
        let completed = self.completed.as_ref().filter(|_| !self.invited.is_empty());
        completed.is_some_and(|c| self.questions.iter().all(|q| q.item == c.item))
    }

    /// The answers that the items may have.
    pub fn allowed(&self) -> Vec<(&str, AllowedAnswers)> {
        let of_question = |q: &QuestionPlan| {
            let words = q.categories.iter().flat_map(|c| c.values.clone());
            match q.categories.is_empty() {
                true => AllowedAnswers::Range(f64::NEG_INFINITY, f64::INFINITY),
                false => AllowedAnswers::Words(words.collect()),
            }
        };
        let questions = self.questions.iter();
        questions
            .map(|q| (q.item.as_str(), of_question(q)))
            .collect()
    }
}
