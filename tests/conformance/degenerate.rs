//! Every method on data that break it: empty, one row, constant, all tied, all censored, huge and tiny. The first case of each kind
//! gives the request; its table is changed. A refusal names its reason, and an answer without a number says why.

use super::{first_case_of_each_kind, method_of};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use virkning::cli::estimate::{Answer, Failure, Spec, Table, estimate};

/// A table as text: names, and rows of cells.
#[derive(Clone)]
struct Cells {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Cells {
    fn read(name: &str) -> Cells {
        let path = format!("tests/conformance/data/{name}");
        let mut reader = csv::Reader::from_path(path).expect("the data");
        let names = reader
            .headers()
            .expect("a header")
            .iter()
            .map(str::to_string);
        let names = names.collect();
        let row = |record: csv::StringRecord| record.iter().map(str::to_string).collect();
        let rows = reader.records().map(|r| row(r.expect("a row"))).collect();
        Cells { names, rows }
    }

    fn table(&self) -> Table {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.names).expect("in memory");
        for row in &self.rows {
            writer.write_record(row).expect("in memory");
        }
        let bytes = writer.into_inner().expect("in memory");
        Table::from_csv(|| Ok(bytes.as_slice()), "t.csv").expect("a table")
    }

    /// Changes the cells of every column for which `of` holds.
    fn map(&self, of: impl Fn(usize) -> bool, change: impl Fn(&str) -> String) -> Cells {
        let mut changed = self.clone();
        for row in &mut changed.rows {
            for at in (0..row.len()).filter(|at| of(*at)) {
                row[at] = change(&row[at]);
            }
        }
        changed
    }

    fn set(&self, names: &[&str], value: &str) -> Cells {
        self.map(
            |at| names.contains(&self.names[at].as_str()),
            |_| value.to_string(),
        )
    }

    /// Columns of numbers that are not yes/no, not a week and not a group.
    fn measured(&self, at: usize) -> bool {
        let values = || {
            self.rows
                .iter()
                .map(|r| r[at].as_str())
                .filter(|v| !v.is_empty())
        };
        values().all(|v| v.parse::<f64>().is_ok()) && values().any(|v| v.contains('.'))
    }

    fn scaled(&self, factor: f64) -> Cells {
        let scale = |cell: &str| match cell.parse::<f64>() {
            Ok(value) => format!("{:e}", value * factor),
            Err(_) => cell.to_string(),
        };
        self.map(|at| self.measured(at), scale)
    }
}

/// The names that the keys of a spec hold.
fn named<'a>(spec: &'a Map<String, Value>, keys: &[&str]) -> Vec<&'a str> {
    let values = keys.iter().filter_map(|key| spec.get(*key)?.as_str());
    values.collect()
}

fn variants(cells: &Cells, spec: &Map<String, Value>) -> Vec<(&'static str, Cells)> {
    let first = cells.rows.first().cloned().unwrap_or_default();
    let kept = |rows: Vec<Vec<String>>| Cells {
        rows,
        ..cells.clone()
    };
    vec![
        ("empty", kept(Vec::new())),
        ("one row", kept(vec![first.clone()])),
        ("two equal rows", kept(vec![first.clone(), first.clone()])),
        ("constant", kept(vec![first; cells.rows.len().min(50)])),
        ("all tied", cells.set(&named(spec, &["time"]), "7")),
        (
            "all censored",
            cells.set(&named(spec, &["status", "event"]), "0"),
        ),
        (
            "all missing",
            cells.map(|at| cells.measured(at), |_| String::new()),
        ),
        ("huge", cells.scaled(1e12)),
        ("tiny", cells.scaled(1e-12)),
    ]
}

/// The fields in which an answer holds no value.
fn empties(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Null => {
            found.insert(at.to_string());
        }
        Value::Array(items) => {
            for item in items {
                empties(item, &format!("{at}[]"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                empties(field, &format!("{at}.{name}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_method_says_why_when_the_data_give_no_number() {
    let mut silent = Vec::new();
    let mut tried = 0;
    for case in first_case_of_each_kind() {
        let method = method_of(&case);
        let mut spec = case["spec"].as_object().expect("a spec").clone();
        let Some(Value::String(data)) = spec.remove("data") else {
            continue;
        };
        let cells = Cells::read(&data);
        let usual = Told::of(&method, &spec, &cells.table()).unwrap_or_default();
        for (variant, changed) in variants(&cells, &spec) {
            tried += 1;
            match estimate(&method, &Spec::new(spec.clone()), &changed.table()) {
                Err(Failure::Usage(text) | Failure::Data(text)) => {
                    assert!(text.len() > 10, "{method}, {variant}: {text}");
                }
                Ok(answer) => {
                    let told = Told::by(answer);
                    let new = told.empties.difference(&usual.empties).next();
                    if let Some(empty) = new
                        && told.reasons == 0
                        && told.notes <= usual.notes
                    {
                        silent.push(format!("{method}, {variant}: {empty}"));
                    }
                }
            }
        }
    }
    assert!(tried > 100, "{tried}");
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// What an answer leaves empty, and how much it says of it.
#[derive(Default)]
struct Told {
    empties: BTreeSet<String>,
    notes: usize,
    reasons: usize,
}

impl Told {
    /// Of the untouched case: some values mean "none", such as a quantile that is not reached.
    fn of(method: &str, spec: &Map<String, Value>, table: &Table) -> Option<Told> {
        let answer = estimate(method, &Spec::new(spec.clone()), table).ok()?;
        Some(Told::by(answer))
    }

    fn by(answer: Answer) -> Told {
        let mut empty = BTreeSet::new();
        empties(&Value::Object(answer.fields), "", &mut empty);
        Told {
            empties: empty,
            notes: answer.notes.len(),
            reasons: answer.warnings.len() + answer.not_estimated.len(),
        }
    }
}
