//! What rows are exposed to while at risk, and the cross-products of the design it weights.

use super::CoxInput;
use super::block::{Block, parts};
use super::compensated::Compensated;
use super::layout::Layout;
use rayon::prelude::*;

/// What a row is exposed to between entry and exit, as sums from the first event time of its stratum.
pub(super) struct Exposure {
    sum: Vec<f64>,
    /// What rounding dropped from each sum; kept when rows enter late, because theirs is a difference of two sums.
    lost: Vec<f64>,
    spared: Vec<f64>,
}

impl Exposure {
    /// From an increment per event time and the part of it that an event at that time is spared.
    pub fn new(layout: &Layout, increments: impl Iterator<Item = (f64, f64)>) -> Exposure {
        let (each, spared): (Vec<f64>, Vec<f64>) = increments.unzip();
        let mut exposure = Exposure {
            sum: vec![0.0; each.len()],
            lost: vec![0.0; if layout.has_entry() { each.len() } else { 0 }],
            spared,
        };
        for range in &layout.strata {
            let mut running = Compensated::default();
            for t in range.clone() {
                running.add(each[t]);
                match layout.has_entry() {
                    true => (exposure.sum[t], exposure.lost[t]) = (running.sum, running.lost),
                    false => exposure.sum[t] = running.value(),
                }
            }
        }
        exposure
    }

    /// The exposure of a row.
    #[inline]
    pub fn of(&self, input: &CoxInput, layout: &Layout, row: usize) -> f64 {
        let stratum = input.stratum(row);
        let (first, exit) = (layout.strata[stratum].start, layout.exit(row));
        if exit == first {
            return 0.0;
        }
        let mut total = self.sum[exit - 1];
        if layout.has_entry() {
            let enter = layout.enter(row, stratum);
            let (mut sum, mut lost) = (0.0, 0.0);
            if enter > first {
                (sum, lost) = (self.sum[enter - 1], self.lost[enter - 1]);
            }
            total = (total - sum) + (self.lost[exit - 1] - lost);
        }
        if input.is_event(row) {
            total -= self.spared[exit - 1];
        }
        total
    }
}

/// The lower triangle of the sum over rows of risk * exposure * x x', in centred and scaled columns.
pub(super) fn cross_products(
    input: &CoxInput,
    layout: &Layout,
    risk: &[f64],
    exposure: &Exposure,
) -> Vec<f64> {
    let p = input.columns.len();
    let partial: Vec<Vec<f64>> = parts(risk.len())
        .into_par_iter()
        .map(|part| {
            let mut block = Block::new(p);
            let (mut weights, mut scratch) = (Vec::new(), Vec::new());
            let mut sum = vec![0.0; p * p];
            for rows in block.cut(part) {
                block.load(input, layout, rows.clone());
                weights.clear();
                weights.extend(rows.map(|i| risk[i] * exposure.of(input, layout, i)));
                block.add_cross_products(&weights, &mut scratch, &mut sum);
            }
            sum
        })
        .collect();
    sum_of(&partial, p * p)
}

/// The sum of vectors, in their order.
pub(super) fn sum_of(parts: &[Vec<f64>], len: usize) -> Vec<f64> {
    let mut total = vec![0.0; len];
    for part in parts {
        for (sum, value) in total.iter_mut().zip(part) {
            *sum += value;
        }
    }
    total
}

/// Copies the lower triangle to the upper.
pub(super) fn mirror(matrix: &mut [f64], p: usize) {
    for j in 0..p {
        for k in 0..j {
            matrix[k * p + j] = matrix[j * p + k];
        }
    }
}
