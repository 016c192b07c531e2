//! Newton's method with step-halving, and the naming of coefficients that have no finite value.

use super::Coefficient;
use super::likelihood::{Evaluation, Problem};
use crate::stats::Error;
use crate::stats::linalg::positive_definite_inverse;
use faer::Mat;

const MAX_ITERATIONS: usize = 60;
/// Steps that move no row's linear predictor by more than this end the iterations.
const CONVERGED: f64 = 1e-10;
/// A pivot of the information that has lost all but this part of its second moment is a combination of earlier columns.
const ALIASED: f64 = 1e-10;
/// A relative gain in likelihood below this is none; Newton's steps have then become small unless the maximum lies at infinity.
const FLAT: f64 = 1e-10;
/// Without gain in likelihood, a coefficient that still moves some linear predictor by this much is on its way to infinity.
const STILL_MOVING: f64 = 1e-2;
const MAX_HALVINGS: usize = 30;

/// The maximum of the likelihood, or where it was left.
pub struct Fit {
    /// NaN where there is no finite estimate.
    pub coef: Vec<f64>,
    pub kinds: Vec<Coefficient>,
    pub at: Evaluation,
    pub loglik_null: f64,
    pub iterations: usize,
}

impl Fit {
    /// The columns with an estimate.
    pub fn estimated(&self) -> Vec<usize> {
        let columns = 0..self.kinds.len();
        columns
            .filter(|j| self.kinds[*j] == Coefficient::Estimated)
            .collect()
    }
}

pub fn maximise(problem: &Problem) -> Result<Fit, Error> {
    let mut coef = vec![0.0; problem.p];
    let at = problem.evaluate(&coef);
    let kept = independent_columns(problem, &at);
    let mut fit = Fit {
        kinds: vec![Coefficient::Aliased; problem.p],
        loglik_null: at.loglik,
        at,
        iterations: 0,
        coef: Vec::new(),
    };
    kept.iter()
        .for_each(|j| fit.kinds[*j] = Coefficient::Estimated);
    let ranges = ranges(problem);
    let moved = |step: &[f64], j: usize| step[j].abs() * ranges[j];
    let mut converged = kept.is_empty();
    while !converged {
        fit.iterations += 1;
        let step = newton_step(&fit.at, &kept)?;
        let before = fit.at.loglik;
        fit.at = climb(problem, &mut coef, &step, before)
            .filter(|_| fit.iterations < MAX_ITERATIONS)
            .ok_or(Error::NoConvergence {
                iterations: fit.iterations,
            })?;
        converged = kept.iter().all(|j| moved(&step, *j) < CONVERGED);
        let gain = fit.at.loglik - before;
        let mut moving = kept
            .iter()
            .filter(|j| moved(&step, **j) > STILL_MOVING)
            .peekable();
        if gain < FLAT * (1.0 + before.abs()) && moving.peek().is_some() {
            moving.for_each(|j| fit.kinds[*j] = towards(step[*j]));
            converged = true;
        }
    }
    let known = coef.iter().zip(&fit.kinds).map(|(b, kind)| match kind {
        Coefficient::Estimated => *b,
        _ => f64::NAN,
    });
    fit.coef = known.collect();
    Ok(fit)
}

fn towards(step: f64) -> Coefficient {
    if step > 0.0 {
        Coefficient::PlusInfinity
    } else {
        Coefficient::MinusInfinity
    }
}

/// Largest less smallest value of each column.
fn ranges(problem: &Problem) -> Vec<f64> {
    let range = |j: usize| {
        let values = problem.design.iter().skip(j).step_by(problem.p);
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) = values.fold(ends, |(low, high), v| (low.min(*v), high.max(*v)));
        high - low
    };
    (0..problem.p).map(range).collect()
}

/// The columns that are no combination of earlier ones, judged by eliminating the information at zero.
fn independent_columns(problem: &Problem, at: &Evaluation) -> Vec<usize> {
    let p = problem.p;
    let ranges = ranges(problem);
    let mut left = at.information.clone();
    let mut kept = Vec::new();
    for j in 0..p {
        let means = at.mean.iter().skip(j).step_by(p).zip(&problem.n_event);
        let second_moment = at.information[j][j] + means.map(|(m, d)| d * m * m).sum::<f64>();
        if ranges[j] == 0.0 || left[j][j] <= ALIASED * second_moment {
            continue;
        }
        kept.push(j);
        let pivot_row = left[j].clone();
        for row in left.iter_mut().skip(j + 1) {
            let factor = row[j] / pivot_row[j];
            let cells = row.iter_mut().zip(&pivot_row);
            cells.for_each(|(cell, above)| *cell -= factor * above);
        }
    }
    kept
}

/// The inverse information over some columns.
pub fn inverse_information(at: &Evaluation, columns: &[usize]) -> Result<Mat<f64>, Error> {
    let q = columns.len();
    let part = Mat::from_fn(q, q, |a, b| at.information[columns[a]][columns[b]]);
    positive_definite_inverse(&part, "information matrix")
}

fn newton_step(at: &Evaluation, kept: &[usize]) -> Result<Vec<f64>, Error> {
    let inverse = inverse_information(at, kept)?;
    let mut step = vec![0.0; at.score.len()];
    for (a, j) in kept.iter().enumerate() {
        step[*j] = (0..kept.len())
            .map(|b| inverse[(a, b)] * at.score[kept[b]])
            .sum();
    }
    Ok(step)
}

/// Takes the step, halved until the likelihood does not fall by more than rounding.
fn climb(problem: &Problem, coef: &mut [f64], step: &[f64], before: f64) -> Option<Evaluation> {
    let mut factor = 1.0;
    for _ in 0..MAX_HALVINGS {
        let tried: Vec<f64> = coef.iter().zip(step).map(|(b, s)| b + factor * s).collect();
        let at = problem.evaluate(&tried);
        if at.loglik >= before - 1e-12 * (1.0 + before.abs()) {
            coef.copy_from_slice(&tried);
            return Some(at);
        }
        factor /= 2.0;
    }
    None
}
