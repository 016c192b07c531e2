//! The uniquenesses at which the likelihood of a factor model is largest.

use super::super::Error;
use faer::prelude::Solve;
use faer::{Mat, Side};

/// No uniqueness goes below this (R's bound).
pub const LOWER_BOUND: f64 = 0.005;

const ITERATIONS: usize = 500;

/// The eigenvalues and eigenvectors of `U^-1/2 R U^-1/2`, largest first, with their uniquenesses.
pub(super) struct Spectrum {
    pub uniquenesses: Vec<f64>,
    pub values: Vec<f64>,
    /// `vectors[k]` belongs to `values[k]`.
    pub vectors: Vec<Vec<f64>>,
    factors: usize,
}

impl Spectrum {
    fn at(
        correlation: &Mat<f64>,
        log_uniqueness: &[f64],
        factors: usize,
    ) -> Result<Spectrum, Error> {
        let p = correlation.nrows();
        let root: Vec<f64> = log_uniqueness.iter().map(|t| (0.5 * t).exp()).collect();
        let scaled = Mat::from_fn(p, p, |i, j| correlation[(i, j)] / (root[i] * root[j]));
        let parts = scaled
            .self_adjoint_eigen(Side::Lower)
            .map_err(|_| Error::NoConvergence { iterations: 0 })?;
        let (values, vectors) = (parts.S().column_vector(), parts.U());
        Ok(Spectrum {
            uniquenesses: log_uniqueness.iter().map(|t| t.exp()).collect(),
            values: (0..p).rev().map(|k| values[k]).collect(),
            vectors: (0..p)
                .rev()
                .map(|k| (0..p).map(|i| vectors[(i, k)]).collect())
                .collect(),
            factors,
        })
    }

    /// The discrepancy: `sum of l - ln l - 1` over the eigenvalues that no factor takes.
    pub fn discrepancy(&self) -> f64 {
        self.values[self.factors..]
            .iter()
            .map(|l| l - l.ln() - 1.0)
            .sum()
    }

    /// The discrepancy's derivatives in the logarithms of the uniquenesses.
    fn gradient(&self) -> Vec<f64> {
        let rest = self.factors..self.values.len();
        let entry = |i: usize| {
            let terms = rest
                .clone()
                .map(|m| (1.0 - self.values[m]) * self.vectors[m][i].powi(2));
            terms.sum()
        };
        (0..self.values.len()).map(entry).collect()
    }

    /// The second derivatives, exact: `P_ij Q_ij` of the space left to the uniquenesses, plus what the factors' eigenvectors bend it.
    fn hessian(&self) -> Mat<f64> {
        let p = self.values.len();
        let rest = self.factors..p;
        Mat::from_fn(p, p, |i, j| {
            let product = |m: usize| self.vectors[m][i] * self.vectors[m][j];
            let plain: f64 = rest.clone().map(product).sum();
            let weighted: f64 = rest.clone().map(|m| self.values[m] * product(m)).sum();
            let mut bend = 0.0;
            for m in rest.clone() {
                for n in 0..self.factors {
                    let (small, large) = (self.values[m], self.values[n]);
                    bend +=
                        (1.0 - small) * (large + small) / (large - small) * product(m) * product(n);
                }
            }
            plain * weighted + bend
        })
    }
}

/// The best of the minima reached from a few starting points, and the items that ended at a bound.
pub(super) fn minimise(
    correlation: &Mat<f64>,
    factors: usize,
) -> Result<(Spectrum, Vec<usize>), Error> {
    let singular = Error::Singular {
        what: "correlation matrix",
    };
    let p = correlation.nrows();
    let smallest = correlation
        .self_adjoint_eigenvalues(Side::Lower)
        .map_err(|_| singular.clone())?[0];
    if smallest <= p as f64 * f64::EPSILON {
        return Err(singular);
    }
    let mut best: Option<Spectrum> = None;
    for start in starts(correlation, factors, &singular)? {
        let found = descend(correlation, factors, start)?;
        let better = |b: &Spectrum| found.discrepancy() < b.discrepancy() - 1e-10;
        if best.as_ref().is_none_or(better) {
            best = Some(found);
        }
    }
    let best = best.ok_or(Error::Empty)?;
    let bound = |u: f64| u <= LOWER_BOUND * (1.0 + 1e-9) || u >= 1.0 - 1e-9;
    let at_bound = (0..p).filter(|i| bound(best.uniquenesses[*i])).collect();
    Ok((best, at_bound))
}

/// Jöreskog's start from the squared multiple correlations, and two flat ones.
fn starts(
    correlation: &Mat<f64>,
    factors: usize,
    singular: &Error,
) -> Result<Vec<Vec<f64>>, Error> {
    let p = correlation.nrows();
    let inverse = correlation
        .llt(Side::Lower)
        .map_err(|_| singular.clone())?
        .solve(Mat::<f64>::identity(p, p));
    let left = 1.0 - 0.5 * factors as f64 / p as f64;
    let joreskog = (0..p).map(|i| (left / inverse[(i, i)]).ln()).collect();
    Ok(vec![joreskog, vec![0.5f64.ln(); p], vec![0.2f64.ln(); p]])
}

/// Newton's method inside the bounds, from `log_uniqueness`.
fn descend(correlation: &Mat<f64>, factors: usize, start: Vec<f64>) -> Result<Spectrum, Error> {
    let inside = |t: f64| t.clamp(LOWER_BOUND.ln(), 0.0);
    let mut at: Vec<f64> = start.into_iter().map(inside).collect();
    let mut here = Spectrum::at(correlation, &at, factors)?;
    for _ in 0..ITERATIONS {
        let gradient = here.gradient();
        let free = free_to_move(&at, &gradient);
        let steepest = free.iter().fold(0.0f64, |m, i| m.max(gradient[*i].abs()));
        if steepest < 1e-12 {
            return Ok(here);
        }
        let step = newton_step(&here.hessian(), &gradient, &free);
        let Some((next, there)) = shorter_until_better(correlation, &here, &at, &step)? else {
            // No step lowers the discrepancy any more: the minimum, to rounding.
            return Ok(here);
        };
        (at, here) = (next, there);
    }
    Err(Error::NoConvergence {
        iterations: ITERATIONS,
    })
}

/// The items whose uniqueness is not held at a bound by the gradient.
fn free_to_move(at: &[f64], gradient: &[f64]) -> Vec<usize> {
    let held = |i: usize| {
        let low = at[i] <= LOWER_BOUND.ln() && gradient[i] > 0.0;
        low || at[i] >= 0.0 && gradient[i] < 0.0
    };
    (0..at.len()).filter(|i| !held(*i)).collect()
}

/// The Newton step of the free items, the Hessian's diagonal raised until it is positive definite.
fn newton_step(hessian: &Mat<f64>, gradient: &[f64], free: &[usize]) -> Vec<f64> {
    let size = free.len();
    let downhill = Mat::from_fn(size, 1, |i, _| -gradient[free[i]]);
    let mut step = vec![0.0; gradient.len()];
    let mut ridge = 0.0;
    loop {
        let raised = Mat::from_fn(size, size, |i, j| {
            hessian[(free[i], free[j])] + if i == j { ridge } else { 0.0 }
        });
        if let Ok(factor) = raised.llt(Side::Lower) {
            let solution = factor.solve(&downhill);
            for (k, i) in free.iter().enumerate() {
                step[*i] = solution[(k, 0)];
            }
            return step;
        }
        ridge = if ridge == 0.0 { 1e-3 } else { 10.0 * ridge };
    }
}

/// The first of the step's halvings that lowers the discrepancy.
fn shorter_until_better(
    correlation: &Mat<f64>,
    here: &Spectrum,
    at: &[f64],
    step: &[f64],
) -> Result<Option<(Vec<f64>, Spectrum)>, Error> {
    let value = here.discrepancy();
    let mut length = 1.0;
    for _ in 0..40 {
        let moved = at.iter().zip(step).map(|(t, s)| t + length * s);
        let next: Vec<f64> = moved.map(|t| t.clamp(LOWER_BOUND.ln(), 0.0)).collect();
        let there = Spectrum::at(correlation, &next, here.factors)?;
        if there.discrepancy() < value {
            return Ok(Some((next, there)));
        }
        length /= 2.0;
    }
    Ok(None)
}

/// Compares the gradient and the Hessian with differences of the discrepancy and of the gradient.
#[cfg(test)]
pub(super) fn check_derivatives(correlation: &Mat<f64>, at: &[f64], factors: usize) {
    let spectrum = |t: &[f64]| Spectrum::at(correlation, t, factors).unwrap();
    let here = spectrum(at);
    let (gradient, hessian, h) = (here.gradient(), here.hessian(), 1e-5);
    for j in 0..at.len() {
        let moved = |by: f64| {
            let mut t = at.to_vec();
            t[j] += by;
            spectrum(&t)
        };
        let (up, down) = (moved(h), moved(-h));
        let slope = (up.discrepancy() - down.discrepancy()) / (2.0 * h);
        assert!((slope / gradient[j] - 1.0).abs() < 1e-6);
        for i in 0..at.len() {
            let curve = (up.gradient()[i] - down.gradient()[i]) / (2.0 * h);
            assert!((curve / hessian[(i, j)] - 1.0).abs() < 1e-6);
        }
    }
}
