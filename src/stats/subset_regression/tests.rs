use super::*;
use crate::stats::cluster_robust::cluster_covariance;
use crate::stats::did_cells::{CellSums, did_from_cells};
use crate::stats::sandwich::{RobustKind, robust_covariance};

fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-11 * b.abs(), "{a} instead of {b}");
}

/// Numbers that look random and are the same everywhere.
fn noise(seed: usize) -> impl Iterator<Item = f64> {
    let mut state = seed as u64 * 2 + 1;
    std::iter::repeat_with(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 40) as f64 / (1u64 << 24) as f64
    })
}

struct Example {
    columns: Vec<Vec<f64>>,
    y: Vec<f64>,
    labels: Vec<usize>,
}

/// Participant, after, their product, an age, a share.
fn example(n: usize) -> Example {
    let labels: Vec<usize> = noise(1).map(|u| (u * 9.0) as usize).take(n).collect();
    let participant: Vec<f64> = labels.iter().map(|g| f64::from(g % 2 == 0)).collect();
    let after: Vec<f64> = noise(2).map(|u| f64::from(u > 0.5)).take(n).collect();
    let both = participant.iter().zip(&after).map(|(a, b)| a * b).collect();
    let age = noise(3)
        .map(|u| 18.0 + (u * 45.0).floor())
        .take(n)
        .collect();
    let share = noise(4).take(n).collect();
    Example {
        y: noise(5).map(|u| f64::from(u > 0.7)).take(n).collect(),
        columns: vec![participant, after, both, age, share],
        labels,
    }
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

/// Against the general least squares on the rows picked out.
fn check_against_least_squares(example: &Example, rows: &[u32], tested: usize) {
    let clusters = Clusters::from_labels(&example.labels);
    let shared = SharedDesign::new(&slices(&example.columns), &clusters).expect("a design");
    let y: Vec<f64> = rows.iter().map(|r| example.y[*r as usize]).collect();
    let fast = shared.fit(rows, &y, tested, 0.95).expect("a fit");

    let pick = |c: &Vec<f64>| rows.iter().map(|r| c[*r as usize]).collect::<Vec<f64>>();
    let mut columns = vec![vec![1.0; rows.len()]];
    columns.extend(example.columns.iter().map(pick));
    let general = least_squares(&y, &slices(&columns), None).expect("a fit");
    let labels: Vec<usize> = rows.iter().map(|r| example.labels[*r as usize]).collect();
    let clusters = Clusters::from_labels(&labels);
    let place = general
        .kept
        .iter()
        .position(|j| *j == tested + 1)
        .expect("kept");
    let error = |covariance: faer::Mat<f64>| covariance[(place, place)].sqrt();
    let hc1 = error(robust_covariance(&general, RobustKind::Hc1).expect("a covariance"));
    let cr0 = error(cluster_covariance(&general, &clusters).expect("a covariance"));
    let factor = cr1_factor(clusters.count, rows.len(), general.rank());
    near(fast.estimate, general.coef[place]);
    near(fast.robust.expect("rows").std_error, hc1);
    near(
        fast.clustered.expect("clusters").std_error,
        cr0 * factor.sqrt(),
    );
    assert_eq!((fast.n, fast.rank), (rows.len(), general.rank()));
    assert_eq!(fast.clusters, clusters.count);
    let dropped: Vec<usize> = general.dropped.iter().map(|j| j - 1).collect();
    assert_eq!(fast.dropped, dropped);
}

#[test]
fn subsets_agree_with_the_general_least_squares() {
    let example = example(400);
    let all: Vec<u32> = (0..400).collect();
    let some: Vec<u32> = (0..400).filter(|i| i % 3 != 1 && *i > 50).collect();
    for rows in [&all, &some] {
        for tested in [2, 3, 4] {
            check_against_least_squares(&example, rows, tested);
        }
    }
}

#[test]
fn collinear_columns_of_a_subset_are_dropped_and_near_ones_solved_slowly() {
    let mut example = example(300);
    let age = example.columns[3].clone();
    let rows: Vec<u32> = (0..300).collect();
    example
        .columns
        .push(age.iter().map(|a| 2.0 * a - 7.0).collect());
    example.columns.push(vec![0.0; 300]);
    check_against_least_squares(&example, &rows, 2);
    let near_age = age.iter().zip(noise(9)).map(|(a, u)| a + 1e-3 * u);
    example.columns[5] = near_age.collect();
    check_against_least_squares(&example, &rows, 2);
}

#[test]
fn without_covariates_it_is_the_did_of_the_cells() {
    let mut example = example(500);
    example.columns.truncate(3);
    let clusters = Clusters::from_labels(&example.labels);
    let shared = SharedDesign::new(&slices(&example.columns), &clusters).expect("a design");
    let rows: Vec<u32> = (0..500).collect();
    let fit = shared.fit(&rows, &example.y, 2, 0.95).expect("a fit");
    let mut cells = vec![CellSums::empty(); clusters.count];
    for i in 0..500 {
        let cell = 2.0 * example.columns[0][i] + example.columns[1][i];
        cells[clusters.of_row[i]].add(cell as usize, example.y[i]);
    }
    let did = did_from_cells(&cells, 0.95).expect("full cells");
    near(fit.estimate, did.estimate);
    let (a, b) = (fit.robust.expect("rows"), did.robust.expect("rows"));
    near(a.std_error, b.std_error);
    near(a.p_value, b.p_value);
    let (a, b) = (
        fit.clustered.expect("groups"),
        did.clustered.expect("groups"),
    );
    near(a.std_error, b.std_error);
    near(a.conf_low, b.conf_low);
}

#[test]
fn an_aliased_coefficient_and_missing_rows_are_said() {
    let example = example(50);
    let clusters = Clusters::from_labels(&example.labels);
    let shared = SharedDesign::new(&slices(&example.columns), &clusters).expect("a design");
    let comparison: Vec<u32> = (0..50)
        .filter(|i| example.columns[0][*i as usize] == 0.0)
        .collect();
    let y = vec![1.0; comparison.len()];
    let fit = shared.fit(&comparison, &y, 2, 0.95);
    assert_eq!(fit, Err(Error::Aliased { column: 2 }));
    assert_eq!(shared.fit(&[], &[], 2, 0.95), Err(Error::Empty));
    let outside = shared.fit(&[50], &[1.0], 2, 0.95);
    assert!(matches!(outside, Err(Error::OutOfRange { .. })));
    let few = shared.fit(&[0, 1, 2], &[1.0, 0.0, 1.0], 3, 0.95);
    assert!(few.is_err() || few.is_ok_and(|f| f.robust.is_err()));
}

#[test]
fn an_outcome_without_variation_has_no_error_and_no_test() {
    let example = example(200);
    let clusters = Clusters::from_labels(&example.labels);
    let shared = SharedDesign::new(&slices(&example.columns), &clusters).expect("a design");
    let rows: Vec<u32> = (0..200).collect();
    for y in [0.0, 1.0, 0.3] {
        let fit = shared.fit(&rows, &[y; 200], 2, 0.95).expect("a fit");
        assert!(fit.estimate.abs() < 1e-15);
        let clustered = fit.clustered.expect("clusters");
        assert!(clustered.std_error == 0.0 && clustered.p_value.is_nan());
    }
}
