//! A survival curve in steps that each stand on enough persons.

use super::MINIMUM;
use super::count_rule::small;
use crate::findings::{AtTime, Curve};

/// Joins weeks until each step counts no events or at least five, and no censorings or at least five; the curve ends where fewer than
/// five are at risk. Returns how many steps were joined or cut.
pub fn coarsen(curve: &mut Curve) -> u64 {
    let before = curve.time.len();
    let full = curve.clone();
    clear(curve);
    let (mut events, mut censored, mut at_risk) = (0, 0, None);
    for i in 0..before {
        let n_risk = full.n_risk[i].unwrap_or(0);
        if n_risk < MINIMUM {
            break;
        }
        at_risk.get_or_insert(n_risk);
        events += full.n_event[i].unwrap_or(0);
        censored += full.n_censor[i].unwrap_or(0);
        let left = n_risk - full.n_event[i].unwrap_or(0) - full.n_censor[i].unwrap_or(0);
        if small(events) || small(censored) || small(left) {
            continue;
        }
        curve.time.push(full.time[i]);
        curve.n_risk.push(at_risk.take());
        curve.n_event.push(Some(events));
        curve.n_censor.push(Some(censored));
        curve.survival.push(full.survival[i]);
        curve.std_error.push(full.std_error[i]);
        curve.conf_low.push(full.conf_low[i]);
        curve.conf_high.push(full.conf_high[i]);
        curve.cumulative_hazard.push(full.cumulative_hazard[i]);
        (events, censored) = (0, 0);
    }
    for at in &mut curve.at {
        read_again(
            at,
            &curve.time,
            &curve.survival,
            &curve.conf_low,
            &curve.conf_high,
        );
    }
    for (_, n_risk) in &mut curve.risk_table {
        *n_risk = n_risk.filter(|n| !small(*n));
    }
    (before - curve.time.len()) as u64
}

fn clear(curve: &mut Curve) {
    curve.time.clear();
    curve.n_risk.clear();
    curve.n_event.clear();
    curve.n_censor.clear();
    curve.survival.clear();
    curve.std_error.clear();
    curve.conf_low.clear();
    curve.conf_high.clear();
    curve.cumulative_hazard.clear();
}

/// The reading at a named week, from the steps that are told.
fn read_again(
    at: &mut AtTime,
    time: &[f64],
    survival: &[f64],
    low: &[Option<f64>],
    high: &[Option<f64>],
) {
    let upto = time.partition_point(|t| *t <= at.time);
    match upto.checked_sub(1) {
        Some(i) => {
            at.survival = survival[i];
            at.conf_low = low[i];
            at.conf_high = high[i];
            at.observed_until = at.observed_until.min(time[i]);
        }
        None => {
            at.survival = 1.0;
            at.conf_low = None;
            at.conf_high = None;
            at.observed_until = 0.0;
        }
    }
    at.n_risk = at.n_risk.filter(|n| !small(*n));
}
