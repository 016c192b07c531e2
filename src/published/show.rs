//! A recomputed number, two digits beyond the printed ones.

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
    let decimals = match unit {
        Unit::Whole | Unit::DegreesOfFreedom if x.rounded(0) == x => 0,
        _ => (printed_decimals + 2).min(MOST),
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
