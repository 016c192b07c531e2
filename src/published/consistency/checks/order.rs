//! Which figures are larger, and how many are.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure, judge};
use super::super::range::{End, Range};
use super::part::needed;

/// A mean of all lies between the lowest and the highest of its parts, whatever their sizes.
pub fn between(case: &Case) -> Outcome {
    let printed = needed(case, "total")?;
    let parts = case.many("parts");
    let lows = parts.iter().map(|p| (p, p.allowed().low));
    let highs = parts.iter().map(|p| (p, p.allowed().high));
    let (Some((lowest, low)), Some((highest, high))) = (extreme(lows, true), extreme(highs, false))
    else {
        return Err("`parts` is missing".into());
    };
    let expected = Range { low, high };
    let nominal = clamped(printed.nominal(), lowest.nominal(), highest.nominal());
    let arithmetic = format!(
        "the lowest part is {}, the highest {}",
        lowest.shown(),
        highest.shown()
    );
    let inputs = [lowest, highest];
    Ok(judge(printed, expected, nominal, arithmetic, &inputs)?
        .into_iter()
        .collect())
}

fn clamped(value: Exact, low: Exact, high: Exact) -> Exact {
    match (value < low, value > high) {
        (true, _) => low,
        (_, true) => high,
        _ => value,
    }
}

/// The part whose end is lowest, or highest; an end that is infinite is beyond all others.
fn extreme<'a>(
    ends: impl Iterator<Item = (&'a Value, Option<End>)>,
    lowest: bool,
) -> Option<(&'a Value, Option<End>)> {
    ends.reduce(|best, next| match (best.1, next.1) {
        (None, _) => best,
        (_, None) => next,
        (Some(b), Some(n)) => match lowest {
            true if n.at < b.at || (n.at == b.at && n.closed) => next,
            false if n.at > b.at || (n.at == b.at && n.closed) => next,
            _ => best,
        },
    })
}

/// Every figure of `above` is larger than every one of `below`.
pub fn order(case: &Case) -> Outcome {
    let (above, below) = (case.many("above"), case.many("below"));
    let pairs = above.iter().flat_map(|a| below.iter().map(move |b| (a, b)));
    let wrong: Vec<(&Value, &Value)> = pairs.filter(|(a, b)| a.nominal() <= b.nominal()).collect();
    let Some((first, _)) = wrong.first() else {
        return Ok(Vec::new());
    };
    let certain = || wrong.iter().filter(|(a, b)| surely_not_above(a, b));
    let in_full = |(a, b): &(&Value, &Value)| a.figure.whole && b.figure.whole;
    let sure = match certain().count() {
        0 => Sure::WithinRounding,
        _ if certain().any(in_full) => Sure::Impossible,
        _ => Sure::OutOfRounding,
    };
    let told: Vec<String> = wrong
        .iter()
        .map(|(a, b)| format!("{} is not above {}", named(a), named(b)))
        .collect();
    let mut broken = Broken::new(
        sure,
        first,
        "above all of the others".to_string(),
        told.join("; "),
    );
    broken.about = wrong
        .iter()
        .flat_map(|(a, b)| [a.source, b.source])
        .collect();
    broken.about.sort_unstable();
    broken.about.dedup();
    Ok(vec![broken])
}

/// `91 (`id`)`: of several figures, which one is meant.
fn named(value: &Value) -> String {
    match value.name.as_str() {
        "" => value.shown(),
        name => format!("{} (`{name}`)", value.shown()),
    }
}

/// Whatever the rounding, the first is not above the second.
fn surely_not_above(a: &Value, b: &Value) -> bool {
    match (a.allowed().high, b.allowed().low) {
        (Some(a), Some(b)) => a.at <= b.at,
        _ => false,
    }
}

/// A printed number of rows, or the least that a word such as "several" means: of all, of those below a number, or of those below the row
/// beside them.
pub fn how_many(case: &Case) -> Outcome {
    let rows = case.many("rows");
    let (threshold, beside) = (case.number("below"), case.many("below_rows"));
    if !beside.is_empty() && beside.len() != rows.len() {
        return Err(format!("{} rows, but {} in `below_rows`", rows.len(), beside.len()).into());
    }
    let limits: Vec<Option<Range>> = match (threshold, beside.is_empty()) {
        (Some(number), _) => vec![Some(Range::point(number)); rows.len()],
        (None, false) => beside.iter().map(|b| Some(b.allowed())).collect(),
        (None, true) => vec![None; rows.len()],
    };
    let pairs = || rows.iter().map(Value::allowed).zip(&limits);
    let surely = pairs()
        .filter(|(row, limit)| limit.is_none_or(|l| surely_below(*row, l)))
        .count();
    let perhaps = pairs()
        .filter(|(row, limit)| limit.is_none_or(|l| perhaps_below(*row, l)))
        .count();
    let whole = |n: usize| Exact::whole(n as i64);
    let arithmetic = match threshold {
        Some(number) => format!(
            "{surely} of {} rows are below {}",
            rows.len(),
            number.shown(9)
        ),
        None if beside.is_empty() => format!("{} rows", rows.len()),
        None => {
            let below = rows.iter().zip(beside).zip(&limits);
            let below = below
                .filter(|((row, _), limit)| limit.is_some_and(|l| perhaps_below(row.allowed(), l)));
            let below: Vec<String> = below
                .map(|((row, beside), _)| format!("{} below {}", named(row), beside.shown()))
                .collect();
            let told = match below.is_empty() {
                true => "none".to_string(),
                false => below.join(", "),
            };
            let rows = rows.len();
            format!(
                "{surely} of {rows} rows are surely below the row beside them; surely or perhaps: {told}"
            )
        }
    };
    let expected = Range::closed(whole(surely), whole(perhaps));
    let mut found = Vec::new();
    if let Some(printed) = case.one("count") {
        let broken = judge(printed, expected, whole(surely), arithmetic.clone(), &[])?;
        found.extend(broken);
    }
    if let Some(least) = case.number("at_least") {
        let broken = too_few(rows, beside, least, whole(perhaps), arithmetic);
        found.extend(broken);
    }
    Ok(found)
}

/// Fewer rows than a word means, whatever the rounding.
fn too_few(
    rows: &[Value],
    beside: &[Value],
    least: Exact,
    perhaps: Exact,
    arithmetic: String,
) -> Option<Broken> {
    let first = rows.first().filter(|_| perhaps < least)?;
    let must_be = format!("at least {} of them", least.shown(9));
    let mut broken = Broken::new(Sure::OutOfRounding, first, must_be, arithmetic);
    broken.about = match beside.is_empty() {
        true => rows.iter().map(|r| r.source).collect(),
        false => {
            let pairs = rows.iter().zip(beside);
            pairs.flat_map(|(row, b)| [row.source, b.source]).collect()
        }
    };
    Some(broken)
}

/// `p < 0.001` is below 0.05, and below 0.001 too; a rounded figure is when its whole range is.
fn surely_below(row: Range, limit: Range) -> bool {
    match (row.high, limit.low) {
        (Some(row), Some(limit)) if row.closed => row.at < limit.at,
        (Some(row), Some(limit)) => row.at <= limit.at,
        _ => false,
    }
}

fn perhaps_below(row: Range, limit: Range) -> bool {
    match (row.low, limit.high) {
        (Some(row), Some(limit)) => row.at < limit.at,
        _ => true,
    }
}
