//! 104 weekly difference-in-differences with CR1 by 98 municipalities: from spells, from counts, and with covariates.

use crate::data::{SIZES, plan, register};
use divan::Bencher;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use virkning::analysis;
use virkning::codes::Municipalities;
use virkning::stats::did_cells::{CellSums, did_from_cells};
use virkning::stats::weekly_regression::{RowWeeks, WeeklyRegression, weekly_regression};

/// Cohort, weekly shares, the plain effect, the adjusted one, the one with the site indicator and the symmetric one.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn figure_1_from_spells(bencher: Bencher, persons: usize) {
    let register = register(persons);
    let plan = plan(&["figure-1"]);
    let municipalities = Municipalities::built_in();
    let none = BTreeMap::new();
    bencher.bench(|| analysis::run(&plan, &register, &municipalities, &none));
}

const WEEKS: usize = 104;
const PERSONS: usize = 36_000;
const CLUSTERS: usize = 98;

#[divan::bench(sample_count = 100)]
fn from_counts_104_weeks(bencher: Bencher) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let weeks: Vec<Vec<CellSums<4>>> = (0..WEEKS)
        .map(|_| {
            let cluster = |c: usize| {
                let half = |cell: usize| (cell >= 2) == (c < 17);
                let n: [u64; 4] = std::array::from_fn(|cell| {
                    if half(cell) {
                        rng.random_range(50..300)
                    } else {
                        0
                    }
                });
                CellSums::of_counts(n, n.map(|n| n / 6))
            };
            (0..CLUSTERS).map(cluster).collect()
        })
        .collect();
    bencher.bench(|| {
        let all = weeks
            .iter()
            .map(|w| did_from_cells(w, 0.95).expect("an effect").estimate);
        all.sum::<f64>()
    });
}

/// 36,000 persons followed over 104 weeks, `covariates` beside the four columns of the difference-in-differences.
#[divan::bench(args = [0, 10], sample_count = 10, sample_size = 1)]
fn by_regression_104_weeks(bencher: Bencher, covariates: usize) {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let cluster: Vec<u32> = (0..PERSONS)
        .map(|_| rng.random_range(0..CLUSTERS as u32))
        .collect();
    let participant: Vec<f64> = cluster
        .iter()
        .map(|c| f64::from(u8::from(*c < 17)))
        .collect();
    let after: Vec<f64> = (0..PERSONS)
        .map(|_| f64::from(u8::from(rng.random_bool(0.5))))
        .collect();
    let both = participant.iter().zip(&after).map(|(p, a)| p * a).collect();
    let mut columns = vec![vec![1.0; PERSONS], participant, after, both];
    columns.extend((0..covariates).map(|_| {
        (0..PERSONS)
            .map(|_| f64::from(rng.random_range(0..60u8)))
            .collect()
    }));
    let all = |row: u32| RowWeeks {
        row,
        first: 0,
        last: WEEKS as u32 - 1,
    };
    let active: Vec<RowWeeks> = (0..PERSONS as u32).map(all).collect();
    let outcome: Vec<RowWeeks> = (0..PERSONS as u32)
        .map(|row| RowWeeks {
            first: rng.random_range(0..WEEKS as u32),
            ..all(row)
        })
        .collect();
    let input = WeeklyRegression {
        columns: &columns,
        cluster: &cluster,
        clusters: CLUSTERS,
        weeks: WEEKS,
        active: &active,
        outcome: &outcome,
    };
    bencher.bench(|| weekly_regression(&input, 3, 0.95));
}
