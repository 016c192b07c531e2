//! Ordinary and weighted least squares, with the collinear columns found and left out as R's `lm` does.

use super::Error;
use super::linalg::{Upper, axpy, dot};

/// A column whose part outside the earlier columns is this small, relative to its own length, is collinear (R's `tol`).
const COLLINEAR: f64 = 1e-7;

/// Residuals whose sum of squares is below this share of the outcome's are rounding alone and count as zero.
pub(super) const ROUNDING: f64 = 1e-28;

/// A fitted linear model.
///
/// Coefficients and everything by column refer to the columns that were kept, in their original order; `kept[i]` is the place of
/// coefficient `i` among the columns given.
#[derive(Debug, Clone)]
pub struct LeastSquares {
    /// Columns in the model, ascending.
    pub kept: Vec<usize>,
    /// Columns that are combinations of earlier ones, ascending.
    pub dropped: Vec<usize>,
    /// One coefficient per kept column.
    pub coef: Vec<f64>,
    /// y less its fitted value, per row, on the scale of y also when there are weights.
    pub residuals: Vec<f64>,
    /// Sum of (weighted) squared residuals.
    pub rss: f64,
    /// Share of the (weighted) variance around the mean that is explained; NaN when y does not vary.
    pub r_squared: f64,
    /// Root of `rss / df_residual`; NaN when no degrees of freedom are left.
    pub sigma: f64,
    /// Rows less kept columns.
    pub df_residual: usize,
    /// Orthonormal columns that span the (root-weighted) design.
    pub(super) basis: Vec<Vec<f64>>,
    /// The design is the basis times this triangle.
    pub(super) triangle: Upper,
    /// Root of the weights, when there are any.
    pub(super) root_weights: Option<Vec<f64>>,
}

impl LeastSquares {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.residuals.len()
    }

    /// Number of kept columns.
    pub fn rank(&self) -> usize {
        self.kept.len()
    }

    /// The residual of each row times the root of its weight: orthogonal to the basis.
    pub(super) fn scaled_residuals(&self) -> Vec<f64> {
        match &self.root_weights {
            None => self.residuals.clone(),
            Some(roots) => self
                .residuals
                .iter()
                .zip(roots)
                .map(|(e, r)| e * r)
                .collect(),
        }
    }

    /// Diagonal of the hat matrix.
    pub fn leverage(&self) -> Vec<f64> {
        let mut leverage = vec![0.0; self.rows()];
        for column in &self.basis {
            for (h, q) in leverage.iter_mut().zip(column) {
                *h += q * q;
            }
        }
        leverage
    }
}

/// Least squares of `y` on `columns`, rows weighted by `weights`.
///
/// `columns` are column-major and must contain the intercept (a column of ones) where the model has one; each has `y.len()`
/// rows. `weights` are analytic (precision) weights, all above zero: leave rows of weight zero out beforehand.
///
/// # Formula
/// b minimises `sum of w (y - x'b)^2`. Columns are made orthonormal one after the other (Gram-Schmidt, each column twice); a
/// column that shrinks below 1e-7 of its length is dropped, so the earliest columns are kept.
///
/// # Errors
/// `Empty` without rows, `LengthMismatch`, `NotFinite` naming y, weights or the column by its place, `NegativeWeight`, and
/// `OutOfRange` for a weight of zero.
///
/// # Source
/// Businger and Golub (1965), Numerische Mathematik 7; LINPACK's dqrdc2 as changed for R decides what is collinear. Agrees with
/// R 4.2.2 `lm` to 1e-8 (tests/conformance/ols.rs).
pub fn least_squares(
    y: &[f64],
    columns: &[&[f64]],
    weights: Option<&[f64]>,
) -> Result<LeastSquares, Error> {
    check(y, columns, weights)?;
    let root_weights: Option<Vec<f64>> = weights.map(|w| w.iter().map(|v| v.sqrt()).collect());
    let Basis {
        kept,
        dropped,
        columns: basis,
        triangle,
    } = Basis::of(columns, root_weights.as_deref());
    let mut residuals = scaled(y, root_weights.as_deref());
    let size = dot(&residuals, &residuals);
    let loads = project_out(&basis, &mut residuals);
    let coef = triangle.solve(&loads);
    if dot(&residuals, &residuals) <= ROUNDING * size {
        residuals.fill(0.0);
    }
    let rss = dot(&residuals, &residuals);
    if let Some(roots) = &root_weights {
        for (e, r) in residuals.iter_mut().zip(roots) {
            *e /= r;
        }
    }
    let df_residual = y.len().saturating_sub(kept.len());
    Ok(LeastSquares {
        coef,
        rss,
        r_squared: explained(y, &residuals, weights, rss),
        sigma: if df_residual > 0 {
            (rss / df_residual as f64).sqrt()
        } else {
            f64::NAN
        },
        df_residual,
        kept,
        dropped,
        residuals,
        basis,
        triangle,
        root_weights,
    })
}

/// Columns made orthonormal, and which of them they were.
pub(super) struct Basis {
    pub(super) kept: Vec<usize>,
    pub(super) dropped: Vec<usize>,
    pub(super) columns: Vec<Vec<f64>>,
    /// The (root-weighted) kept columns are the orthonormal ones times this.
    pub(super) triangle: Upper,
}

impl Basis {
    /// Gram-Schmidt in the order given; a column with nothing new in it is dropped.
    pub(super) fn of(given: &[&[f64]], root_weights: Option<&[f64]>) -> Basis {
        let mut basis = Basis {
            kept: Vec::new(),
            dropped: Vec::new(),
            columns: Vec::new(),
            triangle: Upper::empty(),
        };
        for (place, column) in given.iter().enumerate() {
            let mut rest = scaled(column, root_weights);
            let length = norm(&rest);
            let mut entries = project_out(&basis.columns, &mut rest);
            let left = norm(&rest);
            if left <= COLLINEAR * length || left == 0.0 {
                basis.dropped.push(place);
                continue;
            }
            rest.iter_mut().for_each(|v| *v /= left);
            entries.push(left);
            basis.triangle.push_column(&entries);
            basis.columns.push(rest);
            basis.kept.push(place);
        }
        basis
    }
}

fn scaled(values: &[f64], root_weights: Option<&[f64]>) -> Vec<f64> {
    match root_weights {
        None => values.to_vec(),
        Some(roots) => values.iter().zip(roots).map(|(v, r)| v * r).collect(),
    }
}

/// Takes from `rest` its part within `basis` and returns the loads; done twice, so that what is left is orthogonal to the last digit.
pub(super) fn project_out(basis: &[Vec<f64>], rest: &mut [f64]) -> Vec<f64> {
    let mut loads = vec![0.0; basis.len()];
    for _ in 0..2 {
        for (column, load) in basis.iter().zip(&mut loads) {
            let part = dot(column, rest);
            axpy(-part, column, rest);
            *load += part;
        }
    }
    loads
}

/// The length of a vector, safe from overflow.
fn norm(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
    if (1e-100..1e100).contains(&largest) || largest == 0.0 {
        return dot(values, values).sqrt();
    }
    let sum: f64 = values.iter().map(|v| (v / largest).powi(2)).sum();
    largest * sum.sqrt()
}

/// `mss / (mss + rss)`, mss the sum of squares of the fitted values around their mean.
fn explained(y: &[f64], residuals: &[f64], weights: Option<&[f64]>, rss: f64) -> f64 {
    let weight = |i: usize| weights.map_or(1.0, |w| w[i]);
    let fitted = |i: usize| y[i] - residuals[i];
    let total: f64 = (0..y.len()).map(weight).sum();
    let mean = (0..y.len()).map(|i| weight(i) * fitted(i)).sum::<f64>() / total;
    let model: f64 = (0..y.len())
        .map(|i| weight(i) * (fitted(i) - mean).powi(2))
        .sum();
    let size: f64 = (0..y.len()).map(|i| weight(i) * y[i] * y[i]).sum();
    if model + rss <= f64::EPSILON * f64::EPSILON * size * y.len() as f64 {
        return f64::NAN;
    }
    model / (model + rss)
}

pub(super) fn check(y: &[f64], columns: &[&[f64]], weights: Option<&[f64]>) -> Result<(), Error> {
    if y.is_empty() {
        return Err(Error::Empty);
    }
    let finite = |what: &dyn Fn() -> String, values: &[f64]| match values
        .iter()
        .position(|v| !v.is_finite())
    {
        Some(row) => Err(Error::NotFinite { what: what(), row }),
        None => Ok(()),
    };
    let same_length = |what: &'static str, got: usize| {
        if got == y.len() {
            Ok(())
        } else {
            Err(Error::LengthMismatch {
                what,
                expected: y.len(),
                got,
            })
        }
    };
    finite(&|| "y".to_string(), y)?;
    for (place, column) in columns.iter().enumerate() {
        same_length("column", column.len())?;
        finite(&|| format!("column {place}"), column)?;
    }
    if let Some(weights) = weights {
        same_length("weights", weights.len())?;
        finite(&|| "weights".to_string(), weights)?;
        if let Some(row) = weights.iter().position(|w| *w < 0.0) {
            return Err(Error::NegativeWeight { row });
        }
        if weights.contains(&0.0) {
            return Err(Error::OutOfRange {
                what: "weights",
                value: 0.0,
                allowed: "above zero",
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
