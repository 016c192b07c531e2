//! `virkning estimate cuminc`: Aalen-Johansen cumulative incidence by cause and group, and Gray's test.

use super::answer::{Tidy, num, nums};
use super::causes::{self, Causes};
use super::durations::{at, columns_used, dropped_note, group_values, members, span};
use super::logrank::crossed;
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::aalen_johansen::{
    CauseCurve, CompetingRows, CumulativeIncidence, aalen_johansen,
};
use crate::stats::gray::{GrayTest, gray_test};
use crate::stats::kaplan_meier::{Limits, confidence_limits};
use serde_json::{Map, Value, json};

/// All rows with their groups.
struct Data {
    time: Vec<f64>,
    entry: Option<Vec<f64>>,
    causes: Causes,
    group: Vec<usize>,
    values: Vec<Value>,
    strata: (Vec<usize>, usize),
}

/// Runs the method.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for rows that are no durations or codes that are no causes.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let used = columns_used(spec, &["time", "status", "entry", "group", "strata"])?;
    let (rho, conf_level) = (
        spec.number_or("rho", 0.0)?,
        spec.number_or("conf_level", 0.95)?,
    );
    let asked = spec.numbers("at")?;
    let (table, dropped) = spec.select(table, &used)?;
    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    let data = read(spec, &table)?;
    let times = asked.unwrap_or_else(|| event_times(&data));
    answer.put("causes", nums(&data.causes.codes));
    answer.put("times", nums(&times));
    if data.causes.codes.is_empty() {
        answer
            .not_estimated
            .push("cumulative incidences: no events".to_string());
    }
    let mut curves = Tidy {
        title: "Cumulative incidence".to_string(),
        columns: vec![
            "time",
            "n.risk",
            "n.event",
            "estimate",
            "std.error",
            "conf.low",
            "conf.high",
            "term",
            "strata",
        ],
        rows: Vec::new(),
    };
    let mut groups = Vec::new();
    for (value, rows) in data
        .values
        .iter()
        .zip(members(&data.group, data.values.len()))
    {
        let fitted = fit(&data, &rows).map_err(|e| Failure::Usage(e.to_string()))?;
        groups.push(group_fields(&data, value, &rows, &fitted, &times));
        add_curves(&mut curves, &data, value, &fitted, conf_level)?;
    }
    answer.put("groups", groups);
    answer.tables.push(curves);
    answer.notes.push("std.error is of the incidence (infinitesimal jackknife); limits of the printed table are log-log".to_string());
    add_gray_test(&mut answer, &data, rho);
    Ok(answer)
}

fn read(spec: &Spec, table: &Table) -> Result<Data, Failure> {
    let (time, entry) = span(spec, table)?;
    let causes = causes::read(table, spec.text("status")?)?;
    let (group, values) = match spec.opt_text("group")? {
        Some(column) => (table.groups(column)?.index, group_values(table, column)?),
        None if table.rows() == 0 => (Vec::new(), Vec::new()),
        None => (vec![0; table.rows()], vec![json!("all")]),
    };
    Ok(Data {
        strata: crossed(table, &spec.names("strata")?)?,
        time,
        entry,
        causes,
        group,
        values,
    })
}

fn event_times(data: &Data) -> Vec<f64> {
    let ends = data.time.iter().zip(&data.causes.index);
    let mut times: Vec<f64> = ends.filter(|(_, c)| **c > 0).map(|(t, _)| *t).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    times
}

fn fit(data: &Data, rows: &[usize]) -> Result<CumulativeIncidence, Error> {
    let time = at(&data.time, rows);
    let cause = at(&data.causes.index, rows);
    let entry = data.entry.as_ref().map(|entry| at(entry, rows));
    let rows = CompetingRows {
        time: &time,
        cause: &cause,
        entry: entry.as_deref(),
    };
    aalen_johansen(&rows, data.causes.codes.len())
}

fn group_fields(
    data: &Data,
    value: &Value,
    rows: &[usize],
    fitted: &CumulativeIncidence,
    times: &[f64],
) -> Value {
    let read = |values: &[f64]| -> Value {
        let value_at = |t: &f64| match fitted.time.partition_point(|x| x <= t) {
            0 => num(0.0),
            passed => num(values[passed - 1]),
        };
        times.iter().map(value_at).collect()
    };
    let cause = |(code, curve): (&f64, &CauseCurve)| -> Value {
        let mut fields = Map::new();
        fields.insert("cause".to_string(), num(*code));
        fields.insert("events".to_string(), num(curve.n_event.iter().sum()));
        fields.insert("est".to_string(), read(&curve.estimate));
        fields.insert("std_err_ij".to_string(), read(&curve.std_err_jackknife));
        fields.insert(
            "std_err_greenwood".to_string(),
            read(&curve.std_err_greenwood),
        );
        if let Some(aalen) = &curve.std_err_aalen {
            fields.insert("std_err_aalen".to_string(), read(aalen));
        }
        Value::Object(fields)
    };
    let by_cause: Value = data
        .causes
        .codes
        .iter()
        .zip(&fitted.causes)
        .map(cause)
        .collect();
    json!({"group": value, "n": rows.len(), "cause": by_cause})
}

fn add_curves(
    table: &mut Tidy,
    data: &Data,
    value: &Value,
    fitted: &CumulativeIncidence,
    conf_level: f64,
) -> Result<(), Failure> {
    for (code, curve) in data.causes.codes.iter().zip(&fitted.causes) {
        let (low, high) = confidence_limits(
            &curve.estimate,
            &curve.std_err_jackknife,
            Limits::LogLog,
            conf_level,
        )
        .map_err(|e| Failure::Usage(e.to_string()))?;
        for i in 0..fitted.time.len() {
            let numbers = [
                fitted.time[i],
                fitted.n_risk[i],
                curve.n_event[i],
                curve.estimate[i],
                curve.std_err_jackknife[i],
                low[i],
                high[i],
                *code,
            ];
            let mut row: Vec<Value> = numbers.into_iter().map(num).collect();
            row.push(value.clone());
            table.rows.push(row);
        }
    }
    Ok(())
}

/// Tests each cause between the groups, or says why not.
fn add_gray_test(answer: &mut Answer, data: &Data, rho: f64) {
    if data.values.len() < 2 || data.causes.codes.is_empty() {
        return;
    }
    if data.entry.is_some() {
        answer
            .not_estimated
            .push("Gray's test: it is not defined with delayed entry".to_string());
        return;
    }
    let mut tests: Vec<(f64, GrayTest)> = Vec::new();
    for (place, code) in data.causes.codes.iter().enumerate() {
        let groups = (&data.group[..], data.values.len());
        let strata = (&data.strata.0[..], data.strata.1);
        match gray_test(
            &data.time,
            &data.causes.index,
            place + 1,
            groups,
            strata,
            rho,
        ) {
            Ok(test) => tests.push((*code, test)),
            Err(error) => answer
                .not_estimated
                .push(format!("Gray's test of cause {code}: {error}")),
        }
    }
    let column =
        |f: &dyn Fn(&(f64, GrayTest)) -> f64| nums(&tests.iter().map(f).collect::<Vec<f64>>());
    answer.put(
        "gray_test",
        json!({
            "cause": column(&|t| t.0), "stat": column(&|t| t.1.statistic),
            "df": column(&|t| t.1.df as f64), "p": column(&|t| t.1.p_value),
        }),
    );
    let row = |(code, test): &(f64, GrayTest)| {
        vec![
            json!(format!("Gray, cause {code}")),
            num(test.statistic),
            json!(test.df),
            num(test.p_value),
        ]
    };
    answer.tables.push(Tidy {
        title: "Gray's test".to_string(),
        columns: vec!["term", "statistic", "df", "p.value"],
        rows: tests.iter().map(row).collect(),
    });
    for (code, _) in tests.iter().filter(|(_, test)| test.statistic.is_nan()) {
        answer.not_estimated.push(format!(
            "Gray's test of cause {code}: the variance of the compared groups is singular or undefined"
        ));
    }
}
