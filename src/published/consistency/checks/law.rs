//! What a number cannot be, whatever the others are.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure};
use super::super::range::Range;
use super::super::row::Unit;
use super::part::needed;

/// Counts are whole, not negative and not above their denominator; shares and p-values lie within 0 and 1.
pub fn law(case: &Case) -> Outcome {
    let value = needed(case, "row")?;
    let limits = limits(value);
    if !value.allowed().overlaps(limits) || outside(value, limits) {
        return Ok(vec![broken(value, limits)]);
    }
    let part_of_one =
        value.unit == Unit::Count && value.figure.by_digits() && !value.nominal().is_whole();
    match part_of_one {
        false => Ok(Vec::new()),
        true => {
            let arithmetic = format!("{} is no whole number", value.shown());
            Ok(vec![Broken::new(
                Sure::Impossible,
                value,
                "a whole number".to_string(),
                arithmetic,
            )])
        }
    }
}

/// Digits that stand outside are outside, though their rounding may reach in.
fn outside(value: &Value, limits: Range) -> bool {
    value.figure.by_digits() && !limits.contains(value.nominal())
}

fn limits(value: &Value) -> Range {
    let one = value.unit.one();
    match (value.unit, value.n) {
        (Unit::Percent | Unit::Share, _) | (Unit::PValue, _) => Range::closed(Exact::ZERO, one),
        (Unit::Count, Some(n)) => Range::closed(Exact::ZERO, Exact::whole(n)),
        _ => Range::above(Exact::ZERO, true),
    }
}

fn broken(value: &Value, limits: Range) -> Broken {
    let shown = value.shown();
    let arithmetic = match (value.unit, value.nominal().is_negative(), value.n) {
        (_, true, _) => format!("{shown} is negative"),
        (Unit::Count, _, Some(n)) => format!("{shown} is more than all {n}"),
        (unit, _, _) => format!(
            "{shown} is more than {}{}",
            unit.one().shown(0),
            without_separator(value)
        ),
    };
    let must_be = match value.unit {
        Unit::Count if value.n.is_none() => "0 or more".to_string(),
        _ => limits.shown(0),
    };
    let broken = Broken::new(Sure::Impossible, value, must_be, arithmetic);
    match value.unit == Unit::Percent && value.n.is_none() {
        false => broken,
        true => Broken {
            sure: Sure::Ambiguous,
            ..broken.doubted(
                "no share lies there; a change would be `percentage_points`, or be called one",
            )
        },
    }
}

/// A p-value printed without its separator has the digits of one with three or four decimals.
fn without_separator(value: &Value) -> String {
    let thousandth = value.nominal() * Exact::unit(3);
    let printed_whole = value.unit == Unit::PValue && value.nominal().is_whole();
    match printed_whole && thousandth <= Exact::ONE {
        true => format!("; {} with its decimal separator", thousandth.fixed(3)),
        false => String::new(),
    }
}
