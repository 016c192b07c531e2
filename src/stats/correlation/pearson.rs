//! Pearson's correlation.

use super::{checked, fisher_limits, product_moment, t_p_value, t_statistic};
use crate::stats::moments::level_in_range;
use crate::stats::{Error, distributions};

/// A product-moment correlation with its t test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pearson {
    pub r: f64,
    pub statistic: f64,
    pub df: f64,
    /// Two-sided.
    pub p_value: f64,
    /// By Fisher's z; NaN for fewer than four pairs.
    pub conf_low: f64,
    pub conf_high: f64,
}

/// Pearson's correlation of two variables, row by row.
///
/// # Formula
/// `t = r sqrt((n - 2)/(1 - r^2))` on `n - 2` degrees of freedom; limits `tanh(atanh(r) +- z/sqrt(n - 3))`.
///
/// # Errors
/// `TooFewRows` for fewer than three pairs; `Constant` naming x or y; `LengthMismatch`; `NotFinite`; `OutOfRange` for the level.
///
/// # Source
/// Pearson (1896); Fisher (1921). Agrees with R `cor.test(x, y)` to 1e-10.
pub fn pearson(x: &[f64], y: &[f64], conf_level: f64) -> Result<Pearson, Error> {
    level_in_range(conf_level)?;
    checked(x, y, 3)?;
    let n = x.len();
    let r = product_moment(x, y)?;
    let statistic = t_statistic(r, n);
    let z = distributions::normal_quantile(0.5 + conf_level / 2.0);
    let (conf_low, conf_high) = match n > 3 {
        true => fisher_limits(r, z / ((n - 3) as f64).sqrt()),
        false => (f64::NAN, f64::NAN),
    };
    Ok(Pearson {
        r,
        statistic,
        df: (n - 2) as f64,
        p_value: t_p_value(statistic, n),
        conf_low,
        conf_high,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    #[test]
    fn four_pairs_by_hand() {
        // Deviations -1.5 -.5 .5 1.5 and -1 -2 2 1 (mean 3): products 1.5 + 1 + 1 + 1.5 = 5; squares 5 and 10.
        let test = pearson(&[1.0, 2.0, 3.0, 4.0], &[2.0, 1.0, 5.0, 4.0], 0.95).unwrap();
        assert_close(test.r, 0.5f64.sqrt(), 1e-15);
        assert_close(test.statistic, 2f64.sqrt(), 1e-14);
        let z = distributions::normal_quantile(0.975);
        assert_close(test.conf_low, (0.5f64.sqrt().atanh() - z).tanh(), 1e-14);
    }

    #[test]
    fn perfect_and_degenerate_pairs() {
        let x = [1.0, 2.0, 3.0, 4.0];
        let perfect = pearson(&x, &x, 0.95).unwrap();
        assert_eq!((perfect.r, perfect.p_value), (1.0, 0.0));
        assert_eq!(
            pearson(&x, &[0.1; 4], 0.95),
            Err(Error::Constant {
                what: "y".to_string()
            })
        );
        assert!(matches!(
            pearson(&x[..2], &x[..2], 0.95),
            Err(Error::TooFewRows { .. })
        ));
        assert!(matches!(
            pearson(&x, &x[..3], 0.95),
            Err(Error::LengthMismatch { .. })
        ));
    }

    #[test]
    fn scale_does_not_matter() {
        let x = [1.0, 2.0, 3.0, 5.0, 4.0];
        let y = [2.0, 1.0, 5.0, 4.0, 4.5];
        let plain = pearson(&x, &y, 0.95).unwrap();
        for factor in [1e-12, 1e12, 1e-200, 1e200] {
            let scaled: Vec<f64> = x.iter().map(|v| v * factor).collect();
            assert_close(pearson(&scaled, &y, 0.95).unwrap().r, plain.r, 1e-14);
        }
    }
}
