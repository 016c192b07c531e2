//! Logistic regression on the columns of a least-squares fit.

use super::linalg::dot;
use super::{Error, LeastSquares};
use faer::prelude::Solve;
use faer::{Mat, Side};

const ITERATIONS: usize = 100;

/// Fitted log odds beyond this are taken for infinite: the terms separate the groups.
const SEPARATED: f64 = 25.0;

/// A logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Logit {
    /// One per kept column of the least-squares fit, on the log-odds scale.
    pub coef: Vec<f64>,
    /// From the inverse information at the solution.
    pub std_error: Vec<f64>,
    /// Minus twice the log likelihood.
    pub deviance: f64,
    /// The same with an intercept alone.
    pub null_deviance: f64,
    /// Some fitted probability is 0 or 1: coefficients are infinite and only the deviance, its limit, is to be used.
    pub separated: bool,
}

/// Logistic regression of `outcome` on the columns that `fit`, any least-squares fit to the same columns without weights, kept.
///
/// # Formula
/// Newton's method on the log likelihood in the coordinates of the fit's orthonormal columns, halving steps that lower it.
///
/// # Errors
/// `LengthMismatch`; `OneGroup` when all outcomes are equal; `NoConvergence`.
///
/// # Source
/// Nelder and Wedderburn (1972). Agrees with R `glm(family = binomial)` iterated to convergence to 1e-9.
pub fn logit(outcome: &[bool], fit: &LeastSquares) -> Result<Logit, Error> {
    super::moments::same_length("outcome", fit.rows(), outcome.len())?;
    let yes = outcome.iter().filter(|y| **y).count();
    if yes == 0 || yes == outcome.len() {
        return Err(Error::OneGroup);
    }
    let null_deviance = null_deviance(yes, outcome.len());
    let mut at = Point::new(vec![0.0; fit.rank()], outcome, fit);
    for _ in 0..ITERATIONS {
        // Where groups are separated the information dies out, in the end below what can be factorised.
        let Some(step) = at.newton_step(outcome, fit) else {
            return Ok(finish(at, null_deviance, fit));
        };
        let Some(next) = at.lowered(&step, outcome, fit) else {
            return Ok(finish(at, null_deviance, fit));
        };
        let gain = at.deviance - next.deviance;
        at = next;
        // Newton's next step would be the square of this one, far below rounding.
        if gain <= 1e-15 * null_deviance {
            return Ok(finish(at, null_deviance, fit));
        }
    }
    Err(Error::NoConvergence {
        iterations: ITERATIONS,
    })
}

fn null_deviance(yes: usize, n: usize) -> f64 {
    let share = yes as f64 / n as f64;
    -2.0 * (yes as f64 * share.ln() + (n - yes) as f64 * (1.0 - share).ln())
}

fn finish(at: Point, null_deviance: f64, fit: &LeastSquares) -> Logit {
    let largest = at.log_odds.iter().fold(0.0f64, |m, e| m.max(e.abs()));
    let covariance = at.information(fit).llt(Side::Lower).map(|factor| {
        let inverse = factor.solve(Mat::<f64>::identity(fit.rank(), fit.rank()));
        fit.triangle.sandwich(&inverse)
    });
    let std_error = match covariance {
        Ok(v) => (0..fit.rank()).map(|j| v[(j, j)].sqrt()).collect(),
        Err(_) => vec![f64::NAN; fit.rank()],
    };
    Logit {
        coef: fit.triangle.solve(&at.coordinates),
        std_error,
        deviance: at.deviance,
        null_deviance,
        separated: largest > SEPARATED,
    }
}

/// One point of the iteration, in the coordinates of the orthonormal columns.
struct Point {
    coordinates: Vec<f64>,
    log_odds: Vec<f64>,
    deviance: f64,
}

impl Point {
    fn new(coordinates: Vec<f64>, outcome: &[bool], fit: &LeastSquares) -> Point {
        let mut log_odds = vec![0.0; outcome.len()];
        for (c, column) in coordinates.iter().zip(&fit.basis) {
            super::linalg::axpy(*c, column, &mut log_odds);
        }
        // -ln P(y): ln(1 + exp(-eta)) for a yes, ln(1 + exp(eta)) for a no.
        let surprise = |(y, e): (&bool, &f64)| softplus(if *y { -e } else { *e });
        let deviance = 2.0 * outcome.iter().zip(&log_odds).map(surprise).sum::<f64>();
        Point {
            coordinates,
            log_odds,
            deviance,
        }
    }

    fn information(&self, fit: &LeastSquares) -> Mat<f64> {
        let weight: Vec<f64> = self
            .log_odds
            .iter()
            .map(|e| chance(*e) * chance(-*e))
            .collect();
        let k = fit.rank();
        let mut information = Mat::zeros(k, k);
        for i in 0..k {
            let weighted: Vec<f64> = fit.basis[i]
                .iter()
                .zip(&weight)
                .map(|(q, w)| q * w)
                .collect();
            for j in 0..=i {
                let value = dot(&weighted, &fit.basis[j]);
                information[(i, j)] = value;
                information[(j, i)] = value;
            }
        }
        information
    }

    /// None when the information cannot be factorised.
    fn newton_step(&self, outcome: &[bool], fit: &LeastSquares) -> Option<Vec<f64>> {
        let pairs = outcome.iter().zip(&self.log_odds);
        let rest: Vec<f64> = pairs
            .map(|(y, e)| if *y { chance(-*e) } else { -chance(*e) })
            .collect();
        let score = Mat::from_fn(fit.rank(), 1, |j, _| dot(&fit.basis[j], &rest));
        let factor = self.information(fit).llt(Side::Lower).ok()?;
        let step = factor.solve(&score);
        Some((0..fit.rank()).map(|j| step[(j, 0)]).collect())
    }

    /// The first of the step's halvings that does not raise the deviance; none when all do, which happens at the solution.
    fn lowered(&self, step: &[f64], outcome: &[bool], fit: &LeastSquares) -> Option<Point> {
        let mut length = 1.0;
        for _ in 0..20 {
            let moved = self.coordinates.iter().zip(step);
            let next = moved.map(|(c, s)| c + length * s).collect();
            let next = Point::new(next, outcome, fit);
            if next.deviance <= self.deviance {
                return Some(next);
            }
            length /= 2.0;
        }
        None
    }
}

/// 1 / (1 + exp(-eta)).
fn chance(eta: f64) -> f64 {
    1.0 / (1.0 + (-eta).exp())
}

/// ln(1 + exp(x)).
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::super::least_squares::least_squares;
    use super::super::testing::assert_close;
    use super::*;

    fn fitted(outcome: &[bool], columns: &[&[f64]]) -> Result<Logit, Error> {
        let y: Vec<f64> = outcome.iter().map(|y| f64::from(*y)).collect();
        logit(outcome, &least_squares(&y, columns, None).unwrap())
    }

    #[test]
    fn a_two_by_two_table_by_hand() {
        // 1 of 3 without and 4 of 6 with: log odds ln(1/2) and ln 2, error sqrt(1/1 + 1/2) for the first.
        let x = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        let y = [true, false, false, true, true, true, true, false, false];
        let model = fitted(&y, &[&[1.0; 9], &x]).unwrap();
        assert_close(model.coef[0], 0.5f64.ln(), 1e-12);
        assert_close(model.coef[1], 4f64.ln(), 1e-12);
        assert_close(model.std_error[0], 1.5f64.sqrt(), 1e-12);
        assert_close(model.std_error[1], (1.5f64 + 0.75).sqrt(), 1e-12);
        assert!(!model.separated);
    }

    #[test]
    fn scale_moves_only_the_coefficient() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let y = [false, true, false, true, false, true];
        let plain = fitted(&y, &[&[1.0; 6], &x]).unwrap();
        for factor in [1e-12, 1e12] {
            let scaled: Vec<f64> = x.iter().map(|v| v * factor).collect();
            let other = fitted(&y, &[&[1.0; 6], &scaled]).unwrap();
            assert_close(other.coef[1] * factor, plain.coef[1], 1e-9);
            assert_close(other.deviance, plain.deviance, 1e-12);
        }
    }

    #[test]
    fn separated_groups_are_flagged_and_keep_the_limit_of_the_deviance() {
        let x = [1.0, 2.0, 3.0, 4.0];
        let model = fitted(&[false, false, true, true], &[&[1.0; 4], &x]).unwrap();
        assert!(model.separated);
        assert!(model.deviance.abs() < 1e-10);
        let none = fitted(&[true; 4], &[&[1.0; 4], &x]);
        assert_eq!(none, Err(Error::OneGroup));
    }
}
