use super::*;
use proptest::prelude::*;

/// time, cause (0, 1, 2), two covariates.
type Rows = Vec<(u32, usize, i32, i32)>;

struct Data {
    time: Vec<f64>,
    cause: Vec<usize>,
    columns: Vec<Vec<f64>>,
}

impl Data {
    fn of(rows: &Rows) -> Data {
        Data {
            time: rows.iter().map(|r| f64::from(r.0)).collect(),
            cause: rows.iter().map(|r| r.1).collect(),
            columns: vec![
                rows.iter().map(|r| f64::from(r.2)).collect(),
                rows.iter().map(|r| f64::from(r.3)).collect(),
            ],
        }
    }

    fn rows(&self) -> FineGrayRows<'_> {
        FineGrayRows {
            time: &self.time,
            cause: &self.cause,
            of: 1,
            columns: &self.columns,
            censoring_group: None,
        }
    }

    fn fit(&self) -> Result<FineGray, Error> {
        fine_gray(&self.rows())
    }
}

/// G(t-) of the censoring curve straight from the definition.
fn censoring_before(d: &Data, t: f64) -> f64 {
    let mut times: Vec<f64> = (0..d.time.len())
        .filter(|i| d.cause[*i] == 0)
        .map(|i| d.time[i])
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let factor = |x: &f64| {
        let at_risk = d.time.iter().filter(|y| *y >= x).count() as f64;
        let censored = (0..d.time.len())
            .filter(|i| d.time[*i] == *x && d.cause[*i] == 0)
            .count();
        1.0 - censored as f64 / at_risk
    };
    times.iter().take_while(|x| **x < t).map(factor).product()
}

/// The weight of row `i` at time `t`.
fn weight(d: &Data, i: usize, t: f64) -> f64 {
    match d.cause[i] {
        _ if d.time[i] >= t => 1.0,
        2 => censoring_before(d, t) / censoring_before(d, d.time[i]),
        _ => 0.0,
    }
}

fn log_likelihood(d: &Data, coef: &[f64]) -> f64 {
    let linear = |i: usize| d.columns[0][i] * coef[0] + d.columns[1][i] * coef[1];
    let n = d.time.len();
    (0..n)
        .filter(|i| d.cause[*i] == 1)
        .map(|i| {
            let all: f64 = (0..n)
                .map(|j| weight(d, j, d.time[i]) * linear(j).exp())
                .sum();
            linear(i) - all.ln()
        })
        .sum()
}

fn rows() -> impl Strategy<Value = Rows> {
    proptest::collection::vec((1u32..8, 0usize..3, -2i32..3, 0i32..2), 15..50)
}

proptest! {
    #[test]
    fn likelihood_score_and_information_agree_with_the_definition(rows in rows()) {
        let d = Data::of(&rows);
        prop_assume!(d.cause.contains(&1));
        let problem = Problem::new(&d.rows(), &Censoring::of(&d.rows()).unwrap()).unwrap();
        let at = [0.3, -0.4];
        let found = problem.evaluate(&at);
        prop_assert!((found.loglik - log_likelihood(&d, &at)).abs() < 1e-10);
        let h = 1e-4;
        for a in 0..2 {
            let moved = |by: f64| {
                let mut coef = at;
                coef[a] += by;
                coef
            };
            let slope = (log_likelihood(&d, &moved(h)) - log_likelihood(&d, &moved(-h))) / (2.0 * h);
            prop_assert!((found.score[a] - slope).abs() < 1e-5);
            let (up, down) = (problem.evaluate(&moved(h)), problem.evaluate(&moved(-h)));
            for b in 0..2 {
                let curvature = (up.score[b] - down.score[b]) / (2.0 * h);
                prop_assert!((found.information[a][b] + curvature).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn the_sandwich_agrees_with_sums_over_rows_and_times(rows in rows()) {
        let d = Data::of(&rows);
        let Ok(fit) = d.fit() else { return Ok(()) };
        prop_assume!(fit.kinds == [Coefficient::Estimated; 2]);
        let expected = sandwich_by_definition(&d, &fit);
        for a in 0..2 {
            for b in 0..2 {
                let scale = (expected[a][a] * expected[b][b]).sqrt();
                prop_assert!((fit.vcov[a][b] - expected[a][b]).abs() < 1e-8 * scale + 1e-14);
            }
        }
    }

    #[test]
    fn rows_in_any_order_and_columns_in_any_unit_give_the_same_model(rows in rows()) {
        let d = Data::of(&rows);
        let Ok(fit) = d.fit() else { return Ok(()) };
        prop_assume!(fit.kinds == [Coefficient::Estimated; 2]);
        let mut turned = Data::of(&rows.iter().rev().copied().collect());
        for (column, unit) in turned.columns.iter_mut().zip([1e12, 1e-12]) {
            column.iter_mut().for_each(|v| *v *= unit);
        }
        let other = turned.fit().unwrap();
        for (j, unit) in [1e12, 1e-12].into_iter().enumerate() {
            prop_assert!((other.coef[j] * unit - fit.coef[j]).abs() < 1e-8 * (1.0 + fit.coef[j].abs()));
            prop_assert!((other.std_err[j] * unit / fit.std_err[j] - 1.0).abs() < 1e-6);
        }
    }
}

/// The variance with every sum written out; means of the risk sets and martingales from the weights themselves.
fn sandwich_by_definition(d: &Data, fit: &FineGray) -> Vec<Vec<f64>> {
    let n = d.time.len();
    let row = |i: usize| [d.columns[0][i], d.columns[1][i]];
    let risk: Vec<f64> = (0..n)
        .map(|i| (row(i)[0] * fit.coef[0] + row(i)[1] * fit.coef[1]).exp())
        .collect();
    let sum = |f: &dyn Fn(usize) -> f64| -> f64 { (0..n).map(f).sum() };
    let total: Vec<f64> = fit
        .time
        .iter()
        .map(|u| sum(&|i| weight(d, i, *u) * risk[i]))
        .collect();
    let mean =
        |j: usize, a: usize| sum(&|i| weight(d, i, fit.time[j]) * risk[i] * row(i)[a]) / total[j];
    let failed = |j: usize| sum(&|i| f64::from(d.cause[i] == 1 && d.time[i] == fit.time[j]));
    let m = fit.time.len();
    let means: Vec<[f64; 2]> = (0..m).map(|j| [mean(j, 0), mean(j, 1)]).collect();
    let martingale = |i: usize, j: usize| {
        let event = f64::from(d.cause[i] == 1 && d.time[i] == fit.time[j]);
        event - weight(d, i, fit.time[j]) * risk[i] * failed(j) / total[j]
    };
    let mut terms = vec![[0.0; 2]; n];
    for (i, term) in terms.iter_mut().enumerate() {
        for (j, mean) in means.iter().enumerate() {
            (0..2).for_each(|a| term[a] += (row(i)[a] - mean[a]) * martingale(i, j));
        }
    }
    let mut censorings: Vec<f64> = (0..n)
        .filter(|i| d.cause[*i] == 0)
        .map(|i| d.time[i])
        .collect();
    censorings.sort_by(f64::total_cmp);
    censorings.dedup();
    for x in censorings {
        let at_risk = sum(&|i| f64::from(d.time[i] >= x));
        let censored = sum(&|i| f64::from(d.time[i] == x && d.cause[i] == 0));
        let mut pull = [0.0; 2];
        for i in (0..n).filter(|i| d.cause[*i] == 2 && d.time[*i] < x) {
            for j in (0..m).filter(|j| fit.time[*j] >= x) {
                (0..2).for_each(|a| pull[a] -= (row(i)[a] - means[j][a]) * martingale(i, j));
            }
        }
        for (i, term) in terms
            .iter_mut()
            .enumerate()
            .filter(|(i, _)| d.time[*i] >= x)
        {
            let own = f64::from(d.time[i] == x && d.cause[i] == 0) - censored / at_risk;
            (0..2).for_each(|a| term[a] += own * pull[a] / at_risk);
        }
    }
    let mut information = [[0.0; 2]; 2];
    for j in 0..m {
        for (i, risk) in risk.iter().enumerate() {
            let share = failed(j) * weight(d, i, fit.time[j]) * risk / total[j];
            for a in 0..2 {
                for b in 0..2 {
                    information[a][b] +=
                        share * (row(i)[a] - means[j][a]) * (row(i)[b] - means[j][b]);
                }
            }
        }
    }
    let determinant = information[0][0] * information[1][1] - information[0][1].powi(2);
    let inverse = [
        [
            information[1][1] / determinant,
            -information[0][1] / determinant,
        ],
        [
            -information[1][0] / determinant,
            information[0][0] / determinant,
        ],
    ];
    let moved: Vec<[f64; 2]> = terms
        .iter()
        .map(|t| [0, 1].map(|a| inverse[a][0] * t[0] + inverse[a][1] * t[1]))
        .collect();
    let entry = |a: usize, b: usize| moved.iter().map(|t| t[a] * t[b]).sum();
    vec![
        vec![entry(0, 0), entry(0, 1)],
        vec![entry(1, 0), entry(1, 1)],
    ]
}

#[test]
fn four_rows_by_hand() {
    // Events of the cause at 1 (x = 1) and 3 (x = 0), a competing event at 2 (x = 1) that stays at risk, nobody censored but the last.
    // With r = exp(b): likelihood r/(2r + 2) * 1/(r + 2), so r^2 = 2.
    let d = Data {
        time: vec![1.0, 2.0, 3.0, 4.0],
        cause: vec![1, 2, 1, 0],
        columns: vec![vec![1.0, 1.0, 0.0, 0.0]],
    };
    let fit = d.fit().expect("a fit");
    assert!((fit.coef[0] - 2.0f64.ln() / 2.0).abs() < 1e-10);
    assert!((fit.loglik_null - (0.25f64 / 3.0).ln()).abs() < 1e-12);
    // 1 - exp(-H) with H = 1/(2r + 2) + 1/(r + 2) at x = 0.
    let r = 2.0f64.sqrt();
    let hazard = 1.0 / (2.0 * r + 2.0) + 1.0 / (r + 2.0);
    let predicted = fit.predict(&[0.0], &[0.5, 3.0]);
    assert!(predicted[0] == 0.0 && (predicted[1] - (1.0 - (-hazard).exp())).abs() < 1e-10);
}

#[test]
fn collinear_constant_and_separating_columns_are_named() {
    let rows: Rows = (0..40)
        .map(|i| (1 + i % 7, (i % 3) as usize, (i % 5) as i32, 0))
        .collect();
    let mut d = Data::of(&rows);
    let twice = d.columns[0].iter().map(|v| 2.0 * v + 3.0).collect();
    d.columns = vec![d.columns[0].clone(), twice, vec![1e12; 40]];
    let never: Vec<f64> = (0..40)
        .map(|i| f64::from(d.cause[i] != 1 && i % 2 == 0))
        .collect();
    d.columns.push(never);
    let fit = d.fit().expect("a fit");
    assert_eq!(
        fit.kinds,
        [
            Coefficient::Estimated,
            Coefficient::Aliased,
            Coefficient::Aliased,
            Coefficient::MinusInfinity
        ]
    );
    assert!(fit.coef[0].is_finite() && fit.std_err[0].is_finite() && fit.coef[3].is_nan());
}

#[test]
fn without_rows_or_events_there_is_no_model() {
    let mut d = Data::of(&vec![(3, 0, 1, 0), (4, 2, 0, 1)]);
    assert_eq!(d.fit(), Err(Error::NoEvents));
    d.columns[0].pop();
    assert!(matches!(d.fit(), Err(Error::LengthMismatch { .. })));
    assert_eq!(Data::of(&Vec::new()).fit(), Err(Error::Empty));
}

#[test]
fn all_events_at_one_time_and_a_single_row_do_not_panic() {
    let tied = Data::of(
        &(0..12)
            .map(|i| (7, 1 + (i % 2) as usize, i % 3, i % 2))
            .collect(),
    );
    assert!(tied.fit().is_ok_and(|fit| fit.time == [7.0]));
    let one = Data::of(&vec![(3, 1, 1, 0)]).fit().expect("a fit");
    assert_eq!(one.kinds, [Coefficient::Aliased; 2]);
}
