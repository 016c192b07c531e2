//! What a fit of the Cox model returns.

use crate::stats::distributions::{chi_squared_upper, normal_quantile, normal_two_sided};

/// A coefficient, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Coefficient {
    /// The estimated log hazard ratio.
    Finite(f64),
    /// The column is constant or a combination of earlier ones wherever it matters.
    Aliased,
    /// The likelihood rises for ever as the coefficient grows (`positive`) or falls.
    Infinite { positive: bool },
}

impl Coefficient {
    /// The estimate, when there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Coefficient::Finite(value) => Some(value),
            Coefficient::Aliased | Coefficient::Infinite { .. } => None,
        }
    }
}

/// A chi-square test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    pub statistic: f64,
    pub df: usize,
    pub p_value: f64,
}

impl Test {
    pub(super) fn new(statistic: f64, df: usize) -> Test {
        Test {
            statistic,
            df,
            p_value: chi_squared_upper(statistic, df as f64),
        }
    }
}

/// A fitted Cox model; vectors have one entry per column, in order.
#[derive(Debug, Clone)]
pub struct CoxFit {
    pub coef: Vec<Coefficient>,
    /// The coefficients used for linear predictors: 0 for aliased terms, the last iterate for infinite ones.
    pub beta: Vec<f64>,
    /// Model-based covariance of the coefficients (inverse information), as rows; 0 for terms without an estimate.
    pub variance: Vec<Vec<f64>>,
    /// Robust covariance: the sum over clusters (or rows) of squared dfbetas, without a small-sample factor.
    pub variance_robust: Option<Vec<Vec<f64>>>,
    /// Log partial likelihood at beta = 0.
    pub loglik_null: f64,
    /// Log partial likelihood at the estimate; its limit when a term is infinite.
    pub loglik: f64,
    /// Twice the gain in log likelihood.
    pub likelihood_ratio_test: Test,
    /// From the robust covariance where there is one; none when a term is infinite.
    pub wald_test: Option<Test>,
    /// At beta = 0, model-based.
    pub score_test: Test,
    /// At beta = 0, from the summed score residuals.
    pub robust_score_test: Option<Test>,
    /// Evaluations of the likelihood after the first.
    pub iterations: usize,
    pub converged: bool,
    /// Rows, those of weight zero included.
    pub n: usize,
    /// Events, unweighted.
    pub n_events: usize,
    /// Clusters, when clusters were given.
    pub n_clusters: Option<usize>,
    pub(super) conf_level: f64,
}

/// One term's estimate on the log hazard scale, with its Wald test and limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    pub estimate: f64,
    /// Robust where there is a robust covariance.
    pub std_error: f64,
    pub statistic: f64,
    pub p_value: f64,
    /// Limits of the log hazard ratio.
    pub conf_low: f64,
    pub conf_high: f64,
}

impl CoxFit {
    /// Model-based standard error of a coefficient; none when there is no estimate.
    pub fn std_error(&self, term: usize) -> Option<f64> {
        self.coef[term].value()?;
        Some(self.variance[term][term].sqrt())
    }

    /// Robust standard error of a coefficient, when a robust covariance was asked for and there is an estimate.
    pub fn std_error_robust(&self, term: usize) -> Option<f64> {
        self.coef[term].value()?;
        Some(self.variance_robust.as_ref()?[term][term].sqrt())
    }

    /// The estimate of a term with the standard error in force; none when it is aliased or infinite.
    pub fn row(&self, term: usize) -> Option<Row> {
        let estimate = self.coef[term].value()?;
        let std_error = self.std_error_robust(term).or(self.std_error(term))?;
        let reach = normal_quantile(0.5 + self.conf_level / 2.0) * std_error;
        Some(Row {
            estimate,
            std_error,
            statistic: estimate / std_error,
            p_value: normal_two_sided(estimate / std_error),
            conf_low: estimate - reach,
            conf_high: estimate + reach,
        })
    }

    /// The covariance in force: robust where there is one.
    pub fn variance_in_force(&self) -> &[Vec<f64>] {
        self.variance_robust.as_deref().unwrap_or(&self.variance)
    }
}
