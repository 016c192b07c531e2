//! The covariance of the coefficients: each row's score, and what its censoring does to all others through the weights.

use super::FineGrayRows;
use super::censoring::{Censoring, Curve};
use super::likelihood::{End, Evaluation, Hazard, Problem};
use super::newton::{Fit, inverse_information};

/// Covariance over all columns, NaN where there is no estimate.
pub fn covariance(
    problem: &Problem,
    rows: &FineGrayRows,
    censoring: &Censoring,
    fit: &Fit,
) -> Vec<Vec<f64>> {
    let p = problem.p;
    let mut vcov = vec![vec![f64::NAN; p]; p];
    let columns = fit.estimated();
    let Ok(inverse) = inverse_information(&fit.at, &columns) else {
        return vcov;
    };
    let mut influence = scores(problem, &fit.at);
    add_censoring_terms(&mut influence, problem, rows, censoring, &fit.at);
    let q = columns.len();
    let mut meat = vec![vec![0.0; q]; q];
    for row in influence.chunks(p.max(1)) {
        for a in 0..q {
            for b in 0..q {
                meat[a][b] += row[columns[a]] * row[columns[b]];
            }
        }
    }
    for (a, row) in columns.iter().enumerate() {
        for (b, column) in columns.iter().enumerate() {
            let pairs = (0..q).flat_map(|i| (0..q).map(move |j| (i, j)));
            vcov[*row][*column] = pairs
                .map(|(i, j)| inverse[(a, i)] * meat[i][j] * inverse[(j, b)])
                .sum();
        }
    }
    vcov
}

/// Running sums over event times of the hazard increments and of the increments times the risk set's mean row.
struct Exposure {
    hazard: Vec<f64>,
    means: Vec<f64>,
}

impl Exposure {
    fn new(at: &Evaluation, hazard: &[f64], p: usize) -> Exposure {
        let mut means = vec![0.0; p];
        for j in 0..hazard.len() - 1 {
            let increment = hazard[j + 1] - hazard[j];
            for a in 0..p {
                means.push(means[j * p + a] + increment * at.mean[j * p + a]);
            }
        }
        Exposure {
            hazard: hazard.to_vec(),
            means,
        }
    }

    /// Sum over event times `from..to` of increment times (row - mean), one column at a time.
    fn of(&self, row: &[f64], from: usize, to: usize) -> impl Iterator<Item = f64> {
        let p = row.len();
        let hazard = self.hazard[to] - self.hazard[from];
        let (low, high) = (&self.means[from * p..], &self.means[to * p..]);
        let columns = row.iter().zip(low).zip(high);
        columns.map(move |((x, low), high)| x * hazard - (high - low))
    }
}

fn exposures(problem: &Problem, at: &Evaluation) -> (Exposure, Vec<Exposure>) {
    let hazard = Hazard::new(problem, &problem.increments(at));
    let groups = hazard.weighted.iter();
    (
        Exposure::new(at, &hazard.plain, problem.p),
        groups.map(|h| Exposure::new(at, h, problem.p)).collect(),
    )
}

/// Each row's score as if the censoring curve were known, `p` numbers per row.
fn scores(problem: &Problem, at: &Evaluation) -> Vec<f64> {
    let (plain, weighted) = exposures(problem, at);
    let p = problem.p;
    let m = problem.times.len();
    let mut scores = vec![0.0; problem.design.len()];
    for i in 0..problem.passed.len() {
        let (row, passed) = (problem.row(i), problem.passed[i]);
        let score = &mut scores[i * p..(i + 1) * p];
        for (s, e) in score.iter_mut().zip(plain.of(row, 0, passed)) {
            *s -= at.risk[i] * e;
        }
        match problem.end[i] {
            End::Censored => {}
            End::Event => {
                let mean = &at.mean[(passed - 1) * p..passed * p];
                let pairs = row.iter().zip(mean);
                score
                    .iter_mut()
                    .zip(pairs)
                    .for_each(|(s, (x, m))| *s += x - m);
            }
            End::Competing(scale) => {
                let later = weighted[problem.group[i]].of(row, passed, m);
                for (s, e) in score.iter_mut().zip(later) {
                    *s -= at.risk[i] * scale * e;
                }
            }
        }
    }
    scores
}

/// Adds to each row the martingale of its censoring times what a censoring then does to the weights of the competing rows.
fn add_censoring_terms(
    influence: &mut [f64],
    problem: &Problem,
    rows: &FineGrayRows,
    censoring: &Censoring,
    at: &Evaluation,
) {
    let (_, weighted) = exposures(problem, at);
    let p = problem.p;
    for (group, curve) in censoring.curves.iter().enumerate() {
        let members: Vec<usize> = (0..rows.time.len())
            .filter(|i| censoring.group[*i] == group)
            .collect();
        let pull = pulls(problem, rows, &members, curve, &weighted[group], at);
        // Running sum of hazard times pull: what being at risk of censoring costs.
        let mut at_risk = vec![0.0; p];
        for (c, pull) in pull.chunks(p.max(1)).enumerate() {
            let share = curve.n_censor[c] / curve.n_risk[c];
            for a in 0..p {
                at_risk.push(at_risk[c * p + a] + share * pull[a]);
            }
        }
        for i in members {
            let passed = curve.time.partition_point(|x| *x <= rows.time[i]);
            let term = &mut influence[i * p..(i + 1) * p];
            for a in 0..p {
                term[a] -= at_risk[passed * p + a];
                if rows.cause[i] == 0 {
                    term[a] += pull[(passed - 1) * p + a];
                }
            }
        }
    }
}

/// Per censoring time, the competing rows that ended before it, their exposure from that time on, over those at risk.
fn pulls(
    problem: &Problem,
    rows: &FineGrayRows,
    members: &[usize],
    curve: &Curve,
    weighted: &Exposure,
    at: &Evaluation,
) -> Vec<f64> {
    let p = problem.p;
    let m = problem.times.len();
    let mut competing: Vec<(f64, usize, f64)> = Vec::new();
    for &i in members {
        if let End::Competing(scale) = problem.end[i] {
            competing.push((rows.time[i], i, at.risk[i] * scale));
        }
    }
    competing.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut ended = competing.into_iter().peekable();
    let (mut sum, mut weighted_row) = (0.0, vec![0.0; p]);
    let mut pulls = Vec::with_capacity(curve.time.len() * p);
    for (c, x) in curve.time.iter().enumerate() {
        while let Some((_, i, weight)) = ended.next_if(|(end, _, _)| end < x) {
            sum += weight;
            let cells = weighted_row.iter_mut().zip(problem.row(i));
            cells.for_each(|(cell, z)| *cell += weight * z);
        }
        // An event at the time of the censoring counts as after it.
        let from = problem.times.partition_point(|u| u < x);
        let hazard = weighted.hazard[m] - weighted.hazard[from];
        for (a, cell) in weighted_row.iter().enumerate() {
            let means = weighted.means[m * p + a] - weighted.means[from * p + a];
            pulls.push((cell * hazard - sum * means) / curve.n_risk[c]);
        }
    }
    pulls
}
