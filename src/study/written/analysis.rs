//! The analyses, one table per kind.

use super::{
    Allocation, Association, Destinations, Fidelity, FollowUp, Intensity, OutcomeTable, Power,
    Progression, SpellCriterion, StatusAt, Stock, SuccessCriterion, SurveyShares, Text, Where,
};
use crate::study::plan::{
    Among, AtEntry, Axis, CensorAt, Comparison, Contrast, HazardModel, Limits, Started, Ties,
    Week53,
};
use schemars::JsonSchema;
use serde::Deserialize;

/// One analysis. Its `kind` decides which other keys it may have.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Analysis {
    WeeklyShare(WeeklyShare),
    TimeToEvent(TimeToEvent),
    BySite(BySite),
    Balance(Balance),
    Attrition(Attrition),
    FollowUp(FollowUp),
    Intensity(Intensity),
    SpellCriterion(SpellCriterion),
    SuccessCriterion(SuccessCriterion),
    Destinations(Destinations),
    StatusAt(StatusAt),
    Stock(Stock),
    Allocation(Allocation),
    OutcomeTable(OutcomeTable),
    Fidelity(Fidelity),
    Progression(Progression),
    SurveyShares(SurveyShares),
    Association(Association),
    Power(Power),
}

/// The share with an outcome, week by week, and the effect on it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyShare {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind and the outcome.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Name of a weekly outcome.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// Who is counted in a week. Default `in-course`; `observed` in a study that takes everyone.
    pub among: Option<Among>,
    /// How time runs. Default `calendar` with periods, else `since-entry`.
    pub axis: Option<Axis>,
    /// What the effect is. Default `did` with periods, else `difference`.
    pub contrast: Option<Contrast>,
    /// The main variant: `none`, `background`, `sites.NAME`, `symmetric`, or a list of covariates. Default `none`.
    pub adjust: Option<Adjust>,
    /// Variants beside the main one, each as in `adjust`. Default none.
    pub beside: Option<Vec<Adjust>>,
    /// Cluster the standard errors by municipality or not at all. Default `municipality` when the arms are municipalities.
    pub cluster: Option<ClusterWord>,
    /// Standard errors. Default `cluster` when the arms are municipalities, else `hc1`.
    pub errors: Option<ShareErrors>,
    /// Draws of the wild bootstrap. Default 9999.
    #[schemars(range(min = 99, max = 999_999))]
    pub draws: Option<u32>,
    /// Seed of the wild bootstrap; must be given with `errors = "wild"`.
    #[schemars(range(min = 0))]
    pub seed: Option<u64>,
    /// Whether those who start in a week are counted in it. Default `at-or-before`.
    pub started: Option<Started>,
    /// What happens to a week 53 when years are laid over each other. Default `leave-out`.
    pub week_53: Option<Week53>,
    /// Week of the headline: an index on the axis, `last`, or `mean-of-last-13`. Default 95 if the axis has it, else `last`.
    pub headline: Option<HeadlineWord>,
    /// Part the effect into those still in the course, those who left, and the mix. Default false.
    pub decompose: Option<bool>,
}

/// Survival curves, log-rank test, restricted means and the hazard model.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeToEvent {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind and the outcome.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Name of an outcome; the event is its first week.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// What the effect is. Default `did` with periods, else `difference`.
    pub contrast: Option<Contrast>,
    /// The main model: `none`, `background`, `sites.NAME`, `symmetric`, or a list of covariates. Default `none`.
    pub adjust: Option<Adjust>,
    /// Models beside the main one, each as in `adjust`. Default none.
    pub beside: Option<Vec<Adjust>>,
    /// Further models with a weekly outcome as covariate that changes over time. Default none.
    pub time_varying: Option<Vec<TimeVaryingTerm>>,
    /// Cluster the standard errors by municipality or not at all. Default `municipality` when the arms are municipalities.
    pub cluster: Option<ClusterWord>,
    /// Standard errors of the hazard model. Default `cluster` when the arms are municipalities, else `model`.
    pub errors: Option<HazardErrors>,
    /// The hazard model. Default `cox`.
    pub model: Option<HazardModel>,
    /// Where the pieces of a piecewise constant rate end, in weeks, ascending. Default every 13 weeks up to 91.
    pub pieces: Option<Vec<i32>>,
    /// Ties in a Cox model. Default `efron`.
    pub ties: Option<Ties>,
    /// Limits of the survival curves. Default `log-log`.
    pub limits: Option<Limits>,
    /// What leaving the scheme before the event does. Default `exit`.
    pub censor_at: Option<CensorAt>,
    /// What an event in the entry week does. Default `event`.
    pub at_entry: Option<AtEntry>,
    /// Weeks at which the curves are read. Default those of 52 and 104 that the periods hold.
    pub at: Option<Vec<i32>>,
    /// Ends of the restricted means, in weeks. Default as `at`.
    pub tau: Option<Vec<i32>>,
    /// Example length of the sentence on durations, in weeks. Default: no sentence.
    #[schemars(range(min = 1, max = 5200))]
    pub example_weeks: Option<f64>,
    /// Column of the persons or the enrolment whose values are strata of the hazard model. Default none.
    pub strata: Option<String>,
    /// Column with other arms, whose main model stands beside, or `none`. Default `assigned_arm` where the enrolment has it.
    pub beside_arm: Option<String>,
}

/// Change from before to after in each municipality of the participants.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BySite {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind and the outcome.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Name of a weekly outcome.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// Who is counted. Default `in-course`.
    pub among: Option<Among>,
    /// Week of the calendar axis: an index, `last`, or `mean-of-last-13`. Default 95 if the axis has it, else `last`.
    pub headline: Option<HeadlineWord>,
    /// Whether those who start in a week are counted in it. Default `at-or-before`.
    pub started: Option<Started>,
    /// What happens to a week 53. Default `leave-out`.
    pub week_53: Option<Week53>,
}

/// Who takes part: means and shares side by side, with tests.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be estimated. Default false.
    pub required: Option<bool>,
    /// Which groups are compared. Default `["arms"]`.
    pub compare: Option<Vec<Comparison>>,
    /// The rows: covariates as in `adjust`. Default those of `background`.
    pub variables: Option<Vec<String>>,
    /// Parts of the persons that get tables of their own after those of all. Default none.
    pub subgroups: Option<Vec<Subgroup>>,
}

/// A part of the persons.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subgroup {
    /// Names the tables of the part: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// What the part is called in the report. Default its id.
    pub label: Option<Text>,
    /// Rows of the persons table.
    #[serde(rename = "where")]
    #[schemars(required)]
    pub rows: Option<Where>,
}

/// Persons left after each step from the extract to the cohort.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attrition {
    /// Names the files of the analysis: letters, digits, `-` and `_`.
    #[schemars(required)]
    pub id: Option<String>,
    /// Heading in the report. Default by the kind.
    pub title: Option<Text>,
    /// The run fails when this cannot be made. Default false.
    pub required: Option<bool>,
    /// Name of the outcome whose occurrence in the entry week is noted beside. Default none.
    pub outcome: Option<String>,
}

/// A variant: a word, or a list of covariates.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Adjust {
    /// `none`, `background`, `sites.NAME` or `symmetric`.
    Word(String),
    /// `age`, `male`, `western`, `non_western`, `married`, `history.CLASS.YEARS`, `support.CLASS`, `hours.MONTHS` (ordinary hours in the calendar months
    /// before entry), `COLUMN=VALUE` (1 for those with the value), or a column of the persons table
    /// (`column.NAME` when it has the name of one of these). Weeks on a relative axis have no birth dates: there `age` is a column.
    Terms(Vec<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClusterWord {
    /// The municipality in force at entry.
    Municipality,
    /// No clusters.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShareErrors {
    /// CR1 by municipality, t(G-1).
    Cluster,
    /// Heteroskedasticity-robust HC1, t(n-k).
    Hc1,
    /// Wild cluster bootstrap by municipality, null imposed.
    Wild,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HazardErrors {
    /// Robust, by municipality.
    Cluster,
    /// Model-based.
    Model,
}

/// A week, or a word.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum HeadlineWord {
    /// An index on the axis.
    Week(i32),
    Word(HeadlineRule),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HeadlineRule {
    /// The last point of the axis.
    Last,
    /// The mean of the last 13 weeks.
    #[serde(rename = "mean-of-last-13")]
    MeanOfLast13,
}

/// A weekly outcome as covariate, with its lag.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeVaryingTerm {
    /// Name of a weekly outcome.
    #[schemars(required)]
    pub outcome: Option<String>,
    /// Weeks between the covariate and the event. Default 0.
    #[schemars(range(min = 0, max = 520))]
    pub lag_weeks: Option<u32>,
}
