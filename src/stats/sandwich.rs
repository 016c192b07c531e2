//! Covariances of least-squares coefficients that allow the variance to differ between rows.

use super::{Error, LeastSquares};
use faer::Mat;

/// Which covariance of the coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RobustKind {
    /// One variance for all rows: `sigma^2 (X'WX)^-1`.
    Iid,
    /// White's, without correction.
    Hc0,
    /// HC0 times `n / (n - k)`.
    Hc1,
    /// Squared residuals over `1 - h`.
    Hc2,
    /// Squared residuals over `(1 - h)^2`.
    Hc3,
}

/// A leverage this close to one leaves no residual to estimate a variance from.
const FULL_LEVERAGE: f64 = 1.0 - 1e-10;
/// A row whose weight in a coefficient is a smaller part of all weights than this has none but for rounding.
const NO_WEIGHT: f64 = 1e-8;

/// The covariance of the coefficients of `fit`, k x k over its kept columns, on the scale of the coefficients.
///
/// # Formula
/// `(X'WX)^-1 (sum over rows of f w^2 e^2 x x') (X'WX)^-1` with f = 1, n/(n-k), 1/(1-h), 1/(1-h)^2 for HC0 to HC3, h the leverage.
/// A row of leverage one has no residual: it adds nothing to HC2 (the limit), and under HC3, where there is no limit, the entries of
/// the coefficients it has a weight in are NaN.
///
/// # Errors
/// `TooFewRows` when `iid` or `HC1` has no degrees of freedom left.
///
/// # Source
/// White (1980), Econometrica 48; MacKinnon and White (1985), J. Econometrics 29. Agrees with R sandwich 3.0-2 `vcovHC` to 1e-8
/// (tests/conformance/ols.rs).
pub fn robust_covariance(fit: &LeastSquares, kind: RobustKind) -> Result<Mat<f64>, Error> {
    let k = fit.rank();
    let needs_freedom = matches!(kind, RobustKind::Iid | RobustKind::Hc1);
    if needs_freedom && fit.df_residual == 0 {
        return Err(Error::TooFewRows {
            rows: fit.rows(),
            needed: k + 1,
        });
    }
    if kind == RobustKind::Iid {
        let variance = fit.rss / fit.df_residual as f64;
        let middle = Mat::from_fn(k, k, |i, j| if i == j { variance } else { 0.0 });
        return Ok(fit.triangle.sandwich(&middle));
    }
    let leverage = fit.leverage();
    let squares = row_variances(fit, kind, &leverage);
    let middle = Mat::from_fn(k, k, |i, j| {
        let (a, b) = (&fit.basis[i.min(j)], &fit.basis[i.max(j)]);
        let terms = a.iter().zip(b).zip(&squares);
        terms.map(|((a, b), s)| a * b * s).sum()
    });
    let mut covariance = fit.triangle.sandwich(&middle);
    if kind == RobustKind::Hc3 {
        for row in (0..fit.rows()).filter(|i| leverage[*i] > FULL_LEVERAGE) {
            blank_what_depends_on(row, fit, &mut covariance);
        }
    }
    Ok(covariance)
}

/// What stands for the variance of each row.
fn row_variances(fit: &LeastSquares, kind: RobustKind, leverage: &[f64]) -> Vec<f64> {
    let squares = fit.scaled_residuals().into_iter().map(|e| e * e);
    let power = match kind {
        RobustKind::Hc2 => 1,
        RobustKind::Hc3 => 2,
        RobustKind::Hc1 => {
            let factor = fit.rows() as f64 / fit.df_residual as f64;
            return squares.map(|s| s * factor).collect();
        }
        _ => return squares.collect(),
    };
    let corrected = squares.zip(leverage).map(|(square, h)| {
        if *h > FULL_LEVERAGE {
            0.0
        } else {
            square / (1.0 - h).powi(power)
        }
    });
    corrected.collect()
}

fn blank_what_depends_on(row: usize, fit: &LeastSquares, covariance: &mut Mat<f64>) {
    let k = fit.rank();
    for c in 0..k {
        let loading = fit.triangle.inverse_row(c);
        let weight: f64 = loading
            .iter()
            .zip(&fit.basis)
            .map(|(l, q)| l * q[row])
            .sum();
        let all: f64 = loading.iter().map(|l| l * l).sum();
        if weight * weight > NO_WEIGHT * NO_WEIGHT * all {
            for other in 0..k {
                covariance[(c, other)] = f64::NAN;
                covariance[(other, c)] = f64::NAN;
            }
        }
    }
}
