//! Fine and Gray's proportional subdistribution hazards for one cause among competing ones.

mod censoring;
mod likelihood;
mod newton;
mod sandwich;

use super::Error;
use super::distributions::normal_two_sided;
use censoring::Censoring;
use likelihood::Problem;

/// What is modelled; the slices have one entry per row.
#[derive(Debug, Clone, Copy)]
pub struct FineGrayRows<'a> {
    pub time: &'a [f64],
    /// 0 is a censoring; any other number a cause.
    pub cause: &'a [usize],
    /// The cause whose subdistribution is modelled.
    pub of: usize,
    /// Design columns without an intercept.
    pub columns: &'a [Vec<f64>],
    /// A censoring curve of its own for each group: a group per row, and the number of groups.
    pub censoring_group: Option<(&'a [usize], usize)>,
}

/// Why a coefficient has no value, or that it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coefficient {
    Estimated,
    /// A linear combination of earlier columns, or constant; left out of the model.
    Aliased,
    /// The likelihood rises without end as the coefficient grows.
    PlusInfinity,
    /// The likelihood rises without end as the coefficient falls.
    MinusInfinity,
}

/// A fitted model; vectors have one entry per column.
#[derive(Debug, Clone, PartialEq)]
pub struct FineGray {
    /// Log subdistribution hazard ratios; NaN where `kinds` says why.
    pub coef: Vec<f64>,
    pub kinds: Vec<Coefficient>,
    /// Sandwich covariance with the term for the estimated censoring curve; NaN in rows and columns without a coefficient.
    pub vcov: Vec<Vec<f64>>,
    /// Standard error of `coef`.
    pub std_err: Vec<f64>,
    /// `coef / std_err`, and its two-sided normal p-value.
    pub statistic: Vec<f64>,
    pub p_value: Vec<f64>,
    /// Log partial likelihood at zero and at the estimate.
    pub loglik_null: f64,
    pub loglik: f64,
    pub n_events: usize,
    pub iterations: usize,
    /// The distinct times of the cause, and the baseline cumulative subdistribution hazard there, at the columns' means.
    pub time: Vec<f64>,
    pub cumhaz_at_means: Vec<f64>,
    /// The columns' means.
    pub means: Vec<f64>,
}

/// Fine-Gray regression with Breslow ties.
///
/// Rows that end with another cause stay at risk, with weight G(t-)/G(X-), X their end and G the Kaplan-Meier curve of censoring (by group where
/// groups are given; 0 after a group's last time). At equal times events come before censorings. `std_err` is of the coefficients.
///
/// # Formula
/// The partial likelihood of Cox with these weights. With eta_i row i's score and psi_i what its censoring adds through G, the variance is
/// I^-1 sum (eta_i + psi_i)(eta_i + psi_i)' I^-1. An event in the same week as a censoring counts in that censoring's term.
///
/// # Errors
/// `Empty` without rows; `NoEvents` without an event of the cause; `LengthMismatch`; `NotFinite`; `BadDuration`; `OutOfRange` for a group too
/// large; `NoConvergence`.
///
/// # Source
/// Fine and Gray (1999), JASA 94, 496-509. Agrees with R cmprsk 2.2-11 `crr` to 1e-6 relative (tests/conformance/finegray.rs), where `crr` itself
/// stops; with groups `crr` leaves the other groups' events out of the censoring term, here they are in.
pub fn fine_gray(rows: &FineGrayRows) -> Result<FineGray, Error> {
    let censoring = Censoring::of(rows)?;
    let problem = Problem::new(rows, &censoring)?;
    let fit = newton::maximise(&problem)?;
    let vcov = sandwich::covariance(&problem, rows, &censoring, &fit);
    let std_err: Vec<f64> = (0..vcov.len()).map(|j| vcov[j][j].sqrt()).collect();
    let ratio = |(b, se): (&f64, &f64)| b / se;
    let statistic: Vec<f64> = fit.coef.iter().zip(&std_err).map(ratio).collect();
    Ok(FineGray {
        p_value: statistic.iter().map(|z| normal_two_sided(*z)).collect(),
        statistic,
        std_err,
        vcov,
        loglik_null: fit.loglik_null,
        loglik: fit.at.loglik,
        n_events: problem.n_events(),
        iterations: fit.iterations,
        time: problem.times.clone(),
        cumhaz_at_means: running_sum(&problem.increments(&fit.at)),
        means: problem.means.clone(),
        coef: fit.coef,
        kinds: fit.kinds,
    })
}

impl FineGray {
    /// Predicted cumulative incidence for the covariate values `row`, at each of `times`.
    ///
    /// Columns without a coefficient are left out. Events of the time itself are included.
    pub fn predict(&self, row: &[f64], times: &[f64]) -> Vec<f64> {
        let linear: f64 = (0..self.coef.len())
            .filter(|j| self.kinds[*j] == Coefficient::Estimated)
            .map(|j| self.coef[j] * (row[j] - self.means[j]))
            .sum();
        let at = |t: &f64| match self.time.partition_point(|u| u <= t) {
            0 => 0.0,
            passed => -(-self.cumhaz_at_means[passed - 1] * linear.exp()).exp_m1(),
        };
        times.iter().map(at).collect()
    }
}

fn running_sum(values: &[f64]) -> Vec<f64> {
    let add = |sum: &mut f64, v: &f64| {
        *sum += v;
        Some(*sum)
    };
    values.iter().scan(0.0, add).collect()
}

#[cfg(test)]
mod tests;
