//! Numbers as a reader sees them: rounded once, half up, from exact fractions where there are any, in each language's signs.

use super::words::Language;
use crate::findings::{Share, Unit};

/// A number rounded to a fixed count of decimals: `scaled` units of 10^-`decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounded {
    scaled: i128,
    decimals: u32,
}

impl Rounded {
    /// `numerator / denominator`, half up (a half goes towards plus infinity). The denominator is positive.
    pub fn of_fraction(numerator: i128, denominator: i128, decimals: u32) -> Rounded {
        let tens = 10_i128.pow(decimals);
        let scaled = (2 * numerator * tens + denominator).div_euclid(2 * denominator);
        Rounded { scaled, decimals }
    }

    /// A computed number, half up. Its twelfth significant digit is taken as exact, so that 0.1 + 0.2 is three tenths.
    ///
    /// `None` when it is not finite or too large to print.
    pub fn of(value: f64, decimals: u32) -> Option<Rounded> {
        if !value.is_finite() || value.abs() >= 1e15 {
            return None;
        }
        let written = format!("{value:.11e}");
        let (digits, exponent) = written.split_once('e')?;
        let mantissa: i128 = digits.replace('.', "").parse().ok()?;
        let power = exponent.parse::<i32>().ok()? - 11;
        if power < -30 {
            return Some(Rounded::of_fraction(0, 1, decimals));
        }
        let tens = 10_i128.pow(power.unsigned_abs());
        Some(match power {
            0.. => Rounded::of_fraction(mantissa * tens, 1, decimals),
            _ => Rounded::of_fraction(mantissa, tens, decimals),
        })
    }

    /// A share in percent.
    pub fn percent(share: Share, decimals: u32) -> Option<Rounded> {
        let (n, d) = parts(share)?;
        Some(Rounded::of_fraction(100 * n, d, decimals))
    }

    /// The difference of two shares in percentage points.
    pub fn points(after: Share, before: Share, decimals: u32) -> Option<Rounded> {
        let ((n1, d1), (n0, d0)) = (parts(after)?, parts(before)?);
        Some(Rounded::of_fraction(
            100 * (n1 * d0 - n0 * d1),
            d1 * d0,
            decimals,
        ))
    }

    /// Minus one, zero or one, as printed.
    pub fn sign(self) -> i32 {
        self.scaled.signum() as i32
    }

    /// In the language's decimal sign and thousands separator, with a true minus.
    pub fn print(self, language: Language) -> String {
        let (point, thousands) = match language {
            Language::Da => (',', '.'),
            Language::En => ('.', ','),
        };
        let tens = 10_u128.pow(self.decimals);
        let scaled = self.scaled.unsigned_abs();
        let mut out = String::new();
        if self.scaled < 0 {
            out.push('\u{2212}');
        }
        let whole = (scaled / tens).to_string();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(thousands);
            }
            out.push(digit);
        }
        if self.decimals > 0 {
            out.push(point);
            out.push_str(&format!(
                "{:0width$}",
                scaled % tens,
                width = self.decimals as usize
            ));
        }
        out
    }

    /// As `print`, with a plus before a positive number.
    pub fn print_signed(self, language: Language) -> String {
        let plus = if self.scaled > 0 { "+" } else { "" };
        format!("{plus}{}", self.print(language))
    }
}

/// Numerator and denominator, when both may be told and somebody is counted.
fn parts(share: Share) -> Option<(i128, i128)> {
    match (share.numerator, share.denominator) {
        (Some(n), Some(d)) if d > 0 => Some((n.into(), d.into())),
        _ => None,
    }
}

/// What stands for a number that is not there.
pub const DASH: &str = "\u{2013}";

/// A computed number; a dash when it cannot be printed.
pub fn number(value: f64, decimals: u32, language: Language) -> String {
    Rounded::of(value, decimals).map_or(DASH.to_string(), |r| r.print(language))
}

/// A count of persons; a dash when it is withheld.
pub fn count(persons: Option<u64>, language: Language) -> String {
    let print = |n: u64| Rounded::of_fraction(n.into(), 1, 0).print(language);
    persons.map_or(DASH.to_string(), print)
}

/// A share in percent, without the sign; a dash when it is withheld or empty.
pub fn percent(share: Share, decimals: u32, language: Language) -> String {
    Rounded::percent(share, decimals).map_or(DASH.to_string(), |r| r.print(language))
}

/// A share as a decimal number from 0 to 1; a dash when it is withheld or empty.
pub fn fraction(share: Share, decimals: u32, language: Language) -> String {
    let rounded = parts(share).map(|(n, d)| Rounded::of_fraction(n, d, decimals));
    rounded.map_or(DASH.to_string(), |r| r.print(language))
}

/// A fraction in percentage points, without the unit.
pub fn points(fraction: f64, decimals: u32, language: Language) -> String {
    number(100.0 * fraction, decimals, language)
}

/// A number as its unit is printed; fractions in percent, their differences in percentage points, both without the unit.
pub fn in_unit(value: f64, unit: Unit, language: Language) -> String {
    let signed = |value: f64, d| {
        Rounded::of(value, d).map_or(DASH.to_string(), |r| r.print_signed(language))
    };
    match unit {
        Unit::Fraction => number(100.0 * value, 1, language),
        Unit::Points => signed(100.0 * value, 1),
        Unit::Whole | Unit::FullTime | Unit::DegreesOfFreedom => number(value, 0, language),
        // Means of days have decimals, counts of days have none.
        Unit::Days => number(value, u32::from(value.fract() != 0.0), language),
        Unit::Score | Unit::Statistic | Unit::Correlation => number(value, 2, language),
        Unit::HazardRatio => number(value, fine(value, 2), language),
        Unit::Coefficient => number(value, fine(value, 3), language),
        Unit::Amount | Unit::Weeks | Unit::Months | Unit::Years | Unit::Hours => {
            number(value, 1, language)
        }
        Unit::PValue => p_cell(value, language),
    }
}

/// The usual decimals, or for a number that would be little or nothing with them as many as show two digits of it, six at most.
fn fine(value: f64, usual: u32) -> u32 {
    if value == 0.0 || !value.is_finite() {
        return usual;
    }
    let second = 1.0 - value.abs().log10().floor();
    (second.clamp(0.0, 6.0) as u32).max(usual)
}

/// `p < 0,001` or `p = 0,047`.
pub fn p_value(p: f64, language: Language) -> String {
    let sign = if p < 0.001 { '<' } else { '=' };
    format!("p {sign} {}", p_number(p, language))
}

/// A p-value for a column headed p.
pub fn p_cell(p: f64, language: Language) -> String {
    let less = if p < 0.001 { "< " } else { "" };
    format!("{less}{}", p_number(p, language))
}

fn p_number(p: f64, language: Language) -> String {
    number(if p < 0.001 { 0.001 } else { p }, 3, language)
}

#[cfg(test)]
mod tests {
    use super::Language::{Da, En};
    use super::*;

    #[test]
    fn a_half_goes_up_once_and_from_the_exact_fraction() {
        assert_eq!(percent(Share::of(1, 8), 1, Da), "12,5");
        assert_eq!(percent(Share::of(1, 8), 0, Da), "13");
        // 33/2000 is 1.65 percent; as a double it is 1.6500000000000001 or less, as a fraction exactly a half.
        assert_eq!(percent(Share::of(33, 2000), 1, En), "1.7");
        // 10.449 is not rounded to 10.45 and then to 10.5.
        assert_eq!(percent(Share::of(10_449, 100_000), 1, En), "10.4");
        assert_eq!(fraction(Share::of(1_095, 2_406), 3, Da), "0,455");
        assert_eq!(fraction(Share::of(0, 0), 3, Da), DASH);
    }

    #[test]
    fn a_negative_half_goes_up_too() {
        let change = Rounded::points(Share::of(10, 80), Share::of(15, 100), 0);
        assert_eq!(
            change.map(|c| c.print(En)),
            Some("\u{2212}2".into()),
            "-2.5 is -2"
        );
        assert_eq!(number(-2.5, 0, En), "\u{2212}2");
        assert_eq!(number(-2.51, 0, En), "\u{2212}3");
    }

    #[test]
    fn floating_noise_does_not_decide_a_half() {
        assert_eq!(points(0.1 + 0.005, 0, En), "11");
        assert_eq!(points(0.105 - 1e-17, 0, En), "11");
        assert_eq!(number(1.005, 2, En), "1.01");
        assert_eq!(number(-1e-9, 1, En), "0.0");
        assert_eq!(number(3e-40, 3, En), "0.000");
        assert_eq!(number(f64::NAN, 1, En), DASH);
    }

    #[test]
    fn thousands_decimals_and_minus_follow_the_language() {
        assert_eq!(count(Some(1_234_567), Da), "1.234.567");
        assert_eq!(count(Some(999), En), "999");
        assert_eq!(count(None, En), DASH);
        assert_eq!(number(-12_345.67, 1, En), "\u{2212}12,345.7");
        assert_eq!(number(0.05, 2, Da), "0,05");
    }

    #[test]
    fn numbers_are_printed_by_their_unit() {
        let cases = [
            (0.606, Unit::Fraction, "60,6"),
            (0.05, Unit::Points, "+5,0"),
            (12_345.0, Unit::Whole, "12.345"),
            (1.7432, Unit::HazardRatio, "1,74"),
            (0.00421, Unit::HazardRatio, "0,0042"),
            (-0.000_031_4, Unit::Coefficient, "\u{2212}0,000031"),
            (0.0, Unit::Coefficient, "0,000"),
            (0.0988, Unit::PValue, "0,099"),
            (843.0, Unit::Days, "843"),
            (12.25, Unit::Days, "12,3"),
            (f64::NAN, Unit::HazardRatio, DASH),
        ];
        for (value, unit, printed) in cases {
            assert_eq!(in_unit(value, unit, Da), printed);
        }
    }

    #[test]
    fn small_p_values_are_told_as_below_a_thousandth() {
        assert_eq!(p_value(0.0009, Da), "p < 0,001");
        assert_eq!(p_value(0.0474, En), "p = 0.047");
        assert_eq!(p_cell(1e-12, En), "< 0.001");
    }
}
