//! Six significant digits for every estimate that leaves under the gated profile.

use crate::findings::Findings;
use serde_json::{Number, Value};

/// The findings with every number that is not whole rounded to six significant digits.
pub fn six_significant(findings: Findings) -> Findings {
    let rounded = serde_json::to_value(&findings).map(round);
    // Findings are plain values that read back as they are written; a test holds this.
    rounded.and_then(serde_json::from_value).unwrap_or(findings)
}

fn round(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let rounded = number.as_f64().map(round_number);
            rounded
                .and_then(Number::from_f64)
                .map_or(Value::Null, Value::Number)
        }
        Value::Array(items) => items.into_iter().map(round).collect(),
        Value::Object(fields) => fields.into_iter().map(|(k, v)| (k, round(v))).collect(),
        other => other,
    }
}

fn round_number(value: f64) -> f64 {
    // The shortest text with five decimals in scientific form has six significant digits.
    format!("{value:.5e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_kept_whatever_the_size() {
        assert_eq!(round_number(0.123456789), 0.123457);
        assert_eq!(round_number(-1234.56789), -1234.57);
        assert_eq!(round_number(1.23456789e-12), 1.23457e-12);
        assert_eq!(round_number(0.0), 0.0);
    }
}
