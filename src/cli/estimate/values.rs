//! Typed readings of a spec and small JSON pieces that several methods share.

use super::answer::num;
use super::{Failure, Spec};
use crate::stats::Error;
use crate::stats::t_test::TTest;
use serde_json::{Value, json};

/// A whole number that must be there and not be negative.
///
/// # Errors
/// `Failure::Usage` for anything else.
pub fn whole(spec: &Spec, key: &str) -> Result<usize, Failure> {
    let value = spec.number(key)?;
    match as_count(value) {
        Some(count) => Ok(count as usize),
        None => Err(Failure::Usage(format!(
            "`{}` takes a whole number of 0 or more",
            super::spec::flag_name(key)
        ))),
    }
}

/// A yes/no key, written into the settings.
///
/// # Errors
/// `Failure::Usage` for anything but true or false.
pub fn yes_no(spec: &Spec, key: &str) -> Result<bool, Failure> {
    let value = spec.flag(key)?;
    spec.set(key, Value::from(value));
    Ok(value)
}

/// The number as a count, when it is whole, not negative and small enough to be exact.
pub fn as_count(value: f64) -> Option<u64> {
    let is_count = value >= 0.0 && value.fract() == 0.0 && value < 9e15;
    is_count.then_some(value as u64)
}

/// A t test's fields.
pub fn t_fields(test: &TTest) -> Value {
    json!({
        "t": num(test.statistic),
        "df": num(test.df),
        "p": num(test.p_value),
        "lower": num(test.conf_low),
        "upper": num(test.conf_high),
    })
}

/// `lower` and `upper` of an interval.
pub fn limit_fields((low, high): (f64, f64)) -> Value {
    json!({"lower": num(low), "upper": num(high)})
}

/// The sentence for an estimate of a variable that cannot be made.
pub fn why_not(estimate: &str, variable: &str, reason: &Error) -> String {
    match reason {
        Error::Constant { .. } => format!("{estimate} of `{variable}`: it does not vary"),
        reason => format!("{estimate} of `{variable}`: {reason}"),
    }
}
