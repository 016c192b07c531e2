//! The joint test that several coefficients are zero.

use super::Error;
use super::distributions::f_upper;
use super::linalg::positive_definite_inverse;
use faer::Mat;

/// A Wald test with its F reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaldTest {
    pub f: f64,
    pub df1: f64,
    pub df2: f64,
    pub p_value: f64,
}

/// Tests that all of `coef` are zero, given their covariance, against F with `coef.len()` and `df2` degrees of freedom.
///
/// # Formula
/// `F = b' V^-1 b / q`.
///
/// # Errors
/// `Empty` without coefficients; `Singular` when the covariance cannot be inverted (more coefficients than clusters, or no
/// variation).
///
/// # Source
/// Wald (1943), Transactions of the AMS 54.
pub fn wald_f(coef: &[f64], covariance: &Mat<f64>, df2: f64) -> Result<WaldTest, Error> {
    const WHAT: &str = "covariance of the tested coefficients";
    let q = coef.len();
    if q == 0 {
        return Err(Error::Empty);
    }
    let errors: Vec<f64> = (0..q).map(|i| covariance[(i, i)].sqrt()).collect();
    if !errors.iter().all(|e| e.is_finite() && *e > 0.0) {
        return Err(Error::Singular { what: WHAT });
    }
    // On the scale of correlations, so that units do not matter.
    let correlation = Mat::from_fn(q, q, |i, j| covariance[(i, j)] / (errors[i] * errors[j]));
    let inverse = positive_definite_inverse(&correlation, WHAT)?;
    let t: Vec<f64> = coef.iter().zip(&errors).map(|(b, e)| b / e).collect();
    let mut sum = 0.0;
    for i in 0..q {
        // The inverse of a singular matrix that rounding let through has a huge diagonal.
        if inverse[(i, i)] > 1e12 {
            return Err(Error::Singular { what: WHAT });
        }
        for j in 0..q {
            sum += t[i] * inverse[(i, j)] * t[j];
        }
    }
    let f = sum / q as f64;
    Ok(WaldTest {
        f,
        df1: q as f64,
        df2,
        p_value: f_upper(f, q as f64, df2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// b = (1, 2), V = [[1, 1/2], [1/2, 1]]: V^-1 = 4/3 [[1, -1/2], [-1/2, 1]], b'V^-1 b = 4/3 (1 - 2 + 4) = 4.
    #[test]
    fn wald_f_by_hand() {
        let covariance = Mat::from_fn(2, 2, |i, j| if i == j { 1.0 } else { 0.5 });
        let test = wald_f(&[1.0, 2.0], &covariance, 8.0).expect("a test");
        assert!((test.f - 2.0).abs() < 1e-14);
        // P(F(2, 8) > 2) = (1 + 2 * 2 / 8)^(-4).
        assert!((test.p_value - 1.5_f64.powi(-4)).abs() < 1e-14);
    }

    #[test]
    fn a_singular_covariance_is_refused() {
        let covariance = Mat::from_fn(2, 2, |_, _| 0.3);
        assert!(wald_f(&[1.0, 1.0], &covariance, 8.0).is_err());
        assert!(wald_f(&[1.0], &Mat::zeros(1, 1), 8.0).is_err());
        assert_eq!(wald_f(&[], &Mat::zeros(0, 0), 8.0), Err(Error::Empty));
    }
}
