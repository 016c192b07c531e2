//! Newton's method with step-halving for the partial likelihood.

use super::CoxModel;
use super::degenerate::{self, Limit};
use super::likelihood::Evaluation;
use super::score::ScoreTotals;
use crate::stats::Error;
use crate::stats::ldl::Ldl;

/// A pivot of the information below this share of the column's own size is zero (R's `toler.chol`).
const PIVOT: f64 = 1.818989403545857e-12;

/// A step whose Newton decrement, twice the gain in log likelihood, is below this times the root of the number of events is the last:
/// the error it leaves, in standard errors, is of the order of the decrement over that root.
const LAST_STEP: f64 = 1e-12;

/// The same when the likelihood rises for ever and steps gain by a constant factor only.
const LAST_STEP_MONOTONE: f64 = 1e-15;

/// Where the iterations ended, in centred and scaled columns.
pub(super) struct Solution {
    pub beta: Vec<f64>,
    pub evaluation: Evaluation,
    /// Inverse information; zero for aliased and infinite terms.
    pub variance: Vec<f64>,
    pub aliased: Vec<bool>,
    /// For each term that runs to infinity, whether upwards.
    pub infinite: Vec<Option<bool>>,
    pub loglik_null: f64,
    /// Score statistic at beta = 0.
    pub score_statistic: f64,
    /// Score residuals at beta = 0, when a robust variance is wanted.
    pub robust_score: Option<ScoreTotals>,
    pub iterations: usize,
    pub converged: bool,
}

/// Factorises an information matrix; columns in `without` are left out.
pub(super) fn factorise(evaluation: &Evaluation, without: &[bool]) -> Ldl {
    let floor = evaluation
        .size
        .iter()
        .zip(without)
        .map(|(size, out)| match out {
            true => f64::INFINITY,
            false => size * PIVOT,
        });
    Ldl::new(&evaluation.information, &floor.collect::<Vec<f64>>())
}

/// Maximises the partial likelihood from beta = 0.
pub(super) fn maximise(model: &CoxModel) -> Result<Solution, Error> {
    let p = model.input.columns.len();
    let null = model.evaluate(&vec![0.0; p])?;
    let ldl = factorise(&null, &vec![false; p]);
    let (loglik_null, score_statistic) = (null.loglik, ldl.quadratic(&null.score));
    let robust_score = model.score_totals(&null);
    let aliased: Vec<bool> = (0..p).map(|j| !ldl.has(j)).collect();
    let mut search = Search {
        model,
        aliased: &aliased,
        beta: vec![0.0; p],
        iterations: 0,
        now: null,
    };
    let mut converged = search.run(LAST_STEP * (model.n_events() as f64).sqrt())?;
    let mut limit = Limit::none(p);
    if degenerate::is_suspect(&ldl, &search.now.information) {
        let reached = search.run(LAST_STEP_MONOTONE)?;
        limit = degenerate::limit(&ldl, &mut search, reached)?;
        converged = reached || limit.is_any();
    }
    let variance = match limit.variance {
        Some(variance) => variance,
        None => factorise(&search.now, &aliased).inverse(),
    };
    Ok(Solution {
        infinite: limit.infinite,
        loglik_null,
        score_statistic,
        robust_score,
        iterations: search.iterations,
        converged,
        variance,
        beta: search.beta,
        evaluation: search.now,
        aliased,
    })
}

/// The solution that beta itself would be.
pub(super) fn stay(model: &CoxModel, beta: Vec<f64>) -> Result<Solution, Error> {
    let p = beta.len();
    let null = model.evaluate(&vec![0.0; p])?;
    let evaluation = model.evaluate(&beta)?;
    if !evaluation.is_finite() {
        return Err(Error::NoConvergence { iterations: 0 });
    }
    let ldl = factorise(&null, &vec![false; p]);
    let aliased: Vec<bool> = (0..p).map(|j| !ldl.has(j)).collect();
    Ok(Solution {
        robust_score: model.score_totals(&null),
        variance: factorise(&evaluation, &aliased).inverse(),
        infinite: vec![None; p],
        loglik_null: null.loglik,
        score_statistic: ldl.quadratic(&null.score),
        iterations: 0,
        converged: true,
        beta,
        evaluation,
        aliased,
    })
}

/// The state of the iterations.
pub(super) struct Search<'a> {
    model: &'a CoxModel<'a>,
    aliased: &'a [bool],
    pub beta: Vec<f64>,
    pub iterations: usize,
    pub now: Evaluation,
}

impl Search<'_> {
    /// Steps until one gains less than `last`; false when the iterations ran out or no step gained.
    fn run(&mut self, last: f64) -> Result<bool, Error> {
        while self.iterations < self.model.options.max_iterations {
            let step = factorise(&self.now, self.aliased).solve(&self.now.score);
            let decrement: f64 = step.iter().zip(&self.now.score).map(|(s, u)| s * u).sum();
            if decrement == 0.0 {
                return Ok(true);
            }
            if !self.advance(&step)? {
                return Ok(decrement.abs() <= last.max(1e-9 * self.now.loglik.abs()));
            }
            if decrement <= last {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes the step, halved until the likelihood does not fall; false when even a tiny step does.
    pub fn advance(&mut self, step: &[f64]) -> Result<bool, Error> {
        let slack = 1e-12 * self.now.loglik.abs();
        let mut share = 1.0;
        for _ in 0..40 {
            let beta: Vec<f64> = self
                .beta
                .iter()
                .zip(step)
                .map(|(b, s)| b + share * s)
                .collect();
            let next = self.model.evaluate(&beta)?;
            self.iterations += 1;
            if next.is_finite() && next.loglik >= self.now.loglik - slack {
                self.beta = beta;
                self.now = next;
                return Ok(true);
            }
            share /= 2.0;
        }
        Ok(false)
    }
}
