//! The mean of the last 13 weeks as headline: person-weeks are pooled, and the errors are clustered, so a person's weeks lean on each other.

use super::contrast::{difference_cells, in_contrast, is_symmetric};
use super::effects::{cell_sums, from_cells};
use super::weekly_counts::{Counting, WeeklyCounts};
use super::weekly_share::shares;
use crate::findings::{Effect, Estimated, MeanOfWeeks, Reason, Share};
use crate::stats::did_cells::{CellSums, did_from_cells, difference_from_cells};
use crate::study::{Contrast, Errors, Headline, VariantPlan, WeeklySharePlan};

const WEEKS: usize = 13;

/// The mean, when the plan asks for it. The effect is of the main variant.
pub fn mean(
    counting: &Counting,
    counts: &WeeklyCounts,
    plan: &WeeklySharePlan,
    cells: &[usize],
) -> Option<MeanOfWeeks> {
    let points = &counting.axis.points;
    let last = points.len().checked_sub(1)?;
    if plan.headline != Headline::MeanOfLast13 {
        return None;
    }
    let first = points.len().saturating_sub(WEEKS);
    let pooled = |cell: &usize| {
        let weekly = &shares(counts, points.len(), *cell)[first..];
        let sum = |part: fn(&Share) -> Option<u64>| weekly.iter().filter_map(part).sum();
        Share::of(sum(|s| s.numerator), sum(|s| s.denominator))
    };
    Some(MeanOfWeeks {
        first: points[first].index,
        last: points[last].index,
        shares: cells.iter().map(pooled).collect(),
        effect: (plan.contrast != Contrast::None)
            .then(|| effect(counting, counts, plan, first..points.len())),
    })
}

fn effect(
    counting: &Counting,
    counts: &WeeklyCounts,
    plan: &WeeklySharePlan,
    weeks: std::ops::Range<usize>,
) -> Estimated<Effect> {
    let context = counting.context;
    let not = |needs: &str| {
        let needs = ("needs", needs.to_string());
        Estimated::Not(Reason::new("mean-of-weeks", &[needs]))
    };
    if plan.errors != Errors::Cluster {
        return not("errors = \"cluster\"");
    }
    let symmetric;
    let counts = match plan.variants.first() {
        None | Some(VariantPlan::Unadjusted) => counts,
        Some(VariantPlan::Symmetric) => {
            symmetric =
                counting.counts(|m| in_contrast(plan.contrast, m) && is_symmetric(context, m));
            &symmetric
        }
        Some(VariantPlan::Adjusted(_)) => return not("adjust = \"none\""),
    };
    let level = context.plan.conf_level;
    match plan.contrast {
        Contrast::Did => {
            let sums = pooled_sums(counts, weeks, [0, 1, 2, 3]);
            from_cells(did_from_cells(&sums, level), plan.errors)
        }
        _ => {
            let sums = pooled_sums(counts, weeks, difference_cells(context));
            from_cells(difference_from_cells(&sums, level), plan.errors)
        }
    }
}

/// Person-weeks of each site, week upon week.
fn pooled_sums<const N: usize>(
    counts: &WeeklyCounts,
    weeks: std::ops::Range<usize>,
    cells: [usize; N],
) -> Vec<CellSums<N>> {
    let mut total = vec![CellSums::empty(); counts.sites()];
    for week in weeks {
        for (sum, weekly) in total.iter_mut().zip(cell_sums(counts, week, cells)) {
            for c in 0..N {
                sum.n[c] += weekly.n[c];
                sum.sum[c] += weekly.sum[c];
                sum.sum_squares[c] += weekly.sum_squares[c];
            }
        }
    }
    total
}
