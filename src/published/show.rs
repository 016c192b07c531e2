//! A recomputed number, two digits beyond the printed ones, or as many as its verdict needs.

use super::number::Decimal;
use super::printed::told_decimal;
use super::ratio::Ratio;
use super::unit::suffix;
use crate::findings::Unit;

/// More decimals than this are noise.
const MOST: u32 = 10;
/// Below this many decimals a number is only told to be small.
const TINY: u32 = 20;

/// `x` in its printed unit; a p-value too small for the digits in powers of ten.
pub fn show(x: Ratio, printed_decimals: u32, unit: Unit, scale: u32) -> String {
    show_that(x, printed_decimals, unit, scale, |_| true)
}

/// As `show`, with more decimals until what is shown tells what was judged: a miss by little is not shown as a hit.
pub fn show_that(
    x: Ratio,
    printed_decimals: u32,
    unit: Unit,
    scale: u32,
    tells: impl Fn(Ratio) -> bool,
) -> String {
    let decimals = match unit {
        Unit::Whole | Unit::DegreesOfFreedom if x.rounded(0) == x => 0,
        _ => {
            let least = (printed_decimals + 2).min(MOST);
            let told = (least..=MOST).find(|decimals| tells(x.rounded(*decimals)));
            told.unwrap_or(MOST)
        }
    };
    let rounded = x.rounded(decimals);
    if x != Ratio::ZERO && x.abs() < Ratio::decimal(1, TINY) {
        return format!("below 1e-{TINY}");
    }
    if rounded == Ratio::ZERO && x != Ratio::ZERO {
        return format!("{:.1e}{}", x.to_f64(), suffix(unit, scale));
    }
    let digits = rounded.times(Ratio::whole(10_i128.pow(decimals)));
    let number = Decimal {
        digits: digits.to_f64().round() as i128,
        decimals,
    };
    format!("{}{}", told_decimal(number), suffix(unit, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_miss_by_little_is_shown_with_the_digits_that_tell_it() {
        let x = Ratio::decimal(-3001, 3);
        let shown = |tells: fn(Ratio) -> bool| show_that(x, 0, Unit::Points, 100, tells);
        assert_eq!(shown(|_| true), "-3.00 pp");
        assert_eq!(shown(|x| x < Ratio::whole(-3)), "-3.001 pp");
    }
}
