//! What `estimate cox` gives on request: baseline hazard, predictions, residuals and the proportional-hazards test.

use super::answer::nums;
use super::cox::rows_value;
use super::cox_rows::Rows;
use super::cox_tables::{baseline_table, ph_table, prediction_table, stratum_name};
use super::{Answer, Failure, Spec};
use crate::stats::cox::{CoxFit, CoxModel, Transform};
use serde_json::{Map, Value, json};

/// The time scales of the proportional-hazards test by name.
const TRANSFORMS: [(&str, Transform); 4] = [
    ("km", Transform::Km),
    ("identity", Transform::Identity),
    ("log", Transform::Log),
    ("rank", Transform::Rank),
];

/// Rows of residuals shown unless asked otherwise.
const RESIDUAL_ROWS: f64 = 10.0;

/// What was asked for.
pub(super) struct Extras {
    baseline: bool,
    residual_rows: Option<usize>,
    predict: Option<Wanted>,
    zph: Vec<(&'static str, Transform)>,
}

/// Survival wanted at these times for these rows.
struct Wanted {
    times: Vec<f64>,
    rows: Vec<Map<String, Value>>,
}

impl Extras {
    /// Reads `baseline`, `residuals`, `residual_rows`, `predict` and `zph`.
    pub fn read(spec: &Spec) -> Result<Extras, Failure> {
        let residuals = spec.flag("residuals")?;
        let rows = match residuals {
            true => Some(spec.number_or("residual_rows", RESIDUAL_ROWS)? as usize),
            false => None,
        };
        let zph = spec.names("zph")?;
        let transform = |name: &String| {
            let found = TRANSFORMS.iter().find(|(known, _)| known == name).copied();
            found.ok_or_else(|| {
                Failure::Usage("`--zph` takes any of km, identity, log, rank".to_string())
            })
        };
        Ok(Extras {
            baseline: spec.flag("baseline")?,
            residual_rows: rows,
            predict: predict(spec)?,
            zph: zph.iter().map(transform).collect::<Result<_, _>>()?,
        })
    }
}

fn predict(spec: &Spec) -> Result<Option<Wanted>, Failure> {
    let Some(predict) = spec.get("predict") else {
        return Ok(None);
    };
    let wrong =
        || Failure::Usage("`--predict` takes an object with `times` and `rows`".to_string());
    let list = |key: &str| match predict.get(key) {
        Some(Value::Array(items)) => Ok(items.clone()),
        Some(single) if !single.is_null() => Ok(vec![single.clone()]),
        _ => Err(wrong()),
    };
    let (times, rows) = (list("times")?, list("rows")?);
    let times = times.iter().map(Value::as_f64).collect::<Option<_>>();
    let rows = rows
        .iter()
        .map(|row| row.as_object().cloned())
        .collect::<Option<_>>();
    Ok(Some(Wanted {
        times: times.ok_or_else(wrong)?,
        rows: rows.ok_or_else(wrong)?,
    }))
}

pub(super) fn put_baseline(
    extras: &Extras,
    model: &CoxModel,
    fit: &CoxFit,
    rows: &Rows,
    answer: &mut Answer,
) {
    if !extras.baseline {
        return;
    }
    let curves = model.baseline(fit);
    let value = curves.iter().map(|curve| {
        json!({
            "stratum": stratum_name(rows, curve.stratum),
            "time": nums(&curve.time),
            "cumhaz": nums(&curve.cumhaz),
        })
    });
    answer.put("baseline_hazard", value.collect::<Vec<Value>>());
    answer.tables.push(baseline_table(&curves, rows));
}

pub(super) fn put_predictions(
    extras: &Extras,
    model: &CoxModel,
    fit: &CoxFit,
    rows: &Rows,
    answer: &mut Answer,
) -> Result<(), Failure> {
    let Some(Wanted {
        times,
        rows: wanted,
    }) = &extras.predict
    else {
        return Ok(());
    };
    let mut predictions = Vec::new();
    for row in wanted {
        check_levels(rows, row)?;
        let terms = rows.terms.iter();
        let x = terms
            .map(|t| t.value_in(row))
            .collect::<Result<Vec<f64>, Failure>>()?;
        let stratum = match &rows.strata {
            None => 0,
            Some(strata) => strata.of(row)?,
        };
        let found = model.predict(fit, &x, stratum, times);
        predictions.push(found.map_err(|e| Failure::Usage(e.to_string()))?);
    }
    let value = predictions.iter().map(|p| {
        json!({
            "time": nums(&p.time), "surv": nums(&p.surv), "std_err": nums(&p.std_error),
            "lower": nums(&p.conf_low), "upper": nums(&p.conf_high),
        })
    });
    answer.put("predict", value.collect::<Vec<Value>>());
    answer.tables.push(prediction_table(&predictions));
    Ok(())
}

/// A level that the data do not have would silently be taken for the first one.
fn check_levels(rows: &Rows, row: &Map<String, Value>) -> Result<(), Failure> {
    for column in rows.terms.iter().flat_map(|t| t.factor_columns()) {
        let Some(value) = row.get(column) else {
            continue;
        };
        let label = super::terms::value_label(value);
        if !rows.table.groups(column)?.labels.contains(&label) {
            return Err(Failure::Usage(format!(
                "a row to predict has `{column}` = `{label}`, which the data do not have"
            )));
        }
    }
    Ok(())
}

pub(super) fn put_residuals(extras: &Extras, model: &CoxModel, fit: &CoxFit, answer: &mut Answer) {
    let Some(limit) = extras.residual_rows else {
        return;
    };
    let martingale = model.martingale(fit);
    let shown = limit.min(martingale.len());
    let rows: Vec<usize> = (0..shown).collect();
    let mut fields = Map::new();
    fields.insert("rows".to_string(), json!(limit));
    fields.insert("martingale".to_string(), nums(&martingale[..shown]));
    fields.insert("deviance".to_string(), nums(&model.deviance(fit)[..shown]));
    let scores = model.score_residuals(fit, &rows).and_then(|score| {
        Ok((
            score,
            model.dfbeta(fit, &rows)?,
            model.schoenfeld(fit, limit)?,
        ))
    });
    match scores {
        Err(error) => answer
            .not_estimated
            .push(format!("residuals of the score: {error}")),
        Ok((score, dfbeta, schoenfeld)) => {
            fields.insert("score".to_string(), rows_value(&score));
            fields.insert("dfbeta".to_string(), rows_value(&dfbeta));
            fields.insert("schoenfeld_time".to_string(), nums(&schoenfeld.time));
            fields.insert("schoenfeld".to_string(), rows_value(&schoenfeld.residual));
            fields.insert(
                "scaled_schoenfeld".to_string(),
                rows_value(&schoenfeld.scaled),
            );
        }
    }
    answer.put("residuals", fields);
}

pub(super) fn put_ph_tests(
    extras: &Extras,
    model: &CoxModel,
    fit: &CoxFit,
    names: &[String],
    answer: &mut Answer,
) {
    if extras.zph.is_empty() {
        return;
    }
    let mut fields = Map::new();
    for (name, transform) in &extras.zph {
        let test = match model.ph_test(fit, *transform) {
            Ok(test) => test,
            Err(error) => {
                let reason = format!("proportional hazards, time as {name}: {error}");
                answer.not_estimated.push(reason);
                fields.insert(name.to_string(), Value::Null);
                continue;
            }
        };
        let terms = names.iter().zip(&test.terms);
        let mut rows: Vec<(&str, _)> = terms
            .filter_map(|(name, t)| Some((name.as_str(), (*t)?)))
            .collect();
        rows.push(("GLOBAL", test.global));
        fields.insert(
            name.to_string(),
            json!({
                "term": rows.iter().map(|(name, _)| *name).collect::<Vec<&str>>(),
                "chisq": nums(&rows.iter().map(|(_, t)| t.statistic).collect::<Vec<f64>>()),
                "df": rows.iter().map(|(_, t)| t.df).collect::<Vec<usize>>(),
                "p": nums(&rows.iter().map(|(_, t)| t.p_value).collect::<Vec<f64>>()),
            }),
        );
        answer.tables.push(ph_table(name, names, &test));
    }
    answer.put("ph_test", fields);
}
