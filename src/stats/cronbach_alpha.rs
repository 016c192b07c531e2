//! Cronbach's alpha and the item statistics that are read beside it.

use super::Error;
use super::covariance_matrix::{correlation_matrix, covariance_matrix};
use super::distributions::beta_quantile;
use super::moments::level_in_range;
use faer::Mat;

/// The internal consistency of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct CronbachAlpha {
    pub n: usize,
    pub items: usize,
    pub alpha: f64,
    /// Of the items scaled to one variance; NaN when an item does not vary.
    pub alpha_standardised: f64,
    /// Without each item in turn; empty for two items.
    pub alpha_if_dropped: Vec<f64>,
    /// Correlation of each item with the sum of the others; NaN when one of the two does not vary.
    pub item_rest_correlation: Vec<f64>,
    /// Mean correlation of two items; NaN when an item does not vary.
    pub mean_interitem_correlation: f64,
    /// Feldt's limits.
    pub conf_low: f64,
    pub conf_high: f64,
}

/// Cronbach's alpha of items given as columns.
///
/// # Formula
/// `k/(k - 1) (1 - sum of item variances / variance of the sum)`. Limits: `1 - (1 - alpha) F` with the F quantiles on `n - 1` and
/// `(n - 1)(k - 1)` degrees of freedom.
///
/// # Errors
/// `TooFewRows` for fewer than two rows, or fewer than two items; `Constant` when the sum of the items does not vary; `LengthMismatch`; `NotFinite`;
/// `OutOfRange` for the level.
///
/// # Source
/// Cronbach (1951), Psychometrika 16; Feldt (1965), Psychometrika 30. Agrees with the formulas worked in R to 1e-12.
pub fn cronbach_alpha(items: &[&[f64]], conf_level: f64) -> Result<CronbachAlpha, Error> {
    level_in_range(conf_level)?;
    let k = items.len();
    if k < 2 {
        return Err(Error::TooFewRows { rows: k, needed: 2 });
    }
    let covariance = covariance_matrix(items)?;
    let n = items[0].len();
    let alpha = alpha_of(&covariance, None);
    if !alpha.is_finite() {
        return Err(Error::Constant {
            what: "sum of the items".to_string(),
        });
    }
    let correlation = match correlation_matrix(items) {
        Err(Error::Constant { .. }) => None,
        other => Some(other?),
    };
    let (df1, df2) = ((n - 1) as f64, ((n - 1) * (k - 1)) as f64);
    let tail = (1.0 - conf_level) / 2.0;
    let limit = |f: f64| 1.0 - (1.0 - alpha) * f;
    Ok(CronbachAlpha {
        n,
        items: k,
        alpha,
        alpha_standardised: correlation.as_ref().map_or(f64::NAN, |c| alpha_of(c, None)),
        alpha_if_dropped: match k {
            2 => Vec::new(),
            _ => (0..k).map(|j| alpha_of(&covariance, Some(j))).collect(),
        },
        item_rest_correlation: (0..k).map(|j| item_rest(&covariance, j)).collect(),
        mean_interitem_correlation: correlation.as_ref().map_or(f64::NAN, mean_off_diagonal),
        // The upper quantile is the reciprocal of the turned lower one, which keeps its digits.
        conf_low: limit(1.0 / f_quantile(tail, df2, df1)),
        conf_high: limit(f_quantile(tail, df1, df2)),
    })
}

/// Alpha from a covariance matrix, leaving one item out if asked; NaN when the sum does not vary.
fn alpha_of(covariance: &Mat<f64>, without: Option<usize>) -> f64 {
    let kept: Vec<usize> = (0..covariance.nrows())
        .filter(|j| Some(*j) != without)
        .collect();
    let k = kept.len() as f64;
    let own: f64 = kept.iter().map(|j| covariance[(*j, *j)]).sum();
    let pairs = kept.iter().flat_map(|i| kept.iter().map(move |j| (*i, *j)));
    let total: f64 = pairs.map(|at| covariance[at]).sum();
    if total <= own * f64::EPSILON {
        return f64::NAN;
    }
    k / (k - 1.0) * (1.0 - own / total)
}

fn item_rest(covariance: &Mat<f64>, j: usize) -> f64 {
    let others: Vec<usize> = (0..covariance.nrows()).filter(|i| *i != j).collect();
    let with_rest: f64 = others.iter().map(|i| covariance[(*i, j)]).sum();
    let pairs = others
        .iter()
        .flat_map(|i| others.iter().map(move |l| (*i, *l)));
    let rest: f64 = pairs.map(|at| covariance[at]).sum();
    with_rest / (rest.sqrt() * covariance[(j, j)].sqrt())
}

fn mean_off_diagonal(matrix: &Mat<f64>) -> f64 {
    let k = matrix.nrows();
    let below = (0..k).flat_map(|i| (0..i).map(move |j| (i, j)));
    below.map(|at| matrix[at]).sum::<f64>() / (k * (k - 1) / 2) as f64
}

/// The f with P(F <= f) = `p`, for a lower tail.
fn f_quantile(p: f64, df1: f64, df2: f64) -> f64 {
    let x = beta_quantile(p, df1 / 2.0, df2 / 2.0);
    df2 / df1 * x / (1.0 - x)
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn two_items_by_hand() {
        // Variances 1 and 7, covariance 2: sum has 12, alpha 2 (1 - 8/12) = 2/3; standardised 2 r/(1 + r).
        let (a, b) = ([1.0, 2.0, 3.0], [2.0, 1.0, 6.0]);
        let scale = cronbach_alpha(&[&a, &b], 0.95).unwrap();
        let r = 2.0 / 7f64.sqrt();
        assert_close(scale.alpha, 2.0 / 3.0, 1e-14);
        assert_close(scale.alpha_standardised, 2.0 * r / (1.0 + r), 1e-14);
        assert_close(scale.item_rest_correlation[0], r, 1e-14);
        assert_close(scale.mean_interitem_correlation, r, 1e-14);
        assert!(scale.alpha_if_dropped.is_empty());
        // F with (2, 2) degrees of freedom has P(F <= f) = f/(1 + f): quantiles 1/39 and 39.
        assert_close(scale.conf_low, 1.0 - 39.0 / 3.0, 1e-12);
        assert_close(scale.conf_high, 1.0 - 1.0 / 117.0, 1e-14);
    }

    #[test]
    fn degenerate_items() {
        let a = [1.0, 2.0, 3.0];
        assert!(cronbach_alpha(&[&a], 0.95).is_err());
        assert!(matches!(
            cronbach_alpha(&[&[1.0; 3], &[2.0; 3]], 0.95),
            Err(Error::Constant { .. })
        ));
        let opposite = [3.0, 2.0, 1.0];
        assert!(matches!(
            cronbach_alpha(&[&a, &opposite], 0.95),
            Err(Error::Constant { .. })
        ));
        let with_flat = cronbach_alpha(&[&a, &a, &[5.0; 3]], 0.95).unwrap();
        assert!(with_flat.alpha_standardised.is_nan());
        assert!(with_flat.item_rest_correlation[2].is_nan());
    }
}
