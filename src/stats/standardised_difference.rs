//! The difference in means over a standard deviation: what a balance table reads beside its p-value.

use super::Error;
use super::t_test::GroupSummary;

/// The standard deviation that the difference is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denominator {
    /// The root of the plain mean of the two variances.
    AverageVariance,
    /// The root of the two variances' mean weighted by n - 1.
    PooledVariance,
    /// The standard deviation of the first group.
    First,
    /// The standard deviation of the second group.
    Second,
}

/// The standardised difference, first mean minus second, in standard deviations.
///
/// # Formula
/// `(m1 - m2) / sqrt((v1 + v2) / 2)`, or over the pooled, the first or the second standard deviation; all with n - 1.
///
/// # Errors
/// `TooFewRows` when a group that the denominator needs holds fewer than two; `Constant` when the denominator is 0.
///
/// # Source
/// Cohen (1988); Austin (2009), Statistics in Medicine 28; Glass (1976) for one group's own deviation.
pub fn standardised_difference(
    first: &GroupSummary,
    second: &GroupSummary,
    denominator: Denominator,
) -> Result<f64, Error> {
    let needed = match denominator {
        Denominator::First => first.n,
        Denominator::Second => second.n,
        _ => first.n.min(second.n),
    };
    if needed < 2 {
        return Err(Error::TooFewRows {
            rows: needed,
            needed: 2,
        });
    }
    let (d1, d2) = ((first.n - 1) as f64, (second.n - 1) as f64);
    let variance = match denominator {
        Denominator::AverageVariance => (first.variance + second.variance) / 2.0,
        Denominator::PooledVariance => (d1 * first.variance + d2 * second.variance) / (d1 + d2),
        Denominator::First => first.variance,
        Denominator::Second => second.variance,
    };
    over_root(
        first.mean - second.mean,
        variance,
        first.mean.abs().max(second.mean.abs()),
    )
}

/// The standardised difference of two shares with the variances p(1 - p), first minus second.
///
/// # Formula
/// `(p1 - p2) / sqrt((p1 (1 - p1) + p2 (1 - p2)) / 2)`.
///
/// # Errors
/// `OutOfRange` for a share outside 0 to 1; `Constant` when both shares are 0 or 1.
///
/// # Source
/// Austin (2009), Communications in Statistics 38.
pub fn share_difference(first: f64, second: f64) -> Result<f64, Error> {
    for share in [first, second] {
        if !(0.0..=1.0).contains(&share) {
            return Err(Error::OutOfRange {
                what: "share",
                value: share,
                allowed: "0 to 1",
            });
        }
    }
    let variance = (first * (1.0 - first) + second * (1.0 - second)) / 2.0;
    over_root(first - second, variance, 0.0)
}

fn over_root(difference: f64, variance: f64, size: f64) -> Result<f64, Error> {
    let deviation = variance.sqrt();
    if deviation <= 10.0 * f64::EPSILON * size {
        return Err(Error::Constant {
            what: "variable".to_string(),
        });
    }
    Ok(difference / deviation)
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    fn group(n: usize, mean: f64, variance: f64) -> GroupSummary {
        GroupSummary { n, mean, variance }
    }

    #[test]
    fn each_denominator_by_hand() {
        // Variances 1 (3 persons) and 4 (5 persons): average 2.5, pooled (2*1 + 4*4)/6 = 3.
        let (a, b) = (group(3, 2.0, 1.0), group(5, 5.0, 4.0));
        let smd = |d| standardised_difference(&a, &b, d).unwrap();
        assert_close(
            smd(Denominator::AverageVariance),
            -3.0 / 2.5f64.sqrt(),
            1e-15,
        );
        assert_close(
            smd(Denominator::PooledVariance),
            -3.0 / 3.0f64.sqrt(),
            1e-15,
        );
        assert_eq!(smd(Denominator::First), -3.0);
        assert_eq!(smd(Denominator::Second), -1.5);
        assert_close(
            share_difference(0.5, 0.1).unwrap(),
            0.4 / 0.17f64.sqrt(),
            1e-15,
        );
    }

    #[test]
    fn what_does_not_vary_has_no_standardised_difference() {
        let flat = group(3, 0.3, 0.0);
        let other = group(3, 0.4, 0.0);
        assert!(matches!(
            standardised_difference(&flat, &other, Denominator::AverageVariance),
            Err(Error::Constant { .. })
        ));
        assert!(matches!(
            standardised_difference(&group(1, 0.0, f64::NAN), &other, Denominator::First),
            Err(Error::TooFewRows { rows: 1, needed: 2 })
        ));
        assert!(share_difference(1.0, 0.0).is_err());
        assert!(share_difference(1.5, 0.0).is_err());
    }
}
