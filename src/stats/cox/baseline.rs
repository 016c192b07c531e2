//! The cumulative baseline hazard, and survival predicted from it.

use super::{CoxFit, CoxModel};
use crate::stats::Error;
use crate::stats::distributions::normal_quantile;

/// The cumulative hazard of one stratum at all covariates zero, at every distinct end time.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    pub stratum: usize,
    /// Ascending end times, those with censorings only included.
    pub time: Vec<f64>,
    /// Weight at risk just before each time.
    pub n_risk: Vec<f64>,
    /// Weight of the events at each time.
    pub n_event: Vec<f64>,
    /// Weight of the censorings at each time.
    pub n_censor: Vec<f64>,
    /// Breslow or Efron increments, as the ties of the model; Breslow with exact ties.
    pub cumhaz: Vec<f64>,
}

/// Predicted survival of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    pub time: Vec<f64>,
    /// S(t) = exp(-H0(t) exp(x'b)), right-continuous.
    pub surv: Vec<f64>,
    /// Of S(t), the uncertainty of the coefficients included.
    pub std_error: Vec<f64>,
    /// Limits on the log scale, cut at 1.
    pub conf_low: Vec<f64>,
    pub conf_high: Vec<f64>,
}

impl CoxModel<'_> {
    /// The cumulative baseline hazard of each stratum with rows, strata ascending.
    pub fn baseline(&self, fit: &CoxFit) -> Vec<Baseline> {
        let path = self.hazard_path(fit);
        let counts = self.end_times();
        let curves = counts.into_iter().map(|mut curve| {
            // The path is at the stratum's mean covariates; the baseline is at zero.
            let factor = (-self.centre_predictor(fit, curve.stratum)).exp();
            let steps = &path[curve.stratum];
            let at = |t: &f64| steps.before(*t).map_or(0.0, |step| step.hazard * factor);
            curve.cumhaz = curve.time.iter().map(at).collect();
            curve
        });
        curves.collect()
    }

    /// Predicted survival at `times` for covariates `x`, in the order of the columns, in a stratum.
    ///
    /// # Formula
    /// The variance of log S is r^2 * sum of dH/S0 + q' V q with r = exp(x'b), q = r * sum of (x - mean of the risk set) dH, V the
    /// covariance in force.
    ///
    /// # Errors
    /// `LengthMismatch` when `x` has not one value per column; `OutOfRange` for an unknown stratum.
    pub fn predict(
        &self,
        fit: &CoxFit,
        x: &[f64],
        stratum: usize,
        times: &[f64],
    ) -> Result<Prediction, Error> {
        let p = fit.beta.len();
        if x.len() != p {
            return Err(Error::LengthMismatch {
                what: "x",
                expected: p,
                got: x.len(),
            });
        }
        let path = self.hazard_path(fit);
        let Some(steps) = path.get(stratum) else {
            let (what, value) = ("stratum", stratum as f64);
            return Err(Error::OutOfRange {
                what,
                value,
                allowed: "a stratum of the model",
            });
        };
        let columns = x.iter().zip(&self.layout.columns);
        let centred: Vec<f64> = columns.map(|(x, c)| x - c.centre[stratum]).collect();
        let predictor: f64 = centred.iter().zip(&fit.beta).map(|(z, b)| z * b).sum();
        let risk = predictor.exp();
        let variance = fit.variance_in_force();
        let reach = normal_quantile(0.5 + fit.conf_level / 2.0);
        let mut prediction = Prediction {
            time: times.to_vec(),
            surv: Vec::new(),
            std_error: Vec::new(),
            conf_low: Vec::new(),
            conf_high: Vec::new(),
        };
        for t in times {
            let (log_surv, error) = match steps.before(*t) {
                None => (0.0, 0.0),
                Some(step) => {
                    let shift = centred.iter().zip(&step.moved);
                    let q: Vec<f64> = shift.map(|(z, m)| risk * (z * step.hazard - m)).collect();
                    let own = risk * risk * step.variance;
                    (-risk * step.hazard, (own + quadratic(&q, variance)).sqrt())
                }
            };
            prediction.surv.push(log_surv.exp());
            prediction.std_error.push(log_surv.exp() * error);
            prediction.conf_low.push((log_surv - reach * error).exp());
            prediction
                .conf_high
                .push((log_surv + reach * error).exp().min(1.0));
        }
        Ok(prediction)
    }

    /// x'b at a stratum's centre.
    fn centre_predictor(&self, fit: &CoxFit, stratum: usize) -> f64 {
        let centre = self.layout.columns.iter().map(|c| c.centre[stratum]);
        centre.zip(&fit.beta).map(|(m, b)| m * b).sum()
    }

    /// Cumulated hazard, its variance and the moved means per stratum, at the stratum's centre.
    fn hazard_path(&self, fit: &CoxFit) -> Vec<Steps> {
        let sums = self.risk_sums(&self.scaled_beta(&fit.beta));
        let p = fit.beta.len();
        let strata = self.layout.strata.iter().map(|range| {
            let mut step = Step {
                hazard: 0.0,
                variance: 0.0,
                moved: vec![0.0; p],
            };
            let steps = range.clone().map(|time| {
                let ties = &sums.ties[time];
                step.hazard += ties.hazard;
                step.variance += ties.square;
                let moved = sums.combine(time, ties.square, ties.square_f);
                for ((m, v), column) in step.moved.iter_mut().zip(moved).zip(&self.layout.columns) {
                    // An aliased column has no scale; its part is multiplied by a zero covariance.
                    let scale = column.inverse_scale;
                    *m += if scale > 0.0 { v / scale } else { 0.0 };
                }
                (self.layout.times[time], step.clone())
            });
            Steps(steps.collect())
        });
        strata.collect()
    }

    /// The distinct end times of each stratum with their counts, hazards still empty.
    fn end_times(&self) -> Vec<Baseline> {
        let input = &self.input;
        let n = input.stop.len();
        let mut by_stop: Vec<usize> = (0..n).filter(|i| input.weight(*i) > 0.0).collect();
        by_stop.sort_unstable_by(|a, b| {
            let strata = input.stratum(*a).cmp(&input.stratum(*b));
            strata
                .then(input.stop[*a].total_cmp(&input.stop[*b]))
                .then(a.cmp(b))
        });
        let same_stratum = |a: &usize, b: &usize| input.stratum(*a) == input.stratum(*b);
        let same_time = |a: &usize, b: &usize| input.stop[*a] == input.stop[*b];
        let mut curves = Vec::new();
        for rows in by_stop.chunk_by(same_stratum) {
            let mut curve = Baseline {
                stratum: input.stratum(rows[0]),
                time: Vec::new(),
                n_risk: Vec::new(),
                n_event: Vec::new(),
                n_censor: Vec::new(),
                cumhaz: Vec::new(),
            };
            for block in rows.chunk_by(same_time) {
                let weight = |event: bool| -> f64 {
                    let rows = block.iter().filter(|i| input.event[**i] == event);
                    rows.map(|i| input.weight(*i)).sum()
                };
                curve.time.push(input.stop[block[0]]);
                curve.n_event.push(weight(true));
                curve.n_censor.push(weight(false));
            }
            curve.n_risk = self.at_risk(rows, &curve);
            curves.push(curve);
        }
        curves
    }

    /// Weight with start < t <= stop at each time of a curve.
    fn at_risk(&self, rows: &[usize], curve: &Baseline) -> Vec<f64> {
        let mut starts: Vec<(f64, f64)> = match self.input.start {
            None => Vec::new(),
            Some(start) => rows
                .iter()
                .map(|i| (start[*i], self.input.weight(*i)))
                .collect(),
        };
        starts.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
        let (mut sum, mut gone) = (0.0, 0);
        let mut at_risk = vec![0.0; curve.time.len()];
        for k in (0..curve.time.len()).rev() {
            while gone < starts.len() && starts[gone].0 >= curve.time[k] {
                sum -= starts[gone].1;
                gone += 1;
            }
            sum += curve.n_event[k] + curve.n_censor[k];
            at_risk[k] = sum;
        }
        at_risk
    }
}

/// Sums from the first event time on.
#[derive(Clone)]
struct Step {
    hazard: f64,
    variance: f64,
    moved: Vec<f64>,
}

/// One step per event time of a stratum.
struct Steps(Vec<(f64, Step)>);

impl Steps {
    /// The last step at or before a time.
    fn before(&self, time: f64) -> Option<&Step> {
        let count = self.0.partition_point(|(t, _)| *t <= time);
        Some(&self.0[count.checked_sub(1)?].1)
    }
}

fn quadratic(q: &[f64], matrix: &[Vec<f64>]) -> f64 {
    let row = |row: &Vec<f64>| -> f64 { row.iter().zip(q).map(|(v, q)| v * q).sum() };
    matrix.iter().zip(q).map(|(r, q)| q * row(r)).sum()
}
