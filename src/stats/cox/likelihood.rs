//! The partial likelihood with Efron or Breslow ties: value, score and information at a beta.
//!
//! Two passes over the rows. The first collects, per event time, the risk and the risk-weighted columns of the rows that leave then
//! (less those that enter); sums from the last time backwards give every risk set. The second is one weighted cross-product: each
//! row counts with its risk times the hazard it was exposed to.

use super::block::{Block, parts};
use super::layout::Layout;
use super::ties::TieSums;
use super::{CoxInput, Ties};
use rayon::prelude::*;

/// Tables of partial sums are kept per part only while they stay below this many numbers.
const TABLE_LIMIT: usize = 1 << 17;

/// Sums over the risk set of each event time, at one beta, in centred and scaled columns.
pub(super) struct RiskSums {
    /// Number of columns.
    p: usize,
    /// Per event time: S0, then S1.
    all: Vec<f64>,
    /// The same over the events of that time alone; empty when ties do not need it.
    events: Vec<f64>,
    /// Tie sums per event time.
    pub ties: Vec<TieSums>,
    /// weight * exp(eta) of each row.
    pub risk: Vec<f64>,
}

/// The partial likelihood at one beta, in centred and scaled columns.
pub(super) struct Evaluation {
    pub loglik: f64,
    pub score: Vec<f64>,
    /// p x p, row by row, symmetric.
    pub information: Vec<f64>,
    /// The diagonal of the information before the means are taken off: the scale on which a pivot is zero.
    pub size: Vec<f64>,
}

impl Evaluation {
    /// False after an overflow.
    pub fn is_finite(&self) -> bool {
        let mut numbers = self.score.iter().chain(&self.information);
        self.loglik.is_finite() && numbers.all(|v| v.is_finite())
    }
}

impl RiskSums {
    /// First pass.
    pub fn new(input: &CoxInput, layout: &Layout, ties: Ties, beta: &[f64]) -> RiskSums {
        let (p, times) = (input.columns.len(), layout.times.len());
        let mut risk = vec![0.0; input.stop.len()];
        let parts = parts(risk.len());
        let mut tables = Tables::new(p, times, ties);
        if parts.len() * tables.len() <= TABLE_LIMIT.max(risk.len() * (p + 1) / 4) {
            let partial: Vec<Tables> = split(&mut risk, &parts)
                .into_par_iter()
                .zip(parts.par_iter())
                .map(|(risk, part)| {
                    let mut tables = Tables::new(p, times, ties);
                    each_block(input, layout, beta, part.clone(), risk, |block, risk| {
                        tables.add(input, layout, block, risk);
                    });
                    tables
                })
                .collect();
            for part in &partial {
                tables.merge(part);
            }
        } else {
            split(&mut risk, &parts)
                .into_par_iter()
                .zip(parts.par_iter())
                .for_each(|(risk, part)| {
                    each_block(input, layout, beta, part.clone(), risk, |_, _| {});
                });
            tables.fill_by_column(input, layout, &risk);
        }
        tables.accumulate(layout);
        let width = p + 1;
        let ties = (0..times)
            .map(|t| {
                let of_events = tables.events.get(t * width).copied().unwrap_or(0.0);
                let (events, weight) = (layout.events[t], layout.event_weight[t]);
                TieSums::new(ties, tables.all[t * width], of_events, events, weight)
            })
            .collect();
        RiskSums {
            p,
            all: tables.all,
            events: tables.events,
            ties,
            risk,
        }
    }

    /// S1 at an event time.
    pub fn all(&self, time: usize) -> &[f64] {
        &self.all[time * (self.p + 1) + 1..][..self.p]
    }

    /// S1 over the events of an event time; empty without Efron ties.
    pub fn events(&self, time: usize) -> &[f64] {
        match self.events.is_empty() {
            true => &[],
            false => &self.events[time * (self.p + 1) + 1..][..self.p],
        }
    }

    /// `a * S1 - b * S1_events` at an event time, column by column.
    pub fn combine(&self, time: usize, a: f64, b: f64) -> impl Iterator<Item = f64> {
        let events = self.events(time);
        let all = self.all(time).iter().enumerate();
        all.map(move |(j, s)| a * s - b * events.get(j).copied().unwrap_or(0.0))
    }
}

/// Value, score and information at `beta`, with the sums they came from.
pub(super) fn evaluate(
    input: &CoxInput,
    layout: &Layout,
    ties: Ties,
    beta: &[f64],
    event_sums: &EventSums,
) -> (Evaluation, RiskSums) {
    let sums = RiskSums::new(input, layout, ties, beta);
    let p = beta.len();
    let linear: f64 = event_sums
        .columns
        .iter()
        .zip(beta)
        .map(|(x, b)| x * b)
        .sum();
    let loglik = linear - sums.ties.iter().map(|t| t.log).sum::<f64>();
    let mut score = event_sums.columns.clone();
    for (time, ties) in sums.ties.iter().enumerate() {
        let mean = sums.combine(time, ties.hazard, ties.spared);
        for (u, m) in score.iter_mut().zip(mean) {
            *u -= m;
        }
    }
    let exposure = Exposure::new(layout, sums.ties.iter().map(|t| (t.hazard, t.spared)));
    let mut information = cross_products(input, layout, &sums.risk, &exposure);
    let size = (0..p).map(|j| information[j * p + j]).collect();
    subtract_means(&sums, &mut information, |_| 1.0);
    mirror(&mut information, p);
    (
        Evaluation {
            loglik,
            score,
            information,
            size,
        },
        sums,
    )
}

/// Sums over the events that no beta changes.
pub(super) struct EventSums {
    /// Sum of weight times column.
    pub columns: Vec<f64>,
}

impl EventSums {
    pub fn new(input: &CoxInput, layout: &Layout) -> EventSums {
        let columns = input.columns.par_iter().enumerate().map(|(j, column)| {
            let (scale, centre) = (layout.inverse_scale[j], &layout.centre[j]);
            let rows = (0..column.len()).filter(|i| input.is_event(*i));
            rows.map(|i| input.weight(i) * (column[i] - centre[input.stratum(i)]) * scale)
                .sum()
        });
        EventSums {
            columns: columns.collect(),
        }
    }
}

/// What a row is exposed to between entry and exit, as sums from the first event time of its stratum.
pub(super) struct Exposure {
    cumulated: Vec<f64>,
    spared: Vec<f64>,
}

impl Exposure {
    /// From an increment per event time and the part of it that an event at that time is spared.
    pub fn new(layout: &Layout, increments: impl Iterator<Item = (f64, f64)>) -> Exposure {
        let (each, spared): (Vec<f64>, Vec<f64>) = increments.unzip();
        let mut cumulated = vec![0.0; each.len()];
        for range in &layout.strata {
            let mut sum = Compensated::default();
            for t in range.clone() {
                sum.add(each[t]);
                cumulated[t] = sum.value();
            }
        }
        Exposure { cumulated, spared }
    }

    /// The exposure of a row.
    #[inline]
    pub fn of(&self, input: &CoxInput, layout: &Layout, row: usize) -> f64 {
        let stratum = input.stratum(row);
        let (first, exit) = (layout.strata[stratum].start, layout.exit(row));
        if exit == first {
            return 0.0;
        }
        let mut sum = self.cumulated[exit - 1];
        if layout.has_entry() {
            let enter = layout.enter(row, stratum);
            if enter > first {
                sum -= self.cumulated[enter - 1];
            }
        }
        if input.is_event(row) {
            sum -= self.spared[exit - 1];
        }
        sum
    }
}

/// Second pass: the lower triangle of the sum over rows of risk * exposure * x x'.
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
    let mut sum = vec![0.0; p * p];
    for part in &partial {
        add(&mut sum, part);
    }
    sum
}

/// Takes the outer products of the risk-set means, times `factor(time)`, off the lower triangle.
pub(super) fn subtract_means(sums: &RiskSums, matrix: &mut [f64], factor: impl Fn(usize) -> f64) {
    let p = sums.p;
    for (time, ties) in sums.ties.iter().enumerate() {
        let factor = factor(time);
        let (all, events) = (sums.all(time), sums.events(time));
        let tied = !events.is_empty() && ties.square_ff > 0.0;
        for j in 0..p {
            let row = &mut matrix[j * p..j * p + j + 1];
            for (k, cell) in row.iter_mut().enumerate() {
                *cell -= factor * ties.square * all[j] * all[k];
            }
            if tied {
                for (k, cell) in row.iter_mut().enumerate() {
                    let cross = all[j] * events[k] + events[j] * all[k];
                    let square = ties.square_ff * events[j] * events[k];
                    *cell += factor * (ties.square_f * cross - square);
                }
            }
        }
    }
}

/// Copies the lower triangle to the upper.
pub(super) fn mirror(matrix: &mut [f64], p: usize) {
    for j in 0..p {
        for k in 0..j {
            matrix[k * p + j] = matrix[j * p + k];
        }
    }
}

fn add(sum: &mut [f64], part: &[f64]) {
    for (s, v) in sum.iter_mut().zip(part) {
        *s += v;
    }
}

/// The parts of a slice as separate slices.
fn split<'a>(mut values: &'a mut [f64], parts: &[std::ops::Range<usize>]) -> Vec<&'a mut [f64]> {
    let mut slices = Vec::with_capacity(parts.len());
    for part in parts {
        let (slice, rest) = values.split_at_mut(part.len());
        slices.push(slice);
        values = rest;
    }
    slices
}

/// Reads a part block by block, writes the risk of its rows and hands both on.
fn each_block(
    input: &CoxInput,
    layout: &Layout,
    beta: &[f64],
    part: std::ops::Range<usize>,
    risk: &mut [f64],
    mut then: impl FnMut(&Block, &[f64]),
) {
    let first = part.start;
    let mut block = Block::new(beta.len());
    let mut eta = Vec::new();
    for rows in block.cut(part) {
        block.load(input, layout, rows.clone());
        block.predictor(beta, &mut eta);
        let risk = &mut risk[rows.start - first..rows.end - first];
        for ((r, e), i) in risk.iter_mut().zip(&eta).zip(rows) {
            *r = input.weight(i) * e.exp();
        }
        then(&block, risk);
    }
}

/// S0 and S1 per event time, first of the rows that leave or enter then, later of the whole risk set.
struct Tables {
    p: usize,
    all: Vec<f64>,
    events: Vec<f64>,
}

impl Tables {
    fn new(p: usize, times: usize, ties: Ties) -> Tables {
        let size = times * (p + 1);
        let events = if ties == Ties::Efron { size } else { 0 };
        Tables {
            p,
            all: vec![0.0; size],
            events: vec![0.0; events],
        }
    }

    fn len(&self) -> usize {
        self.all.len() + self.events.len()
    }

    fn add(&mut self, input: &CoxInput, layout: &Layout, block: &Block, risk: &[f64]) {
        let width = self.p + 1;
        let put = |cells: &mut [f64], i: usize, r: f64| {
            let cells = &mut cells[..width];
            cells[0] += r;
            for (j, cell) in cells[1..].iter_mut().enumerate() {
                *cell += r * block.value(i, j);
            }
        };
        for (i, (row, r)) in block.rows.clone().zip(risk).enumerate() {
            let stratum = input.stratum(row);
            let (first, exit) = (layout.strata[stratum].start, layout.exit(row));
            if exit == first {
                continue;
            }
            put(&mut self.all[(exit - 1) * width..], i, *r);
            let enter = layout.enter(row, stratum);
            if enter > first {
                put(&mut self.all[(enter - 1) * width..], i, -r);
            }
            if !self.events.is_empty() && input.is_event(row) {
                put(&mut self.events[(exit - 1) * width..], i, *r);
            }
        }
    }

    /// The same sums for many event times: one pass per column, the columns side by side.
    fn fill_by_column(&mut self, input: &CoxInput, layout: &Layout, risk: &[f64]) {
        let (width, times) = (self.p + 1, layout.times.len());
        let with_events = !self.events.is_empty();
        let filled: Vec<(Vec<f64>, Vec<f64>)> = (0..width)
            .into_par_iter()
            .map(|c| {
                let mut all = vec![0.0; times];
                let mut events = vec![0.0; if with_events { times } else { 0 }];
                for (row, r) in risk.iter().enumerate() {
                    let stratum = input.stratum(row);
                    let (first, exit) = (layout.strata[stratum].start, layout.exit(row));
                    if exit == first {
                        continue;
                    }
                    let value = match c {
                        0 => *r,
                        c => {
                            let x = input.columns[c - 1][row] - layout.centre[c - 1][stratum];
                            r * (x * layout.inverse_scale[c - 1])
                        }
                    };
                    all[exit - 1] += value;
                    let enter = layout.enter(row, stratum);
                    if enter > first {
                        all[enter - 1] -= value;
                    }
                    if with_events && input.is_event(row) {
                        events[exit - 1] += value;
                    }
                }
                (all, events)
            })
            .collect();
        for (c, (all, events)) in filled.into_iter().enumerate() {
            for (t, value) in all.into_iter().enumerate() {
                self.all[t * width + c] = value;
            }
            for (t, value) in events.into_iter().enumerate() {
                self.events[t * width + c] = value;
            }
        }
    }

    fn merge(&mut self, part: &Tables) {
        add(&mut self.all, &part.all);
        add(&mut self.events, &part.events);
    }

    /// From what leaves at each time to what is at risk: sums from the last time backwards, stratum by stratum.
    fn accumulate(&mut self, layout: &Layout) {
        let width = self.p + 1;
        for range in &layout.strata {
            let mut sums = vec![Compensated::default(); width];
            for t in range.clone().rev() {
                let cells = &mut self.all[t * width..(t + 1) * width];
                for (cell, sum) in cells.iter_mut().zip(&mut sums) {
                    sum.add(*cell);
                    *cell = sum.value();
                }
            }
        }
    }
}

/// A running sum that keeps what rounding drops, so that a small risk set after a large one keeps its digits.
#[derive(Clone, Copy, Default)]
pub(super) struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    pub fn add(&mut self, value: f64) {
        let next = self.sum + value;
        let part = next - self.sum;
        self.lost += (self.sum - (next - part)) + (value - part);
        self.sum = next;
    }

    pub fn value(&self) -> f64 {
        self.sum + self.lost
    }
}
