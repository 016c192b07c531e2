//! A first claims file from a run: the figures a report would print, in its first language. An editor then pins the words.

use super::figure::{Address, Figure, Value, quoted};
use super::figures::figures;
use super::number::{Decimal, Language, MOST_DIGITS};
use super::printed::{light_word, told_decimal};
use super::ratio::Ratio;
use super::unit::scale_of;
use crate::disclosure::Releasable;
use crate::findings::{AnalysisResult, Findings, Unit};
use std::collections::{BTreeSet, HashMap};

/// The text of the file.
pub fn draft(findings: &Releasable<Findings>) -> String {
    let language = match findings.study.languages.first().map(String::as_str) {
        Some("en") => Language::En,
        _ => Language::Da,
    };
    let word = match language {
        Language::Da => "da",
        Language::En => "en",
    };
    let title = match language {
        Language::Da => &findings.study.title.da,
        Language::En => &findings.study.title.en,
    };
    let mut text = format!(
        "# Drafted from a run: pin the words as the report prints them, say the place, and strike what is not printed.\n\
         schema = 1\n\n[report]\ntitle = {}\nlanguage = \"{word}\"\n",
        quoted(title)
    );
    let mut ids = BTreeSet::new();
    for (address, words) in printed(findings, language) {
        let id = fresh(&address, &mut ids);
        text.push_str(&format!(
            "\n[[claim]]\nid = {}\nplace = \"\"\nprinted = {}\nfinding = {}\n",
            quoted(&id),
            quoted(&words),
            address.toml()
        ));
    }
    text
}

/// The figures a report would print, with their words.
fn printed(findings: &Releasable<Findings>, language: Language) -> Vec<(Address<'_>, String)> {
    let weeks = weeks(findings);
    let all = figures(findings).into_iter();
    let wanted = all.filter(|figure| is_printed(figure, &weeks));
    wanted
        .filter_map(|figure| {
            let words = words(&figure, language)?;
            Some((figure.address, words))
        })
        .collect()
}

/// The weeks of each analysis that a report reads from its curves.
fn weeks(findings: &Findings) -> HashMap<&str, Vec<i64>> {
    let of = |result: &AnalysisResult| match result {
        AnalysisResult::WeeklyShare(result) => {
            let point = result.headline.and_then(|at| result.points.get(at));
            point.map(|p| i64::from(p.index)).into_iter().collect()
        }
        AnalysisResult::TimeToEvent(result) => {
            let at = result.curves.iter().flat_map(|c| &c.at);
            at.map(|reading| reading.time as i64).collect()
        }
        _ => Vec::new(),
    };
    let analyses = findings.analyses.iter();
    analyses.map(|a| (a.id.as_str(), of(&a.result))).collect()
}

/// The fields that reports print.
const FIELDS: [&str; 16] = [
    "persons",
    "sites",
    "share",
    "change",
    "estimate",
    "p_value",
    "started",
    "hazard_ratio",
    "reduction",
    "example_after_weeks",
    "likelihood_ratio",
    "difference",
    "mean_first",
    "mean_second",
    "value",
    "light",
];

fn is_printed(figure: &Figure<'_>, weeks: &HashMap<&str, Vec<i64>>) -> bool {
    let address = &figure.address;
    let week_is_read = match (address.week, weeks.get(address.analysis)) {
        (Some(week), Some(read)) if address.table.is_empty() => read.contains(&week),
        _ => true,
    };
    let baseline = address.term.starts_with("decomposition.");
    FIELDS.contains(&address.field) && week_is_read && !baseline
}

/// A figure in words that hold for it; `None` without a number that can be printed.
fn words(figure: &Figure<'_>, language: Language) -> Option<String> {
    if let Value::Light(light) = figure.value {
        return Some(light_word(light).to_string());
    }
    let unit = figure.unit?;
    let shown = figure.value.ratio()?.times(Ratio::whole(scale_of(unit)));
    if unit == Unit::PValue && shown < Ratio::decimal(1, 3) {
        return Some(mark("p < 0.001".to_string(), language));
    }
    let decimals = decimals(unit);
    let digits = shown
        .rounded(decimals)
        .times(Ratio::whole(10_i128.pow(decimals)));
    let digits = digits.to_f64() as i128;
    // A model that went astray gives a number that no report prints.
    if digits.unsigned_abs() >= 10_u128.pow(MOST_DIGITS as u32) {
        return None;
    }
    let number = told_decimal(Decimal { digits, decimals });
    Some(with_unit(&mark(number, language), unit, language))
}

fn mark(number: String, language: Language) -> String {
    match language {
        Language::Da => number.replace('.', ","),
        Language::En => number,
    }
}

fn decimals(unit: Unit) -> u32 {
    match unit {
        Unit::Whole | Unit::FullTime | Unit::DegreesOfFreedom => 0,
        Unit::Fraction | Unit::Points | Unit::Amount => 1,
        Unit::Weeks | Unit::Months | Unit::Years | Unit::Hours | Unit::Days => 1,
        Unit::Score | Unit::Statistic | Unit::Correlation | Unit::HazardRatio => 2,
        Unit::PValue | Unit::Coefficient => 3,
    }
}

fn with_unit(number: &str, unit: Unit, language: Language) -> String {
    let (da, en) = match unit {
        Unit::Fraction => ("%", "%"),
        Unit::Points => (" procentpoint", " percentage points"),
        Unit::Weeks => (" uger", " weeks"),
        Unit::Months => (" måneder", " months"),
        Unit::Years => (" år", " years"),
        Unit::Hours => (" timer", " hours"),
        Unit::Days => (" dage", " days"),
        Unit::PValue => return format!("p = {number}"),
        Unit::HazardRatio => return format!("HR = {number}"),
        _ => ("", ""),
    };
    match language {
        Language::Da => format!("{number}{da}"),
        Language::En => format!("{number}{en}"),
    }
}

/// An id that no other claim has.
fn fresh(address: &Address<'_>, ids: &mut BTreeSet<String>) -> String {
    let letters = address.to_string().to_lowercase();
    let kept = letters.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
    let words: Vec<&str> = kept.filter(|w| !w.is_empty()).collect();
    let base = words.join("-");
    let tries = (2..).map(|n| format!("{base}-{n}"));
    let mut all = std::iter::once(base.clone()).chain(tries);
    // The tries never end, so one of them is free.
    let id = all.find(|id| !ids.contains(id)).unwrap_or(base.clone());
    ids.insert(id.clone());
    id
}
