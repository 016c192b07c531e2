//! The plan of each kind of analysis.

use super::{
    AllocationPlan, AssociationPlan, DestinationsPlan, FidelityPlan, FollowUpPlan, IntensityPlan,
    LocalText, OutcomeTablePlan, PowerPlan, ProgressionPlan, SpellCriterionPlan, StatusAtPlan,
    StockPlan, SuccessCriterionPlan, SurveySharesPlan,
};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Clone, PartialEq)]
pub struct AnalysisPlan {
    pub id: String,
    pub title: Option<LocalText>,
    /// The run fails (exit 5) when this cannot be estimated.
    pub required: bool,
    pub kind: AnalysisKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AnalysisKind {
    WeeklyShare(WeeklySharePlan),
    TimeToEvent(TimeToEventPlan),
    BySite(BySitePlan),
    Balance(BalancePlan),
    Attrition(AttritionPlan),
    FollowUp(FollowUpPlan),
    Intensity(IntensityPlan),
    SpellCriterion(SpellCriterionPlan),
    SuccessCriterion(SuccessCriterionPlan),
    Destinations(DestinationsPlan),
    StatusAt(StatusAtPlan),
    Stock(StockPlan),
    Allocation(AllocationPlan),
    OutcomeTable(OutcomeTablePlan),
    Fidelity(FidelityPlan),
    Progression(ProgressionPlan),
    SurveyShares(SurveySharesPlan),
    Association(AssociationPlan),
    Power(PowerPlan),
}

impl AnalysisKind {
    /// The weekly outcomes it counts, as indices into `Plan::outcomes`.
    pub fn outcomes(&self) -> Vec<usize> {
        match self {
            AnalysisKind::WeeklyShare(plan) => vec![plan.outcome],
            AnalysisKind::TimeToEvent(plan) => {
                let varying = plan.time_varying.iter().map(|term| term.outcome);
                [plan.outcome].into_iter().chain(varying).collect()
            }
            AnalysisKind::BySite(plan) => vec![plan.outcome],
            AnalysisKind::Attrition(plan) => plan.outcome.into_iter().collect(),
            AnalysisKind::SpellCriterion(plan) => plan.readings.iter().map(|r| r.outcome).collect(),
            AnalysisKind::SuccessCriterion(plan) => {
                [plan.outcome].iter().chain(&plan.beside).copied().collect()
            }
            AnalysisKind::StatusAt(plan) => plan.outcomes.clone(),
            _ => Vec::new(),
        }
    }
}

/// Indices (`outcome`) point into `Plan::outcomes`.
#[derive(Debug, Clone, PartialEq)]
pub struct WeeklySharePlan {
    pub outcome: usize,
    pub among: Among,
    pub axis: Axis,
    pub contrast: Contrast,
    /// The main variant first, then those beside it.
    pub variants: Vec<VariantPlan>,
    pub errors: Errors,
    ///
    pub started: Started,
    ///
    pub week_53: Week53,
    pub headline: Headline,
    pub decompose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Among {
    /// Entered, and inside a spell of the scheme that week.
    InCourse,
    /// Entered, whatever happened since.
    Started,
    /// Still observed (studies that take everyone).
    Observed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// Week 1 is the first week of the period.
    Calendar,
    /// Week 0 is the entry week.
    SinceEntry,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Contrast {
    /// Difference-in-differences.
    Did,
    /// Participant minus comparison.
    Difference,
    /// No effect, the groups side by side.
    None,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// CR1 by municipality, t(G-1).
    Cluster,
    /// HC1, t(n-k); for a hazard model: model-based.
    Hc1,
    /// Wild cluster bootstrap by municipality, null imposed.
    Wild { draws: u32, seed: u64 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Started {
    /// Those who start in the week count in it.
    AtOrBefore,
    /// They count from the week after.
    Before,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Week53 {
    /// ISO week numbers are matched, and week 53 is left out.
    LeaveOut,
    /// Weeks are matched by their number in the window.
    RunOn,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headline {
    /// This index on the axis.
    Week(i32),
    /// The last point of the axis.
    Last,
    /// The mean of the last 13 weeks.
    MeanOfLast13,
}

/// One variant of an effect.
#[derive(Debug, Clone, PartialEq)]
pub enum VariantPlan {
    Unadjusted,
    Adjusted(Adjustment),
    /// Only starters of the first year of the later period.
    Symmetric,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Adjustment {
    /// The terms of `background()`.
    Background,
    /// An indicator of a named list of sites.
    Sites(String),
    Terms(Vec<Covariate>),
}

/// A covariate of a list: `age`, `male`, `western`, `non_western`, `married`, `history.CLASS.YEARS`, `support.CLASS`, `hours.MONTHS`, a column of the
/// persons table, or one of its values (`COLUMN=VALUE`).
///
/// Weeks on a relative axis have no birth dates: there every plain word is a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covariate {
    Age,
    Male,
    Western,
    NonWestern,
    Married,
    /// Weeks in a class (or `employment`, `self-support`) in the years before entry.
    History {
        state: String,
        years: u32,
    },
    /// Ordinary hours in the whole calendar months before the month of the entry week.
    OrdinaryHours {
        months: u32,
    },
    /// 1 for persons with this value in a column of the persons table, else 0.
    Level {
        column: String,
        level: String,
    },
    /// In the class in the week before entry; `other` is none of `kontanthjaelp`, `sygedagpenge`.
    SupportBefore {
        state: String,
    },
    Column(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct TimeToEventPlan {
    pub outcome: usize,
    pub contrast: Contrast,
    pub variants: Vec<VariantPlan>,
    /// Further models with a weekly outcome as time-varying covariate, each with its lag in weeks; they use the main variant's covariates.
    pub time_varying: Vec<TimeVarying>,
    pub errors: Errors,
    pub model: HazardModel,
    /// Ends of the pieces of a piecewise constant rate, in weeks.
    pub pieces: Vec<i32>,
    pub ties: Ties,
    pub limits: Limits,
    ///
    pub censor_at: CensorAt,
    ///
    pub at_entry: AtEntry,
    /// Weeks at which the curves are read.
    pub at: Vec<i32>,
    /// Ends of restricted means.
    pub tau: Vec<i32>,
    /// Example length of the duration sentence, in weeks.
    pub example_weeks: Option<f64>,
    /// Column whose values are strata of the hazard model.
    pub strata: Option<String>,
    /// Column with the other arms, whose result stands beside.
    pub beside_arm: BesideArm,
}

/// The arms beside those of the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BesideArm {
    /// `assigned_arm`, where the enrolment has it; beside that `arm`.
    Usual,
    Column(String),
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeVarying {
    pub outcome: usize,
    pub lag_weeks: u32,
}

///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HazardModel {
    /// Cox: the baseline rate is left open.
    Cox,
    /// The baseline rate is constant between the ends in `pieces`.
    PiecewiseConstant,
    /// The baseline rate is Weibull's.
    Weibull,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// Efron's approximation.
    Efron,
    /// Breslow's approximation.
    Breslow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Limits {
    /// On the scale of log(-log S).
    LogLog,
    /// On the scale of log S.
    Log,
    /// On the scale of S.
    Plain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CensorAt {
    /// At the end of the entry spell: a cause-specific rate.
    Exit,
    /// At risk to the end of the window.
    Window,
    /// Exit from the scheme is a competing event (cumulative incidence beside the curves).
    Competing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AtEntry {
    /// The event has time 0.
    Event,
    /// The person is left out.
    Exclude,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BySitePlan {
    pub outcome: usize,
    pub among: Among,
    pub headline: Headline,
    pub started: Started,
    pub week_53: Week53,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BalancePlan {
    pub compare: Vec<Comparison>,
    /// Parts of the persons with tables of their own after those of all.
    pub subgroups: Vec<SubgroupPlan>,
    /// The rows, in order.
    pub variables: Vec<Covariate>,
}

/// Persons with one of the values in a column of the persons table.
#[derive(Debug, Clone, PartialEq)]
pub struct SubgroupPlan {
    pub id: String,
    pub label: LocalText,
    pub column: String,
    pub equals: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// Participants against comparison, starters of the later period (or everyone, without periods).
    Arms,
    /// Participants who started in the first against the second year of the later period.
    EntryYears,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AttritionPlan {
    /// Whose occurrence in the entry week is noted beside.
    pub outcome: Option<usize>,
}
