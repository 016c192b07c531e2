//! Ranges of unrounded values, with ends that are open or closed.

use super::exact::Exact;

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    pub at: Exact,
    /// The end itself belongs to the range.
    pub closed: bool,
}

/// All values between two ends; an end that is absent is infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    pub low: Option<End>,
    pub high: Option<End>,
}

impl Range {
    pub fn point(at: Exact) -> Range {
        Range::closed(at, at)
    }

    /// Both ends belong to it.
    pub fn closed(low: Exact, high: Exact) -> Range {
        let end = |at| Some(End { at, closed: true });
        Range {
            low: end(low),
            high: end(high),
        }
    }

    /// The low end belongs to it, the high one does not: what rounding half up allows.
    pub fn half_open(low: Exact, high: Exact) -> Range {
        let mut range = Range::closed(low, high);
        range.high = Some(End {
            at: high,
            closed: false,
        });
        range
    }

    pub fn above(at: Exact, closed: bool) -> Range {
        Range {
            low: Some(End { at, closed }),
            high: None,
        }
    }

    pub fn below(at: Exact, closed: bool) -> Range {
        Range {
            low: None,
            high: Some(End { at, closed }),
        }
    }

    /// The same ends, both belonging to it.
    pub fn with_ends(self) -> Range {
        let close = |end: Option<End>| end.map(|e| End { closed: true, ..e });
        Range {
            low: close(self.low),
            high: close(self.high),
        }
    }

    /// One value and no other; what was lost is none.
    pub fn is_point(self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low.at == high.at && !low.at.is_lost(),
            _ => false,
        }
    }

    /// A number in it was lost: too large, or divided by zero.
    pub fn is_lost(self) -> bool {
        [self.low, self.high]
            .iter()
            .flatten()
            .any(|e| e.at.is_lost())
    }

    pub fn contains(self, value: Exact) -> bool {
        self.overlaps(Range::point(value))
    }

    /// Some value lies in both.
    pub fn overlaps(self, other: Range) -> bool {
        reaches(self.high, other.low) && reaches(other.high, self.low)
    }

    pub fn plus(self, other: Range) -> Range {
        Range {
            low: sum(self.low, other.low),
            high: sum(self.high, other.high),
        }
    }

    pub fn minus(self, other: Range) -> Range {
        self.plus(other.negative())
    }

    pub fn negative(self) -> Range {
        let turned = |end: Option<End>| end.map(|e| End { at: -e.at, ..e });
        Range {
            low: turned(self.high),
            high: turned(self.low),
        }
    }

    /// The products.
    pub fn times(self, other: Range) -> Range {
        let (a, b) = self.limits();
        let (c, d) = other.limits();
        Range::around(&[(a, c), (a, d), (b, c), (b, d)].map(|(x, y)| x.times(y)))
    }

    /// The narrowest range around both.
    pub fn or(self, other: Range) -> Range {
        let (a, b) = self.limits();
        let (c, d) = other.limits();
        Range::around(&[a, b, c, d])
    }

    /// The quotients; `None` when the divisor may be 0.
    pub fn over(self, other: Range) -> Option<Range> {
        other.inverse().map(|inverse| self.times(inverse))
    }

    /// One over its values; `None` when 0 may be among them.
    fn inverse(self) -> Option<Range> {
        let inverted = |e: End| End {
            at: Exact::ONE / e.at,
            ..e
        };
        // An end at 0 that does not belong to the range has an inverse without limit.
        let near_zero = |e: &End| e.at == Exact::ZERO && !e.closed;
        let positive = |e: End| e.at > Exact::ZERO || near_zero(&e);
        let negative = |e: End| e.at < Exact::ZERO || near_zero(&e);
        let turned = |end: Option<End>| end.filter(|e| !near_zero(e)).map(inverted);
        let zero = Some(End {
            at: Exact::ZERO,
            closed: false,
        });
        match (self.low, self.high) {
            (Some(low), high) if positive(low) => Some(Range {
                low: if high.is_some() { turned(high) } else { zero },
                high: turned(self.low),
            }),
            (low, Some(high)) if negative(high) => Some(Range {
                low: turned(self.high),
                high: if low.is_some() { turned(low) } else { zero },
            }),
            _ => None,
        }
    }

    fn limits(self) -> (Limit, Limit) {
        (
            self.low.map_or(Limit::Endless { up: false }, Limit::At),
            self.high.map_or(Limit::Endless { up: true }, Limit::At),
        )
    }

    /// The narrowest range around some limits.
    fn around(limits: &[Limit]) -> Range {
        let ends = || {
            limits.iter().filter_map(|l| match l {
                Limit::At(end) => Some(*end),
                Limit::Endless { .. } => None,
            })
        };
        if ends().any(|e| e.at.is_lost()) {
            return Range::point(Exact::LOST);
        }
        let endless = |up: bool| limits.contains(&Limit::Endless { up });
        let lower = |a: End, b: End| b.at < a.at || (b.at == a.at && b.closed);
        let higher = |a: End, b: End| b.at > a.at || (b.at == a.at && b.closed);
        let low = ends().reduce(|a, b| if lower(a, b) { b } else { a });
        let high = ends().reduce(|a, b| if higher(a, b) { b } else { a });
        Range {
            low: low.filter(|_| !endless(false)),
            high: high.filter(|_| !endless(true)),
        }
    }

    /// The ends as floating numbers, infinite where there is none.
    pub fn to_f64(self) -> (f64, f64) {
        let at = |end: Option<End>, none: f64| end.map_or(none, |e| e.at.to_f64());
        (
            at(self.low, f64::NEG_INFINITY),
            at(self.high, f64::INFINITY),
        )
    }

    /// In words: `12.5`, `79.4 to 79.9`, `at least 3`.
    pub fn shown(self, decimals: u32) -> String {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.at == high.at => low.at.shown(decimals),
            (Some(low), Some(high)) => {
                format!("{} to {}", low.at.shown(decimals), high.at.shown(decimals))
            }
            (Some(low), None) if low.closed => format!("at least {}", low.at.shown(decimals)),
            (Some(low), None) => format!("above {}", low.at.shown(decimals)),
            (None, Some(high)) if high.closed => format!("at most {}", high.at.shown(decimals)),
            (None, Some(high)) => format!("below {}", high.at.shown(decimals)),
            (None, None) => "anything".to_string(),
        }
    }
}

/// An end of a range, or none upwards or downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Limit {
    At(End),
    Endless { up: bool },
}

impl Limit {
    /// The product of two ends. An end at 0 makes 0 of any other, and reaches it when it belongs to its range itself.
    fn times(self, other: Limit) -> Limit {
        let zero = |l: Limit| match l {
            Limit::At(end) if end.at == Exact::ZERO => Some(end),
            _ => None,
        };
        let rises = |l: Limit| match l {
            Limit::At(end) => end.at > Exact::ZERO,
            Limit::Endless { up } => up,
        };
        match (zero(self), zero(other), self, other) {
            (Some(a), Some(b), ..) => Limit::At(if a.closed { a } else { b }),
            (Some(end), ..) | (_, Some(end), ..) => Limit::At(end),
            (_, _, Limit::At(x), Limit::At(y)) => Limit::At(End {
                at: x.at * y.at,
                closed: x.closed && y.closed,
            }),
            _ => Limit::Endless {
                up: rises(self) == rises(other),
            },
        }
    }
}

/// A range that ends at `high` reaches one that begins at `low`.
fn reaches(high: Option<End>, low: Option<End>) -> bool {
    match (high, low) {
        (Some(high), Some(low)) if high.closed && low.closed => high.at >= low.at,
        (Some(high), Some(low)) => high.at > low.at,
        _ => true,
    }
}

fn sum(a: Option<End>, b: Option<End>) -> Option<End> {
    let (a, b) = (a?, b?);
    Some(End {
        at: a.at + b.at,
        closed: a.closed && b.closed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tenths(low: i64, high: i64) -> Range {
        Range::half_open(Exact::new(low.into(), 10), Exact::new(high.into(), 10))
    }

    #[test]
    fn an_open_end_does_not_meet_a_closed_one() {
        assert!(!tenths(125, 135).overlaps(tenths(135, 145)));
        assert!(tenths(125, 136).overlaps(tenths(135, 145)));
        assert!(Range::above(Exact::ONE, false).overlaps(tenths(5, 11)));
        assert!(!Range::above(Exact::ONE, false).overlaps(Range::point(Exact::ONE)));
    }

    #[test]
    fn a_difference_of_rounded_numbers_is_open_where_either_is() {
        let difference = tenths(205, 215).minus(tenths(135, 145));
        assert_eq!(difference.shown(1), "6 to 8");
        assert!(!difference.contains(Exact::whole(6)) && !difference.contains(Exact::whole(8)));
    }

    #[test]
    fn a_quotient_by_a_range_around_zero_is_not_told() {
        assert_eq!(Range::point(Exact::ONE).over(tenths(-5, 5)), None);
        let inverse = Range::point(Exact::ONE).over(Range::above(Exact::whole(2), true));
        assert_eq!(inverse.map(|r| r.shown(2)), Some("0 to 0.5".to_string()));
    }

    proptest! {
        #[test]
        fn products_of_members_are_members(a in -9i64..9, b in 0i64..9, c in -9i64..9, d in 0i64..9, s in 0i64..=4, t in 0i64..=4) {
            let range = |low: i64, width: i64| Range::closed(Exact::whole(low), Exact::whole(low + width));
            let member = |low: i64, width: i64, quarter: i64| Exact::whole(low) + Exact::new((width * quarter).into(), 4);
            let (x, y) = (member(a, b, s), member(c, d, t));
            let (r, q) = (range(a, b), range(c, d));
            prop_assert!(r.times(q).contains(x * y));
            prop_assert!(r.minus(q).contains(x - y));
            if let Some(quotient) = r.over(q) {
                prop_assert!(quotient.contains(x / y));
            }
        }
    }
}
