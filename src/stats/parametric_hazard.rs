//! Proportional hazards with a parametric baseline: constant within pieces, or Weibull.
//!
//! h(t) = h0(t; theta) exp(x'b), fitted by maximum likelihood over delayed entry and right censoring. With the cumulative baseline H0 over
//! (start, stop] a row adds d (log h0(stop) + x'b) - H0 exp(x'b). Agrees with R: the pieces with `glm(family = poisson)` on split rows and
//! an offset of log exposure, Weibull with `survreg` (b = -coef / scale); robust errors as the sandwich of score sums by cluster, without a
//! small-sample factor, as `coxph(cluster =)` has them.

mod baseline;
#[cfg(test)]
mod tests;

pub use baseline::Baseline;

use super::Error;
use super::ldl::Ldl;
use baseline::Terms;

/// Rows of a model: spans (start, stop], whether the span ends with the event, and the covariates column by column.
pub struct HazardInput<'a> {
    /// `None`: every row starts at 0.
    pub start: Option<&'a [f64]>,
    /// Above `start`.
    pub stop: &'a [f64],
    pub event: &'a [bool],
    pub columns: &'a [&'a [f64]],
    /// Cluster of each row, counted from 0, for robust errors.
    pub cluster: Option<&'a [usize]>,
}

/// A fitted model. Coefficients are log hazard ratios, one per column.
#[derive(Debug, Clone, PartialEq)]
pub struct HazardFit {
    /// `None` for a column that earlier ones determine.
    pub coef: Vec<Option<f64>>,
    /// Baseline parameters: log rate of each piece; or intercept and log shape.
    pub baseline: Vec<f64>,
    /// Model-based, columns by columns; zero for columns without a coefficient.
    pub covariance: Vec<Vec<f64>>,
    pub covariance_robust: Option<Vec<Vec<f64>>>,
    pub loglik: f64,
    /// Without covariates.
    pub loglik_null: f64,
    pub n_events: usize,
    pub n_clusters: Option<usize>,
    pub iterations: usize,
}

const MAX_ITERATIONS: usize = 60;
const MAX_HALVINGS: usize = 40;
/// Newton's decrement, a squared distance in standard errors, at which the iterations end.
const CONVERGED: f64 = 1e-20;
/// A pivot that has lost all but this part of its diagonal belongs to a column that earlier ones determine.
const ALIASED: f64 = 1e-10;

/// Fits the model.
///
/// # Errors
/// `Empty`, `LengthMismatch`, `BadDuration` for a span of no length, `NoEvents`, `NotDefined` for a piece without exposure or events,
/// `OneCluster`, `NoConvergence` (a coefficient on its way to infinity among the reasons).
pub fn fit(input: &HazardInput, baseline: &Baseline) -> Result<HazardFit, Error> {
    check(input, baseline)?;
    let centres = centres(input);
    let model = Model {
        input,
        baseline,
        centres,
        p: input.columns.len(),
        q: baseline.parameters(),
    };
    let null = model.maximise(true)?;
    let full = model.maximise(false)?;
    model.told(null, full)
}

fn check(input: &HazardInput, baseline: &Baseline) -> Result<(), Error> {
    let n = input.stop.len();
    let same = |what, got: usize| match got == n {
        true => Ok(()),
        false => Err(Error::LengthMismatch {
            what,
            expected: n,
            got,
        }),
    };
    same("event", input.event.len())?;
    same("start", input.start.map_or(n, <[f64]>::len))?;
    same("cluster", input.cluster.map_or(n, <[usize]>::len))?;
    input
        .columns
        .iter()
        .try_for_each(|c| same("columns", c.len()))?;
    if n == 0 {
        return Err(Error::Empty);
    }
    let start = |row: usize| input.start.map_or(0.0, |s| s[row]);
    if let Some(row) = (0..n).find(|r| !(start(*r) >= 0.0 && input.stop[*r] > start(*r))) {
        return Err(Error::BadDuration { row });
    }
    if !input.event.contains(&true) {
        return Err(Error::NoEvents);
    }
    baseline.check(input)
}

/// Covariates are measured from their means, which keeps the exponents small and moves no coefficient but the baseline's.
fn centres(input: &HazardInput) -> Vec<f64> {
    let mean = |column: &&[f64]| column.iter().sum::<f64>() / column.len() as f64;
    input.columns.iter().map(mean).collect()
}

struct Model<'a> {
    input: &'a HazardInput<'a>,
    baseline: &'a Baseline,
    centres: Vec<f64>,
    /// Columns.
    p: usize,
    /// Baseline parameters.
    q: usize,
}

/// The likelihood with its slope and curvature; parameters are the baseline's, then the columns'.
struct State {
    parameters: Vec<f64>,
    loglik: f64,
    score: Vec<f64>,
    /// Minus the second derivatives, row by row.
    information: Vec<f64>,
    iterations: usize,
}

impl Model<'_> {
    fn start(&self, row: usize) -> f64 {
        self.input.start.map_or(0.0, |s| s[row])
    }

    fn eta(&self, parameters: &[f64], row: usize) -> f64 {
        let slopes = parameters[self.q..].iter();
        let columns = self.input.columns.iter().zip(&self.centres);
        slopes
            .zip(columns)
            .map(|(b, (column, centre))| b * (column[row] - centre))
            .sum()
    }

    /// The row's score, baseline parameters first; gives its log-likelihood.
    fn row_score(
        &self,
        parameters: &[f64],
        row: usize,
        terms: &mut Terms,
        score: &mut [f64],
    ) -> f64 {
        let (q, event) = (self.q, f64::from(self.input.event[row]));
        self.baseline.terms(
            &parameters[..q],
            self.start(row),
            self.input.stop[row],
            terms,
        );
        let eta = self.eta(parameters, row);
        let factor = eta.exp();
        let residual = event - terms.cumulative * factor;
        let slopes = terms.log_rate_slope.iter().zip(&terms.cumulative_slope);
        for (score, (log_rate, cumulative)) in score.iter_mut().zip(slopes) {
            *score = event * log_rate - factor * cumulative;
        }
        for (j, column) in self.input.columns.iter().enumerate() {
            score[q + j] = residual * (column[row] - self.centres[j]);
        }
        event * (terms.log_rate + eta) - terms.cumulative * factor
    }

    fn evaluate(&self, parameters: Vec<f64>) -> State {
        let size = self.q + self.p;
        let mut state = State {
            loglik: 0.0,
            score: vec![0.0; size],
            information: vec![0.0; size * size],
            parameters,
            iterations: 0,
        };
        let mut terms = Terms::of(self.q);
        let mut row_score = vec![0.0; size];
        for row in 0..self.input.stop.len() {
            state.loglik += self.row_score(&state.parameters, row, &mut terms, &mut row_score);
            state
                .score
                .iter_mut()
                .zip(&row_score)
                .for_each(|(s, r)| *s += r);
            self.add_information(&state.parameters, row, &terms, &mut state.information);
        }
        state
    }

    fn add_information(&self, parameters: &[f64], row: usize, terms: &Terms, into: &mut [f64]) {
        let (q, size) = (self.q, self.q + self.p);
        let event = f64::from(self.input.event[row]);
        let factor = self.eta(parameters, row).exp();
        for a in 0..q {
            for b in 0..q {
                into[a * size + b] += factor * terms.cumulative_curve[a * q + b]
                    - event * terms.log_rate_curve[a * q + b];
            }
        }
        for (j, column) in self.input.columns.iter().enumerate() {
            let x = column[row] - self.centres[j];
            for a in 0..q {
                let value = factor * terms.cumulative_slope[a] * x;
                into[(q + j) * size + a] += value;
                into[a * size + q + j] += value;
            }
            for (k, other) in self.input.columns.iter().enumerate() {
                let product = x * (other[row] - self.centres[k]);
                into[(q + j) * size + q + k] += factor * terms.cumulative * product;
            }
        }
    }

    /// Newton with step-halving; `null` holds the slopes at zero.
    fn maximise(&self, null: bool) -> Result<State, Error> {
        let mut parameters = self.baseline.begin(self.input);
        parameters.resize(self.q + self.p, 0.0);
        let mut state = self.evaluate(parameters);
        for iterations in 1..=MAX_ITERATIONS {
            let solver = self.solver(&state, null);
            let step = solver.solve(&state.score);
            let decrement: f64 = step.iter().zip(&state.score).map(|(a, b)| a * b).sum();
            if decrement < CONVERGED {
                state.iterations = iterations;
                return Ok(state);
            }
            state = self
                .climb(&state, &step)
                .ok_or(Error::NoConvergence { iterations })?;
        }
        Err(Error::NoConvergence {
            iterations: MAX_ITERATIONS,
        })
    }

    fn climb(&self, from: &State, step: &[f64]) -> Option<State> {
        let mut length = 1.0;
        for _ in 0..MAX_HALVINGS {
            let parameters = from.parameters.iter().zip(step);
            let next = self.evaluate(parameters.map(|(p, s)| p + length * s).collect());
            // At the top rounding alone decides the last bits of the likelihood.
            if next.loglik >= from.loglik - 1e-12 * from.loglik.abs() {
                return Some(next);
            }
            length /= 2.0;
        }
        None
    }

    fn solver(&self, state: &State, null: bool) -> Ldl {
        let size = self.q + self.p;
        let floor = |j: usize| match null && j >= self.q {
            true => f64::INFINITY,
            false => ALIASED * state.information[j * size + j],
        };
        Ldl::new(
            &state.information,
            &(0..size).map(floor).collect::<Vec<_>>(),
        )
    }

    fn told(&self, null: State, full: State) -> Result<HazardFit, Error> {
        let (q, p, size) = (self.q, self.p, self.q + self.p);
        let solver = self.solver(&full, false);
        let inverse = solver.inverse();
        let slopes = |matrix: &[f64]| -> Vec<Vec<f64>> {
            let row = |i: usize| matrix[(q + i) * size + q..(q + i + 1) * size].to_vec();
            (0..p).map(row).collect()
        };
        let robust = self.robust(&full, &inverse)?;
        let shift: f64 = full.parameters[q..]
            .iter()
            .zip(&self.centres)
            .map(|(b, c)| b * c)
            .sum();
        let coef = |j: usize| solver.has(q + j).then(|| full.parameters[q + j]);
        Ok(HazardFit {
            coef: (0..p).map(coef).collect(),
            baseline: self.baseline.uncentred(&full.parameters[..q], shift),
            covariance: slopes(&inverse),
            covariance_robust: robust.as_ref().map(|(matrix, _)| slopes(matrix)),
            loglik: full.loglik,
            loglik_null: null.loglik,
            n_events: self.input.event.iter().filter(|e| **e).count(),
            n_clusters: robust.map(|(_, clusters)| clusters),
            iterations: full.iterations,
        })
    }

    /// The sandwich of score sums by cluster, and the number of clusters.
    fn robust(&self, state: &State, inverse: &[f64]) -> Result<Option<(Vec<f64>, usize)>, Error> {
        let Some(cluster) = self.input.cluster else {
            return Ok(None);
        };
        let size = self.q + self.p;
        let groups = cluster.iter().max().map_or(0, |g| g + 1);
        let mut sums = vec![0.0; groups * size];
        let mut seen = vec![false; groups];
        let (mut terms, mut score) = (Terms::of(self.q), vec![0.0; size]);
        for (row, &group) in cluster.iter().enumerate() {
            self.row_score(&state.parameters, row, &mut terms, &mut score);
            let sum = &mut sums[group * size..][..size];
            sum.iter_mut().zip(&score).for_each(|(a, b)| *a += b);
            seen[group] = true;
        }
        let clusters = seen.iter().filter(|s| **s).count();
        if clusters < 2 {
            return Err(Error::OneCluster);
        }
        let mut sandwich = vec![0.0; size * size];
        for sum in sums.chunks(size) {
            let influence: Vec<f64> = inverse
                .chunks(size)
                .map(|row| row.iter().zip(sum).map(|(a, b)| a * b).sum())
                .collect();
            for (i, a) in influence.iter().enumerate() {
                for (j, b) in influence.iter().enumerate() {
                    sandwich[i * size + j] += a * b;
                }
            }
        }
        Ok(Some((sandwich, clusters)))
    }
}
