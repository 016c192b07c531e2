//! `estimate factor`: maximum-likelihood factors, principal components, Cronbach's alpha.

use super::answer::{Tidy, matrix, num, nums};
use super::durations::{columns_used, dropped_note};
use super::linear::conf_level;
use super::values::{whole, yes_no};
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::cronbach_alpha::cronbach_alpha;
use crate::stats::factor_analysis::{FactorAnalysis, LOWER_BOUND, factor_analysis};
use crate::stats::principal_components::principal_components;
use crate::stats::varimax::{ordered_and_turned, varimax};
use serde_json::{Value, json};

/// Runs the method on the columns `items`.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for a missing column or text in a numeric one.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let names = columns_used(spec, &["items"])?;
    if names.len() < 2 {
        let needed = "`--items` takes two columns or more";
        return Err(Failure::Usage(needed.to_string()));
    }
    let (table, dropped) = spec.select(table, &names)?;
    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    let mut items = Vec::new();
    for name in &names {
        items.push(table.numbers(name)?);
    }
    answer.put("n", table.rows());
    match spec.choice_or("method", &["ml", "pca", "alpha"], "ml")? {
        "pca" => components(spec, &names, &items, &mut answer)?,
        "alpha" => alpha(spec, &names, &items, &mut answer)?,
        _ => factors(spec, &names, &items, &mut answer)?,
    }
    Ok(answer)
}

/// A sentence that names the item where the estimator counts columns.
fn why_not(what: &str, names: &[String], items: &[&[f64]], error: &Error) -> String {
    let flat = |i: &usize| items[*i].iter().all(|v| *v == items[*i][0]);
    match error {
        Error::Constant { .. } => match (0..names.len()).find(flat) {
            Some(i) if !items[i].is_empty() => format!("{what}: `{}` does not vary", names[i]),
            _ => format!("{what}: {error}"),
        },
        other => format!("{what}: {other}"),
    }
}

fn factors(
    spec: &Spec,
    names: &[String],
    items: &[&[f64]],
    answer: &mut Answer,
) -> Result<(), Failure> {
    let count = match spec.get("factors") {
        Some(_) => whole(spec, "factors")?,
        None => 1,
    };
    spec.set("factors", json!(count));
    let rotation = match count {
        0 | 1 => spec.choice_or("rotation", &["none", "varimax"], "none")?,
        _ => spec.choice_or("rotation", &["none", "varimax"], "varimax")?,
    };
    let model = match factor_analysis(items, count) {
        Ok(model) => model,
        Err(error @ Error::OutOfRange { .. }) => return Err(Failure::Usage(error.to_string())),
        Err(error) => {
            let sentence = why_not("the factors", names, items, &error);
            answer.not_estimated.push(sentence);
            return Ok(());
        }
    };
    let turned = match rotation {
        "varimax" => varimax(&model.loadings),
        _ => Ok(model.loadings.clone()),
    };
    match turned {
        Ok(loadings) => put_factors(&model, &ordered_and_turned(&loadings), names, answer),
        Err(error) => answer.not_estimated.push(format!("the rotation: {error}")),
    }
    Ok(())
}

fn put_factors(
    model: &FactorAnalysis,
    loadings: &[Vec<f64>],
    names: &[String],
    answer: &mut Answer,
) {
    let communalities: Vec<f64> = model.uniquenesses.iter().map(|u| 1.0 - u).collect();
    let factors = loadings.first().map_or(0, Vec::len);
    let squares = |k: usize| loadings.iter().map(|row| row[k] * row[k]).sum();
    let ss_loadings: Vec<f64> = (0..factors).map(squares).collect();
    answer.put("loadings_by_item", matrix(loadings));
    answer.put("uniquenesses", nums(&model.uniquenesses));
    answer.put("communalities", nums(&communalities));
    answer.put("ss_loadings", nums(&ss_loadings));
    answer.put("criterion", num(model.criterion));
    answer.put(
        "chisq",
        json!({"stat": num(model.statistic), "df": num(model.df), "p": num(model.p_value)}),
    );
    if model.df == 0.0 {
        let sentence = "the chi-square test: the model has no degrees of freedom";
        answer.not_estimated.push(sentence.to_string());
    }
    for item in &model.at_bound {
        answer.warnings.push(format!(
            "the uniqueness of `{}` stopped at a bound ({LOWER_BOUND} to 1): a Heywood case, or an item that shares nothing",
            names[*item]
        ));
    }
    let mut rows = Vec::new();
    for (name, row) in names.iter().zip(loadings) {
        for (k, loading) in row.iter().enumerate() {
            rows.push(vec![
                json!(name),
                json!(format!("factor {}", k + 1)),
                num(*loading),
            ]);
        }
    }
    answer.tables.push(Tidy {
        title: "Loadings".to_string(),
        columns: vec!["term", "factor", "estimate"],
        rows,
    });
    let uniqueness = names.iter().zip(&model.uniquenesses);
    answer.tables.push(Tidy {
        title: "Uniquenesses".to_string(),
        columns: vec!["term", "estimate"],
        rows: uniqueness.map(|(n, u)| vec![json!(n), num(*u)]).collect(),
    });
}

fn components(
    spec: &Spec,
    names: &[String],
    items: &[&[f64]],
    answer: &mut Answer,
) -> Result<(), Failure> {
    let scale = yes_no(spec, "scale")?;
    let found = match principal_components(items, scale) {
        Ok(found) => found,
        Err(error) => {
            let sentence = why_not("the components", names, items, &error);
            answer.not_estimated.push(sentence);
            return Ok(());
        }
    };
    answer.put("sdev", nums(&found.sdev));
    answer.put("variance_share", nums(&found.variance_share));
    answer.put(
        "rotation_by_component",
        matrix(&found.rotation_by_component),
    );
    let sizes = found.sdev.iter().zip(&found.variance_share).enumerate();
    answer.tables.push(Tidy {
        title: "Components".to_string(),
        columns: vec!["term", "std.dev", "variance.share"],
        rows: sizes
            .map(|(k, (s, v))| vec![json!(format!("component {}", k + 1)), num(*s), num(*v)])
            .collect(),
    });
    let mut rows = Vec::new();
    for (k, weights) in found.rotation_by_component.iter().enumerate() {
        for (name, weight) in names.iter().zip(weights) {
            rows.push(vec![
                json!(name),
                json!(format!("component {}", k + 1)),
                num(*weight),
            ]);
        }
    }
    answer.tables.push(Tidy {
        title: "Weights".to_string(),
        columns: vec!["term", "component", "estimate"],
        rows,
    });
    Ok(())
}

fn alpha(
    spec: &Spec,
    names: &[String],
    items: &[&[f64]],
    answer: &mut Answer,
) -> Result<(), Failure> {
    let level = conf_level(spec)?;
    answer.put("items", items.len());
    let found = match cronbach_alpha(items, level) {
        Ok(found) => found,
        Err(error) => {
            let sentence = match error {
                Error::Constant { .. } => "alpha: the sum of the items does not vary".to_string(),
                other => format!("alpha: {other}"),
            };
            answer.not_estimated.push(sentence);
            answer.put("alpha", Value::Null);
            return Ok(());
        }
    };
    if found.alpha_standardised.is_nan() {
        let flat = Error::Constant {
            what: String::new(),
        };
        let sentence = why_not("the standardised alpha", names, items, &flat);
        answer.not_estimated.push(sentence);
    }
    for (name, correlation) in names.iter().zip(&found.item_rest_correlation) {
        if correlation.is_nan() {
            let sentence =
                format!("item-rest correlation of `{name}`: one of the two does not vary");
            answer.not_estimated.push(sentence);
        }
    }
    answer.put("alpha", num(found.alpha));
    answer.put("alpha_standardized", num(found.alpha_standardised));
    answer.put("alpha_if_dropped", nums(&found.alpha_if_dropped));
    answer.put("item_rest_correlation", nums(&found.item_rest_correlation));
    answer.put(
        "mean_interitem_correlation",
        num(found.mean_interitem_correlation),
    );
    answer.put("feldt_lower", num(found.conf_low));
    answer.put("feldt_upper", num(found.conf_high));
    answer.tables.push(Tidy {
        title: "Cronbach's alpha".to_string(),
        columns: vec!["term", "estimate", "conf.low", "conf.high"],
        rows: vec![
            vec![
                json!("alpha"),
                num(found.alpha),
                num(found.conf_low),
                num(found.conf_high),
            ],
            vec![
                json!("standardised"),
                num(found.alpha_standardised),
                Value::Null,
                Value::Null,
            ],
        ],
    });
    let row = |(i, name): (usize, &String)| {
        let dropped = found.alpha_if_dropped.get(i).copied().unwrap_or(f64::NAN);
        vec![
            json!(name),
            num(dropped),
            num(found.item_rest_correlation[i]),
        ]
    };
    answer.tables.push(Tidy {
        title: "Items".to_string(),
        columns: vec!["term", "alpha.if.dropped", "item.rest.correlation"],
        rows: names.iter().enumerate().map(row).collect(),
    });
    Ok(())
}
