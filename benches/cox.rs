//! Cox with ten covariates and weekly durations, Efron ties, with and without clusters.

use crate::data::{SIZES, rows};
use divan::Bencher;
use virkning::stats::cox::{CoxInput, CoxOptions, fit};

fn run(bencher: Bencher, size: usize, clustered: bool) {
    let rows = rows(size);
    let columns: Vec<&[f64]> = rows.columns.iter().map(Vec::as_slice).collect();
    let input = CoxInput {
        start: None,
        stop: &rows.time,
        event: &rows.event,
        columns: &columns,
        weights: None,
        strata: None,
        cluster: clustered.then_some(rows.cluster.as_slice()),
    };
    bencher.bench(|| {
        let found = fit(&input, &CoxOptions::default()).expect("a fit");
        assert!(found.converged && (found.beta[0] - 0.1).abs() < 0.2);
        found
    });
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn efron(bencher: Bencher, size: usize) {
    run(bencher, size, false);
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn efron_clustered(bencher: Bencher, size: usize) {
    run(bencher, size, true);
}
