//! The baseline of a parametric hazard: its logarithm and its integral, with first and second derivatives.

use super::HazardInput;
use crate::stats::Error;

/// The form of the baseline hazard.
#[derive(Debug, Clone, PartialEq)]
pub enum Baseline {
    /// Constant between the cuts, which ascend from above 0; the last piece has no end. A time on a cut belongs to the piece before it.
    Pieces { cuts: Vec<f64> },
    /// rate * shape * t^(shape - 1), as intercept log(rate) and log shape.
    Weibull,
}

/// What one row needs; the matrices are row by row.
pub(super) struct Terms {
    /// log h0 at the end of the span.
    pub log_rate: f64,
    pub log_rate_slope: Vec<f64>,
    pub log_rate_curve: Vec<f64>,
    /// The integral of h0 over the span.
    pub cumulative: f64,
    pub cumulative_slope: Vec<f64>,
    pub cumulative_curve: Vec<f64>,
}

impl Terms {
    pub fn of(parameters: usize) -> Terms {
        Terms {
            log_rate: 0.0,
            log_rate_slope: vec![0.0; parameters],
            log_rate_curve: vec![0.0; parameters * parameters],
            cumulative: 0.0,
            cumulative_slope: vec![0.0; parameters],
            cumulative_curve: vec![0.0; parameters * parameters],
        }
    }
}

impl Baseline {
    pub(super) fn parameters(&self) -> usize {
        match self {
            Baseline::Pieces { cuts } => cuts.len() + 1,
            Baseline::Weibull => 2,
        }
    }

    /// Every piece needs an event: without one its rate has no finite logarithm.
    pub(super) fn check(&self, input: &HazardInput) -> Result<(), Error> {
        let Baseline::Pieces { cuts } = self else {
            return Ok(());
        };
        let mut events = vec![false; cuts.len() + 1];
        for (stop, event) in input.stop.iter().zip(input.event) {
            events[piece(cuts, *stop)] |= event;
        }
        match events.contains(&false) {
            true => Err(Error::NotDefined {
                what: "events in one of the pieces",
            }),
            false => Ok(()),
        }
    }

    /// The rates without covariates: exact for pieces, a constant rate for Weibull.
    pub(super) fn begin(&self, input: &HazardInput) -> Vec<f64> {
        let mut events = vec![0.0; self.parameters()];
        let mut exposure = vec![0.0; self.parameters()];
        for (row, &stop) in input.stop.iter().enumerate() {
            let start = input.start.map_or(0.0, |s| s[row]);
            let event = f64::from(input.event[row]);
            match self {
                Baseline::Pieces { cuts } => {
                    events[piece(cuts, stop)] += event;
                    for (j, within) in exposures(cuts, start, stop) {
                        exposure[j] += within;
                    }
                }
                Baseline::Weibull => {
                    events[0] += event;
                    exposure[0] += stop - start;
                }
            }
        }
        match self {
            Baseline::Pieces { .. } => {
                let pairs = events.iter().zip(&exposure);
                pairs.map(|(d, e): (&f64, &f64)| (d / e).ln()).collect()
            }
            Baseline::Weibull => vec![(events[0] / exposure[0]).ln(), 0.0],
        }
    }

    /// Fills the terms of a span.
    pub(super) fn terms(&self, parameters: &[f64], start: f64, stop: f64, terms: &mut Terms) {
        match self {
            Baseline::Pieces { cuts } => pieces(cuts, parameters, start, stop, terms),
            Baseline::Weibull => weibull(parameters, start, stop, terms),
        }
    }

    /// The baseline at covariates of zero, from the one at their means.
    pub(super) fn uncentred(&self, parameters: &[f64], shift: f64) -> Vec<f64> {
        let mut parameters = parameters.to_vec();
        let levels = match self {
            Baseline::Pieces { .. } => parameters.len(),
            Baseline::Weibull => 1,
        };
        parameters[..levels].iter_mut().for_each(|p| *p -= shift);
        parameters
    }
}

/// The piece a time belongs to.
fn piece(cuts: &[f64], time: f64) -> usize {
    cuts.partition_point(|cut| *cut < time)
}

/// The pieces a span touches and how much of it lies in each.
fn exposures(cuts: &[f64], start: f64, stop: f64) -> impl Iterator<Item = (usize, f64)> + '_ {
    let first = cuts.partition_point(|cut| *cut <= start);
    (first..=piece(cuts, stop)).map(move |j| {
        let from = if j == 0 { 0.0 } else { cuts[j - 1] };
        let to = cuts.get(j).copied().unwrap_or(f64::INFINITY);
        (j, stop.min(to) - start.max(from))
    })
}

fn pieces(cuts: &[f64], rates: &[f64], start: f64, stop: f64, terms: &mut Terms) {
    let q = rates.len();
    terms.cumulative = 0.0;
    terms.cumulative_slope.fill(0.0);
    terms.cumulative_curve.fill(0.0);
    for (j, within) in exposures(cuts, start, stop) {
        let hazard = rates[j].exp() * within;
        terms.cumulative += hazard;
        terms.cumulative_slope[j] = hazard;
        terms.cumulative_curve[j * q + j] = hazard;
    }
    let at = piece(cuts, stop);
    terms.log_rate = rates[at];
    terms.log_rate_slope.fill(0.0);
    terms.log_rate_slope[at] = 1.0;
}

fn weibull(parameters: &[f64], start: f64, stop: f64, terms: &mut Terms) {
    let (scale, shape) = (parameters[0].exp(), parameters[1].exp());
    // t^p, and its derivatives by log p; all of them 0 at t = 0.
    let powers = |t: f64| match t > 0.0 {
        true => {
            let (power, u) = (t.powf(shape), shape * t.ln());
            [power, power * u, power * u * (1.0 + u)]
        }
        false => [0.0; 3],
    };
    let (high, low) = (powers(stop), powers(start));
    let [h, h1, h2] = [0, 1, 2].map(|k| scale * (high[k] - low[k]));
    terms.cumulative = h;
    terms.cumulative_slope.copy_from_slice(&[h, h1]);
    terms.cumulative_curve.copy_from_slice(&[h, h1, h1, h2]);
    let u = shape * stop.ln();
    terms.log_rate = parameters[0] + parameters[1] + u - stop.ln();
    terms.log_rate_slope.copy_from_slice(&[1.0, 1.0 + u]);
    terms.log_rate_curve.copy_from_slice(&[0.0, 0.0, 0.0, u]);
}
