//! `estimate fixed-effects`: one- and two-way fixed effects with clustered errors, and event studies.

use super::answer::{Tidy, num, nums};
use super::linear::{Rows, conf_level, warn_of_few_clusters};
use super::terms::design;
use super::{Answer, Failure, Spec, Table};
use crate::stats::cluster_robust::Clusters;
use crate::stats::event_study::EventWindow;
use crate::stats::fixed_effects::{FixedEffects, fixed_effects};
use crate::stats::wald::wald_f;
use crate::stats::{Error, Inference};
use faer::Mat;
use serde_json::{Value, json};

/// The regressors: listed terms, or the indicators of an event study.
enum Regressors {
    Terms(Vec<String>),
    Events {
        treat: String,
        relative: String,
        window: EventWindow,
    },
}

/// Runs the method.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    let y_name = spec.text("y")?.to_string();
    let regressors = Regressors::read(spec)?;
    let effect_names = spec.names("fe")?;
    if !(1..=2).contains(&effect_names.len()) {
        let allowed = "`--fe` takes one or two columns";
        return Err(Failure::Usage(allowed.to_string()));
    }
    spec.text("cluster")?;
    let level = conf_level(spec)?;
    let mut columns = vec![y_name.clone()];
    columns.extend(effect_names.clone());
    columns.extend(regressors.needed());
    let rows = Rows::read(spec, table, &columns, regressors.terms(), &mut answer)?;
    let Some(clusters) = &rows.clusters else {
        return Err(Failure::Usage("`--cluster` is needed".to_string()));
    };
    let (names, columns) = regressors.columns(&rows.table)?;
    let mut effects = Vec::new();
    for name in &effect_names {
        effects.push(Clusters::from_labels(&rows.table.groups(name)?.index));
    }
    answer.put("n", rows.table.rows());
    answer.put("clusters", clusters.count);
    answer.put("names", names.clone());

    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let effects: Vec<&Clusters> = effects.iter().collect();
    let y = rows.table.numbers(&y_name)?;
    match fixed_effects(y, &slices, &effects, clusters, rows.weights.as_deref()) {
        Err(error) => answer.not_estimated.push(format!("all terms: {error}")),
        Ok(fit) => {
            put_fit(&fit, &names, level, &mut answer);
            if let Regressors::Events { window, .. } = &regressors {
                put_pretrend_test(&fit, window, &mut answer);
            }
        }
    }
    warn_of_few_clusters(clusters, None, &mut answer);
    Ok(answer)
}

impl Regressors {
    fn read(spec: &Spec) -> Result<Regressors, Failure> {
        let Some(relative) = spec.opt_text("rel")?.map(str::to_string) else {
            let terms = spec.names("terms")?;
            if terms.is_empty() {
                let needed = "`--terms`, or `--treat` and `--rel`, is needed";
                return Err(Failure::Usage(needed.to_string()));
            }
            return Ok(Regressors::Terms(terms));
        };
        let window = EventWindow {
            min: whole(spec, "min")?,
            max: whole(spec, "max")?,
            reference: whole(spec, "ref")?,
        };
        if window.min > window.max || window.max - window.min > 5_000 {
            let allowed = "`--min` and `--max` take a range of at most 5000 periods";
            return Err(Failure::Usage(allowed.to_string()));
        }
        Ok(Regressors::Events {
            treat: spec.text("treat")?.to_string(),
            relative,
            window,
        })
    }

    /// Columns that must be complete; the relative period is missing for the never treated.
    fn needed(&self) -> Vec<String> {
        match self {
            Regressors::Terms(_) => Vec::new(),
            Regressors::Events { treat, .. } => vec![treat.clone()],
        }
    }

    fn terms(&self) -> &[String] {
        match self {
            Regressors::Terms(terms) => terms,
            Regressors::Events { .. } => &[],
        }
    }

    /// Names and values of the regressors.
    fn columns(&self, table: &Table) -> Result<(Vec<String>, Vec<Vec<f64>>), Failure> {
        match self {
            Regressors::Terms(terms) => {
                let columns = design(table, terms)?.into_iter();
                Ok(columns
                    .map(|term| (term.name, term.values.to_vec()))
                    .unzip())
            }
            Regressors::Events {
                treat,
                relative,
                window,
            } => {
                let treated: Vec<bool> = table.numbers(treat)?.iter().map(|t| *t == 1.0).collect();
                let columns = window.indicators(&treated, table.numbers(relative)?);
                let periods = window.periods().into_iter();
                Ok((periods.map(|k| format!("rel{k}")).collect(), columns))
            }
        }
    }
}

fn whole(spec: &Spec, key: &str) -> Result<i64, Failure> {
    let value = spec.number(key)?;
    if value.fract() == 0.0 && value.abs() < 1e9 {
        Ok(value as i64)
    } else {
        let allowed = format!("`--{key}` takes a whole number of periods");
        Err(Failure::Usage(allowed))
    }
}

fn put_fit(fit: &FixedEffects, names: &[String], level: f64, answer: &mut Answer) {
    let over_all = |values: &[f64]| {
        let mut all = vec![f64::NAN; names.len()];
        fit.kept
            .iter()
            .zip(values)
            .for_each(|(place, v)| all[*place] = *v);
        all
    };
    let cr0: Vec<f64> = (0..fit.kept.len())
        .map(|i| fit.covariance[(i, i)].max(0.0).sqrt())
        .collect();
    let df = fit.clusters as f64 - 1.0;
    answer.put("coef", nums(&over_all(&fit.coef)));
    answer.put("std_err_CR0", nums(&over_all(&cr0)));
    let counts = fit.parameters;
    let kinds = [
        ("nested", counts.nested),
        ("full", counts.full),
        ("none", counts.none),
    ];
    for (kind, parameters) in kinds {
        answer.put(&format!("k_{kind}"), parameters);
        let errors = match fit.cr1_factor(parameters) {
            Ok(factor) => cr0.iter().map(|e| e * factor.sqrt()).collect(),
            Err(error) => {
                let sentence = format!("CR1 errors with k {kind}: {error}");
                answer.not_estimated.push(sentence);
                vec![f64::NAN; cr0.len()]
            }
        };
        answer.put(&format!("std_err_CR1_{kind}"), nums(&over_all(&errors)));
        if kind == "nested" {
            put_tests(fit, names, &errors, df, level, answer);
        }
    }
    answer.put("rss", num(fit.rss));
    answer.put("df", num(df));
    for place in &fit.dropped {
        answer.not_estimated.push(format!(
            "`{}`: contained in the fixed effects and the terms before it, so it was dropped",
            names[*place]
        ));
    }
}

/// t, p and tidy rows with the nested count, which is the default of fixest and pyfixest.
fn put_tests(
    fit: &FixedEffects,
    names: &[String],
    errors: &[f64],
    df: f64,
    level: f64,
    answer: &mut Answer,
) {
    let tests: Vec<Option<Inference>> = (0..names.len())
        .map(|place| {
            let i = fit.kept.iter().position(|j| *j == place)?;
            Some(Inference::from_t(fit.coef[i], errors[i], df, level))
        })
        .collect();
    let part = |read: fn(&Inference) -> f64| {
        let values = tests.iter().map(|t| t.as_ref().map_or(f64::NAN, read));
        values.collect::<Vec<f64>>()
    };
    answer.put("t_nested", nums(&part(|i| i.statistic)));
    answer.put("p_nested", nums(&part(|i| i.p_value)));
    if errors.contains(&0.0) {
        let sentence = "tests: a standard error is zero (no variation is left)";
        answer.not_estimated.push(sentence.to_string());
    }
    let row = |(place, name): (usize, &String)| {
        let test = tests[place].as_ref();
        let kept = fit.kept.iter().position(|j| *j == place);
        let part = |read: fn(&Inference) -> f64| num(test.map_or(f64::NAN, read));
        vec![
            Value::from(name.as_str()),
            num(kept.map_or(f64::NAN, |i| fit.coef[i])),
            part(|i| i.std_error),
            part(|i| i.statistic),
            part(|i| i.p_value),
            part(|i| i.conf_low),
            part(|i| i.conf_high),
        ]
    };
    answer.tables.push(Tidy {
        title: "Fixed effects (CR1 errors, effects nested in the cluster not counted)".to_string(),
        columns: vec![
            "term",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
        ],
        rows: names.iter().enumerate().map(row).collect(),
    });
}

/// The joint test of all periods before the reference.
fn put_pretrend_test(fit: &FixedEffects, window: &EventWindow, answer: &mut Answer) {
    let periods = window.periods();
    let before: Vec<usize> = (0..fit.kept.len())
        .filter(|i| periods[fit.kept[*i]] < window.reference)
        .collect();
    if before.is_empty() {
        let sentence = "pre-trend test: no period before the reference has an estimate";
        answer.not_estimated.push(sentence.to_string());
        return;
    }
    let coef: Vec<f64> = before.iter().map(|i| fit.coef[*i]).collect();
    let test = pretrend_covariance(fit, &before)
        .and_then(|covariance| wald_f(&coef, &covariance, fit.clusters as f64 - 1.0));
    match test {
        Ok(test) => answer.put(
            "pretrend_test",
            json!({
                "F": num(test.f),
                "df1": before.len(),
                "df2": num(test.df2),
                "p": num(test.p_value),
            }),
        ),
        Err(error) => {
            answer.put("pretrend_test", Value::Null);
            let sentence = format!("pre-trend test: {error}");
            answer.not_estimated.push(sentence);
        }
    }
}

fn pretrend_covariance(fit: &FixedEffects, before: &[usize]) -> Result<Mat<f64>, Error> {
    // Cluster scores add to zero, so their covariance has at most G - 1 directions.
    if before.len() >= fit.clusters {
        return Err(Error::Singular {
            what: "covariance of as many coefficients as clusters",
        });
    }
    let factor = fit.cr1_factor(fit.parameters.nested)?;
    let entry = |i: usize, j: usize| factor * fit.covariance[(before[i], before[j])];
    Ok(Mat::from_fn(before.len(), before.len(), entry))
}
