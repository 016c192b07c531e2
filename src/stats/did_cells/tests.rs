use super::*;

fn near(a: f64, b: f64) {
    assert!(
        (a - b).abs() <= 1e-12 * (1.0 + b.abs()),
        "{a} instead of {b}"
    );
}

/// Two participating and two comparison clusters of eight persons; the answer worked on paper.
///
/// Successes of n: comparison A before 1/4, after 1/4; B before 3/4, after 1/4; participants C before 2/4, after 3/4;
/// D before 2/4, after 4/4. Means 4/8, 2/8, 4/8, 7/8: estimate 3/8 + 2/8 = 5/8. HC1: sum of m(1-m)/8 =
/// (1/4 + 3/16 + 1/4 + 7/64)/8 = 51/512, times 32/28. CR1: scores A (-1/8) - 0, B 1/8 - 0, C (-1/2)/8, D (+1/2)/8, squares
/// 2/64 + 2/256 = 10/256, times 4/3 times 31/28.
#[test]
fn did_from_cells_by_hand() {
    let clusters = [
        CellSums::of_counts([4, 4, 0, 0], [1, 1, 0, 0]),
        CellSums::of_counts([4, 4, 0, 0], [3, 1, 0, 0]),
        CellSums::of_counts([0, 0, 4, 4], [0, 0, 2, 3]),
        CellSums::of_counts([0, 0, 4, 4], [0, 0, 2, 4]),
    ];
    let did = did_from_cells(&clusters, 0.95).expect("all cells have rows");
    near(did.estimate, 0.625);
    assert_eq!(did.means, [0.5, 0.25, 0.5, 0.875]);
    assert_eq!(
        (did.clusters, did.treated_clusters, did.untreated_clusters),
        (4, 2, 2)
    );
    let robust = did.robust.expect("32 rows");
    near(robust.std_error, (51.0 / 512.0 * 32.0 / 28.0_f64).sqrt());
    near(robust.df, 28.0);
    let clustered = did.clustered.expect("4 clusters");
    near(
        clustered.std_error,
        (10.0 / 256.0 * 4.0 / 3.0 * 31.0 / 28.0_f64).sqrt(),
    );
    near(clustered.df, 3.0);
    near(clustered.statistic, 0.625 / clustered.std_error);
}

/// Outcomes 1, 3 against 2, 6 in a cluster each: difference 2, SS 2 and 8, HC1 = 4/2 (2/4 + 8/4) = 5.
#[test]
fn difference_from_cells_by_hand() {
    let mut clusters = [CellSums::empty(), CellSums::empty()];
    for (cluster, cell, y) in [(0, 0, 1.0), (0, 1, 2.0), (1, 0, 3.0), (1, 1, 6.0)] {
        clusters[cluster].add(cell, y);
    }
    let difference = difference_from_cells(&clusters, 0.95).expect("both arms have rows");
    near(difference.estimate, 2.0);
    near(difference.robust.expect("4 rows").std_error, 5.0_f64.sqrt());
    // Scores: first cluster -(1-2)/2 + (2-4)/2 = -1/2, second +1/2; 2/1 * 3/2 * 1/2.
    near(
        difference.clustered.expect("2 clusters").std_error,
        1.5_f64.sqrt(),
    );
    assert_eq!(
        (difference.treated_clusters, difference.untreated_clusters),
        (2, 2)
    );
}

#[test]
fn an_empty_cell_is_named() {
    let clusters = [CellSums::of_counts([4, 4, 4, 0], [1, 1, 2, 0])];
    let error = did_from_cells(&clusters, 0.95).expect_err("no participants after");
    assert_eq!(error.to_string(), "group `participant after` has no rows");
}

#[test]
fn the_estimate_stands_where_an_error_cannot_be_made() {
    let alone = CellSums::of_counts([1, 1, 1, 1], [0, 1, 0, 1]);
    let did = did_from_cells(&[alone, CellSums::empty()], 0.95).expect("all cells have rows");
    assert_eq!(did.estimate, 0.0);
    assert_eq!(did.clusters, 1);
    assert_eq!(did.robust, Err(Error::TooFewRows { rows: 4, needed: 5 }));
    let pair = CellSums::of_counts([2, 2, 2, 2], [0, 1, 0, 1]);
    let did = did_from_cells(&[pair], 0.95).expect("all cells have rows");
    assert_eq!(did.clustered, Err(Error::OneCluster));
}

#[test]
fn clusters_that_are_whole_cells_leave_no_error_and_no_test() {
    let clusters = [
        CellSums::of_counts([7, 3, 0, 0], [3, 1, 0, 0]),
        CellSums::of_counts([0, 0, 11, 13], [0, 0, 5, 6]),
    ];
    let did = did_from_cells(&clusters, 0.95).expect("all cells have rows");
    let clustered = did.clustered.expect("2 clusters");
    assert_eq!(clustered.std_error, 0.0);
    assert!(clustered.statistic.is_nan() && clustered.p_value.is_nan());
    assert_eq!(clustered.conf_low, did.estimate);
}
