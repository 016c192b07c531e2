//! `virkning estimate finegray`: Fine and Gray's regression of the subdistribution hazard.

use super::answer::{Tidy, matrix, num, nums};
use super::durations::{columns_used, dropped_note, span};
use super::{Answer, Failure, Spec, Table, causes, terms};
use crate::stats::Error;
use crate::stats::distributions::normal_quantile;
use crate::stats::fine_gray::{Coefficient, FineGray, FineGrayRows, fine_gray};
use serde_json::{Value, json};

/// The fields that hold one value per coefficient or for the model, null together when nothing could be fitted.
const FIELDS: [&str; 8] = [
    "coef",
    "subhazard_ratio",
    "std_err",
    "vcov",
    "z",
    "p",
    "loglik_null",
    "loglik",
];

/// Runs the method.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for rows that are no durations, codes that are no causes, text in a term.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let mut used = columns_used(spec, &["time", "status", "cengroup"])?;
    let names = spec.names("terms")?;
    used.extend(terms::columns_used(&names));
    let failcode = spec.number_or("failcode", 1.0)?;
    let conf_level = spec.number_or("conf_level", 0.95)?;
    if names.is_empty() || !(conf_level > 0.0 && conf_level < 1.0) {
        return Err(Failure::Usage(
            "`--terms` takes at least one term, `--conf-level` a number between 0 and 1"
                .to_string(),
        ));
    }
    let (table, dropped) = spec.select(table, &used)?;
    let design = terms::design(&table, &names)?;
    let names: Vec<String> = design.iter().map(|t| t.name.clone()).collect();
    let predict = Predict::read(spec, names.len())?;
    let columns: Vec<Vec<f64>> = design.into_iter().map(|t| t.values.to_vec()).collect();
    let (time, _) = span(spec, &table)?;
    let causes = causes::read(&table, spec.text("status")?)?;
    let groups = spec
        .opt_text("cengroup")?
        .map(|column| table.groups(column))
        .transpose()?;
    let of = causes
        .codes
        .iter()
        .position(|code| *code == failcode)
        .map_or(0, |place| place + 1);

    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    answer.put("n", time.len());
    answer.put("names", names.clone());
    let fitted = match of {
        0 => Err(if time.is_empty() {
            Error::Empty
        } else {
            Error::NoEvents
        }),
        of => fine_gray(&FineGrayRows {
            time: &time,
            cause: &causes.index,
            of,
            columns: &columns,
            censoring_group: groups.as_ref().map(|g| (&g.index[..], g.labels.len())),
        }),
    };
    match fitted {
        Ok(fit) => put_fit(&mut answer, &names, &fit, conf_level, predict.as_ref()),
        Err(reason) => {
            answer
                .not_estimated
                .push(format!("the model of cause {failcode}: {reason}"));
            FIELDS
                .into_iter()
                .for_each(|field| answer.put(field, Value::Null));
        }
    }
    Ok(answer)
}

/// Predictions asked for: design rows and times.
struct Predict {
    times: Vec<f64>,
    rows: Vec<Vec<f64>>,
}

impl Predict {
    fn read(spec: &Spec, columns: usize) -> Result<Option<Predict>, Failure> {
        let Some(asked) = spec.get("predict") else {
            return Ok(None);
        };
        let numbers = |value: &Value| -> Option<Vec<f64>> {
            value.as_array()?.iter().map(Value::as_f64).collect()
        };
        let times = asked.get("times").and_then(numbers);
        let rows = asked.get("rows").and_then(Value::as_array);
        let rows = rows.and_then(|rows| rows.iter().map(numbers).collect::<Option<Vec<_>>>());
        match (times, rows) {
            (Some(times), Some(rows)) if rows.iter().all(|row| row.len() == columns) => {
                Ok(Some(Predict { times, rows }))
            }
            _ => Err(Failure::Usage(format!(
                "`--predict` takes `times` and `rows`, each row the {columns} values of the model's columns in order"
            ))),
        }
    }
}

fn put_fit(
    answer: &mut Answer,
    names: &[String],
    fit: &FineGray,
    conf_level: f64,
    predict: Option<&Predict>,
) {
    let ratios: Vec<f64> = fit.coef.iter().map(|b| b.exp()).collect();
    answer.put("events", fit.n_events);
    answer.put("coef", nums(&fit.coef));
    answer.put("subhazard_ratio", nums(&ratios));
    answer.put("std_err", nums(&fit.std_err));
    answer.put("vcov", matrix(&fit.vcov));
    answer.put("z", nums(&fit.statistic));
    answer.put("p", nums(&fit.p_value));
    answer.put("loglik_null", num(fit.loglik_null));
    answer.put("loglik", num(fit.loglik));
    answer.put("iterations", fit.iterations);
    say_without_value(answer, names, &fit.kinds);
    if let Some(predict) = predict {
        let curve = |row: &Vec<f64>| json!({"time": nums(&predict.times), "cif": nums(&fit.predict(row, &predict.times))});
        answer.put("predict", predict.rows.iter().map(curve).collect::<Value>());
    }
    let z = normal_quantile(1.0 - (1.0 - conf_level) / 2.0);
    let row = |j: usize| {
        let (b, margin) = (fit.coef[j], z * fit.std_err[j]);
        let mut cells = vec![json!(names[j])];
        cells.extend(
            [
                b,
                fit.std_err[j],
                fit.statistic[j],
                fit.p_value[j],
                b - margin,
                b + margin,
            ]
            .map(num),
        );
        cells
    };
    answer.tables.push(Tidy {
        title: "Coefficients (log subdistribution hazard ratios)".to_string(),
        columns: vec![
            "term",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
        ],
        rows: (0..names.len()).map(row).collect(),
    });
    answer.notes.push(
        "std.error is the sandwich with the term for the estimated censoring curve".to_string(),
    );
}

/// Names the terms that have no coefficient, with the cause.
fn say_without_value(answer: &mut Answer, names: &[String], kinds: &[Coefficient]) {
    let of = |wanted: &dyn Fn(Coefficient) -> bool| -> Vec<String> {
        let pairs = names.iter().zip(kinds);
        pairs
            .filter(|(_, kind)| wanted(**kind))
            .map(|(name, _)| name.clone())
            .collect()
    };
    let aliased = of(&|kind| kind == Coefficient::Aliased);
    let infinite =
        of(&|kind| matches!(kind, Coefficient::PlusInfinity | Coefficient::MinusInfinity));
    for name in &aliased {
        answer.not_estimated.push(format!(
            "`{name}`: constant, or a linear combination of earlier terms"
        ));
    }
    for name in &infinite {
        answer.not_estimated.push(format!("`{name}`: its coefficient is infinite; it separates those with the event from those without"));
    }
    answer.put("aliased", aliased);
    answer.put("infinite", infinite);
}
