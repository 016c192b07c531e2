//! Sums over the risk set of each event time at one beta.
//!
//! One pass over the rows collects, per event time, the risk and the risk-weighted columns of the rows that leave then, less those that
//! enter; sums from the last time backwards give every risk set.

use super::block::{Block, parts};
use super::compensated::{self, Compensated};
use super::layout::Layout;
use super::ties::TieSums;
use super::{CoxInput, Ties};
use rayon::prelude::*;
use std::ops::Range;

/// Partial tables are kept per part only while all of them stay below this many numbers, or a quarter of the data.
const TABLE_LIMIT: usize = 1 << 17;

/// Risk sets at one beta, in centred and scaled columns.
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

impl RiskSums {
    pub fn new(input: &CoxInput, layout: &Layout, ties: Ties, beta: &[f64]) -> RiskSums {
        let (p, times) = (input.columns.len(), layout.times.len());
        let mut risk = vec![0.0; input.stop.len()];
        let parts = parts(risk.len());
        let mut tables = Tables::new(p, layout, ties);
        let by_part = parts.len() * tables.len() <= TABLE_LIMIT.max(risk.len() * (p + 1) / 4);
        let partial: Vec<Option<Tables>> = split(&mut risk, &parts)
            .into_par_iter()
            .zip(parts.par_iter())
            .map(|(risk, part)| {
                let mut tables = by_part.then(|| Tables::new(p, layout, ties));
                each_block(input, layout, beta, part.clone(), risk, |block, risk| {
                    if let Some(tables) = &mut tables {
                        tables.add(input, layout, block, risk);
                    }
                });
                tables
            })
            .collect();
        match by_part {
            true => partial.iter().flatten().for_each(|part| tables.merge(part)),
            false => tables.fill_by_column(input, layout, &risk),
        }
        tables.accumulate(layout);
        let tie_sums = (0..times).map(|t| {
            let of_events = tables.events.sum.get(t * (p + 1)).copied().unwrap_or(0.0);
            let (events, weight) = (layout.events[t], layout.event_weight[t]);
            TieSums::new(ties, tables.all.sum[t * (p + 1)], of_events, events, weight)
        });
        RiskSums {
            p,
            ties: tie_sums.collect(),
            all: tables.all.sum,
            events: tables.events.sum,
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

    /// Takes the outer products of the risk-set means, times `factor(time)`, off the lower triangle of a p x p matrix.
    pub fn subtract_means(&self, matrix: &mut [f64], factor: impl Fn(usize) -> f64) {
        let p = self.p;
        for (time, ties) in self.ties.iter().enumerate() {
            let factor = factor(time);
            let (all, events) = (self.all(time), self.events(time));
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
}

/// The parts of a slice as separate slices.
fn split<'a>(mut values: &'a mut [f64], parts: &[Range<usize>]) -> Vec<&'a mut [f64]> {
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
    part: Range<usize>,
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

/// Cells of sums. When rows enter late a large risk may be taken off again, so what rounding drops is kept beside.
struct Cells {
    sum: Vec<f64>,
    lost: Vec<f64>,
}

impl Cells {
    fn new(size: usize, keep_lost: bool) -> Cells {
        Cells {
            sum: vec![0.0; size],
            lost: vec![0.0; if keep_lost { size } else { 0 }],
        }
    }

    #[inline]
    fn add(&mut self, cell: usize, value: f64) {
        match self.lost.is_empty() {
            true => self.sum[cell] += value,
            false => compensated::add(&mut self.sum[cell], &mut self.lost[cell], value),
        }
    }

    /// Adds `r` and `r` times the columns of a row of the block from `cell` on.
    #[inline]
    fn add_row(&mut self, cell: usize, width: usize, block: &Block, i: usize, r: f64) {
        if self.lost.is_empty() {
            let cells = &mut self.sum[cell..cell + width];
            cells[0] += r;
            for (j, cell) in cells[1..].iter_mut().enumerate() {
                *cell += r * block.value(i, j);
            }
        } else {
            self.add(cell, r);
            for j in 1..width {
                self.add(cell + j, r * block.value(i, j - 1));
            }
        }
    }

    fn merge(&mut self, other: &Cells) {
        for (cell, value) in other.sum.iter().enumerate() {
            self.add(cell, *value);
        }
        for (lost, value) in self.lost.iter_mut().zip(&other.lost) {
            *lost += value;
        }
    }
}

/// S0 and S1 per event time, first of the rows that leave or enter then, later of the whole risk set. With Efron ties the rows that leave
/// with an event are summed apart, and join the rest only in the risk sets.
struct Tables {
    width: usize,
    all: Cells,
    events: Cells,
}

impl Tables {
    fn new(p: usize, layout: &Layout, ties: Ties) -> Tables {
        let size = layout.times.len() * (p + 1);
        Tables {
            width: p + 1,
            all: Cells::new(size, layout.has_entry()),
            events: Cells::new(
                if ties == Ties::Efron { size } else { 0 },
                layout.has_entry(),
            ),
        }
    }

    fn len(&self) -> usize {
        let cells = [&self.all, &self.events];
        cells.iter().map(|c| c.sum.len() + c.lost.len()).sum()
    }

    fn add(&mut self, input: &CoxInput, layout: &Layout, block: &Block, risk: &[f64]) {
        let width = self.width;
        let with_events = !self.events.sum.is_empty();
        for (i, (row, r)) in block.rows.clone().zip(risk).enumerate() {
            let stratum = input.stratum(row);
            let (first, exit) = (layout.strata[stratum].start, layout.exit(row));
            if exit == first {
                continue;
            }
            let leaving = match with_events && input.is_event(row) {
                true => &mut self.events,
                false => &mut self.all,
            };
            leaving.add_row((exit - 1) * width, width, block, i, *r);
            let enter = layout.enter(row, stratum);
            if enter > first {
                self.all.add_row((enter - 1) * width, width, block, i, -r);
            }
        }
    }

    /// The same sums for many event times: one pass per column, the columns side by side.
    fn fill_by_column(&mut self, input: &CoxInput, layout: &Layout, risk: &[f64]) {
        let width = self.width;
        let filled: Vec<(Cells, Cells)> = (0..width)
            .into_par_iter()
            .map(|c| self.one_column(input, layout, risk, c))
            .collect();
        for (c, (all, events)) in filled.iter().enumerate() {
            put_column(&mut self.all.sum, &all.sum, c, width);
            put_column(&mut self.all.lost, &all.lost, c, width);
            put_column(&mut self.events.sum, &events.sum, c, width);
            put_column(&mut self.events.lost, &events.lost, c, width);
        }
    }

    /// Column `c` of the tables: the risk itself, or the risk times a design column.
    fn one_column(
        &self,
        input: &CoxInput,
        layout: &Layout,
        risk: &[f64],
        c: usize,
    ) -> (Cells, Cells) {
        let with_events = !self.events.sum.is_empty();
        let times = layout.times.len();
        let mut all = Cells::new(times, layout.has_entry());
        let mut events = Cells::new(if with_events { times } else { 0 }, layout.has_entry());
        for (row, r) in risk.iter().enumerate() {
            let stratum = input.stratum(row);
            let (first, exit) = (layout.strata[stratum].start, layout.exit(row));
            if exit == first {
                continue;
            }
            let value = match c {
                0 => *r,
                c => r * layout.columns[c - 1].value(input, c - 1, row),
            };
            match with_events && input.is_event(row) {
                true => events.add(exit - 1, value),
                false => all.add(exit - 1, value),
            }
            let enter = layout.enter(row, stratum);
            if enter > first {
                all.add(enter - 1, -value);
            }
        }
        (all, events)
    }

    fn merge(&mut self, part: &Tables) {
        self.all.merge(&part.all);
        self.events.merge(&part.events);
    }

    /// From what leaves at each time to what is at risk: sums from the last time backwards, stratum by stratum.
    fn accumulate(&mut self, layout: &Layout) {
        let width = self.width;
        for range in &layout.strata {
            let mut running = vec![Compensated::default(); width];
            for t in range.clone().rev() {
                for (c, running) in running.iter_mut().enumerate() {
                    let cell = t * width + c;
                    for cells in [&self.all, &self.events] {
                        running.add(cells.sum.get(cell).copied().unwrap_or(0.0));
                        running.lost += cells.lost.get(cell).copied().unwrap_or(0.0);
                    }
                    self.all.sum[cell] = running.value();
                }
            }
        }
    }
}

fn put_column(table: &mut [f64], column: &[f64], c: usize, width: usize) {
    for (row, value) in table.chunks_exact_mut(width).zip(column) {
        row[c] = *value;
    }
}
