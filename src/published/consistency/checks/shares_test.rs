//! The t test of two shares, by the whole counts behind them.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure, Unmade};
use super::counts::{self, Pair, Pairs};
use super::estimate::{Tested, against_test};
use super::span::{Span, judge};
use super::t_test::Groups;
use crate::stats::t_test::TTest;
use std::collections::BTreeSet;

/// Shares hide whole counts: a p-value is right when some pair of counts gives it.
pub fn of_shares(case: &Case, groups: &Groups) -> Outcome {
    let own = counts::pairs(groups);
    if case.many("parts_first").is_empty() {
        return of_pairs(case, groups, &own);
    }
    let Some(pooled) = counts::pooled(case, groups)? else {
        return of_pairs(case, groups, &own);
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
        return of_pairs(case, groups, &jointly);
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

/// The printed p-value and statistic against the tests of all pairs: one pair must give both.
fn of_pairs(case: &Case, groups: &Groups, pairs: &Pairs) -> Outcome {
    let test = |pair: &Pair| Some((*pair, groups.by_counts(*pair)?));
    let tests: Tests = pairs.all.iter().filter_map(test).collect();
    let Some(near) = nearest(groups, &tests) else {
        let shares = format!("{} against {}", groups.first.shown(), groups.second.shown());
        let why = format!("a t test of {shares}: neither group varies");
        return Err(Unmade::NotMade(why));
    };
    if tests.iter().any(|(_, test)| gives_all(case, test)) {
        return Ok(Vec::new());
    }
    if pairs.thinned {
        return Ok(of_many(case, groups, near, &tests));
    }
    let (p, statistic) = (case.one("p"), case.one("statistic"));
    let arithmetic = told(case, groups, near, tests.len());
    // A gap between the counts is missed as surely as a figure beyond them.
    let by_p = p.filter(|p| !tests.iter().any(|(_, test)| gives_p(p, test)));
    let by_p = by_p.map(|p| missed(p, groups, &tests, |t| t.p_value, &arithmetic));
    let by_statistic =
        statistic.filter(|s| !tests.iter().any(|(_, test)| gives_statistic(s, test)));
    let by_statistic = by_statistic.map(|s| {
        let oriented = |t: &TTest| match s.nominal().is_negative() {
            true => -t.statistic.abs(),
            false => t.statistic.abs(),
        };
        missed(s, groups, &tests, oriented, &arithmetic)
    });
    let found: Vec<Broken> = [by_p, by_statistic]
        .into_iter()
        .flatten()
        .flatten()
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let (Some(p), Some(statistic)) = (p, statistic) else {
        return Ok(Vec::new());
    };
    let of_statistic = tests
        .into_iter()
        .filter(|(_, t)| gives_statistic(statistic, t));
    let of_statistic: Tests = of_statistic.collect();
    let broken = missed(p, groups, &of_statistic, |t| t.p_value, &arithmetic);
    Ok(broken
        .map(|b| b.together([statistic]))
        .into_iter()
        .collect())
}

/// Pairs of counts, each with its test.
type Tests = Vec<(Pair, TTest)>;

fn gives_p(printed: &Value, test: &TTest) -> bool {
    Span::point(test.p_value).meets(printed.allowed())
}

/// The sign of a statistic is the order of the groups, and a report may name either first.
fn gives_statistic(printed: &Value, test: &TTest) -> bool {
    let either = [test.statistic, -test.statistic];
    either
        .iter()
        .any(|t| Span::point(*t).meets(printed.allowed()))
}

/// The test gives the printed p-value and the printed statistic, as far as they are printed.
fn gives_all(case: &Case, test: &TTest) -> bool {
    let (p, statistic) = (case.one("p"), case.one("statistic"));
    p.is_none_or(|p| gives_p(p, test)) && statistic.is_none_or(|s| gives_statistic(s, test))
}

/// A printed p-value or statistic that none of the tests gives.
fn missed(
    printed: &Value,
    groups: &Groups,
    tests: &[(Pair, TTest)],
    value: impl Fn(&TTest) -> f64,
    arithmetic: &str,
) -> Option<Broken> {
    let (_, nearest) = nearest(groups, tests)?;
    let values: Vec<f64> = tests.iter().map(|(_, test)| value(test)).collect();
    let span = Span::around(value(&nearest), &values);
    let decimals = printed.figure.decimals;
    let must_be = format!(
        "{:.*} ({})",
        decimals as usize,
        span.nominal,
        span.shown(decimals + 1)
    );
    let broken = Broken::new(
        Sure::OutOfRounding,
        printed,
        must_be,
        arithmetic.to_string(),
    );
    Some(broken.together([groups.first, groups.second]))
}

/// So many counts that only some are tried, with the ends: what lies between is possible too.
fn of_many(
    case: &Case,
    groups: &Groups,
    (pair, test): (Pair, TTest),
    tests: &[(Pair, TTest)],
) -> Vec<Broken> {
    let [n1, n2] = groups.n;
    let statistics: Vec<f64> = tests.iter().map(|(_, t)| t.statistic).collect();
    // Welch's degrees of freedom lie between those of the smaller group and those of both.
    let most = (n1 + n2) as f64 - 2.0;
    let least = if groups.equal {
        most
    } else {
        n1.min(n2) as f64 - 1.0
    };
    let tested = Tested {
        statistic: Span::around(test.statistic, &statistics).size(),
        signed: false,
        df: Span {
            low: least,
            high: most,
            nominal: test.df,
        },
        arithmetic: format!(
            "{}/{n1} against {}/{n2}, the nearest of many pairs of counts with these shares: t = {:.3}",
            pair.0, pair.1, test.statistic
        ),
    };
    against_test(case, &tested, &[groups.first, groups.second])
}

/// The nearest counts and their test, and counts a unit of the last digit beside the shares that would give what is printed.
fn told(case: &Case, groups: &Groups, (pair, test): (Pair, TTest), among: usize) -> String {
    let [n1, n2] = groups.n;
    let among = match among {
        1 => "the only counts with these shares".to_string(),
        n => format!("the nearest of {n} pairs of counts with these shares"),
    };
    let beside = counts::a_unit_beside(groups);
    let fitting = beside.into_iter().filter_map(|pair| {
        let test = groups.by_counts(pair)?;
        gives_all(case, &test).then_some((pair, test))
    });
    let fitting: Tests = fitting.collect();
    let repaired = nearest(groups, &fitting).map_or(String::new(), |((k1, k2), test)| {
        let share = |k: usize, n: usize, v: &Value| {
            let share = Exact::new(k as i128, n as i128) * v.unit.one();
            share.fixed(v.figure.decimals)
        };
        format!(
            "; {k1}/{n1} against {k2}/{n2}, {} and {}, have p = {:.4}",
            share(k1, n1, groups.first),
            share(k2, n2, groups.second),
            test.p_value
        )
    });
    format!(
        "{}/{n1} against {}/{n2}, {among}: t = {:.3}, p = {:.4}{repaired}",
        pair.0, pair.1, test.statistic, test.p_value
    )
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
