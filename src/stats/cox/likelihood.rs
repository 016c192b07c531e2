//! The partial likelihood with Efron or Breslow ties: value, score and information at a beta.
//!
//! Two passes over the rows: the sums of the risk sets, and one weighted cross-product in which each row counts with its risk times the
//! hazard it was exposed to, less the outer products of the risk-set means.

use super::block::{Block, parts};
use super::exposure::{Exposure, cross_products, mirror, sum_of};
use super::layout::Layout;
use super::risk_sums::RiskSums;
use super::{CoxInput, Ties};
use rayon::prelude::*;

/// The partial likelihood at one beta, in centred and scaled columns.
pub(super) struct Evaluation {
    pub loglik: f64,
    pub score: Vec<f64>,
    /// p x p, row by row, symmetric.
    pub information: Vec<f64>,
    /// The diagonal of the information before the means are taken off: the scale on which a pivot is zero.
    pub size: Vec<f64>,
    /// The risk sets it was made from; none with exact ties.
    pub sums: Option<RiskSums>,
}

impl Evaluation {
    /// False after an overflow.
    pub fn is_finite(&self) -> bool {
        let mut numbers = self.score.iter().chain(&self.information);
        self.loglik.is_finite() && numbers.all(|v| v.is_finite())
    }
}

/// Value, score and information at `beta`; `events` is `event_sums`.
pub(super) fn evaluate(
    input: &CoxInput,
    layout: &Layout,
    ties: Ties,
    beta: &[f64],
    events: &[f64],
) -> Evaluation {
    let sums = RiskSums::new(input, layout, ties, beta);
    let p = beta.len();
    let linear: f64 = events.iter().zip(beta).map(|(x, b)| x * b).sum();
    let loglik = linear - sums.ties.iter().map(|t| t.log).sum::<f64>();
    let mut score = events.to_vec();
    for (time, ties) in sums.ties.iter().enumerate() {
        let mean = sums.combine(time, ties.hazard, ties.spared);
        for (u, m) in score.iter_mut().zip(mean) {
            *u -= m;
        }
    }
    let exposure = Exposure::new(layout, sums.ties.iter().map(|t| (t.hazard, t.spared)));
    let mut information = cross_products(input, layout, &sums.risk, &exposure);
    let size = (0..p).map(|j| information[j * p + j]).collect();
    sums.subtract_means(&mut information, |_| 1.0);
    mirror(&mut information, p);
    Evaluation {
        loglik,
        score,
        information,
        size,
        sums: Some(sums),
    }
}

/// The sum over events of weight times column, which no beta changes.
pub(super) fn event_sums(input: &CoxInput, layout: &Layout) -> Vec<f64> {
    let p = input.columns.len();
    let partial: Vec<Vec<f64>> = parts(input.stop.len())
        .into_par_iter()
        .map(|part| {
            let mut block = Block::new(p);
            let mut sum = vec![0.0; p];
            for rows in block.cut(part) {
                block.load(input, layout, rows.clone());
                for (i, row) in rows.enumerate().filter(|(_, row)| input.is_event(*row)) {
                    for (j, sum) in sum.iter_mut().enumerate() {
                        *sum += input.weight(row) * block.value(i, j);
                    }
                }
            }
            sum
        })
        .collect();
    sum_of(&partial, p)
}
