//! Power and sample size, one design per file.

pub mod design_effect;
pub mod logrank;
pub mod two_means;
pub mod two_proportions;

use super::Error;
use super::root::bracketed_root;

/// What a test is asked for: its level, its sides and whether the far tail counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    pub alpha: f64,
    /// 2, or 1 for a one-sided test.
    pub sides: f64,
    /// Counts rejections in the wrong direction too.
    pub strict: bool,
}

impl Level {
    fn checked(&self) -> Result<(), Error> {
        in_unit("alpha", self.alpha)
    }
}

/// The largest size that is looked for.
const LARGEST: f64 = 1e9;

fn in_unit(what: &'static str, value: f64) -> Result<(), Error> {
    match value > 0.0 && value < 1.0 {
        true => Ok(()),
        false => Err(Error::OutOfRange {
            what,
            value,
            allowed: "above 0 and below 1",
        }),
    }
}

fn positive(what: &'static str, value: f64) -> Result<(), Error> {
    match value > 0.0 && value.is_finite() {
        true => Ok(()),
        false => Err(Error::OutOfRange {
            what,
            value,
            allowed: "above 0",
        }),
    }
}

/// Where `power` reaches `target` between `low` and `high`, both positive; looked for on the log scale.
fn solve(
    power: impl Fn(f64) -> f64,
    target: f64,
    (low, high): (f64, f64),
    failure: Error,
) -> Result<f64, Error> {
    in_unit("power", target)?;
    let gap = |log: f64| power(log.exp()) - target;
    bracketed_root(gap, low.ln(), high.ln())
        .map(f64::exp)
        .ok_or(failure)
}
