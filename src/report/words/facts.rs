//! The facts of notes and reasons, put into sentences in the reader's number format.

use super::{Language, Say, fill, plain};
use crate::findings::{Label, PHRASE};
use crate::report::numbers;
use std::collections::BTreeMap;

/// A template with its blanks filled from facts; a code without a template is told as it is, with its facts.
pub fn worded(
    template: Option<&str>,
    code: &str,
    facts: &BTreeMap<String, String>,
    language: Language,
) -> String {
    let spoken: Vec<(&str, String)> = facts
        .iter()
        .map(|(name, value)| (name.as_str(), fact(name, value, language)))
        .collect();
    match template {
        Some(template) => {
            let blanks: Vec<(&str, &str)> = spoken.iter().map(|(n, v)| (*n, v.as_str())).collect();
            fill(&without_unfilled(template, &blanks), &blanks)
        }
        None if spoken.is_empty() => plain(code),
        None => {
            let list: Vec<String> = spoken
                .iter()
                .map(|(n, v)| format!("{}: {v}", plain(n)))
                .collect();
            format!("{} ({})", plain(code), list.join("; "))
        }
    }
}

/// A template's parts in square brackets stand only when their blanks are among those given.
fn without_unfilled(template: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        let (part, after) = after.split_once(']').unwrap_or((after, ""));
        out.push_str(before);
        let named = part.split('{').skip(1).filter_map(|p| p.split('}').next());
        let mut named = named.map(super::blank_name);
        if named.any(|name| blanks.iter().any(|(given, _)| *given == name)) {
            out.push_str(part);
        }
        rest = after;
    }
    out + rest
}

/// A fact that is a phrase in its words; others by what their name says they are: terms and groups in words, the rest by its look.
fn fact(name: &str, value: &str, language: Language) -> String {
    if let Some(code) = value.strip_prefix(PHRASE) {
        return language.label(&Label::said(code));
    }
    match name {
        "term" | "terms" | "variable" => {
            let terms = value.split(", ").map(|t| language.term_in_list(t));
            let terms: Vec<String> = terms.collect();
            terms.join(", ")
        }
        "group" => language.group(value).unwrap_or(value).to_string(),
        "list" => plain(value).to_uppercase(),
        "period" | "from_period" | "to_period" => period(value, language),
        _ => localised(value, language),
    }
}

/// Numbers, weeks and months in the language's way; everything else as it is.
pub fn localised(value: &str, language: Language) -> String {
    if let Some((from, to)) = value.split_once("..") {
        let (from, to) = (from_month(from, to, language), localised(to, language));
        return language.tell(Say::FromTo, &[("from", &from), ("to", &to)]);
    }
    let date = week_in_year(value, language)
        .or_else(|| month_in_year(value, language))
        .or_else(|| day_in_year(value, language));
    if let Some(date) = date {
        return date;
    }
    let digits = value.strip_prefix('-').unwrap_or(value);
    let numeric = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let decimals = digits.split_once('.').map_or(0, |(_, d)| d.len().min(6));
    match value.parse::<f64>() {
        Ok(number) if numeric => numbers::number(number, decimals as u32, language),
        _ => value.to_string(),
    }
}

/// The first of two ends: a month without its year where the last is of the same year.
fn from_month(from: &str, to: &str, language: Language) -> String {
    match (from.split_once('-'), to.split_once('-')) {
        (Some((year, month)), Some((same, _))) if year == same => {
            month_name(month, language).map_or_else(|| localised(from, language), str::to_string)
        }
        _ => localised(from, language),
    }
}

/// A period of a series: `2013Q1` as "1. kvartal 2013", a month or week in words, a year as it is.
fn period(value: &str, language: Language) -> String {
    let quarter = value.split_once('Q');
    match quarter.filter(|(year, n)| year.len() == 4 && n.len() == 1) {
        Some((year, n)) => match language {
            Language::Da => format!("{n}. kvartal {year}"),
            Language::En => format!("Q{n} {year}"),
        },
        None if value.contains('-') => localised(value, language),
        None => value.to_string(),
    }
}

/// `2018-W48` as "uge 48 i 2018".
pub fn week_in_year(iso: &str, language: Language) -> Option<String> {
    let (year, week) = parts(iso)?;
    Some(match language {
        Language::Da => format!("uge {week} i {year}"),
        Language::En => format!("week {week} of {year}"),
    })
}

/// A week for a reader who needs no number: the first week of a year is called so. A week that is not an ISO week is shown as it is.
pub fn week_spoken(iso: &str, language: Language) -> String {
    match (parts(iso), language) {
        (Some((year, 1)), Language::Da) => format!("første uge af {year}"),
        (Some((year, 1)), Language::En) => format!("the first week of {year}"),
        _ => week_in_year(iso, language).unwrap_or_else(|| iso.to_string()),
    }
}

fn parts(iso: &str) -> Option<(u32, u32)> {
    let (year, week) = iso.split_once("-W")?;
    if year.len() != 4 || week.len() != 2 {
        return None;
    }
    Some((year.parse().ok()?, week.parse().ok()?))
}

/// `2018-12` as "december 2018".
fn month_in_year(value: &str, language: Language) -> Option<String> {
    let (year, month) = value.split_once('-')?;
    let year: u32 = year.parse().ok().filter(|_| year.len() == 4)?;
    let name = month_name(month, language)?;
    Some(format!("{name} {year}"))
}

/// `2018-12-24` as "24. december 2018".
fn day_in_year(value: &str, language: Language) -> Option<String> {
    let (month, day) = value.rsplit_once('-')?;
    let number: u32 = day.parse().ok().filter(|_| day.len() == 2)?;
    let month = month_in_year(month, language)?;
    Some(match language {
        Language::Da => format!("{number}. {month}"),
        Language::En => format!("{number} {month}"),
    })
}

fn month_name(month: &str, language: Language) -> Option<&'static str> {
    const DA: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month: usize = month.parse().ok().filter(|_| month.len() == 2)?;
    let names = match language {
        Language::Da => DA,
        Language::En => EN,
    };
    names.get(month.checked_sub(1)?).copied()
}
