//! From an estimate and its standard error to a test and limits.

use super::distributions::{t_quantile, t_two_sided};

/// A t test against zero and two-sided limits of one estimate.
///
/// All fields but `df` are on the scale of the estimate (`statistic` and `p_value` have none). With a standard error of
/// zero there is no test: `statistic` and `p_value` are NaN and both limits are the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inference {
    pub std_error: f64,
    pub df: f64,
    pub statistic: f64,
    pub p_value: f64,
    pub conf_low: f64,
    pub conf_high: f64,
}

impl Inference {
    /// The test and limits at `conf_level` (0.95 for 95 percent) with `df` degrees of freedom.
    pub fn from_t(estimate: f64, std_error: f64, df: f64, conf_level: f64) -> Inference {
        let statistic = if std_error > 0.0 {
            estimate / std_error
        } else {
            f64::NAN
        };
        let half_width = match std_error {
            0.0 => 0.0,
            error => t_quantile(0.5 + conf_level / 2.0, df) * error,
        };
        Inference {
            std_error,
            df,
            statistic,
            p_value: t_two_sided(statistic, df),
            conf_low: estimate - half_width,
            conf_high: estimate + half_width,
        }
    }
}
