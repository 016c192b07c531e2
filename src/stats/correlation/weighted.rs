//! The weighted correlation and covariance.

use super::checked;
use crate::stats::Error;
use crate::stats::moments::same_length;

/// Weighted means, covariances and correlation of two variables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedCorrelation {
    pub r: f64,
    /// Of x and y.
    pub mean: [f64; 2],
    /// Divided by the sum of the weights.
    pub cov_ml: [[f64; 2]; 2],
    /// `cov_ml / (1 - sum w^2)` with the weights summing to 1.
    pub cov_unbiased: [[f64; 2]; 2],
}

/// The correlation with each row counted by its weight; only the ratios of the weights matter.
///
/// # Errors
/// `NegativeWeight` with its row (from 1); `ZeroWeights`; `Constant` naming the variable that does not vary over the rows with weight;
/// `TooFewRows` when fewer than two rows have weight; `LengthMismatch`; `NotFinite`.
///
/// # Source
/// Agrees with R `cov.wt(cbind(x, y), wt, cor = TRUE, method = "ML")` and `method = "unbiased"` to 1e-12.
pub fn weighted_correlation(
    x: &[f64],
    y: &[f64],
    weights: &[f64],
) -> Result<WeightedCorrelation, Error> {
    checked(x, y, 2)?;
    let shares = shares(x.len(), weights)?;
    let mean = [weighted_mean(x, &shares), weighted_mean(y, &shares)];
    let away = |v: &[f64], m: f64| v.iter().map(|a| a - m).collect::<Vec<f64>>();
    let away = [away(x, mean[0]), away(y, mean[1])];
    let mut cov_ml = [[0.0; 2]; 2];
    for (i, row) in cov_ml.iter_mut().enumerate() {
        for (j, cell) in row.iter_mut().enumerate() {
            let products = away[i].iter().zip(&away[j]).zip(&shares);
            *cell = products.map(|((a, b), w)| w * a * b).sum();
        }
    }
    for (i, name) in ["x", "y"].into_iter().enumerate() {
        if cov_ml[i][i].sqrt() <= 4.0 * f64::EPSILON * mean[i].abs() {
            return Err(Error::Constant {
                what: name.to_string(),
            });
        }
    }
    let left = 1.0 - shares.iter().map(|w| w * w).sum::<f64>();
    Ok(WeightedCorrelation {
        r: cov_ml[0][1] / (cov_ml[0][0].sqrt() * cov_ml[1][1].sqrt()),
        mean,
        cov_ml,
        cov_unbiased: cov_ml.map(|row| row.map(|cell| cell / left)),
    })
}

/// The weights divided by their sum.
fn shares(rows: usize, weights: &[f64]) -> Result<Vec<f64>, Error> {
    same_length("weights", rows, weights.len())?;
    super::all_finite("weights", weights)?;
    if let Some(row) = weights.iter().position(|w| *w < 0.0) {
        return Err(Error::NegativeWeight { row: row + 1 });
    }
    let total: f64 = weights.iter().sum();
    if total == 0.0 {
        return Err(Error::ZeroWeights);
    }
    let with_weight = weights.iter().filter(|w| **w > 0.0).count();
    if with_weight < 2 {
        return Err(Error::TooFewRows {
            rows: with_weight,
            needed: 2,
        });
    }
    Ok(weights.iter().map(|w| w / total).collect())
}

fn weighted_mean(values: &[f64], shares: &[f64]) -> f64 {
    let sum = |f: &dyn Fn(f64) -> f64| {
        values
            .iter()
            .zip(shares)
            .map(|(v, w)| w * f(*v))
            .sum::<f64>()
    };
    let rough = sum(&|v| v);
    rough + sum(&|v| v - rough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::correlation::pearson::pearson;
    use crate::stats::testing::assert_close;

    #[test]
    fn weights_of_one_are_no_weights() {
        let x = [1.0, 2.0, 3.0, 4.0];
        let y = [2.0, 1.0, 5.0, 4.0];
        let test = weighted_correlation(&x, &y, &[2.0; 4]).unwrap();
        assert_close(test.r, pearson(&x, &y, 0.95).unwrap().r, 1e-14);
        assert_close(test.cov_unbiased[0][0], 5.0 / 3.0, 1e-14);
        assert_close(test.cov_ml[1][1], 2.5, 1e-14);
    }

    #[test]
    fn a_weight_of_two_is_the_row_twice() {
        let doubled = weighted_correlation(&[1.0, 2.0, 4.0], &[3.0, 1.0, 2.0], &[1.0, 2.0, 1.0]);
        let written = weighted_correlation(&[1.0, 2.0, 2.0, 4.0], &[3.0, 1.0, 1.0, 2.0], &[1.0; 4]);
        let (doubled, written) = (doubled.unwrap(), written.unwrap());
        assert_close(doubled.r, written.r, 1e-14);
        assert_close(doubled.cov_ml[0][1], written.cov_ml[0][1], 1e-14);
    }

    #[test]
    fn bad_weights_are_named() {
        let x = [1.0, 2.0, 3.0];
        assert_eq!(
            weighted_correlation(&x, &x, &[1.0, -1.0, 1.0]),
            Err(Error::NegativeWeight { row: 2 })
        );
        assert_eq!(
            weighted_correlation(&x, &x, &[0.0; 3]),
            Err(Error::ZeroWeights)
        );
        assert!(matches!(
            weighted_correlation(&x, &x, &[0.0, 1.0, 0.0]),
            Err(Error::TooFewRows { rows: 1, .. })
        ));
        assert!(matches!(
            weighted_correlation(&x, &[1.0, 1.0, 2.0], &[1.0, 1.0, 0.0]),
            Err(Error::Constant { .. })
        ));
    }
}
