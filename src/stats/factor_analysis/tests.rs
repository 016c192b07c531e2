use super::super::testing::assert_close;
use super::*;

/// Columns whose sample correlations are exactly those of one factor with the given loadings.
fn one_factor(loadings: &[f64]) -> Vec<Vec<f64>> {
    // Orthonormal directions from a Hadamard matrix of order 8: one for the factor, one for each item's own part.
    let column = |k: usize| -> Vec<f64> {
        let sign = |i: usize| {
            if (i & k).count_ones().is_multiple_of(2) {
                1.0
            } else {
                -1.0
            }
        };
        (0..8).map(sign).collect()
    };
    let factor = column(1);
    let items = loadings.iter().enumerate();
    items
        .map(|(j, l)| {
            let own = column(j + 2);
            let mix = factor.iter().zip(&own);
            mix.map(|(f, e)| l * f + (1.0 - l * l).sqrt() * e).collect()
        })
        .collect()
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

#[test]
fn one_factor_behind_five_items_is_found_exactly() {
    let truth = [0.9, 0.8, 0.7, 0.6, 0.5];
    let columns = one_factor(&truth);
    let model = factor_analysis(&slices(&columns), 1).unwrap();
    let sign = model.loadings[0][0].signum();
    for (row, want) in model.loadings.iter().zip(truth) {
        assert_close(sign * row[0], want, 1e-7);
    }
    assert_eq!((model.df, model.at_bound.len()), (5.0, 0));
    assert!(model.criterion.abs() < 1e-12);
    assert_close(model.p_value, 1.0, 1e-9);
}

#[test]
fn three_items_and_one_factor_by_hand() {
    // Saturated: l1 l2 = r12 and so on, so l1^2 = r12 r13 / r23.
    let truth = [0.8, 0.7, 0.6];
    let columns = one_factor(&truth);
    let model = factor_analysis(&slices(&columns), 1).unwrap();
    for (u, l) in model.uniquenesses.iter().zip(truth) {
        assert_close(*u, 1.0 - l * l, 1e-6);
    }
    assert!(model.statistic.is_nan() && model.df == 0.0);
}

#[test]
fn the_derivatives_are_those_of_the_discrepancy() {
    let columns = one_factor(&[0.9, 0.8, 0.3, 0.6, 0.5]);
    let mut columns = columns;
    columns[1][3] += 0.7;
    columns[4][0] -= 0.9;
    let correlation = correlation_matrix(&slices(&columns)).unwrap();
    let at = [-0.4, -0.7, -0.3, -0.9, -0.5];
    uniqueness::check_derivatives(&correlation, &at, 2);
}

#[test]
fn what_cannot_be_fitted_is_named() {
    let columns = one_factor(&[0.9, 0.8, 0.7, 0.6, 0.5]);
    let mut items = slices(&columns);
    assert!(matches!(
        factor_analysis(&items, 0),
        Err(Error::OutOfRange { .. })
    ));
    assert!(matches!(
        factor_analysis(&items, 3),
        Err(Error::OutOfRange { .. })
    ));
    items[1] = items[0];
    assert!(matches!(
        factor_analysis(&items, 1),
        Err(Error::Singular { .. })
    ));
    let flat = [2.0; 8];
    items[1] = &flat;
    assert_eq!(
        factor_analysis(&items, 1),
        Err(Error::Constant {
            what: "column 2".to_string()
        })
    );
}
