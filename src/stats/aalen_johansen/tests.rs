use super::*;
use proptest::prelude::*;

fn curves(entry: Option<&[f64]>, time: &[f64], cause: &[usize]) -> CumulativeIncidence {
    aalen_johansen(&CompetingRows { time, cause, entry }, 2).expect("curves")
}

/// F_1 and F_2 at every event time from weighted risk sets, straight from the definition.
fn by_definition(entry: &[f64], time: &[f64], cause: &[usize], weight: &[f64]) -> Vec<[f64; 2]> {
    let mut times: Vec<f64> = (0..time.len())
        .filter(|i| cause[*i] > 0)
        .map(|i| time[i])
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let (mut surv, mut f, mut out) = (1.0, [0.0, 0.0], Vec::new());
    for t in times {
        let sum = |holds: &dyn Fn(usize) -> bool| -> f64 {
            (0..time.len())
                .filter(|i| holds(*i))
                .map(|i| weight[i])
                .sum()
        };
        let n = sum(&|i| entry[i] < t && t <= time[i]);
        let d = |k: usize| sum(&|i| time[i] == t && cause[i] == k);
        for (k, f) in f.iter_mut().enumerate() {
            *f += surv * d(k + 1) / n;
        }
        surv *= 1.0 - (d(1) + d(2)) / n;
        out.push(f);
    }
    out
}

fn data() -> impl Strategy<Value = Vec<(u32, u32, usize)>> {
    proptest::collection::vec((0u32..5, 1u32..7, 0usize..3), 3..25)
}

proptest! {
    #[test]
    fn the_jackknife_is_the_derivative_in_the_weights(rows in data(), late in any::<bool>()) {
        let entry: Vec<f64> = rows.iter().map(|r| if late { f64::from(r.0) } else { -1.0 }).collect();
        let time: Vec<f64> = rows.iter().map(|r| f64::from(r.0 + r.1)).collect();
        let cause: Vec<usize> = rows.iter().map(|r| r.2).collect();
        let found = curves(late.then_some(&entry[..]), &time, &cause);
        let ones = vec![1.0; rows.len()];
        for (f, i) in by_definition(&entry, &time, &cause, &ones).iter().zip(0..) {
            prop_assert!((0..2).all(|k| (found.causes[k].estimate[i] - f[k]).abs() < 1e-14));
        }
        let mut squares = vec![[0.0; 2]; found.time.len()];
        for row in 0..rows.len() {
            let moved = |by: f64| {
                let mut w = ones.clone();
                w[row] += by;
                by_definition(&entry, &time, &cause, &w)
            };
            for (i, (up, down)) in moved(1e-5).iter().zip(moved(-1e-5)).enumerate() {
                for k in 0..2 {
                    squares[i][k] += ((up[k] - down[k]) / 2e-5).powi(2);
                }
            }
        }
        for (i, square) in squares.iter().enumerate() {
            for (curve, square) in found.causes.iter().zip(square) {
                let se = curve.std_err_jackknife[i];
                prop_assert!((se - square.sqrt()).abs() < 1e-6, "{se} {}", square.sqrt());
            }
        }
    }

    #[test]
    fn without_delayed_entry_jackknife_and_greenwood_are_one(rows in data()) {
        let time: Vec<f64> = rows.iter().map(|r| f64::from(r.1)).collect();
        let cause: Vec<usize> = rows.iter().map(|r| r.2).collect();
        let found = curves(None, &time, &cause);
        for curve in &found.causes {
            for (a, b) in curve.std_err_jackknife.iter().zip(&curve.std_err_greenwood) {
                prop_assert!((a - b).abs() < 1e-12, "{a} {b}");
            }
        }
    }

    #[test]
    fn with_one_cause_it_is_one_less_the_kaplan_meier_curve(rows in data()) {
        let time: Vec<f64> = rows.iter().map(|r| f64::from(r.1)).collect();
        let cause: Vec<usize> = rows.iter().map(|r| r.2.min(1)).collect();
        let event: Vec<bool> = cause.iter().map(|c| *c == 1).collect();
        let found = curves(None, &time, &cause);
        let table = EventTable::from_rows(&SurvivalRows::new(&time, &event)).unwrap();
        let (surv, _) = crate::stats::kaplan_meier::product_limit(&table).unwrap();
        for (t, f) in found.time.iter().zip(&found.causes[0].estimate) {
            let i = table.time.iter().position(|x| x == t).unwrap();
            prop_assert!((1.0 - f - surv[i]).abs() < 1e-14);
        }
    }
}

#[test]
fn rows_without_events_give_empty_curves_and_no_rows_an_error() {
    let none = curves(None, &[1.0, 2.0], &[0, 0]);
    assert!(none.time.is_empty() && none.causes[1].estimate.is_empty());
    let no_rows = CompetingRows {
        time: &[],
        cause: &[],
        entry: None,
    };
    assert_eq!(aalen_johansen(&no_rows, 2), Err(Error::Empty));
    let unknown = CompetingRows {
        time: &[1.0],
        cause: &[3],
        entry: None,
    };
    assert!(matches!(
        aalen_johansen(&unknown, 2),
        Err(Error::OutOfRange { .. })
    ));
}
