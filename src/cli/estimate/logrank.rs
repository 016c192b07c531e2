//! `virkning estimate logrank`: the log-rank test of equal hazards, stratified and weighted.

use super::answer::{Tidy, matrix, num, nums};
use super::durations::{Durations, columns_used, dropped_note, group_name, group_values};
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::logrank::{LogRank, logrank_rows};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Runs the method.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for rows that are no durations.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let used = columns_used(spec, &["time", "status", "entry", "group", "strata"])?;
    let rho = spec.number_or("rho", 0.0)?;
    let (table, dropped) = spec.select(table, &used)?;
    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    let column = spec.text("group")?;
    let values = group_values(&table, column)?;
    let group = table.groups(column)?.index;
    let (strata, n_strata) = crossed(&table, &spec.names("strata")?)?;
    let durations = Durations::read(spec, &table)?;
    let test = logrank_rows(
        &durations.rows(),
        &group,
        values.len(),
        Some((&strata, n_strata)),
        rho,
    );
    let n = counts(&group, values.len());
    match test {
        Ok(test) => put_test(&mut answer, &values, &n, &test),
        Err(reason @ (Error::Empty | Error::OneGroup)) => {
            answer
                .not_estimated
                .push(format!("the log-rank test: {reason}"));
            put_nothing(&mut answer, &values, &n);
        }
        Err(error) => return Err(Failure::Usage(error.to_string())),
    }
    if n_strata > 1 {
        answer
            .notes
            .push(format!("sums run over {n_strata} strata"));
    }
    Ok(answer)
}

/// A stratum number per row for the combinations of several columns; one stratum without columns.
pub fn crossed(table: &Table, columns: &[String]) -> Result<(Vec<usize>, usize), Failure> {
    let mut index = vec![0; table.rows()];
    let mut n = 1;
    for column in columns {
        let groups = table.groups(column)?;
        let pairs: Vec<(usize, usize)> = index.into_iter().zip(groups.index).collect();
        let mut place: BTreeMap<(usize, usize), usize> = pairs.iter().map(|p| (*p, 0)).collect();
        place.values_mut().enumerate().for_each(|(i, v)| *v = i);
        n = place.len().max(1);
        index = pairs.iter().map(|p| place[p]).collect();
    }
    Ok((index, n))
}

fn counts(group: &[usize], n_groups: usize) -> Vec<f64> {
    let mut n = vec![0.0; n_groups];
    group.iter().for_each(|g| n[*g] += 1.0);
    n
}

fn put_test(answer: &mut Answer, values: &[Value], n: &[f64], test: &LogRank) {
    if test.statistic.is_nan() {
        let reason = if test.expected.iter().all(|e| *e == 0.0) {
            "no events"
        } else if test.df == 0 {
            "only one group is at risk when events happen"
        } else {
            "the variance of the compared groups is singular"
        };
        answer
            .not_estimated
            .push(format!("the log-rank test: {reason}"));
    }
    for (value, expected) in values.iter().zip(&test.expected) {
        if *expected == 0.0 {
            let name = group_name(value);
            answer.warnings.push(format!(
                "group `{name}` is never at risk when an event happens and is not compared"
            ));
        }
    }
    answer.put("groups", values.to_vec());
    answer.put("n", nums(n));
    answer.put("observed", nums(&test.observed));
    answer.put("expected", nums(&test.expected));
    answer.put("var", matrix(&test.variance));
    answer.put(
        "test",
        json!({"stat": num(test.statistic), "df": test.df, "p": num(test.p_value)}),
    );
    let row = |g: usize| {
        vec![
            values[g].clone(),
            num(n[g]),
            num(test.observed[g]),
            num(test.expected[g]),
        ]
    };
    answer.tables = vec![
        Tidy {
            title: "Events".to_string(),
            columns: vec!["group", "n", "observed", "expected"],
            rows: (0..values.len()).map(row).collect(),
        },
        Tidy {
            title: "Test".to_string(),
            columns: vec!["term", "statistic", "df", "p.value"],
            rows: vec![vec![
                json!("log-rank"),
                num(test.statistic),
                json!(test.df),
                num(test.p_value),
            ]],
        },
    ];
}

fn put_nothing(answer: &mut Answer, values: &[Value], n: &[f64]) {
    answer.put("groups", values.to_vec());
    answer.put("n", nums(n));
    for field in ["observed", "expected", "var"] {
        answer.put(field, Value::Null);
    }
    answer.put("test", json!({"stat": null, "df": null, "p": null}));
}
