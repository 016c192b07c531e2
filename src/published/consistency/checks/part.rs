//! Shares from counts, and percentages from ratios.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure, follows};
use super::super::formula::Formula;
use super::grim::of_another_size;
use super::total::sum;

/// A share is its count over its denominator, rounded once, half up.
pub fn percent(case: &Case) -> Outcome {
    let printed = needed(case, "percent")?;
    let readings = [case.many("count"), case.many("or_count")];
    let mut found: Option<Broken> = None;
    for counts in readings.into_iter().filter(|c| !c.is_empty()) {
        let of = of(case, printed, counts)?;
        match follows(printed, &share(printed, counts, &of))? {
            None => return Ok(Vec::new()),
            Some(broken) => {
                let broken = of_another_size(printed, counts, &of).unwrap_or(broken);
                found = Some(milder(found, broken));
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// What the share is of: as the relation says, or the denominator of its row or of the count's.
fn of(case: &Case, printed: &Value, counts: &[Value]) -> Result<Vec<Value>, String> {
    let said = case.many("of");
    if !said.is_empty() {
        return Ok(said.to_vec());
    }
    let own = printed.own_denominator();
    let of_count = || counts.iter().find_map(Value::own_denominator);
    match own.or_else(of_count) {
        Some(n) => Ok(vec![n]),
        None => {
            Err("`of` is missing, and the row has no `denominator_n` (a claim: no `n`)".to_string())
        }
    }
}

fn share(printed: &Value, counts: &[Value], of: &[Value]) -> Formula<Value> {
    let share = sum(counts).over(sum(of));
    in_hundredths(share, printed)
}

/// A fraction in the unit of the figure that it is compared with.
fn in_hundredths(fraction: Formula<Value>, printed: &Value) -> Formula<Value> {
    match printed.unit.one() == Exact::ONE {
        true => fraction,
        false => fraction.times(Formula::Number(printed.unit.one())),
    }
}

/// Two readings that both fail: the milder one is told, with the arithmetic of both.
fn milder(before: Option<Broken>, broken: Broken) -> Broken {
    let Some(before) = before else {
        return broken;
    };
    let arithmetic = format!("{}; or {}", before.arithmetic, broken.arithmetic);
    let must_be = format!("{} or {}", before.must_be, broken.must_be);
    let sure: Sure = before.sure.max(broken.sure);
    Broken {
        sure,
        must_be,
        arithmetic,
        ..before
    }
}

/// A rate that is higher by so many percent is a ratio less one.
pub fn increase(case: &Case) -> Outcome {
    let printed = needed(case, "percent")?;
    let ratio = Formula::Value(needed(case, "ratio")?.clone());
    let more = ratio.minus(Formula::Number(Exact::ONE));
    Ok(follows(printed, &in_hundredths(more, printed))?
        .into_iter()
        .collect())
}

/// A mean time under a constant rate falls by one less the inverse of the ratio.
pub fn reduction(case: &Case) -> Outcome {
    let printed = needed(case, "percent")?;
    let one = || Formula::Number(Exact::ONE);
    let ratio = match (case.one("ratio"), case.one("increase")) {
        (Some(ratio), _) => Formula::Value(ratio.clone()),
        (None, Some(increase)) => one().plus(fraction(increase)),
        (None, None) => return Err("`ratio` or `increase` is missing".into()),
    };
    let less = one().minus(one().over(ratio));
    Ok(follows(printed, &in_hundredths(less, printed))?
        .into_iter()
        .collect())
}

/// Of a share per week, the mean number of weeks between is the inverse.
pub fn rate(case: &Case) -> Outcome {
    let printed = needed(case, "interval")?;
    let share = fraction(needed(case, "share")?);
    let interval = Formula::Number(Exact::ONE).over(share);
    Ok(follows(printed, &interval)?.into_iter().collect())
}

/// A printed share as a fraction of one.
fn fraction(value: &Value) -> Formula<Value> {
    let leaf = Formula::Value(value.clone());
    match value.unit.one() == Exact::ONE {
        true => leaf,
        false => leaf.over(Formula::Number(value.unit.one())),
    }
}

/// A field that the kind needs.
pub fn needed<'a>(case: &'a Case, name: &str) -> Result<&'a Value, String> {
    case.one(name).ok_or_else(|| format!("`{name}` is missing"))
}
