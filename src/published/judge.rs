//! Whether a recomputed number holds, and how grave a difference is.

use super::bounds::Bounds;
use super::number::Decimal;
use super::printed::Qualifier;
use super::ratio::Ratio;
use crate::findings::Unit;
use serde::Serialize;

/// How grave a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Misses by less than one unit of the last printed digit.
    Digit,
    /// Misses by more.
    Interval,
    /// A sign, a significance, a light or a criterion turns over, or there is no figure any more.
    Decision,
}

impl Grade {
    pub fn word(self) -> &'static str {
        match self {
            Grade::Digit => "digit",
            Grade::Interval => "interval",
            Grade::Decision => "decision",
        }
    }
}

/// What comparing a claim with its finding gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Holds,
    Differs {
        grade: Grade,
        why: String,
    },
    /// The disclosure gate withholds the figure, so nothing can be compared.
    Withheld,
}

impl Verdict {
    pub fn differs(grade: Grade, why: impl Into<String>) -> Verdict {
        Verdict::Differs {
            grade,
            why: why.into(),
        }
    }

    /// A statement that holds or turns over.
    pub fn of_statement(holds: bool, why: impl FnOnce() -> String) -> Verdict {
        match holds {
            true => Verdict::Holds,
            false => Verdict::differs(Grade::Decision, why()),
        }
    }

    /// Higher is worse; a withheld figure stands between what holds and what differs.
    pub fn rank(&self) -> u8 {
        match self {
            Verdict::Holds => 0,
            Verdict::Withheld => 1,
            Verdict::Differs { grade, .. } => 2 + *grade as u8,
        }
    }
}

/// A printed number and what it is a number of.
pub struct Printing {
    /// The printed value; of a range both ends.
    pub ends: Vec<Decimal>,
    pub qualifier: Qualifier,
    pub bounds: Bounds,
    pub unit: Unit,
    /// Two-sided level below which a p-value is called significant.
    pub level: Ratio,
}

/// Judges a recomputed number, in the printed unit.
pub fn judge(printing: &Printing, x: Ratio) -> Verdict {
    if printing.bounds.hold(x) {
        return Verdict::Holds;
    }
    if let Some(why) = turned_over(printing, x) {
        return Verdict::differs(Grade::Decision, why);
    }
    let why = match rounded_twice(printing, x) {
        true => "rounded twice",
        false => "",
    };
    // A strict bound can be missed by nothing; that is less than a unit too.
    let grade = match printing.bounds.miss(x) < printing.bounds.unit {
        true => Grade::Digit,
        false => Grade::Interval,
    };
    Verdict::differs(grade, why)
}

/// Rounding to more decimals first, and then to the printed ones, gives the printed value.
fn rounded_twice(printing: &Printing, x: Ratio) -> bool {
    let ([printed], Qualifier::Digits) = (printing.ends.as_slice(), printing.qualifier) else {
        return false;
    };
    let (decimals, v) = (printed.decimals, printed.value());
    (1..=3).any(|k| x.rounded(decimals + k).rounded(decimals) == v)
}

/// What turns over between the printed and the recomputed number. A range with its ends on either side of the boundary says neither; one that
/// ends at it lies on the side of its other end.
fn turned_over(printing: &Printing, x: Ratio) -> Option<&'static str> {
    let (boundary, why) = match printing.unit {
        Unit::PValue => (printing.level, "the significance turns over"),
        Unit::HazardRatio => (Ratio::whole(1), "the direction of the effect turns over"),
        _ => (Ratio::ZERO, "the sign turns over"),
    };
    // There is no middle for a p-value: at the level it is not below it.
    let middle = i128::from(printing.unit == Unit::PValue);
    let or_middle = |side: i128| if side == 0 { middle } else { side };
    let side = |end: &Decimal| match end.value().minus(boundary).sign() {
        // The word before a figure says on which side of the boundary it lies.
        0 => side_of(printing.qualifier),
        side => side,
    };
    let mut sides = printing.ends.iter().map(side).filter(|side| *side != 0);
    let first = sides.next().unwrap_or(middle);
    let found = or_middle(x.minus(boundary).sign());
    (sides.all(|side| side == first) && first * found < 0).then_some(why)
}

/// Above, below or neither: where a qualifier puts the figure.
fn side_of(qualifier: Qualifier) -> i128 {
    match qualifier {
        Qualifier::Over | Qualifier::AtLeast | Qualifier::JustOver => 1,
        Qualifier::Under | Qualifier::AtMost | Qualifier::JustUnder => -1,
        Qualifier::Digits | Qualifier::About | Qualifier::UpTo => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(digits: i128, decimals: u32, qualifier: Qualifier, unit: Unit, x: f64) -> Verdict {
        let value = Decimal { digits, decimals };
        let printing = Printing {
            ends: vec![value],
            qualifier,
            bounds: Bounds::of(value, qualifier),
            unit,
            level: Ratio::decimal(5, 2),
        };
        judge(&printing, Ratio::of(x).expect("finite"))
    }

    #[test]
    fn the_three_grades_are_told_apart() {
        use Qualifier::{About, Digits, Under};
        use Unit::{Fraction, HazardRatio, PValue, Points};
        for (verdict, grade) in [
            (judged(14, 0, Digits, Fraction, 14.49), None),
            (judged(14, 0, Digits, Fraction, 15.4), Some(Grade::Digit)),
            (judged(14, 0, Digits, Fraction, 15.5), Some(Grade::Interval)),
            (judged(10, 0, Digits, Points, -0.6), Some(Grade::Decision)),
            (judged(10, 0, About, Points, 12.0), Some(Grade::Digit)),
            (
                judged(161, 2, Digits, HazardRatio, 0.99),
                Some(Grade::Decision),
            ),
            (
                judged(161, 2, Digits, HazardRatio, 1.62),
                Some(Grade::Digit),
            ),
            (judged(1, 3, Under, PValue, 0.001), Some(Grade::Digit)),
            (judged(1, 3, Under, PValue, 0.01), Some(Grade::Interval)),
            (judged(1, 3, Under, PValue, 0.06), Some(Grade::Decision)),
            (judged(48, 3, Digits, PValue, 0.0504), Some(Grade::Decision)),
            (judged(5, 2, Under, PValue, 0.05), Some(Grade::Decision)),
        ] {
            match (verdict, grade) {
                (Verdict::Holds, None) => {}
                (Verdict::Differs { grade, .. }, Some(expected)) => assert_eq!(grade, expected),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn the_word_before_a_boundary_says_the_side_that_turns_over() {
        use Qualifier::{AtLeast, AtMost, Digits, JustUnder, Over, Under};
        use Unit::{HazardRatio, PValue, Points};
        let decision =
            |verdict| matches!(verdict, Verdict::Differs { grade, .. } if grade == Grade::Decision);
        for (digits, decimals, qualifier, unit, x) in [
            (1, 0, Over, HazardRatio, 0.93),
            (1, 0, AtLeast, HazardRatio, 0.93),
            (1, 0, Under, HazardRatio, 1.61),
            (0, 0, Over, Points, -0.4),
            (0, 0, AtLeast, Points, -0.4),
            (0, 0, AtMost, Points, 0.4),
            (5, 2, AtMost, PValue, 0.0551),
            (5, 2, JustUnder, PValue, 0.0551),
            (5, 2, Over, PValue, 0.04),
        ] {
            let verdict = judged(digits, decimals, qualifier, unit, x);
            assert!(decision(verdict), "{qualifier:?} {digits} for {x}");
        }
        // Nought as printed digits lies on no side, and a bound is missed by nothing on its boundary.
        assert!(!decision(judged(0, 0, Digits, Points, -0.7)));
        assert!(!decision(judged(1, 0, Over, HazardRatio, 1.0)));
    }

    #[test]
    fn a_range_across_a_boundary_turns_over_on_neither_side_and_one_on_a_side_does() {
        let range = |low: i128, high: i128, x: f64| {
            let ends = [low, high].map(|digits| Decimal {
                digits,
                decimals: 0,
            });
            let printing = Printing {
                ends: ends.into(),
                qualifier: Qualifier::Digits,
                bounds: Bounds::between(ends[0], ends[1], Qualifier::Digits),
                unit: Unit::Points,
                level: Ratio::decimal(5, 2),
            };
            judge(&printing, Ratio::of(x).expect("finite"))
        };
        assert_eq!(range(-1, 2, 7.0), Verdict::differs(Grade::Interval, ""));
        assert_eq!(range(-1, 2, -7.0), Verdict::differs(Grade::Interval, ""));
        let turned = Verdict::differs(Grade::Decision, "the sign turns over");
        assert_eq!(range(2, 5, -7.0), turned);
        assert_eq!(range(-5, -2, 7.0), turned);
        // An end at the boundary is on the side of the other.
        assert_eq!(range(0, 2, -3.0), turned);
        assert_eq!(range(-2, 0, 7.0), turned);
        assert_eq!(range(0, 2, 7.0), Verdict::differs(Grade::Interval, ""));
    }

    #[test]
    fn rounded_twice_is_named_and_not_accepted() {
        // 14.46 -> 14.5 -> 15.
        let verdict = judged(15, 0, Qualifier::Digits, Unit::Fraction, 14.46);
        assert_eq!(verdict, Verdict::differs(Grade::Digit, "rounded twice"));
        let once = judged(15, 0, Qualifier::Digits, Unit::Fraction, 14.44);
        assert_eq!(once, Verdict::differs(Grade::Digit, ""));
    }
}
