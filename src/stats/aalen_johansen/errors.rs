//! The errors of a cumulative incidence: jackknife, Greenwood, Aalen.

use super::{CauseCounts, CompetingRows};
use std::collections::HashMap;

/// Running sums after each time, with a leading zero for "before the first".
struct Sums {
    /// Of d/(n (n - d)), all causes: what being at risk takes off the influence on -log S.
    hazard: Vec<f64>,
    /// Of S(t-) h_k: the cumulative incidence.
    incidence: Vec<f64>,
    /// Of S(t-) h_k (hazard(t-) - 1/n): what being at risk from the start adds to the influence on the incidence.
    at_risk: Vec<f64>,
}

impl Sums {
    fn new(risk: &CauseCounts, k: usize, estimate: &[f64]) -> Sums {
        let (mut hazard, mut at_risk) = (vec![0.0], vec![0.0]);
        for i in 0..risk.time.len() {
            let (n, d) = (risk.n_risk[i], risk.n_event[i]);
            let step = risk.surv_before[i] * risk.n_cause[k][i] / n;
            at_risk.push(at_risk[i] + step * (hazard[i] - 1.0 / n));
            // Where all have an event S is 0 and the incidence moves no more.
            let gain = if n > d { d / (n * (n - d)) } else { 0.0 };
            hazard.push(hazard[i] + gain);
        }
        let incidence = std::iter::once(0.0).chain(estimate.iter().copied());
        Sums {
            hazard,
            incidence: incidence.collect(),
            at_risk,
        }
    }
}

/// Rows at risk in the same table rows and with the same end have the same influence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Alike {
    /// The first and the last table row at risk, both included.
    first: usize,
    last: usize,
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum End {
    Censored,
    Own,
    Competing,
}

/// Root of the sum over rows of the squared influence on F_k.
///
/// Rows are collapsed first, so that weekly data cost weeks squared whatever the number of rows; the squares are summed directly, for an
/// expansion into running sums loses the digits where the error is nearly zero.
pub fn jackknife(rows: &CompetingRows, risk: &CauseCounts, k: usize, estimate: &[f64]) -> Vec<f64> {
    let sums = Sums::new(risk, k, estimate);
    let mut squares = vec![0.0; risk.time.len()];
    for (alike, count) in collapsed(rows, risk, k) {
        add_squares(&mut squares, &sums, risk, alike, count as f64);
    }
    squares.into_iter().map(f64::sqrt).collect()
}

/// The rows that are ever at risk: each kind with the number of its rows, in order.
fn collapsed(rows: &CompetingRows, risk: &CauseCounts, k: usize) -> Vec<(Alike, usize)> {
    let passed = |t: f64| risk.time.partition_point(|time| *time <= t);
    let mut counts: HashMap<Alike, usize> = HashMap::new();
    for (row, cause) in rows.cause.iter().enumerate() {
        let first = rows.entry.map_or(0, |entry| passed(entry[row]));
        let after_last = passed(rows.time[row]);
        // A row between two events is in no risk set.
        if first < after_last {
            let end = match *cause {
                0 => End::Censored,
                cause if cause == k + 1 => End::Own,
                _ => End::Competing,
            };
            let last = after_last - 1;
            *counts.entry(Alike { first, last, end }).or_insert(0) += 1;
        }
    }
    let mut counts: Vec<(Alike, usize)> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}

/// Adds the squared influence of `count` rows alike at every time from their first on.
fn add_squares(squares: &mut [f64], sums: &Sums, risk: &CauseCounts, alike: Alike, count: f64) {
    let Alike { first, last, end } = alike;
    let at_risk = |i: usize| {
        let since_entry = sums.incidence[i + 1] - sums.incidence[first];
        sums.at_risk[i + 1] - sums.at_risk[first] - sums.hazard[first] * since_entry
    };
    for (i, square) in squares.iter_mut().enumerate().take(last).skip(first) {
        *square += count * at_risk(i).powi(2);
    }
    let (n, d) = (risk.n_risk[last], risk.n_event[last]);
    let mut at_end = at_risk(last);
    let mut on_surv = sums.hazard[first] - sums.hazard[last + 1];
    if end == End::Own {
        at_end += risk.surv_before[last] / n;
    }
    if end != End::Censored && n > d {
        on_surv += 1.0 / (n - d);
    }
    // After its end a row moves F_k only through S, in proportion to what the incidence still gains.
    for (i, square) in squares.iter_mut().enumerate().skip(last) {
        let gained = sums.incidence[i + 1] - sums.incidence[last + 1];
        *square += count * (at_end - on_surv * gained).powi(2);
    }
}

/// Greenwood's form: the noise of each time's multinomial increments, times how much it moves F_k.
pub fn greenwood(risk: &CauseCounts, k: usize, estimate: &[f64]) -> Vec<f64> {
    let mut squares = vec![0.0; estimate.len()];
    for i in 0..estimate.len() {
        let n = risk.n_risk[i];
        let (all, own) = (risk.n_event[i] / n, risk.n_cause[k][i] / n);
        let scale = risk.surv_before[i].powi(2) / n;
        let lost_later = later_share(risk, estimate, i);
        for (j, square) in squares.iter_mut().enumerate().skip(i) {
            let lost = lost_later(j);
            // An event of the cause is worth 1 - lost, a competing one -lost, none 0: the variance of that draw.
            let mean = own - all * lost;
            *square += scale
                * (own * (1.0 - lost - mean).powi(2)
                    + (all - own) * (lost + mean).powi(2)
                    + (1.0 - all) * mean * mean);
        }
    }
    squares.into_iter().map(f64::sqrt).collect()
}

/// Aalen's form: the noise of own and competing events each for itself, with finite-population factors for ties.
///
/// As in cmprsk it is brought up to date only at events of the cause.
pub fn aalen(risk: &CauseCounts, k: usize, estimate: &[f64]) -> Vec<f64> {
    let mut squares = vec![0.0; estimate.len()];
    for i in 0..estimate.len() {
        let n = risk.n_risk[i];
        let own = risk.n_cause[k][i];
        let competing = risk.n_event[i] - own;
        let noise = |d: f64| {
            let ties = if d > 1.0 {
                1.0 - (d - 1.0) / (n - 1.0)
            } else {
                1.0
            };
            risk.surv_before[i].powi(2) * ties * d / (n * n)
        };
        let lost_later = later_share(risk, estimate, i);
        for (j, square) in squares.iter_mut().enumerate().skip(i) {
            let lost = lost_later(j);
            *square += noise(own) * (1.0 - lost).powi(2) + noise(competing) * lost * lost;
        }
    }
    let mut current = 0.0;
    let kept = squares.iter().zip(&risk.n_cause[k]).map(|(square, own)| {
        if *own > 0.0 {
            current = square.sqrt();
        }
        current
    });
    kept.collect()
}

/// What one more event at time `i` takes from the incidence gained from then to a time `j`, per unit of S(t_i-); 0 when S ends.
fn later_share<'a>(
    risk: &CauseCounts,
    estimate: &'a [f64],
    i: usize,
) -> impl Fn(usize) -> f64 + 'a {
    let surv = risk.surv_before[i] * (1.0 - risk.n_event[i] / risk.n_risk[i]);
    let per_surv = if surv > 0.0 { 1.0 / surv } else { 0.0 };
    move |j| (estimate[j] - estimate[i]) * per_surv
}
