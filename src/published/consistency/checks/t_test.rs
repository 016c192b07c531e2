//! A two-sample t test from means, sizes and standard deviations, or from the whole counts behind two shares.

use super::super::case::{Case, Value};
use super::super::finding::{Broken, Outcome, Unmade};
use super::counts::Pair;
use super::estimate::{Tested, against_test, negative, quotient};
use super::part::needed;
use super::shares_test::of_shares;
use super::span::Span;
use crate::stats::t_test::{GroupSummary, TTest, pooled_t, welch_t};

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
