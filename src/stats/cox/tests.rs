//! Answers worked out on paper, brute force on small data, and properties that need no reference.

use super::*;

/// Six persons, one of each situation: a tied event and censoring, two tied events, a censoring alone, an event alone.
const STOP: [f64; 6] = [1.0, 1.0, 6.0, 6.0, 8.0, 9.0];
const EVENT: [bool; 6] = [true, false, true, true, false, true];
const X: [f64; 6] = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0];

fn plain<'a>(stop: &'a [f64], event: &'a [bool], columns: &'a [&'a [f64]]) -> CoxInput<'a> {
    CoxInput {
        start: None,
        stop,
        event,
        columns,
        weights: None,
        strata: None,
        cluster: None,
    }
}

fn with(ties: Ties) -> CoxOptions {
    CoxOptions {
        ties,
        ..CoxOptions::default()
    }
}

#[test]
fn breslow_by_hand() {
    // With r = exp(beta) the score is 2 - 3r/(3r+3) - 2r/(r+3), zero where r^2 = 3r + 6.
    let fit = fit(&plain(&STOP, &EVENT, &[&X]), &with(Ties::Breslow)).expect("a fit");
    let r = (3.0 + 33.0_f64.sqrt()) / 2.0;
    assert!((fit.beta[0] - r.ln()).abs() < 1e-12);
    let loglik = 2.0 * r.ln() - (3.0 * r + 3.0).ln() - 2.0 * (r + 3.0).ln();
    assert!((fit.loglik - loglik).abs() < 1e-12);
    let information = r / (r + 1.0).powi(2) + 2.0 * 3.0 * r / (r + 3.0).powi(2);
    assert!((fit.variance[0][0] - 1.0 / information).abs() < 1e-12);
}

#[test]
fn efron_by_hand() {
    // At time 6 the second event meets half of the two: the score is 2 - r/(r+1) - r/(r+3) - r/(r+5).
    let fit = fit(&plain(&STOP, &EVENT, &[&X]), &with(Ties::Efron)).expect("a fit");
    let r = fit.beta[0].exp();
    let score = 2.0 - r / (r + 1.0) - r / (r + 3.0) - r / (r + 5.0);
    assert!(score.abs() < 1e-12);
    let terms = [1.0, 3.0, 5.0].map(|c| c * r / (r + c).powi(2));
    assert!((fit.variance[0][0] * terms.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!((fit.loglik_null + 6.0_f64.ln() + 4.0_f64.ln() + 3.0_f64.ln()).abs() < 1e-12);
}

#[test]
fn exact_by_hand() {
    // Time 1: one event of six, 1/(3r+3) each; time 6: two of four (r, 1, 1, 1), pairs 3r + 3; time 9: alone.
    let fit = fit(&plain(&STOP, &EVENT, &[&X]), &with(Ties::Exact)).expect("a fit");
    assert!((fit.loglik_null + 2.0 * 6.0_f64.ln()).abs() < 1e-12);
    // L = r/(3r+3) * r/(3r+3) rises for ever.
    assert_eq!(fit.coef[0], Coefficient::Infinite { positive: true });
    assert!((fit.loglik + 2.0 * 3.0_f64.ln()).abs() < 1e-9);
}
