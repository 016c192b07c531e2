//! What moved between two runs of a study: every figure of both, the largest moves first.

use super::beside::{NOTE, beside};
use super::figure::{Address, Figure, Value};
use super::figures::figures;
use super::judge::Grade;
use super::printed::light_word;
use super::ratio::Ratio;
use super::show::show;
use super::unit::scale_of;
use crate::disclosure::Releasable;
use crate::findings::{Findings, Unit};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// One figure that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Its address in words.
    pub figure: String,
    /// Before and now, in the printed unit.
    pub old: String,
    pub new: String,
    /// The same as numbers, on the scale of the findings; none for a light, a word, or a figure that is not there.
    pub numbers: [Option<f64>; 2],
    pub unit: Option<Unit>,
    pub grade: Grade,
    /// Relative to the larger of the two; infinite where there are no two numbers.
    pub size: f64,
}

/// Two runs compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Figures in either run, and what it tells beside them.
    pub figures: usize,
    /// Largest first.
    pub moves: Vec<Move>,
}

/// The last bits of a sum may differ between machines: relative differences up to this are none.
const SAME: f64 = 1e-11;
/// Up to this relative move a figure keeps its first three digits, all but those on an edge.
const SMALL: f64 = 1e-3;
/// The level for p-values that cross it.
const LEVEL: f64 = 0.05;
/// What a move tells of a figure that the other run does not have.
pub const NOT_THERE: &str = "not there";
/// Digits behind the point, besides the two that `show` adds.
const DECIMALS: u32 = 2;
/// Beyond these two numbers are told as the same.
const MOST_DECIMALS: u32 = 8;

/// Every figure of two runs compared, sorted by the size of the move.
pub fn moves(old: &Releasable<Findings>, new: &Releasable<Findings>) -> Moved {
    let (old, new) = (all(old), all(new));
    let before: HashMap<&Address<'_>, &Figure<'_>> = old.iter().map(|f| (&f.address, f)).collect();
    let mut moves = Vec::new();
    let mut seen = 0;
    for figure in &new {
        let there = before.get(&figure.address).copied();
        seen += usize::from(there.is_some());
        moves.extend(moved(there, Some(figure)));
    }
    let after: HashSet<&Address<'_>> = new.iter().map(|f| &f.address).collect();
    for figure in old.iter().filter(|f| !after.contains(&f.address)) {
        moves.extend(moved(Some(figure), None));
    }
    moves.sort_by(|a, b| {
        b.size
            .total_cmp(&a.size)
            .then_with(|| a.figure.cmp(&b.figure))
    });
    Moved {
        figures: old.len() + new.len() - seen,
        moves,
    }
}

/// Every figure, and what is told beside. Covariates in another order are the same covariates, unless a study has both orders.
fn all(findings: &Releasable<Findings>) -> Vec<Figure<'_>> {
    let mut all = figures(findings);
    all.extend(beside(findings));
    let has_several = |a: &Address<'_>| a.model.contains('+') || a.term.contains('+');
    let several = all.iter().map(|f| &f.address).filter(|a| has_several(a));
    let mut taken: HashSet<Address<'_>> = several.cloned().collect();
    for figure in all.iter_mut().filter(|f| has_several(&f.address)) {
        let ordered = in_order(&figure.address);
        if taken.insert(ordered.clone()) {
            figure.address = ordered;
        }
    }
    all
}

/// The address with its covariates by name.
fn in_order<'a>(address: &Address<'a>) -> Address<'a> {
    let mut ordered = address.clone();
    let Address { model, term, .. } = &mut ordered;
    for part in [model, term].into_iter().filter(|p| p.contains('+')) {
        let mut columns: Vec<&str> = part.split('+').collect();
        columns.sort_unstable();
        *part = Cow::Owned(columns.join("+"));
    }
    ordered
}

/// A figure of a replay.
#[derive(Debug, Clone, PartialEq)]
pub enum Replayed {
    Number(f64),
    /// A light, a word, or why there is no number: as a move tells it.
    Told(String),
}

/// The figures of a replay by the words of their addresses.
pub type Figures = HashMap<String, Replayed>;

/// The figures of a run, for attribution.
pub fn replayed(findings: &Releasable<Findings>) -> Figures {
    let one = |figure: Figure<'_>| {
        let came = match figure.value.real() {
            Some(number) => Replayed::Number(number),
            None => Replayed::Told(told(Some(&figure.value), figure.unit, DECIMALS)),
        };
        (figure.address.to_string(), came)
    };
    all(findings).into_iter().map(one).collect()
}

fn moved(old: Option<&Figure<'_>>, new: Option<&Figure<'_>>) -> Option<Move> {
    let some = new.or(old)?;
    let of = |figure: Option<&Figure<'_>>| figure.map(|f| f.value.clone());
    let (before, after) = (of(old), of(new));
    if before == after {
        return None;
    }
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::real);
    let numbers = [number(&before), number(&after)];
    let both = numbers[0].zip(numbers[1]);
    let size = both.map_or(f64::INFINITY, |(o, n)| {
        (n - o).abs() / o.abs().max(n.abs()).max(f64::MIN_POSITIVE)
    });
    if size <= SAME {
        return None;
    }
    let grade = match both {
        Some(numbers) => grade(numbers, some.unit, size),
        // A note that comes or goes is no figure.
        None if some.address.table == NOTE => Grade::Digit,
        None => Grade::Decision,
    };
    let [old, new] = told_apart([before.as_ref(), after.as_ref()], some.unit);
    Some(Move {
        figure: some.address.to_string(),
        old,
        new,
        numbers,
        unit: some.unit,
        grade,
        size,
    })
}

fn grade((old, new): (f64, f64), unit: Option<Unit>, size: f64) -> Grade {
    let turned = match unit {
        Some(Unit::PValue) => (old < LEVEL) != (new < LEVEL),
        Some(Unit::HazardRatio) => (old - 1.0) * (new - 1.0) < 0.0,
        _ => old * new < 0.0,
    };
    match (turned, size < SMALL) {
        (true, _) => Grade::Decision,
        (false, true) => Grade::Digit,
        (false, false) => Grade::Interval,
    }
}

/// Both values, with as many digits as it takes to see that they differ.
fn told_apart(values: [Option<&Value>; 2], unit: Option<Unit>) -> [String; 2] {
    let mut shown = values.map(|value| told(value, unit, DECIMALS));
    for decimals in DECIMALS + 1..=MOST_DECIMALS {
        if shown[0] != shown[1] {
            break;
        }
        shown = values.map(|value| told(value, unit, decimals));
    }
    shown
}

fn told(value: Option<&Value>, unit: Option<Unit>, decimals: u32) -> String {
    match value {
        None => NOT_THERE.to_string(),
        Some(Value::Light(light)) => light_word(*light).to_string(),
        Some(Value::Word(code)) => code.clone(),
        Some(Value::Withheld) => "withheld".to_string(),
        Some(Value::Not(why)) => format!("not estimated ({why})"),
        Some(value) => {
            let unit = unit.unwrap_or(Unit::Coefficient);
            let shown = value.ratio().unwrap_or(Ratio::ZERO);
            number(shown, unit, decimals)
        }
    }
}

fn number(value: Ratio, unit: Unit, decimals: u32) -> String {
    let scale = scale_of(unit);
    show(value.times(Ratio::whole(scale)), decimals, unit, scale)
}

/// A difference of two numbers of this unit, with its sign.
pub fn told_difference(difference: f64, unit: Option<Unit>) -> String {
    let unit = match unit.unwrap_or(Unit::Coefficient) {
        Unit::Fraction => Unit::Points,
        other => other,
    };
    let sign = if difference > 0.0 { "+" } else { "" };
    let value = Ratio::of(difference).unwrap_or(Ratio::ZERO);
    format!("{sign}{}", number(value, unit, DECIMALS))
}
