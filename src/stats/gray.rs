//! Gray's test that the cumulative incidence of one cause is the same in k groups.

use super::Error;
use super::distributions::chi_squared_upper;
use super::event_table::{EventTable, SurvivalRows};
use super::linalg::quadratic_form;
use super::risk_sets::RiskSets;

/// The test of one cause.
#[derive(Debug, Clone, PartialEq)]
pub struct GrayTest {
    /// Weighted sum of observed less expected events of the cause per group.
    pub score: Vec<f64>,
    /// Covariance matrix of `score`.
    pub variance: Vec<Vec<f64>>,
    /// Chi-square statistic; NaN when the variance is singular, or undefined because the pooled incidence reaches 1 with several groups at risk.
    pub statistic: f64,
    /// Groups less one.
    pub df: usize,
    /// Upper tail of the chi-square distribution; NaN with the statistic.
    pub p_value: f64,
}

/// Gray's test for the events with `cause[row] == of`; 0 is a censoring, all other causes compete.
///
/// `group[row]` is below `n_groups`, `strata[row]` below `n_strata`; scores and variances are summed over strata. There is no delayed entry.
/// `rho` weights each time by (1 - F(t-))^rho, F the pooled cumulative incidence of the cause within the stratum.
///
/// # Formula
/// The score of a group is the sum of d_g - d R_g (1 - F_g)/sum(R_h (1 - F_h)) with R_g = n_g/S_g(t-), n_g at risk and S_g the Kaplan-Meier curve of all causes; the
/// variance is Gray's (1988), section 2, with finite-population factors for ties. The last group is left out of the quadratic form.
///
/// # Errors
/// `Empty` without rows; `OneGroup`; as [`SurvivalRows::check`]; `OutOfRange` for a group or stratum index too large.
///
/// # Source
/// Gray (1988), Annals of Statistics 16, 1141-1154. Agrees with R cmprsk 2.2-11 `cuminc` to 1e-9 relative (tests/conformance/cuminc.rs).
pub fn gray_test(
    time: &[f64],
    cause: &[usize],
    of: usize,
    group: (&[usize], usize),
    strata: (&[usize], usize),
    rho: f64,
) -> Result<GrayTest, Error> {
    let (group, n_groups) = group;
    if n_groups < 2 {
        return Err(Error::OneGroup);
    }
    if time.is_empty() {
        return Err(Error::Empty);
    }
    let (strata, n_strata) = strata;
    let pairs = strata.iter().zip(group);
    let cell: Vec<usize> = pairs.map(|(s, g)| s * n_groups + g).collect();
    let tables = |of_cause: &dyn Fn(usize) -> bool| {
        let event: Vec<bool> = cause.iter().map(|c| of_cause(*c)).collect();
        let rows = SurvivalRows::new(time, &event);
        EventTable::by_group(&rows, &cell, n_groups * n_strata)
    };
    let (any, own) = (tables(&|c| c != 0)?, tables(&|c| c == of)?);
    let mut test = GrayTest {
        score: vec![0.0; n_groups],
        variance: vec![vec![0.0; n_groups]; n_groups],
        statistic: f64::NAN,
        df: n_groups - 1,
        p_value: f64::NAN,
    };
    for (any, own) in any.chunks(n_groups).zip(own.chunks(n_groups)) {
        let any = RiskSets::from_tables(any);
        let own = RiskSets::at(any.time.clone(), own);
        let mut stratum = Stratum::new(n_groups, rho);
        for i in 0..any.time.len() {
            stratum.step(&any.n_risk[i], &own.n_event[i], &any.n_event[i]);
        }
        stratum.add_to(&mut test);
    }
    let part: Vec<Vec<f64>> = test.variance[..test.df].to_vec();
    test.statistic = quadratic_form(&part, &test.score[..test.df]).unwrap_or(f64::NAN);
    test.p_value = chi_squared_upper(test.statistic, test.df as f64);
    Ok(test)
}

/// The running state of one stratum; vectors have one entry per group.
struct Stratum {
    rho: f64,
    /// Kaplan-Meier of all causes, and the cause's cumulative incidence, up to the last time.
    surv: Vec<f64>,
    incidence: Vec<f64>,
    /// The pooled cumulative incidence of the cause up to the last time.
    pooled: f64,
    score: Vec<f64>,
    /// How far a later time's score leans on an earlier incidence, summed so far.
    lean: Vec<Vec<f64>>,
    /// The parts of the variance without, linear in and quadratic in the final `lean`; the last by the group the noise is in.
    variance: Vec<Vec<f64>>,
    linear: Vec<Vec<f64>>,
    quadratic: Vec<f64>,
}

impl Stratum {
    fn new(n_groups: usize, rho: f64) -> Stratum {
        let square = vec![vec![0.0; n_groups]; n_groups];
        Stratum {
            rho,
            surv: vec![1.0; n_groups],
            incidence: vec![0.0; n_groups],
            pooled: 0.0,
            score: vec![0.0; n_groups],
            lean: square.clone(),
            variance: square.clone(),
            linear: square,
            quadratic: vec![0.0; n_groups],
        }
    }

    /// Takes in one time: those at risk, those with the cause and those with any cause, per group.
    fn step(&mut self, n_risk: &[f64], own: &[f64], any: &[f64]) {
        let groups = 0..n_risk.len();
        let d: f64 = own.iter().sum();
        let adjusted: Vec<f64> = groups
            .clone()
            .map(|g| {
                if n_risk[g] > 0.0 {
                    n_risk[g] / self.surv[g]
                } else {
                    0.0
                }
            })
            .collect();
        let all: f64 = adjusted.iter().sum();
        let weight = (1.0 - self.pooled).powf(self.rho);
        let pull: Vec<Vec<f64>> = groups
            .clone()
            .map(|g| {
                let other = |h: usize| {
                    if g == h {
                        all - adjusted[g]
                    } else {
                        -adjusted[h]
                    }
                };
                groups
                    .clone()
                    .map(|h| weight * adjusted[g] * other(h) / all)
                    .collect()
            })
            .collect();
        let pooled = self.pooled + d / all;
        if d > 0.0 {
            for g in groups.clone() {
                // Without others at risk nothing pulls, also once the pooled incidence has reached 1.
                for h in groups.clone().filter(|h| pull[g][*h] != 0.0) {
                    self.lean[g][h] += pull[g][h] * d / (all * (1.0 - self.pooled));
                }
            }
            self.add_score(&adjusted, own, d, weight);
        }
        let before = self.surv.clone();
        for g in groups.clone().filter(|g| n_risk[*g] > 0.0) {
            self.incidence[g] += before[g] * own[g] / n_risk[g];
            self.surv[g] = before[g] * (n_risk[g] - any[g]) / n_risk[g];
        }
        for g in groups.filter(|g| n_risk[*g] > 0.0) {
            if d > 0.0 {
                let lean = if self.surv[g] > 0.0 {
                    1.0 - (1.0 - pooled) / self.surv[g]
                } else {
                    1.0
                };
                let ties = if d > 1.0 {
                    1.0 - (d - 1.0) / (all * before[g] - 1.0)
                } else {
                    1.0
                };
                let noise = ties * before[g] * d / (all * n_risk[g]);
                let column: Vec<f64> = pull.iter().map(|row| row[g]).collect();
                self.add_noise(g, &column, lean, noise);
            }
            let competing = any[g] - own[g];
            if competing > 0.0 && self.surv[g] > 0.0 {
                let lean = -(1.0 - pooled) / self.surv[g];
                let ties = if competing > 1.0 {
                    1.0 - (competing - 1.0) / (n_risk[g] - 1.0)
                } else {
                    1.0
                };
                let noise = ties * before[g].powi(2) * competing / n_risk[g].powi(2);
                self.add_noise(g, &vec![0.0; n_risk.len()], lean, noise);
            }
        }
        self.pooled = pooled;
    }

    fn add_score(&mut self, adjusted: &[f64], own: &[f64], d: f64, weight: f64) {
        let share = |g: usize| adjusted[g] * (1.0 - self.incidence[g]);
        let all: f64 = (0..own.len()).map(share).sum();
        for g in (0..own.len()).filter(|g| adjusted[*g] > 0.0) {
            self.score[g] += weight * (own[g] - d * share(g) / all);
        }
    }

    /// Adds the noise of one time in group `g`: it moves the score by `direct` at once, and by `lean` times what `self.lean` still gains.
    fn add_noise(&mut self, g: usize, direct: &[f64], lean: f64, noise: f64) {
        let moved: Vec<f64> = (0..direct.len())
            .map(|i| direct[i] - lean * self.lean[i][g])
            .collect();
        self.quadratic[g] += lean * lean * noise;
        for i in 0..moved.len() {
            self.linear[i][g] += moved[i] * lean * noise;
            for j in 0..moved.len() {
                self.variance[i][j] += moved[i] * moved[j] * noise;
            }
        }
    }

    fn add_to(&self, test: &mut GrayTest) {
        let groups = 0..self.score.len();
        for i in groups.clone() {
            test.score[i] += self.score[i];
            for j in groups.clone() {
                let from = |g: usize| {
                    self.lean[i][g] * self.quadratic[g] * self.lean[j][g]
                        + self.lean[i][g] * self.linear[j][g]
                        + self.linear[i][g] * self.lean[j][g]
                };
                test.variance[i][j] += self.variance[i][j] + groups.clone().map(from).sum::<f64>();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::logrank::logrank_rows;
    use proptest::prelude::*;

    type Rows = Vec<(u32, usize, usize, usize)>;

    fn test(rows: &Rows, rho: f64) -> GrayTest {
        let time: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
        let cause: Vec<usize> = rows.iter().map(|r| r.1).collect();
        let group: Vec<usize> = rows.iter().map(|r| r.2).collect();
        let strata: Vec<usize> = rows.iter().map(|r| r.3).collect();
        gray_test(&time, &cause, 1, (&group, 3), (&strata, 2), rho).expect("three groups")
    }

    fn rows() -> impl Strategy<Value = Rows> {
        proptest::collection::vec((1u32..9, 0usize..3, 0usize..3, 0usize..2), 12..60)
    }

    proptest! {
        #[test]
        fn without_competing_causes_the_score_is_the_log_rank_one(rows in rows()) {
            let rows: Rows = rows.into_iter().map(|r| (r.0, r.1.min(1), r.2, r.3)).collect();
            let found = test(&rows, 0.0);
            let time: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
            let event: Vec<bool> = rows.iter().map(|r| r.1 == 1).collect();
            let group: Vec<usize> = rows.iter().map(|r| r.2).collect();
            let strata: Vec<usize> = rows.iter().map(|r| r.3).collect();
            let data = SurvivalRows::new(&time, &event);
            let logrank = logrank_rows(&data, &group, 3, Some((&strata, 2)), 0.0).expect("groups");
            for g in 0..3 {
                let score = logrank.observed[g] - logrank.expected[g];
                prop_assert!((found.score[g] - score).abs() < 1e-11);
            }
        }

        #[test]
        fn scores_and_covariances_add_up_to_nothing_over_the_groups(rows in rows(), rho in 0u32..3) {
            let found = test(&rows, f64::from(rho));
            prop_assert!(found.score.iter().sum::<f64>().abs() < 1e-11);
        }

        #[test]
        fn the_order_of_groups_strata_and_rows_does_not_matter(rows in rows()) {
            let forward = test(&rows, 1.0);
            let turned: Rows = rows.iter().rev().map(|r| (r.0, r.1, 2 - r.2, 1 - r.3)).collect();
            let backward = test(&turned, 1.0);
            for g in 0..3 {
                prop_assert!((forward.score[g] - backward.score[2 - g]).abs() < 1e-11);
                for h in 0..3 {
                    let (a, b) = (forward.variance[g][h], backward.variance[2 - g][2 - h]);
                    prop_assert!((a - b).abs() <= 1e-9 * (1.0 + a.abs()) || !(a.is_finite() || b.is_finite()));
                }
            }
        }
    }

    #[test]
    fn a_score_by_hand() {
        // Group 0: cause 1 at 1, cause 2 at 2. Group 1: cause 1 at 3, censored at 4. No strata, and a third group without rows.
        let rows: Rows = vec![(1, 1, 0, 0), (2, 2, 0, 0), (3, 1, 1, 0), (4, 0, 1, 0)];
        let found = test(&rows, 0.0);
        // At 1 both groups have two of four at risk. At 3 nobody of group 0 is left, and group 1 has the event for certain.
        assert!((found.score[0] - 0.5).abs() < 1e-15);
        assert!((found.score[1] + 0.5).abs() < 1e-15);
    }

    #[test]
    fn what_cannot_be_tested_says_so() {
        let none: Rows = vec![(1, 0, 0, 0), (2, 0, 1, 0)];
        assert!(test(&none, 0.0).statistic.is_nan());
        let one = gray_test(&[1.0], &[1], 1, (&[0], 1), (&[0], 1), 0.0);
        assert_eq!(one, Err(Error::OneGroup));
    }
}
