//! The fields of the answer: names as in `expected` of the conformance cases.

use super::{Estimates, Group, Settings, usage};
use crate::cli::estimate::Failure;
use crate::cli::estimate::answer::{num, nums};
use crate::stats::event_table::SurvivalRows;
use crate::stats::kaplan_meier::{Limits, SurvivalCurve, confidence_limits};
use crate::stats::rmst::RmstDifference;
use crate::stats::survival_quantile::survival_quantiles;
use serde_json::{Map, Value, json};

/// The fields of the difference of two restricted means.
pub fn of_difference(d: &RmstDifference) -> Value {
    json!({
        "value": num(d.estimate), "std_err": num(d.std_error), "lower": num(d.conf_low), "upper": num(d.conf_high),
        "z": num(d.statistic), "p": num(d.p_value),
    })
}

/// The fields of one group.
pub fn of_group(
    group: &Group,
    estimates: &Estimates,
    settings: &Settings,
) -> Result<Value, Failure> {
    let curve = &estimates.curves[0];
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_string(), value);
    put("group", group.value.clone());
    put("n", json!(group.durations.time.len()));
    put("events", num(curve.n_event.iter().sum()));
    put("time", nums(&curve.time));
    put("n_risk", nums(&curve.n_risk));
    put("n_event", nums(&curve.n_event));
    put("n_censor", nums(&curve.n_censor));
    put("surv", nums(&curve.surv));
    put("std_err", nums(&curve.std_err));
    put("cumhaz", nums(&estimates.hazard.cumhaz));
    put("std_err_cumhaz", nums(&estimates.hazard.std_err));
    let by_type = settings.types.iter().zip(&estimates.curves);
    let limits = |(kind, c): (&(&str, Limits), &SurvivalCurve)| {
        (
            kind.0.to_string(),
            json!({"lower": nums(&c.conf_low), "upper": nums(&c.conf_high)}),
        )
    };
    put("ci", Value::Object(by_type.map(limits).collect()));
    put("quantiles", quantile_fields(estimates, settings)?);
    if let Some(mean) = &estimates.rmst {
        put(
            "rmst",
            json!({"tau": mean.tau, "value": num(mean.estimate), "std_err": num(mean.std_error)}),
        );
    }
    if let Some(times) = &settings.at {
        put(
            "at",
            at_fields(&group.durations.rows(), curve, times, settings)?,
        );
    }
    Ok(Value::Object(fields))
}

fn quantile_fields(estimates: &Estimates, settings: &Settings) -> Result<Value, Failure> {
    let mut limits = Map::new();
    let mut value = Value::Null;
    let reached = |time: Option<f64>| time.map_or(Value::Null, num);
    for ((kind, _), curve) in settings.types.iter().zip(&estimates.curves) {
        let found = survival_quantiles(curve, &settings.quantiles).map_err(usage)?;
        value = found.iter().map(|q| reached(q.value)).collect();
        let lower: Value = found.iter().map(|q| reached(q.conf_low)).collect();
        let upper: Value = found.iter().map(|q| reached(q.conf_high)).collect();
        limits.insert(kind.to_string(), json!({"lower": lower, "upper": upper}));
    }
    Ok(json!({"prob": nums(&settings.quantiles), "value": value, "ci": limits}))
}

/// The curve at given times: S with the events of the time taken off, and those at risk just before it.
fn at_fields(
    rows: &SurvivalRows,
    curve: &SurvivalCurve,
    times: &[f64],
    settings: &Settings,
) -> Result<Value, Failure> {
    let (mut risk, mut surv, mut std_err) = (Vec::new(), Vec::new(), Vec::new());
    for t in times {
        let at_risk = |row: &usize| rows.entry(*row) < *t && rows.time[*row] >= *t;
        let in_risk_set = (0..rows.len()).filter(at_risk);
        risk.push(in_risk_set.map(|row| rows.weight(row)).sum());
        let passed = curve.time.partition_point(|time| time <= t);
        surv.push(if passed > 0 {
            curve.surv[passed - 1]
        } else {
            1.0
        });
        std_err.push(if passed > 0 {
            curve.std_err[passed - 1]
        } else {
            0.0
        });
    }
    let mut limits = Map::new();
    for (kind, on_scale) in &settings.types {
        let (lower, upper) =
            confidence_limits(&surv, &std_err, *on_scale, settings.conf_level).map_err(usage)?;
        limits.insert(
            kind.to_string(),
            json!({"lower": nums(&lower), "upper": nums(&upper)}),
        );
    }
    Ok(json!({
        "time": nums(times), "n_risk": nums(&risk), "surv": nums(&surv), "std_err": nums(&std_err), "ci": limits,
    }))
}
