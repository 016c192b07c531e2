//! Exact fractions, so that a boundary such as 2.5 percent is met or missed by arithmetic and never by the last bit of a sum.

use std::cmp::Ordering;

/// A reduced fraction with a positive denominator.
///
/// A sum or product too large for it is taken in floating point and cut to 12 significant digits, as every number read from one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

/// Significant digits kept of a number in floating point: the last bits of a sum may differ between machines.
const DIGITS: i32 = 12;
/// Powers of ten beyond this are cut; no printed figure is so large or so small.
const REACH: i32 = 24;

impl Ratio {
    pub const ZERO: Ratio = Ratio {
        numerator: 0,
        denominator: 1,
    };

    /// `numerator / denominator`; `None` for a denominator of 0.
    pub fn new(numerator: i128, denominator: i128) -> Option<Ratio> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1) as i128;
        let sign = denominator.signum();
        Some(Ratio {
            numerator: sign * numerator / divisor,
            denominator: sign * denominator / divisor,
        })
    }

    pub fn whole(value: impl Into<i128>) -> Ratio {
        Ratio {
            numerator: value.into(),
            denominator: 1,
        }
    }

    /// `digits` with the last `decimals` of them behind the point.
    pub fn decimal(digits: i128, decimals: u32) -> Ratio {
        let power = 10_i128.pow(decimals.min(REACH as u32));
        Ratio::new(digits, power).unwrap_or(Ratio::ZERO)
    }

    /// A number in floating point, by its first 12 significant digits; `None` when it is not finite.
    pub fn of(value: f64) -> Option<Ratio> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{value:.*e}", DIGITS as usize - 1);
        let (mantissa, exponent) = text.split_once('e')?;
        let digits: i128 = mantissa.replace('.', "").parse().ok()?;
        let power = exponent.parse::<i32>().ok()? - (DIGITS - 1);
        if digits != 0 && power < -REACH {
            // Smaller than anything printed, and still not 0.
            return Ratio::new(digits.signum(), 10_i128.pow(REACH as u32));
        }
        match power {
            power if power >= 0 => {
                Some(Ratio::whole(digits * 10_i128.pow(power.min(REACH) as u32)))
            }
            power => Ratio::new(digits, 10_i128.pow((-power) as u32)),
        }
    }

    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    pub fn plus(self, other: Ratio) -> Ratio {
        let exact = || {
            let left = self.numerator.checked_mul(other.denominator)?;
            let right = other.numerator.checked_mul(self.denominator)?;
            let denominator = self.denominator.checked_mul(other.denominator)?;
            Ratio::new(left.checked_add(right)?, denominator)
        };
        exact().unwrap_or_else(|| cut(self.to_f64() + other.to_f64()))
    }

    pub fn minus(self, other: Ratio) -> Ratio {
        self.plus(other.negated())
    }

    pub fn times(self, other: Ratio) -> Ratio {
        let exact = || {
            let numerator = self.numerator.checked_mul(other.numerator)?;
            let denominator = self.denominator.checked_mul(other.denominator)?;
            Ratio::new(numerator, denominator)
        };
        exact().unwrap_or_else(|| cut(self.to_f64() * other.to_f64()))
    }

    pub fn negated(self) -> Ratio {
        Ratio {
            numerator: -self.numerator,
            ..self
        }
    }

    pub fn abs(self) -> Ratio {
        Ratio {
            numerator: self.numerator.abs(),
            ..self
        }
    }

    /// -1, 0 or 1.
    pub fn sign(self) -> i128 {
        self.numerator.signum()
    }

    /// Rounded half up to a number of decimals.
    pub fn rounded(self, decimals: u32) -> Ratio {
        let half = Ratio::decimal(5, decimals + 1);
        let scaled = self
            .plus(half)
            .times(Ratio::whole(10_i128.pow(decimals.min(REACH as u32))));
        Ratio::decimal(scaled.numerator.div_euclid(scaled.denominator), decimals)
    }
}

fn cut(value: f64) -> Ratio {
    Ratio::of(value).unwrap_or(Ratio::ZERO)
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    match b {
        0 => a,
        _ => gcd(b, a % b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_floating_point_is_its_first_twelve_digits() {
        assert_eq!(Ratio::of(0.145), Ratio::new(145, 1000));
        assert_eq!(Ratio::of(0.1 + 0.2), Ratio::new(3, 10));
        assert_eq!(Ratio::of(-1234.5), Ratio::new(-12345, 10));
        assert_eq!(Ratio::of(0.0), Some(Ratio::ZERO));
        assert_eq!(Ratio::of(f64::NAN), None);
    }

    #[test]
    fn what_is_smaller_or_larger_than_anything_printed_keeps_its_order() {
        let tiny = Ratio::of(1e-300).expect("finite");
        assert!(Ratio::ZERO < tiny && tiny < Ratio::decimal(1, 3));
        let huge = Ratio::of(1e300).expect("finite");
        assert!(huge > Ratio::whole(1_000_000));
    }

    #[test]
    fn rounding_is_half_up_also_below_zero() {
        let round = |n, d, to| Ratio::new(n, d).expect("a ratio").rounded(to);
        assert_eq!(round(5, 2, 0), Ratio::whole(3));
        assert_eq!(round(-5, 2, 0), Ratio::whole(-2));
        assert_eq!(round(1, 3, 2), Ratio::decimal(33, 2));
        assert_eq!(round(29, 200, 2), Ratio::decimal(15, 2));
    }

    #[test]
    fn fractions_add_and_multiply_exactly() {
        let third = Ratio::new(1, 3).expect("a ratio");
        assert_eq!(third.plus(third).plus(third), Ratio::whole(1));
        assert_eq!(third.times(Ratio::whole(-6)), Ratio::whole(-2));
        assert_eq!(Ratio::new(2, -4), Ratio::new(-1, 2));
    }
}
