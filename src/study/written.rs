//! The study file as it is written. The JSON schema and the messages about keys and words come from these types.
//!
//! Every field may be absent here: what must be given is marked `required` for the schema, and `shape` has reported it
//! missing before these types are filled. So one fault never hides another.

mod allocation;
mod analysis;
mod association;
mod cohort;
mod destinations;
mod extracts;
mod fidelity;
mod follow_up;
mod intensity;
mod outcome_table;
mod power;
mod progression;
mod spell_criterion;
mod status_at;
mod stock;
mod success_criterion;
mod survey;
mod survey_shares;

pub use allocation::*;
pub use analysis::*;
pub use association::*;
pub use cohort::*;
pub use destinations::*;
pub use extracts::*;
pub use fidelity::*;
pub use follow_up::*;
pub use intensity::*;
pub use outcome_table::*;
pub use power::*;
pub use progression::*;
pub use spell_criterion::*;
pub use status_at::*;
pub use stock::*;
pub use success_criterion::*;
pub use survey::*;
pub use survey_shares::*;

use super::plan::{DataKind, Language};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A study of virkning: which extracts, who enters, who is compared, and what is estimated.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "virkning study")]
pub struct StudyFile {
    /// Version of this format: 1.
    #[schemars(required)]
    pub schema: Option<u32>,
    #[schemars(required)]
    pub study: Option<Head>,
    #[schemars(required)]
    pub register: Option<Register>,
    pub codes: Option<Codes>,
    /// Needed with `register.weekly`.
    pub entry: Option<Entry>,
    /// Needed with `register.weekly`.
    pub groups: Option<Groups>,
    pub periods: Option<Periods>,
    pub history: Option<History>,
    /// Named lists of municipalities, for `adjust = "sites.NAME"`.
    pub sites: Option<BTreeMap<String, Sites>>,
    /// What is measured, each under its own name.
    pub outcomes: Option<BTreeMap<String, Outcome>>,
    pub survey: Option<Survey>,
    pub estimates: Option<Estimates>,
    /// What is estimated, in the order of the report.
    #[schemars(required)]
    pub analysis: Option<Vec<Analysis>>,
}

/// What the study is called and what its data are.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Names the output folder: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    #[schemars(required)]
    pub title: Option<Text>,
    /// Languages of the report. Default `["da", "en"]`.
    pub languages: Option<Vec<Language>>,
    /// What the data are, which decides the disclosure profile. Default `register`.
    pub data: Option<DataKind>,
    /// Where the data come from, for source lines. Default by `data`.
    pub source: Option<Text>,
}

/// Text in one language for both, or in Danish and English.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// The same in both languages.
    Same(String),
    Each(Texts),
}

/// Text in Danish and English.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Danish.
    #[schemars(required)]
    pub da: Option<String>,
    /// English.
    #[schemars(required)]
    pub en: Option<String>,
}

/// What all intervals and tests share.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Estimates {
    /// Confidence level of every interval, between 0.5 and 1. Default 0.95.
    #[schemars(range(min = 0.5, max = 0.9999))]
    pub conf_level: Option<f64>,
    /// Two-sided level below which a result is called significant. Default 0.05.
    #[schemars(range(min = 0.0001, max = 0.5))]
    pub significance: Option<f64>,
}
