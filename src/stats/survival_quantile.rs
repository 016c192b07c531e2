//! Quantiles of the time to the event, read off a survivor function and its limits.

use super::Error;
use super::kaplan_meier::SurvivalCurve;

/// The time by which a share `prob` has had the event; `None` is "not reached".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalQuantile {
    pub prob: f64,
    pub value: Option<f64>,
    pub conf_low: Option<f64>,
    pub conf_high: Option<f64>,
}

/// Quantiles of the time to the event with limits from the curve's own limits.
///
/// The result has one entry per `probs`, in the unit of time.
///
/// # Formula
/// The first t with S(t) < 1 - p; where S equals 1 - p on a stretch (within 1.5e-8) the stretch's midpoint, to the last time when S
/// never falls further. The limits are the same, of the lower and the upper limit curve.
///
/// # Errors
/// `OutOfRange` for a `prob` outside 0 to 1.
///
/// # Source
/// Brookmeyer and Crowley (1982), Biometrics 38. Agrees with R survival 3.5-3 `quantile(survfit)` exactly (tests/conformance/km.rs); limit
/// curves that are not monotone are read at their first crossing.
pub fn survival_quantiles(
    curve: &SurvivalCurve,
    probs: &[f64],
) -> Result<Vec<SurvivalQuantile>, Error> {
    let one = |prob: &f64| {
        if !(0.0..=1.0).contains(prob) {
            return Err(Error::OutOfRange {
                what: "prob",
                value: *prob,
                allowed: "0 to 1",
            });
        }
        Ok(SurvivalQuantile {
            prob: *prob,
            value: crossing(&curve.time, &curve.surv, *prob),
            conf_low: crossing(&curve.time, &curve.conf_low, *prob),
            conf_high: crossing(&curve.time, &curve.conf_high, *prob),
        })
    };
    probs.iter().map(one).collect()
}

/// Where a falling curve, 1 before its first time, passes 1 - `prob`.
fn crossing(time: &[f64], curve: &[f64], prob: f64) -> Option<f64> {
    // The square root of the rounding unit, as in R: products of shares miss round values by more than that unit.
    const TOLERANCE: f64 = 1.490_116_119_384_765_6e-8;
    if prob == 0.0 {
        return Some(0.0);
    }
    let first_at_most = |level: f64| curve.iter().position(|s| *s <= level);
    let reached = first_at_most(1.0 - prob + TOLERANCE)?;
    let passed = match first_at_most(1.0 - prob - TOLERANCE) {
        Some(passed) => passed,
        None if (curve.last()? - (1.0 - prob)).abs() < TOLERANCE => time.len() - 1,
        None => return None,
    };
    Some((time[reached] + time[passed]) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::event_table::EventTable;
    use crate::stats::kaplan_meier::{Limits, kaplan_meier};

    fn quantile(events: &[u64], censored: &[u64], prob: f64) -> SurvivalQuantile {
        let table = EventTable::from_week_counts(events, censored);
        let curve = kaplan_meier(&table, Limits::Plain, 0.95).expect("a curve");
        survival_quantiles(&curve, &[prob]).expect("a quantile")[0]
    }

    #[test]
    fn the_first_time_below_the_level_or_the_middle_of_a_stretch_on_it() {
        // S is 3/4 from week 1, 1/2 from week 2, 1/4 from week 6, 0 from week 8.
        let at = |prob| quantile(&[0, 1, 1, 0, 0, 0, 1, 0, 1], &[], prob).value;
        assert_eq!(at(0.3), Some(2.0));
        assert_eq!(at(0.5), Some(4.0));
        assert_eq!(at(0.75), Some(7.0));
        assert_eq!(at(0.0), Some(0.0));
        assert_eq!(at(1.0), Some(8.0));
    }

    #[test]
    fn a_level_that_is_never_reached_has_no_quantile() {
        // S stays at 1/2 from week 1 to the censoring in week 5.
        let q = quantile(&[0, 2], &[0, 0, 0, 0, 0, 2], 0.6);
        assert_eq!(q.value, None);
        assert_eq!(q.conf_high, None);
        let on_the_level = quantile(&[0, 2], &[0, 0, 0, 0, 0, 2], 0.5);
        assert_eq!(on_the_level.value, Some(3.0));
    }
}
