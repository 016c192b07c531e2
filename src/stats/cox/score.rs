//! Score residuals: what each row adds to the score.

use super::CoxInput;
use super::block::{Block, parts};
use super::compensated::Compensated;
use super::exposure::{Exposure, mirror, sum_of};
use super::layout::Layout;
use super::risk_sums::RiskSums;
use rayon::prelude::*;

/// Tables of cluster sums are kept per part only while all of them stay below this many numbers.
const TABLE_LIMIT: usize = 1 << 18;

/// What the score residuals need besides the design, at one beta.
///
/// With A the cumulative hazard and B the cumulative hazard-weighted risk-set mean, a row's residual is
/// event * (x - mean at its time) - risk * (A * x - B) over its time at risk, where an event is spared its share of a tie.
pub(super) struct ScoreTables<'a> {
    input: &'a CoxInput<'a>,
    layout: &'a Layout,
    p: usize,
    /// A.
    hazard: Exposure,
    /// B and its share that events are spared, p numbers per event time, and what rounding dropped from B.
    moved: Vec<f64>,
    moved_lost: Vec<f64>,
    spared: Vec<f64>,
    /// Mean of the columns over the events' shared risk sets, p numbers per event time.
    mean: Vec<f64>,
    risk: &'a [f64],
}

impl<'a> ScoreTables<'a> {
    pub fn new(input: &'a CoxInput, layout: &'a Layout, sums: &'a RiskSums) -> ScoreTables<'a> {
        let p = input.columns.len();
        let cells = layout.times.len() * p;
        let mut tables = ScoreTables {
            input,
            layout,
            p,
            hazard: Exposure::new(layout, sums.ties.iter().map(|t| (t.hazard, t.spared))),
            moved: vec![0.0; cells],
            moved_lost: vec![0.0; if layout.has_entry() { cells } else { 0 }],
            spared: Vec::with_capacity(cells),
            mean: Vec::with_capacity(cells),
            risk: &sums.risk,
        };
        for (time, ties) in sums.ties.iter().enumerate() {
            let weight = layout.event_weight[time];
            let total = sums.combine(time, ties.hazard, ties.spared);
            tables.mean.extend(total.map(|v| v / weight));
            tables
                .spared
                .extend(sums.combine(time, ties.square_f, ties.square_ff));
        }
        for range in &layout.strata {
            let mut running = vec![Compensated::default(); p];
            for time in range.clone() {
                let ties = &sums.ties[time];
                let each = sums.combine(time, ties.square, ties.square_f);
                for (j, (running, value)) in running.iter_mut().zip(each).enumerate() {
                    running.add(value);
                    match tables.moved_lost.get_mut(time * p + j) {
                        Some(lost) => {
                            *lost = running.lost;
                            tables.moved[time * p + j] = running.sum;
                        }
                        None => tables.moved[time * p + j] = running.value(),
                    }
                }
            }
        }
        tables
    }

    /// Mean of the columns that the events of a time share.
    pub fn mean(&self, time: usize) -> &[f64] {
        &self.mean[time * self.p..][..self.p]
    }

    /// Weight times the expected events of a row.
    #[inline]
    pub fn expected(&self, row: usize) -> f64 {
        self.risk[row] * self.hazard.of(self.input, self.layout, row)
    }

    /// The weighted score residual of a row, given its centred and scaled columns.
    #[inline]
    fn residual(&self, row: usize, x: impl Fn(usize) -> f64, into: &mut [f64]) {
        let stratum = self.input.stratum(row);
        let (first, exit) = (self.layout.strata[stratum].start, self.layout.exit(row));
        if exit == first {
            into.fill(0.0);
            return;
        }
        let (p, risk, expected) = (self.p, self.risk[row], self.expected(row));
        let last = (exit - 1) * p..exit * p;
        let moved = &self.moved[last.clone()];
        for (j, value) in into.iter_mut().enumerate() {
            *value = risk * moved[j] - expected * x(j);
        }
        if self.layout.has_entry() {
            let enter = self.layout.enter(row, stratum);
            for (j, value) in into.iter_mut().enumerate() {
                let (mut sum, mut lost) = (0.0, 0.0);
                if enter > first {
                    let cell = (enter - 1) * p + j;
                    (sum, lost) = (self.moved[cell], self.moved_lost[cell]);
                }
                let moved = (moved[j] - sum) + (self.moved_lost[last.start + j] - lost);
                *value = risk * moved - expected * x(j);
            }
        }
        if self.input.is_event(row) {
            let weight = self.input.weight(row);
            let (mean, spared) = (&self.mean[last.clone()], &self.spared[last]);
            for (j, value) in into.iter_mut().enumerate() {
                *value += weight * (x(j) - mean[j]) - risk * spared[j];
            }
        }
    }

    /// The weighted score residual of one row.
    pub fn row(&self, row: usize) -> Vec<f64> {
        let mut residual = vec![0.0; self.p];
        let columns = &self.layout.columns;
        self.residual(row, |j| columns[j].value(self.input, j, row), &mut residual);
        residual
    }

    /// Calls `then` with each row of a part and its weighted score residual.
    fn each_row(&self, part: std::ops::Range<usize>, mut then: impl FnMut(usize, &[f64])) {
        let mut block = Block::new(self.p);
        let mut residual = vec![0.0; self.p];
        for rows in block.cut(part) {
            block.load(self.input, self.layout, rows.clone());
            for (i, row) in rows.enumerate() {
                self.residual(row, |j| block.value(i, j), &mut residual);
                then(row, &residual);
            }
        }
    }

    /// Total and cross-products of the residuals, summed by cluster or row by row.
    pub fn totals(&self) -> ScoreTotals {
        match self.input.cluster {
            None => self.totals_by_row(),
            Some(cluster) => {
                let groups = cluster.iter().max().map_or(0, |m| m + 1);
                let parts = parts(cluster.len()).len();
                match parts * groups * self.p <= TABLE_LIMIT {
                    true => ScoreTotals::of(&self.by_cluster(cluster, groups), self.p),
                    false => ScoreTotals::of(&self.by_many_clusters(cluster, groups), self.p),
                }
            }
        }
    }

    fn totals_by_row(&self) -> ScoreTotals {
        let p = self.p;
        let partial: Vec<Vec<f64>> = parts(self.input.stop.len())
            .into_par_iter()
            .map(|part| {
                let mut sums = vec![0.0; p + p * p];
                self.each_row(part, |_, residual| {
                    let (total, meat) = sums.split_at_mut(p);
                    for (j, u) in residual.iter().enumerate() {
                        total[j] += u;
                        for (cell, v) in meat[j * p..].iter_mut().zip(&residual[..=j]) {
                            *cell += u * v;
                        }
                    }
                });
                sums
            })
            .collect();
        let mut total = sum_of(&partial, p + p * p);
        let mut meat = total.split_off(p);
        mirror(&mut meat, p);
        ScoreTotals { total, meat }
    }

    /// Residuals summed by cluster, p numbers per cluster.
    fn by_cluster(&self, cluster: &[usize], groups: usize) -> Vec<f64> {
        let p = self.p;
        let partial: Vec<Vec<f64>> = parts(cluster.len())
            .into_par_iter()
            .map(|part| {
                let mut sums = vec![0.0; groups * p];
                self.each_row(part, |row, residual| {
                    let sums = &mut sums[cluster[row] * p..][..p];
                    for (sum, u) in sums.iter_mut().zip(residual) {
                        *sum += u;
                    }
                });
                sums
            })
            .collect();
        sum_of(&partial, groups * p)
    }

    /// The same for many clusters: a few parts at a time, added in order.
    fn by_many_clusters(&self, cluster: &[usize], groups: usize) -> Vec<f64> {
        let p = self.p;
        let mut sums = vec![0.0; groups * p];
        for parts in parts(cluster.len()).chunks(8) {
            let found: Vec<Vec<f64>> = parts
                .par_iter()
                .map(|part| {
                    let mut residuals = Vec::with_capacity(part.len() * p);
                    self.each_row(part.clone(), |_, residual| residuals.extend(residual));
                    residuals
                })
                .collect();
            for (part, residuals) in parts.iter().zip(&found) {
                let each = residuals.chunks_exact(p.max(1));
                for (group, residual) in cluster[part.clone()].iter().zip(each) {
                    for (sum, u) in sums[group * p..][..p].iter_mut().zip(residual) {
                        *sum += u;
                    }
                }
            }
        }
        sums
    }
}

/// The total of the score residuals and the cross-products of their sums by cluster.
pub(super) struct ScoreTotals {
    pub total: Vec<f64>,
    /// p x p, row by row.
    pub meat: Vec<f64>,
}

impl ScoreTotals {
    /// From p numbers per cluster.
    fn of(sums: &[f64], p: usize) -> ScoreTotals {
        let mut totals = ScoreTotals {
            total: vec![0.0; p],
            meat: vec![0.0; p * p],
        };
        for u in sums.chunks_exact(p.max(1)) {
            for j in 0..p {
                totals.total[j] += u[j];
                for k in 0..=j {
                    totals.meat[j * p + k] += u[j] * u[k];
                }
            }
        }
        mirror(&mut totals.meat, p);
        totals
    }
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
