//! Proportional hazards regression: the Cox model with tied events, strata, weights, delayed entry and time-varying covariates.
//!
//! A row is an interval (start, stop] in which its covariates hold; a person may have several. Rows need no order. The rows of a
//! `CoxModel` are prepared once, as ranges of event times, and every estimate of this module is made from them.

mod baseline;
mod block;
mod columns;
mod compensated;
mod concordance;
mod degenerate;
mod exact;
mod exposure;
mod fitted;
mod layout;
mod likelihood;
mod newton;
mod residuals;
mod risk_sums;
mod score;
#[cfg(test)]
mod tests;
mod ties;
mod zph;

pub use baseline::{Baseline, Prediction};
pub use concordance::{Concordance, concordance};
pub use fitted::{Coefficient, CoxFit, Row, Test};
pub use residuals::Schoenfeld;
pub use zph::{PhTest, Transform};

use super::Error;
use super::ldl::Ldl;
use layout::Layout;
use likelihood::Evaluation;
use newton::Solution;
use risk_sums::RiskSums;
use score::{ScoreTables, ScoreTotals};

/// How events at the same time are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// Each event of a tie meets the risk set less its share of the tied events. The default.
    #[default]
    Efron,
    /// Every event of a tie meets the whole risk set.
    Breslow,
    /// The conditional probability of just these events given their number (discrete time).
    Exact,
}

/// The data of a Cox model; every slice has one entry per row.
#[derive(Debug, Clone, Copy)]
pub struct CoxInput<'a> {
    /// Time of coming under observation; a row is at risk at t when start < t <= stop. Without it everybody is at risk from the
    /// beginning, an event at time 0 included.
    pub start: Option<&'a [f64]>,
    /// End of the row's time at risk: an event or a censoring.
    pub stop: &'a [f64],
    /// Whether the row ends with an event.
    pub event: &'a [bool],
    /// Design columns, without a constant.
    pub columns: &'a [&'a [f64]],
    /// Case weights, none negative; a row of weight zero takes no part.
    pub weights: Option<&'a [f64]>,
    /// Stratum of each row, numbered from 0.
    pub strata: Option<&'a [usize]>,
    /// Cluster of each row, numbered from 0; asks for the cluster-robust variance.
    pub cluster: Option<&'a [usize]>,
}

impl CoxInput<'_> {
    #[inline]
    fn weight(&self, row: usize) -> f64 {
        self.weights.map_or(1.0, |w| w[row])
    }

    #[inline]
    fn stratum(&self, row: usize) -> usize {
        self.strata.map_or(0, |s| s[row])
    }

    /// True when the row ends with an event that counts.
    #[inline]
    fn is_event(&self, row: usize) -> bool {
        self.event[row] && self.weight(row) > 0.0
    }
}

/// How a Cox model is fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoxOptions {
    pub ties: Ties,
    /// Newton steps, halvings included, before giving up.
    pub max_iterations: usize,
    /// The robust variance even without clusters, each row being its own.
    pub robust: bool,
    /// Level of the confidence limits.
    pub conf_level: f64,
}

impl Default for CoxOptions {
    fn default() -> CoxOptions {
        CoxOptions {
            ties: Ties::Efron,
            max_iterations: 100,
            robust: false,
            conf_level: 0.95,
        }
    }
}

/// Prepared data: risk sets found, input checked.
pub struct CoxModel<'a> {
    input: CoxInput<'a>,
    options: CoxOptions,
    layout: Layout,
    /// Sum over events of weight times column.
    event_sums: Vec<f64>,
}

/// Fits a Cox model: `CoxModel::new(input, options)?.fit()`.
///
/// # Errors
/// Those of `CoxModel::new` and `CoxModel::fit`.
pub fn fit(input: &CoxInput, options: &CoxOptions) -> Result<CoxFit, Error> {
    CoxModel::new(*input, *options)?.fit()
}

impl<'a> CoxModel<'a> {
    /// Checks the data and finds the risk sets.
    ///
    /// # Errors
    /// `Empty`, `LengthMismatch`, `NotFinite`, `BadDuration` (stop not after start, or below 0 without a start), `NegativeWeight`,
    /// `ZeroWeights`, `NoEvents`.
    pub fn new(input: CoxInput<'a>, options: CoxOptions) -> Result<CoxModel<'a>, Error> {
        let layout = Layout::new(&input)?;
        if layout.times.is_empty() {
            return Err(Error::NoEvents);
        }
        let event_sums = likelihood::event_sums(&input, &layout);
        Ok(CoxModel {
            input,
            options,
            layout,
            event_sums,
        })
    }

    /// The maximum partial likelihood estimate.
    ///
    /// `std_error`s are of the log hazard ratio. Aliased and infinite terms are named by their `Coefficient`; the other terms are then at
    /// their limits.
    ///
    /// # Formula
    /// Efron: log L = sum over event times of [sum over events of w x'b - mean(w) * sum over k < d of log(S0 - (k/d) S0_events)], S0
    /// the sum of w exp(x'b) over the risk set; Breslow: k = 0 throughout; exact: the probability of these events given their number.
    /// Robust covariance: sum over clusters of g g', g the sum of w * score residual * inverse information.
    ///
    /// # Errors
    /// `NoConvergence`; with exact ties `OutOfRange` for weights other than 1 and `WorkLimit` for large tied risk sets.
    ///
    /// # Source
    /// Cox (1972), JRSS B 34; Breslow (1974), Biometrics 30; Efron (1977), JASA 72; Lin and Wei (1989), JASA 84. Agrees with R survival
    /// 3.5-3 `coxph` to 1e-7 (tests/conformance/cox.rs).
    pub fn fit(&self) -> Result<CoxFit, Error> {
        let solution = newton::maximise(self)?;
        if !solution.converged {
            return Err(Error::NoConvergence {
                iterations: solution.iterations,
            });
        }
        self.assemble(solution)
    }

    fn assemble(&self, solution: Solution) -> Result<CoxFit, Error> {
        let p = solution.beta.len();
        let df = solution.aliased.iter().filter(|a| !**a).count();
        let robust = self.robust(&solution);
        let any_infinite = solution.infinite.iter().any(Option::is_some);
        let in_force = robust.as_ref().map_or(&solution.variance, |r| &r.0);
        let wald = wald_statistic(&solution.beta, in_force, &solution.variance);
        let gain = solution.evaluation.loglik - solution.loglik_null;
        let coef = (0..p).map(|j| match (solution.aliased[j], solution.infinite[j]) {
            (true, _) => Coefficient::Aliased,
            (_, Some(positive)) => Coefficient::Infinite { positive },
            _ => Coefficient::Finite(solution.beta[j] * self.layout.columns[j].inverse_scale),
        });
        Ok(CoxFit {
            coef: coef.collect(),
            beta: self.unscaled_beta(&solution.beta),
            variance: self.unscaled_variance(&solution.variance),
            variance_robust: robust.as_ref().map(|r| self.unscaled_variance(&r.0)),
            loglik_null: solution.loglik_null,
            loglik: solution.evaluation.loglik,
            likelihood_ratio_test: Test::new((2.0 * gain).max(0.0), df),
            wald_test: (!any_infinite).then(|| Test::new(wald, df)),
            score_test: Test::new(solution.score_statistic, df),
            robust_score_test: robust.map(|r| Test::new(r.1, df)),
            iterations: solution.iterations,
            converged: solution.converged,
            n: self.input.stop.len(),
            n_events: self.n_events(),
            n_clusters: self.input.cluster.map(count_distinct),
            conf_level: self.options.conf_level,
        })
    }

    /// Everything evaluated at a given beta, without iteration; the tests compare it with beta = 0.
    ///
    /// # Errors
    /// `LengthMismatch` when `beta` has not one value per column; `NoConvergence` when the risk scores overflow; as `fit` for exact ties.
    pub fn at(&self, beta: &[f64]) -> Result<CoxFit, Error> {
        let p = self.input.columns.len();
        if beta.len() != p {
            return Err(Error::LengthMismatch {
                what: "beta",
                expected: p,
                got: beta.len(),
            });
        }
        let solution = newton::stay(self, self.scaled_beta(beta))?;
        let mut fit = self.assemble(solution)?;
        fit.coef = beta.iter().map(|b| Coefficient::Finite(*b)).collect();
        fit.beta = beta.to_vec();
        Ok(fit)
    }

    fn n_events(&self) -> usize {
        self.layout.events.iter().sum::<f64>() as usize
    }

    fn wants_robust(&self) -> bool {
        self.options.robust || self.input.cluster.is_some()
    }

    /// Value, score and information at a beta of centred and scaled columns.
    fn evaluate(&self, beta: &[f64]) -> Result<Evaluation, Error> {
        let (input, layout) = (&self.input, &self.layout);
        let ties = self.options.ties;
        if ties == Ties::Exact {
            return exact::evaluate(input, layout, beta);
        }
        Ok(likelihood::evaluate(
            input,
            layout,
            ties,
            beta,
            &self.event_sums,
        ))
    }

    fn risk_sums(&self, beta: &[f64]) -> RiskSums {
        RiskSums::new(&self.input, &self.layout, self.options.ties, beta)
    }

    /// Totals of the score residuals at an evaluated beta, when a robust variance is wanted and defined.
    fn score_totals(&self, evaluation: &Evaluation) -> Option<ScoreTotals> {
        let sums = evaluation.sums.as_ref().filter(|_| self.wants_robust())?;
        Some(ScoreTables::new(&self.input, &self.layout, sums).totals())
    }

    /// Concordance of the linear predictor with the survival times.
    pub fn concordance(&self, fit: &CoxFit) -> Concordance {
        concordance(&self.input, &self.predictor(fit))
    }

    /// x'b of each row.
    pub fn predictor(&self, fit: &CoxFit) -> Vec<f64> {
        let mut predictor = vec![0.0; self.input.stop.len()];
        for (column, beta) in self
            .input
            .columns
            .iter()
            .zip(&fit.beta)
            .filter(|(_, b)| **b != 0.0)
        {
            for (sum, x) in predictor.iter_mut().zip(*column) {
                *sum += beta * x;
            }
        }
        predictor
    }

    fn scaled_beta(&self, beta: &[f64]) -> Vec<f64> {
        let scaled = beta
            .iter()
            .zip(&self.layout.columns)
            .map(|(b, c)| (b, c.inverse_scale));
        scaled
            .map(|(b, s)| if s > 0.0 { b / s } else { 0.0 })
            .collect()
    }

    /// The robust covariance in scaled columns and the robust score statistic.
    fn robust(&self, solution: &Solution) -> Option<(Vec<f64>, f64)> {
        let p = solution.beta.len();
        let null = solution.robust_score.as_ref()?;
        let totals = self.score_totals(&solution.evaluation)?;
        let floor: Vec<f64> = (0..p).map(|j| null.meat[j * p + j] * 1e-12).collect();
        let statistic = Ldl::new(&null.meat, &floor).quadratic(&null.total);
        Some((
            score::sandwich(&solution.variance, &totals.meat, p),
            statistic,
        ))
    }

    fn unscaled_beta(&self, beta: &[f64]) -> Vec<f64> {
        let columns = beta.iter().zip(&self.layout.columns);
        columns.map(|(b, c)| b * c.inverse_scale).collect()
    }

    fn unscaled_variance(&self, variance: &[f64]) -> Vec<Vec<f64>> {
        let scale: Vec<f64> = self
            .layout
            .columns
            .iter()
            .map(|c| c.inverse_scale)
            .collect();
        let p = scale.len();
        let cell = |i: usize, j: usize| variance[i * p + j] * scale[i] * scale[j];
        (0..p)
            .map(|i| (0..p).map(|j| cell(i, j)).collect())
            .collect()
    }
}

/// beta' V^-1 beta over the terms that have a model variance.
fn wald_statistic(beta: &[f64], variance: &[f64], model: &[f64]) -> f64 {
    let p = beta.len();
    let floor: Vec<f64> = (0..p)
        .map(|j| match model[j * p + j] > 0.0 {
            true => variance[j * p + j] * 1e-12,
            false => f64::INFINITY,
        })
        .collect();
    Ldl::new(variance, &floor).quadratic(beta)
}

fn count_distinct(groups: &[usize]) -> usize {
    let mut seen = vec![false; groups.iter().max().map_or(0, |m| m + 1)];
    for g in groups {
        seen[*g] = true;
    }
    seen.iter().filter(|s| **s).count()
}
