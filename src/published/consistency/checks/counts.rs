//! The whole counts that may stand behind printed shares.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::range::Range;
use super::span::Span;
use super::t_test::Groups;
use std::collections::BTreeSet;

/// Counts in the first and in the second group.
pub type Pair = (usize, usize);

/// More pairs than this are thinned out: ranges so wide have no gaps that rounding leaves.
const MOST: usize = 300;

/// The pairs of counts that have the shares of the groups.
pub fn pairs(groups: &Groups) -> BTreeSet<Pair> {
    let first = thinned(counts(groups.first, groups.n[0], Exact::ZERO));
    let second = thinned(counts(groups.second, groups.n[1], Exact::ZERO));
    first
        .iter()
        .flat_map(|a| second.iter().map(|b| (*a, *b)))
        .collect()
}

/// The counts of n that a share allows, and `more` units of its last digit beyond; the two beside it when there is none.
fn counts(share: &Value, n: usize, more: Exact) -> Vec<usize> {
    let size = Exact::whole(n as i64);
    let wider = more * Exact::unit(share.figure.decimals);
    let widened = share.allowed().plus(Range::closed(-wider, wider));
    let scaled = widened.times(Range::point(size / share.unit.one()));
    let bound = |end: Exact| if end < Exact::ZERO { Exact::ZERO } else { end };
    let whole = |count: Exact| {
        usize::try_from(count.to_whole().unwrap_or(0))
            .unwrap_or(0)
            .min(n)
    };
    let low = scaled.low.map_or(0, |e| whole(bound(e.at).floor()));
    let high = scaled.high.map_or(n, |e| whole(bound(e.at).ceil()));
    let inside: Vec<usize> = (low..=high)
        .filter(|k| scaled.contains(Exact::whole(*k as i64)))
        .collect();
    match inside.is_empty() {
        true => vec![low, high],
        false => inside,
    }
}

/// At the most `MOST` of the counts, evenly, with both ends.
fn thinned(counts: Vec<usize>) -> Vec<usize> {
    let step = counts.len().div_ceil(MOST).max(1);
    let last = counts.last().copied();
    let mut kept: Vec<usize> = counts.into_iter().step_by(step).collect();
    kept.extend(last);
    kept.dedup();
    kept
}

/// The pairs of counts of the whole, as sums over its parts; a part's p-value narrows its own pairs down.
pub fn pooled(case: &Case, groups: &Groups) -> Result<BTreeSet<Pair>, String> {
    let (first, second, p) = (
        case.many("parts_first"),
        case.many("parts_second"),
        case.many("parts_p"),
    );
    if first.len() != second.len() || (!p.is_empty() && p.len() != first.len()) {
        return Err(
            "`parts_first`, `parts_second` and `parts_p` are not of one length".to_string(),
        );
    }
    let mut sums = BTreeSet::from([(0, 0)]);
    for (place, (first, second)) in first.iter().zip(second).enumerate() {
        let part = of_part(first, second, p.get(place), groups.equal)?;
        let plus = |(a, b): Pair| part.iter().map(move |(c, d)| (a + c, b + d));
        sums = sums.into_iter().flat_map(plus).collect();
        if sums.len() > MOST * MOST {
            return Err("the parts leave too many counts open to be checked".to_string());
        }
    }
    Ok(sums)
}

/// The pairs of one part: those that have its shares and its p-value, or, where these contradict each other, those whose
/// shares are a unit off and have its p-value.
fn of_part(
    first: &Value,
    second: &Value,
    p: Option<&Value>,
    equal: bool,
) -> Result<BTreeSet<Pair>, String> {
    let n = |v: &Value| v.n.and_then(|n| usize::try_from(n).ok());
    let sizes = n(first)
        .zip(n(second))
        .ok_or("a part has no `denominator_n`")?;
    let groups = Groups {
        first,
        second,
        n: [sizes.0, sizes.1],
        equal,
    };
    let own = pairs(&groups);
    let Some(p) = p else {
        return Ok(own);
    };
    let has_p = |pair: &Pair| {
        let test = groups.by_counts(*pair);
        test.is_some_and(|t| Span::point(t.p_value).meets(p.allowed()))
    };
    let narrowed: BTreeSet<Pair> = own.iter().copied().filter(has_p).collect();
    if !narrowed.is_empty() {
        return Ok(narrowed);
    }
    let beside = |v: &Value, n: usize| thinned(counts(v, n, Exact::ONE));
    let (a, b) = (beside(first, sizes.0), beside(second, sizes.1));
    let near = a.iter().flat_map(|a| b.iter().map(|b| (*a, *b)));
    let near: BTreeSet<Pair> = near.filter(has_p).collect();
    Ok(if near.is_empty() { own } else { near })
}
