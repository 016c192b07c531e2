//! Published aggregates: a value of a measure for a group in a period.

use super::fault::Rule;
use super::{Faults, Records};
pub use crate::calendar::{Period, month_at};
use std::collections::{BTreeMap, BTreeSet};

/// The values of one measure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Aggregates {
    /// In order of time.
    pub periods: Vec<Period>,
    /// The words of the groups, in the order of the file.
    pub groups: Vec<String>,
    /// By period and group; a pair without a row or with a blank value has none.
    pub values: BTreeMap<(usize, usize), f64>,
}

impl Aggregates {
    /// Reads `period, group, measure, value`; without a measure the file must hold one only.
    ///
    /// # Errors
    /// What `check` tells, an unknown measure, or several without a choice.
    pub fn of(records: &Records, measure: Option<&str>) -> Result<Aggregates, Faults> {
        let faults = check(records);
        if !faults.is_empty() {
            return Err(faults);
        }
        let (period, group) = (records.need("period")?, records.need("group")?);
        let measures = records.need("measure")?;
        let values = records.numbers("value")?;
        let measure = chosen(records, measures.words(), measure)?;
        let read: Vec<Option<Period>> = period.words().iter().map(|w| Period::read(w)).collect();
        let rows: Vec<(u32, u32, f64)> = (0..records.len())
            .filter(|row| measures.word(*row) == measure)
            .map(|row| (period.codes()[row], group.codes()[row], values[row]))
            .collect();
        let mut order: Vec<u32> = rows.iter().map(|r| r.0).collect();
        let begins = |code: u32| read[code as usize].as_ref().map_or(0.0, |p| p.at);
        order.sort_by(|a, b| begins(*a).total_cmp(&begins(*b)).then(a.cmp(b)));
        order.dedup();
        let mut groups: Vec<u32> = Vec::new();
        let mut found = BTreeMap::new();
        for (code, group, value) in rows {
            if !groups.contains(&group) {
                groups.push(group);
            }
            let at = (
                order.iter().position(|c| *c == code).unwrap_or(0),
                groups.iter().position(|g| *g == group).unwrap_or(0),
            );
            if !value.is_nan() {
                found.insert(at, value);
            }
        }
        let periods = order.iter().filter_map(|c| read[*c as usize].clone());
        Ok(Aggregates {
            periods: periods.collect(),
            groups: groups
                .iter()
                .map(|g| group.words()[*g as usize].clone())
                .collect(),
            values: found,
        })
    }
}

/// What every table of aggregates must hold: a period, a group and a measure in each row, a value that is blank or 0 or more, and one row of a
/// group, period and measure. The faults that there are.
pub fn check(records: &Records) -> Faults {
    let mut faults = Faults::default();
    let mut column = |name: &str| match records.need(name) {
        Ok(column) => Some(column),
        Err(theirs) => {
            faults.absorb(theirs);
            None
        }
    };
    let words = [column("period"), column("group"), column("measure")];
    let value = column("value");
    let ([Some(period), Some(group), Some(measure)], Some(_)) = (words, value) else {
        return faults;
    };
    let values = records.numbers("value").unwrap_or_else(|theirs| {
        faults.absorb(theirs);
        vec![f64::NAN; records.len()]
    });
    let is_period: Vec<bool> = period
        .words()
        .iter()
        .map(|w| Period::read(w).is_some())
        .collect();
    let mut seen = BTreeSet::new();
    for (row, value) in values.iter().enumerate() {
        let at = |column| records.at(row, column);
        if !is_period[period.codes()[row] as usize] {
            faults.add(Rule::NotAPeriod, at("period"), || {
                "the cell is no period".to_string()
            });
        }
        for (name, column) in [("group", group), ("measure", measure)] {
            if column.word(row).is_empty() {
                faults.add(Rule::NotAWord, at(name), || format!("the {name} is blank"));
            }
        }
        if *value < 0.0 {
            faults.add(Rule::Negative, at("value"), || {
                "the value is below 0".to_string()
            });
        }
        let key = (
            measure.codes()[row],
            group.codes()[row],
            period.codes()[row],
        );
        if !seen.insert(key) {
            let what = || "the group has another value of the measure in this period".to_string();
            faults.add(Rule::SecondValue, at("value"), what);
        }
    }
    faults
}

/// The same for counts of persons, which are whole besides.
pub fn check_counts(records: &Records) -> Faults {
    let mut faults = check(records);
    for (row, value) in records
        .numbers("value")
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        if value.is_finite() && value.fract() != 0.0 {
            let what = || "the value is no whole number of persons".to_string();
            faults.add(Rule::NotANumber, records.at(row, "value"), what);
        }
    }
    faults
}

/// The measure asked for, or the only one.
fn chosen(records: &Records, words: &[String], asked: Option<&str>) -> Result<String, Faults> {
    let list = || {
        let words: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
        words.join(", ")
    };
    let trouble = match (asked, words) {
        (Some(asked), _) if words.iter().any(|w| w == asked) => return Ok(asked.to_string()),
        (None, [only]) => return Ok(only.clone()),
        (Some(asked), _) => format!("there is no measure `{asked}`; the file has {}", list()),
        (None, _) => format!("the study must choose a `measure`; the file has {}", list()),
    };
    Err(Faults::one(
        Rule::NotAWord,
        records.at(0, "measure"),
        || trouble,
    ))
}
