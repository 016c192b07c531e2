//! The score test of proportional hazards: does x * g(t) belong in the model?

use super::exposure::{Exposure, cross_products, mirror};
use super::risk_sums::RiskSums;
use super::score::ScoreTables;
use super::{Coefficient, CoxFit, CoxModel, Test};
use crate::stats::Error;
use crate::stats::ldl::Ldl;

/// The time scale g on which a coefficient might change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transform {
    /// 1 - S(t-), S the Kaplan-Meier curve of all rows, unweighted and without strata.
    Km,
    /// t itself.
    Identity,
    /// The natural logarithm of t.
    Log,
    /// Mid-rank of t among the end times of all rows.
    Rank,
}

/// Tests of proportional hazards, term by term and together.
#[derive(Debug, Clone, PartialEq)]
pub struct PhTest {
    /// One per column; none for terms without an estimate.
    pub terms: Vec<Option<Test>>,
    pub global: Test,
}

impl CoxModel<'_> {
    /// The score test that the coefficient of x * (g(t) - mean of g over the events) is zero.
    ///
    /// With exact ties the test is that of Breslow's likelihood at the exact estimate.
    ///
    /// # Errors
    /// `OutOfRange` for the logarithm when an event is at time 0 or before.
    ///
    /// # Source
    /// Grambsch and Therneau (1994), Biometrika 81; as `cox.zph(terms = FALSE)` of R survival from version 3.
    pub fn ph_test(&self, fit: &CoxFit, transform: Transform) -> Result<PhTest, Error> {
        let g = self.centred_times(transform)?;
        let p = fit.beta.len();
        let kept: Vec<usize> = (0..p)
            .filter(|j| {
                matches!(fit.coef[*j], Coefficient::Finite(_)) && fit.variance[*j][*j] > 0.0
            })
            .collect();
        let sums = self.risk_sums(&self.scaled_beta(&fit.beta));
        let block = |power: i32| {
            let factor = |time: usize| g[time].powi(power);
            let increments = sums.ties.iter().enumerate();
            let increments = increments.map(|(k, t)| (factor(k) * t.hazard, factor(k) * t.spared));
            let exposure = Exposure::new(&self.layout, increments);
            let mut matrix = cross_products(&self.input, &self.layout, &sums.risk, &exposure);
            sums.subtract_means(&mut matrix, factor);
            mirror(&mut matrix, p);
            matrix
        };
        let blocks = [block(0), block(1), block(2)];
        let score = self.score_against(&g, &sums);
        let test = |tested: &[usize]| {
            let statistic = score_statistic(&blocks, &score, &kept, tested, p);
            Test::new(statistic, tested.len())
        };
        let terms = (0..p).map(|j| kept.contains(&j).then(|| test(&[j])));
        Ok(PhTest {
            terms: terms.collect(),
            global: test(&kept),
        })
    }

    /// Sum over events of g(t) * weight * (x - mean of the shared risk set), in scaled columns.
    fn score_against(&self, g: &[f64], sums: &RiskSums) -> Vec<f64> {
        let input = &self.input;
        let tables = ScoreTables::new(input, &self.layout, sums);
        let column = |(j, column): (usize, &super::columns::Column)| {
            let events = (0..input.stop.len()).filter(|i| input.is_event(*i));
            let each = events.map(|i| {
                let time = self.layout.exit(i) - 1;
                g[time] * input.weight(i) * (column.value(input, j, i) - tables.mean(time)[j])
            });
            each.sum()
        };
        self.layout.columns.iter().enumerate().map(column).collect()
    }

    /// g at each event time less its mean over the events.
    fn centred_times(&self, transform: Transform) -> Result<Vec<f64>, Error> {
        let times = &self.layout.times;
        let mut g: Vec<f64> = match transform {
            Transform::Identity => times.clone(),
            Transform::Log => {
                if let Some(value) = times.iter().copied().find(|t| *t <= 0.0) {
                    let (what, allowed) = ("event time", "above 0 on the log scale");
                    return Err(Error::OutOfRange {
                        what,
                        value,
                        allowed,
                    });
                }
                times.iter().map(|t| t.ln()).collect()
            }
            Transform::Rank => {
                let stop = self.sorted_stops();
                let rank = |t: &f64| {
                    let below = stop.partition_point(|s| s < t);
                    let up_to = stop.partition_point(|s| s <= t);
                    (below + 1 + up_to) as f64 / 2.0
                };
                times.iter().map(rank).collect()
            }
            Transform::Km => {
                let curve = self.pooled_kaplan_meier();
                let before = |t: &f64| match curve.partition_point(|(s, _)| s < t) {
                    0 => 0.0,
                    k => 1.0 - curve[k - 1].1,
                };
                times.iter().map(before).collect()
            }
        };
        let events: f64 = self.layout.events.iter().sum();
        let total: f64 = g.iter().zip(&self.layout.events).map(|(g, d)| g * d).sum();
        for value in &mut g {
            *value -= total / events;
        }
        Ok(g)
    }

    fn sorted_stops(&self) -> Vec<f64> {
        let rows = (0..self.input.stop.len()).filter(|i| self.input.weight(*i) > 0.0);
        let mut stops: Vec<f64> = rows.map(|i| self.input.stop[i]).collect();
        stops.sort_unstable_by(f64::total_cmp);
        stops
    }

    /// (t, S(t)) at each event time of any stratum.
    fn pooled_kaplan_meier(&self) -> Vec<(f64, f64)> {
        let mut events: Vec<(f64, f64)> = self
            .layout
            .times
            .iter()
            .copied()
            .zip(self.layout.events.iter().copied())
            .collect();
        events.sort_by(|a, b| a.0.total_cmp(&b.0));
        let stops = self.sorted_stops();
        let mut starts: Vec<f64> = match self.input.start {
            None => Vec::new(),
            Some(start) => {
                let rows = (0..start.len()).filter(|i| self.input.weight(*i) > 0.0);
                rows.map(|i| start[i]).collect()
            }
        };
        starts.sort_unstable_by(f64::total_cmp);
        let mut surv = 1.0;
        let blocks = events.chunk_by(|a, b| a.0 == b.0);
        blocks
            .map(|block| {
                let time = block[0].0;
                let events: f64 = block.iter().map(|(_, d)| d).sum();
                let left = stops.len() - stops.partition_point(|s| *s < time);
                let not_yet = starts.len() - starts.partition_point(|s| *s < time);
                surv *= 1.0 - events / (left - not_yet) as f64;
                (time, surv)
            })
            .collect()
    }
}

/// u' I^-1 u with u zero in the model's own terms and I the information of the model enlarged by the tested terms times g.
fn score_statistic(
    blocks: &[Vec<f64>; 3],
    score: &[f64],
    kept: &[usize],
    tested: &[usize],
    p: usize,
) -> f64 {
    let terms: Vec<(usize, usize)> = kept
        .iter()
        .map(|j| (*j, 0))
        .chain(tested.iter().map(|j| (*j, 1)))
        .collect();
    let cell = |(i, a): (usize, usize), (j, b): (usize, usize)| blocks[a + b][i * p + j];
    let matrix: Vec<f64> = terms
        .iter()
        .flat_map(|a| terms.iter().map(move |b| cell(*a, *b)))
        .collect();
    let u: Vec<f64> = terms
        .iter()
        .map(|(j, tested)| if *tested == 1 { score[*j] } else { 0.0 })
        .collect();
    let floor: Vec<f64> = terms
        .iter()
        .map(|t| cell(*t, *t).max(0.0) * 1e-12)
        .collect();
    Ldl::new(&matrix, &floor).quadratic(&u)
}
