//! `estimate correlation`: Pearson, Spearman, Kendall, and Pearson with weights.

use super::answer::{Tidy, matrix, num, nums};
use super::durations::{at_row, columns_used, dropped_note};
use super::linear::conf_level;
use super::values::why_not;
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::correlation::kendall::kendall_tau_b;
use crate::stats::correlation::pearson::pearson;
use crate::stats::correlation::spearman::spearman;
use crate::stats::correlation::weighted::weighted_correlation;
use serde_json::{Value, json};

/// Runs the method.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for a missing column, text in a numeric one, or a negative weight.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let used = columns_used(spec, &["x", "y", "weights"])?;
    let (x_name, y_name) = (spec.text("x")?, spec.text("y")?);
    let level = conf_level(spec)?;
    let (table, dropped) = spec.select(table, &used)?;
    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    let (x, y) = (table.numbers(x_name)?, table.numbers(y_name)?);
    answer.put("n", x.len());
    let mut report = Report {
        names: [x_name, y_name],
        answer: &mut answer,
        rows: Vec::new(),
    };
    report.pearson(x, y, level);
    report.spearman(x, y, level);
    report.kendall(x, y);
    if let Some(name) = spec.opt_text("weights")? {
        let weights = table.numbers(name)?;
        if let Some(row) = weights.iter().position(|w| *w < 0.0) {
            return Err(at_row(name, row, "a weight must be zero or more"));
        }
        report.weighted(x, y, weights);
    }
    let rows = report.rows;
    answer.tables.push(Tidy {
        title: format!("Correlation of {x_name} and {y_name}"),
        columns: vec![
            "term",
            "estimate",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
        ],
        rows,
    });
    Ok(answer)
}

struct Report<'a> {
    names: [&'a str; 2],
    answer: &'a mut Answer,
    rows: Vec<Vec<Value>>,
}

impl Report<'_> {
    fn pearson(&mut self, x: &[f64], y: &[f64], level: f64) {
        match pearson(x, y, level) {
            Ok(test) => {
                if test.statistic.is_infinite() {
                    self.say("Pearson's t: a perfect correlation leaves no error to divide by");
                }
                if test.conf_low.is_nan() {
                    self.say("Pearson's limits: fewer than four rows");
                }
                self.answer.put(
                    "pearson",
                    json!({
                        "r": num(test.r),
                        "t": num(test.statistic),
                        "df": num(test.df),
                        "p": num(test.p_value),
                        "lower": num(test.conf_low),
                        "upper": num(test.conf_high),
                    }),
                );
                let limits = (test.conf_low, test.conf_high);
                self.row("Pearson", test.r, test.statistic, test.p_value, limits);
            }
            Err(error) => self.refuse("pearson", "Pearson's correlation", &error),
        }
    }

    fn spearman(&mut self, x: &[f64], y: &[f64], level: f64) {
        match spearman(x, y, level) {
            Ok(test) => {
                if test.fisher.0.is_nan() {
                    self.say("Spearman's limits: fewer than four rows");
                }
                let mut fields = json!({
                    "rho": num(test.rho),
                    "p_t": num(test.p_t),
                    "fisher_lower": num(test.fisher.0),
                    "fisher_upper": num(test.fisher.1),
                    "bonett_wright_lower": num(test.bonett_wright.0),
                    "bonett_wright_upper": num(test.bonett_wright.1),
                });
                if let Some(p) = test.p_exact {
                    fields["p_exact"] = num(p);
                }
                self.answer.put("spearman", fields);
                let p = test.p_exact.unwrap_or(test.p_t);
                self.row("Spearman", test.rho, f64::NAN, p, test.bonett_wright);
            }
            Err(error) => self.refuse("spearman", "Spearman's correlation", &error),
        }
    }

    fn kendall(&mut self, x: &[f64], y: &[f64]) {
        match kendall_tau_b(x, y) {
            Ok(tau) => {
                self.answer.put("kendall_tau_b", num(tau));
                self.row(
                    "Kendall tau-b",
                    tau,
                    f64::NAN,
                    f64::NAN,
                    (f64::NAN, f64::NAN),
                );
            }
            Err(error) => self.refuse("kendall_tau_b", "Kendall's tau-b", &error),
        }
    }

    fn weighted(&mut self, x: &[f64], y: &[f64], weights: &[f64]) {
        match weighted_correlation(x, y, weights) {
            Ok(test) => {
                let rows = |m: [[f64; 2]; 2]| matrix(&m.map(|row| row.to_vec()));
                self.answer.put(
                    "weighted",
                    json!({
                        "r": num(test.r),
                        "mean": nums(&test.mean),
                        "cov_ml": rows(test.cov_ml),
                        "cov_unbiased": rows(test.cov_unbiased),
                    }),
                );
                self.row(
                    "Pearson, weighted",
                    test.r,
                    f64::NAN,
                    f64::NAN,
                    (f64::NAN, f64::NAN),
                );
            }
            Err(error) => self.refuse("weighted", "the weighted correlation", &error),
        }
    }

    fn row(&mut self, name: &str, estimate: f64, statistic: f64, p: f64, limits: (f64, f64)) {
        self.rows.push(vec![
            json!(name),
            num(estimate),
            num(statistic),
            num(p),
            num(limits.0),
            num(limits.1),
        ]);
    }

    fn say(&mut self, sentence: &str) {
        self.answer.not_estimated.push(sentence.to_string());
    }

    /// A null field and its reason, naming the column rather than x or y.
    fn refuse(&mut self, field: &str, estimate: &str, error: &Error) {
        self.answer.put(field, Value::Null);
        let variable = match error {
            Error::Constant { what } if what == "y" => self.names[1],
            Error::Constant { .. } => self.names[0],
            _ => return self.say(&format!("{estimate}: {error}")),
        };
        let sentence = why_not(estimate, variable, error);
        self.say(&sentence);
    }
}
