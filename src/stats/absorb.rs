//! Takes one or two sets of group means out of a column, exactly.

use super::Error;
use super::cluster_robust::Clusters;
use faer::linalg::solvers::{Llt, Solve};
use faer::{Mat, Side};

/// The largest second effect that is solved densely.
const LEVEL_LIMIT: usize = 6_000;

/// One or two grouping effects, ready to be taken out of any column of the same rows.
pub struct Absorber {
    weights: Option<Vec<f64>>,
    /// The effect with more levels.
    long: Effect,
    short: Option<Short>,
    rank: usize,
}

/// The effect with fewer levels, and the equations that are left for it when the other is taken out.
struct Short {
    effect: Effect,
    equations: Llt<f64>,
    /// Levels held at zero, one in each connected set.
    fixed: Vec<bool>,
}

struct Effect {
    of_row: Vec<usize>,
    /// Sum of the weights of each level.
    totals: Vec<f64>,
}

impl Effect {
    fn new(groups: &Clusters, weights: Option<&[f64]>) -> Effect {
        let mut effect = Effect {
            of_row: groups.of_row.clone(),
            totals: vec![0.0; groups.count],
        };
        effect.totals = effect.sums(&vec![1.0; groups.of_row.len()], weights);
        effect
    }

    /// The weighted sum of `values` in each level.
    fn sums(&self, values: &[f64], weights: Option<&[f64]>) -> Vec<f64> {
        let mut sums = vec![0.0; self.totals.len()];
        for (i, (level, value)) in self.of_row.iter().zip(values).enumerate() {
            sums[*level] += weights.map_or(*value, |w| w[i] * value);
        }
        sums
    }

    /// Takes the weighted mean of each level out of `values`.
    fn remove_means(&self, values: &mut [f64], weights: Option<&[f64]>) {
        let mut means = self.sums(values, weights);
        means
            .iter_mut()
            .zip(&self.totals)
            .for_each(|(m, t)| *m /= t);
        self.subtract(&means, values);
    }

    fn subtract(&self, by_level: &[f64], values: &mut [f64]) {
        for (level, value) in self.of_row.iter().zip(values) {
            *value -= by_level[*level];
        }
    }
}

impl Absorber {
    /// Prepares one or two effects, each with one label per row; weights are above zero.
    ///
    /// # Formula
    /// With two effects the longer is taken out by its means; for the shorter the remaining normal equations
    /// `S = D'WD - D'WA (A'WA)^-1 A'WD` are factorised once, one level of each connected set of levels fixed at zero.
    ///
    /// # Errors
    /// `Empty`, `LengthMismatch`, `WorkLimit` when both effects have more than 6,000 levels, `Singular` when the weights are so uneven
    /// that the equations cannot be solved.
    pub fn new(effects: &[&Clusters], weights: Option<&[f64]>) -> Result<Absorber, Error> {
        let mut effects = effects.to_vec();
        effects.sort_by_key(|e| std::cmp::Reverse(e.count));
        let Some(long) = effects.first() else {
            return Err(Error::Empty);
        };
        if long.count == 0 {
            return Err(Error::Empty);
        }
        let mut absorber = Absorber {
            weights: weights.map(<[f64]>::to_vec),
            long: Effect::new(long, weights),
            short: None,
            rank: long.count,
        };
        if let Some(short) = effects.get(1) {
            if short.of_row.len() != long.of_row.len() {
                return Err(Error::LengthMismatch {
                    what: "second effect",
                    expected: long.of_row.len(),
                    got: short.of_row.len(),
                });
            }
            let fixed = first_of_each_set(long, short);
            absorber.rank += short.count - fixed.iter().filter(|f| **f).count();
            let effect = Effect::new(short, weights);
            let equations = remaining_equations(&absorber.long, &effect, weights, &fixed)?;
            absorber.short = Some(Short {
                effect,
                equations,
                fixed,
            });
        }
        Ok(absorber)
    }

    /// Number of independent parameters, the constant counted.
    pub fn rank(&self) -> usize {
        self.rank
    }

    /// What is left of `values` when the effects are taken out; done twice, so that nothing but rounding remains of them.
    pub fn residual(&self, values: &[f64]) -> Vec<f64> {
        let weights = self.weights.as_deref();
        let mut left = values.to_vec();
        for _ in 0..2 {
            self.long.remove_means(&mut left, weights);
            if let Some(short) = &self.short {
                let sums = short.effect.sums(&left, weights);
                let entry = |i: usize| if short.fixed[i] { 0.0 } else { sums[i] };
                let mut levels = Mat::from_fn(sums.len(), 1, |i, _| entry(i));
                short.equations.solve_in_place(&mut levels);
                short.effect.subtract(levels.col_as_slice(0), &mut left);
                self.long.remove_means(&mut left, weights);
            }
        }
        left
    }
}

/// Marks one level of the short effect in each set of levels connected through common rows.
fn first_of_each_set(long: &Clusters, short: &Clusters) -> Vec<bool> {
    // Levels of the short effect come first; a level points to a smaller one of its set, or to itself.
    let mut parent: Vec<usize> = (0..short.count + long.count).collect();
    fn root(parent: &mut [usize], mut level: usize) -> usize {
        while parent[level] != level {
            parent[level] = parent[parent[level]];
            level = parent[level];
        }
        level
    }
    for (l, s) in long.of_row.iter().zip(&short.of_row) {
        let a = root(&mut parent, short.count + l);
        let b = root(&mut parent, *s);
        let (small, large) = (a.min(b), a.max(b));
        parent[large] = small;
    }
    (0..short.count).map(|s| parent[s] == s).collect()
}

fn remaining_equations(
    long: &Effect,
    short: &Effect,
    weights: Option<&[f64]>,
    fixed: &[bool],
) -> Result<Llt<f64>, Error> {
    let levels = short.totals.len();
    if levels > LEVEL_LIMIT {
        return Err(Error::WorkLimit {
            what: "solution for two effects of thousands of levels each",
            limit: (LEVEL_LIMIT as u64).pow(3),
        });
    }
    let mut equations = Mat::zeros(levels, levels);
    for (level, total) in short.totals.iter().enumerate() {
        equations[(level, level)] = *total;
    }
    let mut shares = vec![0.0; levels];
    for (level, rows) in rows_by_level(long).iter().enumerate() {
        let mut met: Vec<usize> = Vec::new();
        for row in rows {
            let s = short.of_row[*row];
            if shares[s] == 0.0 {
                met.push(s);
            }
            shares[s] += weights.map_or(1.0, |w| w[*row]);
        }
        for a in &met {
            let share = shares[*a] / long.totals[level];
            for b in &met {
                equations[(*a, *b)] -= share * shares[*b];
            }
        }
        met.iter().for_each(|s| shares[*s] = 0.0);
    }
    for level in (0..levels).filter(|l| fixed[*l]) {
        for other in 0..levels {
            equations[(level, other)] = 0.0;
            equations[(other, level)] = 0.0;
        }
        equations[(level, level)] = 1.0;
    }
    equations.llt(Side::Lower).map_err(|_| Error::Singular {
        what: "system of the two effects",
    })
}

fn rows_by_level(effect: &Effect) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); effect.totals.len()];
    for (row, level) in effect.of_row.iter().enumerate() {
        rows[*level].push(row);
    }
    rows
}
