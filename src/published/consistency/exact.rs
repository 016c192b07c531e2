//! Exact fractions: rounding is decided on whole numbers, never on floating ones.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A fraction in lowest terms, or `LOST`: a division by zero, or numbers too large to hold.
///
/// `LOST` spreads as NaN does and compares with nothing, so a check that meets it can say that it was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    numerator: i128,
    /// Above 0; 0 only in `LOST`.
    denominator: i128,
}

impl Exact {
    pub const LOST: Exact = Exact {
        numerator: 0,
        denominator: 0,
    };
    pub const ZERO: Exact = Exact::whole(0);
    pub const ONE: Exact = Exact::whole(1);
    pub const HUNDRED: Exact = Exact::whole(100);

    pub const fn whole(value: i64) -> Exact {
        Exact {
            numerator: value as i128,
            denominator: 1,
        }
    }

    pub fn new(numerator: i128, denominator: i128) -> Exact {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return Exact::LOST;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        // Both parts are above i128::MIN, so their divisor and their negatives fit.
        let divisor = divisor as i128 * denominator.signum();
        Exact {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        }
    }

    /// One unit of the last of `decimals` digits after the point.
    pub fn unit(decimals: u32) -> Exact {
        10i128
            .checked_pow(decimals)
            .map_or(Exact::LOST, |d| Exact::new(1, d))
    }

    pub fn is_lost(self) -> bool {
        self.denominator == 0
    }

    pub fn is_whole(self) -> bool {
        self.denominator == 1
    }

    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub fn floor(self) -> Exact {
        match self.is_lost() {
            true => self,
            false => Exact::new(self.numerator.div_euclid(self.denominator), 1),
        }
    }

    pub fn ceil(self) -> Exact {
        -(-self).floor()
    }

    /// The whole number it is, when it is one that fits.
    pub fn to_whole(self) -> Option<i64> {
        match self.is_whole() {
            true => i64::try_from(self.numerator).ok(),
            false => None,
        }
    }

    /// Rounded half up to `decimals`; a negative number half away from zero, as people and spreadsheets do.
    pub fn rounded(self, decimals: u32) -> Exact {
        if self.is_negative() {
            return -(-self).rounded(decimals);
        }
        let unit = Exact::unit(decimals);
        (self / unit + Exact::new(1, 2)).floor() * unit
    }

    pub fn to_f64(self) -> f64 {
        match self.is_lost() {
            true => f64::NAN,
            false => self.numerator as f64 / self.denominator as f64,
        }
    }

    /// As a decimal number with `decimals` digits after the point.
    pub fn fixed(self, decimals: u32) -> String {
        let scaled = self.rounded(decimals) / Exact::unit(decimals);
        if !scaled.is_whole() {
            return "?".to_string();
        }
        let sign = if scaled.is_negative() { "-" } else { "" };
        let digits = scaled.numerator.unsigned_abs().to_string();
        let width = decimals as usize;
        let digits = format!("{digits:0>least$}", least = width + 1);
        let (whole, rest) = digits.split_at(digits.len() - width);
        match width {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{rest}"),
        }
    }

    /// As a decimal number with no more digits than needed, `most` after the point at the most.
    pub fn shown(self, most: u32) -> String {
        let text = self.fixed(most);
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
            false => text,
        }
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    match b {
        0 => a.max(1),
        _ => gcd(b, a % b),
    }
}

fn both(a: Exact, b: Exact, result: impl Fn() -> Option<(i128, i128)>) -> Exact {
    if a.is_lost() || b.is_lost() {
        return Exact::LOST;
    }
    result().map_or(Exact::LOST, |(n, d)| Exact::new(n, d))
}

impl Add for Exact {
    type Output = Exact;

    fn add(self, other: Exact) -> Exact {
        both(self, other, || {
            let left = self.numerator.checked_mul(other.denominator)?;
            let right = other.numerator.checked_mul(self.denominator)?;
            let denominator = self.denominator.checked_mul(other.denominator)?;
            Some((left.checked_add(right)?, denominator))
        })
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        // `new` keeps i128::MIN out, so the negative fits.
        Exact {
            numerator: -self.numerator,
            denominator: self.denominator,
        }
    }
}

impl Sub for Exact {
    type Output = Exact;

    fn sub(self, other: Exact) -> Exact {
        self + -other
    }
}

impl Mul for Exact {
    type Output = Exact;

    fn mul(self, other: Exact) -> Exact {
        both(self, other, || {
            let numerator = self.numerator.checked_mul(other.numerator)?;
            Some((numerator, self.denominator.checked_mul(other.denominator)?))
        })
    }
}

impl Div for Exact {
    type Output = Exact;

    fn div(self, other: Exact) -> Exact {
        both(self, other, || {
            let numerator = self.numerator.checked_mul(other.denominator)?;
            Some((numerator, self.denominator.checked_mul(other.numerator)?))
        })
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        if self.is_lost() || other.is_lost() {
            return None;
        }
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            // Too large to cross-multiply: the whole parts differ by far, or the order is not known.
            _ => self
                .to_f64()
                .partial_cmp(&other.to_f64())
                .filter(|order| order.is_ne()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_up_and_away_from_zero() {
        let half = Exact::new(25, 2);
        assert_eq!(half.rounded(0), Exact::whole(13));
        assert_eq!((-half).rounded(0), Exact::whole(-13));
        assert_eq!(Exact::new(4300, 109).fixed(1), "39.4");
        assert_eq!(Exact::new(4300, 109).fixed(2), "39.45");
    }

    #[test]
    fn numbers_are_written_plainly() {
        assert_eq!(Exact::new(-5, 100).fixed(2), "-0.05");
        assert_eq!(Exact::new(1, 8).shown(6), "0.125");
        assert_eq!(Exact::whole(100).shown(3), "100");
        assert_eq!(Exact::new(-1, 1000).fixed(1), "0.0");
    }

    #[test]
    fn a_division_by_zero_and_an_overflow_are_lost_and_compare_with_nothing() {
        let lost = Exact::ONE / Exact::ZERO;
        assert!(lost.is_lost() && (lost + Exact::ONE).is_lost());
        assert_eq!(lost.partial_cmp(&Exact::ONE), None);
        let large = Exact::new(i128::MAX, 3);
        assert!((large * large).is_lost());
        assert_eq!(lost.fixed(1), "?");
    }

    proptest! {
        #[test]
        fn sums_and_products_agree_with_whole_numbers(a in -1000i64..1000, b in 1i64..1000, c in -1000i64..1000, d in 1i64..1000) {
            let (x, y) = (Exact::new(a.into(), b.into()), Exact::new(c.into(), d.into()));
            let scale = Exact::whole(b * d);
            prop_assert_eq!((x + y) * scale, Exact::whole(a * d + c * b));
            prop_assert_eq!(x * y * scale, Exact::whole(a * c));
            prop_assert_eq!(x < y, a * d < c * b);
            prop_assert!(x.floor() <= x && x < x.floor() + Exact::ONE);
        }

        #[test]
        fn rounding_moves_by_half_a_unit_at_the_most(a in -100_000i64..100_000, b in 1i64..1000, decimals in 0u32..4) {
            let x = Exact::new(a.into(), b.into());
            let moved = x.rounded(decimals) - x;
            let moved = if moved.is_negative() { -moved } else { moved };
            prop_assert!(moved <= Exact::unit(decimals) / Exact::whole(2));
        }
    }
}
