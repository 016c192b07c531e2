//! The parametric alternatives to Cox: a piecewise constant rate, and Weibull's.

use super::hazard::{Columns, Rows, TermErrors, first_interval};
use super::{Context, words};
use crate::findings::{CoxModel, CoxTerm, Estimated, Reason, Variant};
use crate::stats::distributions::chi_squared_upper;
use crate::stats::parametric_hazard::{self, Baseline, HazardFit, HazardInput};
use crate::study::{Errors, HazardModel, TimeToEventPlan};

/// Fits the model of the plan to the rows of a variant.
pub fn fit(
    context: &Context,
    plan: &TimeToEventPlan,
    variant: Variant,
    rows: &Rows,
    columns: &Columns,
    missing: usize,
) -> Estimated<CoxModel> {
    // Week 0 is (-1, 0] on a clock that starts at entry: the whole clock is moved to start at 0.
    let shift = f64::from(1 - first_interval(plan, context));
    let moved = |times: &[f64]| -> Vec<f64> { times.iter().map(|t| t + shift).collect() };
    let (start, stop) = (rows.start.as_deref().map(moved), moved(&rows.stop));
    let clustered = plan.errors != Errors::Hc1 && !context.cohort.sites.is_empty();
    let members = &context.cohort.members;
    let cluster: Vec<usize> = rows
        .member
        .iter()
        .map(|m| members[*m].site as usize)
        .collect();
    let slices: Vec<&[f64]> = columns.values.iter().map(Vec::as_slice).collect();
    let input = HazardInput {
        start: start.as_deref(),
        stop: &stop,
        event: &rows.event,
        columns: &slices,
        cluster: clustered.then_some(cluster.as_slice()),
    };
    let found = match parametric_hazard::fit(&input, &baseline(plan, shift, &input)) {
        Ok(found) => found,
        Err(error) => return Estimated::Not(words::reason(&error)),
    };
    if found.coef[columns.focus].is_none() {
        let term = ("term", columns.names[columns.focus].clone());
        return Estimated::Not(Reason::new("no-variation", &[term]));
    }
    let mut persons = rows.member.clone();
    persons.dedup();
    Estimated::Made(told(
        context,
        plan,
        variant,
        &found,
        columns,
        (persons.len(), missing),
    ))
}

/// The pieces that hold an event; the ends beyond the last event are left out, and so is one without an event before it.
fn baseline(plan: &TimeToEventPlan, shift: f64, input: &HazardInput) -> Baseline {
    if plan.model == HazardModel::Weibull {
        return Baseline::Weibull;
    }
    let holds = |from: f64, to: f64| {
        let mut rows = input.stop.iter().zip(input.event);
        rows.any(|(stop, event)| *event && *stop > from && *stop <= to)
    };
    let mut cuts: Vec<f64> = Vec::new();
    for end in plan.pieces.iter().map(|end| f64::from(*end) + shift) {
        let from = cuts.last().copied().unwrap_or(0.0);
        if holds(from, end) && holds(end, f64::INFINITY) {
            cuts.push(end);
        }
    }
    Baseline::Pieces { cuts }
}

fn told(
    context: &Context,
    plan: &TimeToEventPlan,
    variant: Variant,
    found: &HazardFit,
    columns: &Columns,
    (persons, missing): (usize, usize),
) -> CoxModel {
    let kept = |j: &usize| found.coef[*j].is_some();
    let count = |range: std::ops::Range<usize>| range.filter(kept).count();
    let statistic = 2.0 * (found.loglik - found.loglik_null);
    let df = count(0..columns.names.len()) as f64;
    let without = (0..columns.names.len()).filter(|j| !kept(j));
    CoxModel {
        variant,
        model: words::hazard_model(plan.model).to_string(),
        ties: None,
        persons: Some(persons as u64),
        events: Some(found.n_events as u64),
        focus: count(0..columns.focus),
        terms: terms(found, columns, context.plan.conf_level),
        likelihood_ratio: statistic,
        likelihood_ratio_df: df,
        likelihood_ratio_p: chi_squared_upper(statistic, df),
        clusters: found.n_clusters.map(|g| g as u64),
        dropped: without.map(|j| columns.names[j].clone()).collect(),
        missing: Some(missing as u64),
        iterations: found.iterations as u64,
    }
}

fn terms(found: &HazardFit, columns: &Columns, conf_level: f64) -> Vec<CoxTerm> {
    let term = |j: usize| {
        let robust = found.covariance_robust.as_ref();
        let errors = TermErrors {
            model: found.covariance[j][j].sqrt(),
            robust: robust.map(|v| v[j][j].sqrt()),
            clusters: found.n_clusters,
        };
        Some(errors.term(&columns.names[j], found.coef[j]?, conf_level))
    };
    (0..columns.names.len()).filter_map(term).collect()
}
