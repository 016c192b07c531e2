//! A difference-in-differences for each week of the share that is still without exit.

use super::did_cells::{CellContrast, CellSums, did_from_cells};
use super::subset_regression::{SharedDesign, SubsetFit};
use super::{Error, cluster_robust::Clusters};
use rayon::prelude::*;

/// For each of `weeks` the 2x2 difference-in-differences of `y = 1(time > week)`; everyone is followed through all weeks.
///
/// `cells` holds `2 * participant + after` per row. The cost is one pass over the rows and then the clusters per week, by counts:
/// a row counts in all weeks before its time.
///
/// # Formula
/// As [`did_from_cells`], week by week.
///
/// # Errors
/// Each week carries its own, as [`did_from_cells`]; `LengthMismatch` for inputs that do not run in step.
pub fn did_series(
    time: &[f64],
    cells: &[usize],
    clusters: &Clusters,
    weeks: &[f64],
    conf_level: f64,
) -> Result<Vec<Result<CellContrast<4>, Error>>, Error> {
    for (what, got) in [("cells", cells.len()), ("clusters", clusters.of_row.len())] {
        if got != time.len() {
            return Err(Error::LengthMismatch {
                what,
                expected: time.len(),
                got,
            });
        }
    }
    let (order, ascending) = sorted(weeks);
    // Rows whose time exceeds exactly the first p weeks, by p, cluster and cell.
    let tables = clusters.count * 4;
    let mut exceeding = vec![0_u64; (weeks.len() + 1) * tables];
    let mut n = vec![0_u64; tables];
    for ((t, cell), g) in time.iter().zip(cells).zip(&clusters.of_row) {
        let p = ascending.partition_point(|w| w < t);
        exceeding[p * tables + 4 * g + cell] += 1;
        n[4 * g + cell] += 1;
    }
    let mut above = vec![0_u64; tables];
    let mut series = vec![Err(Error::Empty); weeks.len()];
    for p in (1..=weeks.len()).rev() {
        let more = &exceeding[p * tables..(p + 1) * tables];
        above.iter_mut().zip(more).for_each(|(a, m)| *a += m);
        let sums: Vec<CellSums<4>> = n
            .as_chunks::<4>()
            .0
            .iter()
            .zip(above.as_chunks::<4>().0)
            .map(|(n, successes)| CellSums::of_counts(*n, *successes))
            .collect();
        series[order[p - 1]] = did_from_cells(&sums, conf_level);
    }
    Ok(series)
}

/// The same with covariates: for each week, column `tested` of `design` in the regression of `1(time > week)` on all rows.
///
/// # Errors
/// Each week carries its own, as [`SharedDesign::fit`].
pub fn adjusted_series(
    time: &[f64],
    design: &SharedDesign,
    tested: usize,
    weeks: &[f64],
    conf_level: f64,
) -> Vec<Result<SubsetFit, Error>> {
    let rows: Vec<u32> = (0..time.len() as u32).collect();
    let subset = match design.on(&rows) {
        Ok(subset) => subset,
        Err(error) => return weeks.iter().map(|_| Err(error.clone())).collect(),
    };
    weeks
        .par_iter()
        .map(|week| {
            let y: Vec<f64> = time.iter().map(|t| f64::from(t > week)).collect();
            subset.fit(&y, tested, conf_level)
        })
        .collect()
}

/// The places of the weeks in ascending order, and the weeks so ordered.
fn sorted(weeks: &[f64]) -> (Vec<usize>, Vec<f64>) {
    let mut order: Vec<usize> = (0..weeks.len()).collect();
    order.sort_by(|a, b| weeks[*a].total_cmp(&weeks[*b]));
    let ascending = order.iter().map(|i| weeks[*i]).collect();
    (order, ascending)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two persons a cell, times 1 and 3 but for the participants after (both 3): after week 2 the share is 1/2 in all cells but
    /// that one, where it is 1; after week 0 all remain, after week 3 none.
    #[test]
    fn did_series_by_hand() {
        let time = [1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 3.0, 3.0];
        let cells = [0, 0, 1, 1, 2, 2, 3, 3];
        let clusters = Clusters::from_labels(&[0, 1, 0, 1, 2, 3, 2, 3]);
        let series = did_series(&time, &cells, &clusters, &[3.0, 2.0, 0.0, 2.0], 0.95);
        let effects: Vec<f64> = series
            .expect("inputs in step")
            .into_iter()
            .map(|week| week.expect("full cells").estimate)
            .collect();
        assert_eq!(effects, [0.0, 0.5, 0.0, 0.5]);
    }

    #[test]
    fn a_time_equal_to_the_week_is_an_exit() {
        let clusters = Clusters::from_labels(&[0, 1, 2, 3]);
        let series = did_series(&[5.0; 4], &[0, 1, 2, 3], &clusters, &[4.0, 5.0], 0.95);
        let series = series.expect("inputs in step");
        assert_eq!(series[0].as_ref().map(|w| w.means), Ok([1.0; 4]));
        assert_eq!(series[1].as_ref().map(|w| w.means), Ok([0.0; 4]));
    }

    #[test]
    fn the_adjusted_series_without_covariates_is_the_plain_one() {
        let time: Vec<f64> = (0..60).map(|i| ((i * 7) % 23) as f64).collect();
        let labels: Vec<usize> = (0..60).map(|i| i % 7).collect();
        let participant: Vec<f64> = labels.iter().map(|g| f64::from(*g < 3)).collect();
        let after: Vec<f64> = (0..60).map(|i| f64::from(i % 5 < 2)).collect();
        let both: Vec<f64> = participant.iter().zip(&after).map(|(a, b)| a * b).collect();
        let cells: Vec<usize> = (0..60)
            .map(|i| (2.0 * participant[i] + after[i]) as usize)
            .collect();
        let clusters = Clusters::from_labels(&labels);
        let weeks = [3.0, 9.0, 15.0];
        let design = SharedDesign::new(&[&participant, &after, &both], &clusters);
        let design = design.expect("a design");
        let plain = did_series(&time, &cells, &clusters, &weeks, 0.95).expect("in step");
        let adjusted = adjusted_series(&time, &design, 2, &weeks, 0.95);
        for (plain, adjusted) in plain.into_iter().zip(adjusted) {
            let (plain, adjusted) = (plain.expect("cells"), adjusted.expect("a fit"));
            assert!((plain.estimate - adjusted.estimate).abs() < 1e-14);
            let (a, b) = (plain.clustered, adjusted.clustered);
            let (a, b) = (a.expect("clusters"), b.expect("clusters"));
            assert!((a.std_error - b.std_error).abs() < 1e-14);
        }
    }
}
