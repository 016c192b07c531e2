//! Intervals for one share.

use super::distributions::{beta_quantile, normal_quantile};
use super::moments::level_in_range;
use super::{Error, t_test};

/// A lower and an upper limit.
pub type Limits = (f64, f64);

/// A share with its limits by each method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProportionInterval {
    pub estimate: f64,
    /// The normal approximation; not cut to 0 and 1.
    pub wald: Limits,
    /// The score interval.
    pub wilson: Limits,
    /// The score interval with the continuity correction `min(1/2, |x - n/2|)`.
    pub wilson_continuity: Limits,
    /// Exact binomial.
    pub clopper_pearson: Limits,
    /// The normal approximation around `(x + z^2/2)/(n + z^2)`; not cut to 0 and 1.
    pub agresti_coull: Limits,
    /// Bayesian with the prior Beta(1/2, 1/2); 0 and 1 at the ends.
    pub jeffreys: Limits,
}

/// The limits of a share of `successes` among `n`.
///
/// # Formula
/// Wilson: the p with `|x/n - p| = z sqrt(p (1 - p)/n)`. Clopper-Pearson: beta quantiles with shapes `x, n - x + 1` and `x + 1, n - x`.
///
/// # Errors
/// `Empty` for n = 0; `OutOfRange` for more successes than n or a level outside (0, 1).
///
/// # Source
/// Wilson (1927); Clopper and Pearson (1934); Agresti and Coull (1998); Brown, Cai and DasGupta (2001). Agrees with R `prop.test`,
/// `binom.test` and `qbeta` to 1e-10.
pub fn proportion_interval(
    successes: usize,
    n: usize,
    conf_level: f64,
) -> Result<ProportionInterval, Error> {
    level_in_range(conf_level)?;
    t_test::GroupSummary::of_share(n, successes)?;
    let (x, count) = (successes as f64, n as f64);
    let p = x / count;
    let alpha = (1.0 - conf_level) / 2.0;
    let z = normal_quantile(1.0 - alpha);
    let z2 = z * z;
    let middle = (x + z2 / 2.0) / (count + z2);
    let beta =
        |tail: f64, below: f64, above: f64| beta_quantile(tail, x + below, count - x + above);
    let (none, all) = (successes == 0, successes == n);
    let ends = |low: f64, high: f64| (if none { 0.0 } else { low }, if all { 1.0 } else { high });
    Ok(ProportionInterval {
        estimate: p,
        wald: around(p, z * (p * (1.0 - p) / count).sqrt()),
        wilson: score(p, count, z, 0.0),
        wilson_continuity: score(p, count, z, (x - count / 2.0).abs().min(0.5)),
        clopper_pearson: ends(beta(alpha, 0.0, 1.0), beta(1.0 - alpha, 1.0, 0.0)),
        agresti_coull: around(middle, z * (middle * (1.0 - middle) / (count + z2)).sqrt()),
        jeffreys: ends(beta(alpha, 0.5, 0.5), beta(1.0 - alpha, 0.5, 0.5)),
    })
}

/// Wilson's limits, for the intervals of differences.
pub(super) fn wilson(successes: usize, n: usize, z: f64) -> Limits {
    score(successes as f64 / n as f64, n as f64, z, 0.0)
}

fn around(middle: f64, reach: f64) -> Limits {
    (middle - reach, middle + reach)
}

/// The score limits with each side's share moved outwards by `correction / n` first.
fn score(p: f64, n: f64, z: f64, correction: f64) -> Limits {
    let half = z * z / (2.0 * n);
    let limit = |p: f64, side: f64| {
        let reach = z * (p * (1.0 - p) / n + half / (2.0 * n)).sqrt();
        (p + half + side * reach) / (1.0 + 2.0 * half)
    };
    let (down, up) = (p - correction / n, p + correction / n);
    let low = if down <= 0.0 { 0.0 } else { limit(down, -1.0) };
    let high = if up >= 1.0 { 1.0 } else { limit(up, 1.0) };
    (low.max(0.0), high.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn none_of_n_by_hand() {
        // Clopper-Pearson's upper limit solves (1 - p)^n = 0.025; Wilson's is z^2/(n + z^2).
        let limits = proportion_interval(0, 10, 0.95).unwrap();
        assert_close(limits.clopper_pearson.1, 1.0 - 0.025f64.powf(0.1), 1e-13);
        let z2 = normal_quantile(0.975).powi(2);
        assert_close(limits.wilson.1, z2 / (10.0 + z2), 1e-14);
        assert_eq!(
            (limits.wilson.0, limits.jeffreys.0, limits.wald),
            (0.0, 0.0, (0.0, 0.0))
        );
        assert_eq!(proportion_interval(10, 10, 0.95).unwrap().jeffreys.1, 1.0);
    }

    #[test]
    fn wrong_counts_are_named() {
        assert_eq!(proportion_interval(0, 0, 0.95), Err(Error::Empty));
        assert!(proportion_interval(3, 2, 0.95).is_err());
        assert!(proportion_interval(1, 2, 0.0).is_err());
    }

    proptest! {
        #[test]
        fn wilson_s_limits_solve_its_equation(n in 2usize..300, share in 0.0..1.0f64) {
            let x = 1 + ((n - 2) as f64 * share) as usize;
            let limits = proportion_interval(x, n, 0.9).unwrap();
            let z = normal_quantile(0.95);
            for limit in [limits.wilson.0, limits.wilson.1] {
                let left = (limits.estimate - limit).abs();
                prop_assert!((left - z * (limit * (1.0 - limit) / n as f64).sqrt()).abs() < 1e-12);
            }
            for (low, high) in [limits.wald, limits.wilson, limits.wilson_continuity, limits.clopper_pearson, limits.jeffreys] {
                prop_assert!(low <= limits.estimate && limits.estimate <= high);
            }
        }

        #[test]
        fn failures_mirror_successes(n in 1usize..200, share in 0.0..1.0f64) {
            let x = (n as f64 * share) as usize;
            let (a, b) = (proportion_interval(x, n, 0.95).unwrap(), proportion_interval(n - x, n, 0.95).unwrap());
            prop_assert!((a.clopper_pearson.0 + b.clopper_pearson.1 - 1.0).abs() < 1e-12);
            prop_assert!((a.jeffreys.1 + b.jeffreys.0 - 1.0).abs() < 1e-12);
            prop_assert!((a.wilson_continuity.1 + b.wilson_continuity.0 - 1.0).abs() < 1e-12);
        }
    }
}
