//! `estimate ols`: least squares with classical, robust and cluster-robust errors, and the 2x2 difference-in-differences.

use super::answer::{Tidy, matrix, num};
use super::linear::{Did, Model, Rows, conf_level, warn_of_few_clusters};
use super::{Answer, Failure, Spec, Table};
use crate::stats::cluster_robust::{Clusters, cluster_covariance, cr1_factor};
use crate::stats::cr2::cr2_covariance;
use crate::stats::least_squares::least_squares;
use crate::stats::linalg::to_rows;
use crate::stats::sandwich::{RobustKind, robust_covariance};
use crate::stats::{Error, Inference, LeastSquares};
use faer::Mat;
use serde_json::{Map, Value, json};

/// The kinds of errors, by their names in `--vcov`.
const ROBUST: [(&str, RobustKind); 5] = [
    ("iid", RobustKind::Iid),
    ("HC0", RobustKind::Hc0),
    ("HC1", RobustKind::Hc1),
    ("HC2", RobustKind::Hc2),
    ("HC3", RobustKind::Hc3),
];
const CLUSTERED: [&str; 3] = ["CR0", "CR1", "CR2"];

/// Runs the method.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    let y_name = spec.text("y")?.to_string();
    let model = Model::read(spec)?;
    let level = conf_level(spec)?;
    let kinds = kinds(spec)?;
    let rows = Rows::read(
        spec,
        table,
        std::slice::from_ref(&y_name),
        &model.terms,
        &mut answer,
    )?;
    let y = rows.table.numbers(&y_name)?;
    let (names, columns) = model.columns(&rows.table)?;
    let cells = match &model.did {
        Some(did) => Some(did.cells(&rows.table)?),
        None => None,
    };
    answer.put("n", y.len());
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let fit = match least_squares(y, &slices, rows.weights.as_deref()) {
        Ok(fit) => fit,
        Err(error) => {
            answer.not_estimated.push(format!("all terms: {error}"));
            return Ok(answer);
        }
    };
    put_fit(&fit, &names, rows.clusters.as_ref(), &mut answer);
    put_errors(
        &fit,
        &names,
        &kinds,
        rows.clusters.as_ref(),
        level,
        &mut answer,
    );
    if let (Some(did), Some(cells)) = (&model.did, &cells) {
        put_did(
            did,
            cells,
            y,
            rows.weights.as_deref(),
            &fit,
            &names,
            &mut answer,
        );
    }
    if let Some(clusters) = &rows.clusters {
        warn_of_few_clusters(clusters, cells.as_deref(), &mut answer);
    }
    Ok(answer)
}

/// The kinds of errors asked for; `iid` and `HC1` unless given, `CR1` too with a cluster.
fn kinds(spec: &Spec) -> Result<Vec<String>, Failure> {
    let has_cluster = spec.opt_text("cluster")?.is_some();
    let mut kinds = spec.names("vcov")?;
    if kinds.is_empty() {
        kinds = vec!["iid".to_string(), "HC1".to_string()];
        kinds.extend(has_cluster.then(|| "CR1".to_string()));
    }
    let robust = ROBUST.map(|(name, _)| name);
    for kind in &kinds {
        let clustered = CLUSTERED.contains(&kind.as_str());
        if !clustered && !robust.contains(&kind.as_str()) {
            return Err(Failure::Usage(format!(
                "`--vcov` takes any of {}, {}",
                robust.join(", "),
                CLUSTERED.join(", ")
            )));
        }
        if clustered && !has_cluster {
            let needed = format!("`--cluster` is needed for `--vcov {kind}`");
            return Err(Failure::Usage(needed));
        }
    }
    spec.set("vcov", json!(kinds));
    Ok(kinds)
}

/// Size, coefficients and fit.
fn put_fit(fit: &LeastSquares, names: &[String], clusters: Option<&Clusters>, answer: &mut Answer) {
    answer.put("rank", fit.rank());
    if let Some(clusters) = clusters {
        answer.put("clusters", clusters.count);
    }
    answer.put("names", names.to_vec());
    answer.put("coef", over_all(fit, &fit.coef, names.len()));
    let aliased: Vec<String> = fit.dropped.iter().map(|j| names[*j].clone()).collect();
    for name in &aliased {
        answer.not_estimated.push(format!(
            "`{name}`: a combination of the terms before it (or constant), so it was dropped"
        ));
    }
    answer.put("aliased", aliased);
    answer.put("r2", num(fit.r_squared));
    answer.put("sigma", num(fit.sigma));
    if fit.r_squared.is_nan() {
        let note = "r2: the outcome does not vary".to_string();
        answer.not_estimated.push(note);
    }
    if fit.df_residual == 0 {
        let note = format!(
            "sigma: {} rows and as many terms leave no degrees of freedom",
            fit.rows()
        );
        answer.not_estimated.push(note);
    }
}

/// Values of the kept columns, with null for the dropped ones.
fn over_all(fit: &LeastSquares, values: &[f64], columns: usize) -> Value {
    let mut all = vec![Value::Null; columns];
    for (place, value) in fit.kept.iter().zip(values) {
        all[*place] = num(*value);
    }
    Value::Array(all)
}

fn put_errors(
    fit: &LeastSquares,
    names: &[String],
    kinds: &[String],
    clusters: Option<&Clusters>,
    level: f64,
    answer: &mut Answer,
) {
    let mut all = Map::new();
    let mut tidy = Tidy {
        title: "Least squares".to_string(),
        columns: vec![
            "term",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
            "df",
            "vcov",
        ],
        rows: Vec::new(),
    };
    for kind in kinds {
        match covariance(fit, kind, clusters) {
            Ok((covariance, df)) => {
                let inferences = infer(fit, &covariance, &df, level);
                say_what_is_missing(fit, names, kind, &inferences, answer);
                tidy.rows.extend(tidy_rows(fit, names, kind, &inferences));
                let errors = error_fields(fit, names.len(), &inferences, &covariance);
                all.insert(kind.clone(), errors);
            }
            Err(error) => {
                answer.not_estimated.push(format!("{kind} errors: {error}"));
                all.insert(
                    kind.clone(),
                    error_fields(fit, names.len(), &[], &Mat::zeros(0, 0)),
                );
                tidy.rows.extend(tidy_rows(fit, names, kind, &[]));
            }
        }
    }
    answer.put("se", Value::Object(all));
    answer.tables.push(tidy);
}

fn say_what_is_missing(
    fit: &LeastSquares,
    names: &[String],
    kind: &str,
    inferences: &[Inference],
    answer: &mut Answer,
) {
    for (place, inference) in fit.kept.iter().zip(inferences) {
        let name = &names[*place];
        if inference.std_error == 0.0 {
            answer.not_estimated.push(format!(
                "{kind} test of `{name}`: the standard error is zero (no variation is left)"
            ));
        } else if inference.std_error.is_nan() {
            answer.not_estimated.push(format!(
                "{kind} error of `{name}`: one row alone determines the term and leaves no residual"
            ));
        }
    }
}

/// The covariance of a kind and the degrees of freedom of each coefficient's t test.
fn covariance(
    fit: &LeastSquares,
    kind: &str,
    clusters: Option<&Clusters>,
) -> Result<(Mat<f64>, Vec<f64>), Error> {
    if let Some((_, robust)) = ROBUST.iter().find(|(name, _)| *name == kind) {
        let df = vec![fit.df_residual as f64; fit.rank()];
        return Ok((robust_covariance(fit, *robust)?, df));
    }
    let clusters = clusters.ok_or(Error::OneCluster)?;
    if kind == "CR2" {
        let cr2 = cr2_covariance(fit, clusters)?;
        return Ok((cr2.covariance, cr2.df));
    }
    let mut covariance = cluster_covariance(fit, clusters)?;
    if kind == "CR1" {
        if fit.df_residual == 0 {
            return Err(Error::TooFewRows {
                rows: fit.rows(),
                needed: fit.rank() + 1,
            });
        }
        covariance *= faer::Scale(cr1_factor(clusters.count, fit.rows(), fit.rank()));
    }
    Ok((covariance, vec![clusters.count as f64 - 1.0; fit.rank()]))
}

fn infer(fit: &LeastSquares, covariance: &Mat<f64>, df: &[f64], level: f64) -> Vec<Inference> {
    (0..fit.rank())
        .map(|i| {
            let variance = covariance[(i, i)];
            let std_error = if variance < 0.0 { 0.0 } else { variance.sqrt() };
            Inference::from_t(fit.coef[i], std_error, df[i], level)
        })
        .collect()
}

fn error_fields(
    fit: &LeastSquares,
    columns: usize,
    inferences: &[Inference],
    covariance: &Mat<f64>,
) -> Value {
    let field = |read: fn(&Inference) -> f64| {
        let values: Vec<f64> = inferences.iter().map(read).collect();
        over_all(fit, &values, columns)
    };
    json!({
        "std_err": field(|i| i.std_error),
        "t": field(|i| i.statistic),
        "df": field(|i| i.df),
        "p": field(|i| i.p_value),
        "lower": field(|i| i.conf_low),
        "upper": field(|i| i.conf_high),
        "vcov": matrix(&to_rows(covariance)),
    })
}

/// One row per term; without `inferences`, estimates alone.
fn tidy_rows(
    fit: &LeastSquares,
    names: &[String],
    kind: &str,
    inferences: &[Inference],
) -> Vec<Vec<Value>> {
    let row = |(place, name): (usize, &String)| {
        let kept = fit.kept.iter().position(|j| *j == place);
        let estimate = kept.map_or(f64::NAN, |i| fit.coef[i]);
        let found = kept.and_then(|i| inferences.get(i));
        let part = |read: fn(&Inference) -> f64| num(found.map_or(f64::NAN, read));
        vec![
            Value::from(name.as_str()),
            num(estimate),
            part(|i| i.std_error),
            part(|i| i.statistic),
            part(|i| i.p_value),
            part(|i| i.conf_low),
            part(|i| i.conf_high),
            part(|i| i.df),
            Value::from(kind),
        ]
    };
    names.iter().enumerate().map(row).collect()
}

/// The four (weighted) means and where the effect stands among the coefficients.
fn put_did(
    did: &Did,
    cells: &[usize],
    y: &[f64],
    weights: Option<&[f64]>,
    fit: &LeastSquares,
    names: &[String],
    answer: &mut Answer,
) {
    let mut counts = [0_u64; 4];
    let (mut sums, mut totals) = ([0.0; 4], [0.0; 4]);
    for (i, cell) in cells.iter().enumerate() {
        let weight = weights.map_or(1.0, |w| w[i]);
        counts[*cell] += 1;
        sums[*cell] += weight * y[i];
        totals[*cell] += weight;
    }
    let cell = |c: usize| {
        json!({
            "treat": c / 2,
            "post": c % 2,
            "n": counts[c],
            "mean": num(sums[c] / totals[c]),
        })
    };
    answer.put("cells", (0..4).map(cell).collect::<Vec<Value>>());
    for c in (0..4).filter(|c| counts[*c] == 0) {
        answer.not_estimated.push(format!(
            "mean of the cell {} = {}, {} = {}: no rows",
            did.treat,
            c / 2,
            did.post,
            c % 2
        ));
    }
    let effect = did.effect();
    let place = names.iter().position(|n| *n == effect);
    let kept = place.and_then(|place| fit.kept.iter().position(|j| *j == place));
    answer.put(
        "att",
        json!({ "index": place, "value": kept.map_or(Value::Null, |i| num(fit.coef[i])) }),
    );
}
