//! Sums, weighted means and other arithmetic on printed figures.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure, Unmade, follows, judge, lost, range, written};
use super::super::formula::Formula;
use super::super::range::Range;
use super::super::row::Unit;
use super::part::needed;

/// The sum of some values.
pub fn sum(values: &[Value]) -> Formula<Value> {
    let leaves = values.iter().cloned().map(Formula::Value);
    leaves
        .reduce(Formula::plus)
        .unwrap_or(Formula::Number(Exact::ZERO))
}

/// A total is its parts, less what is taken away; half a unit of each rounded addend is allowed, both ends included.
pub fn total(case: &Case) -> Outcome {
    let printed = needed(case, "total")?;
    let minus = case.many("minus").iter().map(|v| leaf(v, printed));
    let parts = case.many("parts").iter().map(|v| leaf(v, printed));
    let parts = parts
        .reduce(Formula::plus)
        .unwrap_or(Formula::Number(Exact::ZERO));
    let formula = minus.fold(parts, Formula::minus);
    let broken = judge(
        printed,
        with_ends(&formula),
        formula.nominal(&Value::nominal),
        written(printed, &formula),
        &formula.values(),
    )?;
    let doubted = broken.map(|broken| match broken.sure {
        Sure::WithinRounding if may_be_counts(case, printed) => Broken {
            sure: Sure::Ambiguous,
            ..broken.doubted("these are rounded figures and no counts; their `unit` would say so")
        },
        _ => broken,
    });
    Ok(doubted.into_iter().collect())
}

/// Whole numbers, some of which tell no unit: counts would have to add up, rounded figures need not.
fn may_be_counts(case: &Case, printed: &Value) -> bool {
    let addends = case.many("parts").iter().chain(case.many("minus"));
    let mut all = addends.chain([printed]);
    let may_be =
        |v: &Value| matches!(v.unit, Unit::Untold | Unit::Count) && v.figure.is_whole_by_digits();
    let some = all.clone().any(|v| v.unit == Unit::Untold && !v.is_given());
    some && all.all(may_be)
}

/// Percentages of one whole sum to 100, or, of an incomplete column, to no more.
pub fn hundred(case: &Case) -> Outcome {
    let parts = case.many("parts");
    let Some(first) = parts.first() else {
        return Err("`parts` is missing".into());
    };
    // A number in the relation is of the unit of the printed parts.
    let unit_of = parts.iter().find(|v| !v.is_given()).unwrap_or(first);
    let leaves = parts.iter().map(|v| leaf(v, unit_of));
    let formula = leaves
        .reduce(Formula::plus)
        .unwrap_or(Formula::Number(Exact::ZERO));
    let (range, nominal) = (with_ends(&formula), formula.nominal(&Value::nominal));
    let whole = unit_of.unit.one();
    let complete = case.flag("complete").unwrap_or(true);
    let target = match complete {
        true => Range::point(whole),
        false => Range::below(whole, true),
    };
    if target.contains(nominal) {
        return Ok(Vec::new());
    }
    let sure = match range.overlaps(target) {
        true => Sure::WithinRounding,
        false => Sure::OutOfRounding,
    };
    let decimals = parts.iter().map(|p| p.figure.decimals).max().unwrap_or(0);
    let arithmetic = format!(
        "{} = {}",
        formula.written(&Value::shown),
        nominal.fixed(decimals)
    );
    let least = if complete { "" } else { "at most " };
    let mut broken = Broken::new(
        sure,
        first,
        format!("a sum of {least}{}", whole.shown(0)),
        arithmetic,
    );
    broken.about = parts.iter().map(|p| p.source).collect();
    Ok(vec![broken])
}

/// Arithmetic as the relation writes it.
pub fn formula(case: &Case) -> Outcome {
    let Some(value) = case.formula("value") else {
        return Err("`value` is missing".into());
    };
    let (mut found, mut unmade) = (Vec::new(), None);
    for (name, word) in [
        ("equals", "equal to"),
        ("at_most", "at most"),
        ("at_least", "at least"),
    ] {
        if let Some(other) = case.formula(name) {
            match compare(value, other, name, word) {
                Ok(broken) => found.extend(broken),
                Err(wrong) => unmade = Some(wrong),
            }
        }
    }
    match unmade.filter(|_| found.is_empty()) {
        Some(unmade) => Err(unmade),
        None => Ok(found),
    }
}

fn compare(
    value: &Formula<Value>,
    other: &Formula<Value>,
    name: &str,
    word: &str,
) -> Result<Option<Broken>, Unmade> {
    if let (Formula::Value(printed), "equals") = (value, name) {
        return follows(printed, other);
    }
    let (left, right) = (range(value), range(other));
    if left.is_lost() || right.is_lost() {
        let written = |formula: &Formula<Value>| formula.written(&Value::shown);
        let sides = [written(value), written(other)];
        return Err(lost(&sides.join(" against ")));
    }
    let endless = |range: Range| match name {
        "at_most" => Range { low: None, ..range },
        "at_least" => Range {
            high: None,
            ..range
        },
        _ => range,
    };
    let (a, b) = (
        value.nominal(&Value::nominal),
        other.nominal(&Value::nominal),
    );
    let holds = match name {
        "at_most" => a <= b,
        "at_least" => a >= b,
        _ => a == b,
    };
    let sure = match left.overlaps(endless(right)) {
        true if holds || a.is_lost() || b.is_lost() => return Ok(None),
        true => Sure::WithinRounding,
        false if left.is_point() && right.is_point() => Sure::Impossible,
        false => Sure::OutOfRounding,
    };
    let shown = |formula: &Formula<Value>, range: Range| {
        let number = formula.nominal(&Value::nominal).shown(3);
        match range.is_point() {
            true => number,
            false => format!("{number} ({} with rounding)", range.shown(3)),
        }
    };
    let equation = |formula: &Formula<Value>, range: Range| match formula {
        Formula::Pair(..) => format!(
            "{} = {}",
            formula.written(&Value::shown),
            shown(formula, range)
        ),
        _ => shown(formula, range),
    };
    let arithmetic = format!(
        "{} against {}",
        equation(value, left),
        equation(other, right)
    );
    let must_be = format!("{word} {}", shown(other, right));
    let all = [value.values(), other.values()].concat();
    let Some((first, others)) = all.split_first() else {
        return Err("`value` and what it is held against name no figure".into());
    };
    let must_be = match others.is_empty() {
        true => must_be,
        false => format!("{} {must_be}", value.written(&Value::shown)),
    };
    let broken = Broken::new(sure, first, must_be, arithmetic);
    Ok(Some(Broken {
        together: false,
        ..broken.together(others.iter().copied())
    }))
}

/// A difference in differences from its four shares.
pub fn did(case: &Case) -> Outcome {
    let printed = needed(case, "effect")?;
    let value = |name: &str| needed(case, name).map(|v| leaf(v, printed));
    let treated = value("treated_after")?.minus(value("treated_before")?);
    let comparison = value("comparison_after")?.minus(value("comparison_before")?);
    Ok(follows(printed, &treated.minus(comparison))?
        .into_iter()
        .collect())
}

/// A mean or share of all is the mean of its parts, weighted by their sizes.
pub fn pooled(case: &Case) -> Outcome {
    let printed = needed(case, "total")?;
    let parts = case.many("parts");
    let weights = weights(case, parts)?;
    let products = parts.iter().zip(&weights);
    let products = products.map(|(part, n)| leaf(part, printed).times(Formula::Value(n.clone())));
    let Some(all) = products.reduce(Formula::plus) else {
        return Err("`parts` is missing".into());
    };
    let mean = all.over(sum(&weights));
    let nominal = mean.nominal(&Value::nominal);
    let arithmetic = in_short(printed, parts, &weights, nominal);
    let inputs: Vec<&Value> = parts.iter().collect();
    Ok(judge(printed, range(&mean), nominal, arithmetic, &inputs)?
        .into_iter()
        .collect())
}

fn weights(case: &Case, parts: &[Value]) -> Result<Vec<Value>, String> {
    let said = case.many("n");
    if said.is_empty() {
        let own: Option<Vec<Value>> = parts.iter().map(Value::own_denominator).collect();
        return own.ok_or(
            "`n` is missing, and a part has no `denominator_n` (a claim: no `n`)".to_string(),
        );
    }
    match said.len() == parts.len() {
        true => Ok(said.to_vec()),
        false => Err(format!(
            "{} parts, but {} sizes in `n`",
            parts.len(),
            said.len()
        )),
    }
}

/// More parts than this are not all written out.
const WRITTEN_OUT: usize = 4;

fn in_short(printed: &Value, parts: &[Value], weights: &[Value], nominal: Exact) -> String {
    let products: Vec<String> = parts
        .iter()
        .zip(weights)
        .map(|(part, n)| format!("{} * {}", part.shown(), n.shown()))
        .collect();
    let all = match (products.as_slice(), products.len() > WRITTEN_OUT) {
        ([first, second, .., last], true) => format!("{first} + {second} + ... + {last}"),
        _ => products.join(" + "),
    };
    let n = sum(weights).nominal(&Value::nominal).shown(0);
    let mean = format!("({all}) / {n}");
    match nominal.is_lost() {
        true => mean,
        false => format!("{mean} = {}", nominal.shown(printed.figure.decimals + 3)),
    }
}

/// A value in the unit of the figure that it is compared with: shares and percentages are one quantity, and a number in the relation is of
/// that unit.
pub fn leaf(value: &Value, printed: &Value) -> Formula<Value> {
    if value.is_given() {
        return Formula::Value(value.clone().of_unit(printed.unit));
    }
    let leaf = Formula::Value(value.clone());
    let both = value.unit.is_part() && printed.unit.is_part();
    if !both || value.unit.one() == printed.unit.one() {
        return leaf;
    }
    match printed.unit.one() == Exact::ONE {
        true => leaf.over(Formula::Number(value.unit.one())),
        false => leaf.times(Formula::Number(printed.unit.one())),
    }
}

/// The range of a sum, with its ends: half a unit per addend is a tolerance, not a proof.
fn with_ends(formula: &Formula<Value>) -> Range {
    let range = formula.range(&Value::allowed);
    range.map_or(Range::point(Exact::LOST), Range::with_ends)
}
