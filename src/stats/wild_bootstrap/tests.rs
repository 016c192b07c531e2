use super::*;
use crate::stats::cluster_robust::cluster_covariance;
use crate::stats::least_squares::least_squares;

fn near(a: f64, b: f64) {
    assert!(
        (a - b).abs() <= 1e-11 * (1.0 + b.abs()),
        "{a} instead of {b}"
    );
}

fn read(
    y: &[f64],
    columns: &[&[f64]],
    tested: usize,
    clusters: &Clusters,
) -> Result<WildScores, Error> {
    WildDesign::new(columns, tested, clusters)?.scores(y)
}

fn plan(weights: WildWeights, draws: Option<u64>) -> WildPlan {
    WildPlan {
        weights,
        draws,
        seed: 7,
    }
}

/// The mean of 1, 2, 3 in clusters of one: t = 2 / sqrt(1/3). Of the eight sign vectors the two with equal signs tie and the
/// others, with sums 0, 2, 4 and their negatives, stay below.
#[test]
fn wild_bootstrap_by_hand() {
    let clusters = Clusters::from_labels(&[0, 1, 2]);
    let scores = read(&[1.0, 2.0, 3.0], &[&[1.0; 3]], 0, &clusters).expect("scores");
    near(scores.estimate, 2.0);
    near(scores.t, 12.0_f64.sqrt());
    let tests = wild_bootstrap(&[scores], &plan(WildWeights::Rademacher, None));
    let expected = WildTest {
        draws: 8,
        enumerated: true,
        count_greater: 0,
        count_tied: 2,
    };
    assert_eq!(tests, Ok(vec![expected]));
}

struct Example {
    y: Vec<f64>,
    columns: Vec<Vec<f64>>,
    labels: Vec<usize>,
}

/// Five clusters, a 2x2 design and an age.
fn example() -> Example {
    let n = 40;
    let labels: Vec<usize> = (0..n).map(|i| (i * i + i / 3) % 5).collect();
    let treat: Vec<f64> = labels.iter().map(|g| f64::from(*g < 2)).collect();
    let post: Vec<f64> = (0..n).map(|i| f64::from((i * 7) % 10 < 4)).collect();
    let both = treat.iter().zip(&post).map(|(a, b)| a * b).collect();
    let age = (0..n).map(|i| ((i * 37) % 29) as f64 + 20.0).collect();
    Example {
        y: (0..n)
            .map(|i| f64::from((i * 13 + i / 4) % 7 < 3))
            .collect(),
        columns: vec![vec![1.0; n], treat, post, age, both],
        labels,
    }
}

/// |t| of the tested column by refitting the regression.
fn t_of(y: &[f64], columns: &[&[f64]], tested: usize, clusters: &Clusters) -> f64 {
    let fit = least_squares(y, columns, None).expect("a fit");
    let variance = cluster_covariance(&fit, clusters).expect("clusters")[(tested, tested)];
    let factor = cr1_factor(clusters.count, y.len(), fit.rank());
    (fit.coef[tested] / (factor * variance).sqrt()).abs()
}

/// Every vector, each by making the outcome anew and refitting.
fn brute_force(example: &Example, tested: usize, values: &[f64]) -> (u64, u64) {
    let columns: Vec<&[f64]> = example.columns.iter().map(Vec::as_slice).collect();
    let clusters = Clusters::from_labels(&example.labels);
    let observed = t_of(&example.y, &columns, tested, &clusters);
    let mut without = columns.clone();
    without.remove(tested);
    let null = least_squares(&example.y, &without, None).expect("a fit");
    let (mut greater, mut tied) = (0, 0);
    for vector in 0..values.len().pow(clusters.count as u32) {
        let weight = |g: usize| values[vector / values.len().pow(g as u32) % values.len()];
        let y: Vec<f64> = (0..example.y.len())
            .map(|i| {
                let u = null.residuals[i];
                example.y[i] - u + weight(clusters.of_row[i]) * u
            })
            .collect();
        let t = t_of(&y, &columns, tested, &clusters);
        if (t - observed).abs() <= 1e-9 * observed {
            tied += 1;
        } else if t > observed {
            greater += 1;
        }
    }
    (greater, tied)
}

#[test]
fn enumeration_agrees_with_refitting() {
    let example = example();
    let columns: Vec<&[f64]> = example.columns.iter().map(Vec::as_slice).collect();
    let clusters = Clusters::from_labels(&example.labels);
    for tested in [1, 3, 4] {
        let scores = read(&example.y, &columns, tested, &clusters).expect("scores");
        near(
            scores.t.abs(),
            t_of(&example.y, &columns, tested, &clusters),
        );
        for weights in [WildWeights::Rademacher, WildWeights::Webb] {
            let tests = wild_bootstrap(std::slice::from_ref(&scores), &plan(weights, None));
            let test = tests.expect("a test")[0];
            let counted = (test.count_greater, test.count_tied);
            assert_eq!(counted, brute_force(&example, tested, weights.values()));
            assert_eq!(Some(test.draws), weights.vectors(5));
        }
    }
}

#[test]
fn cell_sums_give_the_same_test_as_the_rows() {
    let mut example = example();
    example.columns.remove(3);
    let columns: Vec<&[f64]> = example.columns.iter().map(Vec::as_slice).collect();
    let clusters = Clusters::from_labels(&example.labels);
    let by_rows = read(&example.y, &columns, 3, &clusters).expect("scores");
    let mut cells = vec![CellSums::empty(); 5];
    for (i, y) in example.y.iter().enumerate() {
        let cell = 2.0 * example.columns[1][i] + example.columns[2][i];
        cells[clusters.of_row[i]].add(cell as usize, *y);
    }
    let by_cells = wild_scores_from_cells(&cells).expect("scores");
    near(by_cells.estimate, by_rows.estimate);
    near(by_cells.std_error, by_rows.std_error);
    let tests = wild_bootstrap(&[by_rows, by_cells], &plan(WildWeights::Webb, None));
    let tests = tests.expect("two tests");
    assert_eq!(tests[0], tests[1]);
}

#[test]
fn draws_are_seeded_and_do_not_depend_on_threads() {
    let example = example();
    let columns: Vec<&[f64]> = example.columns.iter().map(Vec::as_slice).collect();
    let clusters = Clusters::from_labels(&example.labels);
    let scores = [read(&example.y, &columns, 4, &clusters).expect("scores")];
    let drawn = plan(WildWeights::Webb, Some(5_000));
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("a pool");
        pool.install(|| wild_bootstrap(&scores, &drawn))
            .expect("a test")[0]
    };
    assert_eq!(run(1), run(3));
    assert!(!run(1).enumerated);
    assert_eq!(run(1).draws, 5_000);
    let other = WildPlan { seed: 8, ..drawn };
    let other = wild_bootstrap(&scores, &other).expect("a test")[0];
    assert_ne!(run(1).count_greater, other.count_greater);
    let all = wild_bootstrap(&scores, &plan(WildWeights::Webb, None)).expect("a test")[0];
    // Five standard errors of a share of 5,000 draws.
    assert!((run(1).p_strict() - all.p_strict()).abs() < 5.0 * 0.5 / 5_000_f64.sqrt());
}

#[test]
fn what_cannot_be_tested_has_its_reason() {
    let example = example();
    let columns: Vec<&[f64]> = example.columns.iter().map(Vec::as_slice).collect();
    let one = Clusters::from_labels(&[0; 40]);
    let scores = read(&example.y, &columns, 4, &one);
    assert_eq!(scores.err(), Some(Error::OneCluster));
    let clusters = Clusters::from_labels(&example.labels);
    let doubled = [columns[0], columns[1], columns[1]];
    let scores = read(&example.y, &doubled, 2, &clusters);
    assert_eq!(scores.err(), Some(Error::Aliased { column: 2 }));
    let constant = read(&[0.3; 40], &columns, 4, &clusters);
    assert!(matches!(constant, Err(Error::Singular { .. })));
    assert_eq!(
        wild_bootstrap(&[], &plan(WildWeights::Webb, None)),
        Err(Error::Empty)
    );
}
