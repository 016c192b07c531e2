//! The range of arithmetic in which a figure stands more than once: it is one number in all of its places.

use super::case::Source;
use super::case::Value;
use super::exact::Exact;
use super::formula::Formula;
use super::range::{End, Range};

/// Into how many pieces the ranges of the repeated figures are cut; in each, the places of a figure differ by little.
const PIECES: [i64; MOST] = [256, 16];

/// More repeated figures than this are taken as if each place were a figure of its own: the range is then wider than it need be.
const MOST: usize = 2;

/// All values that arithmetic on printed figures may have; `None` when it may divide by zero.
pub fn range(formula: &Formula<Value>) -> Option<Range> {
    let plain = formula.range(&Value::allowed)?;
    let repeated = repeated(formula);
    let known = repeated.len().checked_sub(1).and_then(|n| PIECES.get(n));
    let Some(number) = known else {
        return Some(plain);
    };
    let mut choices: Vec<Vec<(Source, Range)>> = vec![Vec::new()];
    for value in repeated {
        let Some(pieces) = pieces(value.allowed(), *number) else {
            return Some(plain);
        };
        let with = |piece: &Range| {
            let more = |chosen: &Vec<(Source, Range)>| {
                let mut chosen = chosen.clone();
                chosen.push((value.source, *piece));
                chosen
            };
            choices.iter().map(more).collect::<Vec<_>>()
        };
        choices = pieces.iter().flat_map(with).collect();
    }
    let of_choice = |chosen: &Vec<(Source, Range)>| {
        formula.range(&|value: &Value| {
            let piece = chosen.iter().find(|(source, _)| *source == value.source);
            piece.map_or(value.allowed(), |(_, piece)| *piece)
        })
    };
    let ranges = choices.iter().filter_map(of_choice);
    ranges
        .reduce(Range::or)
        .filter(|r| !r.is_lost())
        .or(Some(plain))
}

/// The rounded figures that stand more than once, each once.
fn repeated(formula: &Formula<Value>) -> Vec<&Value> {
    let values = formula.values();
    let mut found: Vec<&Value> = Vec::new();
    for (place, value) in values.iter().enumerate() {
        let again = values[..place].iter().any(|v| v.source == value.source);
        let known = found.iter().any(|v| v.source == value.source);
        if again && !known && !value.allowed().is_point() {
            found.push(value);
        }
    }
    found
}

/// The range cut into pieces, the ends between them belonging to both; `None` for one without limits.
fn pieces(range: Range, number: i64) -> Option<Vec<Range>> {
    let (low, high) = (range.low?, range.high?);
    let step = (high.at - low.at) / Exact::whole(number);
    let cut = |place: i64| match place {
        0 => low,
        last if last == number => high,
        _ => End {
            at: low.at + step * Exact::whole(place),
            closed: true,
        },
    };
    let piece = |place: i64| Range {
        low: Some(cut(place)),
        high: Some(cut(place + 1)),
    };
    Some((0..number).map(piece).collect())
}
