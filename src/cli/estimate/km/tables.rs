//! The printed tables, and the sentences about what they cannot hold.

use super::{Estimates, Group, Settings, usage};
use crate::cli::estimate::answer::{Tidy, num};
use crate::cli::estimate::durations::group_name;
use crate::cli::estimate::{Answer, Failure};
use crate::stats::kaplan_meier::SurvivalCurve;
use crate::stats::rmst::RmstDifference;
use crate::stats::survival_quantile::survival_quantiles;
use serde_json::{Value, json};

/// The empty table of the curves.
pub fn curves() -> Tidy {
    let counts = ["time", "n.risk", "n.event", "n.censor"];
    let estimates = ["estimate", "std.error", "conf.low", "conf.high", "strata"];
    Tidy {
        title: "Survival".to_string(),
        columns: [&counts[..], &estimates[..]].concat(),
        rows: Vec::new(),
    }
}

/// The empty table of quantiles and restricted means.
pub fn summary() -> Tidy {
    let test = ["term", "estimate", "std.error", "statistic", "p.value"];
    Tidy {
        title: "Quantiles and restricted means".to_string(),
        columns: [&test[..], &["conf.low", "conf.high", "strata"]].concat(),
        rows: Vec::new(),
    }
}

fn strata_cell(group: &Group) -> Value {
    match &group.value {
        Value::Null => json!("all"),
        value => value.clone(),
    }
}

/// Adds one group's curve.
pub fn add_curve(table: &mut Tidy, group: &Group, curve: &SurvivalCurve) {
    for i in 0..curve.time.len() {
        let numbers = [
            curve.time[i],
            curve.n_risk[i],
            curve.n_event[i],
            curve.n_censor[i],
            curve.surv[i],
            curve.std_err[i],
            curve.conf_low[i],
            curve.conf_high[i],
        ];
        let mut row: Vec<Value> = numbers.into_iter().map(num).collect();
        row.push(strata_cell(group));
        table.rows.push(row);
    }
}

/// Adds quantiles and restricted mean, and says what is not reached or carried forward.
pub fn add_summary(
    table: &mut Tidy,
    answer: &mut Answer,
    group: &Group,
    estimates: &Estimates,
    settings: &Settings,
) -> Result<(), Failure> {
    let of_group = match &group.value {
        Value::Null => String::new(),
        value => format!(" in group `{}`", group_name(value)),
    };
    let curve = &estimates.curves[0];
    if curve.n_event.iter().all(|d| *d == 0.0) {
        answer
            .warnings
            .push(format!("no events{of_group}: the curve stays at 1"));
    }
    let zero = curve.surv.iter().position(|s| *s == 0.0);
    if let Some(i) = zero.filter(|i| i + 1 < curve.time.len()) {
        answer.warnings.push(format!(
            "the curve{of_group} is 0 from {} on, where all then at risk had the event, though others enter later",
            curve.time[i]
        ));
    }
    for q in survival_quantiles(curve, &settings.quantiles).map_err(usage)? {
        let cell = |time: Option<f64>| time.map_or(Value::Null, num);
        if q.value.is_none() {
            answer
                .notes
                .push(format!("the quantile {} is not reached{of_group}", q.prob));
        }
        table.rows.push(vec![
            json!(format!("quantile {}", q.prob)),
            cell(q.value),
            Value::Null,
            Value::Null,
            Value::Null,
            cell(q.conf_low),
            cell(q.conf_high),
            strata_cell(group),
        ]);
    }
    if let Some(mean) = &estimates.rmst {
        if mean.carried_forward {
            answer.warnings.push(format!(
                "the curve{of_group} ends before {}: its last value is carried forward in the restricted mean", mean.tau
            ));
        }
        table.rows.push(vec![
            json!(format!("restricted mean to {}", mean.tau)),
            num(mean.estimate),
            num(mean.std_error),
            Value::Null,
            Value::Null,
            Value::Null,
            Value::Null,
            strata_cell(group),
        ]);
    }
    Ok(())
}

/// Adds the difference of two groups' restricted means, or says why it has no test.
pub fn add_difference(table: &mut Tidy, answer: &mut Answer, tau: f64, d: &RmstDifference) {
    if d.statistic.is_nan() {
        answer
            .not_estimated
            .push("the test of the restricted means: their difference has no error".to_string());
    }
    let numbers = [
        d.estimate,
        d.std_error,
        d.statistic,
        d.p_value,
        d.conf_low,
        d.conf_high,
    ];
    let mut row = vec![json!(format!("difference of restricted means to {tau}"))];
    row.extend(numbers.map(num));
    row.push(json!("second minus first"));
    table.rows.push(row);
}
