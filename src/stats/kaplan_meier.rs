//! The Kaplan-Meier estimate of the survivor function, with three kinds of pointwise limits.

use super::Error;
use super::distributions::normal_quantile;
use super::event_table::EventTable;

/// On which scale the limits of a survivor function are symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// log S: S exp(+-z se/S).
    Log,
    /// log(-log S): S^exp(+-z se/(S log S)). Undefined while S = 1.
    LogLog,
    /// S itself: S +- z se.
    Plain,
}

/// A survivor function with its pointwise errors and limits; one entry per distinct end time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurvivalCurve {
    pub time: Vec<f64>,
    pub n_risk: Vec<f64>,
    pub n_event: Vec<f64>,
    pub n_censor: Vec<f64>,
    /// S(t), right-continuous: events of the time itself are taken off.
    pub surv: Vec<f64>,
    /// Standard error of S(t), not of log S(t). Where S = 0 Greenwood's is not defined (NaN) and the jackknife's is 0.
    pub std_err: Vec<f64>,
    /// Lower limit, cut to [0, 1]. NaN where `std_err` is, where S = 0 (but for plain limits), and with log-log limits where S = 1.
    pub conf_low: Vec<f64>,
    /// Upper limit, cut to [0, 1]. NaN as `conf_low`.
    pub conf_high: Vec<f64>,
}

/// Kaplan-Meier estimate of the survivor function at each distinct end time, with Greenwood's error.
///
/// The vectors of the result have `table.len()` entries. `std_err` is of S(t), not of log S(t). Weighted tables are taken as counts; see
/// [`super::survival_jackknife`] for errors that are robust to weights and clusters.
///
/// # Formula
/// S(t) is the product over t_i <= t of 1 - d_i/n_i, with d_i events and n_i at risk; its variance S(t)^2 times the sum of d_i/(n_i (n_i - d_i)).
///
/// # Errors
/// `Empty` when `table` has no rows; `OutOfRange` for a `conf_level` not between 0 and 1.
///
/// # Source
/// Kaplan and Meier (1958), JASA 53; Greenwood (1926). Agrees with R survival 3.5-3 `survfit` to 1e-9 relative (tests/conformance/km.rs).
///
/// # Example
/// Five persons: an event at 1, two events and a censoring at 2, a censoring at 4. S is 4/5, then 4/5 (1 - 2/4) = 2/5.
/// ```
/// use virkning::stats::event_table::EventTable;
/// use virkning::stats::kaplan_meier::{Limits, kaplan_meier};
///
/// let table = EventTable::from_week_counts(&[0, 1, 2], &[0, 0, 1, 0, 1]);
/// let curve = kaplan_meier(&table, Limits::LogLog, 0.95).unwrap();
/// assert_eq!(curve.time, [1.0, 2.0, 4.0]);
/// assert!((curve.surv[1] - 0.4).abs() < 1e-15);
/// // Greenwood: 0.4^2 (1/(5 * 4) + 2/(4 * 2)) = 0.048
/// assert!((curve.std_err[1].powi(2) - 0.048).abs() < 1e-15);
/// ```
pub fn kaplan_meier(
    table: &EventTable,
    limits: Limits,
    conf_level: f64,
) -> Result<SurvivalCurve, Error> {
    let (surv, std_err) = product_limit(table)?;
    with_limits(table, surv, std_err, limits, conf_level)
}

/// S(t) and Greenwood's error of it.
pub(crate) fn product_limit(table: &EventTable) -> Result<(Vec<f64>, Vec<f64>), Error> {
    if table.is_empty() {
        return Err(Error::Empty);
    }
    let (mut surv, mut std_err) = (Vec::new(), Vec::new());
    let (mut s, mut sum) = (1.0, 0.0);
    for i in 0..table.len() {
        s *= 1.0 - table.hazard(i);
        sum += greenwood_term(table.n_risk[i], table.n_event[i]);
        surv.push(s);
        std_err.push(if s > 0.0 {
            s * f64::sqrt(sum)
        } else {
            f64::NAN
        });
    }
    Ok((surv, std_err))
}

/// d/(n (n - d)); 0 without events, and when all have the event: S is 0 from there on.
pub(crate) fn greenwood_term(n_risk: f64, n_event: f64) -> f64 {
    if n_event > 0.0 && n_risk > n_event {
        n_event / (n_risk * (n_risk - n_event))
    } else {
        0.0
    }
}

/// Puts a survivor function and its errors together with limits.
pub(crate) fn with_limits(
    table: &EventTable,
    surv: Vec<f64>,
    std_err: Vec<f64>,
    limits: Limits,
    conf_level: f64,
) -> Result<SurvivalCurve, Error> {
    let (conf_low, conf_high) = confidence_limits(&surv, &std_err, limits, conf_level)?;
    let table = table.clone();
    Ok(SurvivalCurve {
        time: table.time,
        n_risk: table.n_risk,
        n_event: table.n_event,
        n_censor: table.n_censor,
        surv,
        std_err,
        conf_low,
        conf_high,
    })
}

/// Pointwise limits of survivor probabilities from their standard errors, lower and upper.
///
/// # Errors
/// `OutOfRange` for a `conf_level` not between 0 and 1.
pub fn confidence_limits(
    surv: &[f64],
    std_err: &[f64],
    limits: Limits,
    conf_level: f64,
) -> Result<(Vec<f64>, Vec<f64>), Error> {
    let z = critical_value(conf_level)?;
    let pairs = surv.iter().zip(std_err);
    Ok(pairs.map(|(s, se)| limits.of(*s, *se, z)).unzip())
}

/// The normal quantile of two-sided limits at `conf_level`.
pub(crate) fn critical_value(conf_level: f64) -> Result<f64, Error> {
    if conf_level > 0.0 && conf_level < 1.0 {
        return Ok(normal_quantile(1.0 - (1.0 - conf_level) / 2.0));
    }
    Err(Error::OutOfRange {
        what: "conf_level",
        value: conf_level,
        allowed: "between 0 and 1",
    })
}

impl Limits {
    fn of(self, s: f64, se: f64, z: f64) -> (f64, f64) {
        let undefined = match self {
            Limits::Plain => false,
            Limits::Log => s <= 0.0,
            Limits::LogLog => s <= 0.0 || s >= 1.0,
        };
        if undefined || se.is_nan() {
            return (f64::NAN, f64::NAN);
        }
        match self {
            Limits::Plain => ((s - z * se).max(0.0), (s + z * se).min(1.0)),
            Limits::Log => {
                let factor = (z * se / s).exp();
                (s / factor, (s * factor).min(1.0))
            }
            Limits::LogLog => {
                let log = s.ln();
                let factor = (z * se / (s * log).abs()).exp();
                ((log * factor).exp(), (log / factor).exp())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn curve(time: &[f64], event: &[bool], limits: Limits) -> SurvivalCurve {
        let rows = super::super::event_table::SurvivalRows::new(time, event);
        let table = EventTable::from_rows(&rows).expect("rows in order");
        kaplan_meier(&table, limits, 0.95).expect("a curve")
    }

    #[test]
    fn nothing_is_defined_where_the_curve_is_zero_and_log_log_not_at_one() {
        let c = curve(&[1.0, 2.0, 3.0], &[false, true, true], Limits::LogLog);
        assert_eq!(c.surv, [1.0, 0.5, 0.0]);
        assert_eq!(c.std_err[0], 0.0);
        assert!(c.conf_low[0].is_nan() && c.std_err[2].is_nan() && c.conf_high[2].is_nan());
        let log = curve(&[1.0, 2.0, 3.0], &[false, true, true], Limits::Log);
        assert_eq!((log.conf_low[0], log.conf_high[0]), (1.0, 1.0));
    }

    #[test]
    fn an_empty_table_and_a_level_of_one_are_refused() {
        let empty = EventTable::default();
        assert_eq!(kaplan_meier(&empty, Limits::Log, 0.95), Err(Error::Empty));
        let table = EventTable::from_week_counts(&[1], &[1]);
        let refused = kaplan_meier(&table, Limits::Log, 1.0);
        assert!(matches!(refused, Err(Error::OutOfRange { .. })));
    }

    proptest! {
        #[test]
        fn limits_contain_the_estimate_and_stay_within_0_and_1(
            rows in proptest::collection::vec((0u32..12, any::<bool>()), 1..50),
        ) {
            let time: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
            let event: Vec<bool> = rows.iter().map(|r| r.1).collect();
            for limits in [Limits::Log, Limits::LogLog, Limits::Plain] {
                let c = curve(&time, &event, limits);
                for i in 0..c.time.len() {
                    if c.conf_low[i].is_nan() {
                        prop_assert!(c.surv[i] == 0.0 || c.surv[i] == 1.0);
                        continue;
                    }
                    prop_assert!(0.0 <= c.conf_low[i] && c.conf_low[i] <= c.surv[i]);
                    prop_assert!(c.surv[i] <= c.conf_high[i] && c.conf_high[i] <= 1.0);
                }
            }
        }

        #[test]
        fn without_censoring_the_curve_is_the_share_still_without_the_event(
            times in proptest::collection::vec(0u32..12, 1..50),
        ) {
            let time: Vec<f64> = times.iter().map(|t| f64::from(*t)).collect();
            let c = curve(&time, &vec![true; time.len()], Limits::Log);
            for (t, s) in c.time.iter().zip(&c.surv) {
                let n = time.len() as f64;
                let share = time.iter().filter(|x| *x > t).count() as f64 / n;
                prop_assert!((s - share).abs() < 1e-14);
                // Greenwood's error is then the binomial one.
            }
            for (s, se) in c.surv.iter().zip(&c.std_err).filter(|(s, _)| **s > 0.0) {
                prop_assert!((se.powi(2) - s * (1.0 - s) / time.len() as f64).abs() < 1e-14);
            }
        }
    }
}
