//! The whole counts that may stand behind printed shares.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::range::Range;
use super::span::Span;
use super::t_test::Groups;
use std::collections::BTreeSet;

/// Counts in the first and in the second group.
pub type Pair = (usize, usize);

/// More counts than this are thinned out, evenly and with both ends: so wide a range has no gaps that matter.
const MOST: usize = 300;

/// Pairs of counts that may stand behind two shares.
pub struct Pairs {
    pub all: BTreeSet<Pair>,
    /// Not all of them: what lies between them is possible too.
    pub thinned: bool,
}

/// The pairs of counts that have the shares of the groups.
pub fn pairs(groups: &Groups) -> Pairs {
    let first = counts(groups.first, groups.n[0], Exact::ZERO);
    let second = counts(groups.second, groups.n[1], Exact::ZERO);
    let pairs = first.iter().flat_map(|a| second.iter().map(|b| (*a, *b)));
    Pairs {
        all: pairs.collect(),
        thinned: first.len().max(second.len()) > MOST,
    }
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
    let step = (high - low.min(high)) / MOST + 1;
    let inside = |k: &usize| scaled.contains(Exact::whole(*k as i64));
    let mut counts: Vec<usize> = (low..=high)
        .step_by(step)
        .chain([high])
        .filter(inside)
        .collect();
    counts.dedup();
    match counts.is_empty() {
        true => vec![low, high],
        false => counts,
    }
}

/// Whether a count is of a printed share.
fn has_share(share: &Value, n: usize, k: usize) -> bool {
    let part = Exact::new(k as i128, n as i128);
    share.allowed().contains(part * share.unit.one())
}

/// Whether both counts are of the printed shares.
pub fn have_shares(groups: &Groups, (a, b): Pair) -> bool {
    has_share(groups.first, groups.n[0], a) && has_share(groups.second, groups.n[1], b)
}

/// The pairs of counts of the whole, as sums over its parts; a part's p-value narrows its own pairs down.
///
/// `None` when the parts leave so many open that they narrow nothing down.
pub fn pooled(case: &Case, groups: &Groups) -> Result<Option<BTreeSet<Pair>>, String> {
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
        let Some(part) = part else {
            return Ok(None);
        };
        let plus = |(a, b): Pair| part.iter().map(move |(c, d)| (a + c, b + d));
        sums = sums.into_iter().flat_map(plus).collect();
        if sums.len() > MOST * MOST {
            return Ok(None);
        }
    }
    Ok(Some(sums))
}

/// The pairs of one part: those that have its shares and its p-value, or, where these contradict each other, those whose
/// shares are a unit off and have its p-value.
fn of_part(
    first: &Value,
    second: &Value,
    p: Option<&Value>,
    equal: bool,
) -> Result<Option<BTreeSet<Pair>>, String> {
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
    if own.thinned {
        return Ok(None);
    }
    let Some(p) = p else {
        return Ok(Some(own.all));
    };
    let has_p = |pair: &Pair| {
        let test = groups.by_counts(*pair);
        test.is_some_and(|t| Span::point(t.p_value).meets(p.allowed()))
    };
    let narrowed: BTreeSet<Pair> = own.all.iter().copied().filter(has_p).collect();
    if !narrowed.is_empty() {
        return Ok(Some(narrowed));
    }
    let (a, b) = (
        counts(first, sizes.0, Exact::ONE),
        counts(second, sizes.1, Exact::ONE),
    );
    let near = a.iter().flat_map(|a| b.iter().map(|b| (*a, *b)));
    let near: BTreeSet<Pair> = near.filter(has_p).collect();
    Ok(Some(if near.is_empty() { own.all } else { near }))
}
