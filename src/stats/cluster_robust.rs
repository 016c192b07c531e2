//! Covariances of least-squares coefficients that allow rows of one cluster to go together.

use super::{Error, LeastSquares};
use faer::Mat;

/// The clusters of the rows, numbered from zero without gaps.
#[derive(Debug, Clone)]
pub struct Clusters {
    /// The cluster of each row.
    pub of_row: Vec<usize>,
    pub count: usize,
}

impl Clusters {
    /// Numbers the clusters that occur in ascending order of their labels, whatever labels were used.
    pub fn from_labels(labels: &[usize]) -> Clusters {
        let mut distinct = labels.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let place = |label: &usize| distinct.partition_point(|d| d < label);
        Clusters {
            of_row: labels.iter().map(place).collect(),
            count: distinct.len(),
        }
    }

    /// Checks that there is one label per row and more than one cluster.
    pub(super) fn check(&self, rows: usize) -> Result<(), Error> {
        if self.of_row.len() != rows {
            return Err(Error::LengthMismatch {
                what: "clusters",
                expected: rows,
                got: self.of_row.len(),
            });
        }
        if self.count < 2 {
            return Err(Error::OneCluster);
        }
        Ok(())
    }
}

/// CR0: the cluster-robust covariance of the coefficients, k x k over the kept columns, without a small-sample factor.
///
/// # Formula
/// `(X'WX)^-1 (sum over clusters of s s') (X'WX)^-1`, `s = sum over the cluster's rows of w e x`.
///
/// # Errors
/// `OneCluster`, and `LengthMismatch` when `clusters` has not one entry per row.
///
/// # Source
/// Liang and Zeger (1986), Biometrika 73. Agrees with R sandwich 3.0-2 `vcovCL(type = "HC0", cadjust = FALSE)` to 1e-8
/// (tests/conformance/ols.rs).
pub fn cluster_covariance(fit: &LeastSquares, clusters: &Clusters) -> Result<Mat<f64>, Error> {
    clusters.check(fit.rows())?;
    let scores = cluster_scores(fit, clusters);
    let middle = scores.transpose() * &scores;
    Ok(fit.triangle.sandwich(&middle))
}

/// What CR1 multiplies CR0 by: Stata's `G/(G-1) (n-1)/(n-k)`; both counts must exceed what is taken from them.
pub fn cr1_factor(clusters: usize, rows: usize, coefficients: usize) -> f64 {
    let (g, n, k) = (clusters as f64, rows as f64, coefficients as f64);
    g / (g - 1.0) * (n - 1.0) / (n - k)
}

/// The score of each cluster in the coordinates of the basis, clusters x k.
pub(super) fn cluster_scores(fit: &LeastSquares, clusters: &Clusters) -> Mat<f64> {
    let residuals = fit.scaled_residuals();
    let mut scores = Mat::zeros(clusters.count, fit.rank());
    for (j, column) in fit.basis.iter().enumerate() {
        let mut sums = vec![0.0; clusters.count];
        for ((q, e), g) in column.iter().zip(&residuals).zip(&clusters.of_row) {
            sums[*g] += q * e;
        }
        for (g, sum) in sums.into_iter().enumerate() {
            scores[(g, j)] = sum;
        }
    }
    scores
}
