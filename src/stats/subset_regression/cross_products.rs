//! The normal equations of one subset, and their Cholesky factor over the columns that are kept.

use super::SharedDesign;
use crate::stats::linalg::dot;

/// `X'X` (upper triangle).
pub(super) struct CrossProducts {
    width: usize,
    square: Vec<f64>,
}

impl CrossProducts {
    pub(super) fn of(design: &SharedDesign, rows: &[u32]) -> CrossProducts {
        let width = design.width;
        let mut sums = CrossProducts {
            width,
            square: vec![0.0; width * width],
        };
        let (blocks, rest) = rows.as_chunks::<4>();
        for block in blocks {
            sums.add(block.map(|r| design.row(r)));
        }
        for row in rest {
            sums.add([design.row(*row)]);
        }
        sums
    }

    /// Adds several rows at once, so that each running sum is read and written once for all of them.
    fn add<const ROWS: usize>(&mut self, x: [&[f64]; ROWS]) {
        let width = self.width;
        let x = x.map(|row| &row[..width]);
        for j in 0..width {
            let own = x.map(|row| row[j]);
            let line = &mut self.square[j * width..(j + 1) * width];
            for l in j..width {
                let mut sum = 0.0;
                for r in 0..ROWS {
                    sum += own[r] * x[r][l];
                }
                line[l] += sum;
            }
        }
    }

    pub(super) fn at(&self, i: usize, j: usize) -> f64 {
        self.square[i.min(j) * self.width + i.max(j)]
    }
}

/// The lower Cholesky factor over the kept columns.
#[derive(Default)]
pub(super) struct Factor {
    pub(super) kept: Vec<usize>,
    rows: Vec<Vec<f64>>,
}

impl Factor {
    pub(super) fn push(&mut self, column: usize, mut entries: Vec<f64>, diagonal: f64) {
        entries.push(diagonal);
        self.rows.push(entries);
        self.kept.push(column);
    }

    pub(super) fn pick(&self, all: &[f64]) -> Vec<f64> {
        self.kept.iter().map(|j| all[*j]).collect()
    }

    /// Solves with the factor for the right-hand side `right(column)`.
    pub(super) fn forward(&self, right: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut x: Vec<f64> = Vec::with_capacity(self.kept.len() + 1);
        for (row, column) in self.rows.iter().zip(&self.kept) {
            let diagonal = row[x.len()];
            let value = (right(*column) - dot(&row[..x.len()], &x)) / diagonal;
            x.push(value);
        }
        x
    }

    /// Solves the normal equations.
    pub(super) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let place = |column: usize| self.kept.partition_point(|k| *k < column);
        let mut x = self.forward(|column| right[place(column)]);
        for i in (0..x.len()).rev() {
            x[i] /= self.rows[i][i];
            for j in 0..i {
                x[j] -= self.rows[i][j] * x[i];
            }
        }
        x
    }

    pub(super) fn inverse_column(&self, place: usize) -> Vec<f64> {
        let unit: Vec<f64> = (0..self.kept.len())
            .map(|i| f64::from(i == place))
            .collect();
        self.solve(&unit)
    }
}
