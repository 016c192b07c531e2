use super::*;
use crate::stats::cluster_robust::{Clusters, cluster_covariance, cr1_factor};
use crate::stats::cr2::cr2_covariance;
use crate::stats::sandwich::{RobustKind, robust_covariance};

fn near(a: f64, b: f64) {
    assert!(
        (a - b).abs() <= 1e-12 * (1.0 + b.abs()),
        "{a} instead of {b}"
    );
}

/// y = 1, 3, 2, 6 on x = 0, 1, 2, 3: mean 3 and 1.5, Sxy = 7, Sxx = 5, slope 1.4, intercept 0.9; residuals 0.1, 0.7, -1.7, 0.9.
#[test]
fn least_squares_by_hand() {
    let (ones, x) = ([1.0; 4], [0.0, 1.0, 2.0, 3.0]);
    let y = [1.0, 3.0, 2.0, 6.0];
    let fit = least_squares(&y, &[&ones, &x], None).expect("a fit");
    near(fit.coef[0], 0.9);
    near(fit.coef[1], 1.4);
    for (e, hand) in fit.residuals.iter().zip([0.1, 0.7, -1.7, 0.9]) {
        near(*e, hand);
    }
    near(fit.rss, 4.2);
    near(fit.sigma, 2.1_f64.sqrt());
    near(fit.r_squared, 9.8 / 14.0);
    // iid: sigma^2 / Sxx; HC0: sum of (x - 1.5)^2 e^2 / Sxx^2; leverage 1/4 + (x - 1.5)^2 / 5.
    let variance = |kind| robust_covariance(&fit, kind).expect("a covariance")[(1, 1)];
    near(variance(RobustKind::Iid), 2.1 / 5.0);
    let terms = [(2.25, 0.01), (0.25, 0.49), (0.25, 2.89), (2.25, 0.81)];
    let by_hand = |power: i32| -> f64 {
        let term = |(d, e): (f64, f64)| d * e / (0.75 - d / 5.0).powi(power);
        terms.into_iter().map(term).sum::<f64>() / 25.0
    };
    near(variance(RobustKind::Hc0), by_hand(0));
    near(variance(RobustKind::Hc1), 2.0 * by_hand(0));
    near(variance(RobustKind::Hc2), by_hand(1));
    near(variance(RobustKind::Hc3), by_hand(2));
    // Clusters {0, 1} and {2, 3}: scores of the slope -1.5*0.1 - 0.5*0.7 = -0.5 and 0.5.
    let clusters = Clusters::from_labels(&[7, 7, 9, 9]);
    let covariance = cluster_covariance(&fit, &clusters).expect("two clusters");
    near(covariance[(1, 1)], 0.5 / 25.0);
    near(cr1_factor(2, 4, 2), 3.0);
}

#[test]
fn weights_of_whole_numbers_are_repeated_rows() {
    let (ones, x) = ([1.0; 4], [0.0, 1.0, 2.0, 3.0]);
    let y = [1.0, 3.0, 2.0, 6.0];
    let weighted = least_squares(&y, &[&ones, &x], Some(&[2.0, 1.0, 3.0, 1.0])).expect("a fit");
    let x_long = [0.0, 0.0, 1.0, 2.0, 2.0, 2.0, 3.0];
    let y_long = [1.0, 1.0, 3.0, 2.0, 2.0, 2.0, 6.0];
    let long = least_squares(&y_long, &[&[1.0; 7], &x_long], None).expect("a fit");
    near(weighted.coef[0], long.coef[0]);
    near(weighted.coef[1], long.coef[1]);
    near(weighted.rss, long.rss);
    near(weighted.r_squared, long.r_squared);
}

#[test]
fn the_earliest_of_collinear_columns_is_kept() {
    let ones = [1.0; 5];
    let age = [40.0, 31.0, 27.0, 55.0, 62.0];
    let twice: Vec<f64> = age.iter().map(|a| 2.0 * a + 3.0).collect();
    let y = [1.0, 0.0, 2.0, 5.0, 3.0];
    let zero = [0.0; 5];
    let fit = least_squares(&y, &[&ones, &zero, &age, &twice, &ones], None).expect("a fit");
    assert_eq!(fit.kept, [0, 2]);
    assert_eq!(fit.dropped, [1, 3, 4]);
}

#[test]
fn more_columns_than_rows_leave_no_degrees_of_freedom() {
    let fit = least_squares(&[1.0, 2.0], &[&[1.0, 1.0], &[0.0, 1.0], &[5.0, 3.0]], None);
    let fit = fit.expect("a fit");
    assert_eq!((fit.rank(), fit.df_residual), (2, 0));
    assert!(fit.sigma.is_nan());
    assert!(robust_covariance(&fit, RobustKind::Hc1).is_err());
}

/// The last row alone has z = 1, so its leverage is one: x and the intercept are those of the other rows.
#[test]
fn a_row_of_leverage_one_leaves_the_other_coefficients_alone() {
    let x = [0.0, 1.0, 2.0, 3.0, 9.0];
    let z = [0.0, 0.0, 0.0, 0.0, 1.0];
    let y = [1.0, 3.0, 2.0, 6.0, 40.0];
    let whole = least_squares(&y, &[&[1.0; 5], &x, &z], None).expect("a fit");
    let part = least_squares(&y[..4], &[&[1.0; 4], &x[..4]], None).expect("a fit");
    for kind in [RobustKind::Hc2, RobustKind::Hc3] {
        let covariance = robust_covariance(&whole, kind).expect("a covariance");
        let expected = robust_covariance(&part, kind).expect("a covariance");
        near(covariance[(1, 1)], expected[(1, 1)]);
        near(covariance[(0, 0)], expected[(0, 0)]);
        assert_eq!(covariance[(2, 2)].is_nan(), kind == RobustKind::Hc3);
    }
}

#[test]
fn residuals_of_rounding_alone_are_zero() {
    let x = [0.1, 0.2, 0.7, 0.9];
    let y = x.map(|x| 0.3 + 1.7 * x);
    let fit = least_squares(&y, &[&[1.0; 4], &x], None).expect("a fit");
    assert_eq!((fit.rss, fit.r_squared), (0.0, 1.0));
    let fit = least_squares(&[0.3; 4], &[&[1.0; 4], &x], None).expect("a fit");
    assert!(fit.rss == 0.0 && fit.r_squared.is_nan());
}

#[test]
fn bad_input_has_its_own_reason() {
    let ones = [1.0; 2];
    assert_eq!(least_squares(&[], &[], None).err(), Some(Error::Empty));
    let infinite = least_squares(&[1.0, f64::INFINITY], &[&ones], None);
    assert!(matches!(infinite, Err(Error::NotFinite { row: 1, .. })));
    let short = least_squares(&[1.0, 2.0], &[&ones[..1]], None);
    assert!(matches!(short, Err(Error::LengthMismatch { .. })));
    let negative = least_squares(&[1.0, 2.0], &[&ones], Some(&[1.0, -1.0]));
    assert_eq!(negative.err(), Some(Error::NegativeWeight { row: 1 }));
    let fit = least_squares(&[1.0, 2.0], &[&ones], None).expect("a fit");
    let one = cluster_covariance(&fit, &Clusters::from_labels(&[3, 3]));
    assert_eq!(one.err(), Some(Error::OneCluster));
}

#[test]
fn huge_and_tiny_scales_change_nothing_but_the_scale() {
    let ones = [1.0; 6];
    let x = [1.0, 4.0, 2.0, 8.0, 5.0, 7.0];
    let y = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0];
    let clusters = Clusters::from_labels(&[0, 0, 1, 1, 2, 2]);
    let errors = |x_scale: f64, y_scale: f64| {
        let x: Vec<f64> = x.iter().map(|v| v * x_scale).collect();
        let y: Vec<f64> = y.iter().map(|v| v * y_scale).collect();
        let fit = least_squares(&y, &[&ones, &x], None).expect("a fit");
        let cr2 = cr2_covariance(&fit, &clusters).expect("clusters");
        let hc3 = robust_covariance(&fit, RobustKind::Hc3).expect("a covariance");
        let scale = x_scale / y_scale;
        [
            fit.coef[1] * scale,
            cr2.covariance[(1, 1)].sqrt() * scale,
            cr2.df[1],
            hc3[(1, 1)].sqrt() * scale,
        ]
    };
    let plain = errors(1.0, 1.0);
    for (x_scale, y_scale) in [(1e12, 1.0), (1e-12, 1.0), (1e12, 1e-12), (1e-12, 1e12)] {
        for (a, b) in errors(x_scale, y_scale).into_iter().zip(plain) {
            near(a, b);
        }
    }
}

/// CR2 and its degrees of freedom by the definition, with whole n x n matrices.
#[test]
fn cr2_agrees_with_its_definition() {
    let n = 12;
    let column = |f: fn(usize) -> f64| (0..n).map(f).collect::<Vec<f64>>();
    let ones = column(|_| 1.0);
    let x = column(|i| ((i * 7 + 3) % 11) as f64);
    let z = column(|i| f64::from(i % 3 == 0));
    let y = column(|i| ((i * i * 5 + 2) % 13) as f64);
    let weights = column(|i| 40.0 + ((i * 29) % 17) as f64 * 9.0);
    let labels = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3];
    for weights in [None, Some(weights.as_slice())] {
        let fit = least_squares(&y, &[&ones, &x, &z], weights).expect("a fit");
        let cr2 = cr2_covariance(&fit, &Clusters::from_labels(&labels)).expect("clusters");
        let columns = [ones.clone(), x.clone(), z.clone()];
        let weights = weights.map_or(vec![1.0; n], <[f64]>::to_vec);
        let (variance, df) = cr2_by_definition(&columns, &fit.residuals, &weights, &labels);
        for i in 0..3 {
            near(cr2.covariance[(i, i)], variance[i]);
            assert!((cr2.df[i] - df[i]).abs() < 1e-9, "{} {}", cr2.df[i], df[i]);
        }
    }
}

fn cr2_by_definition(
    columns: &[Vec<f64>],
    residuals: &[f64],
    weights: &[f64],
    labels: &[usize],
) -> (Vec<f64>, Vec<f64>) {
    use faer::{Mat, Side};
    let (n, k) = (residuals.len(), columns.len());
    let x = Mat::from_fn(n, k, |i, j| columns[j][i]);
    let weighted = Mat::from_fn(n, k, |i, j| columns[j][i] * weights[i]);
    let bread = crate::stats::linalg::positive_definite_inverse(&(x.transpose() * &weighted), "x");
    let bread = bread.expect("independent columns");
    let left = Mat::<f64>::identity(n, n) - &x * &bread * weighted.transpose();
    let target = &left * left.transpose();
    let groups = labels.iter().max().map_or(0, |m| m + 1);
    let mut adjusted = Vec::new();
    for g in 0..groups {
        let rows: Vec<usize> = (0..n).filter(|i| labels[*i] == g).collect();
        let block = Mat::from_fn(rows.len(), rows.len(), |i, j| target[(rows[i], rows[j])]);
        let eigen = block.self_adjoint_eigen(Side::Lower).expect("symmetric");
        let s = eigen.S().column_vector();
        let root = Mat::from_fn(rows.len(), rows.len(), |i, j| {
            (0..rows.len())
                .map(|l| eigen.U()[(i, l)] * eigen.U()[(j, l)] / s[l].sqrt())
                .sum::<f64>()
        });
        // The n x n matrix that is A_g on the cluster and zero elsewhere.
        adjusted.push(Mat::from_fn(n, n, |i, j| {
            let place = |row| rows.iter().position(|r| *r == row);
            match (place(i), place(j)) {
                (Some(a), Some(b)) => root[(a, b)],
                _ => 0.0,
            }
        }));
    }
    let e = Mat::from_fn(n, 1, |i, _| residuals[i]);
    let mut result = (Vec::new(), Vec::new());
    for c in 0..k {
        let pick = Mat::from_fn(k, 1, |i, _| f64::from(i == c));
        let direction = &weighted * &bread * pick;
        let score = |a: &Mat<f64>| (direction.transpose() * a * &e)[(0, 0)];
        result
            .0
            .push(adjusted.iter().map(|a| score(a).powi(2)).sum());
        let p = |a: &Mat<f64>| left.transpose() * a * &direction;
        let p: Vec<Mat<f64>> = adjusted.iter().map(p).collect();
        let product = |g: usize, h: usize| (p[g].transpose() * &p[h])[(0, 0)];
        let trace: f64 = (0..groups).map(|g| product(g, g)).sum();
        let square: f64 = (0..groups)
            .flat_map(|g| (0..groups).map(move |h| (g, h)))
            .map(|(g, h)| product(g, h).powi(2))
            .sum();
        result.1.push(trace * trace / square);
    }
    result
}

proptest::proptest! {
    /// Rows in another order, and every row twice, give the same coefficients; the limits contain the estimate.
    #[test]
    fn order_and_repetition_change_no_coefficient(
        rows in proptest::collection::vec((-5.0f64..5.0, -5.0f64..5.0, 0.1f64..3.0), 5..40),
        turn in 0usize..40,
    ) {
        let fit = |rows: &[(f64, f64, f64)]| {
            let column = |read: fn(&(f64, f64, f64)) -> f64| rows.iter().map(read).collect();
            let (x, y, w): (Vec<f64>, Vec<f64>, Vec<f64>) =
                (column(|r| r.0), column(|r| r.1), column(|r| r.2));
            least_squares(&y, &[&vec![1.0; rows.len()], &x], Some(&w)).expect("a fit")
        };
        let plain = fit(&rows);
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let doubled: Vec<(f64, f64, f64)> = rows.iter().chain(&turned).copied().collect();
        for other in [fit(&turned), fit(&doubled)] {
            proptest::prop_assert_eq!(&other.kept, &plain.kept);
            for (a, b) in other.coef.iter().zip(&plain.coef) {
                proptest::prop_assert!((a - b).abs() <= 1e-9 * (1.0 + b.abs()), "{} {}", a, b);
            }
        }
        let error = robust_covariance(&plain, RobustKind::Hc1).expect("a covariance")[(0, 0)].sqrt();
        let test = crate::stats::Inference::from_t(plain.coef[0], error, 3.0, 0.95);
        proptest::prop_assert!(test.conf_low <= plain.coef[0] && plain.coef[0] <= test.conf_high);
    }
}
