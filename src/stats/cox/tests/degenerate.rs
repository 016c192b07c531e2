//! Input without an answer, or at the edge of one: a named reason, never a panic or a NaN.

use super::*;

fn failure(input: &CoxInput) -> Error {
    fit(input, &CoxOptions::default()).expect_err("a reason")
}

#[test]
fn nothing_to_estimate_from_is_named() {
    assert_eq!(failure(&plain(&[], &[], &[&[]])), Error::Empty);
    assert_eq!(failure(&plain(&STOP, &[false; 6], &[&X])), Error::NoEvents);
    let zero = [0.0; 6];
    let weightless = CoxInput {
        weights: Some(&zero),
        ..plain(&STOP, &EVENT, &[&X])
    };
    assert_eq!(failure(&weightless), Error::ZeroWeights);
}

#[test]
fn broken_rows_are_named() {
    let row = |stop: &[f64]| failure(&plain(stop, &EVENT, &[&X]));
    assert_eq!(
        row(&[1.0, 1.0, -6.0, 6.0, 8.0, 9.0]),
        Error::BadDuration { row: 2 }
    );
    assert!(matches!(
        row(&[1.0, f64::NAN, 6.0, 6.0, 8.0, 9.0]),
        Error::NotFinite { row: 1, .. }
    ));
    let start = [0.0, 0.0, 6.0, 0.0, 0.0, 0.0];
    let late = CoxInput {
        start: Some(&start),
        ..plain(&STOP, &EVENT, &[&X])
    };
    assert_eq!(failure(&late), Error::BadDuration { row: 2 });
    let weights = [1.0, 1.0, 1.0, -1.0, 1.0, 1.0];
    let negative = CoxInput {
        weights: Some(&weights),
        ..plain(&STOP, &EVENT, &[&X])
    };
    assert_eq!(failure(&negative), Error::NegativeWeight { row: 3 });
    let infinite = [0.0, 1.0, f64::INFINITY, 0.0, 1.0, 0.0];
    let found = failure(&plain(&STOP, &EVENT, &[&X, &infinite]));
    assert_eq!(
        found,
        Error::NotFinite {
            what: "column 1".to_string(),
            row: 2
        }
    );
    assert!(matches!(
        failure(&plain(&STOP, &EVENT[..5], &[&X])),
        Error::LengthMismatch { .. }
    ));
}

#[test]
fn constant_and_collinear_terms_are_aliased() {
    let double = X.map(|x| 3.0 - 2.0 * x);
    let third = [1.0 / 3.0; 6];
    for ties in [Ties::Efron, Ties::Breslow] {
        let columns: [&[f64]; 3] = [&third, &X, &double];
        let fit = fit(&plain(&STOP, &EVENT, &columns), &with(ties)).expect("a fit");
        assert_eq!(fit.coef[0], Coefficient::Aliased);
        assert!(fit.coef[1].value().is_some());
        assert_eq!(fit.coef[2], Coefficient::Aliased);
        assert_eq!(fit.likelihood_ratio_test.df, 1);
        assert_eq!(fit.variance[2], [0.0; 3]);
        assert_eq!(fit.std_error(2), None);
    }
}

#[test]
fn a_term_that_is_constant_in_every_stratum_is_aliased() {
    let strata = [0, 1, 0, 1, 0, 1];
    let of_stratum = strata.map(|s| 10.0 + s as f64);
    let columns: [&[f64]; 2] = [&of_stratum, &X];
    let input = CoxInput {
        strata: Some(&strata),
        ..plain(&STOP, &EVENT, &columns)
    };
    let fit = fit(&input, &CoxOptions::default()).expect("a fit");
    assert_eq!(fit.coef[0], Coefficient::Aliased);
}

#[test]
fn a_group_without_events_runs_to_infinity_and_the_others_to_their_limits() {
    let stop: Vec<f64> = (0..40).map(|i| f64::from(1 + (i * 7) % 11)).collect();
    let none: Vec<f64> = (0..40).map(|i| f64::from(i % 4 == 0)).collect();
    let event: Vec<bool> = (0..40).map(|i| i % 4 != 0 && i % 3 != 0).collect();
    let age: Vec<f64> = (0..40).map(|i| f64::from(20 + (i * 13) % 17)).collect();
    for sign in [1.0, -1.0] {
        let group: Vec<f64> = none.iter().map(|g| sign * g).collect();
        let fit = fit(&plain(&stop, &event, &[&age, &group]), &with(Ties::Efron)).expect("a fit");
        assert_eq!(
            fit.coef[1],
            Coefficient::Infinite {
                positive: sign < 0.0
            }
        );
        // At the limit nobody of the group is at risk.
        let rest: Vec<usize> = (0..40).filter(|i| i % 4 != 0).collect();
        let of = |values: &[f64]| -> Vec<f64> { rest.iter().map(|i| values[*i]).collect() };
        let (stop, age) = (of(&stop), of(&age));
        let event: Vec<bool> = rest.iter().map(|i| event[*i]).collect();
        let limit = super::fit(&plain(&stop, &event, &[&age]), &with(Ties::Efron)).expect("a fit");
        near(fit.beta[0], limit.beta[0], 1e-9);
        near(fit.variance[0][0], limit.variance[0][0], 1e-9);
        near(fit.loglik, limit.loglik, 1e-9);
        assert_eq!(fit.wald_test, None);
    }
}

#[test]
fn a_reference_group_without_events_makes_all_its_dummies_infinite() {
    let stop: Vec<f64> = (0..30).map(|i| f64::from(1 + (i * 7) % 11)).collect();
    let event: Vec<bool> = (0..30).map(|i| i % 3 != 0).collect();
    let dummy = |level: usize| {
        (0..30)
            .map(|i| f64::from(i % 3 == level))
            .collect::<Vec<f64>>()
    };
    let (one, two) = (dummy(1), dummy(2));
    let fit = fit(&plain(&stop, &event, &[&one, &two]), &with(Ties::Efron)).expect("a fit");
    assert_eq!(fit.coef, [Coefficient::Infinite { positive: true }; 2]);
    // Their difference is estimable: the limit is the fit among the two.
    let rest: Vec<usize> = (0..30).filter(|i| i % 3 != 0).collect();
    let (stop, one): (Vec<f64>, Vec<f64>) = rest.iter().map(|i| (stop[*i], one[*i])).unzip();
    let event = vec![true; rest.len()];
    let limit = super::fit(&plain(&stop, &event, &[&one]), &with(Ties::Efron)).expect("a fit");
    near(fit.loglik, limit.loglik, 1e-9);
    near(fit.beta[0] - fit.beta[1], limit.beta[0], 1e-7);
}

#[test]
fn a_covariate_that_orders_the_events_separates() {
    let stop: Vec<f64> = (1..=20).map(f64::from).collect();
    let x: Vec<f64> = stop.iter().map(|t| 10.0 - t).collect();
    let fit = fit(&plain(&stop, &[true; 20], &[&x]), &with(Ties::Efron)).expect("a fit");
    assert_eq!(fit.coef[0], Coefficient::Infinite { positive: true });
    near(fit.loglik, 0.0, 1e-9);
}

#[test]
fn separation_is_found_even_where_risks_overflow_before_the_limit() {
    // The gaps between neighbours grow from 3 to 39: when the smallest decides nothing more, exp of the largest overflows.
    let stop: Vec<f64> = (1..=20).map(f64::from).collect();
    let x: Vec<f64> = stop.iter().map(|t| 100.0 - t * t).collect();
    let fit = fit(&plain(&stop, &[true; 20], &[&x]), &with(Ties::Efron)).expect("a fit");
    assert_eq!(fit.coef[0], Coefficient::Infinite { positive: true });
    near(fit.loglik, 0.0, 0.02);
}

#[test]
fn more_terms_than_events_is_said_term_by_term() {
    let columns: Vec<Vec<f64>> = (0..8)
        .map(|j| {
            (0..6)
                .map(|i| f64::from((i * i * (j + 2) + 3 * j * i) % 7))
                .collect()
        })
        .collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let fit = fit(&plain(&STOP, &EVENT, &columns), &with(Ties::Efron)).expect("a fit");
    assert!(fit.coef.iter().any(|c| c.value().is_none()));
    assert!(fit.loglik.is_finite());
}

#[test]
fn one_row_and_all_events_together_have_nothing_to_say() {
    let alone = fit(&plain(&[3.0], &[true], &[&[1.0]]), &with(Ties::Efron)).expect("a fit");
    assert_eq!(alone.coef[0], Coefficient::Aliased);
    assert_eq!(alone.loglik, 0.0);
    let found = concordance(&plain(&[3.0], &[true], &[]), &[1.0]);
    assert_eq!((found.value, found.std_error), (None, None));
    // Everybody has the event at once: only Efron's shrinking risk set distinguishes anybody.
    let stop = [5.0; 6];
    for ties in [Ties::Efron, Ties::Breslow, Ties::Exact] {
        let fit = fit(&plain(&stop, &[true; 6], &[&X]), &with(ties)).expect("a fit");
        assert!(fit.loglik.is_finite());
        assert!(fit.beta[0].is_finite());
    }
}

#[test]
fn no_terms_at_all_is_a_null_model() {
    let fit = fit(&plain(&STOP, &EVENT, &[]), &with(Ties::Efron)).expect("a fit");
    assert_eq!(fit.loglik, fit.loglik_null);
    assert!(fit.coef.is_empty());
}

#[test]
fn exact_ties_refuse_weights_and_too_much_work() {
    let weights = [1.0, 1.0, 2.5, 1.0, 1.0, 1.0];
    let model = CoxInput {
        weights: Some(&weights),
        ..plain(&STOP, &EVENT, &[&X])
    };
    assert!(matches!(
        fit(&model, &with(Ties::Exact)),
        Err(Error::OutOfRange { .. })
    ));
    let n = 100_000;
    let (stop, x) = (
        vec![1.0; n],
        (0..n).map(|i| (i % 7) as f64).collect::<Vec<f64>>(),
    );
    let event: Vec<bool> = (0..n).map(|i| i % 2 == 0).collect();
    let found = fit(&plain(&stop, &event, &[&x]), &with(Ties::Exact));
    assert!(matches!(found, Err(Error::WorkLimit { .. })));
}

#[test]
fn rows_of_weight_zero_take_no_part() {
    let mut stop = STOP.to_vec();
    let mut event = EVENT.to_vec();
    let mut x = X.to_vec();
    let mut weights = vec![1.0; 6];
    stop.push(4.0);
    event.push(true);
    x.push(9.0);
    weights.push(0.0);
    let whole = fit(&plain(&STOP, &EVENT, &[&X]), &with(Ties::Efron)).expect("a fit");
    let columns: [&[f64]; 1] = [&x];
    let input = CoxInput {
        weights: Some(&weights),
        ..plain(&stop, &event, &columns)
    };
    let more = fit(&input, &with(Ties::Efron)).expect("a fit");
    near(whole.beta[0], more.beta[0], 1e-12);
    assert_eq!(more.n_events, 4);
}

#[test]
fn events_in_week_zero_count() {
    let stop = STOP.map(|t| t - 1.0);
    let start = [-1.0; 6];
    let whole = fit(&plain(&STOP, &EVENT, &[&X]), &with(Ties::Efron)).expect("a fit");
    let from_zero = fit(&plain(&stop, &EVENT, &[&X]), &with(Ties::Efron)).expect("a fit");
    let entered = CoxInput {
        start: Some(&start),
        ..plain(&stop, &EVENT, &[&X])
    };
    let counted = fit(&entered, &with(Ties::Efron)).expect("a fit");
    for other in [from_zero, counted] {
        near(whole.beta[0], other.beta[0], 1e-14);
        near(whole.loglik, other.loglik, 1e-14);
    }
}
