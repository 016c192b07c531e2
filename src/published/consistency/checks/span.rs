//! Recomputed figures that are no fractions: p-values, statistics, logarithms.

use super::super::case::Value;
use super::super::finding::{Broken, Sure};
use super::super::range::Range;

/// What a recomputed figure may be, given the rounding of the others; `nominal` takes them as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub low: f64,
    pub high: f64,
    pub nominal: f64,
}

/// Of the same relative size as the last digits of a computed figure: an end met so closely is met.
const CLOSE: f64 = 1e-10;

impl Span {
    pub fn point(at: f64) -> Span {
        Span {
            low: at,
            high: at,
            nominal: at,
        }
    }

    /// Around values of which the first is the nominal one; those that are not numbers are left out.
    pub fn around(nominal: f64, others: &[f64]) -> Span {
        let all = || {
            others
                .iter()
                .copied()
                .chain([nominal])
                .filter(|x| !x.is_nan())
        };
        Span {
            low: all().fold(f64::INFINITY, f64::min),
            high: all().fold(f64::NEG_INFINITY, f64::max),
            nominal,
        }
    }

    pub fn of(value: &Value) -> Span {
        let (low, high) = value.allowed().to_f64();
        Span {
            low,
            high,
            nominal: value.nominal().to_f64(),
        }
    }

    /// A part of a whole as a fraction of one.
    pub fn of_fraction(value: &Value) -> Span {
        let (low, high) = value.as_fraction().to_f64();
        Span {
            low,
            high,
            nominal: value.nominal().to_f64() / value.unit.one().to_f64(),
        }
    }

    /// Through a function that rises.
    pub fn through(self, rising: impl Fn(f64) -> f64) -> Span {
        Span {
            low: rising(self.low),
            high: rising(self.high),
            nominal: rising(self.nominal),
        }
    }

    /// The sizes of its values, their signs dropped.
    pub fn size(self) -> Span {
        let (a, b) = (self.low.abs(), self.high.abs());
        let crosses = self.low <= 0.0 && self.high >= 0.0;
        Span {
            low: if crosses { 0.0 } else { a.min(b) },
            high: a.max(b),
            nominal: self.nominal.abs(),
        }
    }

    /// The values that both have; without any when `low` is above `high`.
    pub fn and(self, other: Span) -> Span {
        Span {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
            nominal: self.nominal,
        }
    }

    /// Some value of it lies in the range. An open end counts as met too: so close to it nobody knows on which side a computed figure is.
    pub fn meets(self, range: Range) -> bool {
        let slack = |at: f64| CLOSE * at.abs();
        let low = range.low.map(|end| end.at.to_f64());
        let high = range.high.map(|end| end.at.to_f64());
        low.is_none_or(|at| self.high >= at - slack(at))
            && high.is_none_or(|at| self.low <= at + slack(at))
    }

    pub fn shown(self, decimals: u32) -> String {
        let digits = decimals as usize;
        match (self.low.is_finite(), self.high.is_finite()) {
            (true, false) => return format!("{:.digits$} or more", self.low),
            (false, true) => return format!("{:.digits$} or less", self.high),
            (false, false) => return "anything".to_string(),
            (true, true) => {}
        }
        let (low, high) = (
            format!("{:.digits$}", self.low),
            format!("{:.digits$}", self.high),
        );
        match low == high {
            true => low,
            false => format!("{low} to {high}"),
        }
    }
}

/// A printed figure against what it is recomputed to be.
pub fn judge(printed: &Value, span: Span, arithmetic: String) -> Option<Broken> {
    let printed_range = printed.allowed();
    if span.low.is_nan() || span.high.is_nan() || span.meets(printed_range) {
        return None;
    }
    let twice = printed.figure.allowed_when_rounded_twice();
    let sure = match twice {
        Some(twice) if Span::point(span.nominal).meets(twice) => Sure::RoundedTwice,
        _ => Sure::OutOfRounding,
    };
    let digits = match printed.figure.by_digits() {
        true => printed.figure.decimals,
        false => printed.figure.decimals + 2,
    };
    let nominal = format!("{:.*}", digits as usize, span.nominal);
    let range = span.shown(printed.figure.decimals + 1);
    let must_be = match (span.low == span.high, span.nominal.is_finite()) {
        (true, true) => nominal,
        (false, true) => format!("{nominal} ({range} with rounding)"),
        (_, false) => range,
    };
    Some(Broken::new(sure, printed, must_be, arithmetic))
}
