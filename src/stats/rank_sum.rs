//! The Wilcoxon-Mann-Whitney rank-sum test.

use super::moments::all_finite;
use super::ranks::mid_ranks;
use super::{Error, distributions};

/// Groups of at least this size, either one, get no exact p-value (R's rule).
pub const EXACT_BELOW: usize = 50;

/// A rank-sum test; both p-values by the normal approximation are two-sided and corrected for ties.
#[derive(Debug, Clone, PartialEq)]
pub struct RankSum {
    /// Pairs in which the first group's value is the larger, ties counting one half: R's W of `wilcox.test(first, second)`.
    pub w: f64,
    /// With the continuity correction of one half; NaN when all values are equal.
    pub p_corrected: f64,
    /// Without it; NaN when all values are equal.
    pub p_uncorrected: f64,
    /// By the permutation distribution; only without ties and with both groups smaller than `EXACT_BELOW`.
    pub p_exact: Option<f64>,
}

/// The rank-sum test of two samples.
///
/// # Formula
/// `W = sum of the first group's ranks - n1 (n1 + 1)/2`; mean `n1 n2/2`, variance `n1 n2/12 (n + 1 - sum(t^3 - t)/(n (n - 1)))`.
///
/// # Errors
/// `EmptyGroup` for an empty sample; `NotFinite` for a NaN or an infinity.
///
/// # Source
/// Wilcoxon (1945); Mann and Whitney (1947). Agrees with R `wilcox.test(exact = FALSE, correct = )` and `exact = TRUE` to 1e-12.
pub fn rank_sum(first: &[f64], second: &[f64]) -> Result<RankSum, Error> {
    for (name, values) in [("first", first), ("second", second)] {
        if values.is_empty() {
            return Err(Error::EmptyGroup {
                group: name.to_string(),
            });
        }
        all_finite("value", values)?;
    }
    let ranks = mid_ranks(&[first, second].concat());
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    let n = n1 + n2;
    let w = ranks.rank[..first.len()].iter().sum::<f64>() - n1 * (n1 + 1.0) / 2.0;
    let variance = n1 * n2 / 12.0 * (n + 1.0 - ranks.tie_sum / (n * (n - 1.0)));
    let away = w - n1 * n2 / 2.0;
    let exact = ranks.tie_sum == 0.0 && first.len().max(second.len()) < EXACT_BELOW;
    Ok(RankSum {
        w,
        p_corrected: normal_p(away, 0.5, variance),
        p_uncorrected: normal_p(away, 0.0, variance),
        p_exact: exact.then(|| exact_p(w, first.len(), second.len())),
    })
}

/// Two-sided p of a rank statistic `away` from its mean, moved towards it by `correction`; NaN without variance.
pub(super) fn normal_p(away: f64, correction: f64, variance: f64) -> f64 {
    if variance.is_nan() || variance <= 0.0 {
        return f64::NAN;
    }
    // A statistic at its mean is left there: the sign of zero is zero.
    let z = match away == 0.0 {
        true => 0.0,
        false => (away.abs() - correction) / variance.sqrt(),
    };
    // Moved past the mean, both tails are more than one half.
    distributions::normal_two_sided(z.max(0.0)).min(1.0)
}

/// Twice the smaller tail of the permutation distribution of W.
fn exact_p(w: f64, n1: usize, n2: usize) -> f64 {
    let probability = w_distribution(n1, n2);
    let w = w as usize;
    let lower: f64 = probability[..=w].iter().sum();
    let upper: f64 = probability[w..].iter().sum();
    (2.0 * lower.min(upper)).min(1.0)
}

/// P(W = w) for w = 0..=n1 n2, all orders equally likely.
///
/// The largest of m + n values belongs to the first group with chance m/(m + n) and then beats all n of the second.
fn w_distribution(n1: usize, n2: usize) -> Vec<f64> {
    // column[n] is the distribution for m in the first group and n in the second.
    let mut column: Vec<Vec<f64>> = vec![vec![1.0]; n2 + 1];
    for m in 1..=n1 {
        let mut next: Vec<Vec<f64>> = vec![vec![1.0]];
        for n in 1..=n2 {
            let mut here = vec![0.0; m * n + 1];
            let chance = m as f64 / (m + n) as f64;
            for (w, p) in column[n].iter().enumerate() {
                here[w + n] += chance * p;
            }
            for (w, p) in next[n - 1].iter().enumerate() {
                here[w] += (1.0 - chance) * p;
            }
            next.push(here);
        }
        column = next;
    }
    column.swap_remove(n2)
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_against_two_by_hand() {
        // 5, 4, 1 against 3, 2: pairs won 2 + 2 + 0 = 4 of 6. Ten orders of ranks; W >= 4 in 4 of them (W = 0..6: 1 1 2 2 2 1 1).
        let test = rank_sum(&[5.0, 4.0, 1.0], &[3.0, 2.0]).unwrap();
        assert_eq!(test.w, 4.0);
        assert_close(test.p_exact.unwrap(), 0.8, 1e-15);
        // Variance 3 * 2 / 12 * 6 = 3: z = 1/sqrt(3), corrected 0.5/sqrt(3).
        let p = distributions::normal_two_sided(0.5 / 3f64.sqrt());
        assert_close(test.p_corrected, p, 1e-15);
    }

    #[test]
    fn small_samples_agree_with_r() {
        // R 4.2.2: wilcox.test(c(1.1,2.2,3.3,4.4,0.5), c(1,2,3,9,10,11,12)), exact = TRUE; W = 9, p = 0.202020...
        let first = [1.1, 2.2, 3.3, 4.4, 0.5];
        let second = [1.0, 2.0, 3.0, 9.0, 10.0, 11.0, 12.0];
        let test = rank_sum(&first, &second).unwrap();
        assert_eq!(test.w, 9.0);
        assert_close(test.p_exact.unwrap(), 0.202_020_202_020_202, 1e-13);
    }

    #[test]
    fn all_equal_values_have_no_p_value() {
        let test = rank_sum(&[7.0, 7.0], &[7.0, 7.0, 7.0]).unwrap();
        assert_eq!((test.w, test.p_exact), (3.0, None));
        assert!(test.p_corrected.is_nan() && test.p_uncorrected.is_nan());
        assert!(matches!(
            rank_sum(&[], &[1.0]),
            Err(Error::EmptyGroup { .. })
        ));
        assert!(rank_sum(&[f64::INFINITY], &[1.0]).is_err());
    }

    proptest! {
        #[test]
        fn w_counts_the_pairs_won(
            x in proptest::collection::vec(0..6i32, 1..12),
            y in proptest::collection::vec(0..6i32, 1..12),
        ) {
            let first: Vec<f64> = x.iter().map(|v| f64::from(*v)).collect();
            let second: Vec<f64> = y.iter().map(|v| f64::from(*v)).collect();
            let score = |a: &i32, b: &i32| match a.cmp(b) {
                std::cmp::Ordering::Less => 0.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Greater => 1.0,
            };
            let pairs: f64 = x.iter().flat_map(|a| y.iter().map(move |b| score(a, b))).sum();
            prop_assert_eq!(rank_sum(&first, &second).unwrap().w, pairs);
        }

        #[test]
        fn the_exact_distribution_is_that_of_all_choices(n1 in 1usize..6, n2 in 1usize..6) {
            let total = n1 + n2;
            let mut counts = vec![0.0; n1 * n2 + 1];
            let chosen = (0u32..1 << total).filter(|s| s.count_ones() as usize == n1);
            for set in chosen.clone() {
                let ranks: usize = (0..total).filter(|i| set >> i & 1 == 1).map(|i| i + 1).sum();
                counts[ranks - n1 * (n1 + 1) / 2] += 1.0;
            }
            let all = chosen.count() as f64;
            for (p, c) in w_distribution(n1, n2).iter().zip(&counts) {
                prop_assert!((p - c / all).abs() < 1e-14);
            }
        }
    }
}
