//! Score residuals: what each row adds to the score, column by column.

use super::CoxInput;
use super::layout::Layout;
use super::likelihood::{Compensated, Exposure, RiskSums};
use rayon::prelude::*;

/// What the score residuals need besides the design, at one beta.
///
/// With A the cumulative hazard and B the cumulative hazard-weighted risk-set mean, a row's residual is
/// event * (x - mean at its time) - risk * (A * x - B) over its time at risk, where an event is spared its share of a tie.
pub(super) struct ScoreTables {
    /// risk * A of each row: the weighted expected events.
    pub expected: Vec<f64>,
    /// weight * exp(eta) of each row.
    pub risk: Vec<f64>,
    /// Mean of the columns over the events' shared risk sets, per event time: `mean[column][time]`.
    pub mean: Vec<Vec<f64>>,
    /// B per column.
    exposure: Vec<Exposure>,
}

impl ScoreTables {
    pub fn new(input: &CoxInput, layout: &Layout, sums: RiskSums) -> ScoreTables {
        let p = input.columns.len();
        let times = layout.times.len();
        let hazard = Exposure::new(layout, sums.ties.iter().map(|t| (t.hazard, t.spared)));
        let mut mean = vec![vec![0.0; times]; p];
        let mut moved = vec![vec![(0.0, 0.0); times]; p];
        for (time, ties) in sums.ties.iter().enumerate() {
            let weight = layout.event_weight[time];
            let total = sums.combine(time, ties.hazard, ties.spared);
            let each = sums.combine(time, ties.square, ties.square_f);
            let spared = sums.combine(time, ties.square_f, ties.square_ff);
            for (j, ((total, each), spared)) in total.zip(each).zip(spared).enumerate() {
                mean[j][time] = total / weight;
                moved[j][time] = (each, spared);
            }
        }
        let exposure = moved
            .into_iter()
            .map(|increments| Exposure::new(layout, increments.into_iter()))
            .collect();
        let expected = (0..sums.risk.len())
            .into_par_iter()
            .map(|i| sums.risk[i] * hazard.of(input, layout, i))
            .collect();
        ScoreTables {
            expected,
            risk: sums.risk,
            mean,
            exposure,
        }
    }

    /// The weighted score residual of a row in a column, in centred and scaled columns.
    #[inline]
    pub fn residual(&self, input: &CoxInput, layout: &Layout, row: usize, j: usize) -> f64 {
        let centre = layout.centre[j][input.stratum(row)];
        let x = (input.columns[j][row] - centre) * layout.inverse_scale[j];
        let mut value =
            self.risk[row] * self.exposure[j].of(input, layout, row) - self.expected[row] * x;
        if input.is_event(row) {
            value += input.weight(row) * (x - self.mean[j][layout.exit(row) - 1]);
        }
        value
    }

    /// Weighted score residuals summed by cluster, or per row when there is none: `sums[column][cluster]`.
    pub fn by_cluster(&self, input: &CoxInput, layout: &Layout) -> Vec<Vec<f64>> {
        let n = input.stop.len();
        (0..input.columns.len())
            .into_par_iter()
            .map(|j| match input.cluster {
                None => (0..n).map(|i| self.residual(input, layout, i, j)).collect(),
                Some(cluster) => {
                    let groups = cluster.iter().max().map_or(0, |m| m + 1);
                    let mut sums = vec![Compensated::default(); groups];
                    for (i, c) in cluster.iter().enumerate() {
                        sums[*c].add(self.residual(input, layout, i, j));
                    }
                    sums.iter().map(Compensated::value).collect()
                }
            })
            .collect()
    }
}

/// The cross-products D'D of summed score residuals, row by row.
pub(super) fn meat(sums: &[Vec<f64>]) -> Vec<f64> {
    let p = sums.len();
    let mut meat = vec![0.0; p * p];
    for j in 0..p {
        for k in 0..=j {
            let product: f64 = sums[j].iter().zip(&sums[k]).map(|(a, b)| a * b).sum();
            meat[j * p + k] = product;
            meat[k * p + j] = product;
        }
    }
    meat
}

/// V M V for symmetric V and M.
pub(super) fn sandwich(bread: &[f64], meat: &[f64], p: usize) -> Vec<f64> {
    let product = |a: &[f64], b: &[f64]| -> Vec<f64> {
        let cell = |i: usize, j: usize| (0..p).map(|k| a[i * p + k] * b[k * p + j]).sum();
        (0..p * p).map(|c| cell(c / p, c % p)).collect()
    };
    let mut variance = product(&product(bread, meat), bread);
    for i in 0..p {
        for j in 0..i {
            let mean = (variance[i * p + j] + variance[j * p + i]) / 2.0;
            variance[i * p + j] = mean;
            variance[j * p + i] = mean;
        }
    }
    variance
}
