//! Many regressions that share their columns and differ in rows and outcome: the adjusted weekly series.
//!
//! The columns are laid out row by row once, centred and scaled; each regression then makes two passes over its rows, one for the
//! cross-products and one for residuals and scores. Only the errors of one coefficient are formed.

mod cross_products;

use super::cluster_robust::{Clusters, cr1_factor};
use super::least_squares::{ROUNDING, least_squares};
use super::linalg::{axpy, dot};
use super::{Error, Inference};
use cross_products::{CrossProducts, Factor};

/// A column whose remaining sum of squares is below this share of its raw one is collinear.
const COLLINEAR: f64 = 1e-12;
/// Below this share of its centred sum of squares, cross-products have too few digits and the slow path is taken.
const TOO_CLOSE: f64 = 1e-7;

/// The columns that all regressions share, and the cluster of each row.
#[derive(Debug, Clone)]
pub struct SharedDesign {
    /// Row-major, `width` numbers a row: one, then the columns centred and scaled.
    values: Vec<f64>,
    width: usize,
    centre: Vec<f64>,
    scale: Vec<f64>,
    clusters: Clusters,
}

/// One coefficient of one regression, with both kinds of errors.
#[derive(Debug, Clone, PartialEq)]
pub struct SubsetFit {
    pub estimate: f64,
    /// HC1 with t(n - k), or why not.
    pub robust: Result<Inference, Error>,
    /// CR1 with t(G - 1), or why not.
    pub clustered: Result<Inference, Error>,
    /// Rows used.
    pub n: usize,
    /// Kept coefficients, the intercept counted.
    pub rank: usize,
    /// Clusters with a row.
    pub clusters: usize,
    /// Columns that are combinations of the intercept and earlier columns among these rows.
    pub dropped: Vec<usize>,
}

impl SharedDesign {
    /// Lays out `columns` (without the intercept, which every regression has) for regressions on subsets of their rows.
    ///
    /// # Errors
    /// `Empty`, `LengthMismatch` and `NotFinite`.
    pub fn new(columns: &[&[f64]], clusters: &Clusters) -> Result<SharedDesign, Error> {
        let rows = clusters.of_row.len();
        if rows == 0 {
            return Err(Error::Empty);
        }
        let width = columns.len() + 1;
        let mut values = vec![1.0; rows * width];
        let (mut centre, mut scale) = (Vec::new(), Vec::new());
        for (j, column) in columns.iter().enumerate() {
            if column.len() != rows {
                return Err(Error::LengthMismatch {
                    what: "column",
                    expected: rows,
                    got: column.len(),
                });
            }
            if let Some(row) = column.iter().position(|v| !v.is_finite()) {
                let what = format!("column {j}");
                return Err(Error::NotFinite { what, row });
            }
            let (mean, spread) = centre_and_spread(column);
            for (row, v) in values.chunks_exact_mut(width).zip(*column) {
                row[j + 1] = (v - mean) / spread;
            }
            centre.push(mean);
            scale.push(spread);
        }
        Ok(SharedDesign {
            values,
            width,
            centre,
            scale,
            clusters: clusters.clone(),
        })
    }

    /// The regressions on `rows`, for one outcome or several.
    ///
    /// # Errors
    /// `Empty`, and `OutOfRange` for a row that is not there.
    pub fn on<'a>(&'a self, rows: &'a [u32]) -> Result<Subset<'a>, Error> {
        if rows.is_empty() {
            return Err(Error::Empty);
        }
        let count = self.clusters.of_row.len();
        if let Some(row) = rows.iter().find(|r| **r as usize >= count) {
            return Err(Error::OutOfRange {
                what: "row",
                value: f64::from(*row),
                allowed: "the rows of the design",
            });
        }
        Ok(Subset {
            design: self,
            rows,
            factor: self.factorise(&CrossProducts::of(self, rows)),
        })
    }

    /// One regression: [`SharedDesign::on`], then [`Subset::fit`].
    ///
    /// # Errors
    /// As theirs.
    pub fn fit(
        &self,
        rows: &[u32],
        y: &[f64],
        tested: usize,
        conf_level: f64,
    ) -> Result<SubsetFit, Error> {
        self.on(rows)?.fit(y, tested, conf_level)
    }

    fn row(&self, row: u32) -> &[f64] {
        let start = row as usize * self.width;
        &self.values[start..start + self.width]
    }

    /// Cholesky's factor of the cross-products, column after column, leaving the collinear ones out.
    fn factorise(&self, sums: &CrossProducts) -> Factorised {
        let mut factor = Factor::default();
        let n = sums.at(0, 0);
        for j in 0..self.width {
            let entries = factor.forward(|i| sums.at(i, j));
            let own = sums.at(j, j);
            let left = own - dot(&entries, &entries);
            let raw = match j {
                0 => own,
                _ => {
                    let (c, s) = (self.centre[j - 1], self.scale[j - 1]);
                    n * c * c + 2.0 * c * s * sums.at(0, j) + s * s * own
                }
            };
            let left_raw = if j == 0 {
                left
            } else {
                left * self.scale[j - 1].powi(2)
            };
            if left <= 0.0 || left_raw <= COLLINEAR * raw {
                continue;
            }
            if left <= TOO_CLOSE * own {
                return Factorised::TooClose;
            }
            factor.push(j, entries, left.sqrt());
        }
        Factorised::Clear(factor)
    }
}

/// Regressions on the same rows: the cross-products are formed and factorised once.
pub struct Subset<'a> {
    design: &'a SharedDesign,
    rows: &'a [u32],
    factor: Factorised,
}

impl Subset<'_> {
    /// Least squares of `y` on the intercept and the columns, and the coefficient of column `tested`.
    ///
    /// `y` has one value per row of the subset. All sums run in the order of the rows.
    ///
    /// # Formula
    /// As `least_squares`, `robust_covariance` (HC1) and `cluster_covariance` times `cr1_factor`, for one coefficient: with a the
    /// row's weight in it and e the residual, HC1 = `n/(n-k) sum of (a e)^2`, CR1 = factor times
    /// `sum over clusters of (sum of a e)^2`. A column is dropped when less than 1e-12 of its sum of squares is outside the
    /// earlier ones (lm: 1e-14).
    ///
    /// # Errors
    /// `LengthMismatch`, `NotFinite`, `OutOfRange` for a column that is not there, and `Aliased` when `tested` is among the
    /// dropped columns.
    pub fn fit(&self, y: &[f64], tested: usize, conf_level: f64) -> Result<SubsetFit, Error> {
        self.check(y, tested)?;
        let factor = match &self.factor {
            Factorised::Clear(factor) => factor,
            Factorised::TooClose => return self.fit_slowly(y, tested, conf_level),
        };
        let Some(place) = factor.kept.iter().position(|j| *j == tested + 1) else {
            return Err(Error::Aliased { column: tested });
        };
        let width = self.design.width;
        let spread = |kept_values: &[f64]| {
            let mut all = vec![0.0; width];
            for (j, v) in factor.kept.iter().zip(kept_values) {
                all[*j] = *v;
            }
            all
        };
        let mut coef = factor.solve(&factor.pick(&self.products_with(y)));
        let weights = factor.inverse_column(place);
        let pass = self.scores(y, &spread(&coef), &spread(&weights));
        // One step of refinement: what the residuals still hold of the columns.
        let correction = factor.solve(&factor.pick(&pass.gradient));
        coef.iter_mut().zip(correction).for_each(|(b, c)| *b += c);
        let scale = self.design.scale[tested];
        let dropped = (1..width).filter(|j| !factor.kept.contains(j));
        Ok(pass.finish(
            coef[place] / scale,
            scale,
            factor.kept.len(),
            dropped.map(|j| j - 1).collect(),
            conf_level,
        ))
    }

    fn check(&self, y: &[f64], tested: usize) -> Result<(), Error> {
        if y.len() != self.rows.len() {
            return Err(Error::LengthMismatch {
                what: "y",
                expected: self.rows.len(),
                got: y.len(),
            });
        }
        if let Some(row) = y.iter().position(|v| !v.is_finite()) {
            let what = "y".to_string();
            return Err(Error::NotFinite { what, row });
        }
        if tested + 1 >= self.design.width {
            return Err(Error::OutOfRange {
                what: "tested",
                value: tested as f64,
                allowed: "the columns of the design",
            });
        }
        Ok(())
    }

    fn products_with(&self, y: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.design.width];
        for (row, y) in self.rows.iter().zip(y).filter(|(_, y)| **y != 0.0) {
            axpy(*y, self.design.row(*row), &mut sums);
        }
        sums
    }

    /// Residuals, scores of the tested coefficient, and what the residuals still hold of the columns.
    fn scores(&self, y: &[f64], coef: &[f64], weights: &[f64]) -> Scores {
        let design = self.design;
        let mut pass = Scores::new(design.clusters.count, design.width);
        for (row, y) in self.rows.iter().zip(y) {
            let x = design.row(*row);
            let (mut fitted, mut weight) = (0.0, 0.0);
            for ((x, b), w) in x.iter().zip(coef).zip(weights) {
                fitted += x * b;
                weight += x * w;
            }
            let e = y - fitted;
            pass.residual += e * e;
            pass.outcome += y * y;
            for (g, x) in pass.gradient.iter_mut().zip(x) {
                *g += e * x;
            }
            pass.add(design.clusters.of_row[*row as usize], weight * e);
        }
        pass
    }

    /// The same answer through orthonormal columns, for columns that nearly coincide.
    fn fit_slowly(&self, y: &[f64], tested: usize, conf_level: f64) -> Result<SubsetFit, Error> {
        let design = self.design;
        let column = |j: usize| self.rows.iter().map(|r| design.row(*r)[j]).collect();
        let columns: Vec<Vec<f64>> = (0..design.width).map(column).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let fit = least_squares(y, &columns, None)?;
        let Some(place) = fit.kept.iter().position(|j| *j == tested + 1) else {
            return Err(Error::Aliased { column: tested });
        };
        let loading = fit.triangle.inverse_row(place);
        let mut pass = Scores::new(design.clusters.count, 0);
        for (i, row) in self.rows.iter().enumerate() {
            let weight: f64 = loading.iter().zip(&fit.basis).map(|(l, q)| l * q[i]).sum();
            pass.add(
                design.clusters.of_row[*row as usize],
                weight * fit.residuals[i],
            );
        }
        Ok(pass.finish(
            fit.coef[place] / design.scale[tested],
            design.scale[tested],
            fit.rank(),
            fit.dropped
                .iter()
                .filter(|j| **j > 0)
                .map(|j| j - 1)
                .collect(),
            conf_level,
        ))
    }
}

/// Mean and root mean square distance from it; a column that does not vary has spread one.
fn centre_and_spread(column: &[f64]) -> (f64, f64) {
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    let square = column.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n;
    let spread = square.sqrt();
    if spread > 0.0 && spread.is_finite() {
        (mean, spread)
    } else {
        (mean, 1.0)
    }
}

enum Factorised {
    Clear(Factor),
    TooClose,
}

/// Sums of the tested coefficient's scores, over rows and by cluster.
struct Scores {
    n: usize,
    squares: f64,
    by_cluster: Vec<f64>,
    has_rows: Vec<bool>,
    gradient: Vec<f64>,
    /// Sums of squares of the residuals and of the outcome.
    residual: f64,
    outcome: f64,
}

impl Scores {
    fn new(clusters: usize, width: usize) -> Scores {
        Scores {
            n: 0,
            squares: 0.0,
            by_cluster: vec![0.0; clusters],
            has_rows: vec![false; clusters],
            gradient: vec![0.0; width],
            residual: 0.0,
            outcome: 0.0,
        }
    }

    fn add(&mut self, cluster: usize, score: f64) {
        self.n += 1;
        self.squares += score * score;
        self.by_cluster[cluster] += score;
        self.has_rows[cluster] = true;
    }

    /// `scale` is what the scores, and the estimate before it was handed in, were divided by.
    fn finish(
        &self,
        estimate: f64,
        scale: f64,
        rank: usize,
        dropped: Vec<usize>,
        conf_level: f64,
    ) -> SubsetFit {
        let clusters = self.has_rows.iter().filter(|h| **h).count();
        let exact = self.outcome > 0.0 && self.residual <= ROUNDING * self.outcome;
        let infer = |variance: f64, df: f64| {
            let variance = if exact { 0.0 } else { variance };
            Inference::from_t(estimate, variance.sqrt() / scale, df, conf_level)
        };
        let free = match self.n > rank {
            true => Ok((self.n - rank) as f64),
            false => Err(Error::TooFewRows {
                rows: self.n,
                needed: rank + 1,
            }),
        };
        let robust = free
            .clone()
            .map(|df| infer(self.n as f64 / df * self.squares, df));
        let clustered = free.and_then(|_| {
            if clusters < 2 {
                return Err(Error::OneCluster);
            }
            let squares: f64 = self.by_cluster.iter().map(|s| s * s).sum();
            let variance = cr1_factor(clusters, self.n, rank) * squares;
            Ok(infer(variance, clusters as f64 - 1.0))
        });
        SubsetFit {
            estimate,
            robust,
            clustered,
            n: self.n,
            rank,
            clusters,
            dropped,
        }
    }
}

#[cfg(test)]
mod tests;
