//! Spearman's rank correlation.

use super::{checked, fisher_limits, product_moment, t_p_value, t_statistic};
use crate::stats::moments::level_in_range;
use crate::stats::ranks::{Ranks, mid_ranks};
use crate::stats::{Error, distributions};

/// Fewer pairs than this, without ties, have an exact p-value over all orders.
pub const EXACT_BELOW: usize = 10;

/// A rank correlation with its tests and limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Spearman {
    pub rho: f64,
    /// Two-sided, by the t approximation.
    pub p_t: f64,
    /// Two-sided, over all orders; only without ties and below `EXACT_BELOW` pairs.
    pub p_exact: Option<f64>,
    /// Fisher's z with error `1/sqrt(n - 3)`; NaN for fewer than four pairs.
    pub fisher: (f64, f64),
    /// Fisher's z with Bonett and Wright's error `sqrt((1 + rho^2/2)/(n - 3))`; NaN for fewer than four pairs.
    pub bonett_wright: (f64, f64),
}

/// Spearman's correlation: Pearson's on mid-ranks.
///
/// # Formula
/// `t = rho sqrt((n - 2)/(1 - rho^2))` on `n - 2` degrees of freedom.
///
/// # Errors
/// `TooFewRows` for fewer than three pairs; `Constant` naming x or y; `LengthMismatch`; `NotFinite`; `OutOfRange` for the level.
///
/// # Source
/// Spearman (1904); Bonett and Wright (2000), Psychometrika 65. Agrees with R `cor.test(method = "spearman", exact = FALSE)` and, below ten
/// pairs, `exact = TRUE` to 1e-12.
pub fn spearman(x: &[f64], y: &[f64], conf_level: f64) -> Result<Spearman, Error> {
    level_in_range(conf_level)?;
    checked(x, y, 3)?;
    let n = x.len();
    let (ranks_x, ranks_y) = (mid_ranks(x), mid_ranks(y));
    let rho = product_moment(&ranks_x.rank, &ranks_y.rank)?;
    let z = distributions::normal_quantile(0.5 + conf_level / 2.0);
    let limits = |variance: f64| match n > 3 {
        true => fisher_limits(rho, z * (variance / (n - 3) as f64).sqrt()),
        false => (f64::NAN, f64::NAN),
    };
    let untied = ranks_x.tie_sum == 0.0 && ranks_y.tie_sum == 0.0;
    Ok(Spearman {
        rho,
        p_t: t_p_value(t_statistic(rho, n), n),
        p_exact: (untied && n < EXACT_BELOW).then(|| exact_p(&ranks_x, &ranks_y)),
        fisher: limits(1.0),
        bonett_wright: limits(1.0 + rho * rho / 2.0),
    })
}

/// Twice the tail of the sum of squared rank differences on the side where the observed sum lies.
fn exact_p(x: &Ranks, y: &Ranks) -> f64 {
    let pairs = x.rank.iter().zip(&y.rank);
    let observed = pairs.map(|(a, b)| (a - b).powi(2)).sum::<f64>() as usize;
    let n = x.rank.len();
    let ways = sums_over_orders(n);
    let all: f64 = ways.iter().sum();
    let tail: f64 = if 6 * observed > n * n * n - n {
        ways[observed..].iter().sum()
    } else {
        ways[..=observed].iter().sum()
    };
    (2.0 * tail / all).min(1.0)
}

/// How many orders of 1..=n have each sum of squared differences from 1..=n, by the set of places used.
fn sums_over_orders(n: usize) -> Vec<f64> {
    let largest = n * (n * n - 1) / 3;
    let mut by_set = vec![Vec::new(); 1 << n];
    by_set[0] = vec![0.0; largest + 1];
    by_set[0][0] = 1.0;
    for set in 0usize..1 << n {
        let here = std::mem::take(&mut by_set[set]);
        let place = set.count_ones() as usize;
        if place == n {
            return here;
        }
        for value in (0..n).filter(|v| set >> v & 1 == 0) {
            let square = place.abs_diff(value).pow(2);
            let next = &mut by_set[set | 1 << value];
            next.resize(largest + 1, 0.0);
            for (sum, ways) in here.iter().enumerate().filter(|(_, w)| **w > 0.0) {
                next[sum + square] += ways;
            }
        }
    }
    vec![1.0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    #[test]
    fn three_pairs_by_hand() {
        // Sums of squares over the six orders of three: 0 2 2 6 6 8.
        assert_eq!(
            sums_over_orders(3),
            [1.0, 0.0, 2.0, 0.0, 0.0, 0.0, 2.0, 0.0, 1.0]
        );
        let test = spearman(&[1.0, 2.0, 3.0], &[10.0, 30.0, 20.0], 0.95).unwrap();
        assert_close(test.rho, 0.5, 1e-15);
        assert_close(test.p_exact.unwrap(), 1.0, 1e-15);
    }

    #[test]
    fn nine_pairs_agree_with_r() {
        // R 4.2.2: cor.test(1:9, c(2,1,4,3,7,5,6,9,8), method = "spearman").
        let x: Vec<f64> = (1..10).map(f64::from).collect();
        let y = [2.0, 1.0, 4.0, 3.0, 7.0, 5.0, 6.0, 9.0, 8.0];
        let test = spearman(&x, &y, 0.95).unwrap();
        assert_close(test.rho, 0.9, 1e-14);
        assert_close(test.p_exact.unwrap(), 0.002_028_218_694_885_361_5, 1e-12);
    }

    #[test]
    fn ties_have_no_exact_p_value() {
        let test = spearman(&[1.0, 1.0, 2.0, 3.0], &[1.0, 2.0, 3.0, 4.0], 0.95).unwrap();
        assert_eq!(test.p_exact, None);
        assert!(test.fisher.0 < test.rho && test.rho < test.fisher.1);
        assert!(matches!(
            spearman(&[1.0; 4], &[1.0, 2.0, 3.0, 4.0], 0.95),
            Err(Error::Constant { .. })
        ));
    }
}
