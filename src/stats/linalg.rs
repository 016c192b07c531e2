//! The few matrix operations the estimators share, on small dense matrices.

use super::Error;
use faer::prelude::Solve;
use faer::{Mat, Side};

/// The inverse of a symmetric positive definite matrix.
///
/// # Errors
/// `Singular` when the Cholesky factorisation fails; `what` names the matrix.
pub fn positive_definite_inverse(matrix: &Mat<f64>, what: &'static str) -> Result<Mat<f64>, Error> {
    let factor = matrix
        .llt(Side::Lower)
        .map_err(|_| Error::Singular { what })?;
    Ok(factor.solve(Mat::<f64>::identity(matrix.nrows(), matrix.ncols())))
}

/// The rows of a matrix as vectors.
pub fn to_rows(matrix: &Mat<f64>) -> Vec<Vec<f64>> {
    let columns = 0..matrix.ncols();
    (0..matrix.nrows())
        .map(|i| columns.clone().map(|j| matrix[(i, j)]).collect())
        .collect()
}

/// x' M^-1 x for a covariance matrix M; nothing when M is singular to working precision.
pub fn quadratic_form(matrix: &[Vec<f64>], x: &[f64]) -> Option<f64> {
    // A pivot that has lost all but a part in 1e12 of its diagonal is rounding, not variance.
    const LEFT: f64 = 1e-12;
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(x.len());
    let mut solved: Vec<f64> = Vec::with_capacity(x.len());
    for (i, row) in matrix.iter().enumerate() {
        let mut l = Vec::with_capacity(i + 1);
        for (j, earlier) in factor.iter().enumerate() {
            let dot: f64 = earlier.iter().zip(&l).map(|(a, b): (_, &f64)| a * b).sum();
            l.push((row[j] - dot) / earlier[j]);
        }
        let pivot = row[i] - l.iter().map(|v| v * v).sum::<f64>();
        if pivot.is_nan() || pivot <= LEFT * row[i] || row[i] <= 0.0 {
            return None;
        }
        let dot: f64 = l.iter().zip(&solved).map(|(a, b): (_, &f64)| a * b).sum();
        l.push(pivot.sqrt());
        solved.push((x[i] - dot) / pivot.sqrt());
        factor.push(l);
    }
    Some(solved.iter().map(|v| v * v).sum())
}
