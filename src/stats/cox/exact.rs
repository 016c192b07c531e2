//! The exact partial likelihood of tied events: the probability of just these events given their number in the risk set.
//!
//! Draw every person at risk independently with odds c * exp(x'b). Given that m were drawn, the chance of a set does not depend on c,
//! so the likelihood, its score and its information are the conditional probability, mean and covariance of the drawn persons' sum
//! given m. One pass over the persons carries them for every count up to m; with c chosen so that m are expected, nothing under- or
//! overflows. When most of the risk set have the event, the survivors are drawn instead.

use super::CoxInput;
use super::exposure::mirror;
use super::layout::Layout;
use super::likelihood::Evaluation;
use crate::stats::Error;
use rayon::prelude::*;

/// Most multiply-adds for one evaluation.
const WORK_LIMIT: u64 = 4_000_000_000;

/// The rows of one event time.
struct RiskSet {
    rows: Vec<usize>,
    events: usize,
}

/// Value, score and information at `beta` in centred and scaled columns.
///
/// # Errors
/// `OutOfRange` for weights other than 0 and 1; `WorkLimit` when the risk sets and ties are too large.
pub(super) fn evaluate(
    input: &CoxInput,
    layout: &Layout,
    beta: &[f64],
) -> Result<Evaluation, Error> {
    let odd = |w: &&f64| **w != 0.0 && **w != 1.0;
    if let Some(weight) = input.weights.and_then(|w| w.iter().find(odd)) {
        let (what, allowed) = ("weights", "1, with exact ties");
        return Err(Error::OutOfRange {
            what,
            value: *weight,
            allowed,
        });
    }
    let p = beta.len();
    let design = Design::new(input, layout, beta);
    let by_exit = rows_by_exit(input, layout);
    check_work(layout, &by_exit, p)?;
    let each: Vec<Moments> = (0..layout.times.len())
        .into_par_iter()
        .map(|time| contribution(&design, &risk_set(input, layout, &by_exit, time)))
        .collect();
    let mut total = Moments::zero(p);
    for part in each {
        total.log += part.log;
        for (sum, value) in total.first.iter_mut().zip(part.first) {
            *sum += value;
        }
        for (sum, value) in total.second.iter_mut().zip(part.second) {
            *sum += value;
        }
    }
    mirror(&mut total.second, p);
    let events: f64 = layout.events.iter().sum();
    Ok(Evaluation {
        loglik: total.log,
        score: total.first,
        information: total.second,
        size: vec![events; p],
        sums: None,
    })
}

/// Rows grouped by the last event time at which they are at risk, as (exit, row) ascending.
fn rows_by_exit(input: &CoxInput, layout: &Layout) -> Vec<(usize, usize)> {
    let at_risk = |i: &usize| layout.exit(*i) > layout.strata[input.stratum(*i)].start;
    let mut rows: Vec<(usize, usize)> = (0..input.stop.len())
        .filter(at_risk)
        .map(|i| (layout.exit(i), i))
        .collect();
    rows.sort_unstable();
    rows
}

/// The stretch of `by_exit` that is not over before an event time, within its stratum.
fn candidates<'a>(
    layout: &Layout,
    by_exit: &'a [(usize, usize)],
    time: usize,
) -> &'a [(usize, usize)] {
    let stratum = layout.strata.partition_point(|range| range.end <= time);
    let from = by_exit.partition_point(|(exit, _)| *exit <= time);
    let to = by_exit.partition_point(|(exit, _)| *exit <= layout.strata[stratum].end);
    &by_exit[from..to]
}

fn risk_set(input: &CoxInput, layout: &Layout, by_exit: &[(usize, usize)], time: usize) -> RiskSet {
    let entered = |row: &usize| layout.enter(*row, input.stratum(*row)) <= time;
    let (mut events, mut rows) = (Vec::new(), Vec::new());
    let found = candidates(layout, by_exit, time).iter();
    for row in found.map(|(_, row)| *row).filter(entered) {
        match input.is_event(row) && layout.exit(row) == time + 1 {
            true => events.push(row),
            false => rows.push(row),
        }
    }
    let count = events.len();
    events.extend(rows);
    RiskSet {
        rows: events,
        events: count,
    }
}

fn check_work(layout: &Layout, by_exit: &[(usize, usize)], p: usize) -> Result<(), Error> {
    let cells = (1 + p + p * (p + 1) / 2) as u64;
    let work = (0..layout.times.len()).map(|time| {
        let n = candidates(layout, by_exit, time).len() as u64;
        let d = layout.events[time] as u64;
        n * d.min(n.saturating_sub(d)) * cells
    });
    match work.fold(0_u64, u64::saturating_add) > WORK_LIMIT {
        true => Err(Error::WorkLimit {
            what: "partial likelihood",
            limit: WORK_LIMIT,
        }),
        false => Ok(()),
    }
}

/// Linear predictors and centred and scaled columns, row by row.
struct Design {
    p: usize,
    eta: Vec<f64>,
    z: Vec<f64>,
}

impl Design {
    fn new(input: &CoxInput, layout: &Layout, beta: &[f64]) -> Design {
        let p = beta.len();
        let n = input.stop.len();
        let (mut z, mut eta) = (vec![0.0; n * p], vec![0.0; n]);
        for i in 0..n {
            for j in 0..p {
                z[i * p + j] = layout.columns[j].value(input, j, i);
                eta[i] += beta[j] * z[i * p + j];
            }
        }
        Design { p, eta, z }
    }

    fn row(&self, i: usize) -> &[f64] {
        &self.z[i * self.p..(i + 1) * self.p]
    }
}

/// Log likelihood, score and information (lower triangle), or log chance, mean and covariance.
struct Moments {
    log: f64,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Moments {
    fn zero(p: usize) -> Moments {
        Moments {
            log: 0.0,
            first: vec![0.0; p],
            second: vec![0.0; p * p],
        }
    }
}

/// What one event time adds.
fn contribution(design: &Design, set: &RiskSet) -> Moments {
    let (n, d) = (set.rows.len(), set.events);
    if d == n {
        return Moments::zero(design.p);
    }
    let survivors = n - d < d;
    let (sign, drawn) = if survivors { (-1.0, n - d) } else { (1.0, d) };
    let mut moments = conditional(design, &set.rows, sign, drawn);
    // Observed less expected: of the events, or of the survivors with the sign turned.
    let observed = if survivors {
        &set.rows[d..]
    } else {
        &set.rows[..d]
    };
    let mut score = vec![0.0; design.p];
    for i in observed {
        moments.log -= sign * design.eta[*i];
        for (u, z) in score.iter_mut().zip(design.row(*i)) {
            *u += sign * z;
        }
    }
    for (u, mean) in score.iter_mut().zip(&moments.first) {
        *u -= sign * mean;
    }
    moments.log = -moments.log;
    moments.first = score;
    moments
}

/// The log of the sum over all sets of `drawn` rows of exp(sign * their linear predictors), and the mean and covariance of the drawn
/// rows' sum of columns.
fn conditional(design: &Design, rows: &[usize], sign: f64, drawn: usize) -> Moments {
    let p = design.p;
    let top = rows
        .iter()
        .map(|i| sign * design.eta[*i])
        .fold(f64::NEG_INFINITY, f64::max);
    let odds: Vec<f64> = rows
        .iter()
        .map(|i| (sign * design.eta[*i] - top).exp())
        .collect();
    let c = odds_factor(&odds, drawn as f64);
    let chance: Vec<f64> = odds.iter().map(|r| c * r / (1.0 + c * r)).collect();
    let mut centre = vec![0.0; p];
    for (i, q) in rows.iter().zip(&chance) {
        for (m, z) in centre.iter_mut().zip(design.row(*i)) {
            *m += q * z / drawn as f64;
        }
    }
    let cells = 1 + p + p * (p + 1) / 2;
    let mut state = vec![0.0; (drawn + 1) * cells];
    state[0] = 1.0;
    let mut x = vec![0.0; p];
    for (place, (i, q)) in rows.iter().zip(&chance).enumerate() {
        for (value, (z, m)) in x.iter_mut().zip(design.row(*i).iter().zip(&centre)) {
            *value = z - m;
        }
        let left = rows.len() - place - 1;
        let lowest = drawn.saturating_sub(left);
        for k in (lowest..=drawn.min(place + 1)).rev() {
            let (before, here) = state.split_at_mut(k * cells);
            let here = &mut here[..cells];
            for cell in here.iter_mut() {
                *cell *= 1.0 - q;
            }
            if k > 0 {
                draw(here, &before[(k - 1) * cells..], *q, &x);
            }
        }
    }
    let last = &state[drawn * cells..];
    let log_odds: f64 = odds.iter().map(|r| (c * r).ln_1p()).sum();
    let drawn = drawn as f64;
    let first: Vec<f64> = (0..p).map(|j| last[1 + j] / last[0]).collect();
    let mut second = vec![0.0; p * p];
    for j in 0..p {
        for k in 0..=j {
            second[j * p + k] = last[1 + p + j * (j + 1) / 2 + k] / last[0] - first[j] * first[k];
        }
    }
    Moments {
        log: last[0].ln() + log_odds - drawn * c.ln() + drawn * top,
        first: first
            .iter()
            .zip(&centre)
            .map(|(f, m)| f + drawn * m)
            .collect(),
        second,
    }
}

/// Adds the case that this row, with chance `q` and columns `x`, is the one drawn: chance, then sums of x, then of x x'.
fn draw(here: &mut [f64], before: &[f64], q: f64, x: &[f64]) {
    let p = x.len();
    here[0] += q * before[0];
    let mut cell = 1 + p;
    for j in 0..p {
        here[1 + j] += q * (before[1 + j] + x[j] * before[0]);
        for k in 0..=j {
            let cross = x[j] * before[1 + k] + x[k] * before[1 + j] + x[j] * x[k] * before[0];
            here[cell] += q * (before[cell] + cross);
            cell += 1;
        }
    }
}

/// The c for which about `expected` rows are drawn; Newton from below on a concave function.
fn odds_factor(odds: &[f64], expected: f64) -> f64 {
    let mut c = expected / odds.iter().sum::<f64>();
    for _ in 0..100 {
        let (mut mean, mut slope) = (0.0, 0.0);
        for r in odds {
            let left = 1.0 / (1.0 + c * r);
            mean += c * r * left;
            slope += r * left * left;
        }
        if mean > 0.99 * expected {
            break;
        }
        c += (expected - mean) / slope;
    }
    c
}
