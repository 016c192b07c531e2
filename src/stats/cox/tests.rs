//! Answers worked out on paper, brute force on small data, and properties that need no reference.

use super::*;

mod brute_force;
mod data;
mod degenerate;
mod properties;

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

#[test]
fn baseline_and_prediction_by_hand() {
    // Breslow with r = exp(beta): the hazard is 1/(3r+3) at 1, 2/(r+3) at 6 and 1 at 9, for a person with x = 0.
    let model = CoxModel::new(plain(&STOP, &EVENT, &[&X]), with(Ties::Breslow)).expect("a model");
    let fit = model.fit().expect("a fit");
    let r = fit.beta[0].exp();
    let curve = &model.baseline(&fit)[0];
    assert_eq!(curve.time, [1.0, 6.0, 8.0, 9.0]);
    assert_eq!(curve.n_risk, [6.0, 4.0, 2.0, 1.0]);
    assert_eq!(curve.n_event, [1.0, 2.0, 0.0, 1.0]);
    let steps = [1.0 / (3.0 * r + 3.0), 2.0 / (r + 3.0), 0.0, 1.0];
    let mut sum = 0.0;
    for (step, cumhaz) in steps.iter().zip(&curve.cumhaz) {
        sum += step;
        near(*cumhaz, sum, 1e-12);
    }
    let p = model
        .predict(&fit, &[1.0], 0, &[0.5, 6.0])
        .expect("a prediction");
    near(p.surv[0], 1.0, 0.0);
    near(p.std_error[0], 0.0, 0.0);
    near(p.surv[1], (-r * (steps[0] + steps[1])).exp(), 1e-12);
    // At x = 1 the means at times 1 and 6 are r/(r+1) and r/(r+3).
    let own = r * r * (1.0 / (3.0 * r + 3.0).powi(2) + 2.0 / (r + 3.0).powi(2));
    let moved = r * (steps[0] * (1.0 - r / (r + 1.0)) + steps[1] * (1.0 - r / (r + 3.0)));
    let error = (own + moved * moved * fit.variance[0][0]).sqrt();
    near(p.std_error[1], p.surv[1] * error, 1e-12);
    near(
        p.conf_high[1],
        (p.surv[1].ln() + 1.959963984540054 * error).exp().min(1.0),
        1e-12,
    );
}

#[test]
fn residuals_by_hand() {
    let model = CoxModel::new(plain(&STOP, &EVENT, &[&X]), with(Ties::Breslow)).expect("a model");
    let fit = model.fit().expect("a fit");
    let r = fit.beta[0].exp();
    let (first, second) = (1.0 / (3.0 * r + 3.0), 2.0 / (r + 3.0));
    let martingale = model.martingale(&fit);
    let expected = [r * first, r * first, r * (first + second), first + second];
    for (i, (m, e)) in martingale.iter().zip(expected).enumerate() {
        near(*m, f64::from(EVENT[i]) - e, 1e-12);
    }
    let deviance = model.deviance(&fit);
    near(deviance[1], -(2.0 * r * first).sqrt(), 1e-12);
    let schoenfeld = model.schoenfeld(&fit, 10).expect("residuals");
    assert_eq!(schoenfeld.row, [0, 2, 3, 5]);
    near(schoenfeld.residual[0][0], 1.0 - r / (r + 1.0), 1e-12);
    near(schoenfeld.residual[2][0], -r / (r + 3.0), 1e-12);
    near(schoenfeld.residual[3][0], 0.0, 1e-12);
    let scaled = schoenfeld.residual[0][0] * fit.variance[0][0] * 4.0 + fit.beta[0];
    near(schoenfeld.scaled[0][0], scaled, 1e-12);
    let score = model.score_residuals(&fit, &[1, 0]).expect("residuals");
    near(score[0][0], -r * first * (1.0 - r / (r + 1.0)), 1e-12);
    near(
        score[1][0],
        (1.0 - r / (r + 1.0)) * (1.0 - r * first),
        1e-12,
    );
    let change = model.dfbeta(&fit, &[1]).expect("residuals");
    near(change[0][0], score[0][0] * fit.variance[0][0], 1e-15);
}

#[test]
fn concordance_by_hand() {
    // Pairs: time 1 against the censoring at 1 (tied x) and the four later (one tied, three won); each event at 6 against 8 and 9
    // (two won, two tied); the tie at 6 apart.
    let found = concordance(&plain(&STOP, &EVENT, &[]), &X);
    let counts = [
        found.concordant,
        found.discordant,
        found.tied_x,
        found.tied_y,
        found.tied_xy,
    ];
    assert_eq!(counts, [5.0, 0.0, 4.0, 1.0, 0.0]);
    assert_eq!(found.value, Some(7.0 / 9.0));
}

fn near(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} instead of {b}");
}
