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

/// The inner product, summed in eight lanes in a fixed order.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (a_blocks, a_rest) = a.as_chunks::<8>();
    let (b_blocks, b_rest) = b.as_chunks::<8>();
    for (x, y) in a_blocks.iter().zip(b_blocks) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    lanes.iter().sum::<f64>() + rest
}

/// Adds `factor * x` to `y`.
pub fn axpy(factor: f64, x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

/// A square upper triangle, grown a column at a time.
#[derive(Debug, Clone, Default)]
pub struct Upper {
    /// Column j holds rows 0 to j.
    columns: Vec<Vec<f64>>,
}

impl Upper {
    /// The triangle of size zero.
    pub fn empty() -> Upper {
        Upper::default()
    }

    /// Adds a column whose last entry is the diagonal; it must have one entry more than the column before it.
    pub fn push_column(&mut self, entries: &[f64]) {
        debug_assert_eq!(entries.len(), self.columns.len() + 1);
        self.columns.push(entries.to_vec());
    }

    /// Number of columns.
    pub fn size(&self) -> usize {
        self.columns.len()
    }

    /// x with `U x = right`.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut x = right.to_vec();
        for j in (0..x.len()).rev() {
            let column = &self.columns[j];
            x[j] /= column[j];
            let value = x[j];
            axpy(-value, &column[..j], &mut x[..j]);
        }
        x
    }

    /// Row `i` of the inverse of U.
    pub fn inverse_row(&self, i: usize) -> Vec<f64> {
        let mut row = vec![0.0; self.size()];
        row[i] = 1.0 / self.columns[i][i];
        for j in i + 1..self.size() {
            let column = &self.columns[j];
            let sum = dot(&row[i..j], &column[i..j]);
            row[j] = -sum / column[j];
        }
        row
    }

    /// `U^-1 M U^-T` for a symmetric M given in the coordinates of the basis: a covariance on the scale of the coefficients.
    pub fn sandwich(&self, middle: &Mat<f64>) -> Mat<f64> {
        let k = self.size();
        let rows: Vec<Vec<f64>> = (0..k).map(|i| self.inverse_row(i)).collect();
        let inverse = Mat::from_fn(k, k, |i, j| rows[i][j]);
        &inverse * middle * inverse.transpose()
    }
}
