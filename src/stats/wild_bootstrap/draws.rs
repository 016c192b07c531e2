//! The draws: weight vectors in blocks, and how many of their statistics exceed the observed one.

use super::{WildScores, ZERO};
use crate::stats::Error;
use crate::stats::linalg::dot;
use faer::linalg::matmul::matmul;
use faer::{Accum, Mat, Par};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

/// Two t statistics closer than this, relative to the observed one, are tied.
const TIE: f64 = 1e-9;
/// Without a number of draws, all vectors are taken when there are at most this many.
const ENUMERATION_LIMIT: u64 = 1 << 25;
/// Draws computed together. Fixed, so that the work is cut in the same way for any number of threads.
const BLOCK: u64 = 512;
/// A variance below this share of its largest term has lost digits to cancellation and is summed again by cluster.
const CANCELLED: f64 = 1e-5;
/// How the clusters' residuals are multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WildWeights {
    /// -1 or 1.
    Rademacher,
    /// Webb's six points: the roots of 1/2, 1 and 3/2 with both signs.
    Webb,
}

impl WildWeights {
    /// The values, ascending; all equally likely.
    pub(super) fn values(self) -> &'static [f64] {
        const ROOT_HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;
        const ROOT_THREE_HALVES: f64 = 1.224_744_871_391_589;
        match self {
            WildWeights::Rademacher => &[-1.0, 1.0],
            WildWeights::Webb => &[
                -ROOT_THREE_HALVES,
                -1.0,
                -ROOT_HALF,
                ROOT_HALF,
                1.0,
                ROOT_THREE_HALVES,
            ],
        }
    }

    /// How many weight vectors `clusters` clusters have, if that fits.
    pub fn vectors(self, clusters: usize) -> Option<u64> {
        let clusters = u32::try_from(clusters).ok()?;
        (self.values().len() as u64).checked_pow(clusters)
    }
}

/// Which weight vectors are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WildPlan {
    pub weights: WildWeights,
    /// With a number: that many seeded draws, or all vectors when there are no more than that. Without: all vectors when
    /// there are at most 2^25, else 9,999 draws.
    pub draws: Option<u64>,
    pub seed: u64,
}

/// How often a draw's |t| exceeds the observed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WildTest {
    /// Vectors tried.
    pub draws: u64,
    /// True when these are all vectors there are.
    pub enumerated: bool,
    /// |t*| > |t|, ties not counted.
    pub count_greater: u64,
    /// |t*| equal to |t| within 1e-9 of it.
    pub count_tied: u64,
}

impl WildTest {
    /// Share of draws beyond the observed statistic (boottest's and fwildclusterboot's p-value).
    pub fn p_strict(&self) -> f64 {
        self.count_greater as f64 / self.draws as f64
    }

    /// The same with the ties counted as beyond.
    pub fn p_weak(&self) -> f64 {
        (self.count_greater + self.count_tied) as f64 / self.draws as f64
    }
}

/// The bootstrap test of each of `tests` with the same weight vectors, which makes a series of weeks comparable.
///
/// All tests must number the clusters alike (clusters without rows in one of them have sums of zero there).
///
/// # Errors
/// `Empty` without tests, `LengthMismatch` when they do not share the clusters, `OutOfRange` for zero draws.
pub fn wild_bootstrap(tests: &[WildScores], plan: &WildPlan) -> Result<Vec<WildTest>, Error> {
    let clusters = tests.first().ok_or(Error::Empty)?.direct.len();
    if let Some(other) = tests.iter().find(|t| t.direct.len() != clusters) {
        return Err(Error::LengthMismatch {
            what: "clusters",
            expected: clusters,
            got: other.direct.len(),
        });
    }
    if plan.draws == Some(0) {
        return Err(Error::OutOfRange {
            what: "draws",
            value: 0.0,
            allowed: "at least 1",
        });
    }
    let all = plan.weights.vectors(clusters);
    let limit = plan.draws.unwrap_or(ENUMERATION_LIMIT);
    let enumerated = all.filter(|all| *all <= limit);
    // A vector and its negative give the same |t|: of all vectors, those with the last weight above zero are enough.
    let (vectors, each_counts) = match enumerated {
        Some(all) => (all / 2, 2),
        None => (plan.draws.unwrap_or(9_999), 1),
    };
    let prepared: Vec<Prepared> = tests.iter().map(Prepared::of).collect();
    let stacked = stack(&prepared, clusters);
    let blocks = vectors.div_ceil(BLOCK);
    let counts = (0..blocks)
        .into_par_iter()
        .map(|block| {
            let from = block * BLOCK;
            let size = BLOCK.min(vectors - from) as usize;
            let weights = match enumerated {
                Some(_) => enumerate(plan.weights, clusters, from, size),
                None => draw(plan, clusters, block, size),
            };
            count_block(&prepared, &stacked, &weights)
        })
        .reduce(
            || vec![(0, 0); tests.len()],
            |mut sum, part| {
                for (s, p) in sum.iter_mut().zip(part) {
                    s.0 += p.0;
                    s.1 += p.1;
                }
                sum
            },
        );
    let test = |(greater, tied): (u64, u64)| WildTest {
        draws: vectors * each_counts,
        enumerated: enumerated.is_some(),
        count_greater: greater * each_counts,
        count_tied: tied * each_counts,
    };
    Ok(counts.into_iter().map(test).collect())
}

/// A test's sums, arranged so that a block of draws is one matrix product and a quadratic form a draw.
struct Prepared<'a> {
    scores: &'a WildScores,
    terms: usize,
    /// Sums over clusters of reach times reach.
    overlap: Vec<Vec<f64>>,
    /// By cluster, the square of the direct part.
    squares: Vec<f64>,
}

impl Prepared<'_> {
    fn of(scores: &WildScores) -> Prepared<'_> {
        let terms = scores.terms();
        let mut overlap = vec![vec![0.0; terms]; terms];
        for reach in &scores.reach {
            for (line, a) in overlap.iter_mut().zip(reach) {
                for (sum, b) in line.iter_mut().zip(reach) {
                    *sum += a * b;
                }
            }
        }
        Prepared {
            scores,
            terms,
            overlap,
            squares: scores.direct.iter().map(|d| d * d).collect(),
        }
    }

    /// Rows of the stacked matrix: the estimate, the pulls, the direct part times the reach.
    fn lines(&self) -> usize {
        1 + 2 * self.terms
    }

    fn line(&self, line: usize, g: usize) -> f64 {
        let direct = self.scores.direct[g];
        match line {
            0 => direct,
            l if l <= self.terms => self.scores.pull[g][l - 1],
            l => direct * self.scores.reach[g][l - 1 - self.terms],
        }
    }

    /// |t*| of one draw from its column of products.
    fn statistic(&self, products: &[f64], v: &[f64]) -> f64 {
        let estimate = products[0];
        let (moved, crossed) = products[1..].split_at(self.terms);
        let direct: f64 = v.iter().zip(&self.squares).map(|(v, s)| v * v * s).sum();
        let back: f64 = self
            .overlap
            .iter()
            .zip(moved)
            .map(|(line, m)| m * dot(line, moved))
            .sum();
        let mut variance = direct - 2.0 * dot(moved, crossed) + back;
        if variance < CANCELLED * (direct + back) {
            variance = self.scores.variance(v);
        }
        if variance <= ZERO * direct {
            // No spread is left: the statistic is infinite, or undefined and then beyond nothing.
            let is_zero = estimate * estimate <= ZERO * direct;
            return if is_zero { 0.0 } else { f64::INFINITY };
        }
        estimate.abs() / (self.scores.factor * variance).sqrt()
    }
}

fn stack(prepared: &[Prepared], clusters: usize) -> Mat<f64> {
    let lines = prepared.iter().map(Prepared::lines).sum();
    let mut stacked = Mat::zeros(lines, clusters);
    let mut start = 0;
    for test in prepared {
        for line in 0..test.lines() {
            for g in 0..clusters {
                stacked[(start + line, g)] = test.line(line, g);
            }
        }
        start += test.lines();
    }
    stacked
}

/// Greater and tied, for each test over one block of weight vectors (the columns of `weights`).
fn count_block(prepared: &[Prepared], stacked: &Mat<f64>, weights: &Mat<f64>) -> Vec<(u64, u64)> {
    let mut products = Mat::zeros(stacked.nrows(), weights.ncols());
    matmul(
        products.as_mut(),
        Accum::Replace,
        stacked.as_ref(),
        weights.as_ref(),
        1.0,
        Par::Seq,
    );
    let mut counts = vec![(0, 0); prepared.len()];
    for j in 0..weights.ncols() {
        let v = weights.col_as_slice(j);
        let mut rest = products.col_as_slice(j);
        for (test, count) in prepared.iter().zip(&mut counts) {
            let (own, others) = rest.split_at(test.lines());
            rest = others;
            let observed = test.scores.t.abs();
            let gap = test.statistic(own, v) - observed;
            if gap.abs() <= TIE * observed {
                count.1 += 1;
            } else if gap > 0.0 {
                count.0 += 1;
            }
        }
    }
    counts
}

/// The vectors `from..from + size` of all those with the last weight above zero, counted with the first cluster fastest.
fn enumerate(kind: WildWeights, clusters: usize, from: u64, size: usize) -> Mat<f64> {
    let values = kind.values();
    let base = values.len() as u64;
    let mut weights = Mat::zeros(clusters, size);
    for j in 0..size {
        let mut rest = from + j as u64;
        let column = weights.col_as_slice_mut(j);
        for v in &mut column[..clusters - 1] {
            *v = values[(rest % base) as usize];
            rest /= base;
        }
        column[clusters - 1] = values[(base / 2 + rest) as usize];
    }
    weights
}

/// One block of seeded draws; the block is the generator's stream, so blocks may be made in any order.
fn draw(plan: &WildPlan, clusters: usize, block: u64, size: usize) -> Mat<f64> {
    let values = plan.weights.values();
    let mut random = ChaCha8Rng::seed_from_u64(plan.seed);
    random.set_stream(block);
    let mut weights = Mat::zeros(clusters, size);
    for j in 0..size {
        for v in weights.col_as_slice_mut(j) {
            let place = (u64::from(random.next_u32()) * values.len() as u64) >> 32;
            *v = values[place as usize];
        }
    }
    weights
}
