//! The log-rank test of equal hazards in k groups, stratified and weighted by S(t-)^rho.

use super::Error;
use super::distributions::chi_squared_upper;
use super::event_table::{EventTable, SurvivalRows};
use super::linalg::quadratic_form;
use super::risk_sets::{RiskSets, event_times};

/// Observed and expected events per group, and the test that they differ by chance.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRank {
    /// Weighted sum of the events in each group.
    pub observed: Vec<f64>,
    /// The same, expected when all groups have the hazard of all together.
    pub expected: Vec<f64>,
    /// Covariance matrix of `observed`, rows of one entry per group.
    pub variance: Vec<Vec<f64>>,
    /// Chi-square statistic; NaN when `df` is 0 or the variance is singular.
    pub statistic: f64,
    /// Groups with an expected event, less one.
    pub df: usize,
    /// Upper tail of the chi-square distribution; NaN with the statistic.
    pub p_value: f64,
}

/// Log-rank test over the groups' event tables, one per group, without delayed entry.
///
/// Sums run over all times with an event, time 0 included. For delayed entry, strata or rho see [`logrank_rows`].
///
/// # Formula
/// At each time with d events among n at risk, group g expects d n_g/n; the hypergeometric covariance is
/// d (n - d)/(n - 1) (n_g/n 1(g = h) - n_g n_h/n^2). The statistic is the quadratic form of observed less expected in the inverse covariance, the first group left out.
///
/// # Errors
/// `OneGroup` with fewer than two groups; `Empty` when no group has rows.
///
/// # Source
/// Mantel (1966); Peto and Peto (1972); Harrington and Fleming (1982), Biometrika 69. Agrees with R survival 3.5-3 `survdiff` to 1e-9 relative (tests/conformance/logrank.rs).
///
/// # Example
/// Group one fails at 1 and 3, group two at 2 and is censored at 4. Expected in group one: 2/4 + 1/3 + 1/2.
/// ```
/// use virkning::stats::event_table::EventTable;
/// use virkning::stats::logrank::logrank;
///
/// let one = EventTable::from_week_counts(&[0, 1, 0, 1], &[]);
/// let two = EventTable::from_week_counts(&[0, 0, 1], &[0, 0, 0, 0, 1]);
/// let test = logrank(&[one, two]).unwrap();
/// assert_eq!(test.observed, [2.0, 1.0]);
/// assert!((test.expected[0] - (0.5 + 1.0 / 3.0 + 0.5)).abs() < 1e-15);
/// // 1/4 + 2/9 + 1/4
/// assert!((test.variance[0][0] - (0.5 + 2.0 / 9.0)).abs() < 1e-15);
/// ```
pub fn logrank(groups: &[EventTable]) -> Result<LogRank, Error> {
    if groups.iter().all(EventTable::is_empty) {
        return Err(Error::Empty);
    }
    over_strata(&[RiskSets::from_tables(groups)], groups.len(), 0.0)
}

/// Log-rank test over rows: `group[row]` is below `n_groups`, `strata[row]` below `n_strata`.
///
/// Weights by S(t-)^rho, S the pooled Kaplan-Meier curve within the stratum: 0 is the log-rank test, 1 Peto and Peto's in the form of Fleming and Harrington.
/// Case weights of the rows are not used: the variance is that of counts.
///
/// # Errors
/// As [`logrank`]; as [`SurvivalRows::check`]; `OutOfRange` for a group or stratum index too large, or a `rho` that is not finite.
pub fn logrank_rows(
    rows: &SurvivalRows,
    group: &[usize],
    n_groups: usize,
    strata: Option<(&[usize], usize)>,
    rho: f64,
) -> Result<LogRank, Error> {
    if !rho.is_finite() {
        return Err(Error::OutOfRange {
            what: "rho",
            value: rho,
            allowed: "a finite number",
        });
    }
    let rows = SurvivalRows {
        weights: None,
        continued: None,
        ..*rows
    };
    if rows.is_empty() {
        return Err(Error::Empty);
    }
    if let Some(wrong) = group.iter().find(|g| **g >= n_groups) {
        return Err(Error::OutOfRange {
            what: "group",
            value: *wrong as f64,
            allowed: "an index below the number of groups",
        });
    }
    let (stratum, n_strata) = strata.unwrap_or((&[], 1));
    let cell: Vec<usize> = match strata {
        None => group.to_vec(),
        Some(_) => {
            let pairs = stratum.iter().zip(group);
            pairs.map(|(s, g)| s * n_groups + g).collect()
        }
    };
    let tables = EventTable::by_group(&rows, &cell, n_groups * n_strata)?;
    let mut sets: Vec<RiskSets> = tables
        .chunks(n_groups.max(1))
        .map(RiskSets::from_tables)
        .collect();
    if rows.entry.is_some() {
        sets = delayed_entry(&rows, &cell, n_groups, &tables);
    }
    over_strata(&sets, n_groups, rho)
}

/// With delayed entry a table tells who is at risk only at its own times, so the risk sets are counted from the rows.
fn delayed_entry(
    rows: &SurvivalRows,
    cell: &[usize],
    n_groups: usize,
    tables: &[EventTable],
) -> Vec<RiskSets> {
    let strata = tables.chunks(n_groups);
    let times: Vec<Vec<f64>> = strata.map(event_times).collect();
    // Who enters and who leaves before each time; their running sum is who is at risk.
    let mut change: Vec<Vec<Vec<f64>>> = times
        .iter()
        .map(|t| vec![vec![0.0; n_groups]; t.len() + 1])
        .collect();
    for (row, cell) in cell.iter().enumerate() {
        let (stratum, group) = (cell / n_groups, cell % n_groups);
        let first = times[stratum].partition_point(|t| *t <= rows.entry(row));
        let after = times[stratum].partition_point(|t| *t <= rows.time[row]);
        change[stratum][first][group] += 1.0;
        change[stratum][after][group] -= 1.0;
    }
    let parts = tables.chunks(n_groups).zip(change);
    parts
        .map(|(tables, mut n_risk)| {
            n_risk.pop();
            for i in 1..n_risk.len() {
                let (before, here) = n_risk.split_at_mut(i);
                let sums = here[0].iter_mut().zip(&before[i - 1]);
                sums.for_each(|(n, earlier)| *n += earlier);
            }
            RiskSets {
                n_risk,
                ..RiskSets::from_tables(tables)
            }
        })
        .collect()
}

fn over_strata(strata: &[RiskSets], n_groups: usize, rho: f64) -> Result<LogRank, Error> {
    if n_groups < 2 {
        return Err(Error::OneGroup);
    }
    let mut test = LogRank {
        observed: vec![0.0; n_groups],
        expected: vec![0.0; n_groups],
        variance: vec![vec![0.0; n_groups]; n_groups],
        statistic: f64::NAN,
        df: 0,
        p_value: f64::NAN,
    };
    for sets in strata {
        add_stratum(&mut test, sets, rho);
    }
    test.df = test.expected.iter().filter(|e| **e > 0.0).count().max(1) - 1;
    test.statistic = chi_squared(&test).unwrap_or(f64::NAN);
    test.p_value = chi_squared_upper(test.statistic, test.df as f64);
    Ok(test)
}

fn add_stratum(test: &mut LogRank, sets: &RiskSets, rho: f64) {
    let mut surv: f64 = 1.0;
    for (n_risk, n_event) in sets.n_risk.iter().zip(&sets.n_event) {
        let n: f64 = n_risk.iter().sum();
        let d: f64 = n_event.iter().sum();
        let weight = if rho == 0.0 { 1.0 } else { surv.powf(rho) };
        for g in 0..n_risk.len() {
            test.observed[g] += weight * n_event[g];
            test.expected[g] += weight * d * n_risk[g] / n;
        }
        if n > 1.0 {
            let scale = weight * weight * d * (n - d) / (n - 1.0);
            add_hypergeometric(&mut test.variance, n_risk, n, scale);
        }
        surv *= 1.0 - d / n;
    }
}

fn add_hypergeometric(variance: &mut [Vec<f64>], n_risk: &[f64], n: f64, scale: f64) {
    for (g, row) in variance.iter_mut().enumerate() {
        let scaled_share = scale * n_risk[g] / n;
        for (h, cell) in row.iter_mut().enumerate() {
            // The diagonal from the others at risk, so that it is exactly 0 when there are none.
            *cell += if g == h {
                scaled_share * (n - n_risk[g]) / n
            } else {
                -scaled_share * n_risk[h] / n
            };
        }
    }
}

/// (O - E)' V^-1 (O - E) over the groups with an expected event but the first; nothing when V is singular there.
fn chi_squared(test: &LogRank) -> Option<f64> {
    let compared: Vec<usize> = (0..test.expected.len())
        .filter(|g| test.expected[*g] > 0.0)
        .skip(1)
        .collect();
    if compared.is_empty() {
        return None;
    }
    let part = |row: &Vec<f64>| compared.iter().map(|h| row[*h]).collect();
    let variance: Vec<Vec<f64>> = compared.iter().map(|g| part(&test.variance[*g])).collect();
    let difference = |g: &usize| test.observed[*g] - test.expected[*g];
    let differences: Vec<f64> = compared.iter().map(difference).collect();
    quadratic_form(&variance, &differences)
}

#[cfg(test)]
mod tests;
