//! Weekly shares by group and the effect on them.

use super::{Estimated, Group, OutcomeFacts, Share, Variant};
use serde::{Deserialize, Serialize};

/// Weekly shares of an outcome by group, with one series per variant of the effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeeklyShare {
    pub outcome: OutcomeFacts,
    /// `in-course`, `started` or `observed`: who is counted in a week.
    pub among: String,
    /// `calendar` or `since-entry`.
    pub axis: String,
    /// `did`, `difference` or `none`.
    pub contrast: String,
    /// The weeks, in order; every series below runs in step with them.
    pub points: Vec<WeekPoint>,
    /// Participants after, participants before, comparison after, comparison before (a lottery: participant, comparison).
    pub series: Vec<ShareSeries>,
    pub effects: Vec<EffectSeries>,
    /// The last point to be trusted (index into `points`), when the study names a last trusted week inside the window.
    pub trusted_until: Option<usize>,
    /// The point whose shares and effect are the headline (index into `points`).
    pub headline: Option<usize>,
    /// The mean of the last weeks, which is the headline in place of the single week when the study asks for it.
    pub headline_mean: Option<Box<MeanOfWeeks>>,
    /// What the unadjusted effect among all starters is made of, week by week, when the study asks for it.
    pub decomposition: Option<Vec<Estimated<Decomposition>>>,
}

/// Shares and effect over several weeks; numerators and denominators are person-weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeanOfWeeks {
    /// As `WeekPoint::index`, both included.
    pub first: i32,
    pub last: i32,
    /// In step with `WeeklyShare::series`.
    pub shares: Vec<Share>,
    /// Of the main variant; `None` without a contrast.
    pub effect: Option<Estimated<Effect>>,
}

/// One week on the axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekPoint {
    /// Calendar axis: 1 is the first week of each window. Since-entry axis: 0 is the entry week.
    pub index: i32,
    /// Calendar axis: the ISO week of each period, in the order of `StudyFacts::periods`. Empty on the since-entry axis.
    pub weeks: Vec<String>,
}

/// The shares of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareSeries {
    pub group: Group,
    pub shares: Vec<Share>,
}

/// The effect week by week, in one variant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EffectSeries {
    pub variant: Variant,
    pub estimates: Vec<Estimated<Effect>>,
    /// Collinear terms left out, by week index.
    pub dropped: Vec<DroppedTerms>,
    /// Persons left out because a covariate is missing.
    pub missing: Option<u64>,
}

/// Terms that could not be separated from earlier ones, and the weeks (as `WeekPoint::index`, first and last) this holds for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedTerms {
    pub terms: Vec<String>,
    pub first: i32,
    pub last: i32,
}

/// A difference(-in-differences) of shares with its uncertainty; all on the scale of a fraction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    pub estimate: f64,
    /// Rows (persons) in the regression.
    pub n: Option<u64>,
    pub std_error: f64,
    pub statistic: f64,
    pub df: f64,
    pub p_value: f64,
    pub conf_low: f64,
    pub conf_high: f64,
    /// `None` when the errors above are not clustered (they are HC1 then).
    pub clusters: Option<Clusters>,
    /// The heteroskedasticity-robust errors beside.
    pub hc1: Robust,
}

/// Number of clusters with a person in the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clusters {
    pub clusters: u64,
    pub treated: u64,
    pub untreated: u64,
}

/// HC1 with t(n-k).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Robust {
    pub std_error: f64,
    pub p_value: f64,
    pub conf_low: f64,
    pub conf_high: f64,
}

/// An effect among all starters split into those still in the course, those who have left, and the change of the mix.
///
/// With w the share of a group that is in (or out) and s its share with the outcome there: `still_in` = mean w x difference-in-differences
/// of s among those in, `left` the same among those out, and `mix` the rest; the three sum to `effect` exactly.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Decomposition {
    pub effect: f64,
    pub still_in: f64,
    pub left: f64,
    pub mix: f64,
}
