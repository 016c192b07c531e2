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
    /// The printed value: of a range its lower end.
    pub value: Decimal,
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
    let (decimals, v) = (printing.value.decimals, printing.value.value());
    let twice = |k: u32| x.rounded(decimals + k).rounded(decimals) == v;
    let why = match printing.qualifier == Qualifier::Digits && (1..=3).any(twice) {
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

/// What turns over between the printed and the recomputed number.
fn turned_over(printing: &Printing, x: Ratio) -> Option<&'static str> {
    let v = printing.value.value();
    let against = |zero: Ratio| v.minus(zero).sign() * x.minus(zero).sign() < 0;
    match printing.unit {
        Unit::PValue => {
            let below = |p: Ratio| p < printing.level;
            let printed =
                below(v) || (printing.qualifier == Qualifier::Under && v == printing.level);
            (printed != below(x)).then_some("the significance turns over")
        }
        Unit::HazardRatio => {
            against(Ratio::whole(1)).then_some("the direction of the effect turns over")
        }
        _ => against(Ratio::ZERO).then_some("the sign turns over"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(digits: i128, decimals: u32, qualifier: Qualifier, unit: Unit, x: f64) -> Verdict {
        let value = Decimal { digits, decimals };
        let printing = Printing {
            value,
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
    fn rounded_twice_is_named_and_not_accepted() {
        // 14.46 -> 14.5 -> 15.
        let verdict = judged(15, 0, Qualifier::Digits, Unit::Fraction, 14.46);
        assert_eq!(verdict, Verdict::differs(Grade::Digit, "rounded twice"));
        let once = judged(15, 0, Qualifier::Digits, Unit::Fraction, 14.44);
        assert_eq!(once, Verdict::differs(Grade::Digit, ""));
    }
}
