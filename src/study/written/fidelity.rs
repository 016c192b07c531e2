//! `fidelity` as it is written.

use super::{AmongAnswers, Cell, FidelityElement, Text};
use crate::study::plan::{
    AnswerPooling, AnswersBy, DoNotKnow, FidelityMode, IndicatorRows, LightRule, LightsOn,
    ScoreChart, ScoreWeights, SiteOrder,
};
use schemars::JsonSchema;
use serde::Deserialize;

/// How closely the programme was followed: shares agreeing, scores, or indicators with traffic lights.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fidelity {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// What is measured.
    #[schemars(required)]
    pub mode: Option<FidelityMode>,
    /// `agree` and `score`: the core elements with their items.
    pub elements: Option<Vec<FidelityElement>>,
    /// `agree`: the answers on the items from least to most. `score`: the first and the last number.
    pub scale: Option<Vec<Cell>>,
    /// `agree`: the answers that agree.
    pub agree: Option<Vec<Cell>>,
    /// `agree`: the groups told apart. Default `none`.
    pub by: Option<AnswersBy>,
    /// Only these waves, in the order of time. Default all. `agree` judges the change from the first to the last.
    pub waves: Option<Vec<Cell>>,
    /// Only these roles. Default all.
    pub roles: Option<Vec<Cell>>,
    /// `agree`: answers of an element pooled, or the mean of the shares of its items. Default `answers`.
    pub pooling: Option<AnswerPooling>,
    /// `agree`: whether "do not know" counts in the denominator. Default `out`.
    pub do_not_know: Option<DoNotKnow>,
    /// Lights by whole percentages, as printed, or by exact numbers. Default `whole`.
    pub lights_on: Option<LightsOn>,
    /// `score`: items, elements and municipalities count alike at each step, or by their answers. Default `equal`.
    pub weights: Option<ScoreWeights>,
    /// `score`: municipalities told together. Default none.
    pub classes: Option<Vec<SiteClass>>,
    /// `score`: answers of municipalities to other items, such as what they made use of, told by readiness and by who rose over the median.
    /// Default none.
    pub crossed_with: Option<CrossedAnswers>,
    /// `score`: a table of the municipalities. Default true.
    pub by_site: Option<bool>,
    /// `score`: what is drawn. Default `spread`.
    pub chart: Option<ScoreChart>,
    /// `indicators`: the indicators, in the order of the table. Needed unless `of` names them.
    pub indicators: Option<Vec<Indicator>>,
    /// `indicators`: shows the indicators that this analysis of the study defines, with its waves, roles, lights and pending unless they are given here too.
    pub of: Option<String>,
    /// With `of`: only these of its indicators, in this order. Default all of them.
    pub only: Option<Vec<String>>,
    /// `indicators`: what the rows of the table are. Default `indicators`.
    pub rows: Option<IndicatorRows>,
    /// With `rows = "sites"`: the order of the municipalities by the first indicator; those without a number come last. Default `ascending`.
    pub order: Option<SiteOrder>,
    /// `indicators`: whether those who can still be done in time count, as not done. Default `out`.
    pub pending: Option<DoNotKnow>,
}

/// Items of which a municipality's answer is yes or not; it is yes when at least half of its answers are.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrossedAnswers {
    /// The items, in the order of the table.
    #[schemars(required)]
    pub items: Option<Vec<NamedItem>>,
    /// The answers that count.
    #[schemars(required)]
    pub yes: Option<Vec<Cell>>,
    /// Only these waves. Default all.
    pub waves: Option<Vec<Cell>>,
    /// Only these roles. Default all.
    pub roles: Option<Vec<Cell>>,
}

/// An item of the answers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedItem {
    /// The item.
    #[schemars(required)]
    pub item: Option<String>,
    /// What it is called. Default the item.
    pub label: Option<Text>,
}

/// Municipalities told together.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteClass {
    /// Names the row: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What it is called. Default the id.
    pub label: Option<Text>,
    /// A heading over this and the neighbouring classes that have the same. Default none.
    pub under: Option<Text>,
    /// The municipalities, as the answers have them.
    #[schemars(required)]
    pub sites: Option<Vec<Cell>>,
}

/// An indicator: from an item of a survey, or from dated events. The data may hold no value that it does not list.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Names the row: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What it is called. Default the id.
    pub label: Option<Text>,
    /// The element it belongs to, as a heading. Default none.
    pub under: Option<Text>,
    /// Where it comes from, in a few letters. Default by what it is made of.
    pub source: Option<Text>,
    /// The traffic light.
    #[schemars(required)]
    pub rule: Option<LightRule>,
    /// The item of a survey.
    pub item: Option<String>,
    /// The kind of event, in place of an item; its `value` says whether it was done. A person counts once, by the latest event.
    pub event: Option<String>,
    /// Values that count. Default for events `done` and `yes`.
    pub yes: Option<Vec<Cell>>,
    /// Values that do not. Default for an item every other answer; for events `not-done` and `no`.
    pub no: Option<Vec<Cell>>,
    /// Values of events that can still be done in time. Default `pending`.
    pub open: Option<Vec<Cell>>,
    /// Values left out, such as "not relevant". Default none; answers that are `unknown` in `[survey]` are left out too, unless `yes` or `no` has them.
    pub not_relevant: Option<Vec<Cell>>,
    /// The mean of the answers in place of a share; its rule is `C24`. Default false.
    pub mean: Option<bool>,
    /// For an item: only those who gave one of these answers to another item. Default everyone who answered.
    pub among: Option<AmongAnswers>,
}
