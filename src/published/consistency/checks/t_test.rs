//! A two-sample t test from means, sizes and standard deviations, or from the whole counts behind two shares.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure, Unmade};
use super::counts::{self, Pair, Pairs};
use super::estimate::{Tested, against_test, negative, quotient};
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
        (Some(sd1), Some(sd2)) => of_means(case, &groups, sd1, sd2),
        (None, None) if first.unit.is_part() && second.unit.is_part() => of_shares(case, &groups),
        _ => Err(
            "`sd_first` and `sd_second` are needed for means; shares have a `unit` that says so"
                .into(),
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

fn of_means(case: &Case, groups: &Groups, sd1: &Value, sd2: &Value) -> Outcome {
    let mut broken: Vec<Broken> = [sd1, sd2].into_iter().filter_map(negative).collect();
    broken.dedup();
    if !broken.is_empty() {
        return Ok(broken);
    }
    let (m1, m2) = (Span::of(groups.first), Span::of(groups.second));
    let difference = Span {
        low: m1.low - m2.high,
        high: m1.high - m2.low,
        nominal: m1.nominal - m2.nominal,
    };
    let (s1, s2) = (Span::of(sd1), Span::of(sd2));
    let Some(largest) = error_and_df(groups, s1.high, s2.high) else {
        let why = match groups.n.contains(&1) {
            true => "a group of one has no standard deviation of its own",
            false => "with standard deviations of 0 there is no test",
        };
        let [n1, n2] = groups.n;
        let test = format!(
            "a t test with sd {} (n {n1}) and {} (n {n2})",
            sd1.shown(),
            sd2.shown()
        );
        return Err(Unmade::NotMade(format!("{test}: {why}")));
    };
    // Where the standard deviations may be 0, the standard error may be as small as one likes.
    let error = |s1: f64, s2: f64| error_and_df(groups, s1, s2).map_or(0.0, |(error, _)| error);
    let (smallest, nominal) = (error(s1.low, s2.low), error(s1.nominal, s2.nominal));
    let size = difference.size();
    let statistic = Span {
        low: size.low / largest.0,
        high: match smallest > 0.0 {
            true => size.high / smallest,
            false => f64::INFINITY,
        },
        nominal: size.nominal / nominal,
    };
    let df = degrees_of_freedom(groups, s1, s2);
    let arithmetic = format!(
        "({} - {}) / {nominal:.4} = {} on {:.0} df",
        groups.first.shown(),
        groups.second.shown(),
        quotient(difference.nominal / nominal),
        df.nominal
    );
    let tested = Tested {
        statistic,
        signed: false,
        df,
        arithmetic,
    };
    Ok(against_test(
        case,
        &tested,
        &[groups.first, groups.second, sd1, sd2],
    ))
}

/// The standard error of the difference and its degrees of freedom; `None` where neither group varies.
fn error_and_df(groups: &Groups, sd1: f64, sd2: f64) -> Option<(f64, f64)> {
    let group = |n, sd: f64| GroupSummary {
        n,
        mean: 0.0,
        variance: sd.max(0.0).powi(2),
    };
    let test = groups.test(group(groups.n[0], sd1), group(groups.n[1], sd2))?;
    Some((test.std_error, test.df))
}

/// Those of Welch's test follow the ratio of the two variances of the means: they are fewest at its ends and most, all of
/// `n1 + n2 - 2`, where it is `(n1 - 1) / (n2 - 1)`.
fn degrees_of_freedom(groups: &Groups, s1: Span, s2: Span) -> Span {
    let [n1, n2] = groups.n.map(|n| n as f64);
    let most = n1 + n2 - 2.0;
    let least = if groups.equal { most } else { n1.min(n2) - 1.0 };
    let at = |s1: f64, s2: f64| error_and_df(groups, s1, s2).map(|(_, df)| df);
    let nominal = at(s1.nominal, s2.nominal).unwrap_or(most);
    let (Some(a), Some(b)) = (at(s1.low, s2.high), at(s1.high, s2.low)) else {
        return Span {
            low: least,
            high: most,
            nominal,
        };
    };
    let ratio = |s1: f64, s2: f64| (s1.max(0.0).powi(2) / n1) / (s2.max(0.0).powi(2) / n2);
    let peak = (n1 - 1.0) / (n2 - 1.0);
    let holds_peak = ratio(s1.low, s2.high) <= peak && ratio(s1.high, s2.low) >= peak;
    Span {
        low: a.min(b),
        high: if holds_peak { most } else { a.max(b) },
        nominal,
    }
}

/// Shares hide whole counts: a p-value is right when some pair of counts gives it.
fn of_shares(case: &Case, groups: &Groups) -> Outcome {
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
    let tests: Vec<(Pair, TTest)> = pairs.all.iter().filter_map(test).collect();
    let Some(nearest) = nearest(groups, &tests) else {
        let shares = format!("{} against {}", groups.first.shown(), groups.second.shown());
        return Err(Unmade::NotMade(format!(
            "a t test of {shares}: neither group varies"
        )));
    };
    if tests.iter().any(|(_, test)| gives_all(case, test)) {
        return Ok(Vec::new());
    }
    if pairs.thinned {
        return Ok(of_many(case, groups, nearest, &tests));
    }
    let (p, statistic) = (case.one("p"), case.one("statistic"));
    let missed = |printed: &Value, values: &dyn Fn(&TTest) -> Span| {
        let spans: Vec<Span> = tests.iter().map(|(_, t)| values(t)).collect();
        let span = around(values(&nearest.1).nominal, &spans);
        // A gap between the counts is missed as surely as a figure beyond them.
        let met = spans.iter().any(|s| gives(s, printed));
        (!met).then(|| {
            let told = told(case, groups, nearest, tests.len());
            broken(printed, groups, span, told)
        })
    };
    let by_p = p.and_then(|p| missed(p, &|t| Span::point(t.p_value)));
    let by_statistic = statistic.and_then(|s| missed(s, &|t| either_sign(t.statistic, s)));
    let found: Vec<Broken> = by_p.into_iter().chain(by_statistic).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let others = [p, statistic].into_iter().flatten().skip(1);
    let told = told(case, groups, nearest, tests.len());
    let both = p.map(|p| {
        let must_be =
            "another: no counts with these shares give both the p-value and the statistic";
        let broken = Broken::new(Sure::OutOfRounding, p, must_be.to_string(), told);
        broken.together(others.chain([groups.first, groups.second]))
    });
    Ok(both.into_iter().collect())
}

/// So many counts that only their ends are tried: what lies between is possible too.
fn of_many(
    case: &Case,
    groups: &Groups,
    nearest: (Pair, TTest),
    tests: &[(Pair, TTest)],
) -> Vec<Broken> {
    let [n1, n2] = groups.n.map(|n| n as f64);
    let of = |value: &dyn Fn(&TTest) -> f64| {
        let values: Vec<f64> = tests.iter().map(|(_, t)| value(t)).collect();
        Span::around(value(&nearest.1), &values)
    };
    let df = of(&|t| t.df);
    let tested = Tested {
        statistic: of(&|t| t.statistic).size(),
        signed: false,
        df: match groups.equal {
            true => df,
            false => Span {
                low: n1.min(n2) - 1.0,
                high: n1 + n2 - 2.0,
                ..df
            },
        },
        arithmetic: told(case, groups, nearest, tests.len()),
    };
    against_test(case, &tested, &[groups.first, groups.second])
}

/// The statistic in the order of the groups that the printed one has: a report may name either first.
fn either_sign(statistic: f64, printed: &Value) -> Span {
    let sign = if printed.nominal().is_negative() {
        -1.0
    } else {
        1.0
    };
    Span {
        low: -statistic.abs(),
        high: statistic.abs(),
        nominal: sign * statistic.abs(),
    }
}

/// One of the values is the printed figure; those of a statistic are the two ends, its two signs.
fn gives(values: &Span, printed: &Value) -> bool {
    let ends = [values.low, values.high];
    ends.iter()
        .any(|v| Span::point(*v).meets(printed.allowed()))
}

/// The test gives the printed p-value and the printed statistic, as far as they are printed.
fn gives_all(case: &Case, test: &TTest) -> bool {
    let p = case.one("p");
    let statistic = case.one("statistic");
    p.is_none_or(|p| gives(&Span::point(test.p_value), p))
        && statistic.is_none_or(|s| gives(&either_sign(test.statistic, s), s))
}

fn around(nominal: f64, spans: &[Span]) -> Span {
    // Of a statistic the ends with the sign of the nominal one are told.
    let ends = spans.iter().map(|s| s.nominal);
    Span::around(nominal, &ends.collect::<Vec<f64>>())
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
    let fitting: Vec<(Pair, TTest)> = fitting.collect();
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

fn broken(printed: &Value, groups: &Groups, span: Span, told: String) -> Broken {
    let decimals = printed.figure.decimals;
    let must_be = format!(
        "{:.*} ({})",
        decimals as usize,
        span.nominal,
        span.shown(decimals + 1)
    );
    let broken = Broken::new(Sure::OutOfRounding, printed, must_be, told);
    broken.together([groups.first, groups.second])
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
