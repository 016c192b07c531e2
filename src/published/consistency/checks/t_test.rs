//! A two-sample t test from means, sizes and standard deviations, or from the whole counts behind two shares.

use super::super::case::{Case, Value};
use super::super::finding::{Broken, Outcome, Sure};
use super::counts::{self, Pair, Pairs};
use super::estimate::against_test;
use super::part::needed;
use super::span::{Span, judge};
use crate::stats::t_test::{GroupSummary, TTest, pooled_t, welch_t};
use std::collections::BTreeSet;

/// The two groups of a test.
#[derive(Clone, Copy)]
pub struct Groups<'a> {
    pub first: &'a Value,
    pub second: &'a Value,
    pub n: [usize; 2],
    pub equal: bool,
}

impl Groups<'_> {
    /// The test; `None` when it cannot be made, as for two groups that do not vary.
    pub fn test(&self, first: GroupSummary, second: GroupSummary) -> Option<TTest> {
        match self.equal {
            true => pooled_t(&first, &second, 0.95).ok(),
            false => welch_t(&first, &second, 0.95).ok(),
        }
    }

    /// The test of two shares by their counts.
    pub fn by_counts(&self, (k1, k2): Pair) -> Option<TTest> {
        let first = GroupSummary::of_share(self.n[0], k1).ok()?;
        self.test(first, GroupSummary::of_share(self.n[1], k2).ok()?)
    }
}

/// The printed p-value and statistic against the test of the two groups.
pub fn t_test(case: &Case) -> Outcome {
    let (first, second) = (needed(case, "first")?, needed(case, "second")?);
    let groups = Groups {
        first,
        second,
        n: [
            size(case, "n_first", first)?,
            size(case, "n_second", second)?,
        ],
        equal: case.word("variances") != Some("unequal"),
    };
    match (case.one("sd_first"), case.one("sd_second")) {
        (Some(sd1), Some(sd2)) => Ok(of_means(case, &groups, sd1, sd2)),
        (None, None) if first.unit.is_part() && second.unit.is_part() => of_shares(case, &groups),
        _ => Err(
            "`sd_first` and `sd_second` are needed for means; shares have a `unit` that says so"
                .to_string(),
        ),
    }
}

fn size(case: &Case, name: &str, group: &Value) -> Result<usize, String> {
    let n = match case.one(name) {
        Some(n) => n.whole(),
        None => group.n,
    };
    let n = n.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
    n.ok_or_else(|| {
        format!(
            "`{name}` is missing or no whole number above 0, and the row has no `denominator_n` (a claim: no `n`)"
        )
    })
}

fn of_means(case: &Case, groups: &Groups, sd1: &Value, sd2: &Value) -> Vec<Broken> {
    let (m1, m2) = (Span::of(groups.first), Span::of(groups.second));
    let difference = Span {
        low: m1.low - m2.high,
        high: m1.high - m2.low,
        nominal: m1.nominal - m2.nominal,
    };
    let size = difference.size();
    let (s1, s2) = (Span::of(sd1), Span::of(sd2));
    let at = |mean: f64, s1: f64, s2: f64| {
        let group = |n, mean, sd: f64| GroupSummary {
            n,
            mean,
            variance: sd.max(0.0).powi(2),
        };
        groups.test(group(groups.n[0], mean, s1), group(groups.n[1], 0.0, s2))
    };
    let Some(nominal) = at(size.nominal, s1.nominal, s2.nominal) else {
        return Vec::new();
    };
    let statistic = Span {
        low: at(size.low, s1.high, s2.high).map_or(0.0, |t| t.statistic),
        // Where the standard deviations may be 0, the statistic has no upper limit.
        high: at(size.high, s1.low, s2.low).map_or(f64::INFINITY, |t| t.statistic),
        nominal: nominal.statistic,
    };
    let arithmetic = format!(
        "({} - {}) / {:.4} = {:.3} on {:.0} df",
        groups.first.shown(),
        groups.second.shown(),
        nominal.std_error,
        difference.nominal / nominal.std_error,
        nominal.df
    );
    against_test(case, statistic, nominal.df, &arithmetic)
}

/// Shares hide whole counts: a p-value is right when some pair of counts gives it.
fn of_shares(case: &Case, groups: &Groups) -> Outcome {
    let own = counts::pairs(groups);
    if case.many("parts_first").is_empty() {
        return Ok(of_pairs(case, groups, &own));
    }
    let Some(pooled) = counts::pooled(case, groups)? else {
        return Ok(of_pairs(case, groups, &own));
    };
    let jointly: BTreeSet<Pair> = pooled
        .iter()
        .copied()
        .filter(|p| counts::have_shares(groups, *p))
        .collect();
    if !jointly.is_empty() {
        let jointly = Pairs {
            all: jointly,
            thinned: false,
        };
        return Ok(of_pairs(case, groups, &jointly));
    }
    let mut found = Vec::new();
    for (share, n, pick) in [
        (
            groups.first,
            groups.n[0],
            (|p: &Pair| p.0) as fn(&Pair) -> usize,
        ),
        (groups.second, groups.n[1], |p: &Pair| p.1),
    ] {
        found.extend(share_of_counts(share, n, pooled.iter().map(pick)));
    }
    Ok(found)
}

/// A share that none of the counts gives.
fn share_of_counts(share: &Value, n: usize, counts: impl Iterator<Item = usize>) -> Option<Broken> {
    let one = share.unit.one().to_f64();
    let counts: Vec<usize> = counts.collect();
    let (low, high) = (counts.iter().min()?, counts.iter().max()?);
    let of = |k: &usize| *k as f64 / n as f64 * one;
    let middle = counts.get(counts.len() / 2).unwrap_or(low);
    let span = Span {
        low: of(low),
        high: of(high),
        nominal: of(middle),
    };
    let digits = share.figure.decimals as usize + 2;
    let told = match low == high {
        true => format!("the parts hold {low} of {n}, {:.digits$}", of(low)),
        false => format!(
            "the parts hold {low} to {high} of {n}, {:.digits$} to {:.digits$}",
            of(low),
            of(high)
        ),
    };
    judge(share, span, told)
}

fn of_pairs(case: &Case, groups: &Groups, pairs: &Pairs) -> Vec<Broken> {
    let test = |pair: &Pair| Some((*pair, groups.by_counts(*pair)?));
    let tests: Vec<(Pair, TTest)> = pairs.all.iter().filter_map(test).collect();
    let against = |name: &str, value: fn(&TTest) -> f64| {
        let printed = case.one(name)?;
        missed(printed, groups, &tests, value, pairs.thinned)
    };
    let p = against("p", |t| t.p_value);
    let statistic = against("statistic", |t| t.statistic);
    p.into_iter().chain(statistic).collect()
}

/// A printed p-value or statistic that none of the tests gives; the sign of a statistic is the order of the groups.
fn missed(
    printed: &Value,
    groups: &Groups,
    tests: &[(Pair, TTest)],
    value: impl Fn(&TTest) -> f64,
    thinned: bool,
) -> Option<Broken> {
    let (pair, nearest) = nearest(groups, tests)?;
    let sign = if printed.nominal().is_negative() == (value(&nearest) < 0.0) {
        1.0
    } else {
        -1.0
    };
    let values: Vec<f64> = tests.iter().map(|(_, t)| sign * value(t)).collect();
    let span = Span::around(sign * value(&nearest), &values);
    let met = |v: &f64| Span::point(*v).meets(printed.allowed());
    // What was thinned out lies between; else a gap between the counts is missed as surely as a figure beyond them.
    if values.iter().any(met) || (thinned && span.meets(printed.allowed())) {
        return None;
    }
    let among = match tests.len() {
        1 => "the only counts with these shares".to_string(),
        n => format!("the nearest of {n} pairs of counts with these shares"),
    };
    let arithmetic = format!(
        "{}/{} against {}/{}, {among}: t = {:.3}, p = {:.4}",
        pair.0, groups.n[0], pair.1, groups.n[1], nearest.statistic, nearest.p_value
    );
    let decimals = printed.figure.decimals;
    let must_be = format!(
        "{:.*} ({})",
        decimals as usize,
        span.nominal,
        span.shown(decimals + 1)
    );
    Some(Broken::new(
        Sure::OutOfRounding,
        printed,
        must_be,
        arithmetic,
    ))
}

/// The pair whose shares are nearest to those printed.
fn nearest(groups: &Groups, tests: &[(Pair, TTest)]) -> Option<(Pair, TTest)> {
    let (first, second) = (
        Span::of_fraction(groups.first),
        Span::of_fraction(groups.second),
    );
    let distance = |(k1, k2): Pair| {
        let gap = |k: usize, n: usize, share: f64| (k as f64 / n as f64 - share).abs();
        gap(k1, groups.n[0], first.nominal) + gap(k2, groups.n[1], second.nominal)
    };
    tests
        .iter()
        .copied()
        .min_by(|a, b| distance(a.0).total_cmp(&distance(b.0)))
}
