//! Martingale, deviance, score, dfbeta and Schoenfeld residuals.

use super::score::ScoreTables;
use super::{CoxFit, CoxModel, Ties};
use crate::stats::Error;

/// Schoenfeld residuals, one row per event, sorted by stratum, time and row.
#[derive(Debug, Clone, PartialEq)]
pub struct Schoenfeld {
    /// The row of the input each event comes from.
    pub row: Vec<usize>,
    pub time: Vec<f64>,
    /// x less the mean of the risk set the event shared: one entry per column.
    pub residual: Vec<Vec<f64>>,
    /// residual * covariance * number of events + coefficient: the course of each coefficient over time.
    pub scaled: Vec<Vec<f64>>,
}

impl CoxModel<'_> {
    /// Event less expected events of each row. With exact ties the expectation is Breslow's.
    pub fn martingale(&self, fit: &CoxFit) -> Vec<f64> {
        let sums = self.risk_sums(&self.scaled_beta(&fit.beta));
        let tables = ScoreTables::new(&self.input, &self.layout, &sums);
        let residual = |i: usize| {
            let weight = self.input.weight(i);
            let expected = if weight > 0.0 {
                tables.expected(i) / weight
            } else {
                0.0
            };
            f64::from(self.input.is_event(i)) - expected
        };
        (0..sums.risk.len()).map(residual).collect()
    }

    /// Martingale residuals made symmetric: sign(m) * sqrt(-2 (m + event * log(event - m))).
    pub fn deviance(&self, fit: &CoxFit) -> Vec<f64> {
        let rows = self.martingale(fit).into_iter().enumerate();
        rows.map(|(i, m)| {
            let log = if self.input.is_event(i) {
                (1.0 - m).ln()
            } else {
                0.0
            };
            m.signum() * (-2.0 * (m + log)).max(0.0).sqrt()
        })
        .collect()
    }

    /// What the given rows add to the score, without their weights: one vector of columns per row.
    ///
    /// # Errors
    /// `NotDefined` with exact ties, which have no score residuals.
    pub fn score_residuals(&self, fit: &CoxFit, rows: &[usize]) -> Result<Vec<Vec<f64>>, Error> {
        self.refuse_exact()?;
        let sums = self.risk_sums(&self.scaled_beta(&fit.beta));
        let tables = ScoreTables::new(&self.input, &self.layout, &sums);
        let residual = |row: &usize| {
            let weight = self.input.weight(*row);
            let columns = tables.row(*row).into_iter().zip(&self.layout.columns);
            let unscaled = columns.map(|(u, column)| {
                let scale = weight * column.inverse_scale;
                if scale > 0.0 { u / scale } else { 0.0 }
            });
            unscaled.collect()
        };
        Ok(rows.iter().map(residual).collect())
    }

    /// The change in the coefficients that each of the given rows makes, approximately: weighted score residual times model covariance.
    ///
    /// # Errors
    /// As `score_residuals`.
    pub fn dfbeta(&self, fit: &CoxFit, rows: &[usize]) -> Result<Vec<Vec<f64>>, Error> {
        let score = self.score_residuals(fit, rows)?;
        let each = rows.iter().zip(score);
        Ok(each
            .map(|(i, score)| {
                let change = times(&score, &fit.variance);
                change.iter().map(|v| v * self.input.weight(*i)).collect()
            })
            .collect())
    }

    /// Schoenfeld residuals, plain and scaled, of the first `limit` events.
    ///
    /// # Errors
    /// As `score_residuals`.
    pub fn schoenfeld(&self, fit: &CoxFit, limit: usize) -> Result<Schoenfeld, Error> {
        self.refuse_exact()?;
        let sums = self.risk_sums(&self.scaled_beta(&fit.beta));
        let tables = ScoreTables::new(&self.input, &self.layout, &sums);
        let mut events: Vec<(usize, usize)> = (0..self.input.stop.len())
            .filter(|i| self.input.is_event(*i))
            .map(|i| (self.layout.exit(i) - 1, i))
            .collect();
        events.sort_unstable();
        let n_events = events.len() as f64;
        events.truncate(limit);
        let mut found = Schoenfeld {
            row: events.iter().map(|(_, row)| *row).collect(),
            time: events
                .iter()
                .map(|(time, _)| self.layout.times[*time])
                .collect(),
            residual: Vec::new(),
            scaled: Vec::new(),
        };
        for (time, row) in events {
            let columns = self
                .layout
                .columns
                .iter()
                .zip(tables.mean(time))
                .enumerate();
            let residual: Vec<f64> = columns
                .map(|(j, (column, mean))| match column.inverse_scale > 0.0 {
                    true => (column.value(&self.input, j, row) - mean) / column.inverse_scale,
                    false => 0.0,
                })
                .collect();
            let scaled = times(&residual, &fit.variance);
            let scaled = scaled.iter().zip(&fit.beta).map(|(s, b)| s * n_events + b);
            found.scaled.push(scaled.collect());
            found.residual.push(residual);
        }
        Ok(found)
    }

    fn refuse_exact(&self) -> Result<(), Error> {
        match self.options.ties {
            Ties::Exact => Err(Error::NotDefined {
                what: "score residuals with exact ties",
            }),
            Ties::Efron | Ties::Breslow => Ok(()),
        }
    }
}

/// A row vector times a symmetric matrix.
fn times(row: &[f64], matrix: &[Vec<f64>]) -> Vec<f64> {
    let product = |line: &Vec<f64>| line.iter().zip(row).map(|(v, x)| v * x).sum();
    matrix.iter().map(product).collect()
}
