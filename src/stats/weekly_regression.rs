//! The same regression every week, on the rows that are active in it, from sums that change only where a row comes or goes.

use super::{Error, Inference};
use rayon::prelude::*;

/// Weeks `first` to `last` (both included, counted from 0) of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowWeeks {
    pub row: u32,
    pub first: u32,
    pub last: u32,
}

/// A yes/no outcome regressed week by week on columns that do not change over the weeks.
#[derive(Debug, Clone, Copy)]
pub struct WeeklyRegression<'a> {
    /// One slice per column, in the order in which collinear columns are kept; give a column of ones for the intercept.
    pub columns: &'a [Vec<f64>],
    /// Cluster of each row, below `clusters`.
    pub cluster: &'a [u32],
    pub clusters: usize,
    pub weeks: usize,
    /// When each row is in the regression; stretches of one row do not overlap.
    pub active: &'a [RowWeeks],
    /// When an active row has the outcome; inside its active weeks.
    pub outcome: &'a [RowWeeks],
}

/// One week's estimate of the coefficient in focus.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekFit {
    pub estimate: f64,
    /// Rows in the week.
    pub n: usize,
    /// HC1 with t(n - k).
    pub robust: Inference,
    /// CR1 with t(G - 1); an error with fewer than two clusters.
    pub clustered: Result<Inference, Error>,
    /// Columns left out because earlier ones determine them, ascending.
    pub dropped: Vec<usize>,
}

/// What is left of a column's own square after the earlier columns, below which it counts as determined by them. Rounding of the
/// sums leaves about 1e-15, and a column that is separate leaves far more.
const COLLINEAR: f64 = 1e-11;

/// A score below this share of the terms it is the difference of is rounding: the coefficients carry the design's condition.
const ROUNDING: f64 = 1e-12;

/// Fits every week and returns the coefficient of column `focus`.
///
/// # Formula
/// b = (X'X)^-1 X'y over the rows of the week; HC1 = n/(n-k) times the sum of (a'x)^2 e^2 and CR1 = G/(G-1) (n-1)/(n-k) times the
/// sum over clusters of (a'X_g'e_g)^2, a being the row of (X'X)^-1 in focus, n rows, k kept columns and G clusters with a row.
/// X'X and X'y are kept per cluster as differences at the weeks where rows come and go, so their cost does not grow with the
/// weeks; with whole-number columns the sums are exact.
///
/// # Errors
/// Per week: `Empty` without rows, `TooFewRows`, `Constant` when the focus column itself is determined by earlier ones.
///
/// # Source
/// The same numbers as least squares week by week (tests compare with `least_squares`).
pub fn weekly_regression(
    input: &WeeklyRegression,
    focus: usize,
    conf_level: f64,
) -> Vec<Result<WeekFit, Error>> {
    let shape = Shape::of(input);
    let sums = Sums::of(input, shape);
    let rows = row_major(input.columns);
    let members = RowsByWeek::of(input);
    (0..input.weeks)
        .into_par_iter()
        .map(|week| {
            let fit = Fit::of(&sums.week(week), shape, focus)?;
            Ok(fit.infer(&sums.week(week), members.week(week), &rows, conf_level))
        })
        .collect()
}

/// Sizes of the packed sums: `p` columns, then per cluster and week the upper triangle of X'X, X'y and n.
#[derive(Clone, Copy)]
struct Shape {
    p: usize,
    clusters: usize,
}

impl Shape {
    fn of(input: &WeeklyRegression) -> Shape {
        Shape {
            p: input.columns.len(),
            clusters: input.clusters,
        }
    }

    fn triangle(self) -> usize {
        self.p * (self.p + 1) / 2
    }

    /// X'X, X'y, n.
    fn block(self) -> usize {
        self.triangle() + self.p + 1
    }

    /// Place of X'X(i, j) in the packed upper triangle, i <= j.
    fn at(self, i: usize, j: usize) -> usize {
        j * (j + 1) / 2 + i
    }
}

/// The sums of all weeks, week by week, cluster by cluster.
struct Sums {
    values: Vec<f64>,
    shape: Shape,
}

impl Sums {
    fn of(input: &WeeklyRegression, shape: Shape) -> Sums {
        let size = shape.clusters * shape.block();
        let mut values = vec![0.0; size * (input.weeks + 1)];
        let row = |r: u32| input.columns.iter().map(move |c| c[r as usize]);
        let place = |week: u32, r: u32| {
            week as usize * size + input.cluster[r as usize] as usize * shape.block()
        };
        let mut product = vec![0.0; shape.block()];
        for stretch in input.active {
            outer_product(row(stretch.row), shape, &mut product);
            add(
                &mut values[place(stretch.first, stretch.row)..],
                &product,
                1.0,
            );
            add(
                &mut values[place(stretch.last + 1, stretch.row)..],
                &product,
                -1.0,
            );
        }
        for stretch in input.outcome {
            let x: Vec<f64> = row(stretch.row).collect();
            let start = place(stretch.first, stretch.row) + shape.triangle();
            add(&mut values[start..], &x, 1.0);
            let end = place(stretch.last + 1, stretch.row) + shape.triangle();
            add(&mut values[end..], &x, -1.0);
        }
        for week in 1..input.weeks {
            let (before, now) = values.split_at_mut(week * size);
            add(&mut now[..size], &before[(week - 1) * size..], 1.0);
        }
        Sums { values, shape }
    }

    /// The cluster blocks of a week.
    fn week(&self, week: usize) -> std::slice::Chunks<'_, f64> {
        let size = self.shape.clusters * self.shape.block();
        self.values[week * size..(week + 1) * size].chunks(self.shape.block())
    }
}

/// Writes x x' (packed) and a closing 1 for the count; the place of X'y stays zero.
fn outer_product(row: impl Iterator<Item = f64>, shape: Shape, product: &mut [f64]) {
    let x: Vec<f64> = row.collect();
    for j in 0..shape.p {
        for i in 0..=j {
            product[shape.at(i, j)] = x[i] * x[j];
        }
    }
    product[shape.block() - 1] = 1.0;
}

fn add(target: &mut [f64], source: &[f64], sign: f64) {
    for (t, s) in target.iter_mut().zip(source) {
        *t += sign * s;
    }
}

/// The solution of one week.
struct Fit {
    shape: Shape,
    n: f64,
    kept: Vec<usize>,
    dropped: Vec<usize>,
    /// Coefficients of the kept columns.
    beta: Vec<f64>,
    /// Row of (X'X)^-1 of the focus column, over the kept columns.
    inverse_row: Vec<f64>,
    focus: usize,
}

impl Fit {
    fn of(blocks: &std::slice::Chunks<f64>, shape: Shape, focus: usize) -> Result<Fit, Error> {
        let mut total = vec![0.0; shape.block()];
        for block in blocks.clone() {
            add(&mut total, block, 1.0);
        }
        let n = total[shape.block() - 1];
        if n == 0.0 {
            return Err(Error::Empty);
        }
        let (factor, kept, dropped) = cholesky(&total, shape);
        let Some(place) = kept.iter().position(|c| *c == focus) else {
            return Err(Error::Constant {
                what: "the effect".to_string(),
            });
        };
        if n as usize <= kept.len() {
            return Err(Error::TooFewRows {
                rows: n as usize,
                needed: kept.len() + 1,
            });
        }
        let right: Vec<f64> = kept.iter().map(|c| total[shape.triangle() + c]).collect();
        let mut unit = vec![0.0; kept.len()];
        unit[place] = 1.0;
        Ok(Fit {
            shape,
            n,
            beta: solve(&factor, right),
            inverse_row: solve(&factor, unit),
            kept,
            dropped,
            focus: place,
        })
    }

    fn infer(
        &self,
        blocks: &std::slice::Chunks<f64>,
        active: &[(u32, bool)],
        rows: &RowMajor,
        conf_level: f64,
    ) -> WeekFit {
        let free = self.n - self.kept.len() as f64;
        let estimate = self.beta[self.focus];
        let clusters = blocks.clone().filter(|b| b[self.shape.block() - 1] > 0.0);
        let scores: Vec<f64> = clusters.map(|block| self.score(block)).collect();
        let g = scores.len() as f64;
        let clustered = if scores.len() < 2 {
            Err(Error::OneCluster)
        } else {
            let squares: f64 = scores.iter().map(|s| s * s).sum();
            let variance = g / (g - 1.0) * (self.n - 1.0) / free * squares;
            Ok(Inference::from_t(
                estimate,
                variance.sqrt(),
                g - 1.0,
                conf_level,
            ))
        };
        let variance = self.n / free * self.squared_errors(active, rows);
        WeekFit {
            estimate,
            n: self.n as usize,
            robust: Inference::from_t(estimate, variance.sqrt(), free, conf_level),
            clustered,
            dropped: self.dropped.clone(),
        }
    }

    /// a'X_g'e_g of one cluster; what is left of terms that cancel is rounding, and counts as nothing.
    fn score(&self, block: &[f64]) -> f64 {
        let (mut score, mut size) = (0.0, 0.0);
        for (i, &column) in self.kept.iter().enumerate() {
            let (mut fitted, mut reach) = (0.0, 0.0);
            for (j, &other) in self.kept.iter().enumerate() {
                let (low, high) = (column.min(other), column.max(other));
                let term = block[self.shape.at(low, high)] * self.beta[j];
                fitted += term;
                reach += term.abs();
            }
            let observed = block[self.shape.triangle() + column];
            score += self.inverse_row[i] * (observed - fitted);
            size += self.inverse_row[i].abs() * (observed.abs() + reach);
        }
        if score.abs() <= ROUNDING * size {
            0.0
        } else {
            score
        }
    }

    /// The sum over rows of (a'x)^2 e^2.
    fn squared_errors(&self, active: &[(u32, bool)], rows: &RowMajor) -> f64 {
        let mut full = vec![(0.0, 0.0); self.shape.p];
        for (i, &column) in self.kept.iter().enumerate() {
            full[column] = (self.inverse_row[i], self.beta[i]);
        }
        let mut sum = 0.0;
        for &(row, has_outcome) in active {
            let (mut weight, mut fitted) = (0.0, 0.0);
            for (x, (a, b)) in rows.row(row).iter().zip(&full) {
                weight += a * x;
                fitted += b * x;
            }
            let residual = f64::from(u8::from(has_outcome)) - fitted;
            sum += (weight * residual).powi(2);
        }
        sum
    }
}

/// Lower factor of the kept columns (row by row), the kept columns and the dropped ones; later collinear columns are dropped.
fn cholesky(total: &[f64], shape: Shape) -> (Vec<Vec<f64>>, Vec<usize>, Vec<usize>) {
    let (mut factor, mut kept, mut dropped): (Vec<Vec<f64>>, Vec<usize>, Vec<usize>) =
        (Vec::new(), Vec::new(), Vec::new());
    for column in 0..shape.p {
        let mut row = Vec::with_capacity(kept.len() + 1);
        for (earlier, &other) in factor.iter().zip(&kept) {
            let dot: f64 = earlier
                .iter()
                .zip(&row)
                .map(|(a, b): (&f64, &f64)| a * b)
                .sum();
            row.push((total[shape.at(other, column)] - dot) / earlier[row.len()]);
        }
        let own = total[shape.at(column, column)];
        let left = own - row.iter().map(|v| v * v).sum::<f64>();
        if own > 0.0 && left > COLLINEAR * own {
            row.push(left.sqrt());
            factor.push(row);
            kept.push(column);
        } else {
            dropped.push(column);
        }
    }
    (factor, kept, dropped)
}

/// Solves L L' x = right.
fn solve(factor: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    for i in 0..right.len() {
        let dot: f64 = (0..i).map(|j| factor[i][j] * right[j]).sum();
        right[i] = (right[i] - dot) / factor[i][i];
    }
    for i in (0..right.len()).rev() {
        let dot: f64 = (i + 1..right.len()).map(|j| factor[j][i] * right[j]).sum();
        right[i] = (right[i] - dot) / factor[i][i];
    }
    right
}

/// The design row by row, for the passes that need every row.
struct RowMajor {
    values: Vec<f64>,
    p: usize,
}

fn row_major(columns: &[Vec<f64>]) -> RowMajor {
    let p = columns.len();
    let n = columns.first().map_or(0, Vec::len);
    let mut values = vec![0.0; n * p];
    for (j, column) in columns.iter().enumerate() {
        for (i, value) in column.iter().enumerate() {
            values[i * p + j] = *value;
        }
    }
    RowMajor { values, p }
}

impl RowMajor {
    fn row(&self, row: u32) -> &[f64] {
        &self.values[row as usize * self.p..(row as usize + 1) * self.p]
    }
}

/// The active rows of each week in the order of `active`, with whether they have the outcome.
struct RowsByWeek {
    weeks: Vec<Vec<(u32, bool)>>,
}

impl RowsByWeek {
    fn of(input: &WeeklyRegression) -> RowsByWeek {
        let mut weeks: Vec<Vec<(u32, bool)>> = vec![Vec::new(); input.weeks];
        let mut outcome_of: Vec<Vec<(u32, u32)>> = vec![Vec::new(); input.cluster.len()];
        for stretch in input.outcome {
            outcome_of[stretch.row as usize].push((stretch.first, stretch.last));
        }
        for stretch in input.active {
            let marks = &outcome_of[stretch.row as usize];
            for week in stretch.first..=stretch.last {
                let has = marks
                    .iter()
                    .any(|(first, last)| *first <= week && week <= *last);
                weeks[week as usize].push((stretch.row, has));
            }
        }
        RowsByWeek { weeks }
    }

    fn week(&self, week: usize) -> &[(u32, bool)] {
        &self.weeks[week]
    }
}

#[cfg(test)]
mod tests;
