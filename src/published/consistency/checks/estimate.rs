//! An estimate, its standard error, its interval and its p-value, on the scale of the estimate.

use super::super::case::{Case, Value};
use super::super::finding::{Broken, Outcome};
use super::part::needed;
use super::span::{Span, judge};
use crate::stats::distributions::{t_quantile, t_two_sided};

/// The estimate is the middle of its interval, and standard error, statistic and p-value follow from one another.
pub fn estimate(case: &Case) -> Outcome {
    let estimate = needed(case, "estimate")?;
    let df = case.number("df").map_or(f64::INFINITY, |d| d.to_f64());
    let reach = reach(case, df)?;
    let interval = case.one("low").zip(case.one("high"));
    let mut found = Vec::new();
    if let Some((low, high)) = interval {
        let (l, h) = (Span::of(low), Span::of(high));
        let middle = Span {
            low: (l.low + h.low) / 2.0,
            high: (l.high + h.high) / 2.0,
            nominal: (l.nominal + h.nominal) / 2.0,
        };
        let arithmetic = format!(
            "({} + {}) / 2 = {:.4}",
            low.shown(),
            high.shown(),
            middle.nominal
        );
        found.extend(judge(estimate, middle, arithmetic));
    }
    let std_error = std_error(case, interval, reach);
    if let (Some(printed), Some((low, high))) = (case.one("std_error"), interval) {
        let implied = half_width(low, high, reach);
        let arithmetic = format!(
            "({} - {}) / (2 * {reach:.3}) = {:.4}",
            high.shown(),
            low.shown(),
            implied.nominal
        );
        found.extend(judge(printed, implied, arithmetic));
    }
    if let Some(std_error) = std_error {
        found.extend(tested(case, estimate, std_error, df));
    }
    Ok(found)
}

/// Standard errors between the estimate and an end of its interval.
pub fn reach(case: &Case, df: f64) -> Result<f64, String> {
    let level = case.number("level").map_or(0.95, |l| l.to_f64());
    if level <= 0.0 || level >= 1.0 {
        return Err(format!("`level` is {level}; allowed: above 0 and below 1"));
    }
    if df <= 0.0 {
        return Err(format!("`df` is {df}; allowed: above 0"));
    }
    Ok(t_quantile(0.5 + level / 2.0, df))
}

fn std_error(case: &Case, interval: Option<(&Value, &Value)>, reach: f64) -> Option<Span> {
    match case.one("std_error") {
        Some(printed) => Some(Span::of(printed)),
        None => interval.map(|(low, high)| half_width(low, high, reach)),
    }
}

fn half_width(low: &Value, high: &Value, reach: f64) -> Span {
    let (low, high) = (Span::of(low), Span::of(high));
    Span {
        low: ((high.low - low.high) / (2.0 * reach)).max(0.0),
        high: (high.high - low.low) / (2.0 * reach),
        nominal: (high.nominal - low.nominal) / (2.0 * reach),
    }
}

fn tested(case: &Case, estimate: &Value, std_error: Span, df: f64) -> Vec<Broken> {
    let size = Span::of(estimate).size();
    let statistic = Span {
        low: size.low / std_error.high,
        high: size.high / std_error.low,
        nominal: size.nominal / std_error.nominal,
    };
    let arithmetic = format!(
        "{} / {:.4} = {:.3}",
        estimate.shown(),
        std_error.nominal,
        statistic.nominal
    );
    against_test(case, statistic, df, &arithmetic)
}

/// The printed statistic, its sign dropped, and the printed p-value against a recomputed statistic.
pub fn against_test(case: &Case, statistic: Span, df: f64, arithmetic: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    if let Some(printed) = case.one("statistic") {
        let mut positive = printed.clone();
        if positive.nominal().is_negative() {
            positive.figure.value = -positive.figure.value;
        }
        found.extend(judge(&positive, statistic, arithmetic.to_string()));
    }
    if let Some(printed) = case.one("p") {
        let p = |t: f64| t_two_sided(t, df);
        let span = Span::around(p(statistic.nominal), &[p(statistic.low), p(statistic.high)]);
        let arithmetic = format!("{arithmetic}, p = {:.4}", span.nominal);
        found.extend(judge(printed, span, arithmetic));
    }
    found
}
