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
