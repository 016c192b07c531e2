//! The wild cluster bootstrap of a t test, from cluster sums alone.
//!
//! A draw flips (or stretches) the restricted residuals of whole clusters. Its estimate and its cluster-robust variance are
//! functions of a few sums per cluster, so the persons are read once and a draw costs as many steps as clusters times terms.

mod draws;

use super::Error;
use super::cluster_robust::{Clusters, cr1_factor};
use super::did_cells::{CellSums, did_from_cells};
use super::least_squares::{Basis, ROUNDING, check, project_out};
use super::linalg::dot;
pub use draws::{WildPlan, WildTest, WildWeights, wild_bootstrap};

/// A variance below this share is zero but for rounding.
const ZERO: f64 = 1e-24;

/// The sums per cluster that all draws of one test need, and the test itself.
#[derive(Debug, Clone)]
pub struct WildScores {
    /// Rows.
    pub n: usize,
    /// Clusters with a row.
    pub clusters: usize,
    pub estimate: f64,
    /// CR1, `G/(G-1) (n-1)/(n-k)`.
    pub std_error: f64,
    /// `estimate / std_error`.
    pub t: f64,
    /// CR1's factor.
    factor: f64,
    /// By cluster: sum of the row's weight in the estimate times its restricted residual.
    direct: Vec<f64>,
    /// By cluster and basis column: sum of the basis times the restricted residual.
    pull: Vec<Vec<f64>>,
    /// By cluster and basis column: sum of the row's weight in the estimate times the basis.
    reach: Vec<Vec<f64>>,
}

/// The columns of a regression, prepared for the test that the coefficient of one of them is zero.
pub struct WildDesign {
    /// Orthonormal columns; all but the last span the restricted model.
    basis: Vec<Vec<f64>>,
    /// Length of the tested column outside the others.
    diagonal: f64,
    clusters: Clusters,
    reach: Vec<Vec<f64>>,
}

impl WildDesign {
    /// Prepares `columns` (the intercept among them where the model has one) for tests of column `tested`. Collinear columns are
    /// left out, the earliest kept.
    ///
    /// # Errors
    /// `Empty`, `LengthMismatch`, `NotFinite`, `OneCluster`, and `Aliased` when `tested` is a combination of earlier columns.
    pub fn new(
        columns: &[&[f64]],
        tested: usize,
        clusters: &Clusters,
    ) -> Result<WildDesign, Error> {
        let Some(column) = columns.get(tested) else {
            return Err(Error::Aliased { column: tested });
        };
        check(column, columns, None)?;
        clusters.check(column.len())?;
        let mut basis = Basis::of(columns, None);
        if !basis.kept.contains(&tested) {
            return Err(Error::Aliased { column: tested });
        }
        if basis.kept.last() != Some(&tested) {
            let others = basis.kept.iter().filter(|j| **j != tested);
            let ordered: Vec<&[f64]> = others.chain([&tested]).map(|j| columns[*j]).collect();
            basis = Basis::of(&ordered, None);
            if !basis.dropped.is_empty() {
                return Err(Error::Aliased { column: tested });
            }
        }
        let last = basis.columns.len() - 1;
        let diagonal = 1.0 / basis.triangle.inverse_row(last)[last];
        let mut reach = by_cluster(&basis.columns, &basis.columns[last], clusters);
        reach.iter_mut().flatten().for_each(|r| *r /= diagonal);
        Ok(WildDesign {
            basis: basis.columns,
            diagonal,
            clusters: clusters.clone(),
            reach,
        })
    }

    /// The cluster sums of the regression of `y`.
    ///
    /// # Formula
    /// With a the row's weight in the estimate, Q an orthonormal basis of the columns and u the residuals with the null imposed, cluster g
    /// has `d_g = sum of a u`, `r_g = sum of q u`, `p_g = sum of a q`. Weights v give `b* = sum of v_g d_g` and cluster scores
    /// `s_h = v_h d_h - p_h' sum of v_g r_g`; `t* = b* / sqrt(factor * sum of s_h^2)`; v = 1 is the sample itself.
    ///
    /// # Errors
    /// `LengthMismatch`, `NotFinite`, `TooFewRows`, and `Singular` when the cluster-robust variance is zero.
    ///
    /// # Source
    /// Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90; Roodman et al. (2019), Stata Journal 19. Enumerated
    /// p-values agree with brute force in R and with wildboottest (tests/conformance/wildboot.rs).
    pub fn scores(&self, y: &[f64]) -> Result<WildScores, Error> {
        check(y, &[&self.basis[0]], None)?;
        let last = self.basis.len() - 1;
        let mut restricted = y.to_vec();
        project_out(&self.basis[..last], &mut restricted);
        if dot(&restricted, &restricted) <= ROUNDING * dot(y, y) {
            restricted.fill(0.0);
        }
        let load = dot(&self.basis[last], &restricted);
        let pull = by_cluster(&self.basis, &restricted, &self.clusters);
        WildScores {
            n: y.len(),
            clusters: self.clusters.count,
            estimate: load / self.diagonal,
            std_error: f64::NAN,
            t: f64::NAN,
            factor: f64::NAN,
            direct: pull.iter().map(|line| line[last] / self.diagonal).collect(),
            pull,
            reach: self.reach.clone(),
        }
        .with_the_test()
    }
}

/// By cluster and column, the sum of the column times `values`.
fn by_cluster(columns: &[Vec<f64>], values: &[f64], clusters: &Clusters) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; columns.len()]; clusters.count];
    for (j, column) in columns.iter().enumerate() {
        for ((q, value), g) in column.iter().zip(values).zip(&clusters.of_row) {
            sums[*g][j] += q * value;
        }
    }
    sums
}

/// The same for the saturated 2x2 difference-in-differences, from cell sums as in [`did_from_cells`].
///
/// # Errors
/// `EmptyGroup` for a cell without rows, and those of [`WildDesign`].
pub fn wild_scores_from_cells(clusters: &[CellSums<4>]) -> Result<WildScores, Error> {
    const SIGN: [f64; 4] = [1.0, -1.0, -1.0, 1.0];
    let did = did_from_cells(clusters, 0.95)?;
    let n = did.n.map(|n| n as f64);
    // With the null imposed the means move against the estimate, the small cells most.
    let share = did.estimate / n.iter().map(|n| 1.0 / n).sum::<f64>();
    let fitted: [f64; 4] = std::array::from_fn(|c| did.means[c] - SIGN[c] * share / n[c]);
    let left = |g: &CellSums<4>, c: usize| g.sum[c] - g.n[c] as f64 * fitted[c];
    let direct = |g: &CellSums<4>| (0..4).map(|c| SIGN[c] / n[c] * left(g, c)).sum();
    let pull = |g: &CellSums<4>| (0..4).map(|c| left(g, c) / n[c].sqrt()).collect();
    let reach = |g: &CellSums<4>| {
        let line = (0..4).map(|c| SIGN[c] * g.n[c] as f64 / (n[c] * n[c].sqrt()));
        line.collect()
    };
    WildScores {
        n: did.n.iter().sum::<u64>() as usize,
        clusters: did.clusters,
        estimate: did.estimate,
        std_error: f64::NAN,
        t: f64::NAN,
        factor: f64::NAN,
        direct: clusters.iter().map(direct).collect(),
        pull: clusters.iter().map(pull).collect(),
        reach: clusters.iter().map(reach).collect(),
    }
    .with_the_test()
}

impl WildScores {
    /// Fills in the observed test: all weights one.
    fn with_the_test(mut self) -> Result<WildScores, Error> {
        let terms = self.terms();
        if self.clusters < 2 {
            return Err(Error::OneCluster);
        }
        if self.n <= terms {
            return Err(Error::TooFewRows {
                rows: self.n,
                needed: terms + 1,
            });
        }
        self.factor = cr1_factor(self.clusters, self.n, terms);
        let ones = vec![1.0; self.direct.len()];
        let variance = self.variance(&ones);
        if variance <= ZERO * dot(&self.direct, &self.direct) {
            return Err(Error::Singular {
                what: "cluster-robust variance",
            });
        }
        self.std_error = (self.factor * variance).sqrt();
        self.t = self.estimate / self.std_error;
        Ok(self)
    }

    /// Columns of the basis.
    fn terms(&self) -> usize {
        self.pull.first().map_or(0, Vec::len)
    }

    /// The sum of squared cluster scores under weights `v`, cluster by cluster.
    fn variance(&self, v: &[f64]) -> f64 {
        let mut moved = vec![0.0; self.terms()];
        for (weight, pull) in v.iter().zip(&self.pull) {
            for (m, p) in moved.iter_mut().zip(pull) {
                *m += weight * p;
            }
        }
        let scores = v.iter().zip(&self.direct).zip(&self.reach);
        scores
            .map(|((weight, direct), reach)| (weight * direct - dot(reach, &moved)).powi(2))
            .sum()
    }
}

#[cfg(test)]
mod tests;
