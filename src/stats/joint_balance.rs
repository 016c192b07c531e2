//! Whether two groups differ in several variables at once.

use super::cluster_robust::{Clusters, cluster_covariance, cr1_factor};
use super::distributions::{chi_squared_upper, f_upper};
use super::least_squares::least_squares;
use super::logit::{Logit, logit};
use super::sandwich::{RobustKind, robust_covariance};
use super::{Error, LeastSquares};
use faer::prelude::Solve;
use faer::{Mat, Side};

/// An F test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FTest {
    pub statistic: f64,
    pub df1: f64,
    pub df2: f64,
    pub p_value: f64,
}

/// A likelihood-ratio test against the model with an intercept alone.
#[derive(Debug, Clone, PartialEq)]
pub struct LikelihoodRatio {
    pub statistic: f64,
    pub df: f64,
    pub p_value: f64,
    /// The logistic regression itself: intercept first, then the kept columns.
    pub model: Logit,
}

/// Joint tests that no variable tells the groups apart.
#[derive(Debug, Clone)]
pub struct JointBalance {
    /// Columns tested, ascending.
    pub kept: Vec<usize>,
    /// Columns left out as combinations of the intercept and earlier ones.
    pub dropped: Vec<usize>,
    /// The F test of the regression of the group on the columns, one variance for all rows.
    pub classical: Result<FTest, Error>,
    /// Hotelling's T squared, the same test on another scale.
    pub hotelling: Result<f64, Error>,
    /// The Wald F test with the HC1 covariance.
    pub hc1: Result<FTest, Error>,
    /// The Wald F test with the CR1 covariance; `None` without clusters.
    pub cr1: Option<Result<FTest, Error>>,
    pub likelihood_ratio: Result<LikelihoodRatio, Error>,
}

/// Tests jointly whether `columns` (without an intercept) predict membership of the second group.
///
/// # Formula
/// Least squares of the indicator on intercept and columns; `b' V^-1 b / q` on q and n - k (CR1: G - 1) degrees of freedom.
/// `T^2 = (n - 2) R^2 / (1 - R^2)`. Logistic regression: the fall in deviance, chi-square with q degrees of freedom.
///
/// # Errors
/// `Empty`, `OneGroup` when a group has no rows, `LengthMismatch`, `NotFinite`; `Constant` when no column varies. A single test that cannot be made
/// carries its own error.
///
/// # Source
/// Hansen and Bowers (2008), Statistical Science 23. Agrees with R `lm`, `glm` and sandwich 3.0-2 `vcovHC(type = "HC1")`,
/// `vcovCL(type = "HC1")` to 1e-8.
pub fn joint_balance(
    in_second: &[bool],
    columns: &[&[f64]],
    clusters: Option<&Clusters>,
) -> Result<JointBalance, Error> {
    let rows = in_second.len();
    let second = in_second.iter().filter(|s| **s).count();
    if rows > 0 && (second == 0 || second == rows) {
        return Err(Error::OneGroup);
    }
    let y: Vec<f64> = in_second.iter().map(|s| f64::from(*s)).collect();
    let ones = vec![1.0; rows];
    let mut design = vec![ones.as_slice()];
    design.extend_from_slice(columns);
    let fit = least_squares(&y, &design, None)?;
    let without_intercept = |places: &[usize]| -> Vec<usize> {
        let columns = places.iter().filter(|j| **j > 0);
        columns.map(|j| j - 1).collect()
    };
    if fit.rank() < 2 {
        return Err(Error::Constant {
            what: "columns".to_string(),
        });
    }
    let q = (fit.rank() - 1) as f64;
    let explained = match fit.df_residual {
        0 => Err(Error::TooFewRows {
            rows,
            needed: fit.rank() + 1,
        }),
        _ => Ok(fit.r_squared / (1.0 - fit.r_squared)),
    };
    Ok(JointBalance {
        kept: without_intercept(&fit.kept),
        dropped: without_intercept(&fit.dropped),
        classical: explained.clone().map(|ratio| {
            let df2 = fit.df_residual as f64;
            f_test(ratio * df2 / q, q, df2)
        }),
        hotelling: explained.map(|ratio| ratio * (rows as f64 - 2.0)),
        hc1: robust_covariance(&fit, RobustKind::Hc1)
            .and_then(|v| wald(&fit, &v, fit.df_residual as f64)),
        cr1: clusters.map(|clusters| clustered(&fit, clusters)),
        likelihood_ratio: logit(in_second, &fit).map(|model| likelihood_ratio(model, q)),
    })
}

fn f_test(statistic: f64, df1: f64, df2: f64) -> FTest {
    FTest {
        statistic,
        df1,
        df2,
        p_value: f_upper(statistic, df1, df2),
    }
}

fn likelihood_ratio(model: Logit, q: f64) -> LikelihoodRatio {
    let statistic = model.null_deviance - model.deviance;
    LikelihoodRatio {
        statistic,
        df: q,
        p_value: chi_squared_upper(statistic.max(0.0), q),
        model,
    }
}

fn clustered(fit: &LeastSquares, clusters: &Clusters) -> Result<FTest, Error> {
    if fit.df_residual == 0 {
        return Err(Error::TooFewRows {
            rows: fit.rows(),
            needed: fit.rank() + 1,
        });
    }
    if clusters.count > 1 && clusters.count < fit.rank() {
        // G clusters give a covariance of rank G - 1 at most.
        return Err(Error::TooFewRows {
            rows: clusters.count,
            needed: fit.rank(),
        });
    }
    let factor = cr1_factor(clusters.count, fit.rows(), fit.rank());
    let covariance = cluster_covariance(fit, clusters)? * faer::Scale(factor);
    wald(fit, &covariance, clusters.count as f64 - 1.0)
}

/// The Wald F test of all coefficients but the intercept, with the covariance scaled to unit diagonal before it is solved.
fn wald(fit: &LeastSquares, covariance: &Mat<f64>, df2: f64) -> Result<FTest, Error> {
    let q = fit.rank() - 1;
    let singular = Error::Singular {
        what: "robust covariance",
    };
    let error: Vec<f64> = (1..=q).map(|j| covariance[(j, j)].sqrt()).collect();
    if error.iter().any(|e| *e == 0.0 || !e.is_finite()) {
        return Err(singular);
    }
    let unit = Mat::from_fn(q, q, |i, j| {
        covariance[(i + 1, j + 1)] / (error[i] * error[j])
    });
    let t = Mat::from_fn(q, 1, |i, _| fit.coef[i + 1] / error[i]);
    let factor = unit.llt(Side::Lower).map_err(|_| singular)?;
    let solved = factor.solve(&t);
    let statistic = (0..q).map(|i| t[(i, 0)] * solved[(i, 0)]).sum::<f64>() / q as f64;
    Ok(f_test(statistic, q as f64, df2))
}

#[cfg(test)]
mod tests {
    use super::super::t_test::{GroupSummary, pooled_t};
    use super::super::testing::assert_close;
    use super::*;

    const X: [f64; 8] = [1.0, 2.0, 3.0, 5.0, 2.0, 4.0, 6.0, 7.0];
    const SECOND: [bool; 8] = [false, false, false, false, true, true, true, true];

    #[test]
    fn one_variable_is_the_pooled_t_test() {
        let joint = joint_balance(&SECOND, &[&X], None).unwrap();
        let first = GroupSummary::of(&X[..4]).unwrap();
        let second = GroupSummary::of(&X[4..]).unwrap();
        let t = pooled_t(&second, &first, 0.95).unwrap();
        let f = joint.classical.unwrap();
        assert_close(f.statistic, t.statistic.powi(2), 1e-12);
        assert_close(f.p_value, t.p_value, 1e-12);
        assert_close(joint.hotelling.unwrap(), t.statistic.powi(2), 1e-12);
        assert!(joint.cr1.is_none());
    }

    #[test]
    fn clusters_of_one_row_give_hc1_but_for_the_degrees_of_freedom() {
        let singles = Clusters::from_labels(&[0, 1, 2, 3, 4, 5, 6, 7]);
        let joint = joint_balance(&SECOND, &[&X], Some(&singles)).unwrap();
        let (hc1, cr1) = (joint.hc1.unwrap(), joint.cr1.unwrap().unwrap());
        // G/(G-1) (n-1)/(n-k) is n/(n-k) when G = n.
        assert_close(cr1.statistic, hc1.statistic, 1e-12);
        assert_eq!((hc1.df2, cr1.df2), (6.0, 7.0));
    }

    #[test]
    fn collinear_columns_are_left_out_and_named() {
        let doubled: Vec<f64> = X.iter().map(|v| 2.0 * v + 3.0).collect();
        let joint = joint_balance(&SECOND, &[&[1.0; 8], &X, &doubled], None).unwrap();
        assert_eq!((joint.kept, joint.dropped), (vec![1], vec![0, 2]));
    }

    #[test]
    fn degenerate_inputs_are_named() {
        let flat = joint_balance(&SECOND, &[&[2.0; 8]], None);
        assert!(matches!(flat, Err(Error::Constant { .. })));
        assert!(matches!(
            joint_balance(&[true; 8], &[&X], None),
            Err(Error::OneGroup)
        ));
        assert!(matches!(
            joint_balance(&[], &[&[]], None),
            Err(Error::Empty)
        ));
        let one = Clusters::from_labels(&[0; 8]);
        let joint = joint_balance(&SECOND, &[&X], Some(&one)).unwrap();
        assert_eq!(joint.cr1.unwrap(), Err(Error::OneCluster));
        let two = Clusters::from_labels(&[0, 0, 0, 0, 1, 1, 1, 1]);
        let columns: [&[f64]; 2] = [&X, &[1.0, 3.0, 2.0, 2.0, 5.0, 1.0, 1.0, 2.0]];
        let joint = joint_balance(&SECOND, &columns, Some(&two)).unwrap();
        assert!(joint.cr1.unwrap().is_err());
    }
}
