//! One figure printed in several places.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::finding::{Broken, Outcome, Sure, Unmade, judge, range};
use super::super::formula::Formula;
use super::super::words::Word;
use super::total::leaf;

/// Each of the rows is a rounding of the one with the most digits.
pub fn same(case: &Case) -> Outcome {
    let rows = case.many("rows");
    let Some(finest) = finest(rows) else {
        return Ok(Vec::new());
    };
    let others = rows.iter().filter(|r| r.source != finest.source);
    others
        .filter_map(|other| differ(other, finest).transpose())
        .collect()
}

/// The row with the most digits; one of digits alone before one with a word, the first of equals.
fn finest(rows: &[Value]) -> Option<&Value> {
    let digits =
        |v: &Value| i64::from(v.figure.decimals) - if v.unit.one() == Exact::ONE { 2 } else { 0 };
    let rank = |v: &Value| (v.figure.by_digits(), digits(v));
    let mut best: Option<&Value> = None;
    for row in rows {
        if best.is_none_or(|b| rank(row) > rank(b)) {
            best = Some(row);
        }
    }
    best
}

fn differ(printed: &Value, finest: &Value) -> Result<Option<Broken>, Unmade> {
    let leaf = leaf(finest, printed);
    let nominal = leaf.nominal(&Value::nominal);
    let worded = !printed.figure.by_digits() && !finest.figure.by_digits();
    let broken = match worded {
        true => differ_in_words(printed, finest, &leaf),
        false => {
            let arithmetic = arithmetic(printed, finest, nominal);
            judge(printed, range(&leaf), nominal, arithmetic, &[])?
        }
    };
    Ok(broken.map(|b| {
        let explained = !b.sure.is_contradiction();
        let both = b.together([finest]);
        Broken {
            together: !explained,
            ..both
        }
    }))
}

fn arithmetic(printed: &Value, finest: &Value, nominal: Exact) -> String {
    let rounded = nominal.fixed(printed.figure.decimals);
    match printed.figure.by_digits() {
        true if rounded != finest.shown() => format!(
            "{} rounds to {rounded}, not {}",
            finest.shown(),
            printed.shown()
        ),
        _ => format!("{} against {}", finest.shown(), printed.shown()),
    }
}

/// Two figures rounded in words: their ranges are wide, so a difference can only be doubted.
fn differ_in_words(printed: &Value, finest: &Value, leaf: &Formula<Value>) -> Option<Broken> {
    let nominal = leaf.nominal(&Value::nominal);
    let overlap = leaf.range(&Value::allowed)?.overlaps(printed.allowed());
    let shown = |v: &Value| v.allowed().shown(v.figure.decimals + 1);
    let arithmetic = format!("one allows {}, the other {}", shown(finest), shown(printed));
    let leaning = |v: &Value| matches!(v.figure.word, Word::JustUnder | Word::JustOver);
    let sure = match (overlap, nominal == printed.nominal()) {
        (false, _) => Sure::OutOfRounding,
        (true, false) => Sure::Ambiguous,
        (true, true)
            if printed.figure.word != finest.figure.word
                && (leaning(printed) || leaning(finest)) =>
        {
            Sure::WithinRounding
        }
        (true, true) => return None,
    };
    let broken = Broken::new(sure, printed, finest.shown(), arithmetic);
    Some(match sure {
        Sure::Ambiguous => {
            let between = "what lies within both would be called by either, in rough words";
            broken.doubted(between)
        }
        _ => broken,
    })
}

/// Rows that say of themselves that they are one figure: same section, quantity, group, unit and denominator.
pub fn twice(case: &Case) -> Outcome {
    let mut found = same(case)?;
    for broken in &mut found {
        if broken.sure.is_contradiction() {
            broken.sure = Sure::Ambiguous;
            broken.doubt = Some(
                "section, quantity, group and unit are the same, but they may be two things"
                    .to_string(),
            );
        }
    }
    Ok(found)
}
