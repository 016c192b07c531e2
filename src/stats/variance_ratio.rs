//! The F test of two variances.

use super::t_test::GroupSummary;
use super::{Error, distributions};

/// An F test that two normal samples have one variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VarianceRatio {
    /// First variance over second.
    pub ratio: f64,
    pub df1: f64,
    pub df2: f64,
    /// Two-sided: twice the smaller tail.
    pub p_value: f64,
}

/// The ratio of two variances with its F test.
///
/// # Formula
/// `v1 / v2` on `n1 - 1` and `n2 - 1` degrees of freedom.
///
/// # Errors
/// `TooFewRows` when a group holds fewer than two; `Constant` when the second group does not vary.
///
/// # Source
/// Snedecor (1934). Agrees with R `var.test(first, second)` to 1e-10.
pub fn variance_ratio(first: &GroupSummary, second: &GroupSummary) -> Result<VarianceRatio, Error> {
    let smaller = first.n.min(second.n);
    if smaller < 2 {
        return Err(Error::TooFewRows {
            rows: smaller,
            needed: 2,
        });
    }
    if second.variance <= 0.0 {
        return Err(Error::Constant {
            what: "variable".to_string(),
        });
    }
    let ratio = first.variance / second.variance;
    let (df1, df2) = ((first.n - 1) as f64, (second.n - 1) as f64);
    let upper = distributions::f_upper(ratio, df1, df2);
    // The lower tail as the upper tail of the turned ratio, so that a small one keeps its digits.
    let lower = match ratio > 0.0 {
        true => distributions::f_upper(1.0 / ratio, df2, df1),
        false => 0.0,
    };
    Ok(VarianceRatio {
        ratio,
        df1,
        df2,
        p_value: (2.0 * upper.min(lower)).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    fn group(n: usize, variance: f64) -> GroupSummary {
        GroupSummary {
            n,
            mean: 0.0,
            variance,
        }
    }

    #[test]
    fn two_degrees_of_freedom_by_hand() {
        // With (2, 2) degrees of freedom P(F > f) = 1/(1 + f): 3 gives 1/4, two-sided 1/2; turned round the same.
        let test = variance_ratio(&group(3, 3.0), &group(3, 1.0)).unwrap();
        assert_eq!((test.ratio, test.df1, test.df2), (3.0, 2.0, 2.0));
        assert_close(test.p_value, 0.5, 1e-14);
        let turned = variance_ratio(&group(3, 1.0), &group(3, 3.0)).unwrap();
        assert_close(turned.p_value, 0.5, 1e-14);
    }

    #[test]
    fn degenerate_groups_are_named() {
        assert_eq!(
            variance_ratio(&group(3, 0.0), &group(3, 1.0))
                .unwrap()
                .p_value,
            0.0
        );
        assert!(matches!(
            variance_ratio(&group(3, 1.0), &group(3, 0.0)),
            Err(Error::Constant { .. })
        ));
        assert!(variance_ratio(&group(1, 1.0), &group(3, 1.0)).is_err());
    }
}
