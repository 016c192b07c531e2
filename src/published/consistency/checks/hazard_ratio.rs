//! A hazard ratio against its interval, its p-value and the number of its events.

use super::super::case::{Case, Value};
use super::super::finding::{Broken, Outcome, Sure};
use super::estimate::reach;
use super::part::needed;
use super::span::{Span, judge};
use crate::stats::distributions::{normal_quantile, normal_two_sided};

/// A Wald interval is symmetric around the ratio's logarithm, the p-value follows from both, and no standard error of a
/// two-group comparison is below `2 / sqrt(events)`: the information of one event is a quarter at the most.
pub fn hazard_ratio(case: &Case) -> Outcome {
    let ratio = needed(case, "ratio")?;
    let positive = |v: &Value| v.allowed().to_f64().0 > 0.0;
    let fields = [Some(ratio), case.one("low"), case.one("high")];
    if let Some(wrong) = fields.into_iter().flatten().find(|v| !positive(v)) {
        return not_positive(wrong);
    }
    let reach = reach(case, f64::INFINITY)?;
    let log = Span::of(ratio).through(f64::ln);
    let by_p = case.one("p").and_then(|p| error_from_p(log, p));
    let mut found = Vec::new();
    let mut by_interval = None;
    if let (Some(low), Some(high)) = (case.one("low"), case.one("high")) {
        let error = half_width(low, high, reach);
        found.extend(off_centre(ratio, low, high, by_p, reach));
        found.extend(case.one("p").and_then(|p| against_p(ratio, p, error)));
        by_interval = Some(error);
    }
    if let Some(least) = least_error(case)? {
        let error = by_interval.or(by_p);
        found.extend(error.and_then(|e| too_small(case, ratio, e, least)));
    }
    Ok(found)
}

/// A ratio or a limit at 0 or below has no logarithm; a limit printed as 0.00 has one too wide to check.
fn not_positive(value: &Value) -> Outcome {
    if !value.nominal().is_negative() {
        return Ok(Vec::new());
    }
    let arithmetic = format!("{} is negative", value.shown());
    Ok(vec![Broken::new(
        Sure::Impossible,
        value,
        "above 0".to_string(),
        arithmetic,
    )])
}

/// The standard error of the log ratio that an interval implies.
fn half_width(low: &Value, high: &Value, reach: f64) -> Span {
    let (low, high) = (
        Span::of(low).through(f64::ln),
        Span::of(high).through(f64::ln),
    );
    let error = |from: f64, to: f64| ((to - from) / (2.0 * reach)).max(0.0);
    Span {
        low: error(low.high, high.low),
        high: error(low.low, high.high),
        nominal: error(low.nominal, high.nominal),
    }
}

/// The standard error of the log ratio that the ratio and its p-value imply; none for p = 1 or a bound.
fn error_from_p(log: Span, p: &Value) -> Option<Span> {
    if !p.figure.by_digits() {
        return None;
    }
    let z = |p: f64| normal_quantile(1.0 - p.clamp(0.0, 1.0) / 2.0);
    let (size, p) = (log.size(), Span::of(p));
    let error = Span {
        low: size.low / z(p.low),
        high: size.high / z(p.high),
        nominal: size.nominal / z(p.nominal),
    };
    (error.nominal.is_finite() && error.nominal > 0.0).then_some(error)
}

/// The ratio is the geometric mean of its limits.
fn off_centre(
    ratio: &Value,
    low: &Value,
    high: &Value,
    by_p: Option<Span>,
    reach: f64,
) -> Option<Broken> {
    let (l, h) = (Span::of(low), Span::of(high));
    let centre = |l: f64, h: f64| (l * h).sqrt();
    let middle = Span {
        low: centre(l.low, h.low),
        high: centre(l.high, h.high),
        nominal: centre(l.nominal, h.nominal),
    };
    let (hr, error) = (
        Span::of(ratio).nominal,
        half_width(low, high, reach).nominal,
    );
    let mut arithmetic = format!(
        "sqrt({} * {}) = {:.3}: ln {:.3}, where ln {} = {:.3}; the interval's standard error is {error:.3}",
        low.shown(),
        high.shown(),
        middle.nominal,
        middle.nominal.ln(),
        ratio.shown(),
        hr.ln(),
    );
    if let Some(by_p) = by_p {
        let limit = |sign: f64| hr * (sign * reach * by_p.nominal).exp();
        arithmetic += &format!("; ratio and p give {:.2} to {:.2}", limit(-1.0), limit(1.0));
    }
    let (from_high, from_low) = (hr * hr / h.nominal, hr * hr / l.nominal);
    arithmetic +=
        &format!("; ratio and one limit give the other: low {from_high:.3} or high {from_low:.3}");
    let mut broken = judge(ratio, middle, arithmetic)?;
    broken.about.extend([low.source, high.source]);
    Some(broken)
}

fn against_p(ratio: &Value, p: &Value, error: Span) -> Option<Broken> {
    let log = Span::of(ratio).through(f64::ln);
    let size = log.size();
    let two_sided = |log: f64, error: f64| normal_two_sided(log / error);
    let span = Span {
        low: two_sided(size.high, error.low),
        high: two_sided(size.low, error.high),
        nominal: two_sided(size.nominal, error.nominal),
    };
    let arithmetic = format!(
        "ln {} / {:.3} = {:.3}, p = {:.4}",
        ratio.shown(),
        error.nominal,
        log.nominal / error.nominal,
        span.nominal
    );
    judge(p, span, arithmetic)
}

/// `2 / sqrt(events)`, and how it is written.
fn least_error(case: &Case) -> Result<Option<(f64, String)>, String> {
    let events = case.many("events");
    if events.is_empty() {
        return Ok(None);
    }
    let whole: Option<Vec<i64>> = events
        .iter()
        .map(|e| e.whole().filter(|n| *n >= 0))
        .collect();
    let whole = whole.ok_or("`events` are not whole numbers")?;
    let all: f64 = whole.iter().map(|n| *n as f64).sum();
    let least = 2.0 / all.sqrt();
    Ok((all > 0.0).then(|| (least, format!("2 / sqrt({all}) = {least:.3}"))))
}

fn too_small(
    case: &Case,
    ratio: &Value,
    error: Span,
    (least, written): (f64, String),
) -> Option<Broken> {
    if error.high >= least {
        return None;
    }
    let from = match case.one("low").is_some() {
        true => "the interval's",
        false => "that of the ratio and its p-value",
    };
    let arithmetic = format!(
        "the least standard error is {written}; {from} is {:.3}",
        error.nominal
    );
    let must_be = format!("a standard error of {least:.3} or more");
    let mut broken = Broken::new(Sure::Impossible, ratio, must_be, arithmetic);
    let limits = [case.one("low"), case.one("high")];
    broken
        .about
        .extend(limits.into_iter().flatten().map(|v| v.source));
    Some(broken)
}
