//! Fisher's exact test of a 2 x 2 table, with the conditional odds ratio and its exact limits.

use super::Error;
use super::moments::level_in_range;
use super::root::bracketed_root;

/// A table counts as at most as likely as the observed one up to this factor (R's rule against rounding).
const AS_LIKELY: f64 = 1.0 + 1e-7;

/// The natural logarithm of any odds ratio that doubles can tell from 0 and infinity lies within this.
const LOG_ODDS_REACH: f64 = 700.0;

/// Fisher's exact test of a 2 x 2 table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fisher {
    /// Two-sided: all tables at most as likely as the observed one.
    pub p_value: f64,
    /// The conditional maximum-likelihood odds ratio; infinite when the table is the largest possible.
    pub odds_ratio: f64,
    pub conf_low: f64,
    /// Infinite when the table is the largest possible.
    pub conf_high: f64,
}

/// Fisher's exact test of `[[a, b], [c, d]]`, given both margins; the odds ratio is `a d / (b c)`, conditionally estimated.
///
/// # Formula
/// `a` has a hypergeometric distribution, tilted by `ratio^a`. The estimate is the ratio under which `a` is the mean; the limits are those
/// under which the tails up to and from `a` have probability `(1 - conf_level)/2`.
///
/// # Errors
/// `Empty` for a table of zeros; `OutOfRange` for a level outside (0, 1). An empty row or column leaves one possible table: p is 1, the odds
/// ratio NaN, and the limits are 0 and infinity.
///
/// # Source
/// Fisher (1935); Cornfield (1956). p agrees with R `fisher.test` to 1e-9; its odds ratio and limits stop at about 1e-4, here they
/// are solved to the last digits.
pub fn fisher(table: [[u64; 2]; 2], conf_level: f64) -> Result<Fisher, Error> {
    level_in_range(conf_level)?;
    let [[a, b], [c, d]] = table;
    if a + b + c + d == 0 {
        return Err(Error::Empty);
    }
    let margins = Margins::new(a + c, b + d, a + b);
    let at = (a - margins.low) as usize;
    let alpha = (1.0 - conf_level) / 2.0;
    let is_lowest = a == margins.low;
    let is_highest = a == margins.high;
    let odds_ratio = match (is_lowest, is_highest) {
        (true, true) => f64::NAN,
        (true, false) => 0.0,
        (false, true) => f64::INFINITY,
        (false, false) => margins.solve(|p| mean(p) - at as f64),
    };
    Ok(Fisher {
        p_value: two_sided(&margins.tilted(0.0), at),
        odds_ratio,
        conf_low: match is_lowest {
            true => 0.0,
            false => margins.solve(|p| p[at..].iter().sum::<f64>() - alpha),
        },
        conf_high: match is_highest {
            true => f64::INFINITY,
            false => margins.solve(|p| p[..=at].iter().sum::<f64>() - alpha),
        },
    })
}

fn two_sided(probability: &[f64], at: usize) -> f64 {
    let limit = probability[at] * AS_LIKELY;
    let as_extreme = probability.iter().filter(|p| **p <= limit);
    as_extreme.sum::<f64>().min(1.0)
}

fn mean(probability: &[f64]) -> f64 {
    let terms = probability.iter().enumerate();
    terms.map(|(i, p)| i as f64 * p).sum()
}

/// The margins of a 2 x 2 table and the values that its first cell can take.
struct Margins {
    first_column: f64,
    second_column: f64,
    first_row: f64,
    low: u64,
    high: u64,
}

impl Margins {
    fn new(first_column: u64, second_column: u64, first_row: u64) -> Margins {
        Margins {
            first_column: first_column as f64,
            second_column: second_column as f64,
            first_row: first_row as f64,
            low: first_row.saturating_sub(second_column),
            high: first_row.min(first_column),
        }
    }

    /// The probabilities of `low..=high` when the odds ratio is exp(`log_ratio`).
    ///
    /// Built outwards from the mode by the ratio of neighbours, so no logarithm of a factorial costs digits.
    fn tilted(&self, log_ratio: f64) -> Vec<f64> {
        let cells: Vec<f64> = (self.low..=self.high).map(|x| x as f64).collect();
        let tilt = log_ratio.exp();
        let rise = |x: f64| {
            let ways = (self.first_column - x) * (self.first_row - x);
            tilt * ways / ((x + 1.0) * (self.second_column - self.first_row + x + 1.0))
        };
        let mode = cells
            .partition_point(|x| rise(*x) > 1.0)
            .min(cells.len() - 1);
        let mut weight = vec![0.0; cells.len()];
        weight[mode] = 1.0;
        for i in mode + 1..cells.len() {
            weight[i] = weight[i - 1] * rise(cells[i - 1]);
        }
        for i in (0..mode).rev() {
            weight[i] = weight[i + 1] / rise(cells[i]);
        }
        let total: f64 = weight.iter().sum();
        weight.iter().map(|w| w / total).collect()
    }

    /// The odds ratio at which `f` of the tilted probabilities is 0; NaN when there is none.
    fn solve(&self, f: impl Fn(&[f64]) -> f64) -> f64 {
        let at = |log_ratio: f64| f(&self.tilted(log_ratio));
        bracketed_root(at, -LOG_ODDS_REACH, LOG_ODDS_REACH).map_or(f64::NAN, f64::exp)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_lady_tasting_tea_by_hand() {
        // Cells 0..4 have 1 16 36 16 1 of 70 ways; observed 3: (16 + 1 + 1 + 16)/70.
        let test = fisher([[3, 1], [1, 3]], 0.95).unwrap();
        assert_close(test.p_value, 34.0 / 70.0, 1e-14);
        // The mean is 3 where 16 r + 72 r^2 + 48 r^3 + 4 r^4 = 3 (1 + 16 r + 36 r^2 + 16 r^3 + r^4).
        let r = test.odds_ratio;
        let balance = r.powi(4) - 36.0 * r * r - 32.0 * r - 3.0;
        assert!(balance.abs() < 1e-9, "{r}");
        // Upper tail at the lower limit: 16 r^3 + r^4 = 0.025 of the sum.
        let l = test.conf_low;
        let sum = 1.0 + 16.0 * l + 36.0 * l * l + 16.0 * l.powi(3) + l.powi(4);
        assert_close((16.0 * l.powi(3) + l.powi(4)) / sum, 0.025, 1e-12);
    }

    #[test]
    fn edges_of_the_support() {
        let largest = fisher([[4, 0], [0, 4]], 0.95).unwrap();
        assert_close(largest.p_value, 2.0 / 70.0, 1e-14);
        assert_eq!(
            (largest.odds_ratio, largest.conf_high),
            (f64::INFINITY, f64::INFINITY)
        );
        let least = fisher([[0, 4], [4, 0]], 0.95).unwrap();
        assert_eq!((least.odds_ratio, least.conf_low), (0.0, 0.0));
        let single = fisher([[3, 2], [0, 0]], 0.95).unwrap();
        assert_eq!((single.p_value, single.conf_low), (1.0, 0.0));
        assert!(single.odds_ratio.is_nan());
        assert_eq!(fisher([[0; 2]; 2], 0.95), Err(Error::Empty));
    }

    #[test]
    fn large_counts_keep_their_digits() {
        // R 4.2.2: fisher.test(matrix(c(61200, 88800, 55500, 92500), 2))$p.value.
        let test = fisher([[61200, 55500], [88800, 92500]], 0.95).unwrap();
        assert_close(test.p_value, 5.019_585_716_846_155e-76, 1e-8);
        assert!(test.conf_low < test.odds_ratio && test.odds_ratio < test.conf_high);
    }

    proptest! {
        #[test]
        fn turning_the_table_turns_the_odds_ratio(a in 1u64..30, b in 1u64..30, c in 1u64..30, d in 1u64..30) {
            let plain = fisher([[a, b], [c, d]], 0.9).unwrap();
            let turned = fisher([[b, a], [d, c]], 0.9).unwrap();
            prop_assert!((plain.p_value - turned.p_value).abs() < 1e-12);
            prop_assert!((plain.odds_ratio * turned.odds_ratio - 1.0).abs() < 1e-10);
            prop_assert!((plain.conf_low * turned.conf_high - 1.0).abs() < 1e-10);
            prop_assert!(plain.conf_low <= plain.odds_ratio && plain.odds_ratio <= plain.conf_high);
        }
    }
}
