//! The paired t test.

use super::moments::{all_finite, level_in_range, mean, variance};
use super::{Error, distributions};

/// A t test that paired differences have mean 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedT {
    pub n: usize,
    pub mean: f64,
    /// Standard deviation of the differences, n - 1 as divisor.
    pub sd: f64,
    /// Standard error of the mean.
    pub std_error: f64,
    pub statistic: f64,
    pub df: f64,
    /// Two-sided.
    pub p_value: f64,
    pub conf_low: f64,
    pub conf_high: f64,
    /// Cohen's d for paired data: mean over sd.
    pub cohen_dz: f64,
}

/// The paired t test on the differences within pairs.
///
/// # Formula
/// `t = mean / (sd / sqrt(n))` on `n - 1` degrees of freedom.
///
/// # Errors
/// `TooFewRows` for fewer than two pairs; `Constant` when all differences are equal; `NotFinite`; `OutOfRange` for the level.
///
/// # Source
/// Student (1908). Agrees with R `t.test(after, before, paired = TRUE)` to 1e-10.
pub fn paired_t(differences: &[f64], conf_level: f64) -> Result<PairedT, Error> {
    level_in_range(conf_level)?;
    all_finite("difference", differences)?;
    let n = differences.len();
    if n < 2 {
        return Err(Error::TooFewRows { rows: n, needed: 2 });
    }
    let (mean, sd) = (mean(differences), variance(differences).sqrt());
    let std_error = sd / (n as f64).sqrt();
    if std_error <= 10.0 * f64::EPSILON * mean.abs() {
        return Err(Error::Constant {
            what: "difference".to_string(),
        });
    }
    let df = (n - 1) as f64;
    let reach = distributions::t_quantile(0.5 + conf_level / 2.0, df) * std_error;
    Ok(PairedT {
        n,
        mean,
        sd,
        std_error,
        statistic: mean / std_error,
        df,
        p_value: distributions::t_two_sided(mean / std_error, df),
        conf_low: mean - reach,
        conf_high: mean + reach,
        cohen_dz: mean / sd,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn three_pairs_by_hand() {
        // Differences 1, 2, 3: mean 2, sd 1, error 1/sqrt(3), t = 2 sqrt(3); P(|T| > t) with 2 df is 1 - t/sqrt(2 + t^2).
        let test = paired_t(&[1.0, 2.0, 3.0], 0.95).unwrap();
        let t = 2.0 * 3f64.sqrt();
        assert_close(test.statistic, t, 1e-15);
        assert_close(test.p_value, 1.0 - t / (2.0 + t * t).sqrt(), 1e-13);
        assert_eq!((test.cohen_dz, test.df), (2.0, 2.0));
    }

    #[test]
    fn degenerate_differences_are_named() {
        assert!(matches!(
            paired_t(&[1.0], 0.95),
            Err(Error::TooFewRows { .. })
        ));
        assert!(matches!(
            paired_t(&[0.1; 7], 0.95),
            Err(Error::Constant { .. })
        ));
        assert!(matches!(
            paired_t(&[0.0; 7], 0.95),
            Err(Error::Constant { .. })
        ));
        assert!(paired_t(&[1.0, f64::NAN], 0.95).is_err());
    }
}
