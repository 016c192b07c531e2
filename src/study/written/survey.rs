//! What a study says of its surveys, and the words that the analyses of answers share.

use super::{Cell, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// The surveys: which waves, roles and municipalities there are. What is declared is what the answers may hold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// The measurements in the order of time. Default: those of the answers, in the order of their words.
    pub waves: Option<Vec<NamedWord>>,
    /// Who answers. Default: those of the answers, in the order of their words.
    pub roles: Option<Vec<NamedWord>>,
    /// The municipalities asked. Default: those of the answers, in the order of their words.
    pub sites: Option<Vec<NamedWord>>,
    /// Answers that mean "do not know" or the like. Default none.
    pub unknown: Option<Vec<Cell>>,
}

/// A word of the data and what it is called.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedWord {
    /// As the data have it.
    #[schemars(required)]
    pub id: Option<Cell>,
    /// What it is called. Default: a municipality's name, or else the word of the data.
    pub label: Option<Text>,
}

/// Answers that are told together.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerCategory {
    /// Names the column: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What it is called. Default the id.
    pub label: Option<Text>,
    /// The answers in it.
    #[schemars(required)]
    pub values: Option<Vec<Cell>>,
}

/// Items that measure one thing together.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FidelityElement {
    /// Names rows and columns: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What it is called. Default the id.
    pub label: Option<Text>,
    /// A heading over this and the neighbouring elements that have the same (a track). Default none.
    pub under: Option<Text>,
    /// Its items.
    #[schemars(required)]
    pub items: Option<Vec<String>>,
}

/// Only those who gave one of these answers to another item.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AmongAnswers {
    /// The other item.
    #[schemars(required)]
    pub item: Option<String>,
    /// The answers.
    #[schemars(required)]
    pub values: Option<Vec<Cell>>,
}
