//! Two shares: their difference, ratio and odds ratio.

use super::Error;
use super::distributions::{chi_squared_upper, normal_quantile};
use super::fisher::fisher;
use super::moments::level_in_range;
use super::proportion_interval::{Limits, wilson};
use super::t_test::GroupSummary;

/// An estimate with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// Infinite or NaN where a count of 0 stands below.
    pub value: f64,
    /// NaN where a count of 0 leaves no limit.
    pub limits: Limits,
}

/// Two shares compared, first minus second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoProportions {
    pub difference: f64,
    /// Standard error of the difference, each group with its own variance.
    pub std_error: f64,
    pub wald: Limits,
    /// Hybrid score limits (Newcombe's method 10).
    pub newcombe: Limits,
    /// The difference over its error under one common share; NaN when nobody or everybody succeeded.
    pub z: f64,
    /// `z` squared, chi-square with one degree of freedom.
    pub statistic: f64,
    pub p_value: f64,
    /// With the correction `min(1/2, |difference| / (1/n1 + 1/n2))`.
    pub statistic_corrected: f64,
    pub p_corrected: f64,
    /// Wald's limits widened by the correction, cut to -1 and 1.
    pub corrected: Limits,
    /// Fisher's exact test, two-sided.
    pub p_fisher: f64,
    pub risk_ratio: Ratio,
    pub odds_ratio: Ratio,
}

/// Compares `x1` of `n1` with `x2` of `n2`.
///
/// # Formula
/// Newcombe: `difference - sqrt((p1 - l1)^2 + (u2 - p2)^2)` and its mirror, with Wilson's limits. Ratios: log-normal limits with variances
/// `1/x1 - 1/n1 + 1/x2 - 1/n2` and `1/x1 + 1/(n1 - x1) + 1/x2 + 1/(n2 - x2)`.
///
/// # Errors
/// `Empty` for a group of 0; `OutOfRange` for more successes than persons or a level outside (0, 1).
///
/// # Source
/// Newcombe (1998), Statistics in Medicine 17; Woolf (1955). Agrees with R `prop.test` and `fisher.test` to 1e-9.
pub fn two_proportions(
    (x1, n1): (usize, usize),
    (x2, n2): (usize, usize),
    conf_level: f64,
) -> Result<TwoProportions, Error> {
    level_in_range(conf_level)?;
    let p1 = GroupSummary::of_share(n1, x1)?.mean;
    let p2 = GroupSummary::of_share(n2, x2)?.mean;
    let z_level = normal_quantile(0.5 + conf_level / 2.0);
    let difference = p1 - p2;
    let (c1, c2) = (n1 as f64, n2 as f64);
    let std_error = (p1 * (1.0 - p1) / c1 + p2 * (1.0 - p2) / c2).sqrt();
    let reach = z_level * std_error;
    let both = (x1 + x2) as f64 / (c1 + c2);
    let pooled_error = (both * (1.0 - both) * (1.0 / c1 + 1.0 / c2)).sqrt();
    let correction = (difference.abs() / (1.0 / c1 + 1.0 / c2)).min(0.5) * (1.0 / c1 + 1.0 / c2);
    let z = difference / pooled_error;
    let corrected_z = (difference.abs() - correction) / pooled_error;
    let table = [[x1, n1 - x1], [x2, n2 - x2]].map(|row| row.map(|cell| cell as u64));
    Ok(TwoProportions {
        difference,
        std_error,
        wald: (difference - reach, difference + reach),
        newcombe: newcombe((x1, n1), (x2, n2), z_level),
        z,
        statistic: z * z,
        p_value: chi_squared_upper(z * z, 1.0),
        statistic_corrected: corrected_z * corrected_z,
        p_corrected: chi_squared_upper(corrected_z * corrected_z, 1.0),
        corrected: (
            (difference - reach - correction).max(-1.0),
            (difference + reach + correction).min(1.0),
        ),
        p_fisher: fisher(table, conf_level)?.p_value,
        risk_ratio: log_normal(p1 / p2, [[x1, x2], [n1, n2]], -1.0, z_level),
        odds_ratio: odds_ratio(table, z_level),
    })
}

fn newcombe((x1, n1): (usize, usize), (x2, n2): (usize, usize), z: f64) -> Limits {
    let (p1, p2) = (x1 as f64 / n1 as f64, x2 as f64 / n2 as f64);
    let ((l1, u1), (l2, u2)) = (wilson(x1, n1, z), wilson(x2, n2, z));
    (
        p1 - p2 - (p1 - l1).hypot(u2 - p2),
        p1 - p2 + (u1 - p1).hypot(p2 - l2),
    )
}

fn odds_ratio([[a, b], [c, d]]: [[u64; 2]; 2], z: f64) -> Ratio {
    let value = (a as f64 * d as f64) / (c as f64 * b as f64);
    let cells = [[a, c], [b, d]].map(|pair| pair.map(|cell| cell as usize));
    log_normal(value, cells, 1.0, z)
}

/// Limits on the log scale: the first pair's reciprocals plus `sign` times the second pair's are the variance.
fn log_normal(value: f64, counts: [[usize; 2]; 2], sign: f64, z: f64) -> Ratio {
    let reciprocals = |pair: [usize; 2]| pair.iter().map(|c| 1.0 / *c as f64).sum::<f64>();
    let variance = reciprocals(counts[0]) + sign * reciprocals(counts[1]);
    let reach = z * variance.sqrt();
    let limits = match reach.is_finite() && value > 0.0 {
        true => (value * (-reach).exp(), value * reach.exp()),
        false => (f64::NAN, f64::NAN),
    };
    Ratio { value, limits }
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn newcombe_s_published_example() {
        // Newcombe (1998), table II: 56/70 - 48/80 by method 10: 0.0524 to 0.3339.
        let test = two_proportions((56, 70), (48, 80), 0.95).unwrap();
        assert_close(test.newcombe.0, 0.0524, 1e-3);
        assert_close(test.newcombe.1, 0.3339, 1e-3);
        assert_close(test.risk_ratio.value, 4.0 / 3.0, 1e-14);
    }

    #[test]
    fn nine_and_three_of_ten_by_hand() {
        // z = 0.6 / sqrt(0.6 * 0.4 * 0.2), z^2 = 7.5; corrected (0.6 - 0.1)^2 / 0.048.
        let test = two_proportions((9, 10), (3, 10), 0.95).unwrap();
        assert_close(test.statistic, 7.5, 1e-14);
        assert_close(test.statistic_corrected, 0.25 / 0.048, 1e-13);
        assert_close(test.odds_ratio.value, 21.0, 1e-15);
        assert_eq!(test.corrected.1, 1.0);
    }

    #[test]
    fn counts_of_zero_leave_nan_not_numbers() {
        let none = two_proportions((0, 10), (0, 10), 0.95).unwrap();
        assert!(none.z.is_nan() && none.risk_ratio.value.is_nan());
        assert_eq!(none.p_fisher, 1.0);
        let one = two_proportions((3, 10), (0, 10), 0.95).unwrap();
        assert_eq!(one.risk_ratio.value, f64::INFINITY);
        assert!(one.odds_ratio.limits.0.is_nan());
        assert_eq!(two_proportions((0, 0), (0, 10), 0.95), Err(Error::Empty));
        assert!(two_proportions((1, 10), (11, 10), 0.95).is_err());
    }

    proptest! {
        #[test]
        fn turning_the_groups_turns_the_signs(x1 in 1usize..30, x2 in 1usize..30, more in 1usize..30) {
            let (n1, n2) = (x1 + more, x2 + 2 * more);
            let (a, b) = (two_proportions((x1, n1), (x2, n2), 0.95).unwrap(), two_proportions((x2, n2), (x1, n1), 0.95).unwrap());
            prop_assert!((a.newcombe.0 + b.newcombe.1).abs() < 1e-13);
            prop_assert!((a.p_corrected - b.p_corrected).abs() < 1e-13);
            prop_assert!((a.odds_ratio.limits.0 * b.odds_ratio.limits.1 - 1.0).abs() < 1e-12);
            prop_assert!(a.newcombe.0 <= a.difference && a.difference <= a.newcombe.1);
        }
    }
}
