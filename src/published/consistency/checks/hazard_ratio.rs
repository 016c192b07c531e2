//! A hazard ratio against its interval, its p-value and the number of its events.

use super::super::case::{Case, Value};
use super::super::finding::{Broken, Outcome, Sure, Unmade};
use super::estimate::{negative, reach};
use super::part::needed;
use super::span::{Span, judge};
use super::wald::{ANY, Fit, not_jointly, out_of_order, p_of, printed, sizes_by_p};

/// A Wald interval is symmetric around the ratio's logarithm, the p-value follows from both, and no standard error of a
/// two-group comparison is below `2 / sqrt(events)`: the information of one event is a quarter at the most.
pub fn hazard_ratio(case: &Case) -> Outcome {
    let ratio = needed(case, "ratio")?;
    let reach = reach(case, f64::INFINITY)?;
    let least = least_error(case)?;
    let (low, high, p) = (case.one("low"), case.one("high"), case.one("p"));
    if low.or(high).is_none() && case.many("events").is_empty() {
        return Err(
            "nothing holds `ratio` and `p` together: `low`, `high` or `events` is needed".into(),
        );
    }
    let ratios = [Some(ratio), low, high].into_iter().flatten();
    if let Some(broken) = ratios.clone().find_map(negative) {
        return Ok(vec![broken]);
    }
    if let Some(broken) = out_of_order(case, ratio) {
        return Ok(vec![broken]);
    }
    let mut found = Vec::new();
    // A ratio or a limit printed as 0.00 may be as small as one likes: only the fit as a whole is held against it.
    if ratios.into_iter().all(|v| Span::of(v).low > 0.0) {
        let by_p = p.map(|p| error_from_p(logarithm(ratio), p));
        let by_interval = low.zip(high).map(|(l, h)| half_width(l, h, reach));
        if let Some((low, high)) = low.zip(high) {
            found.extend(off_centre(ratio, low, high, by_p, reach));
        }
        found.extend(
            p.zip(by_interval)
                .and_then(|(p, error)| against_p(case, ratio, p, error)),
        );
        let error = by_interval.or(by_p);
        let told = error.zip(least.as_ref());
        found.extend(told.and_then(|(e, least)| too_small(case, ratio, e.high, least)));
    }
    if found.is_empty() {
        found.extend(not_of_one_fit(case, ratio, reach, least));
    }
    Ok(found)
}

/// No ratio and standard error give all that is printed, or none of a standard error that the events allow.
fn not_of_one_fit(
    case: &Case,
    ratio: &Value,
    reach: f64,
    least: Option<(f64, String)>,
) -> Option<Broken> {
    let of = |name: &str| case.one(name).map_or(ANY, logarithm);
    let fit = Fit {
        estimate: logarithm(ratio),
        low: of("low"),
        high: of("high"),
        std_error: ANY,
        statistic: ANY,
        by_p: case.one("p").map_or(ANY, |p| sizes_by_p(p, f64::INFINITY)),
        reach,
    };
    if !fit.stands() {
        let as_printed = format!(
            "ln {} = {:.4}; a limit lies {reach:.3} standard errors from it",
            ratio.shown(),
            fit.estimate.nominal
        );
        return Some(not_jointly(case, ratio, fit, f64::INFINITY, as_printed));
    }
    let (error, written) = least?;
    let with_events = Fit {
        std_error: Span { low: error, ..ANY },
        ..fit
    };
    (!with_events.stands()).then(|| {
        let arithmetic = format!(
            "the least standard error is {written}; the printed figures need a smaller one"
        );
        of_events(case, ratio, error, arithmetic)
    })
}

fn logarithm(value: &Value) -> Span {
    Span::of(value).through(|x| x.max(0.0).ln())
}

/// The standard error of the log ratio that an interval implies.
fn half_width(low: &Value, high: &Value, reach: f64) -> Span {
    let (low, high) = (logarithm(low), logarithm(high));
    let error = |from: f64, to: f64| ((to - from) / (2.0 * reach)).max(0.0);
    Span {
        low: error(low.high, high.low),
        high: error(low.low, high.high),
        nominal: error(low.nominal, high.nominal),
    }
}

/// The standard error of the log ratio that the ratio and its p-value imply; without limit for a p-value that may be 1.
fn error_from_p(log: Span, p: &Value) -> Span {
    let (size, statistic) = (log.size(), sizes_by_p(p, f64::INFINITY));
    let least = size.low / statistic.high;
    Span {
        low: if least.is_nan() { 0.0 } else { least },
        high: match statistic.low > 0.0 {
            true => size.high / statistic.low,
            false => f64::INFINITY,
        },
        nominal: size.nominal / statistic.nominal,
    }
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
    if let Some(by_p) = by_p.filter(|e| e.nominal.is_finite() && e.nominal > 0.0) {
        let limit = |sign: f64| hr * (sign * reach * by_p.nominal).exp();
        arithmetic += &format!("; ratio and p give {:.2} to {:.2}", limit(-1.0), limit(1.0));
    }
    let (from_high, from_low) = (hr * hr / h.nominal, hr * hr / l.nominal);
    arithmetic +=
        &format!("; ratio and one limit give the other: low {from_high:.3} or high {from_low:.3}");
    judge(ratio, middle, arithmetic).map(|b| b.together([low, high]))
}

fn against_p(case: &Case, ratio: &Value, p: &Value, error: Span) -> Option<Broken> {
    let log = logarithm(ratio);
    let size = log.size();
    let two_sided = |log: f64, error: f64| p_of(log / error, f64::INFINITY);
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
    let limits = ["low", "high"].into_iter().filter_map(|n| case.one(n));
    judge(p, span, arithmetic).map(|b| b.together([ratio].into_iter().chain(limits)))
}

/// `2 / sqrt(events)`, and how it is written.
fn least_error(case: &Case) -> Result<Option<(f64, String)>, Unmade> {
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
    match all > 0.0 {
        true => Ok(Some((least, format!("2 / sqrt({all}) = {least:.3}")))),
        false => Err(Unmade::NotMade(
            "a ratio of no events has no standard error".into(),
        )),
    }
}

fn too_small(
    case: &Case,
    ratio: &Value,
    largest: f64,
    (least, written): &(f64, String),
) -> Option<Broken> {
    if largest >= *least {
        return None;
    }
    let from = match case.one("low").zip(case.one("high")).is_some() {
        true => "the interval's",
        false => "that of the ratio and its p-value",
    };
    let arithmetic =
        format!("the least standard error is {written}; {from} is {largest:.3} or less");
    Some(of_events(case, ratio, *least, arithmetic))
}

/// More certainty than the events give.
fn of_events(case: &Case, ratio: &Value, least: f64, arithmetic: String) -> Broken {
    let must_be = format!("a standard error of {least:.3} or more");
    let mut broken = Broken::new(Sure::Impossible, ratio, must_be, arithmetic);
    let others = printed(case, ratio).into_iter().skip(1);
    let all = others.chain(case.many("events"));
    broken.about.extend(all.map(|v| v.source));
    broken
}
