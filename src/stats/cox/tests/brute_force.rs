//! Slow, obvious computations that the fast ones must match.

use super::data::Data;
use super::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The event times of each stratum with their risk sets and events.
fn risk_sets(input: &CoxInput) -> Vec<(Vec<usize>, Vec<usize>)> {
    let n = input.stop.len();
    let mut sets = Vec::new();
    for i in (0..n).filter(|i| input.event[*i]) {
        let (t, s) = (input.stop[i], input.stratum(i));
        let here = |j: &usize| input.event[*j] && input.stop[*j] == t && input.stratum(*j) == s;
        let events: Vec<usize> = (0..n).filter(here).collect();
        if events[0] != i {
            continue;
        }
        let entered = |j: usize| input.start.is_none_or(|start| start[j] < t);
        let at_risk = |j: &usize| input.stop[*j] >= t && entered(*j) && input.stratum(*j) == s;
        sets.push(((0..n).filter(at_risk).collect(), events));
    }
    sets
}

fn predictor(input: &CoxInput, beta: &[f64], row: usize) -> f64 {
    input
        .columns
        .iter()
        .zip(beta)
        .map(|(x, b)| x[row] * b)
        .sum()
}

/// The log partial likelihood from its definition.
fn loglik(input: &CoxInput, ties: Ties, beta: &[f64]) -> f64 {
    let eta = |i: usize| predictor(input, beta, i);
    let risk = |i: usize| input.weight(i) * eta(i).exp();
    let mut sum = 0.0;
    for (at_risk, events) in risk_sets(input) {
        let d = events.len();
        sum += events
            .iter()
            .map(|i| input.weight(*i) * eta(*i))
            .sum::<f64>();
        if ties == Ties::Exact {
            let chosen = subsets(&at_risk, d);
            let each = chosen
                .iter()
                .map(|set| set.iter().map(|i| eta(*i)).sum::<f64>().exp());
            sum -= each.sum::<f64>().ln();
            continue;
        }
        let mean = events.iter().map(|i| input.weight(*i)).sum::<f64>() / d as f64;
        let all: f64 = at_risk.iter().map(|i| risk(*i)).sum();
        let own: f64 = events.iter().map(|i| risk(*i)).sum();
        for k in 0..d {
            let share = if ties == Ties::Efron {
                k as f64 / d as f64
            } else {
                0.0
            };
            sum -= mean * (all - share * own).ln();
        }
    }
    sum
}

/// All sets of `size` members.
fn subsets(members: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (i, first) in members.iter().enumerate() {
        for mut rest in subsets(&members[i + 1..], size - 1) {
            rest.push(*first);
            found.push(rest);
        }
    }
    found
}

/// Fits, and checks value, gradient and curvature against the definition.
fn check_against_definition(input: &CoxInput, ties: Ties) {
    let fit = fit(input, &with(ties)).expect("a fit");
    let value = |a: f64, b: f64| loglik(input, ties, &[fit.beta[0] + a, fit.beta[1] + b]);
    near(fit.loglik, value(0.0, 0.0), 1e-10 * fit.loglik.abs());
    near(
        fit.loglik_null,
        loglik(input, ties, &[0.0, 0.0]),
        1e-10 * fit.loglik.abs(),
    );
    let h = 1e-3;
    // The five-point rules: errors of the order h^4.
    let slope =
        |f: &dyn Fn(f64) -> f64| (8.0 * (f(h) - f(-h)) - (f(2.0 * h) - f(-2.0 * h))) / (12.0 * h);
    near(slope(&|a| value(a, 0.0)), 0.0, 1e-7);
    near(slope(&|b| value(0.0, b)), 0.0, 1e-7);
    let bend = |f: &dyn Fn(f64) -> f64| {
        let (near, far) = (f(h) + f(-h), f(2.0 * h) + f(-2.0 * h));
        (16.0 * near - far - 30.0 * f(0.0)) / (12.0 * h * h)
    };
    let aa = -bend(&|a| value(a, 0.0));
    let bb = -bend(&|b| value(0.0, b));
    let ab = -slope(&|a| slope(&|b| value(a, b)));
    let determinant = aa * bb - ab * ab;
    near(
        fit.variance[0][0],
        bb / determinant,
        1e-5 * bb / determinant,
    );
    near(
        fit.variance[1][1],
        aa / determinant,
        1e-5 * aa / determinant,
    );
    near(
        fit.variance[0][1],
        -ab / determinant,
        1e-5 * (aa * bb).sqrt() / determinant,
    );
}

#[test]
fn the_fit_maximises_the_likelihood_as_defined() {
    for seed in 0..6 {
        let data = Data::random(seed, 60);
        let columns = data.columns();
        let input = data.input(&columns);
        for ties in [Ties::Efron, Ties::Breslow] {
            check_against_definition(&input, ties);
            let simple = CoxInput {
                start: None,
                strata: None,
                ..input
            };
            check_against_definition(&simple, ties);
        }
    }
}

#[test]
fn exact_ties_match_the_sum_over_all_subsets() {
    for seed in 10..14 {
        let data = Data::random(seed, 24);
        let columns = data.columns();
        let input = CoxInput {
            weights: None,
            ..data.input(&columns)
        };
        check_against_definition(&input, Ties::Exact);
    }
}

#[test]
fn concordance_matches_all_pairs() {
    for seed in 20..26 {
        let data = Data::random(seed, 50);
        let columns = data.columns();
        for input in [
            data.input(&columns),
            CoxInput {
                start: None,
                ..data.input(&columns)
            },
        ] {
            let score: Vec<f64> = data.columns[1].iter().map(|z| (z * 2.0).round()).collect();
            let fast = concordance(&input, &score);
            let slow = all_pairs(&input, &score, &data.weights);
            let counts = [
                fast.concordant,
                fast.discordant,
                fast.tied_x,
                fast.tied_y,
                fast.tied_xy,
            ];
            for (a, b) in counts.iter().zip(slow) {
                near(*a, b, 1e-9);
            }
            // The jackknife is the derivative of the value with respect to each weight.
            let value = |weights: &[f64]| {
                let [c, d, t, ..] = all_pairs(&input, &score, weights);
                (c + t / 2.0) / (c + d + t)
            };
            near(fast.value.expect("pairs"), value(&data.weights), 1e-12);
            let mut variance = 0.0;
            for i in 0..50 {
                let mut weights = data.weights.clone();
                weights[i] += 1e-4;
                let up = value(&weights);
                weights[i] -= 2e-4;
                variance += (data.weights[i] * (up - value(&weights)) / 2e-4).powi(2);
            }
            near(fast.std_error.expect("pairs"), variance.sqrt(), 1e-7);
        }
    }
}

/// Concordant, discordant, tied in score, tied in time, tied in both.
fn all_pairs(input: &CoxInput, score: &[f64], weights: &[f64]) -> [f64; 5] {
    let mut counts = [0.0; 5];
    let n = score.len();
    for i in (0..n).filter(|i| input.event[*i]) {
        for j in (0..n).filter(|j| *j != i && input.stratum(*j) == input.stratum(i)) {
            let w = weights[i] * weights[j];
            let t = input.stop[i];
            if input.stop[j] == t && input.event[j] {
                // Each such pair is met twice.
                counts[if score[i] == score[j] { 4 } else { 3 }] += w / 2.0;
            } else if input.stop[j] >= t && input.start.is_none_or(|start| start[j] < t) {
                let order = score[i].partial_cmp(&score[j]).expect("no NaN");
                let kind = match order {
                    std::cmp::Ordering::Greater => 0,
                    std::cmp::Ordering::Less => 1,
                    std::cmp::Ordering::Equal => 2,
                };
                counts[kind] += w;
            }
        }
    }
    counts
}

#[test]
fn dfbeta_is_the_change_by_a_small_change_of_weight() {
    let data = Data::random(30, 60);
    let columns = data.columns();
    let input = data.input(&columns);
    let model = CoxModel::new(input, with(Ties::Breslow)).expect("a model");
    let base = model.fit().expect("a fit");
    let rows: Vec<usize> = (0..60).collect();
    let dfbeta = model.dfbeta(&base, &rows).expect("residuals");
    for i in [0, 7, 23, 59] {
        let moved = |by: f64| {
            let mut weights = data.weights.clone();
            weights[i] *= 1.0 + by;
            let input = CoxInput {
                weights: Some(&weights),
                ..input
            };
            fit(&input, &with(Ties::Breslow)).expect("a fit").beta
        };
        let (up, down) = (moved(1e-4), moved(-1e-4));
        for j in 0..2 {
            near(dfbeta[i][j], (up[j] - down[j]) / 2e-4, 1e-7);
        }
    }
}

#[test]
fn the_robust_covariance_sums_dfbetas_by_cluster() {
    let data = Data::random(31, 80);
    let columns = data.columns();
    for ties in [Ties::Efron, Ties::Breslow] {
        let input = CoxInput {
            cluster: Some(&data.cluster),
            ..data.input(&columns)
        };
        let model = CoxModel::new(input, with(ties)).expect("a model");
        let fit = model.fit().expect("a fit");
        let rows: Vec<usize> = (0..80).collect();
        let mut sums = [[0.0; 2]; 5];
        for (i, change) in model
            .dfbeta(&fit, &rows)
            .expect("residuals")
            .iter()
            .enumerate()
        {
            sums[data.cluster[i]][0] += change[0];
            sums[data.cluster[i]][1] += change[1];
        }
        let robust = fit.variance_robust.as_ref().expect("a robust covariance");
        for (j, row) in robust.iter().enumerate() {
            for (k, value) in row.iter().enumerate() {
                near(*value, sums.iter().map(|s| s[j] * s[k]).sum(), 1e-13);
            }
        }
    }
}

#[test]
fn score_and_schoenfeld_residuals_add_up_to_the_score() {
    let data = Data::random(32, 80);
    let columns = data.columns();
    let input = CoxInput {
        weights: None,
        ..data.input(&columns)
    };
    let model = CoxModel::new(input, with(Ties::Efron)).expect("a model");
    let fit = model.fit().expect("a fit");
    let rows: Vec<usize> = (0..80).collect();
    let score = model.score_residuals(&fit, &rows).expect("residuals");
    let schoenfeld = model.schoenfeld(&fit, 80).expect("residuals");
    for j in 0..2 {
        near(score.iter().map(|r| r[j]).sum(), 0.0, 1e-10);
        near(schoenfeld.residual.iter().map(|r| r[j]).sum(), 0.0, 1e-10);
    }
    near(model.martingale(&fit).iter().sum(), 0.0, 1e-10);
}

#[test]
fn the_ph_test_is_the_score_test_of_a_time_varying_term() {
    let data = Data::random(33, 70);
    let columns = data.columns();
    let input = data.input(&columns);
    let model = CoxModel::new(input, with(Ties::Efron)).expect("a model");
    let fit = model.fit().expect("a fit");
    let test = model.ph_test(&fit, Transform::Identity).expect("a test");
    // Each row is cut at every week, so that x * (t - mean) is a column like any other.
    let events: Vec<f64> = (0..70)
        .filter(|i| data.event[*i])
        .map(|i| data.stop[i])
        .collect();
    let mean = events.iter().sum::<f64>() / events.len() as f64;
    let mut cut = Data {
        columns: vec![Vec::new(); 4],
        ..Data::random(0, 0)
    };
    for i in 0..70 {
        let mut from = data.start[i];
        while from < data.stop[i] {
            cut.start.push(from);
            cut.stop.push(from + 1.0);
            cut.event.push(data.event[i] && from + 1.0 == data.stop[i]);
            cut.weights.push(data.weights[i]);
            cut.strata.push(data.strata[i]);
            for j in 0..2 {
                cut.columns[j].push(data.columns[j][i]);
                cut.columns[2 + j].push(data.columns[j][i] * (from + 1.0 - mean));
            }
            from += 1.0;
        }
    }
    let statistic = |tested: &[usize]| {
        let mut columns: Vec<&[f64]> = vec![&cut.columns[0], &cut.columns[1]];
        columns.extend(tested.iter().map(|j| cut.columns[2 + j].as_slice()));
        let model = CoxModel::new(cut.input(&columns), with(Ties::Efron)).expect("a model");
        let mut beta = fit.beta.clone();
        beta.resize(columns.len(), 0.0);
        let at = model
            .evaluate(&model.scaled_beta(&beta))
            .expect("an evaluation");
        Ldl::new(&at.information, &vec![0.0; columns.len()]).quadratic(&at.score)
    };
    near(test.global.statistic, statistic(&[0, 1]), 1e-9);
    for j in 0..2 {
        near(
            test.terms[j].expect("a test").statistic,
            statistic(&[j]),
            1e-9,
        );
    }
}

#[test]
fn thousands_of_event_times_match_a_sorted_sweep() {
    let mut rng = ChaCha8Rng::seed_from_u64(40);
    let n = 20_000;
    let stop: Vec<f64> = (0..n).map(|_| rng.random::<f64>()).collect();
    let x: Vec<f64> = (0..n).map(|_| rng.random::<f64>()).collect();
    let event: Vec<bool> = x
        .iter()
        .map(|x| rng.random::<f64>() < 0.3 + 0.3 * x)
        .collect();
    let columns: [&[f64]; 1] = [&x];
    let fit = fit(&plain(&stop, &event, &columns), &with(Ties::Efron)).expect("a fit");
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| stop[*b].total_cmp(&stop[*a]));
    let (mut s0, mut s1, mut s2) = (0.0, 0.0, 0.0);
    let (mut score, mut information, mut loglik) = (0.0, 0.0, 0.0);
    for i in order {
        let r = (fit.beta[0] * x[i]).exp();
        (s0, s1, s2) = (s0 + r, s1 + r * x[i], s2 + r * x[i] * x[i]);
        if event[i] {
            loglik += fit.beta[0] * x[i] - s0.ln();
            score += x[i] - s1 / s0;
            information += s2 / s0 - (s1 / s0).powi(2);
        }
    }
    near(score, 0.0, 1e-7);
    near(fit.loglik, loglik, 1e-10 * loglik.abs());
    near(fit.variance[0][0], 1.0 / information, 1e-10 / information);
}
