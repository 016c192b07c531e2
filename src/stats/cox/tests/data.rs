//! Random small data for the tests.

use super::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Random rows with heavy ties, delayed entry, weights, strata and clusters.
pub(super) struct Data {
    pub start: Vec<f64>,
    pub stop: Vec<f64>,
    pub event: Vec<bool>,
    pub columns: Vec<Vec<f64>>,
    pub weights: Vec<f64>,
    pub strata: Vec<usize>,
    pub cluster: Vec<usize>,
}

impl Data {
    pub fn random(seed: u64, n: usize) -> Data {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut whole = |below: u64| (rng.next_u64() % below) as f64;
        let stop: Vec<f64> = (0..n).map(|_| whole(8)).collect();
        let start = stop.iter().map(|t| t - 1.0 - whole(4)).collect();
        let x: Vec<f64> = (0..n).map(|_| whole(2)).collect();
        let z: Vec<f64> = (0..n).map(|_| 0.1 * whole(70) - 2.0).collect();
        Data {
            start,
            stop,
            columns: vec![x, z],
            event: (0..n).map(|_| whole(3) > 0.0).collect(),
            weights: (0..n).map(|_| 0.25 * (1.0 + whole(8))).collect(),
            strata: (0..n).map(|_| whole(2) as usize).collect(),
            cluster: (0..n).map(|_| whole(5) as usize).collect(),
        }
    }

    pub fn columns(&self) -> Vec<&[f64]> {
        self.columns.iter().map(Vec::as_slice).collect()
    }

    /// All of it: delayed entry, weights and strata.
    pub fn input<'a>(&'a self, columns: &'a [&'a [f64]]) -> CoxInput<'a> {
        CoxInput {
            start: Some(&self.start),
            weights: Some(&self.weights),
            strata: Some(&self.strata),
            ..plain(&self.stop, &self.event, columns)
        }
    }
}
