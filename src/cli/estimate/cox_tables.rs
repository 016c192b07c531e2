//! The tidy tables of `estimate cox`.

use super::answer::{Tidy, num};
use super::cox_rows::Rows;
use crate::stats::cox::{Baseline, CoxFit, PhTest, Prediction, Test};
use serde_json::{Value, json};

/// Log hazard ratios with the errors in force, and the hazard ratios.
pub(super) fn coefficient_table(fit: &CoxFit, names: &[String]) -> Tidy {
    let rows = names.iter().enumerate().map(|(j, name)| {
        let mut cells = vec![json!(name)];
        match fit.row(j) {
            None => cells.extend(vec![Value::Null; 9]),
            Some(row) => {
                let ratio = [row.estimate, row.conf_low, row.conf_high].map(f64::exp);
                let own = [row.estimate, row.std_error, row.statistic, row.p_value];
                cells.extend(own.map(num));
                cells.extend([row.conf_low, row.conf_high].map(num));
                cells.extend(ratio.map(num));
            }
        }
        cells
    });
    Tidy {
        title: "Cox regression (log hazard ratios)".to_string(),
        columns: vec![
            "term",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
            "hazard.ratio",
            "hr.low",
            "hr.high",
        ],
        rows: rows.collect(),
    }
}

/// Chi-square tests, one row each.
pub(super) fn test_table(title: &str, tests: &[(&str, Option<Test>)]) -> Tidy {
    let rows = tests.iter().filter_map(|(name, test)| {
        let test = (*test)?;
        Some(vec![
            json!(name),
            num(test.statistic),
            json!(test.df),
            num(test.p_value),
        ])
    });
    Tidy {
        title: title.to_string(),
        columns: vec!["term", "statistic", "df", "p.value"],
        rows: rows.collect(),
    }
}

/// The tests of proportional hazards on one time scale.
pub(super) fn ph_table(transform: &str, names: &[String], test: &PhTest) -> Tidy {
    let terms = names
        .iter()
        .map(String::as_str)
        .zip(test.terms.iter().copied());
    let all: Vec<(&str, Option<Test>)> = terms.chain([("GLOBAL", Some(test.global))]).collect();
    test_table(&format!("Proportional hazards, time as {transform}"), &all)
}

const CURVE: [&str; 9] = [
    "time",
    "n.risk",
    "n.event",
    "n.censor",
    "estimate",
    "std.error",
    "conf.low",
    "conf.high",
    "strata",
];

/// The cumulative baseline hazards.
pub(super) fn baseline_table(curves: &[Baseline], rows: &Rows) -> Tidy {
    let lines = curves.iter().flat_map(|curve| {
        let name = stratum_name(rows, curve.stratum);
        (0..curve.time.len()).map(move |k| {
            let numbers = [
                curve.time[k],
                curve.n_risk[k],
                curve.n_event[k],
                curve.n_censor[k],
                curve.cumhaz[k],
            ];
            let mut cells: Vec<Value> = numbers.map(num).to_vec();
            cells.extend([Value::Null, Value::Null, Value::Null, name.clone()]);
            cells
        })
    });
    Tidy {
        title: "Cumulative baseline hazard (all covariates zero)".to_string(),
        columns: CURVE.to_vec(),
        rows: lines.collect(),
    }
}

/// Predicted survival, the rows numbered from 1.
pub(super) fn prediction_table(predictions: &[Prediction]) -> Tidy {
    let lines = predictions.iter().enumerate().flat_map(|(i, p)| {
        (0..p.time.len()).map(move |k| {
            let numbers = [
                p.time[k],
                p.surv[k],
                p.std_error[k],
                p.conf_low[k],
                p.conf_high[k],
            ];
            let mut cells = vec![json!(i + 1)];
            cells.extend(numbers.map(num));
            cells
        })
    });
    Tidy {
        title: "Predicted survival".to_string(),
        columns: vec![
            "row",
            "time",
            "estimate",
            "std.error",
            "conf.low",
            "conf.high",
        ],
        rows: lines.collect(),
    }
}

/// The label of a stratum; null when there are none.
pub(super) fn stratum_name(rows: &Rows, stratum: usize) -> Value {
    let strata = rows.strata.as_ref();
    strata.map_or(Value::Null, |s| json!(s.labels[stratum]))
}
