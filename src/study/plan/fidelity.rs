//! The plan of `fidelity`.

use super::{
    AllowedAnswers, AmongAnswers, AnswerPooling, AnswersBy, DoNotKnow, FidelityElement, LightRule,
    LightsOn, LocalText, OnlyAnswers, ScoreWeights,
};
use schemars::JsonSchema;
use serde::Deserialize;

/// How closely the programme was followed.
#[derive(Debug, Clone, PartialEq)]
pub struct FidelityPlan {
    pub only: OnlyAnswers,
    pub lights_on: LightsOn,
    pub measure: FidelityMeasure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FidelityMode {
    /// The share of answers that agree, by element, group and wave.
    Agree,
    /// Means on a scale, each municipality counting once.
    Score,
    /// Indicator by municipality with traffic lights.
    Indicators,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum FidelityMeasure {
    Agree(AgreePlan),
    Score(ScorePlan),
    Indicators(IndicatorsPlan),
}

#[derive(Debug, Clone, PartialEq)]
pub struct AgreePlan {
    pub elements: Vec<FidelityElement>,
    pub agree: Vec<String>,
    pub scale: Vec<String>,
    pub by: AnswersBy,
    pub pooling: AnswerPooling,
    pub do_not_know: DoNotKnow,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ScorePlan {
    pub elements: Vec<FidelityElement>,
    /// Lowest and highest answer.
    pub scale: (f64, f64),
    pub weights: ScoreWeights,
    pub classes: Vec<ClassPlan>,
    pub crossed_with: Option<CrossedPlan>,
    /// Whether there is a table of the municipalities.
    pub by_site: bool,
    pub chart: ScoreChart,
}

/// What the figure of scores draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreChart {
    /// The mean of the municipalities, the waves as bars side by side.
    Means,
    /// How the municipalities spread, a box for each wave.
    Spread,
}

/// Answers of municipalities to other items, told by readiness and by who rose over the median (FSM-8).
#[derive(Debug, Clone, PartialEq)]
pub struct CrossedPlan {
    pub items: Vec<NamedItem>,
    /// The answers that count.
    pub yes: Vec<String>,
    pub only: OnlyAnswers,
}

/// An item of a survey and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedItem {
    pub id: String,
    pub label: LocalText,
}

/// The id of the score of all elements together.
pub const OVERALL: &str = "overall";

/// Municipalities told together.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassPlan {
    pub id: String,
    pub label: LocalText,
    pub under: Option<LocalText>,
    pub sites: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorsPlan {
    pub indicators: Vec<IndicatorPlan>,
    pub pending: DoNotKnow,
    pub rows: IndicatorRows,
    /// Of the municipalities when they are the rows.
    pub order: SiteOrder,
}

/// What the rows of a table of indicators are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorRows {
    /// A row for each indicator, under the element it belongs to; a column for each municipality.
    Indicators,
    /// A row for each municipality, in the order of the first indicator; a column for each indicator.
    Sites,
}

/// The order of municipalities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SiteOrder {
    /// From the least.
    Ascending,
    /// From the greatest.
    Descending,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorPlan {
    pub id: String,
    pub label: LocalText,
    pub under: Option<LocalText>,
    pub source: LocalText,
    pub rule: LightRule,
    pub of: IndicatorSource,
}

/// What an indicator is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum IndicatorSource {
    Answers {
        item: String,
        yes: Vec<String>,
        /// Empty: every other answer.
        no: Vec<String>,
        not_relevant: Vec<String>,
        mean: bool,
        among: Option<AmongAnswers>,
    },
    Events {
        kind: String,
        yes: Vec<String>,
        no: Vec<String>,
        open: Vec<String>,
        not_relevant: Vec<String>,
    },
}

impl FidelityPlan {
    /// The answers that the items may have.
    pub fn allowed(&self) -> Vec<(&str, AllowedAnswers)> {
        match &self.measure {
            FidelityMeasure::Agree(agree) => {
                let words = AllowedAnswers::Words(agree.scale.clone());
                items(&agree.elements, &words)
            }
            FidelityMeasure::Score(score) => {
                let range = AllowedAnswers::Range(score.scale.0, score.scale.1);
                let crossed = score.crossed_with.iter().flat_map(|c| &c.items);
                let crossed = crossed.map(|item| (item.id.as_str(), AllowedAnswers::Any));
                items(&score.elements, &range)
                    .into_iter()
                    .chain(crossed)
                    .collect()
            }
            FidelityMeasure::Indicators(plan) => {
                plan.indicators.iter().filter_map(of_indicator).collect()
            }
        }
    }
}

fn items<'a>(
    elements: &'a [FidelityElement],
    allowed: &AllowedAnswers,
) -> Vec<(&'a str, AllowedAnswers)> {
    let items = elements.iter().flat_map(|e| &e.items);
    items.map(|item| (item.as_str(), allowed.clone())).collect()
}

fn of_indicator(indicator: &IndicatorPlan) -> Option<(&str, AllowedAnswers)> {
    let IndicatorSource::Answers {
        item,
        yes,
        no,
        not_relevant,
        mean,
        ..
    } = &indicator.of
    else {
        return None;
    };
    let allowed = match (mean, no.is_empty()) {
        (true, _) => AllowedAnswers::Range(f64::NEG_INFINITY, f64::INFINITY),
        (false, true) => AllowedAnswers::Any,
        (false, false) => AllowedAnswers::Words([&yes[..], no, not_relevant].concat()),
    };
    Some((item, allowed))
}
