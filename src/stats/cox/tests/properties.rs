//! Properties that hold for any data.

use super::data::Data;
use super::*;
use proptest::prelude::*;

/// Estimates and covariance agree.
fn same_fit(a: &CoxFit, b: &CoxFit, tolerance: f64) {
    for j in 0..a.beta.len() {
        near(a.beta[j], b.beta[j], tolerance * (1.0 + a.beta[j].abs()));
        for k in 0..a.beta.len() {
            near(
                a.variance[j][k],
                b.variance[j][k],
                tolerance * (1.0 + a.variance[j][j].abs()),
            );
        }
    }
}

/// A fit that is finite throughout, or none.
fn finite_fit(input: &CoxInput, ties: Ties) -> Option<CoxFit> {
    let found = fit(input, &with(ties)).ok()?;
    let is_finite = found.coef.iter().all(|c| c.value().is_some());
    is_finite.then_some(found)
}

/// The rows of `data` in another order or number.
fn take(data: &Data, rows: &[usize]) -> Data {
    let of = |values: &[f64]| -> Vec<f64> { rows.iter().map(|i| values[*i]).collect() };
    Data {
        start: of(&data.start),
        stop: of(&data.stop),
        event: rows.iter().map(|i| data.event[*i]).collect(),
        columns: data.columns.iter().map(|c| of(c)).collect(),
        weights: of(&data.weights),
        strata: rows.iter().map(|i| data.strata[*i]).collect(),
        cluster: rows.iter().map(|i| data.cluster[*i]).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_rows_is_irrelevant(seed in 0_u64..1000, step in 1_usize..40) {
        let data = Data::random(seed, 41);
        // 41 is prime: every step visits every row.
        let rows: Vec<usize> = (0..41).map(|i| i * step % 41).collect();
        let moved = take(&data, &rows);
        let (a, b) = (data.columns(), moved.columns());
        let input = CoxInput { cluster: Some(&data.cluster), ..data.input(&a) };
        let other = CoxInput { cluster: Some(&moved.cluster), ..moved.input(&b) };
        if let Some(one) = finite_fit(&input, Ties::Efron) {
            let two = finite_fit(&other, Ties::Efron).expect("the same");
            same_fit(&one, &two, 1e-8);
            near(one.loglik, two.loglik, 1e-9 * one.loglik.abs());
            let (r, s) = (one.std_error_robust(0), two.std_error_robust(0));
            near(r.expect("robust"), s.expect("robust"), 1e-8);
        }
    }

    #[test]
    fn cutting_an_interval_changes_nothing(seed in 0_u64..1000) {
        let data = Data::random(seed, 40);
        let columns = data.columns();
        let mut cut = take(&data, &(0..40).chain(0..40).collect::<Vec<usize>>());
        for i in 0..40 {
            // The first piece ends without an event where the second begins, not always at an event time.
            let middle = data.start[i] + 0.4 * (data.stop[i] - data.start[i]);
            (cut.stop[i], cut.event[i], cut.start[40 + i]) = (middle, false, middle);
        }
        let pieces = cut.columns();
        if let Some(one) = finite_fit(&data.input(&columns), Ties::Efron) {
            let two = finite_fit(&cut.input(&pieces), Ties::Efron).expect("the same");
            same_fit(&one, &two, 1e-8);
        }
    }

    #[test]
    fn two_equal_rows_count_as_one_of_double_weight(seed in 0_u64..1000) {
        let data = Data::random(seed, 30);
        let columns = data.columns();
        let copies = take(&data, &(0..30).chain(0..30).collect::<Vec<usize>>());
        let twice = copies.columns();
        let double: Vec<f64> = data.weights.iter().map(|w| 2.0 * w).collect();
        let heavy = CoxInput { weights: Some(&double), ..data.input(&columns) };
        if let Some(one) = finite_fit(&heavy, Ties::Breslow) {
            let two = finite_fit(&copies.input(&twice), Ties::Breslow).expect("the same");
            same_fit(&one, &two, 1e-8);
        }
    }

    #[test]
    fn all_ties_are_the_same_without_ties(seed in 0_u64..1000) {
        let mut data = Data::random(seed, 30);
        for (i, t) in data.stop.iter_mut().enumerate() {
            *t += i as f64 / 100.0;
        }
        let columns = data.columns();
        let input = CoxInput { weights: None, ..data.input(&columns) };
        if let Some(efron) = finite_fit(&input, Ties::Efron) {
            for ties in [Ties::Breslow, Ties::Exact] {
                let other = finite_fit(&input, ties).expect("the same");
                same_fit(&efron, &other, 1e-8);
                near(efron.loglik, other.loglik, 1e-9 * efron.loglik.abs());
            }
        }
    }

    #[test]
    fn a_stratum_of_one_adds_nothing(seed in 0_u64..1000, event in any::<bool>()) {
        let data = Data::random(seed, 40);
        let mut more = take(&data, &(0..40).chain([7]).collect::<Vec<usize>>());
        (more.strata[40], more.event[40]) = (2, event);
        let (a, b) = (data.columns(), more.columns());
        let unweighted = CoxInput { weights: None, ..data.input(&a) };
        if let Some(one) = finite_fit(&unweighted, Ties::Efron) {
            let with_one = CoxInput { weights: None, ..more.input(&b) };
            let two = finite_fit(&with_one, Ties::Efron).expect("the same");
            same_fit(&one, &two, 1e-8);
            near(one.loglik, two.loglik, 1e-9 * one.loglik.abs());
        }
    }

    #[test]
    fn the_unit_of_a_covariate_only_rescales_its_coefficient(
        seed in 0_u64..1000,
        power in -12_i32..=12,
        shift in -1e3_f64..1e3,
    ) {
        let data = Data::random(seed, 40);
        let unit = 10_f64.powi(power);
        let scaled: Vec<f64> = data.columns[1].iter().map(|z| (z + shift) * unit).collect();
        let a = data.columns();
        let b: [&[f64]; 2] = [&data.columns[0], &scaled];
        if let Some(one) = finite_fit(&data.input(&a), Ties::Efron) {
            let two = finite_fit(&data.input(&b), Ties::Efron).expect("the same");
            near(one.beta[1], two.beta[1] * unit, 1e-7);
            near(one.beta[0], two.beta[0], 1e-7);
            near(one.variance[1][1].sqrt(), two.variance[1][1].sqrt() * unit, 1e-7);
        }
    }

    #[test]
    fn limits_contain_the_estimate_and_survival_falls(seed in 0_u64..1000) {
        let data = Data::random(seed, 40);
        let columns = data.columns();
        let model = CoxModel::new(data.input(&columns), with(Ties::Efron)).expect("a model");
        let fit = model.fit().expect("a fit");
        for row in (0..2).filter_map(|j| fit.row(j)) {
            prop_assert!(row.conf_low <= row.estimate && row.estimate <= row.conf_high);
            prop_assert!((0.0..=1.0).contains(&row.p_value));
        }
        if fit.coef.iter().all(|c| c.value().is_some()) {
            let times: Vec<f64> = (-1..10).map(f64::from).collect();
            let p = model.predict(&fit, &[1.0, 0.5], 0, &times).expect("a prediction");
            for k in 0..times.len() {
                prop_assert!(p.conf_low[k] <= p.surv[k] && p.surv[k] <= p.conf_high[k]);
                prop_assert!(k == 0 || p.surv[k] <= p.surv[k - 1]);
            }
        }
    }
}

#[test]
fn the_number_of_threads_moves_no_bit() {
    let data = Data::random(1, 30_000);
    let columns = data.columns();
    let input = CoxInput {
        cluster: Some(&data.cluster),
        ..data.input(&columns)
    };
    let in_pool = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| {
            let fit = fit(&input, &with(Ties::Efron)).expect("a fit");
            let robust = fit.variance_robust.clone().expect("a robust covariance");
            let score = fit.predictor_bits();
            (
                score,
                robust[0][1].to_bits(),
                concordance(&input, &data.columns[1]).value,
            )
        })
    };
    let one = in_pool(1);
    assert_eq!(one, in_pool(2));
    assert_eq!(one, in_pool(5));
}

impl CoxFit {
    /// The coefficients and the log likelihood to the last bit.
    fn predictor_bits(&self) -> Vec<u64> {
        self.beta
            .iter()
            .chain([&self.loglik])
            .map(|v| v.to_bits())
            .collect()
    }
}
