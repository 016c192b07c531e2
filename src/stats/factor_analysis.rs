//! Maximum-likelihood factor analysis.

mod uniqueness;

use super::Error;
use super::covariance_matrix::correlation_matrix;
use super::distributions::chi_squared_upper;
use uniqueness::Spectrum;

pub use uniqueness::LOWER_BOUND;

/// A factor model of a correlation matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorAnalysis {
    /// One row per item, unrotated (the columns are orthogonal in the metric of the uniquenesses).
    pub loadings: Vec<Vec<f64>>,
    /// Each item's variance outside the factors, between `LOWER_BOUND` and 1.
    pub uniquenesses: Vec<f64>,
    /// Items whose uniqueness stopped at a bound (a Heywood case at the lower one).
    pub at_bound: Vec<usize>,
    /// The discrepancy at its minimum.
    pub criterion: f64,
    /// Bartlett-corrected test that the factors suffice; NaN without degrees of freedom.
    pub statistic: f64,
    pub df: f64,
    pub p_value: f64,
}

/// Maximum-likelihood factor analysis of the correlations of items given as columns.
///
/// # Formula
/// Minimises `ln|S| - ln|R| + trace(R S^-1) - p` over `S = L L' + diag(u)`; statistic `(n - 1 - (2p + 5)/6 - 2q/3)` times the minimum, with
/// `((p - q)^2 - p - q)/2` degrees of freedom.
///
/// # Errors
/// `OutOfRange` for no factors or more than the items can carry; `Constant` naming the item (from 1) that does not vary; `Singular` when the items
/// are collinear; `TooFewRows`; `NotFinite`; `NoConvergence`.
///
/// # Source
/// Lawley and Maxwell (1971); Jöreskog (1967), Psychometrika 32; Bartlett (1950). Agrees with R `factanal(rotation = "none")` to 1e-6.
pub fn factor_analysis(items: &[&[f64]], factors: usize) -> Result<FactorAnalysis, Error> {
    let (p, q) = (items.len() as f64, factors as f64);
    let df = ((p - q).powi(2) - p - q) / 2.0;
    if factors == 0 || df < 0.0 || q >= p {
        return Err(Error::OutOfRange {
            what: "factors",
            value: q,
            allowed: "1 or more, with ((items - factors)^2 - items - factors)/2 not negative",
        });
    }
    let correlation = correlation_matrix(items)?;
    let (spectrum, at_bound) = uniqueness::minimise(&correlation, factors)?;
    let n = items[0].len() as f64;
    let statistic = match df > 0.0 {
        true => (n - 1.0 - (2.0 * p + 5.0) / 6.0 - 2.0 * q / 3.0) * spectrum.discrepancy(),
        false => f64::NAN,
    };
    Ok(FactorAnalysis {
        loadings: loadings(&spectrum, factors),
        uniquenesses: spectrum.uniquenesses.clone(),
        at_bound,
        criterion: spectrum.discrepancy(),
        statistic,
        df,
        p_value: match df > 0.0 {
            true => chi_squared_upper(statistic.max(0.0), df),
            false => f64::NAN,
        },
    })
}

/// `diag(u)^1/2 V diag(l - 1)^1/2` for the leading eigenvalues l and eigenvectors V.
fn loadings(spectrum: &Spectrum, factors: usize) -> Vec<Vec<f64>> {
    let row = |(i, u): (usize, &f64)| {
        let weight = |k: usize| (spectrum.values[k] - 1.0).max(0.0).sqrt();
        let entry = |k: usize| u.sqrt() * spectrum.vectors[k][i] * weight(k);
        (0..factors).map(entry).collect()
    };
    spectrum.uniquenesses.iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests;
