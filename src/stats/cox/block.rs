//! The design in blocks of rows small enough for the first-level cache, centred and scaled as they are read.

use super::{CoxInput, layout::Layout};
use std::ops::Range;

/// Rows are summed in this many parts at most, whatever the number of threads, so that threads never move a bit.
const PARTS: usize = 64;

/// The rows of each part.
pub(super) fn parts(n: usize) -> Vec<Range<usize>> {
    let size = n.div_ceil(PARTS).max(4096);
    (0..n.div_ceil(size))
        .map(|part| part * size..((part + 1) * size).min(n))
        .collect()
}

/// A block of centred and scaled design columns.
pub(super) struct Block {
    capacity: usize,
    columns: usize,
    values: Vec<f64>,
    /// Rows now in the block.
    pub rows: Range<usize>,
}

impl Block {
    pub fn new(columns: usize) -> Block {
        let capacity = (2048 / columns.max(1)).clamp(32, 512);
        Block {
            capacity,
            columns,
            values: vec![0.0; capacity * columns],
            rows: 0..0,
        }
    }

    /// Cuts the rows of a part into blocks.
    pub fn cut(&self, part: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
        let (capacity, end) = (self.capacity, part.end);
        part.step_by(capacity)
            .map(move |from| from..(from + capacity).min(end))
    }

    /// Reads the given rows.
    pub fn load(&mut self, input: &CoxInput, layout: &Layout, rows: Range<usize>) {
        let n = rows.len();
        let columns = self
            .values
            .chunks_exact_mut(self.capacity)
            .zip(&layout.columns);
        for (j, (values, column)) in columns.enumerate() {
            column.load(input, j, rows.clone(), &mut values[..n]);
        }
        self.rows = rows;
    }

    /// One column of the block.
    pub fn column(&self, j: usize) -> &[f64] {
        let from = j * self.capacity;
        &self.values[from..from + self.rows.len()]
    }

    /// The value of column `j` in the `i`-th row of the block.
    #[inline]
    pub fn value(&self, i: usize, j: usize) -> f64 {
        self.values[j * self.capacity + i]
    }

    /// The linear predictor of each row of the block.
    pub fn predictor(&self, beta: &[f64], eta: &mut Vec<f64>) {
        eta.clear();
        eta.resize(self.rows.len(), 0.0);
        for (j, b) in beta.iter().enumerate().filter(|(_, b)| **b != 0.0) {
            for (e, z) in eta.iter_mut().zip(self.column(j)) {
                *e += b * z;
            }
        }
    }

    /// Adds the cross-products of the columns, weighted row by row, to the lower triangle of `sum`.
    pub fn add_cross_products(&self, weights: &[f64], scratch: &mut Vec<f64>, sum: &mut [f64]) {
        for j in 0..self.columns {
            scratch.clear();
            scratch.extend(self.column(j).iter().zip(weights).map(|(z, w)| z * w));
            for k in 0..=j {
                sum[j * self.columns + k] += dot(scratch, self.column(k));
            }
        }
    }
}

/// A dot product in eight running sums: a fixed order that the compiler can vectorise.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (a_lanes, a_rest) = a.as_chunks::<8>();
    let (b_lanes, b_rest) = b.as_chunks::<8>();
    for (x, y) in a_lanes.iter().zip(b_lanes) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += x * y;
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f64>() + rest
}
