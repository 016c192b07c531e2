//! The whole counts that may stand behind printed shares.

use super::super::case::{Case, Value};
use super::super::exact::Exact;
use super::super::range::Range;
use super::span::Span;
use super::t_test::Groups;
use std::collections::BTreeSet;

/// Counts in the first and in the second group.
pub type Pair = (usize, usize);

/// More pairs than this are thinned out, evenly and with both ends: so wide a range has no gaps that matter.
const MOST_PAIRS: usize = 4000;

/// The counts of each group that are kept then.
const KEPT: usize = 60;

/// Pairs of counts that may stand behind two shares.
pub struct Pairs {
    pub all: BTreeSet<Pair>,
    /// Not all of them: what lies between them is possible too.
    pub thinned: bool,
}

/// The pairs of counts that have the shares of the groups.
pub fn pairs(groups: &Groups) -> Pairs {
    beside(groups, Exact::ZERO)
}

/// The pairs of counts whose shares are the printed ones or a unit of the last digit beside them; none where they are too many to tell.
pub fn a_unit_beside(groups: &Groups) -> BTreeSet<Pair> {
    let near = beside(groups, Exact::ONE);
    match near.thinned {
        true => BTreeSet::new(),
        false => near.all,
    }
}

/// The pairs of counts whose shares are no more than some units of their last digits off.
fn beside(groups: &Groups, units: Exact) -> Pairs {
    let first = counts(groups.first, groups.n[0], units);
    let second = counts(groups.second, groups.n[1], units);
    let size = |(low, high): Pair| high - low + 1;
    let thinned = size(first).saturating_mul(size(second)) > MOST_PAIRS;
    let list = |(low, high): Pair| {
        let step = if thinned { (high - low) / KEPT + 1 } else { 1 };
        (low..=high).step_by(step).chain([high])
    };
    let pairs = list(first).flat_map(|a| list(second).map(move |b| (a, b)));
    Pairs {
        all: pairs.collect(),
        thinned,
    }
}

/// The first and the last count of n that a share allows, within some units of its last digit; the two beside it when there is none.
fn counts(share: &Value, n: usize, units: Exact) -> (usize, usize) {
    let size = Exact::whole(n as i64);
    let wider = units * Exact::unit(share.figure.decimals);
    let widened = share.allowed().plus(Range::closed(-wider, wider));
    let scaled = widened.times(Range::point(size / share.unit.one()));
    let low = scaled.low.map_or(Exact::ZERO, |e| e.at.ceil());
    let high = scaled.high.map_or(size, |e| match e.closed {
        true => e.at.floor(),
        false => e.at.ceil() - Exact::ONE,
    });
    let (low, high) = if low > high { (high, low) } else { (low, high) };
    let whole = |count: Exact| {
        usize::try_from(count.to_whole().unwrap_or(0))
            .unwrap_or(0)
            .min(n)
    };
    (whole(low), whole(high))
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
        if sums.len() > MOST_PAIRS {
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
        .ok_or("a part has no `denominator_n` (a claim: no `n`)")?;
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
    let near = beside(&groups, Exact::ONE).all.into_iter();
    let near: BTreeSet<Pair> = near.filter(has_p).collect();
    Ok(Some(if near.is_empty() { own.all } else { near }))
}
