//! The two-sample t test, pooled and Welch, from values or from their summaries.

use super::moments::{all_finite, level_in_range, mean, variance};
use super::{Error, distributions};

/// What the t tests and standardised differences need to know of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupSummary {
    /// Number of observations.
    pub n: usize,
    pub mean: f64,
    /// Variance with n - 1 as divisor; NaN for one observation.
    pub variance: f64,
}

impl GroupSummary {
    /// The summary of a group's values.
    ///
    /// # Errors
    /// `Empty` without values; `NotFinite` for a NaN or an infinity.
    pub fn of(values: &[f64]) -> Result<GroupSummary, Error> {
        if values.is_empty() {
            return Err(Error::Empty);
        }
        all_finite("value", values)?;
        Ok(GroupSummary {
            n: values.len(),
            mean: mean(values),
            variance: variance(values),
        })
    }

    /// The summary of a yes/no variable with `successes` among `n`: the same as `of` its zeros and ones.
    ///
    /// # Errors
    /// `Empty` for `n` = 0; `OutOfRange` for more successes than `n`.
    pub fn of_share(n: usize, successes: usize) -> Result<GroupSummary, Error> {
        if n == 0 {
            return Err(Error::Empty);
        }
        if successes > n {
            return Err(Error::OutOfRange {
                what: "successes",
                value: successes as f64,
                allowed: "0 to n",
            });
        }
        let (count, share) = (n as f64, successes as f64 / n as f64);
        Ok(GroupSummary {
            n,
            mean: share,
            variance: share * (1.0 - share) * count / (count - 1.0),
        })
    }

    /// The standard deviation with n - 1 as divisor.
    pub fn sd(&self) -> f64 {
        self.variance.sqrt()
    }
}

/// A t test of a difference in means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TTest {
    /// First mean minus second mean.
    pub difference: f64,
    /// Standard error of the difference, on the variable's scale.
    pub std_error: f64,
    /// Degrees of freedom; fractional for Welch.
    pub df: f64,
    /// The difference over its standard error.
    pub statistic: f64,
    /// Two-sided.
    pub p_value: f64,
    pub conf_low: f64,
    pub conf_high: f64,
}

/// Student's two-sample t test with one variance common to both groups.
///
/// # Formula
/// `difference / sqrt(s2 (1/n1 + 1/n2))` with `s2 = ((n1 - 1) v1 + (n2 - 1) v2) / df`, `df = n1 + n2 - 2`.
///
/// # Errors
/// `TooFewRows` when a group is empty or the groups together hold fewer than three; `Constant` when neither group varies;
/// `OutOfRange` for a level outside (0, 1).
///
/// # Source
/// Student (1908), Biometrika 6. Agrees with R `t.test(x, y, var.equal = TRUE)` to 1e-10.
pub fn pooled_t(
    first: &GroupSummary,
    second: &GroupSummary,
    conf_level: f64,
) -> Result<TTest, Error> {
    let (n1, n2) = (first.n as f64, second.n as f64);
    if first.n == 0 || second.n == 0 || first.n + second.n < 3 {
        return Err(Error::TooFewRows {
            rows: first.n + second.n,
            needed: 3,
        });
    }
    let df = n1 + n2 - 2.0;
    let s2 = (squares(first) + squares(second)) / df;
    finish(first, second, (s2 / n1 + s2 / n2).sqrt(), df, conf_level)
}

/// Welch's two-sample t test, each group with its own variance.
///
/// # Formula
/// `difference / sqrt(v1/n1 + v2/n2)`, `df = (v1/n1 + v2/n2)^2 / ((v1/n1)^2/(n1 - 1) + (v2/n2)^2/(n2 - 1))`.
///
/// # Errors
/// `TooFewRows` when a group holds fewer than two; `Constant` when neither group varies; `OutOfRange` for a level outside (0, 1).
///
/// # Source
/// Welch (1947), Biometrika 34; Satterthwaite (1946). Agrees with R `t.test(x, y)` to 1e-10.
pub fn welch_t(
    first: &GroupSummary,
    second: &GroupSummary,
    conf_level: f64,
) -> Result<TTest, Error> {
    let smaller = first.n.min(second.n);
    if smaller < 2 {
        return Err(Error::TooFewRows {
            rows: smaller,
            needed: 2,
        });
    }
    let (e1, e2) = (
        first.variance / first.n as f64,
        second.variance / second.n as f64,
    );
    let std_error = (e1 + e2).sqrt();
    // As shares of their sum, so that squares of tiny or huge variances neither vanish nor overflow.
    let (s1, s2) = (e1 / (e1 + e2), e2 / (e1 + e2));
    let df = 1.0 / (s1 * s1 / (first.n - 1) as f64 + s2 * s2 / (second.n - 1) as f64);
    finish(first, second, std_error, df, conf_level)
}

/// Sum of squared deviations; a single observation has none.
fn squares(group: &GroupSummary) -> f64 {
    if group.n < 2 {
        0.0
    } else {
        (group.n - 1) as f64 * group.variance
    }
}

fn finish(
    first: &GroupSummary,
    second: &GroupSummary,
    std_error: f64,
    df: f64,
    conf_level: f64,
) -> Result<TTest, Error> {
    level_in_range(conf_level)?;
    // Rounding leaves a trace of variance in a constant column whose value is not a sum of few powers of two.
    let largest = first.mean.abs().max(second.mean.abs());
    if std_error <= 10.0 * f64::EPSILON * largest {
        return Err(Error::Constant {
            what: "variable".to_string(),
        });
    }
    let difference = first.mean - second.mean;
    let statistic = difference / std_error;
    let reach = distributions::t_quantile(0.5 + conf_level / 2.0, df) * std_error;
    Ok(TTest {
        difference,
        std_error,
        df,
        statistic,
        p_value: distributions::t_two_sided(statistic, df),
        conf_low: difference - reach,
        conf_high: difference + reach,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_groups_of_three_by_hand() {
        // Means 2 and 4, variances 1 and 4: pooled variance 2.5, error sqrt(2.5 * 2/3), t = -2 / 1.29099.
        let first = GroupSummary::of(&[1.0, 2.0, 3.0]).unwrap();
        let second = GroupSummary::of(&[2.0, 4.0, 6.0]).unwrap();
        let pooled = pooled_t(&first, &second, 0.95).unwrap();
        assert_eq!((pooled.difference, pooled.df), (-2.0, 4.0));
        assert_close(pooled.std_error, (5.0f64 / 3.0).sqrt(), 1e-15);
        assert_close(pooled.statistic, -1.5491933384829668, 1e-14);
        // Welch has the same error with equal n; df = (5/3)^2 / ((1/3)^2/2 + (4/3)^2/2) = 50/17.
        let welch = welch_t(&first, &second, 0.95).unwrap();
        assert_close(welch.std_error, pooled.std_error, 1e-15);
        assert_close(welch.df, 50.0 / 17.0, 1e-14);
    }

    #[test]
    fn student_s_sleep_data_agree_with_r() {
        // R 4.2.2: t.test(extra ~ group, data = sleep) and var.equal = TRUE.
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let first = GroupSummary::of(&first).unwrap();
        let second = GroupSummary::of(&second).unwrap();
        let welch = welch_t(&first, &second, 0.95).unwrap();
        assert_close(welch.statistic, -1.860813467486853, 1e-12);
        assert_close(welch.df, 17.7764735161785, 1e-12);
        assert_close(welch.p_value, 0.07939414018735817, 1e-10);
        assert_close(welch.conf_low, -3.3654832307117104, 1e-10);
        assert_close(welch.conf_high, 0.20548323071171018, 1e-10);
        let pooled = pooled_t(&first, &second, 0.95).unwrap();
        assert_close(pooled.p_value, 0.07918671421593818, 1e-10);
        assert_close(pooled.conf_low, -3.3638740322875984, 1e-10);
    }

    #[test]
    fn a_share_is_the_summary_of_its_zeros_and_ones() {
        let by_count = GroupSummary::of_share(5, 2).unwrap();
        let by_value = GroupSummary::of(&[1.0, 0.0, 0.0, 1.0, 0.0]).unwrap();
        assert_eq!((by_count.n, by_count.mean), (5, 0.4));
        assert_close(by_count.variance, by_value.variance, 1e-14);
        assert!(GroupSummary::of_share(2, 3).is_err());
    }

    #[test]
    fn degenerate_groups_are_named_errors() {
        let one = GroupSummary::of(&[1.0]).unwrap();
        let flat = GroupSummary::of(&[0.1, 0.1, 0.1]).unwrap();
        let varied = GroupSummary::of(&[1.0, 2.0]).unwrap();
        assert_eq!(GroupSummary::of(&[]), Err(Error::Empty));
        assert!(matches!(
            GroupSummary::of(&[f64::NAN]),
            Err(Error::NotFinite { row: 1, .. })
        ));
        assert!(matches!(
            welch_t(&one, &varied, 0.95),
            Err(Error::TooFewRows { rows: 1, needed: 2 })
        ));
        assert!(matches!(
            pooled_t(&flat, &flat, 0.95),
            Err(Error::Constant { .. })
        ));
        assert!(matches!(
            pooled_t(&varied, &varied, 1.0),
            Err(Error::OutOfRange { .. })
        ));
        // One person against two still has a pooled test, as in R.
        assert_eq!(pooled_t(&one, &varied, 0.95).unwrap().df, 1.0);
    }

    proptest! {
        #[test]
        fn a_change_of_scale_moves_only_the_scale(
            x in proptest::collection::vec(-5.0..5.0f64, 3..20),
            y in proptest::collection::vec(-5.0..5.0f64, 3..20),
            power in -12i32..=12,
        ) {
            let factor = 10f64.powi(power);
            let scaled = |v: &[f64]| v.iter().map(|a| a * factor).collect::<Vec<f64>>();
            let test = |x: &[f64], y: &[f64]| {
                let (x, y) = (GroupSummary::of(x).unwrap(), GroupSummary::of(y).unwrap());
                welch_t(&x, &y, 0.9).unwrap()
            };
            let (plain, large) = (test(&x, &y), test(&scaled(&x), &scaled(&y)));
            prop_assert!((plain.statistic - large.statistic).abs() <= 1e-9 * plain.statistic.abs().max(1e-3));
            prop_assert!((plain.df - large.df).abs() <= 1e-9 * plain.df);
            prop_assert!(large.conf_low <= large.difference && large.difference <= large.conf_high);
        }
    }
}
