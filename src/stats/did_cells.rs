//! Contrasts of cell means from small tables: the saturated regressions of the weekly series, without the persons.
//!
//! A regression on indicators alone is determined by the count and the sums of each cell in each cluster, so a week costs as
//! much as it has clusters, however many persons stand behind them.

use super::{Error, Inference};

/// One cluster's rows in each cell: how many, the sum of their outcome and the sum of its square.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellSums<const CELLS: usize> {
    pub n: [u64; CELLS],
    pub sum: [f64; CELLS],
    pub sum_squares: [f64; CELLS],
}

impl<const CELLS: usize> CellSums<CELLS> {
    /// The sums of a yes/no outcome: `successes[c]` of `n[c]` rows are one, the others zero.
    pub fn of_counts(n: [u64; CELLS], successes: [u64; CELLS]) -> CellSums<CELLS> {
        let sum = successes.map(|s| s as f64);
        CellSums {
            n,
            sum,
            sum_squares: sum,
        }
    }

    /// A cluster without rows.
    pub fn empty() -> CellSums<CELLS> {
        CellSums {
            n: [0; CELLS],
            sum: [0.0; CELLS],
            sum_squares: [0.0; CELLS],
        }
    }

    /// Adds one row with outcome `y` to a cell.
    pub fn add(&mut self, cell: usize, y: f64) {
        self.n[cell] += 1;
        self.sum[cell] += y;
        self.sum_squares[cell] += y * y;
    }
}

/// A contrast of cell means with two kinds of errors.
#[derive(Debug, Clone, PartialEq)]
pub struct CellContrast<const CELLS: usize> {
    pub estimate: f64,
    /// Mean outcome of each cell (a share when the outcome is yes/no).
    pub means: [f64; CELLS],
    /// Rows in each cell.
    pub n: [u64; CELLS],
    /// HC1 with t(n - CELLS), or why not.
    pub robust: Result<Inference, Error>,
    /// CR1 = G/(G-1) (n-1)/(n-CELLS) with t(G-1), or why not.
    pub clustered: Result<Inference, Error>,
    /// G: clusters with at least one row.
    pub clusters: usize,
    /// Clusters with a row in a participant cell.
    pub treated_clusters: usize,
    /// Clusters with a row in a comparison cell.
    pub untreated_clusters: usize,
}

/// Which cells a contrast has: sign in the estimate, arm, and name in an error.
struct Plan<const CELLS: usize> {
    sign: [f64; CELLS],
    participant: [bool; CELLS],
    name: [&'static str; CELLS],
}

const DID: Plan<4> = Plan {
    sign: [1.0, -1.0, -1.0, 1.0],
    participant: [false, false, true, true],
    name: [
        "comparison before",
        "comparison after",
        "participant before",
        "participant after",
    ],
};

const DIFFERENCE: Plan<2> = Plan {
    sign: [-1.0, 1.0],
    participant: [false, true],
    name: ["comparison", "participant"],
};

/// The 2x2 difference-in-differences of least squares on `1 + participant + after + participant:after`, from cell sums.
///
/// One entry of `clusters` per cluster; entries without rows do not count. Cells are numbered `2 * participant + after`:
/// comparison before, comparison after, participant before, participant after. `std_error` is of the estimate itself.
///
/// # Formula
/// With m the cell means, `estimate = (m3 - m2) - (m1 - m0)`. HC1: `n/(n-4) * sum over cells of SS_c / n_c^2`, SS_c the sum of
/// squares around m_c. CR1: `G/(G-1) * (n-1)/(n-4) * sum over clusters of (sum over cells of sign_c (S_gc - n_gc m_c) / n_c)^2`.
///
/// # Errors
/// `EmptyGroup` names the first cell without rows. `robust` and `clustered` each carry their own reason
/// (`TooFewRows` up to four rows, `OneCluster`) because the estimate stands without them.
///
/// # Source
/// MacKinnon and White (1985), J. Econometrics 29; Liang and Zeger (1986), Biometrika 73; the factor is Stata's. Agrees with R
/// lm and sandwich 3.0-2 `vcovHC(type = "HC1")` and `vcovCL(type = "HC1")` to 1e-8 (tests/conformance/did_series.rs).
pub fn did_from_cells(clusters: &[CellSums<4>], conf_level: f64) -> Result<CellContrast<4>, Error> {
    contrast(clusters, &DID, conf_level)
}

/// The difference of two means (participant less comparison), least squares on `1 + participant`, from cell sums.
///
/// Cell 0 is the comparison arm, cell 1 the participants: in a lottery, the controls and those drawn. Everything else is as in
/// [`did_from_cells`], with two coefficients in place of four.
///
/// # Errors
/// As [`did_from_cells`].
pub fn difference_from_cells(
    clusters: &[CellSums<2>],
    conf_level: f64,
) -> Result<CellContrast<2>, Error> {
    contrast(clusters, &DIFFERENCE, conf_level)
}

fn contrast<const CELLS: usize>(
    clusters: &[CellSums<CELLS>],
    plan: &Plan<CELLS>,
    conf_level: f64,
) -> Result<CellContrast<CELLS>, Error> {
    let total = totals(clusters);
    if let Some(cell) = total.n.iter().position(|n| *n == 0) {
        return Err(Error::EmptyGroup {
            group: plan.name[cell].to_string(),
        });
    }
    let counts = total.n.map(|n| n as f64);
    let means: [f64; CELLS] = std::array::from_fn(|c| total.sum[c] / counts[c]);
    let estimate = (0..CELLS).map(|c| plan.sign[c] * means[c]).sum();
    let rows: u64 = total.n.iter().sum();
    let occupied = |cells: [bool; CELLS]| {
        let has_rows = |g: &&CellSums<CELLS>| (0..CELLS).any(|c| cells[c] && g.n[c] > 0);
        clusters.iter().filter(has_rows).count()
    };
    let group_count = occupied([true; CELLS]);
    let infer = |variance: f64, df: f64| {
        Inference::from_t(estimate, variance.max(0.0).sqrt(), df, conf_level)
    };
    let free = degrees_of_freedom(rows, CELLS);
    let robust = free.clone().map(|df| {
        let variance: f64 = (0..CELLS)
            .map(|c| (total.sum_squares[c] - total.sum[c] * means[c]) / counts[c].powi(2))
            .sum();
        infer(rows as f64 / df * variance, df)
    });
    let clustered = free.and_then(|df| {
        if group_count < 2 {
            return Err(Error::OneCluster);
        }
        let g = group_count as f64;
        let factor = g / (g - 1.0) * (rows as f64 - 1.0) / df;
        let squares: f64 = clusters
            .iter()
            .map(|cluster| score(cluster, plan, &counts, &means).powi(2))
            .sum();
        Ok(infer(factor * squares, g - 1.0))
    });
    Ok(CellContrast {
        estimate,
        means,
        n: total.n,
        robust,
        clustered,
        clusters: group_count,
        treated_clusters: occupied(plan.participant),
        untreated_clusters: occupied(plan.participant.map(|p| !p)),
    })
}

/// A cluster's part of the estimate's error. What is left by rounding alone counts as zero, so that a cluster which is a
/// whole cell by itself adds nothing.
fn score<const CELLS: usize>(
    cluster: &CellSums<CELLS>,
    plan: &Plan<CELLS>,
    counts: &[f64; CELLS],
    means: &[f64; CELLS],
) -> f64 {
    let mut score = 0.0;
    let mut size = 0.0;
    for c in 0..CELLS {
        let expected = cluster.n[c] as f64 * means[c];
        score += plan.sign[c] * (cluster.sum[c] - expected) / counts[c];
        size += (cluster.sum[c].abs() + expected.abs()) / counts[c];
    }
    if score.abs() <= 4.0 * f64::EPSILON * size {
        0.0
    } else {
        score
    }
}

fn totals<const CELLS: usize>(clusters: &[CellSums<CELLS>]) -> CellSums<CELLS> {
    let mut total = CellSums::empty();
    for cluster in clusters {
        for c in 0..CELLS {
            total.n[c] += cluster.n[c];
            total.sum[c] += cluster.sum[c];
            total.sum_squares[c] += cluster.sum_squares[c];
        }
    }
    total
}

fn degrees_of_freedom(rows: u64, coefficients: usize) -> Result<f64, Error> {
    if rows <= coefficients as u64 {
        return Err(Error::TooFewRows {
            rows: rows as usize,
            needed: coefficients + 1,
        });
    }
    Ok((rows - coefficients as u64) as f64)
}

#[cfg(test)]
mod tests;
