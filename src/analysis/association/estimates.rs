//! Rank correlation, least squares and the common factor.

use super::points::Points;
use crate::findings::Reason;
use crate::stats::correlation::exact_order::{EXACT_UP_TO, exact_order_p};
use crate::stats::correlation::spearman::spearman;
use crate::stats::factor_analysis::factor_analysis;
use crate::stats::least_squares::least_squares;
use crate::stats::sandwich::{RobustKind, robust_covariance};
use crate::stats::{Error, distributions};

/// All estimates of one measure.
pub struct Estimates {
    pub sites: usize,
    pub rank: Result<Rank, Reason>,
    pub line: Result<Line, Reason>,
    /// Weighted by the answers behind the fidelity, or by the persons behind the outcome.
    pub weighted: Result<Line, Reason>,
}

/// A rank correlation; exact over all orders for few municipalities, else by the t approximation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    pub rho: f64,
    pub p_value: f64,
}

/// The slope of the outcome on the measure, HC1, t(n - 2).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    pub slope: f64,
    pub std_error: f64,
    pub p_value: f64,
}

/// One common factor of the elements.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    pub loadings: Vec<f64>,
    pub uniquenesses: Vec<f64>,
}

/// Fewer municipalities give no line.
const LEAST_SITES: usize = 4;

impl Estimates {
    /// From measure, outcome and weight of each municipality.
    pub fn of(points: &[(f64, f64, f64)]) -> Estimates {
        let x: Vec<f64> = points.iter().map(|p| p.0).collect();
        let y: Vec<f64> = points.iter().map(|p| p.1).collect();
        let weights: Vec<f64> = points.iter().map(|p| p.2).collect();
        Estimates {
            sites: points.len(),
            rank: rank(&x, &y),
            line: line(&x, &y, None),
            weighted: line(&x, &y, Some(&weights)),
        }
    }
}

fn enough(sites: usize) -> Result<(), Reason> {
    match sites < LEAST_SITES {
        true => Err(Reason::new(
            "too-few-sites",
            &[("sites", sites.to_string())],
        )),
        false => Ok(()),
    }
}

fn rank(x: &[f64], y: &[f64]) -> Result<Rank, Reason> {
    enough(x.len())?;
    let found = spearman(x, y, 0.95).map_err(told)?;
    let p_value = match x.len() <= EXACT_UP_TO {
        true => exact_order_p(x, y).map_err(told)?,
        false => found.p_t,
    };
    Ok(Rank {
        rho: found.rho,
        p_value,
    })
}

fn line(x: &[f64], y: &[f64], weights: Option<&[f64]>) -> Result<Line, Reason> {
    enough(x.len())?;
    let ones = vec![1.0; x.len()];
    let fit = least_squares(y, &[&ones, x], weights).map_err(told)?;
    if fit.coef.len() < 2 {
        return Err(Reason::new("no-variation", &[]));
    }
    let covariance = robust_covariance(&fit, RobustKind::Hc1).map_err(told)?;
    let (slope, std_error) = (fit.coef[1], covariance[(1, 1)].sqrt());
    if std_error.is_nan() || std_error <= 0.0 {
        return Err(Reason::new("no-variation", &[]));
    }
    let df = (x.len() - 2) as f64;
    Ok(Line {
        slope,
        std_error,
        p_value: distributions::t_two_sided(slope / std_error, df),
    })
}

/// The factor of all elements over the municipalities that have every one; `None` with fewer than three elements.
pub fn factor(points: &Points) -> Option<Result<Factor, Reason>> {
    if points.parts().count() < 3 {
        return None;
    }
    let complete: Vec<usize> = (0..points.sites.len())
        .filter(|at| points.parts().all(|e| e.values[*at].is_some()))
        .collect();
    let columns: Vec<Vec<f64>> = points
        .parts()
        .map(|e| {
            let values = complete.iter().filter_map(|at| e.values[*at]);
            values.map(|p| p.value).collect()
        })
        .collect();
    let items: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let model = enough(complete.len()).and_then(|()| factor_analysis(&items, 1).map_err(told));
    Some(model.map(|model| {
        // A factor has no sign of its own: most elements load on it positively.
        let loadings = model.loadings.iter().map(|row| row[0]);
        let sign = loadings.clone().sum::<f64>().signum();
        Factor {
            loadings: loadings.map(|l| sign * l).collect(),
            uniquenesses: model.uniquenesses,
        }
    }))
}

fn told(error: Error) -> Reason {
    match error {
        Error::Constant { .. } => Reason::new("no-variation", &[]),
        other => Reason::new("estimator", &[("text", other.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_municipalities_by_hand() {
        let points = [
            (1.0, 2.0, 1.0),
            (2.0, 1.0, 1.0),
            (3.0, 3.0, 1.0),
            (4.0, 4.0, 1.0),
        ];
        let found = Estimates::of(&points);
        let rank = found.rank.expect("made");
        assert!((rank.rho - 0.8).abs() < 1e-12);
        assert!((rank.p_value - 8.0 / 24.0).abs() < 1e-12);
        let line = found.line.expect("made");
        assert!((line.slope - 0.8).abs() < 1e-12);
        // Residuals 0.7, -1.1, 0.1, 0.3 at distances -1.5, -0.5, 0.5, 1.5; n/(n - 2) = 2; over 5 squared.
        let middle = 0.49 * 2.25 + 1.21 * 0.25 + 0.01 * 0.25 + 0.09 * 2.25;
        assert!((line.std_error - (2.0_f64 * middle).sqrt() / 5.0).abs() < 1e-12);
        assert_eq!(found.weighted.expect("made"), line);
    }

    #[test]
    fn too_few_and_constant_are_named() {
        let few = Estimates::of(&[(1.0, 1.0, 1.0); 3]);
        assert_eq!(few.rank.expect_err("few").code, "too-few-sites");
        let flat = Estimates::of(&[
            (1.0, 1.0, 1.0),
            (1.0, 2.0, 1.0),
            (1.0, 3.0, 1.0),
            (1.0, 4.0, 1.0),
        ]);
        assert_eq!(flat.rank.expect_err("flat").code, "no-variation");
        assert_eq!(flat.line.expect_err("flat").code, "no-variation");
    }
}
