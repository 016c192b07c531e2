//! An estimate, its standard error, its interval and its p-value, on the scale of the estimate.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure};
use super::part::needed;
use super::span::{Span, judge};
use super::wald::{ANY, Fit, not_jointly, out_of_order, p_of, printed, sizes_by_p};
use crate::stats::distributions::t_quantile;

/// The estimate is the middle of its interval, and standard error, statistic and p-value follow from one another.
pub fn estimate(case: &Case) -> Outcome {
    let estimate = needed(case, "estimate")?;
    let df = case.number("df").map_or(f64::INFINITY, |d| d.to_f64());
    let reach = reach(case, df)?;
    if printed(case, estimate).len() < 3 && case.one("std_error").is_some() {
        return Err("nothing holds `estimate` and `std_error` together: `low`, `high`, `statistic` or `p` is needed".into());
    }
    if let Some(negative) = case.one("std_error").and_then(negative) {
        return Ok(vec![negative]);
    }
    if let Some(broken) = out_of_order(case, estimate) {
        return Ok(vec![broken]);
    }
    let mut found = Vec::new();
    let interval = case.one("low").zip(case.one("high"));
    if let Some((low, high)) = interval {
        found.extend(off_centre(estimate, low, high));
    }
    if let (Some(printed), Some((low, high))) = (case.one("std_error"), interval) {
        let implied = half_width(low, high, reach);
        let arithmetic = format!(
            "({} - {}) / (2 * {reach:.3}) = {:.4}",
            high.shown(),
            low.shown(),
            implied.nominal
        );
        found.extend(judge(printed, implied, arithmetic).map(|b| b.together([low, high])));
    }
    let std_error = std_error(case, interval, reach);
    if let Some(std_error) = std_error {
        found.extend(tested(case, estimate, std_error, df));
    }
    let fit = fit(case, estimate, df, reach);
    if found.is_empty() && !fit.stands() {
        let as_printed = match std_error {
            Some(error) => format!(
                "with a standard error of {:.4} the statistic is {:.3}",
                error.nominal,
                Span::of(estimate).nominal / error.nominal
            ),
            None => format!("a limit lies {reach:.3} standard errors from the estimate"),
        };
        found.push(not_jointly(case, estimate, fit, df, as_printed));
    }
    Ok(found)
}

/// A standard error or a standard deviation below 0, whatever its rounding.
pub fn negative(value: &Value) -> Option<Broken> {
    let is_negative = value.allowed().high.is_some_and(|e| e.at < Exact::ZERO);
    is_negative.then(|| {
        let arithmetic = format!("{} is negative", value.shown());
        Broken::new(Sure::Impossible, value, "0 or more".to_string(), arithmetic)
    })
}

fn off_centre(estimate: &Value, low: &Value, high: &Value) -> Option<Broken> {
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
    judge(estimate, middle, arithmetic).map(|b| b.together([low, high]))
}

fn fit(case: &Case, estimate: &Value, df: f64, reach: f64) -> Fit {
    let of = |name: &str| case.one(name).map_or(ANY, Span::of);
    Fit {
        estimate: Span::of(estimate),
        low: of("low"),
        high: of("high"),
        std_error: of("std_error"),
        statistic: of("statistic"),
        by_p: case.one("p").map_or(ANY, |p| sizes_by_p(p, df)),
        reach,
    }
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

/// A standard error is above 0, also where its rounding reaches below.
fn std_error(case: &Case, interval: Option<(&Value, &Value)>, reach: f64) -> Option<Span> {
    let above_zero = |span: Span| Span {
        low: span.low.max(0.0),
        ..span
    };
    let printed = case.one("std_error").map(Span::of);
    let implied = || interval.map(|(low, high)| half_width(low, high, reach));
    printed.or_else(implied).map(above_zero)
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
    let e = Span::of(estimate);
    // Without limit where the standard error may be 0; an estimate of 0 over it is 0 all the same.
    let over = |e: f64, small: f64, large: f64, outwards: bool| match outwards {
        true => e / small,
        false => e / large,
    };
    let statistic = Span {
        low: over(e.low, std_error.low, std_error.high, e.low < 0.0),
        high: over(e.high, std_error.low, std_error.high, e.high > 0.0),
        nominal: e.nominal / std_error.nominal,
    };
    let arithmetic = format!(
        "{} / {:.4} = {}",
        estimate.shown(),
        std_error.nominal,
        quotient(statistic.nominal)
    );
    let interval = || ["low", "high"].into_iter().filter_map(|n| case.one(n));
    let others: Vec<&Value> = match case.one("std_error") {
        Some(printed) => vec![printed],
        None => interval().collect(),
    };
    let inputs: Vec<&Value> = [estimate].into_iter().chain(others).collect();
    let tested = Tested {
        statistic,
        signed: true,
        df: Span::point(df),
        arithmetic,
    };
    against_test(case, &tested, &inputs)
}

/// A statistic in words; one over a standard error printed as 0 has no limit.
pub fn quotient(statistic: f64) -> String {
    match statistic.is_finite() {
        true => format!("{statistic:.3}"),
        false => "without limit".to_string(),
    }
}

/// A recomputed test.
pub struct Tested {
    pub statistic: Span,
    /// The sign of the statistic is that of the estimate; else it is the order of two groups, which a report may turn.
    pub signed: bool,
    /// The degrees of freedom that it may have.
    pub df: Span,
    pub arithmetic: String,
}

/// The printed statistic and the printed p-value against a recomputed test, and against each other.
pub fn against_test(case: &Case, tested: &Tested, inputs: &[&Value]) -> Vec<Broken> {
    let (statistic, p) = (case.one("statistic"), case.one("p"));
    let with_inputs = |b: Broken| b.together(inputs.iter().copied());
    let mut found = Vec::new();
    if let Some(printed) = statistic {
        let mut printed = printed.clone();
        if !tested.signed && printed.nominal().is_negative() {
            printed.figure.value = -printed.figure.value;
        }
        let broken = judge(&printed, tested.statistic, tested.arithmetic.clone());
        found.extend(broken.map(with_inputs));
    }
    let size = tested.statistic.size();
    if let Some(printed) = p {
        let span = p_values(size, tested.df);
        let arithmetic = format!("{}, p = {:.4}", tested.arithmetic, span.nominal);
        found.extend(judge(printed, span, arithmetic).map(with_inputs));
    }
    if let (Some(statistic), Some(p), true) = (statistic, p, found.is_empty()) {
        let both = Span::of(statistic).size().and(size);
        let span = p_values(both, tested.df);
        let df = match tested.df.nominal.is_finite() {
            true => format!(" on {:.0} df", tested.df.nominal),
            false => String::new(),
        };
        let arithmetic = format!(
            "the printed statistic {}{df} gives p = {:.4}",
            statistic.shown(),
            span.nominal
        );
        let others = [statistic].into_iter().chain(inputs.iter().copied());
        found.extend(judge(p, span, arithmetic).map(|b| b.together(others)));
    }
    found
}

/// The p-values of statistics of some sizes.
fn p_values(size: Span, df: Span) -> Span {
    Span {
        low: p_of(size.high, df.high),
        high: p_of(size.low, df.low),
        nominal: p_of(size.nominal, df.nominal),
    }
}
