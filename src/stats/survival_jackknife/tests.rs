use super::*;
use proptest::prelude::*;

fn rows<'a>(
    entry: &'a [f64],
    time: &'a [f64],
    event: &'a [bool],
    w: &'a [f64],
) -> SurvivalRows<'a> {
    SurvivalRows {
        entry: Some(entry),
        weights: Some(w),
        ..SurvivalRows::new(time, event)
    }
}

fn curves(rows: &SurvivalRows, cluster: &[usize]) -> RobustCurves {
    robust_curves(rows, cluster, Limits::Plain, 0.95).expect("curves")
}

#[test]
fn a_label_per_row_without_censoring_gives_the_binomial_error() {
    let (time, event) = ([1.0, 2.0, 3.0, 4.0], [true; 4]);
    let found = curves(&SurvivalRows::new(&time, &event), &[0, 1, 2, 3]);
    for (s, se) in found.survival.surv.iter().zip(&found.survival.std_err) {
        assert!(*s == 0.0 || (se.powi(2) - s * (1.0 - s) / 4.0).abs() < 1e-15);
    }
    assert_eq!(found.survival.std_err[3], 0.0);
    assert_eq!(
        (found.survival.conf_low[3], found.survival.conf_high[3]),
        (0.0, 0.0)
    );
}

#[test]
fn all_rows_in_one_cluster_have_no_influence_together() {
    let (time, event) = ([1.0, 2.0, 2.0, 4.0], [true, true, false, false]);
    let found = curves(&SurvivalRows::new(&time, &event), &[7; 4]);
    assert!(found.survival.std_err.iter().all(|se| *se < 1e-15));
    assert!(found.cumulative_hazard.std_err.iter().all(|se| *se < 1e-15));
}

/// The jackknife's definition: the derivative of the estimate in the weight of each row, by central differences.
fn by_derivatives(
    entry: &[f64],
    time: &[f64],
    event: &[bool],
    weights: &[f64],
    cluster: &[usize],
    estimate: &dyn Fn(&SurvivalRows) -> Vec<f64>,
) -> Vec<f64> {
    let step = 1e-5;
    let mut sums: std::collections::BTreeMap<usize, Vec<f64>> = Default::default();
    for row in 0..time.len() {
        let moved = |by: f64| {
            let mut w = weights.to_vec();
            w[row] += by;
            estimate(&rows(entry, time, event, &w))
        };
        let (up, down) = (moved(step), moved(-step));
        let sum = sums.entry(cluster[row]).or_insert(vec![0.0; up.len()]);
        for i in 0..up.len() {
            sum[i] += weights[row] * (up[i] - down[i]) / (2.0 * step);
        }
    }
    let n = sums.values().next().map_or(0, Vec::len);
    (0..n)
        .map(|i| sums.values().map(|s| s[i] * s[i]).sum::<f64>().sqrt())
        .collect()
}

proptest! {
    #[test]
    fn errors_agree_with_numerical_derivatives(
        data in proptest::collection::vec((0u32..5, 1u32..7, any::<bool>(), 1u32..5, 0usize..6), 3..20),
    ) {
        let entry: Vec<f64> = data.iter().map(|r| f64::from(r.0)).collect();
        let time: Vec<f64> = data.iter().map(|r| f64::from(r.0 + r.1)).collect();
        let event: Vec<bool> = data.iter().map(|r| r.2).collect();
        let weights: Vec<f64> = data.iter().map(|r| f64::from(r.3) * 0.5).collect();
        let cluster: Vec<usize> = data.iter().map(|r| r.4).collect();
        let all = rows(&entry, &time, &event, &weights);
        let found = curves(&all, &cluster);
        let table = |r: &SurvivalRows| EventTable::from_rows(r).expect("rows");
        let surv = by_derivatives(&entry, &time, &event, &weights, &cluster, &|r| product_limit(&table(r)).unwrap().0);
        let hazard = by_derivatives(&entry, &time, &event, &weights, &cluster, &|r| nelson_aalen(&table(r)).unwrap().cumhaz);
        let area = by_derivatives(&entry, &time, &event, &weights, &cluster, &|r| {
            let c = super::super::kaplan_meier::kaplan_meier(&table(r), Limits::Plain, 0.95).unwrap();
            vec![rmst(&c, 7.0).unwrap().estimate]
        });
        for i in 0..surv.len() {
            let se = found.survival.std_err[i];
            prop_assert!(found.survival.surv[i] == 0.0 || (se - surv[i]).abs() < 1e-6, "{se} {}", surv[i]);
            prop_assert!((found.cumulative_hazard.std_err[i] - hazard[i]).abs() < 1e-6);
        }
        let mean = robust_rmst(&all, &cluster, &found.survival, 7.0).unwrap();
        prop_assert!((mean.std_error - area[0]).abs() < 1e-5, "{} {}", mean.std_error, area[0]);
    }

    #[test]
    fn splitting_a_row_within_its_cluster_changes_nothing(
        data in proptest::collection::vec((2u32..7, any::<bool>()), 2..15),
    ) {
        let time: Vec<f64> = data.iter().map(|r| f64::from(r.0)).collect();
        let event: Vec<bool> = data.iter().map(|r| r.1).collect();
        let cluster: Vec<usize> = (0..data.len()).collect();
        let whole = curves(&SurvivalRows::new(&time, &event), &cluster);
        // A row split at the end of another one, so that no time is new.
        let cut = time.iter().copied().fold(f64::INFINITY, f64::min);
        let Some(split) = time.iter().position(|t| *t > cut) else {
            return Ok(());
        };
        let mut entry = vec![0.0; data.len()];
        let (mut time, mut event, mut cluster) = (time, event, cluster);
        entry[split] = cut;
        entry.push(0.0);
        time.push(cut);
        event.push(false);
        cluster.push(split);
        let weights = vec![1.0; time.len()];
        let parts = curves(&rows(&entry, &time, &event, &weights), &cluster);
        let pairs = whole.survival.std_err.iter().zip(&parts.survival.std_err);
        for (a, b) in pairs {
            prop_assert!((a - b).abs() < 1e-14 || (a.is_nan() && b.is_nan()));
        }
    }
}
