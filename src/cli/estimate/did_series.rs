//! `estimate did-series`: for each week the difference-in-differences of the share still without exit.

use super::answer::{Tidy, num, nums};
use super::linear::{Did, Model, Rows, conf_level, warn_of_few_clusters};
use super::table::number_label;
use super::{Answer, Failure, Spec, Table};
use crate::stats::cluster_robust::Clusters;
use crate::stats::did_cells::CellContrast;
use crate::stats::did_series::{adjusted_series, did_series};
use crate::stats::subset_regression::SharedDesign;
use crate::stats::{Error, Inference};
use serde_json::{Value, json};

/// One week's effect, from cells or adjusted.
struct Effect {
    estimate: f64,
    robust: Result<Inference, Error>,
    clustered: Result<Inference, Error>,
    dropped: Vec<usize>,
}

/// A week's effect, or why there is none.
type Week = Result<Effect, Error>;

/// Runs the method.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    let time_name = spec.text("time")?.to_string();
    let model = Model::read_did(spec)?;
    let level = conf_level(spec)?;
    let has_cluster = spec.opt_text("cluster")?.is_some();
    let columns = [time_name.clone()];
    let rows = Rows::read(spec, table, &columns, &model.terms, &mut answer)?;
    if rows.weights.is_some() {
        return Err(Failure::Usage(
            "`did-series` takes no `--weights`".to_string(),
        ));
    }
    let time = rows.table.numbers(&time_name)?;
    let weeks = weeks(spec, time)?;
    let Some(did) = &model.did else {
        return Err(Failure::Usage("`--treat` is needed".to_string()));
    };
    let cells = did.cells(&rows.table)?;
    // Without a cluster column every row stands for itself, and the clustered errors are left out.
    let clusters = rows
        .clusters
        .clone()
        .unwrap_or_else(|| Clusters::from_labels(&(0..time.len()).collect::<Vec<usize>>()));

    let plain = did_series(time, &cells, &clusters, &weeks, level)
        .map_err(|e| Failure::Data(e.to_string()))?;
    let (names, effects) = if model.terms.len() == 3 {
        (Vec::new(), plain.iter().map(of_cells).collect())
    } else {
        adjusted(&model, did, &rows, time, &clusters, &weeks, level)?
    };

    answer.put("week", nums(&weeks));
    put_effects(&weeks, &effects, has_cluster, &mut answer);
    put_means(&plain, &mut answer);
    say_what_is_missing(&weeks, &effects, &names, has_cluster, &mut answer);
    if has_cluster {
        warn_of_few_clusters(&clusters, Some(&cells), &mut answer);
    }
    Ok(answer)
}

/// The weeks asked for: a list, or text such as `1..104` (both ends included); every whole week up to the longest time unless given.
fn weeks(spec: &Spec, time: &[f64]) -> Result<Vec<f64>, Failure> {
    let range = |from: i64, to: i64| (from..=to).map(|w| w as f64).collect::<Vec<f64>>();
    let weeks = match spec.get("weeks") {
        None => range(
            1,
            time.iter().fold(0.0, |m: f64, t| m.max(*t)).min(1e4) as i64,
        ),
        Some(Value::String(text)) => {
            let ends = text.split_once("..");
            let number = |part: &str| part.trim().parse::<i32>().ok().map(i64::from);
            let parsed = ends.and_then(|(from, to)| Some((number(from)?, number(to)?)));
            let (from, to) = parsed.ok_or_else(|| {
                Failure::Usage("`--weeks` takes a range such as 1..104, or a list".to_string())
            })?;
            range(from, to)
        }
        Some(_) => spec.numbers("weeks")?.unwrap_or_default(),
    };
    if weeks.is_empty() || weeks.len() > 10_000 {
        let allowed = "`--weeks` takes 1 to 10000 weeks";
        return Err(Failure::Usage(allowed.to_string()));
    }
    spec.set("weeks", nums(&weeks));
    Ok(weeks)
}

fn of_cells(week: &Result<CellContrast<4>, Error>) -> Week {
    week.clone().map(|week| Effect {
        estimate: week.estimate,
        robust: week.robust,
        clustered: week.clustered,
        dropped: Vec::new(),
    })
}

/// The covariates' names as columns of the design, and each week's effect.
fn adjusted(
    model: &Model,
    did: &Did,
    rows: &Rows,
    time: &[f64],
    clusters: &Clusters,
    weeks: &[f64],
    level: f64,
) -> Result<(Vec<String>, Vec<Week>), Failure> {
    let (mut names, columns) = model.columns(&rows.table)?;
    names.remove(0);
    let effect = did.effect();
    let Some(tested) = names.iter().position(|n| *n == effect) else {
        let twice = format!("`{effect}` is not a column of the model");
        return Err(Failure::Usage(twice));
    };
    let slices: Vec<&[f64]> = columns[1..].iter().map(Vec::as_slice).collect();
    let effects = match SharedDesign::new(&slices, clusters) {
        Err(error) => weeks.iter().map(|_| Err(error.clone())).collect(),
        Ok(design) => adjusted_series(time, &design, tested, weeks, level)
            .into_iter()
            .map(|week| {
                week.map(|week| Effect {
                    estimate: week.estimate,
                    robust: week.robust,
                    clustered: week.clustered,
                    dropped: week.dropped,
                })
            })
            .collect(),
    };
    Ok((names, effects))
}

fn put_effects(weeks: &[f64], effects: &[Week], has_cluster: bool, answer: &mut Answer) {
    let estimate = |e: &Week| e.as_ref().map_or(f64::NAN, |e| e.estimate);
    let robust = |e: &Week| {
        let found = e.as_ref().ok().and_then(|e| e.robust.as_ref().ok());
        found.copied()
    };
    let clustered = |e: &Week| {
        let found = e.as_ref().ok().and_then(|e| e.clustered.as_ref().ok());
        found.copied()
    };
    let errors = |read: &dyn Fn(&Week) -> Option<Inference>| {
        let std_error = |e| read(e).map_or(f64::NAN, |i: Inference| i.std_error);
        nums(&effects.iter().map(std_error).collect::<Vec<f64>>())
    };
    answer.put(
        "att",
        nums(&effects.iter().map(estimate).collect::<Vec<f64>>()),
    );
    answer.put("std_err_HC1", errors(&robust));
    if has_cluster {
        answer.put("std_err_CR1", errors(&clustered));
    }
    let row = |(week, effect): (&f64, &Week)| {
        let found = if has_cluster {
            clustered(effect)
        } else {
            robust(effect)
        };
        let part = |read: fn(&Inference) -> f64| num(found.as_ref().map_or(f64::NAN, read));
        vec![
            json!(format!("week {}", number_label(*week))),
            num(estimate(effect)),
            part(|i| i.std_error),
            part(|i| i.statistic),
            part(|i| i.p_value),
            part(|i| i.conf_low),
            part(|i| i.conf_high),
            num(robust(effect).map_or(f64::NAN, |i| i.std_error)),
        ]
    };
    let kind = if has_cluster { "CR1" } else { "HC1" };
    answer.tables.push(Tidy {
        title: format!("Difference-in-differences by week ({kind} errors)"),
        columns: vec![
            "term",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
            "std.error.hc1",
        ],
        rows: weeks.iter().zip(effects).map(row).collect(),
    });
}

/// The four shares of each week, `mean_<treat><post>`.
fn put_means(plain: &[Result<CellContrast<4>, Error>], answer: &mut Answer) {
    for (cell, name) in ["mean_00", "mean_01", "mean_10", "mean_11"]
        .iter()
        .enumerate()
    {
        let mean = |week: &Result<CellContrast<4>, Error>| {
            week.as_ref().map_or(f64::NAN, |week| week.means[cell])
        };
        answer.put(name, nums(&plain.iter().map(mean).collect::<Vec<f64>>()));
    }
}

/// Names each week without an estimate, an error or a covariate; the same sentence for several weeks is said once.
fn say_what_is_missing(
    weeks: &[f64],
    effects: &[Week],
    names: &[String],
    has_cluster: bool,
    answer: &mut Answer,
) {
    let mut missing: Vec<(String, Vec<String>)> = Vec::new();
    let mut dropped: Vec<(String, Vec<String>)> = Vec::new();
    for (week, effect) in weeks.iter().zip(effects) {
        let week = number_label(*week);
        let effect = match effect {
            Ok(effect) => effect,
            Err(Error::Aliased { column }) => {
                let reason = format!("`{}` is a combination of other terms", names[*column]);
                gather(&mut missing, format!("effect: {reason}"), &week);
                continue;
            }
            Err(error) => {
                gather(&mut missing, format!("effect: {error}"), &week);
                continue;
            }
        };
        for (kind, found) in [("HC1", &effect.robust), ("CR1", &effect.clustered)] {
            if kind == "CR1" && !has_cluster {
                continue;
            }
            match found {
                Err(error) => gather(&mut missing, format!("{kind} error: {error}"), &week),
                Ok(found) if found.std_error == 0.0 => {
                    let reason = "the standard error is zero (no variation is left)";
                    gather(&mut missing, format!("{kind} test: {reason}"), &week);
                }
                Ok(_) => {}
            }
        }
        for column in &effect.dropped {
            let reason = "a combination of the terms before it (or constant), so it was dropped";
            gather(
                &mut dropped,
                format!("`{}`: {reason}", names[*column]),
                &week,
            );
        }
    }
    let said =
        |(reason, weeks): (String, Vec<String>)| format!("week {}: {reason}", weeks.join(", "));
    answer.not_estimated.extend(missing.into_iter().map(said));
    answer.warnings.extend(dropped.into_iter().map(said));
}

fn gather(found: &mut Vec<(String, Vec<String>)>, reason: String, week: &str) {
    match found.iter_mut().find(|(known, _)| *known == reason) {
        Some((_, weeks)) => weeks.push(week.to_string()),
        None => found.push((reason, vec![week.to_string()])),
    }
}
