//! The interval that printed digits and a qualifier allow (the table of printed words in `data-schema/claims.md`).

use super::number::Decimal;
use super::printed::Qualifier;
use super::ratio::Ratio;

/// An interval; an absent end is open to infinity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub low: Option<Edge>,
    pub high: Option<Edge>,
    /// One unit of the last printed digit.
    pub unit: Ratio,
}

/// An end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    pub at: Ratio,
    /// The end itself is allowed.
    pub included: bool,
}

impl Edge {
    fn closed(at: Ratio) -> Option<Edge> {
        Some(Edge { at, included: true })
    }

    fn open(at: Ratio) -> Option<Edge> {
        Some(Edge {
            at,
            included: false,
        })
    }
}

impl Bounds {
    /// What a printed number with its qualifier allows.
    pub fn of(number: Decimal, qualifier: Qualifier) -> Bounds {
        let (v, unit) = (number.value(), number.unit());
        let half = unit.times(Ratio::decimal(5, 1));
        let room = half.max(v.abs().times(Ratio::decimal(15, 2)));
        let (low, high) = match qualifier {
            Qualifier::Digits => (Edge::closed(v.minus(half)), Edge::open(v.plus(half))),
            Qualifier::About | Qualifier::UpTo => {
                (Edge::closed(v.minus(room)), Edge::closed(v.plus(room)))
            }
            // Just under and just over are of the size, also below zero.
            Qualifier::JustUnder if v.sign() < 0 => (Edge::closed(v), Edge::closed(v.plus(room))),
            Qualifier::JustUnder => (Edge::closed(v.minus(room)), Edge::closed(v)),
            Qualifier::JustOver if v.sign() < 0 => (Edge::closed(v.minus(room)), Edge::closed(v)),
            Qualifier::JustOver => (Edge::closed(v), Edge::closed(v.plus(room))),
            Qualifier::Over => (Edge::open(v), None),
            Qualifier::Under => (None, Edge::open(v)),
            Qualifier::AtLeast => (Edge::closed(v), None),
            Qualifier::AtMost => (None, Edge::closed(v)),
        };
        Bounds { low, high, unit }
    }

    /// What a printed range allows: the digits of both ends, or what the qualifier gives at both.
    pub fn between(low: Decimal, high: Decimal, qualifier: Qualifier) -> Bounds {
        let [below, above] = [low, high].map(|end| Bounds::of(end, qualifier));
        Bounds {
            low: below.low,
            high: above.high,
            unit: below.unit.max(above.unit),
        }
    }

    pub fn hold(&self, x: Ratio) -> bool {
        let above = self
            .low
            .is_none_or(|e| x > e.at || (e.included && x == e.at));
        let below = self
            .high
            .is_none_or(|e| x < e.at || (e.included && x == e.at));
        above && below
    }

    /// How far outside `x` lies; 0 inside and on an end.
    pub fn miss(&self, x: Ratio) -> Ratio {
        match (self.low, self.high) {
            (Some(low), _) if x < low.at => low.at.minus(x),
            (_, Some(high)) if x > high.at => x.minus(high.at),
            _ => Ratio::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(digits: i128, decimals: u32, qualifier: Qualifier, x: (i128, i128)) -> bool {
        let number = Decimal { digits, decimals };
        Bounds::of(number, qualifier).hold(Ratio::new(x.0, x.1).expect("a ratio"))
    }

    #[test]
    fn every_row_of_the_table_holds_at_its_ends_and_not_beyond() {
        use Qualifier as Q;
        let cases = [
            // Digits: 13.5 <= x < 14.5.
            (
                14,
                0,
                Q::Digits,
                vec![(27, 2), (1449, 100)],
                vec![(1349, 100), (29, 2)],
            ),
            (26, 1, Q::Digits, vec![(255, 100)], vec![(265, 100)]),
            (-3, 0, Q::Digits, vec![(-7, 2)], vec![(-5, 2)]),
            // About 38: 15 percent is 5.7. About 3: half a unit is 0.5.
            (
                38,
                0,
                Q::About,
                vec![(323, 10), (437, 10)],
                vec![(322, 10), (438, 10)],
            ),
            (
                3,
                0,
                Q::About,
                vec![(5, 2), (7, 2)],
                vec![(249, 100), (351, 100)],
            ),
            // Just under 1: from 0.5. Just under 40: from 34.
            (
                1,
                0,
                Q::JustUnder,
                vec![(1, 2), (1, 1)],
                vec![(49, 100), (101, 100)],
            ),
            (
                40,
                0,
                Q::JustUnder,
                vec![(34, 1), (40, 1)],
                vec![(339, 10), (401, 10)],
            ),
            (
                30,
                0,
                Q::JustOver,
                vec![(30, 1), (345, 10)],
                vec![(299, 10), (346, 10)],
            ),
            (
                -11,
                0,
                Q::JustOver,
                vec![(-11, 1), (-1265, 100)],
                vec![(-109, 10), (-127, 10)],
            ),
            (
                -11,
                0,
                Q::JustUnder,
                vec![(-11, 1), (-935, 100)],
                vec![(-111, 10), (-93, 10)],
            ),
            // Strict, on the unrounded value.
            (50, 0, Q::Over, vec![(50_000_001, 1_000_000)], vec![(50, 1)]),
            (
                1,
                3,
                Q::Under,
                vec![(999_999, 1_000_000_000)],
                vec![(1, 1000)],
            ),
            (40, 0, Q::AtLeast, vec![(40, 1)], vec![(399_999, 10_000)]),
            (3, 0, Q::AtMost, vec![(3, 1)], vec![(30_001, 10_000)]),
            (
                27,
                0,
                Q::UpTo,
                vec![(2295, 100), (3105, 100)],
                vec![(2294, 100), (3106, 100)],
            ),
        ];
        for (digits, decimals, qualifier, inside, outside) in cases {
            for x in inside {
                assert!(
                    holds(digits, decimals, qualifier, x),
                    "{digits} {qualifier:?} {x:?}"
                );
            }
            for x in outside {
                assert!(
                    !holds(digits, decimals, qualifier, x),
                    "{digits} {qualifier:?} {x:?}"
                );
            }
        }
    }

    #[test]
    fn a_range_takes_the_digits_of_both_ends() {
        let [low, high] = [3, 4].map(|digits| Decimal {
            digits,
            decimals: 0,
        });
        let bounds = Bounds::between(low, high, Qualifier::Digits);
        assert!(bounds.hold(Ratio::decimal(25, 1)) && !bounds.hold(Ratio::decimal(45, 1)));
        // About 3 from 2.5, and about 4 to 4.6.
        let about = Bounds::between(low, high, Qualifier::About);
        assert!(about.hold(Ratio::decimal(46, 1)) && !about.hold(Ratio::decimal(461, 2)));
    }
}
