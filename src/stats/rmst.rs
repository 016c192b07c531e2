//! The restricted mean survival time: the area under a survivor function up to a horizon.

use super::Error;
use super::distributions::normal_two_sided;
use super::kaplan_meier::{SurvivalCurve, critical_value, greenwood_term};

/// The mean time to the event, counted up to the horizon `tau` at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rmst {
    pub tau: f64,
    /// In the unit of time.
    pub estimate: f64,
    /// Standard error of `estimate`, in the unit of time.
    pub std_error: f64,
    /// The curve ends before `tau` above 0, and its last value was carried forward.
    pub carried_forward: bool,
}

/// The difference of two restricted means, second minus first, with a normal test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RmstDifference {
    pub estimate: f64,
    pub std_error: f64,
    pub conf_low: f64,
    pub conf_high: f64,
    /// `estimate / std_error`; NaN when the error is 0.
    pub statistic: f64,
    /// Two-sided; NaN when the error is 0.
    pub p_value: f64,
}

/// Restricted mean survival time of a Kaplan-Meier curve: the area under S over [0, tau].
///
/// `std_error` is of the area itself, from the curve's counts (Greenwood's terms). When the curve ends before `tau` its last value is
/// carried forward and the result says so.
///
/// # Formula
/// The variance is the sum over event times t_i < tau of (area from t_i to tau)^2 d_i/(n_i (n_i - d_i)).
///
/// # Errors
/// `OutOfRange` when `tau` is negative or not finite.
///
/// # Source
/// Irwin (1949); Klein and Moeschberger, Survival Analysis, section 4.5. Agrees with R survival 3.5-3 `summary(fit, rmean = tau)` to
/// 1e-9 relative (tests/conformance/km.rs).
pub fn rmst(curve: &SurvivalCurve, tau: f64) -> Result<Rmst, Error> {
    let areas = areas_to(curve, tau)?;
    let variance: f64 = (0..areas.after.len())
        .map(|i| areas.after[i].powi(2) * greenwood_term(curve.n_risk[i], curve.n_event[i]))
        .fold(0.0, |sum, term| sum + term);
    let last = curve.surv.last().copied().unwrap_or(1.0);
    Ok(Rmst {
        tau,
        estimate: areas.total,
        std_error: variance.sqrt(),
        carried_forward: last > 0.0 && curve.time.last().is_none_or(|t| *t < tau),
    })
}

/// Second minus first.
///
/// # Errors
/// `OutOfRange` for a `conf_level` not between 0 and 1.
pub fn rmst_difference(
    first: &Rmst,
    second: &Rmst,
    conf_level: f64,
) -> Result<RmstDifference, Error> {
    let z = critical_value(conf_level)?;
    let estimate = second.estimate - first.estimate;
    let std_error = first.std_error.hypot(second.std_error);
    let statistic = if std_error > 0.0 {
        estimate / std_error
    } else {
        f64::NAN
    };
    Ok(RmstDifference {
        estimate,
        std_error,
        conf_low: estimate - z * std_error,
        conf_high: estimate + z * std_error,
        statistic,
        p_value: normal_two_sided(statistic),
    })
}

/// The area under S over [0, tau], and from each time below `tau` on to `tau`.
pub(crate) struct Areas {
    pub total: f64,
    pub after: Vec<f64>,
}

pub(crate) fn areas_to(curve: &SurvivalCurve, tau: f64) -> Result<Areas, Error> {
    if !(tau.is_finite() && tau >= 0.0) {
        return Err(Error::OutOfRange {
            what: "tau",
            value: tau,
            allowed: "zero or more",
        });
    }
    let below = curve.time.partition_point(|t| *t < tau);
    let mut after = vec![0.0; below];
    let (mut area, mut right) = (0.0, tau);
    for i in (0..below).rev() {
        area += curve.surv[i] * (right - curve.time[i]);
        after[i] = area;
        right = curve.time[i];
    }
    Ok(Areas {
        total: area + right,
        after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::event_table::EventTable;
    use crate::stats::kaplan_meier::{Limits, kaplan_meier};

    fn curve(events: &[u64], censored: &[u64]) -> SurvivalCurve {
        let table = EventTable::from_week_counts(events, censored);
        kaplan_meier(&table, Limits::Plain, 0.95).expect("a curve")
    }

    #[test]
    fn area_and_error_by_hand() {
        // S is 1 to week 1, 4/5 to week 2, 2/5 to week 4: area to 4 is 1 + 0.8 + 2 * 0.4 = 2.6.
        let c = curve(&[0, 1, 2], &[0, 0, 1, 0, 1]);
        let r = rmst(&c, 4.0).expect("an area");
        assert!((r.estimate - 2.6).abs() < 1e-15);
        // Areas from 1 and 2 on are 1.6 and 0.8: 1.6^2/20 + 0.8^2 * 2/8 = 0.288.
        assert!((r.std_error.powi(2) - 0.288).abs() < 1e-15);
        assert!(!r.carried_forward);
    }

    #[test]
    fn a_horizon_beyond_the_curve_carries_the_last_value_forward_and_says_so() {
        let c = curve(&[0, 1, 2], &[0, 0, 1, 0, 1]);
        let r = rmst(&c, 6.0).expect("an area");
        assert!((r.estimate - 3.4).abs() < 1e-15 && r.carried_forward);
        let to_zero = rmst(&curve(&[0, 2], &[]), 6.0).expect("an area");
        assert_eq!(
            (to_zero.estimate, to_zero.std_error, to_zero.carried_forward),
            (1.0, 0.0, false)
        );
    }

    #[test]
    fn an_event_in_week_zero_takes_its_share_of_the_whole_area() {
        let r = rmst(&curve(&[1], &[0, 1]), 1.0).expect("an area");
        assert_eq!(r.estimate, 0.5);
        assert!((r.std_error.powi(2) - 0.125).abs() < 1e-16);
    }

    #[test]
    fn a_difference_without_error_has_no_statistic() {
        let r = rmst(&curve(&[0, 2], &[]), 1.0).expect("an area");
        let d = rmst_difference(&r, &r, 0.95).expect("a difference");
        assert!(d.estimate == 0.0 && d.statistic.is_nan() && d.p_value.is_nan());
        assert!(rmst(&curve(&[0, 2], &[]), -1.0).is_err());
    }
}
