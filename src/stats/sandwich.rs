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

/// The covariance of the coefficients of `fit`, k x k over its kept columns, on the scale of the coefficients.
///
/// # Formula
/// `(X'WX)^-1 (sum over rows of f w^2 e^2 x x') (X'WX)^-1` with f = 1, n/(n-k), 1/(1-h), 1/(1-h)^2 for HC0 to HC3, h the leverage.
///
/// # Errors
/// `TooFewRows` when `iid` or `HC1` has no degrees of freedom left; `OutOfRange` when a row's leverage is one and HC2 or HC3
/// would divide by zero.
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
    let squares = row_variances(fit, kind)?;
    let middle = Mat::from_fn(k, k, |i, j| {
        let (a, b) = (&fit.basis[i.min(j)], &fit.basis[i.max(j)]);
        let terms = a.iter().zip(b).zip(&squares);
        terms.map(|((a, b), s)| a * b * s).sum()
    });
    Ok(fit.triangle.sandwich(&middle))
}

/// What stands for the variance of each row.
fn row_variances(fit: &LeastSquares, kind: RobustKind) -> Result<Vec<f64>, Error> {
    let mut squares: Vec<f64> = fit.scaled_residuals().iter().map(|e| e * e).collect();
    if kind == RobustKind::Hc1 {
        let factor = fit.rows() as f64 / fit.df_residual as f64;
        squares.iter_mut().for_each(|s| *s *= factor);
    }
    let power = match kind {
        RobustKind::Hc2 => 1,
        RobustKind::Hc3 => 2,
        _ => return Ok(squares),
    };
    let leverage = fit.leverage();
    if let Some(h) = leverage.iter().find(|h| **h > FULL_LEVERAGE) {
        return Err(Error::OutOfRange {
            what: "leverage",
            value: *h,
            allowed: "below one (a row that alone determines a coefficient has no HC2 or HC3 error)",
        });
    }
    for (square, h) in squares.iter_mut().zip(&leverage) {
        *square /= (1.0 - h).powi(power);
    }
    Ok(squares)
}
