//! The weighted partial likelihood, its gradient and information, in one pass over the rows and one over the event times.

use super::FineGrayRows;
use super::censoring::Censoring;
use crate::stats::Error;

/// The rows laid out for repeated evaluation.
pub struct Problem {
    /// Distinct times of the cause, ascending, with the number of its events.
    pub times: Vec<f64>,
    pub n_event: Vec<f64>,
    /// Design rows, centred at `means`: row-major, `p` numbers each.
    pub design: Vec<f64>,
    pub p: usize,
    pub means: Vec<f64>,
    /// Per row, the number of event times at which it is at risk by its own time.
    pub passed: Vec<usize>,
    pub end: Vec<End>,
    pub group: Vec<usize>,
    /// Per group, the censoring curve just before each event time.
    pub weight: Vec<Vec<f64>>,
}

/// How a row ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    Censored,
    Event,
    /// Another cause; with one over the censoring curve just before the end.
    Competing(f64),
}

/// The likelihood at one value of the coefficients.
pub struct Evaluation {
    pub loglik: f64,
    pub score: Vec<f64>,
    pub information: Vec<Vec<f64>>,
    /// exp of the linear predictor per row.
    pub risk: Vec<f64>,
    /// Weighted sum of `risk` over the risk set at each event time.
    pub sum: Vec<f64>,
    /// Weighted mean design row over the risk set, `p` numbers per event time.
    pub mean: Vec<f64>,
}

impl Problem {
    pub fn new(rows: &FineGrayRows, censoring: &Censoring) -> Result<Problem, Error> {
        check_columns(rows)?;
        let n = rows.time.len();
        if n == 0 {
            return Err(Error::Empty);
        }
        let of_cause = (0..n).filter(|i| rows.cause[*i] == rows.of);
        let mut times: Vec<f64> = of_cause.map(|i| rows.time[i]).collect();
        if times.is_empty() {
            return Err(Error::NoEvents);
        }
        times.sort_by(f64::total_cmp);
        times.dedup();
        let passed: Vec<usize> = rows
            .time
            .iter()
            .map(|t| times.partition_point(|u| u <= t))
            .collect();
        let mut n_event = vec![0.0; times.len()];
        let end = |i: usize| match rows.cause[i] {
            0 => End::Censored,
            cause if cause == rows.of => End::Event,
            _ => End::Competing(1.0 / censoring.curves[censoring.group[i]].before(rows.time[i])),
        };
        let end: Vec<End> = (0..n).map(end).collect();
        for i in (0..n).filter(|i| end[*i] == End::Event) {
            n_event[passed[i] - 1] += 1.0;
        }
        let means: Vec<f64> = rows
            .columns
            .iter()
            .map(|c| c.iter().sum::<f64>() / n as f64)
            .collect();
        let centred = |i: usize| rows.columns.iter().zip(&means).map(move |(c, m)| c[i] - m);
        let weight = censoring
            .curves
            .iter()
            .map(|g| times.iter().map(|u| g.before(*u)).collect());
        Ok(Problem {
            weight: weight.collect(),
            design: (0..n).flat_map(centred).collect(),
            p: means.len(),
            group: censoring.group.clone(),
            times,
            n_event,
            means,
            passed,
            end,
        })
    }

    pub fn n_events(&self) -> usize {
        self.end.iter().filter(|e| **e == End::Event).count()
    }

    /// Design row `i`.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.design[i * self.p..(i + 1) * self.p]
    }

    /// d/sum at each event time: the increments of the baseline cumulative hazard at the means.
    pub fn increments(&self, at: &Evaluation) -> Vec<f64> {
        self.n_event
            .iter()
            .zip(&at.sum)
            .map(|(d, s)| d / s)
            .collect()
    }

    pub fn evaluate(&self, coef: &[f64]) -> Evaluation {
        let risk: Vec<f64> = (0..self.passed.len())
            .map(|i| dot(self.row(i), coef).exp())
            .collect();
        let (sum, mean) = self.risk_sets(&risk);
        let mut at = Evaluation {
            loglik: 0.0,
            score: vec![0.0; self.p],
            information: vec![vec![0.0; self.p]; self.p],
            risk,
            sum,
            mean,
        };
        let hazard = Hazard::new(self, &self.increments(&at));
        for i in 0..self.passed.len() {
            let row = self.row(i);
            let expected = at.risk[i] * hazard.over_stay(self, i);
            let mut residual = -expected;
            if self.end[i] == End::Event {
                residual += 1.0;
                at.loglik += at.risk[i].ln();
            }
            for (a, x) in row.iter().enumerate() {
                at.score[a] += residual * x;
                let scaled = expected * x;
                for (cell, y) in at.information[a].iter_mut().zip(&row[..=a]) {
                    *cell += scaled * y;
                }
            }
        }
        self.finish(&mut at);
        at
    }

    /// Takes the squared means off the information and the logs of the sums off the likelihood.
    fn finish(&self, at: &mut Evaluation) {
        for (j, d) in self.n_event.iter().enumerate() {
            at.loglik -= d * at.sum[j].ln();
            let mean = &at.mean[j * self.p..(j + 1) * self.p];
            for a in 0..self.p {
                for b in 0..=a {
                    at.information[a][b] -= d * mean[a] * mean[b];
                }
            }
        }
        for a in 0..self.p {
            for b in 0..a {
                at.information[b][a] = at.information[a][b];
            }
        }
    }

    /// Sums of risk and mean design rows over the weighted risk sets.
    ///
    /// Before its own end a row counts in full: a sum from the last time down. After it a competing row counts with its group's
    /// curve: a sum from the first time up, times the curve.
    fn risk_sets(&self, risk: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (m, width) = (self.times.len(), self.p + 1);
        let mut full = vec![0.0; (m + 1) * width];
        let mut reduced = vec![vec![0.0; (m + 1) * width]; self.weight.len()];
        for i in 0..risk.len() {
            let place = self.passed[i] * width;
            add_scaled(&mut full[place..place + width], risk[i], self.row(i));
            if let End::Competing(scale) = self.end[i] {
                let cells = &mut reduced[self.group[i]][place..place + width];
                add_scaled(cells, risk[i] * scale, self.row(i));
            }
        }
        let mut sums = vec![0.0; m * width];
        let mut running = full[m * width..].to_vec();
        for j in (0..m).rev() {
            sums[j * width..(j + 1) * width].copy_from_slice(&running);
            add(&mut running, &full[j * width..(j + 1) * width], 1.0);
        }
        for (reduced, weight) in reduced.iter().zip(&self.weight) {
            let mut running = vec![0.0; width];
            for j in 0..m {
                add(&mut running, &reduced[j * width..(j + 1) * width], 1.0);
                add(&mut sums[j * width..(j + 1) * width], &running, weight[j]);
            }
        }
        let sum = sums.chunks(width).map(|c| c[0]).collect();
        let mean = sums
            .chunks(width)
            .flat_map(|c| c[1..].iter().map(move |v| v / c[0]));
        (sum, mean.collect())
    }
}

/// Running sums of the hazard increments, plain and weighted by each group's curve, with a leading zero.
pub struct Hazard {
    pub plain: Vec<f64>,
    pub weighted: Vec<Vec<f64>>,
}

impl Hazard {
    pub fn new(problem: &Problem, increments: &[f64]) -> Hazard {
        let running = |weight: &dyn Fn(usize) -> f64| {
            let mut sums = vec![0.0];
            for (j, h) in increments.iter().enumerate() {
                sums.push(sums[j] + weight(j) * h);
            }
            sums
        };
        let groups = problem.weight.iter();
        Hazard {
            plain: running(&|_| 1.0),
            weighted: groups.map(|w| running(&|j| w[j])).collect(),
        }
    }

    /// The hazard a row is exposed to in all, per unit of risk.
    fn over_stay(&self, problem: &Problem, i: usize) -> f64 {
        let passed = problem.passed[i];
        let mut exposed = self.plain[passed];
        if let End::Competing(scale) = problem.end[i] {
            let weighted = &self.weighted[problem.group[i]];
            exposed += scale * (weighted[weighted.len() - 1] - weighted[passed]);
        }
        exposed
    }
}

fn check_columns(rows: &FineGrayRows) -> Result<(), Error> {
    let n = rows.time.len();
    for column in rows.columns {
        if column.len() != n {
            return Err(Error::LengthMismatch {
                what: "columns",
                expected: n,
                got: column.len(),
            });
        }
        if let Some(row) = column.iter().position(|v| !v.is_finite()) {
            return Err(Error::NotFinite {
                what: "columns".to_string(),
                row,
            });
        }
    }
    Ok(())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn add(to: &mut [f64], values: &[f64], scale: f64) {
    to.iter_mut().zip(values).for_each(|(t, v)| *t += scale * v);
}

/// Adds `scale` and `scale * row` to the cells.
fn add_scaled(cells: &mut [f64], scale: f64, row: &[f64]) {
    cells[0] += scale;
    add(&mut cells[1..], row, scale);
}
