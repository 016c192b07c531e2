//! Wilcoxon's signed-rank test.

use super::Error;
use super::moments::all_finite;
use super::rank_sum::normal_p;
use super::ranks::mid_ranks;

/// With more pairs than this no exact p-value is computed.
pub const EXACT_UP_TO: usize = 500;

/// A signed-rank test; the p-values by the normal approximation are two-sided and corrected for ties.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedRank {
    /// Sum of the ranks of the positive differences.
    pub v: f64,
    /// Differences of exactly 0, left out before ranking (Wilcoxon's rule).
    pub zeros_dropped: usize,
    /// With the continuity correction of one half; NaN when no difference is left.
    pub p_corrected: f64,
    pub p_uncorrected: f64,
    /// By the distribution over all signs; only without ties and zeros and up to `EXACT_UP_TO` pairs.
    pub p_exact: Option<f64>,
}

/// The signed-rank test on the differences within pairs.
///
/// # Formula
/// Mid-ranks of |d| over the d that are not 0; `V` has mean `n (n + 1)/4` and variance `n (n + 1)(2n + 1)/24 - sum(t^3 - t)/48`.
///
/// # Errors
/// `Empty` without differences; `NotFinite`.
///
/// # Source
/// Wilcoxon (1945), Biometrics 1. Agrees with R `wilcox.test(after, before, paired = TRUE)` to 1e-12.
pub fn signed_rank(differences: &[f64]) -> Result<SignedRank, Error> {
    if differences.is_empty() {
        return Err(Error::Empty);
    }
    all_finite("difference", differences)?;
    let used: Vec<f64> = differences.iter().copied().filter(|d| *d != 0.0).collect();
    let sizes: Vec<f64> = used.iter().map(|d| d.abs()).collect();
    let ranks = mid_ranks(&sizes);
    let pairs = used.iter().zip(&ranks.rank);
    let v: f64 = pairs.filter(|(d, _)| **d > 0.0).map(|(_, r)| r).sum();
    let n = used.len() as f64;
    let variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - ranks.tie_sum / 48.0;
    let away = v - n * (n + 1.0) / 4.0;
    let zeros_dropped = differences.len() - used.len();
    let exact = zeros_dropped == 0 && ranks.tie_sum == 0.0 && used.len() <= EXACT_UP_TO;
    Ok(SignedRank {
        v,
        zeros_dropped,
        p_corrected: normal_p(away, 0.5, variance),
        p_uncorrected: normal_p(away, 0.0, variance),
        p_exact: exact.then(|| exact_p(v as usize, used.len())),
    })
}

/// Twice the smaller tail of V when each of the ranks 1..=n is positive with chance one half.
fn exact_p(v: usize, n: usize) -> f64 {
    let probability = v_distribution(n);
    let lower: f64 = probability[..=v].iter().sum();
    let upper: f64 = probability[v..].iter().sum();
    (2.0 * lower.min(upper)).min(1.0)
}

fn v_distribution(n: usize) -> Vec<f64> {
    let mut probability = vec![0.0; n * (n + 1) / 2 + 1];
    probability[0] = 1.0;
    for rank in 1..=n {
        for v in (0..=rank * (rank + 1) / 2).rev() {
            let with = if v >= rank {
                probability[v - rank]
            } else {
                0.0
            };
            probability[v] = (probability[v] + with) / 2.0;
        }
    }
    probability
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_zero_and_a_tie_by_hand() {
        // |d| = 1, 1, 3 after the zero: ranks 1.5, 1.5, 3; positive 1.5 + 3. Variance 3*4*7/24 - 6/48 = 3.375.
        let test = signed_rank(&[1.0, -1.0, 0.0, 3.0]).unwrap();
        assert_eq!((test.v, test.zeros_dropped, test.p_exact), (4.5, 1, None));
        let p = |z: f64| super::super::distributions::normal_two_sided(z);
        assert_close(test.p_uncorrected, p(1.5 / 3.375f64.sqrt()), 1e-15);
        assert_close(test.p_corrected, p(1.0 / 3.375f64.sqrt()), 1e-15);
    }

    #[test]
    fn three_ranks_have_eight_signs_by_hand() {
        // V = 0..6 has 1 1 1 2 1 1 1 of 8 ways.
        let test = signed_rank(&[1.0, 2.0, 3.0]).unwrap();
        assert_eq!((test.v, test.p_exact), (6.0, Some(0.25)));
        assert_eq!(signed_rank(&[-1.0, 2.0, -3.0]).unwrap().p_exact, Some(0.75));
    }

    #[test]
    fn degenerate_differences() {
        let zeros = signed_rank(&[0.0, 0.0]).unwrap();
        assert_eq!((zeros.v, zeros.zeros_dropped), (0.0, 2));
        assert!(zeros.p_corrected.is_nan());
        assert_eq!(signed_rank(&[]), Err(Error::Empty));
    }

    proptest! {
        #[test]
        fn the_exact_distribution_is_that_of_all_signs(n in 1usize..11) {
            let mut counts = vec![0.0; n * (n + 1) / 2 + 1];
            for signs in 0u32..1 << n {
                let v: usize = (0..n).filter(|i| signs >> i & 1 == 1).map(|i| i + 1).sum();
                counts[v] += 0.5f64.powi(n as i32);
            }
            for (p, c) in v_distribution(n).iter().zip(&counts) {
                prop_assert!((p - c).abs() < 1e-15);
            }
        }

        #[test]
        fn turning_all_signs_keeps_the_p_values(d in proptest::collection::vec(-4..5i32, 1..30)) {
            let plus: Vec<f64> = d.iter().map(|v| f64::from(*v)).collect();
            let minus: Vec<f64> = plus.iter().map(|v| -v).collect();
            let (a, b) = (signed_rank(&plus).unwrap(), signed_rank(&minus).unwrap());
            let n = (d.len() - a.zeros_dropped) as f64;
            prop_assert_eq!(a.v + b.v, n * (n + 1.0) / 2.0);
            prop_assert!(a.p_corrected.is_nan() || (a.p_corrected - b.p_corrected).abs() < 1e-14);
        }
    }
}
