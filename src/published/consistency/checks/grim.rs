//! Shares and means that no whole count over their denominator gives (GRIM: Brown and Heathers 2017).

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, HALF_DOWN, Outcome, Sure};
use super::super::range::Range;
use super::super::row::Unit;
use super::part::needed;

/// A share of n is some whole count over n.
pub fn grim(case: &Case) -> Outcome {
    let printed = needed(case, "row")?;
    let n = size(case, printed)?;
    let broken = broken(printed, printed.unit.one(), n);
    Ok(broken.map(|b| beside_size(b, case)).into_iter().collect())
}

/// A mean of n whole numbers, each a sum of `items` of them, is some whole number over n times `items`.
pub fn grim_mean(case: &Case) -> Outcome {
    let printed = needed(case, "row")?;
    let n = size(case, printed)?;
    let items = match case.number("items") {
        None => 1,
        Some(items) => items
            .to_whole()
            .filter(|i| *i > 0)
            .ok_or("`items` is not a whole number above 0")?,
    };
    let n = n
        .checked_mul(items)
        .ok_or("`n` times `items` is too large")?;
    let broken = broken(printed, Exact::ONE, n);
    Ok(broken.map(|b| beside_size(b, case)).into_iter().collect())
}

/// The figure beside the number that it is of: either may be the wrong one.
fn beside_size(broken: Broken, case: &Case) -> Broken {
    let own = case.one("row").and_then(Value::own_denominator);
    let size = case.one("n").cloned().or(own);
    Broken {
        together: false,
        ..broken.together(&size)
    }
}

/// A share that misses its counts, where no whole count over its size gives it and a size beside that one gives it with these counts:
/// then the size is as likely wrong as the share.
pub fn of_another_size(printed: &Value, counts: &[Value], of: &[Value]) -> Option<Broken> {
    let all = |values: &[Value]| values.iter().map(Value::whole).sum::<Option<i64>>();
    let (k, n) = (all(counts)?, all(of).filter(|n| *n > 0)?);
    let (one, allowed) = (printed.unit.one(), printed.allowed());
    let gives = |m: &i64| allowed.contains(Exact::new(k.into(), (*m).into()) * one);
    let m = beside(n).find(gives).filter(|_| !fits(allowed, one, n))?;
    let share = Exact::new(k.into(), m.into()) * one;
    let found = broken(printed, one, n)?;
    let arithmetic = format!(
        "{}; {k} / {m} = {}",
        found.arithmetic,
        share.shown(printed.figure.decimals + 2)
    );
    let found = Broken {
        arithmetic,
        ..found.together(of).together(counts)
    };
    Some(Broken {
        together: false,
        ..found
    })
}

/// The sizes beside one, the nearest first.
fn beside(n: i64) -> impl Iterator<Item = i64> {
    let both = (1..=BESIDE).flat_map(move |step| [n - step, n + step]);
    both.filter(|m| *m > 0)
}

/// With more in the denominator than a hundred per printed unit, every figure is possible.
pub fn could_fail(value: &Value, n: i64) -> bool {
    Exact::unit(value.figure.decimals) * Exact::whole(n) < value.unit.one()
}

fn size(case: &Case, printed: &Value) -> Result<i64, String> {
    let n = match case.one("n") {
        Some(n) => n.whole(),
        None => printed.n,
    };
    match n {
        Some(n) if n > 0 => Ok(n),
        _ => Err(
            "`n` is missing or no whole number above 0, and the row has no `denominator_n` (a claim: no `n`)"
                .to_string(),
        ),
    }
}

fn broken(printed: &Value, one: Exact, n: i64) -> Option<Broken> {
    let allowed = printed.allowed();
    if fits(allowed, one, n) {
        return None;
    }
    let nearest = nearest(printed, one, n);
    let must_be = format!("a whole number over {n}: {nearest}");
    let arithmetic = arithmetic(printed, one, n);
    let twice = printed.figure.allowed_when_rounded_twice();
    if twice.is_some_and(|t| fits(t, one, n)) {
        return Some(Broken::new(
            Sure::RoundedTwice,
            printed,
            must_be,
            arithmetic,
        ));
    }
    if fits(allowed.with_ends(), one, n) {
        let tie = Broken::new(Sure::Ambiguous, printed, must_be, arithmetic);
        return Some(tie.doubted(HALF_DOWN));
    }
    Some(Broken::new(Sure::Impossible, printed, must_be, arithmetic))
}

/// Some whole number over n, in units of `one`, lies in the range.
fn fits(range: Range, one: Exact, n: i64) -> bool {
    let scaled = range.times(Range::point(Exact::whole(n) / one));
    match (scaled.low, scaled.high) {
        (Some(low), Some(high)) => {
            let first = low.at.ceil();
            let first = match first == low.at && !low.closed {
                true => first + Exact::ONE,
                false => first,
            };
            first < high.at || (first == high.at && high.closed)
        }
        _ => true,
    }
}

/// The counts on both sides of the figure, and what they would print.
fn nearest(printed: &Value, one: Exact, n: i64) -> String {
    let scaled = printed.nominal() * Exact::whole(n) / one;
    let below = scaled.floor();
    let tell = |count: Exact| {
        let share = count / Exact::whole(n) * one;
        format!(
            "{}/{n} = {}",
            count.shown(0),
            share.shown(printed.figure.decimals + 2)
        )
    };
    format!("{} or {}", tell(below), tell(below + Exact::ONE))
}

/// How far beside n a denominator that fits is looked for.
const BESIDE: i64 = 5;

fn arithmetic(printed: &Value, one: Exact, n: i64) -> String {
    let scaled = printed.allowed().times(Range::point(Exact::whole(n) / one));
    // With so many digits an end that lies beyond a whole number is seen to.
    let counts = scaled.shown(4);
    let mut near: Vec<i64> = beside(n)
        .filter(|m| fits(printed.allowed(), one, *m))
        .collect();
    near.sort_unstable();
    let near: Vec<String> = near.iter().map(i64::to_string).collect();
    let fitting = match near.is_empty() {
        true => String::new(),
        false => format!("; it would fit n = {}", near.join(", ")),
    };
    let percent = match printed.unit {
        Unit::Percent => " percent",
        _ => "",
    };
    format!(
        "{}{percent} of {n} would be {counts} of them{fitting}",
        printed.shown()
    )
}
