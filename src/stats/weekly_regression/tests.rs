use super::*;
use crate::stats::cluster_robust::{Clusters, cluster_covariance, cr1_factor};
use crate::stats::least_squares::least_squares;
use crate::stats::sandwich::{RobustKind, robust_covariance};
use proptest::prelude::*;

/// Rows with three columns (1, arm, a covariate), a cluster, active weeks and outcome weeks inside them.
#[derive(Debug, Clone)]
struct World {
    columns: Vec<Vec<f64>>,
    cluster: Vec<u32>,
    active: Vec<RowWeeks>,
    outcome: Vec<RowWeeks>,
}

const WEEKS: usize = 6;

fn world() -> impl Strategy<Value = World> {
    let person = (
        0..2u8,
        0..9i32,
        0..4u32,
        0..WEEKS as u32,
        0..WEEKS as u32,
        0..8u32,
        0..8u32,
    );
    prop::collection::vec(person, 30..60).prop_map(|persons| {
        let mut world = World {
            columns: vec![Vec::new(); 3],
            cluster: Vec::new(),
            active: Vec::new(),
            outcome: Vec::new(),
        };
        for (i, (arm, age, cluster, a, b, c, d)) in persons.into_iter().enumerate() {
            world.columns[0].push(1.0);
            world.columns[1].push(f64::from(arm));
            world.columns[2].push(f64::from(age) + 40.0);
            world.cluster.push(cluster);
            let row = i as u32;
            let (first, last) = (a.min(b), a.max(b));
            world.active.push(RowWeeks { row, first, last });
            let (from, to) = (c.min(d).max(first), c.max(d).min(last));
            if from <= to {
                world.outcome.push(RowWeeks {
                    row,
                    first: from,
                    last: to,
                });
            }
        }
        world
    })
}

fn has(list: &[RowWeeks], row: u32, week: u32) -> bool {
    list.iter()
        .any(|s| s.row == row && s.first <= week && week <= s.last)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 + 1e-8 * b.abs() || (a.is_nan() && b.is_nan())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The oracle: an ordinary regression of each week's rows.
    #[test]
    fn every_week_agrees_with_an_ordinary_regression_of_its_rows(world in world()) {
        let input = WeeklyRegression {
            columns: &world.columns,
            cluster: &world.cluster,
            clusters: 4,
            weeks: WEEKS,
            active: &world.active,
            outcome: &world.outcome,
        };
        let fits = weekly_regression(&input, 1, 0.95);
        for (week, fit) in fits.iter().enumerate() {
            let week = week as u32;
            let rows: Vec<u32> = (0..world.cluster.len() as u32).filter(|r| has(&world.active, *r, week)).collect();
            let column = |j: usize| rows.iter().map(|r| world.columns[j][*r as usize]).collect::<Vec<f64>>();
            let columns = [column(0), column(1), column(2)];
            let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let y: Vec<f64> = rows.iter().map(|r| f64::from(u8::from(has(&world.outcome, *r, week)))).collect();
            let Ok(fit) = fit else {
                prop_assert!(rows.len() <= 3 || columns[1].windows(2).all(|w| w[0] == w[1]));
                continue;
            };
            let reference = least_squares(&y, &slices, None).expect("a fit");
            prop_assert_eq!(&fit.dropped, &reference.dropped);
            let place = reference.kept.iter().position(|c| *c == 1).expect("kept");
            prop_assert!(near(fit.estimate, reference.coef[place]));
            let hc1 = robust_covariance(&reference, RobustKind::Hc1).expect("HC1");
            prop_assert!(near(fit.robust.std_error, hc1[(place, place)].sqrt()));
            let labels: Vec<usize> = rows.iter().map(|r| world.cluster[*r as usize] as usize).collect();
            let clusters = Clusters::from_labels(&labels);
            if let (Ok(found), Ok(cr0)) = (&fit.clustered, cluster_covariance(&reference, &clusters)) {
                let distinct = labels.iter().collect::<std::collections::BTreeSet<_>>().len();
                let factor = cr1_factor(distinct, rows.len(), reference.kept.len());
                prop_assert!(near(found.std_error, (factor * cr0[(place, place)]).sqrt()));
            }
        }
    }
}

#[test]
fn a_later_column_that_repeats_an_earlier_one_is_dropped_and_the_effect_stands() {
    let arm = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
    let columns = vec![vec![1.0; 6], arm.to_vec(), arm.map(|a| 1.0 - a).to_vec()];
    let all: Vec<RowWeeks> = (0..6)
        .map(|row| RowWeeks {
            row,
            first: 0,
            last: 0,
        })
        .collect();
    let input = WeeklyRegression {
        columns: &columns,
        cluster: &[0, 1, 2, 3, 4, 5],
        clusters: 6,
        weeks: 1,
        active: &all,
        outcome: &all[2..4],
    };
    let fit = weekly_regression(&input, 1, 0.95).remove(0).expect("a fit");
    assert_eq!(fit.dropped, vec![2]);
    assert!((fit.estimate - 0.0).abs() < 1e-12);
}

#[test]
fn a_week_without_rows_is_said_to_be_empty() {
    let input = WeeklyRegression {
        columns: &[vec![1.0], vec![0.0]],
        cluster: &[0],
        clusters: 1,
        weeks: 1,
        active: &[],
        outcome: &[],
    };
    assert_eq!(weekly_regression(&input, 1, 0.95), vec![Err(Error::Empty)]);
}

/// Met by a random draw: clusters that the fit passes through exactly left rounding of 1e-9 where there is no error at all.
#[test]
fn clusters_without_residuals_leave_an_error_of_zero_and_not_rounding() {
    let age: Vec<f64> = (0..12).map(|i| 40.0 + f64::from(i) / 3.0).collect();
    let arm: Vec<f64> = (0..12).map(|i| f64::from(i % 2)).collect();
    let columns = vec![vec![1.0; 12], arm, age];
    let cluster: Vec<u32> = (0..12).map(|i| i % 4).collect();
    let all = |wanted: &dyn Fn(u32) -> bool| -> Vec<RowWeeks> {
        let rows = (0..12).filter(|row| wanted(*row));
        rows.map(|row| RowWeeks {
            row,
            first: 0,
            last: 0,
        })
        .collect()
    };
    let active = all(&|_| true);
    // The outcome is the arm itself: every residual is zero.
    let outcome = all(&|row| row % 2 == 1);
    let input = WeeklyRegression {
        columns: &columns,
        cluster: &cluster,
        clusters: 4,
        weeks: 1,
        active: &active,
        outcome: &outcome,
    };
    let fit = weekly_regression(&input, 1, 0.95).remove(0).expect("a fit");
    assert!((fit.estimate - 1.0).abs() < 1e-12);
    assert_eq!(fit.clustered.map(|c| c.std_error), Ok(0.0));
}
