use super::*;
use proptest::prelude::*;

struct Data {
    stop: Vec<f64>,
    event: Vec<bool>,
    columns: Vec<Vec<f64>>,
    cluster: Vec<usize>,
}

impl Data {
    fn fit(&self, baseline: &Baseline, clustered: bool) -> Result<HazardFit, Error> {
        let columns: Vec<&[f64]> = self.columns.iter().map(Vec::as_slice).collect();
        let input = HazardInput {
            start: None,
            stop: &self.stop,
            event: &self.event,
            columns: &columns,
            cluster: clustered.then_some(self.cluster.as_slice()),
        };
        fit(&input, baseline)
    }
}

/// The 432 persons of Rossi, Berk and Lenihan (1980): week of arrest, financial aid, age, prior convictions.
fn rossi() -> Data {
    let text = include_str!("../../../examples/rossi/rossi.csv").replace('"', "");
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let place = |name: &str| names.iter().position(|n| *n == name).expect("the column");
    let rows: Vec<Vec<&str>> = lines.map(|l| l.split(',').collect()).collect();
    let number = |name: &str| -> Vec<f64> {
        let at = place(name);
        let value = |row: &Vec<&str>| match row[at] {
            "yes" => 1.0,
            "no" => 0.0,
            text => text.parse().expect("a number"),
        };
        rows.iter().map(value).collect()
    };
    Data {
        stop: number("week"),
        event: number("arrest").iter().map(|a| *a == 1.0).collect(),
        columns: ["fin", "age", "prio"].map(number).to_vec(),
        cluster: (0..rows.len()).map(|i| i % 20).collect(),
    }
}

fn close(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 1e-7, "{found} {expected}");
}

#[test]
fn pieces_agree_with_poisson_regression_in_r() {
    let cuts = vec![13.0, 26.0, 39.0];
    let found = rossi()
        .fit(&Baseline::Pieces { cuts }, true)
        .expect("a fit");
    let coef = [-0.3451020314959, -0.0666247720037, 0.0962245607364];
    let error = [0.1902266508062, 0.0208194961741, 0.0272397699787];
    let robust = [0.2163525451800, 0.0260439646732, 0.0235295459223];
    let by_cluster = found.covariance_robust.expect("clusters");
    for j in 0..3 {
        close(found.coef[j].expect("a value"), coef[j]);
        close(found.covariance[j][j].sqrt(), error[j]);
        close(by_cluster[j][j].sqrt(), robust[j]);
    }
    let rates = [
        -4.2383725284752,
        -3.6128958424549,
        -3.7408747484251,
        -3.4246302508458,
    ];
    rates
        .iter()
        .zip(&found.baseline)
        .for_each(|(r, b)| close(*b, *r));
    assert_eq!((found.n_events, found.n_clusters), (114, Some(20)));
}

#[test]
fn weibull_agrees_with_survreg_in_r() {
    let found = rossi().fit(&Baseline::Weibull, false).expect("a fit");
    let coef = [-0.3493973557211, -0.0668916471437, 0.0977417172560];
    let error = [0.1902550759074, 0.0208363778673, 0.0273171630971];
    for j in 0..3 {
        close(found.coef[j].expect("a value"), coef[j]);
        close(found.covariance[j][j].sqrt(), error[j]);
    }
    close(found.baseline[0], -5.2846720990469);
    close(found.baseline[1].exp(), 1.40036983003);
    close(found.loglik_null, -696.624396948);
    close(found.loglik, -682.041277977);
}

#[test]
fn one_piece_and_one_group_by_hand() {
    // Two groups: 2 events in 10 weeks, 3 in 5: rates 0.2 and 0.6, a ratio of 3 with variance 1/2 + 1/3.
    let data = Data {
        stop: vec![4.0, 3.0, 3.0, 1.0, 2.0, 2.0],
        event: vec![true, true, false, true, true, true],
        columns: vec![vec![0.0, 0.0, 0.0, 1.0, 1.0, 1.0]],
        cluster: vec![],
    };
    let found = data
        .fit(&Baseline::Pieces { cuts: vec![] }, false)
        .expect("a fit");
    close(found.coef[0].expect("a value"), 3.0_f64.ln());
    close(found.baseline[0], 0.2_f64.ln());
    close(found.covariance[0][0], 1.0 / 2.0 + 1.0 / 3.0);
}

#[test]
fn a_column_given_twice_is_left_out_and_what_cannot_be_is_refused() {
    let mut data = rossi();
    data.columns.push(data.columns[1].clone());
    let found = data.fit(&Baseline::Weibull, false).expect("a fit");
    assert_eq!(found.coef[3], None);
    let none = Baseline::Pieces { cuts: vec![60.0] };
    assert!(matches!(
        data.fit(&none, false),
        Err(Error::NotDefined { .. })
    ));
    data.event.fill(false);
    assert_eq!(data.fit(&Baseline::Weibull, false), Err(Error::NoEvents));
    data.stop[3] = 0.0;
    assert_eq!(
        data.fit(&Baseline::Weibull, false),
        Err(Error::BadDuration { row: 3 })
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn splitting_a_span_changes_nothing(at in proptest::collection::vec(0.1f64..0.9, 432)) {
        let data = rossi();
        let whole = data.fit(&Baseline::Weibull, false).expect("a fit");
        let cut: Vec<f64> = data.stop.iter().zip(&at).map(|(s, a)| s * a).collect();
        let doubled = |c: &Vec<f64>| [c.clone(), c.clone()].concat();
        let columns: Vec<Vec<f64>> = data.columns.iter().map(doubled).collect();
        let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let input = HazardInput {
            start: Some(&[vec![0.0; 432], cut.clone()].concat()),
            stop: &[cut, data.stop.clone()].concat(),
            event: &[vec![false; 432], data.event.clone()].concat(),
            columns: &slices,
            cluster: None,
        };
        let split = fit(&input, &Baseline::Weibull).expect("a fit");
        for j in 0..3 {
            let (a, b) = (whole.coef[j].expect("a value"), split.coef[j].expect("a value"));
            prop_assert!((a - b).abs() < 1e-9);
        }
    }
}
