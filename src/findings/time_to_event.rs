//! Time from entry to an event: curves, tests between them, and hazard ratios.

use super::{Estimated, Group, OutcomeFacts, Variant};
use serde::{Deserialize, Serialize};

/// Survival curves by group, log-rank tests and hazard models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimeToEvent {
    pub outcome: OutcomeFacts,
    /// What time is counted in.
    #[serde(default)]
    pub unit: TimeUnit,
    /// `exit`, `window` or `observed`: what censors.
    pub censor_at: String,
    /// `log-log`, `log` or `plain`.
    pub limits: String,
    /// Participants after, participants before, comparison after, comparison before (a lottery: participant, comparison).
    pub curves: Vec<Curve>,
    pub log_rank: Vec<LogRank>,
    pub models: Vec<Estimated<CoxModel>>,
    /// From the unadjusted model's hazard ratio, when the study gives an example length.
    pub duration: Option<Duration>,
}

/// What the time of a curve is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    #[default]
    Weeks,
    Days,
}

/// One Kaplan-Meier curve; the vectors run in step, one entry per distinct week with an event or a censoring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    pub group: Group,
    pub persons: Option<u64>,
    pub events: Option<u64>,
    /// Weeks since entry; 0 is the entry week.
    pub time: Vec<f64>,
    pub n_risk: Vec<Option<u64>>,
    pub n_event: Vec<Option<u64>>,
    pub n_censor: Vec<Option<u64>>,
    /// S(t): not yet had the event, events of week t included.
    pub survival: Vec<f64>,
    /// Of S(t), not of log S(t); `None` where S = 0.
    pub std_error: Vec<Option<f64>>,
    /// `None` where the limits are not defined (S = 1 or 0).
    pub conf_low: Vec<Option<f64>>,
    pub conf_high: Vec<Option<f64>>,
    /// Nelson-Aalen.
    pub cumulative_hazard: Vec<f64>,
    /// At the study's named weeks (52, 104).
    pub at: Vec<AtTime>,
    pub rmst: Vec<Rmst>,
    /// Numbers at risk for the table under the figure.
    pub risk_table: Vec<(f64, Option<u64>)>,
}

/// The curve read at one week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AtTime {
    pub time: f64,
    pub survival: f64,
    pub conf_low: Option<f64>,
    pub conf_high: Option<f64>,
    /// At risk just before `observed_until`.
    pub n_risk: Option<u64>,
    /// Below `time` when the group is not observed that long and the last value is carried forward.
    pub observed_until: f64,
}

/// Restricted mean: the area under the curve over [0, tau], in weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rmst {
    pub tau: f64,
    pub estimate: f64,
    pub std_error: f64,
    /// Below `tau` when the last value is carried forward.
    pub observed_until: f64,
}

/// A log-rank test between some of the groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogRank {
    pub groups: Vec<Group>,
    pub statistic: f64,
    pub df: f64,
    pub p_value: f64,
}

/// A proportional hazards model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoxModel {
    pub variant: Variant,
    /// `cox`, `piecewise-constant` or `weibull`.
    pub model: String,
    /// `efron` or `breslow`; `None` for a parametric model, which has no ties.
    pub ties: Option<String>,
    pub persons: Option<u64>,
    pub events: Option<u64>,
    pub terms: Vec<CoxTerm>,
    /// Index of the term that carries the effect (participant x after; the arm in a lottery).
    pub focus: usize,
    /// Likelihood-ratio test against the empty model.
    pub likelihood_ratio: f64,
    pub likelihood_ratio_df: f64,
    pub likelihood_ratio_p: f64,
    /// Clusters behind the robust errors; `None` when errors are model-based.
    pub clusters: Option<u64>,
    /// Terms left out because earlier ones determine them.
    pub dropped: Vec<String>,
    /// Persons left out because a covariate is missing.
    pub missing: Option<u64>,
    pub iterations: u64,
}

/// One term; `estimate` and `std_error` are of the log hazard, limits in `interval` too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoxTerm {
    /// `participant`, `after`, `participant:after`, a covariate, or the time-varying outcome's id.
    pub term: String,
    pub estimate: f64,
    pub hazard_ratio: f64,
    /// Cluster-robust (no small-sample factor, z) where the model has clusters, else model-based.
    pub interval: Interval,
    /// Model-based, beside.
    pub model: Option<Interval>,
    /// Cluster-robust with sqrt(G/(G-1)) and t(G-1), beside.
    pub small_sample: Option<Interval>,
}

/// Error, test and limits of one coefficient, on the log scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub std_error: f64,
    pub statistic: f64,
    pub p_value: f64,
    pub conf_low: f64,
    pub conf_high: f64,
}

/// The duration sentence: exact only under a constant rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Duration {
    pub hazard_ratio: f64,
    /// 1 - 1/HR, a fraction.
    pub reduction: f64,
    /// An illustration, not an estimate.
    pub example_before_weeks: f64,
    pub example_after_weeks: f64,
}
