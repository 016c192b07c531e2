//! `estimate cox`: proportional hazards with ties, strata, weights, time-varying covariates and clustered errors.

#[cfg(test)]
mod tests;

use super::answer::{matrix, num, nums};
use super::cox_extras::{put_baseline, put_ph_tests, put_predictions, put_residuals};
use super::cox_rows::Rows;
use super::cox_tables::{coefficient_table, test_table};
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::cox::{Coefficient, CoxFit, CoxModel, CoxOptions, Test, Ties};
use serde_json::{Value, json};

/// What is asked besides the rows.
struct Request {
    options: CoxOptions,
    /// Robust errors are wanted, by row or by cluster.
    robust: bool,
    at_beta: Option<Vec<f64>>,
}

/// Runs the method.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for rows that are no durations.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    let request = request(spec)?;
    let extras = super::cox_extras::Extras::read(spec)?;
    let rows = Rows::read(spec, table, &mut answer)?;
    if request.options.ties == Ties::Exact && rows.has_weights_other_than_one() {
        let reason = "`--ties exact` takes no case weights but 1";
        return Err(Failure::Usage(reason.to_string()));
    }
    let names: Vec<String> = rows.terms.iter().map(|t| t.name.clone()).collect();
    answer.put("n", rows.stop.len());
    answer.put("events", rows.event.iter().filter(|e| **e).count());
    answer.put("names", names.clone());
    let columns: Vec<&[f64]> = rows.terms.iter().map(|t| t.values.as_slice()).collect();
    let clusters = check_clusters(&rows, &request.options, &mut answer);
    let input = rows.input(&columns, clusters);
    let fitted = CoxModel::new(input, request.options).and_then(|model| {
        let fit = match &request.at_beta {
            Some(beta) => model.at(beta)?,
            None => model.fit()?,
        };
        Ok((model, fit))
    });
    let (model, fit) = match fitted {
        Ok(fitted) => fitted,
        Err(Error::LengthMismatch {
            what: "beta",
            expected,
            got,
        }) => {
            let needed = format!("`--at-beta` has {got} values; the model has {expected} columns");
            return Err(Failure::Usage(needed));
        }
        Err(error @ (Error::NotFinite { .. } | Error::BadDuration { .. })) => {
            return Err(Failure::Data(error.to_string()));
        }
        Err(error) => {
            put_nothing(names.len(), &error, &mut answer);
            return Ok(answer);
        }
    };
    put_coefficients(&fit, &names, &mut answer);
    put_robust(&fit, &request, &mut answer);
    answer.put("loglik", num(fit.loglik));
    answer.tables.push(coefficient_table(&fit, &names));
    if request.at_beta.is_none() {
        put_inference(&fit, &mut answer);
        put_tests(&fit, &mut answer);
        put_concordance(&model, &fit, &mut answer);
    }
    put_baseline(&extras, &model, &fit, &rows, &mut answer);
    put_predictions(&extras, &model, &fit, &rows, &mut answer)?;
    put_residuals(&extras, &model, &fit, &mut answer);
    put_ph_tests(&extras, &model, &fit, &names, &mut answer);
    answer.notes.push(say_method(&fit, &request.options));
    Ok(answer)
}

fn request(spec: &Spec) -> Result<Request, Failure> {
    let ties = match spec.choice_or("ties", &["efron", "breslow", "exact"], "efron")? {
        "breslow" => Ties::Breslow,
        "exact" => Ties::Exact,
        _ => Ties::Efron,
    };
    let conf_level = spec.number_or("conf_level", 0.95)?;
    if !(conf_level > 0.0 && conf_level < 1.0) {
        let reason = "`--conf-level` takes a number between 0 and 1";
        return Err(Failure::Usage(reason.to_string()));
    }
    // The conformance cases name the terms whose coefficients are infinite; here they are found, not told.
    spec.names("infinite")?;
    let clustered = spec.opt_text("cluster")?.is_some();
    let robust = spec.flag("robust")? || clustered;
    spec.set("robust", json!(robust));
    Ok(Request {
        options: CoxOptions {
            ties,
            // With clusters the robust errors come from them, and from nothing when they cannot be used.
            robust: robust && !clustered,
            conf_level,
            ..CoxOptions::default()
        },
        robust,
        at_beta: spec.numbers("at_beta")?,
    })
}

/// The clusters to use: none when the robust variance cannot be had from them.
fn check_clusters<'a>(
    rows: &'a Rows,
    options: &CoxOptions,
    answer: &mut Answer,
) -> Option<&'a [usize]> {
    let (index, count) = rows
        .cluster
        .as_ref()
        .map(|(index, count)| (index, *count))?;
    if options.ties == Ties::Exact {
        return None;
    }
    answer.put("clusters", count);
    if count < 2 {
        let reason = format!("robust errors: {}", Error::OneCluster);
        answer.not_estimated.push(reason);
        return None;
    }
    if count < 30 {
        answer.warnings.push(format!(
            "{count} clusters: robust errors are too small on average with fewer than about 30"
        ));
    }
    Some(index)
}

/// The fields of a model that could not be fitted.
fn put_nothing(terms: usize, error: &Error, answer: &mut Answer) {
    let nulls = vec![Value::Null; terms];
    for field in [
        "coef",
        "hazard_ratio",
        "std_err",
        "z",
        "p",
        "hr_lower",
        "hr_upper",
    ] {
        answer.put(field, nulls.clone());
    }
    for field in ["loglik_null", "loglik", "loglik_sup"] {
        answer.put(field, Value::Null);
    }
    for field in ["aliased", "infinite", "infinite_sign"] {
        answer.put(field, Vec::<Value>::new());
    }
    answer.not_estimated.push(format!("all terms: {error}"));
}

fn put_coefficients(fit: &CoxFit, names: &[String], answer: &mut Answer) {
    let terms = 0..names.len();
    let of = |value: &dyn Fn(usize) -> Option<f64>| -> Value {
        terms
            .clone()
            .map(|j| value(j).map_or(Value::Null, num))
            .collect()
    };
    answer.put("coef", of(&|j| fit.coef[j].value()));
    answer.put("hazard_ratio", of(&|j| fit.coef[j].value().map(f64::exp)));
    answer.put("std_err", of(&|j| fit.std_error(j).filter(|se| *se > 0.0)));
    answer.put("vcov", matrix(&fit.variance));
    let (mut aliased, mut infinite, mut signs) = (Vec::new(), Vec::new(), Vec::new());
    for (name, coefficient) in names.iter().zip(&fit.coef) {
        match coefficient {
            Coefficient::Finite(_) => {}
            Coefficient::Aliased => {
                aliased.push(name.clone());
                answer.not_estimated.push(format!(
                    "`{name}`: constant, or a combination of the terms before it, wherever there are events"
                ));
            }
            Coefficient::Infinite { positive } => {
                infinite.push(name.clone());
                signs.push(if *positive { 1 } else { -1 });
                let end = if *positive { "plus" } else { "minus" };
                answer.not_estimated.push(format!(
                    "`{name}`: the coefficient runs to {end} infinity (the term separates events from \
                     those at risk, as a group without events does)"
                ));
            }
        }
    }
    answer.put("aliased", aliased);
    answer.put("infinite", infinite);
    answer.put("infinite_sign", signs);
    answer.put("loglik_sup", num(fit.loglik));
}

fn put_robust(fit: &CoxFit, request: &Request, answer: &mut Answer) {
    if !request.robust {
        return;
    }
    let Some(variance) = &fit.variance_robust else {
        answer.put("std_err_robust", Value::Null);
        answer.put("vcov_robust", Value::Null);
        if request.options.ties == Ties::Exact {
            let reason = "robust errors: there are no score residuals with exact ties";
            answer.not_estimated.push(reason.to_string());
        }
        return;
    };
    let errors = (0..fit.coef.len()).map(|j| {
        let error = fit
            .std_error_robust(j)
            .filter(|_| fit.std_error(j) > Some(0.0));
        error.map_or(Value::Null, num)
    });
    answer.put("std_err_robust", errors.collect::<Vec<Value>>());
    answer.put("vcov_robust", matrix(variance));
}

fn put_inference(fit: &CoxFit, answer: &mut Answer) {
    let rows: Vec<_> = (0..fit.coef.len()).map(|j| fit.row(j)).collect();
    let of = |value: &dyn Fn(&crate::stats::cox::Row) -> f64| -> Value {
        let value = |row: &Option<_>| row.as_ref().map_or(Value::Null, |r| num(value(r)));
        rows.iter().map(value).collect()
    };
    answer.put("z", of(&|r| r.statistic));
    answer.put("p", of(&|r| r.p_value));
    answer.put("hr_lower", of(&|r| r.conf_low.exp()));
    answer.put("hr_upper", of(&|r| r.conf_high.exp()));
}

fn put_tests(fit: &CoxFit, answer: &mut Answer) {
    let tests = [
        ("likelihood_ratio_test", Some(fit.likelihood_ratio_test)),
        ("wald_test", fit.wald_test),
        ("score_test", Some(fit.score_test)),
        ("robust_score_test", fit.robust_score_test),
    ];
    answer.put("loglik_null", num(fit.loglik_null));
    for (name, test) in tests {
        if let Some(test) = test {
            answer.put(name, test_value(&test));
        }
    }
    answer.tables.push(test_table("Tests", &tests));
}

/// A test as the cases have it.
fn test_value(test: &Test) -> Value {
    json!({"stat": num(test.statistic), "df": test.df, "p": num(test.p_value)})
}

fn put_concordance(model: &CoxModel, fit: &CoxFit, answer: &mut Answer) {
    let found = model.concordance(fit);
    let or_null = |value: Option<f64>| value.map_or(Value::Null, num);
    answer.put(
        "concordance",
        json!({
            "value": or_null(found.value), "std_err": or_null(found.std_error),
            "concordant": num(found.concordant), "discordant": num(found.discordant),
            "tied_x": num(found.tied_x), "tied_y": num(found.tied_y), "tied_xy": num(found.tied_xy),
        }),
    );
    match found.value {
        None => answer
            .not_estimated
            .push("concordance: no pair can be compared".to_string()),
        Some(value) => answer.notes.push(format!("concordance {value:.4}")),
    }
}

fn say_method(fit: &CoxFit, options: &CoxOptions) -> String {
    let ties = match options.ties {
        Ties::Efron => "Efron",
        Ties::Breslow => "Breslow",
        Ties::Exact => "exact",
    };
    let errors = match (&fit.variance_robust, fit.n_clusters) {
        (None, _) => "model-based errors".to_string(),
        (Some(_), None) => "robust errors".to_string(),
        (Some(_), Some(g)) => {
            format!("errors robust to {g} clusters, without a small-sample factor")
        }
    };
    format!(
        "Cox regression, {ties} ties, {errors}; {} events in {} rows; log likelihood {:.4} after {} steps",
        fit.n_events, fit.n, fit.loglik, fit.iterations
    )
}

/// The values of a matrix's rows or a vector, for the fields of the extras.
pub(super) fn rows_value(rows: &[Vec<f64>]) -> Value {
    Value::Array(rows.iter().map(|row| nums(row)).collect())
}
