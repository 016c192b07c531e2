//! Means, variances and sums that keep their digits: every mean is corrected by a second pass.

use super::Error;

/// The arithmetic mean; NaN for no values.
pub fn mean(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let rough = values.iter().sum::<f64>() / n;
    rough + values.iter().map(|v| v - rough).sum::<f64>() / n
}

/// The variance with n - 1 as divisor; NaN for fewer than two values.
pub fn variance(values: &[f64]) -> f64 {
    covariance(values, values)
}

/// The covariance with n - 1 as divisor, of two slices of the same length; NaN for fewer than two pairs.
pub fn covariance(x: &[f64], y: &[f64]) -> f64 {
    if x.len() < 2 {
        return f64::NAN;
    }
    let (mean_x, mean_y) = (mean(x), mean(y));
    let products = x.iter().zip(y).map(|(a, b)| (a - mean_x) * (b - mean_y));
    products.sum::<f64>() / (x.len() - 1) as f64
}

/// Refuses slices of unequal length.
pub(super) fn same_length(what: &'static str, expected: usize, got: usize) -> Result<(), Error> {
    if expected == got {
        Ok(())
    } else {
        Err(Error::LengthMismatch {
            what,
            expected,
            got,
        })
    }
}

/// Refuses NaN and infinities, naming the first row (from 1).
pub(super) fn all_finite(what: &str, values: &[f64]) -> Result<(), Error> {
    match values.iter().position(|v| !v.is_finite()) {
        None => Ok(()),
        Some(row) => Err(Error::NotFinite {
            what: what.to_string(),
            row: row + 1,
        }),
    }
}

/// Refuses a confidence level outside (0, 1).
pub(super) fn level_in_range(conf_level: f64) -> Result<(), Error> {
    if conf_level > 0.0 && conf_level < 1.0 {
        Ok(())
    } else {
        Err(Error::OutOfRange {
            what: "conf_level",
            value: conf_level,
            allowed: "above 0 and below 1",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variance_of_one_to_five_is_two_and_a_half_by_hand() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(mean(&x), 3.0);
        assert_eq!(variance(&x), 2.5);
        assert_eq!(covariance(&x, &[2.0, 4.0, 6.0, 8.0, 10.0]), 5.0);
    }

    #[test]
    fn a_large_offset_leaves_the_variance_as_it_is() {
        let x: Vec<f64> = (0..1000).map(|i| 1e9 + f64::from(i % 3)).collect();
        let y: Vec<f64> = (0..1000).map(|i| f64::from(i % 3)).collect();
        assert!((variance(&x) - variance(&y)).abs() < 1e-12);
    }

    #[test]
    fn too_few_values_have_no_variance() {
        assert!(mean(&[]).is_nan());
        assert!(variance(&[1.0]).is_nan());
    }
}
