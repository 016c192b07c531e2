//! The rows of a Cox model read from a table: times, events, terms, weights, strata and clusters.

use super::durations::{at_row, dropped_note, events, optional_numbers};
use super::table::{Column, Groups};
use super::terms::{Term, columns_used, design};
use super::{Answer, Failure, Spec, Table};
use crate::stats::cox::CoxInput;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Complete, checked rows.
pub(super) struct Rows {
    pub start: Option<Vec<f64>>,
    pub stop: Arc<Vec<f64>>,
    pub event: Vec<bool>,
    pub terms: Vec<Term>,
    pub weights: Option<Vec<f64>>,
    pub strata: Option<Strata>,
    /// Cluster of each row and the number of clusters.
    pub cluster: Option<(Vec<usize>, usize)>,
    /// The rows as a table, for the levels of factors.
    pub table: Table,
}

/// Strata by one or several columns.
pub(super) struct Strata {
    /// Stratum of each row.
    pub index: Vec<usize>,
    /// Names as R gives them: `basic`, or `spell=1, edu=basic` when a column is numeric.
    pub labels: Vec<String>,
    columns: Vec<String>,
    /// The printed values of the columns in each stratum.
    values: Vec<Vec<String>>,
}

impl Rows {
    /// Reads what `time`, `start`, `status`, `terms`, `weights`, `strata` and `cluster` name.
    pub fn read(spec: &Spec, table: &Table, answer: &mut Answer) -> Result<Rows, Failure> {
        let terms = spec.names("terms")?;
        if terms.is_empty() {
            return Err(Failure::Usage("`--terms` is needed".to_string()));
        }
        let time = spec.text("time")?.to_string();
        let mut used = vec![time.clone(), spec.text("status")?.to_string()];
        for key in ["start", "weights", "cluster"] {
            used.extend(spec.opt_text(key)?.map(str::to_string));
        }
        used.extend(spec.names("strata")?);
        used.extend(columns_used(&terms));
        let (table, dropped) = spec.select(table, &used)?;
        answer.notes.extend(dropped_note(dropped));
        let table = without_zero_weights(spec, table, answer)?;
        let start = optional_numbers(spec, &table, "start")?;
        let stop = table.shared(&time)?;
        check_times(&time, start.as_deref(), &stop)?;
        let columns = design(&table, &terms)?;
        note_empty_factors(&terms, &columns, answer);
        let cluster = match spec.opt_text("cluster")? {
            None => None,
            Some(column) => {
                let Groups { labels, index } = table.groups(column)?;
                Some((index, labels.len()))
            }
        };
        Ok(Rows {
            event: events(&table, spec.text("status")?)?,
            weights: optional_numbers(spec, &table, "weights")?,
            strata: Strata::read(&table, &spec.names("strata")?)?,
            terms: columns,
            start,
            stop,
            cluster,
            table,
        })
    }

    /// The rows as the estimator takes them.
    pub fn input<'a>(
        &'a self,
        columns: &'a [&'a [f64]],
        cluster: Option<&'a [usize]>,
    ) -> CoxInput<'a> {
        CoxInput {
            start: self.start.as_deref(),
            stop: &self.stop,
            event: &self.event,
            columns,
            weights: self.weights.as_deref(),
            strata: self.strata.as_ref().map(|s| s.index.as_slice()),
            cluster,
        }
    }

    /// True when some weight is not 1.
    pub fn has_weights_other_than_one(&self) -> bool {
        self.weights.iter().flatten().any(|w| *w != 1.0)
    }
}

/// Rows of weight zero take no part, and are left for the estimator to refuse when all are; a negative weight breaks the contract.
fn without_zero_weights(spec: &Spec, table: Table, answer: &mut Answer) -> Result<Table, Failure> {
    let Some(column) = spec.opt_text("weights")? else {
        return Ok(table);
    };
    let weights = table.numbers(column)?;
    if let Some(row) = weights.iter().position(|w| *w < 0.0) {
        return Err(at_row(column, row, "a weight must be zero or more"));
    }
    let keep: Vec<bool> = weights.iter().map(|w| *w > 0.0).collect();
    match keep.iter().filter(|k| !**k).count() {
        n if n == 0 || n == keep.len() => return Ok(table),
        1 => answer
            .notes
            .push("1 row of weight zero was left out".to_string()),
        n => answer
            .notes
            .push(format!("{n} rows of weight zero were left out")),
    }
    Ok(table.retain(&keep))
}

fn check_times(column: &str, start: Option<&[f64]>, stop: &[f64]) -> Result<(), Failure> {
    let fault = match start {
        Some(start) => {
            let row = start
                .iter()
                .zip(stop)
                .position(|(start, stop)| start >= stop);
            row.map(|row| (row, "the time must be after the start"))
        }
        None => {
            let row = stop.iter().position(|t| *t < 0.0);
            row.map(|row| (row, "a duration must not be negative"))
        }
    };
    fault.map_or(Ok(()), |(row, rule)| Err(at_row(column, row, rule)))
}

/// A factor with one level has no column, which must be said.
fn note_empty_factors(terms: &[String], columns: &[Term], answer: &mut Answer) {
    let has_columns = |term: &String| columns.iter().any(|c| c.source == *term);
    for term in terms
        .iter()
        .filter(|t| t.contains("factor(") && !has_columns(t))
    {
        let reason = format!("`{term}`: the factor has one level");
        if !answer.not_estimated.contains(&reason) {
            answer.not_estimated.push(reason);
        }
    }
}

impl Strata {
    fn read(table: &Table, columns: &[String]) -> Result<Option<Strata>, Failure> {
        if columns.is_empty() {
            return Ok(None);
        }
        let groups: Vec<Groups> = columns
            .iter()
            .map(|c| table.groups(c))
            .collect::<Result<_, _>>()?;
        let mut all_text = true;
        for column in columns {
            all_text &= matches!(table.column(column)?, Column::Text { .. });
        }
        let key = |row: usize| groups.iter().map(|g| g.index[row]).collect::<Vec<usize>>();
        let mut place: BTreeMap<Vec<usize>, usize> =
            (0..table.rows()).map(|row| (key(row), 0)).collect();
        place.values_mut().enumerate().for_each(|(i, v)| *v = i);
        let values: Vec<Vec<String>> = place
            .keys()
            .map(|key| {
                key.iter()
                    .zip(&groups)
                    .map(|(k, g)| g.labels[*k].clone())
                    .collect()
            })
            .collect();
        let label = |values: &Vec<String>| {
            let each = columns
                .iter()
                .zip(values)
                .map(|(column, value)| match all_text {
                    true => value.clone(),
                    false => format!("{column}={value}"),
                });
            each.collect::<Vec<String>>().join(", ")
        };
        Ok(Some(Strata {
            index: (0..table.rows()).map(|row| place[&key(row)]).collect(),
            labels: values.iter().map(label).collect(),
            columns: columns.to_vec(),
            values,
        }))
    }

    /// The stratum that a further row names by its columns.
    pub fn of(&self, row: &serde_json::Map<String, serde_json::Value>) -> Result<usize, Failure> {
        let mut wanted = Vec::new();
        for column in &self.columns {
            let value = row.get(column).ok_or_else(|| {
                Failure::Usage(format!(
                    "a row to predict must name its stratum by `{column}`"
                ))
            })?;
            wanted.push(super::terms::value_label(value));
        }
        self.values
            .iter()
            .position(|v| *v == wanted)
            .ok_or_else(|| {
                Failure::Usage(format!(
                    "a row to predict names the stratum {}, which the data do not have",
                    wanted.join(", ")
                ))
            })
    }
}
