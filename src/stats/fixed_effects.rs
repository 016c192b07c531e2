//! Least squares with one or two sets of fixed effects, and cluster-robust errors.

use super::Error;
use super::absorb::Absorber;
use super::cluster_robust::{Clusters, cluster_covariance};
use super::least_squares::{ROUNDING, check, least_squares};
use super::linalg::dot;
use faer::Mat;

/// A column with this much left, relative to its length, when the effects are taken out is constant within them.
const ABSORBED: f64 = 1e-7;

/// A regression with fixed effects.
///
/// Coefficients and covariance refer to the kept columns; `kept[i]` is the place of coefficient `i` among the columns given.
#[derive(Debug, Clone)]
pub struct FixedEffects {
    pub kept: Vec<usize>,
    /// Columns that the effects and earlier columns already contain.
    pub dropped: Vec<usize>,
    pub coef: Vec<f64>,
    /// CR0: cluster-robust without a small-sample factor.
    pub covariance: Mat<f64>,
    /// Sum of (weighted) squared residuals.
    pub rss: f64,
    pub rows: usize,
    /// G; t tests have G - 1 degrees of freedom.
    pub clusters: usize,
    pub parameters: Parameters,
}

/// Three answers to how many parameters CR1 counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameters {
    /// Without the levels of the effects that lie within clusters (fixest, pyfixest).
    pub nested: i64,
    /// All (Stata's areg).
    pub full: i64,
    /// The regressors alone.
    pub none: i64,
}

impl FixedEffects {
    /// `G/(G-1) (n-1)/(n-parameters)`, or why there is none.
    ///
    /// # Errors
    /// `TooFewRows` when no rows are left over the parameters.
    pub fn cr1_factor(&self, parameters: i64) -> Result<f64, Error> {
        let (g, n) = (self.clusters as f64, self.rows as f64);
        if self.rows as i64 <= parameters {
            return Err(Error::TooFewRows {
                rows: self.rows,
                needed: parameters as usize + 1,
            });
        }
        Ok(g / (g - 1.0) * (n - 1.0) / (n - parameters as f64))
    }
}

/// Least squares of `y` on `columns` and an indicator for every level of one or two `effects`, clustered by `clusters`.
///
/// `columns` hold no intercept (the effects contain it). `weights` are analytic, all above zero. No row is dropped for being
/// alone in its level.
///
/// # Formula
/// The effects are taken out of y and of every column (Frisch and Waugh); the rest is `least_squares` and `cluster_covariance`. With p
/// kept columns and r independent effects (the constant counted): `none` p, `full` p + r, `nested` p + r less the levels, but one, of each
/// effect every level of which lies in one cluster.
///
/// # Errors
/// Those of `least_squares`, [`Absorber::new`] and `cluster_covariance`.
///
/// # Source
/// Frisch and Waugh (1933), Econometrica 1. Agrees with the exact dummy-variable regression in R 4.2.2 and with pyfixest to 1e-7
/// (tests/conformance/fixed_effects.rs).
pub fn fixed_effects(
    y: &[f64],
    columns: &[&[f64]],
    effects: &[&Clusters],
    clusters: &Clusters,
    weights: Option<&[f64]>,
) -> Result<FixedEffects, Error> {
    check(y, columns, weights)?;
    clusters.check(y.len())?;
    for effect in effects {
        if effect.of_row.len() != y.len() {
            return Err(Error::LengthMismatch {
                what: "fixed effect",
                expected: y.len(),
                got: effect.of_row.len(),
            });
        }
    }
    let absorber = Absorber::new(effects, weights)?;
    let mut left = Vec::new();
    let mut places = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        let rest = absorber.residual(column);
        if dot(&rest, &rest).sqrt() > ABSORBED * dot(column, column).sqrt() {
            left.push(rest);
            places.push(place);
        }
    }
    let slices: Vec<&[f64]> = left.iter().map(Vec::as_slice).collect();
    let mut y_left = absorber.residual(y);
    if dot(&y_left, &y_left) <= ROUNDING * dot(y, y) {
        y_left.fill(0.0);
    }
    let fit = least_squares(&y_left, &slices, weights)?;
    let covariance = cluster_covariance(&fit, clusters)?;
    let kept: Vec<usize> = fit.kept.iter().map(|i| places[*i]).collect();
    let none = kept.len() as i64;
    let full = none + absorber.rank() as i64;
    let within = effects.iter().filter(|e| lies_within(e, clusters));
    let nested = full - within.map(|e| e.count as i64 - 1).sum::<i64>();
    Ok(FixedEffects {
        dropped: (0..columns.len()).filter(|j| !kept.contains(j)).collect(),
        kept,
        coef: fit.coef,
        covariance,
        rss: fit.rss,
        rows: y.len(),
        clusters: clusters.count,
        parameters: Parameters { nested, full, none },
    })
}

/// True when every level of the effect has all its rows in one cluster.
fn lies_within(effect: &Clusters, clusters: &Clusters) -> bool {
    let mut cluster_of = vec![None; effect.count];
    effect
        .of_row
        .iter()
        .zip(&clusters.of_row)
        .all(|(level, cluster)| *cluster_of[*level].get_or_insert(*cluster) == *cluster)
}

#[cfg(test)]
mod tests;
