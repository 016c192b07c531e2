//! The wild cluster bootstrap of 104 weekly difference-in-differences: 98 clusters, 9,999 draws shared by the weeks.

use divan::Bencher;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use virkning::stats::did_cells::CellSums;
use virkning::stats::wild_bootstrap::{
    WildPlan, WildWeights, wild_bootstrap, wild_scores_from_cells,
};

#[divan::bench(sample_count = 5, sample_size = 1)]
fn rademacher_104_weeks(bencher: Bencher) {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let tests: Vec<_> = (0..104)
        .map(|_| {
            let mut cluster = |c: usize| {
                let n: [u64; 4] = std::array::from_fn(|cell| {
                    if (cell >= 2) == (c < 17) {
                        rng.random_range(50..300)
                    } else {
                        0
                    }
                });
                CellSums::of_counts(n, n.map(|n| n / 7))
            };
            let cells: Vec<CellSums<4>> = (0..98).map(&mut cluster).collect();
            wild_scores_from_cells(&cells).expect("scores")
        })
        .collect();
    let plan = WildPlan {
        weights: WildWeights::Rademacher,
        draws: Some(9_999),
        seed: 1,
    };
    bencher.bench(|| wild_bootstrap(&tests, &plan).expect("tests"));
}
