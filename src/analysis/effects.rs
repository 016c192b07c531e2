//! The effect on a weekly share, week by week, in each variant the study asks for.

use super::contrast::{difference_cells, in_contrast, is_symmetric};
use super::weekly_counts::{Counting, WeeklyCounts};
use super::{Context, words};
use crate::cohort::{self, CovariateColumn};
use crate::findings::{
    Clusters, DroppedTerms, Effect, EffectSeries, Estimated, Reason, Robust, Variant,
};
use crate::stats::did_cells::{CellContrast, CellSums, did_from_cells, difference_from_cells};
use crate::stats::weekly_regression::{WeekFit, WeeklyRegression, weekly_regression};
use crate::stats::wild_bootstrap::{WildPlan, WildWeights, wild_bootstrap, wild_scores_from_cells};
use crate::stats::{Error, Inference};
use crate::study::{self, Adjustment, Contrast, Covariate, Errors, VariantPlan, WeeklySharePlan};
use rayon::prelude::*;

/// Every variant of the effect, in the order of the study file.
pub fn series(
    counting: &Counting,
    counts: &WeeklyCounts,
    plan: &WeeklySharePlan,
) -> Vec<EffectSeries> {
    if plan.contrast == Contrast::None {
        return Vec::new();
    }
    let one = |variant: &VariantPlan| match variant {
        VariantPlan::Unadjusted => plain(counting, counts, plan, Variant::Unadjusted),
        VariantPlan::Symmetric => {
            let context = counting.context;
            let symmetric = counting.counts(|m| is_symmetric(context, m));
            plain(counting, &symmetric, plan, Variant::Symmetric)
        }
        VariantPlan::Adjusted(adjustment) => adjusted(counting, plan, adjustment),
    };
    plan.variants.par_iter().map(one).collect()
}

/// An effect from counts alone.
fn plain(
    counting: &Counting,
    counts: &WeeklyCounts,
    plan: &WeeklySharePlan,
    variant: Variant,
) -> EffectSeries {
    let context = counting.context;
    let level = context.plan.conf_level;
    let points = 0..counting.axis.points.len();
    let did_sums = |point| cell_sums(counts, point, [0, 1, 2, 3]);
    let mut estimates: Vec<Estimated<Effect>> = points
        .clone()
        .map(|point| {
            if let Some(reason) = outside_hours(counting, point) {
                return Estimated::Not(reason);
            }
            match plan.contrast {
                Contrast::Did => {
                    let sums = did_sums(point);
                    from_cells(did_from_cells(&sums, level), plan.errors)
                }
                _ => {
                    let sums = cell_sums(counts, point, difference_cells(context));
                    from_cells(difference_from_cells(&sums, level), plan.errors)
                }
            }
        })
        .collect();
    if let (Errors::Wild { draws, seed }, Contrast::Did) = (plan.errors, plan.contrast) {
        let sums: Vec<Vec<CellSums<4>>> = points.map(did_sums).collect();
        bootstrap(&sums, draws, seed, &mut estimates);
    }
    EffectSeries {
        variant,
        estimates,
        dropped: Vec::new(),
        missing: Some(0),
    }
}

/// Puts the wild cluster bootstrap's p-value (null imposed, Rademacher weights, the same draws every week) in the place of the t test's;
/// the limits stay those of CR1.
fn bootstrap(
    sums: &[Vec<CellSums<4>>],
    draws: u32,
    seed: u64,
    estimates: &mut [Estimated<Effect>],
) {
    let plan = WildPlan {
        weights: WildWeights::Rademacher,
        draws: Some(draws.into()),
        seed,
    };
    let (mut effects, mut scores) = (Vec::new(), Vec::new());
    for (estimate, cells) in estimates.iter_mut().zip(sums) {
        if let (Estimated::Made(effect), Ok(found)) = (estimate, wild_scores_from_cells(cells)) {
            effects.push(effect);
            scores.push(found);
        }
    }
    let tests = wild_bootstrap(&scores, &plan).unwrap_or_default();
    for (effect, test) in effects.into_iter().zip(tests) {
        effect.p_value = test.p_strict();
    }
}

pub(super) fn cell_sums<const N: usize>(
    counts: &WeeklyCounts,
    point: usize,
    cells: [usize; N],
) -> Vec<CellSums<N>> {
    let site = |site| {
        let found = cells.map(|cell| counts.at(point, site, cell));
        CellSums::of_counts(found.map(|(n, _)| n), found.map(|(_, y)| y))
    };
    (0..counts.sites()).map(site).collect()
}

pub(super) fn from_cells<const N: usize>(
    found: Result<CellContrast<N>, Error>,
    errors: Errors,
) -> Estimated<Effect> {
    match found {
        Err(error) => Estimated::Not(words::reason(&error)),
        Ok(contrast) => {
            let clusters = Clusters {
                clusters: contrast.clusters as u64,
                treated: contrast.treated_clusters as u64,
                untreated: contrast.untreated_clusters as u64,
            };
            let n: u64 = contrast.n.iter().sum();
            match contrast.robust {
                Err(error) => Estimated::Not(words::reason(&error)),
                Ok(robust) => effect(
                    contrast.estimate,
                    n,
                    robust,
                    contrast.clustered,
                    clusters,
                    errors,
                ),
            }
        }
    }
}

/// The effect with the errors the study asks for; an error of zero is no error to test with.
fn effect(
    estimate: f64,
    n: u64,
    robust: Inference,
    clustered: Result<Inference, Error>,
    clusters: Clusters,
    errors: Errors,
) -> Estimated<Effect> {
    let (main, clusters) = match (errors, clustered) {
        (Errors::Hc1, _) => (robust, None),
        (_, Ok(inference)) => (inference, Some(clusters)),
        (_, Err(error)) => return Estimated::Not(words::reason(&error)),
    };
    if !main.p_value.is_finite() || !robust.p_value.is_finite() {
        return Estimated::Not(Reason::new("no-variation", &[]));
    }
    Estimated::Made(Effect {
        estimate,
        n: Some(n),
        std_error: main.std_error,
        statistic: main.statistic,
        df: main.df,
        p_value: main.p_value,
        conf_low: main.conf_low,
        conf_high: main.conf_high,
        clusters,
        hc1: Robust {
            std_error: robust.std_error,
            p_value: robust.p_value,
            conf_low: robust.conf_low,
            conf_high: robust.conf_high,
        },
    })
}

/// The reason when the week's month lies outside the delivery of hours, in any period.
fn outside_hours(counting: &Counting, point: usize) -> Option<Reason> {
    let known = counting.outcome.known();
    let weeks = counting.axis.points[point].weeks.iter();
    let mut unknown = weeks.filter(|text| {
        let week = text.parse().ok();
        week.is_some_and(|w| !known.contains(w))
    });
    unknown
        .next()
        .map(|week| Reason::new("outside-hours", &[("week", week.clone())]))
}

/// An effect with covariates, by regression.
fn adjusted(counting: &Counting, plan: &WeeklySharePlan, adjustment: &Adjustment) -> EffectSeries {
    let context = counting.context;
    let variant = words::variant(adjustment);
    let none = |reason: Reason| EffectSeries {
        variant: variant.clone(),
        estimates: vec![Estimated::Not(reason); counting.axis.points.len()],
        dropped: Vec::new(),
        missing: Some(0),
    };
    let covariates = match columns(context, adjustment) {
        Ok(columns) => columns,
        Err(reason) => return none(reason),
    };
    let members = &context.cohort.members;
    let wanted: Vec<bool> = (0..members.len())
        .map(|row| in_contrast(plan.contrast, &members[row]))
        .collect();
    let complete = |row: usize| covariates.iter().all(|c| c.values[row].is_finite());
    let missing = (0..members.len())
        .filter(|r| wanted[*r] && !complete(*r))
        .count();
    let (active, outcome) = counting.row_weeks(|row, _| wanted[row] && complete(row));
    let (mut design, focus) = base_columns(context, plan.contrast);
    let base = design.len();
    // A row with a missing value is never active; its NaN must not meet the others.
    let filled = |c: &CovariateColumn| {
        c.values
            .iter()
            .map(|v| if v.is_finite() { *v } else { 0.0 })
            .collect()
    };
    design.extend(covariates.iter().map(filled));
    let cluster: Vec<u32> = members.iter().map(|m| m.site).collect();
    let input = WeeklyRegression {
        columns: &design,
        cluster: &cluster,
        clusters: counting.sites(),
        weeks: counting.axis.points.len(),
        active: &active,
        outcome: &outcome,
    };
    let fits = weekly_regression(&input, focus, context.plan.conf_level);
    let names: Vec<String> = covariates.iter().map(CovariateColumn::name).collect();
    let clusters = cluster_counts(counting, &active);
    EffectSeries {
        variant,
        dropped: dropped_terms(counting, &fits, base, &names),
        estimates: fits
            .into_iter()
            .enumerate()
            .map(|(point, fit)| match (outside_hours(counting, point), fit) {
                (Some(reason), _) => Estimated::Not(reason),
                (None, Err(error)) => Estimated::Not(words::reason(&error)),
                (None, Ok(fit)) => effect(
                    fit.estimate,
                    fit.n as u64,
                    fit.robust,
                    fit.clustered,
                    clusters[point],
                    plan.errors,
                ),
            })
            .collect(),
        missing: Some(missing as u64),
    }
}

/// The covariates of an adjustment as columns over all members.
pub fn columns(context: &Context, adjustment: &Adjustment) -> Result<Vec<CovariateColumn>, Reason> {
    let covariates = match adjustment {
        Adjustment::Background => study::background(),
        Adjustment::Terms(terms) => terms.clone(),
        Adjustment::Sites(name) => return Ok(vec![site_indicator(context, name)]),
    };
    let history = context.plan.history;
    let made = context.columns.get(&covariates);
    let columns = made.map_err(|missing| {
        let facts = [
            ("variable", missing.name),
            ("needs", missing.needs.to_string()),
        ];
        Reason::new("needs-data", &facts)
    })?;
    match columns.iter().find(|c| c.partial > 0) {
        Some(short) if !history.allow_partial => Err(Reason::new(
            "history-too-short",
            &[
                ("variable", short.name()),
                ("persons", short.partial.to_string()),
            ],
        )),
        _ => Ok(columns),
    }
}

fn site_indicator(context: &Context, name: &str) -> CovariateColumn {
    let listed = context.plan.sites.get(name);
    let inside = |m: &cohort::Member| {
        let code = context.cohort.sites.get(m.site as usize);
        code.is_some_and(|c| listed.is_some_and(|l| l.municipalities.contains(c)))
    };
    let members = context.cohort.members.iter();
    CovariateColumn {
        covariate: Covariate::Column(format!("sites.{name}")),
        level: None,
        binary: true,
        values: members.map(|m| f64::from(u8::from(inside(m)))).collect(),
        partial: 0,
    }
}

/// Intercept, participant, after and their product (a plain difference: intercept and participant), and which of them is the effect.
pub fn base_columns(context: &Context, contrast: Contrast) -> (Vec<Vec<f64>>, usize) {
    let members = &context.cohort.members;
    let column = |value: &dyn Fn(&cohort::Member) -> bool| -> Vec<f64> {
        members
            .iter()
            .map(|m| f64::from(u8::from(value(m))))
            .collect()
    };
    let participant = |m: &cohort::Member| m.arm == cohort::Arm::Participant;
    let after = |m: &cohort::Member| m.period == Some(cohort::Period::After);
    let mut columns = vec![vec![1.0; members.len()], column(&participant)];
    if contrast != Contrast::Did {
        return (columns, 1);
    }
    columns.push(column(&after));
    columns.push(column(&|m| participant(m) && after(m)));
    (columns, 3)
}

/// Clusters with an active row, per point.
fn cluster_counts(
    counting: &Counting,
    active: &[crate::stats::weekly_regression::RowWeeks],
) -> Vec<Clusters> {
    let members = &counting.context.cohort.members;
    let points = counting.axis.points.len();
    let mut steps = vec![0i32; counting.sites() * 2 * (points + 1)];
    for stretch in active {
        let member = &members[stretch.row as usize];
        let side = usize::from(member.arm == cohort::Arm::Participant);
        let row = (member.site as usize * 2 + side) * (points + 1);
        steps[row + stretch.first as usize] += 1;
        steps[row + stretch.last as usize + 1] -= 1;
    }
    let mut found = vec![
        Clusters {
            clusters: 0,
            treated: 0,
            untreated: 0
        };
        points
    ];
    for site in steps.chunks(2 * (points + 1)) {
        let (comparison, participant) = site.split_at(points + 1);
        let (mut c, mut p) = (0, 0);
        for (point, clusters) in found.iter_mut().enumerate() {
            c += comparison[point];
            p += participant[point];
            clusters.clusters += u64::from(c + p > 0);
            clusters.treated += u64::from(p > 0);
            clusters.untreated += u64::from(c > 0);
        }
    }
    found
}

/// Collinear terms by stretches of weeks in which the same ones are left out.
fn dropped_terms(
    counting: &Counting,
    fits: &[Result<WeekFit, Error>],
    base: usize,
    names: &[String],
) -> Vec<DroppedTerms> {
    let mut found: Vec<DroppedTerms> = Vec::new();
    for (fit, point) in fits.iter().zip(&counting.axis.points) {
        let Ok(fit) = fit else { continue };
        let terms: Vec<String> = fit
            .dropped
            .iter()
            .filter_map(|c| names.get(c.checked_sub(base)?).cloned())
            .collect();
        if terms.is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.terms == terms && last.last + 1 == point.index => {
                last.last = point.index
            }
            _ => found.push(DroppedTerms {
                terms,
                first: point.index,
                last: point.index,
            }),
        }
    }
    found
}
