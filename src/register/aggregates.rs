//! Published aggregates: a value of a measure for a group in a period.

use super::fault::Rule;
use super::{Faults, Records};
use crate::calendar::{Month, Week};
use std::collections::BTreeMap;

/// A period as the file writes it, and its beginning in years.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    pub text: String,
    pub at: f64,
}

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
    /// A missing column, an impossible period or value, a value given twice, an unknown measure or several without a choice.
    pub fn of(records: &Records, measure: Option<&str>) -> Result<Aggregates, Faults> {
        let (period, group) = (records.need("period")?, records.need("group")?);
        let measures = records.need("measure")?;
        let values = records.numbers("value")?;
        let measure = chosen(records, measures.words(), measure)?;
        let mut faults = Faults::default();
        let mut read: Vec<Option<Period>> = Vec::new();
        for word in period.words() {
            read.push(Period::read(word));
        }
        let mut rows: Vec<(u32, u32, f64, usize)> = Vec::new();
        for row in (0..records.len()).filter(|row| measures.word(*row) == measure) {
            let code = period.codes()[row];
            if read[code as usize].is_none() {
                let what = "the cell is no period: 2013, 2013-01, 2013Q1 or 2013-W05".to_string();
                faults.add(Rule::NotADate, records.at(row, "period"), || what);
                continue;
            }
            rows.push((code, group.codes()[row], values[row], row));
        }
        let mut order: Vec<u32> = rows.iter().map(|r| r.0).collect();
        let begins = |code: u32| read[code as usize].as_ref().map_or(0.0, |p| p.at);
        order.sort_by(|a, b| begins(*a).total_cmp(&begins(*b)).then(a.cmp(b)));
        order.dedup();
        let mut groups: Vec<u32> = Vec::new();
        let mut found = BTreeMap::new();
        for (code, group, value, row) in rows {
            if !groups.contains(&group) {
                groups.push(group);
            }
            let at = (
                order.iter().position(|c| *c == code).unwrap_or(0),
                groups.iter().position(|g| *g == group).unwrap_or(0),
            );
            if !value.is_nan() && found.insert(at, value).is_some() {
                faults.add(Rule::Overlap, records.at(row, "value"), || {
                    "the group has another value in this period".to_string()
                });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
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

impl Period {
    /// A year, a month, a quarter or a week.
    pub fn read(text: &str) -> Option<Period> {
        let at = year(text)
            .map(f64::from)
            .or_else(|| text.parse::<Month>().ok().map(month_at))
            .or_else(|| quarter(text))
            .or_else(|| text.parse::<Week>().ok().map(week_at))?;
        Some(Period {
            text: text.to_string(),
            at,
        })
    }
}

/// A month on an axis of years.
pub fn month_at(month: Month) -> f64 {
    f64::from(month.0) / 12.0
}

fn week_at(week: Week) -> f64 {
    let (year, number) = week.iso();
    f64::from(year) + f64::from(number - 1) / 53.0
}

fn year(text: &str) -> Option<i32> {
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| four)
}

fn quarter(text: &str) -> Option<f64> {
    let (year_part, quarter) = text.split_once(['Q', 'K'])?;
    let year = year(year_part.trim_end_matches('-'))?;
    let quarter: i32 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
    Some(f64::from(year) + f64::from(quarter - 1) / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_every_kind_stand_on_one_axis() {
        let at = |text: &str| Period::read(text).map(|p| p.at);
        assert_eq!(at("2013"), Some(2013.0));
        assert_eq!(at("2013-07"), Some(2013.5));
        assert_eq!(at("2013Q2"), Some(2013.25));
        assert_eq!(at("2013-Q4"), Some(2013.75));
        assert_eq!(at("2013-W01"), Some(2013.0));
        for wrong in ["", "13", "2013-13", "2013Q5", "before"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
