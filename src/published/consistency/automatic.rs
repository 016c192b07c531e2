//! The checks that need no relations: what a number is of is told by its own row.

use super::case::{Case, Found, Value};
use super::checks::could_fail;
use super::held::{Holds, Table};
use super::row::{Row, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Checks of single rows, of counts beside their percentages, and of figures printed twice; those that a relation makes are left out.
pub fn cases(table: &Table, asked: &[Case]) -> Vec<Case> {
    let mut cases = counts_beside_shares(table, asked);
    let checked: BTreeSet<usize> = asked
        .iter()
        .chain(&cases)
        .filter_map(share_checked)
        .collect();
    cases.extend(printed_twice(table, asked));
    for (place, row) in table.rows.iter().enumerate() {
        let Some(value) = Value::of_row(place, row) else {
            continue;
        };
        let growth = row.change || is_ratio_in_percent(place, asked);
        let is_share = matches!(row.unit, Unit::Percent | Unit::Share);
        if has_law(row.unit) && !(growth && is_share) {
            cases.push(of_row("law", &value));
        }
        let grim = row.denominator.is_some_and(|n| could_fail(&value, n));
        if is_share && grim && !growth && !checked.contains(&place) {
            cases.push(of_row("grim", &value));
        }
    }
    cases
}

fn has_law(unit: Unit) -> bool {
    !matches!(unit, Unit::Points | Unit::Other | Unit::Untold)
}

/// A relation tells that the row is a ratio less one, or such.
fn is_ratio_in_percent(place: usize, asked: &[Case]) -> bool {
    let kinds = ["increase", "reduction"];
    let is = |value: Option<&Value>| value.and_then(Value::row) == Some(place);
    asked
        .iter()
        .filter(|c| kinds.contains(&c.kind))
        .any(|c| is(c.one("percent")) || is(c.one("increase")))
}

/// The share that a case already checks against whole counts.
fn share_checked(case: &Case) -> Option<usize> {
    match case.kind {
        "percent" => case.one("percent")?.row(),
        "grim" => case.one("row")?.row(),
        _ => None,
    }
}

fn of_row(kind: &'static str, value: &Value) -> Case {
    case(kind, [("row", Found::One(value.clone()))])
}

fn case<const N: usize>(kind: &'static str, fields: [(&'static str, Found); N]) -> Case {
    Case {
        kind,
        relation: None,
        fields: BTreeMap::from(fields),
        doubt: None,
        span: 0..0,
    }
}

/// What a row says that it is a number of.
fn subject(row: &Row) -> Option<&[String]> {
    (!row.subject.is_empty()).then_some(&row.subject)
}

/// A count and a share of one subject are two ways to print one thing, when they are of the same number.
fn counts_beside_shares(table: &Table, asked: &[Case]) -> Vec<Case> {
    let done: BTreeSet<usize> = asked
        .iter()
        .filter(|c| c.kind == "percent")
        .filter_map(share_checked)
        .collect();
    let mut counts: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (place, row) in table.rows.iter().enumerate() {
        if let (Unit::Count, Some(key)) = (row.unit, subject(row)) {
            counts.entry(key).or_default().push(place);
        }
    }
    let mut cases = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        let is_share = matches!(row.unit, Unit::Percent | Unit::Share) && !row.change;
        if !is_share || done.contains(&place) {
            continue;
        }
        let beside = subject(row).and_then(|key| counts.get(&key));
        let Some([count]) = beside.map(Vec::as_slice) else {
            continue;
        };
        let beside = &table.rows[*count];
        let sizes: Vec<i64> = [row.denominator, beside.denominator]
            .into_iter()
            .flatten()
            .collect();
        let one_size = !sizes.is_empty() && sizes.iter().all(|n| *n == sizes[0]);
        let values = (Value::of_row(place, row), Value::of_row(*count, beside));
        if let ((Some(share), Some(count)), true) = (values, one_size) {
            cases.push(case(
                "percent",
                [
                    ("percent", Found::One(share)),
                    ("count", Found::Many(vec![count])),
                ],
            ));
        }
    }
    cases
}

/// Rows that say that they are the same figure. Claims on one finding are, for certain; a relation may have said so already.
fn printed_twice(table: &Table, asked: &[Case]) -> Vec<Case> {
    let mut alike: BTreeMap<_, Vec<Value>> = BTreeMap::new();
    for (place, row) in table.rows.iter().enumerate() {
        if let (Some(key), Some(value)) = (subject(row), Value::of_row(place, row)) {
            alike
                .entry((key, row.unit_word.as_str(), row.denominator))
                .or_default()
                .push(value);
        }
    }
    let (kind, claims) = match table.holds {
        Holds::All => ("twice", false),
        _ => ("same", true),
    };
    let asked_already = |rows: &[Value]| {
        let all = |case: &Case| rows.iter().all(|r| case.many("rows").contains(r));
        claims && asked.iter().any(|c| c.kind == "same" && all(c))
    };
    let several = alike.into_values().filter(|rows| rows.len() > 1);
    several
        .filter(|rows| !asked_already(rows))
        .map(|rows| case(kind, [("rows", Found::Many(rows))]))
        .collect()
}
