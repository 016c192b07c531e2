//! Coefficients without a finite maximum: the likelihood rises for ever along some direction (separation, a group without events).
//!
//! Along such a direction the information vanishes while it was sound at beta = 0. The directions are found by comparing the two; every
//! term with a part in one is infinite, and the others are at their limits.

use super::newton::Search;
use crate::stats::Error;
use crate::stats::ldl::Ldl;
use faer::{Mat, Side};

/// Information left, as a share of that at beta = 0, below which further iterations are worth while to see whether it vanishes.
const SUSPECT: f64 = 1e-4;

/// Information left below which it has vanished.
const VANISHED: f64 = 1e-7;

/// What was found at the limit.
pub(super) struct Limit {
    /// For each infinite term, whether it runs upwards.
    pub infinite: Vec<Option<bool>>,
    /// Variance of the other terms; none when no term is infinite.
    pub variance: Option<Vec<f64>>,
}

impl Limit {
    pub fn none(p: usize) -> Limit {
        Limit {
            infinite: vec![None; p],
            variance: None,
        }
    }

    pub fn is_any(&self) -> bool {
        self.variance.is_some()
    }
}

/// True when the information has nearly vanished in some direction.
pub(super) fn is_suspect(null: &Ldl, information: &[f64]) -> bool {
    directions(null, information)
        .iter()
        .any(|d| d.left < SUSPECT)
}

/// Names the infinite terms and brings the others to their limits.
///
/// When the limit was not reached, because risks overflow first, nearly vanished information must do.
pub(super) fn limit(null: &Ldl, search: &mut Search, reached: bool) -> Result<Limit, Error> {
    let vanished_below = if reached { VANISHED } else { SUSPECT };
    let p = search.beta.len();
    for _ in 0..3 {
        let variance = remaining_variance(
            &directions(null, &search.now.information),
            p,
            vanished_below,
        );
        let step: Vec<f64> = (0..p)
            .map(|i| {
                (0..p)
                    .map(|j| variance[i * p + j] * search.now.score[j])
                    .sum()
            })
            .collect();
        if !search.advance(&step)? {
            break;
        }
    }
    let directions = directions(null, &search.now.information);
    let vanished: Vec<&Direction> = directions
        .iter()
        .filter(|d| d.left < vanished_below)
        .collect();
    if vanished.is_empty() {
        return Ok(Limit::none(p));
    }
    let largest = |d: &Direction| d.vector.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    let takes_part = |j: usize| {
        vanished
            .iter()
            .any(|d| d.vector[j].abs() > 1e-4 * largest(d))
    };
    let infinite: Vec<Option<bool>> = (0..p)
        .map(|j| takes_part(j).then_some(search.beta[j] > 0.0))
        .collect();
    let mut variance = remaining_variance(&directions, p, vanished_below);
    for i in 0..p * p {
        if infinite[i / p].is_some() || infinite[i % p].is_some() {
            variance[i] = 0.0;
        }
    }
    Ok(Limit {
        infinite,
        variance: Some(variance),
    })
}

/// A direction of the coefficients and the share of its information that is left; unit information at beta = 0.
struct Direction {
    left: f64,
    vector: Vec<f64>,
}

/// The directions that are uncorrelated both at beta = 0 and now.
fn directions(null: &Ldl, information: &[f64]) -> Vec<Direction> {
    let whitening = null.whitening();
    let (p, m) = (null.pivots.len(), whitening.len());
    if m == 0 {
        return Vec::new();
    }
    let along = |a: &[f64], b: &[f64]| -> f64 {
        let row = |i: usize| -> f64 { (0..p).map(|j| information[i * p + j] * b[j]).sum() };
        (0..p).filter(|i| a[*i] != 0.0).map(|i| a[i] * row(i)).sum()
    };
    let matrix = Mat::from_fn(m, m, |i, j| along(&whitening[i], &whitening[j]));
    let Ok(eigen) = matrix.self_adjoint_eigen(Side::Lower) else {
        return Vec::new();
    };
    (0..m)
        .map(|k| Direction {
            left: eigen.S()[k],
            vector: (0..p)
                .map(|j| (0..m).map(|i| whitening[i][j] * eigen.U()[(i, k)]).sum())
                .collect(),
        })
        .collect()
}

/// The inverse information without the vanished directions.
fn remaining_variance(directions: &[Direction], p: usize, vanished_below: f64) -> Vec<f64> {
    let mut variance = vec![0.0; p * p];
    for d in directions.iter().filter(|d| d.left >= vanished_below) {
        for i in 0..p {
            for j in 0..p {
                variance[i * p + j] += d.vector[i] * d.vector[j] / d.left;
            }
        }
    }
    variance
}
