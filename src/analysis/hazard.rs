//! Proportional hazards models of time to an event: the ratio of hazard ratios, adjusted and with time-varying covariates.

mod lottery;
mod term_errors;

pub(super) use term_errors::TermErrors;

use super::effects::{base_columns, columns};
use super::time_rows::TimeRow;
use super::{Context, contrast, parametric_hazard, weekly_share, words};
use crate::calendar::{Week, Window};
use crate::cohort::CovariateColumn;
use crate::findings::{CoxModel, CoxTerm, Estimated, Reason, Variant};
use crate::register::source::Axis;
use crate::stats::cox::{self, Coefficient, CoxFit, CoxInput, CoxOptions};
use crate::study::{
    Errors, HazardModel, OutcomeRule, Ties, TimeToEventPlan, TimeVarying, VariantPlan,
};
use rayon::prelude::*;

/// Every model the study asks for: the variants, then those with a time-varying covariate.
pub fn models(
    context: &Context,
    plan: &TimeToEventPlan,
    rows: &[TimeRow],
) -> Vec<Estimated<CoxModel>> {
    let variants = plan
        .variants
        .par_iter()
        .map(|v| variant(context, plan, rows, v));
    let mut models: Vec<Estimated<CoxModel>> = variants.collect();
    let varying = plan
        .time_varying
        .par_iter()
        .map(|t| time_varying(context, plan, rows, t));
    models.extend(varying.collect::<Vec<_>>());
    models.extend(lottery::by_other_arms(context, plan, rows));
    models
}

/// Rows of one model: times, events, and the member each row is of.
pub(super) struct Rows {
    pub start: Option<Vec<f64>>,
    pub stop: Vec<f64>,
    pub event: Vec<bool>,
    pub member: Vec<usize>,
}

impl Rows {
    /// A row per person, at risk from the beginning.
    fn of(rows: &[&TimeRow]) -> Rows {
        Rows {
            start: None,
            stop: rows.iter().map(|r| r.time).collect(),
            event: rows.iter().map(|r| r.event).collect(),
            member: rows.iter().map(|r| r.member).collect(),
        }
    }
}

/// Named columns, one entry per row.
pub(super) struct Columns {
    pub names: Vec<String>,
    pub values: Vec<Vec<f64>>,
    /// The column of the effect.
    pub focus: usize,
}

fn variant(
    context: &Context,
    plan: &TimeToEventPlan,
    rows: &[TimeRow],
    variant: &VariantPlan,
) -> Estimated<CoxModel> {
    let (name, covariates) = match covariates_of(context, variant) {
        Ok(found) => found,
        Err(reason) => return Estimated::Not(reason),
    };
    let symmetric = *variant == VariantPlan::Symmetric;
    let (rows, missing) = usable(context, plan, rows, &covariates, symmetric);
    if let Some(reason) = nobody_known(&rows, &covariates, missing) {
        return Estimated::Not(reason);
    }
    let rows = Rows::of(&rows);
    let columns = member_columns(context, plan, &covariates, &rows.member);
    fit(context, plan, name, &rows, &columns, missing)
}

fn covariates_of(
    context: &Context,
    variant: &VariantPlan,
) -> Result<(Variant, Vec<CovariateColumn>), Reason> {
    Ok(match variant {
        VariantPlan::Unadjusted => (Variant::Unadjusted, Vec::new()),
        VariantPlan::Symmetric => (Variant::Symmetric, Vec::new()),
        VariantPlan::Adjusted(adjustment) => {
            (words::variant(adjustment), columns(context, adjustment)?)
        }
    })
}

/// The rows in the contrast whose covariates are all known, and how many persons that leaves out.
fn usable<'a>(
    context: &Context,
    plan: &TimeToEventPlan,
    rows: &'a [TimeRow],
    covariates: &[CovariateColumn],
    symmetric: bool,
) -> (Vec<&'a TimeRow>, usize) {
    let members = &context.cohort.members;
    let in_model = |row: &&TimeRow| {
        let member = &members[row.member];
        contrast::in_contrast(plan.contrast, member)
            && (!symmetric || contrast::is_symmetric(context, member))
    };
    let complete = |row: &TimeRow| covariates.iter().all(|c| c.values[row.member].is_finite());
    let wanted: Vec<&TimeRow> = rows.iter().filter(in_model).collect();
    let all = wanted.len();
    let kept: Vec<&TimeRow> = wanted.into_iter().filter(|r| complete(r)).collect();
    let missing = all - kept.len();
    (kept, missing)
}

/// Why nobody is left of those in the contrast: some covariates are known of none of them.
fn nobody_known(
    kept: &[&TimeRow],
    covariates: &[CovariateColumn],
    missing: usize,
) -> Option<Reason> {
    if !kept.is_empty() || missing == 0 {
        return None;
    }
    let unknown = |c: &&CovariateColumn| c.values.iter().all(|value| !value.is_finite());
    let names = covariates.iter().filter(unknown);
    let names: Vec<String> = names.map(CovariateColumn::name).collect();
    Some(Reason::new("nobody-known", &[("terms", names.join(", "))]))
}

/// Participant, after and their product (a plain difference: participant alone), then the covariates.
fn member_columns(
    context: &Context,
    plan: &TimeToEventPlan,
    covariates: &[CovariateColumn],
    member: &[usize],
) -> Columns {
    let (base, focus) = base_columns(context, plan.contrast);
    let names = ["participant", "after", "participant:after"];
    let mut columns = Columns {
        names: Vec::new(),
        values: Vec::new(),
        focus: focus - 1,
    };
    // The first column of a regression is its constant, which a hazard model does not have.
    for (name, column) in names.iter().zip(base.iter().skip(1)) {
        columns.names.push(name.to_string());
        columns
            .values
            .push(member.iter().map(|m| column[*m]).collect());
    }
    for covariate in covariates {
        columns.names.push(covariate.name());
        columns
            .values
            .push(member.iter().map(|m| covariate.values[*m]).collect());
    }
    columns
}

/// The main variant with a weekly outcome as a further covariate that changes from week to week.
fn time_varying(
    context: &Context,
    plan: &TimeToEventPlan,
    rows: &[TimeRow],
    varying: &TimeVarying,
) -> Estimated<CoxModel> {
    let outcome = &context.plan.outcomes[varying.outcome];
    let Some(weekly) = weekly_share::weekly_outcome(context, varying.outcome) else {
        return Estimated::Not(Reason::new("needs-data", &[("needs", outcome.id.clone())]));
    };
    let main = plan.variants.first().unwrap_or(&VariantPlan::Unadjusted);
    let covariates = match covariates_of(context, main) {
        Ok((_, covariates)) => covariates,
        Err(reason) => return Estimated::Not(reason),
    };
    let (usable, missing) = usable(context, plan, rows, &covariates, false);
    let mut split = Rows {
        start: Some(Vec::new()),
        stop: Vec::new(),
        event: Vec::new(),
        member: Vec::new(),
    };
    let mut value = Vec::new();
    let mut weeks = Vec::new();
    for row in usable {
        let member = &context.cohort.members[row.member];
        weekly.weeks_of(member.person as usize, &mut weeks);
        let week_of = |k: i32| week_at(context, plan, member.entry, k - varying.lag_weeks as i32);
        split_row(
            row,
            first_interval(plan, context) + varying.lag_weeks as i32,
            |k| covered(&weeks, week_of(k)),
            &mut split,
            &mut value,
        );
    }
    let mut columns = member_columns(context, plan, &covariates, &split.member);
    columns.names.push(outcome.id.clone());
    columns.values.push(value);
    let name = Variant::TimeVarying {
        outcome: outcome.id.clone(),
        lag_weeks: varying.lag_weeks,
    };
    fit(context, plan, name, &split, &columns, missing)
}

/// The number of the first interval: week 0 is (-1, 0] on a clock that starts at entry; a time column starts with week 1.
pub(super) fn first_interval(plan: &TimeToEventPlan, context: &Context) -> i32 {
    match context.plan.outcomes[plan.outcome].rule {
        OutcomeRule::Columns { .. } => 1,
        _ => 0,
    }
}

/// The register's week of interval (k-1, k]: entry + k, or week number k where the weeks themselves are numbered.
fn week_at(context: &Context, plan: &TimeToEventPlan, entry: Week, k: i32) -> Week {
    let numbered = context.register.spells.axis == Axis::Relative;
    match context.plan.outcomes[plan.outcome].rule {
        OutcomeRule::Columns { .. } if numbered => Week(k),
        _ => entry.plus(k),
    }
}

fn covered(weeks: &[Window], week: Week) -> bool {
    weeks.iter().any(|w| w.contains(week))
}

/// Cuts a row into intervals (k-1, k] from k = `first` on, joining neighbours with the same value.
fn split_row(
    row: &TimeRow,
    first: i32,
    has: impl Fn(i32) -> bool,
    split: &mut Rows,
    value: &mut Vec<f64>,
) {
    let last = row.time as i32;
    let mut k = first;
    while k <= last {
        let now = has(k);
        let mut end = k;
        while end < last && has(end + 1) == now {
            end += 1;
        }
        if let Some(start) = &mut split.start {
            start.push(f64::from(k - 1));
        }
        split.stop.push(f64::from(end));
        split.event.push(row.event && end == last);
        split.member.push(row.member);
        value.push(f64::from(u8::from(now)));
        k = end + 1;
    }
}

fn fit(
    context: &Context,
    plan: &TimeToEventPlan,
    variant: Variant,
    rows: &Rows,
    columns: &Columns,
    missing: usize,
) -> Estimated<CoxModel> {
    match plan.model {
        HazardModel::Cox => cox(context, plan, variant, rows, columns, missing),
        _ => parametric_hazard::fit(context, plan, variant, rows, columns, missing),
    }
}

fn cox(
    context: &Context,
    plan: &TimeToEventPlan,
    variant: Variant,
    rows: &Rows,
    columns: &Columns,
    missing: usize,
) -> Estimated<CoxModel> {
    let clustered = plan.errors != Errors::Hc1 && !context.cohort.sites.is_empty();
    let members = &context.cohort.members;
    let cluster: Vec<usize> = rows
        .member
        .iter()
        .map(|m| members[*m].site as usize)
        .collect();
    if let Some(reason) = lottery::arm_trouble(context, rows, columns) {
        return Estimated::Not(reason);
    }
    let strata = match lottery::strata(context, plan, &rows.member) {
        Ok(strata) => strata,
        Err(reason) => return Estimated::Not(reason),
    };
    let slices: Vec<&[f64]> = columns.values.iter().map(Vec::as_slice).collect();
    let input = CoxInput {
        start: rows.start.as_deref(),
        stop: &rows.stop,
        event: &rows.event,
        columns: &slices,
        weights: None,
        strata: strata.as_deref(),
        cluster: clustered.then_some(cluster.as_slice()),
    };
    let options = CoxOptions {
        ties: match plan.ties {
            Ties::Efron => cox::Ties::Efron,
            Ties::Breslow => cox::Ties::Breslow,
        },
        conf_level: context.plan.conf_level,
        ..CoxOptions::default()
    };
    let found = match cox::fit(&input, &options) {
        Ok(found) => found,
        Err(error) => return Estimated::Not(words::reason(&error)),
    };
    if let Some(reason) = no_effect(&found, columns) {
        return Estimated::Not(reason);
    }
    let mut persons = rows.member.clone();
    persons.dedup();
    Estimated::Made(CoxModel {
        variant,
        model: words::hazard_model(plan.model).to_string(),
        ties: Some(words::ties(plan.ties).to_string()),
        persons: Some(persons.len() as u64),
        events: Some(found.n_events as u64),
        focus: kept_before(&found, columns.focus),
        terms: terms(&found, columns, context.plan.conf_level),
        likelihood_ratio: found.likelihood_ratio_test.statistic,
        likelihood_ratio_df: found.likelihood_ratio_test.df as f64,
        likelihood_ratio_p: found.likelihood_ratio_test.p_value,
        clusters: found.n_clusters.map(|g| g as u64),
        dropped: aliased(&found, columns),
        missing: Some(missing as u64),
        iterations: found.iterations as u64,
    })
}

/// The reason when the effect itself has no finite estimate.
fn no_effect(fit: &CoxFit, columns: &Columns) -> Option<Reason> {
    let term = || ("term", columns.names[columns.focus].clone());
    match fit.coef[columns.focus] {
        Coefficient::Finite(_) => None,
        Coefficient::Aliased => Some(Reason::new("no-variation", &[term()])),
        Coefficient::Infinite { .. } => Some(Reason::new("infinite", &[term()])),
    }
}

/// How many terms before `column` have an estimate: its place among the terms that are told.
fn kept_before(fit: &CoxFit, column: usize) -> usize {
    let before = fit.coef[..column].iter();
    before.filter(|c| c.value().is_some()).count()
}

fn aliased(fit: &CoxFit, columns: &Columns) -> Vec<String> {
    let pairs = fit.coef.iter().zip(&columns.names);
    let without = pairs.filter(|(c, _)| c.value().is_none());
    without.map(|(_, name)| name.clone()).collect()
}

fn terms(fit: &CoxFit, columns: &Columns, conf_level: f64) -> Vec<CoxTerm> {
    let term = |index: usize| {
        let errors = TermErrors {
            model: fit.std_error(index)?,
            robust: fit.std_error_robust(index),
            clusters: fit.n_clusters,
        };
        let estimate = fit.coef[index].value()?;
        Some(errors.term(&columns.names[index], estimate, conf_level))
    };
    (0..columns.names.len()).filter_map(term).collect()
}
