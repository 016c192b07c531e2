//! The plan of `survey-shares`.

/// The shares of answers in categories, by question.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveySharesPlan {}
