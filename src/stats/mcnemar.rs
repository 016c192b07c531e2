//! McNemar's test of paired yes/no answers.

use super::Error;
use super::binomial::{fair_density, fair_two_sided};
use super::distributions::chi_squared_upper;

/// McNemar's test in its variants; all are made from the pairs that changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct McNemar {
    /// Chi-square with one degree of freedom.
    pub statistic: f64,
    pub p_value: f64,
    /// With the continuity correction; 0 when as many changed one way as the other.
    pub statistic_corrected: f64,
    pub p_corrected: f64,
    /// Exact binomial.
    pub p_exact: f64,
    /// The exact p less the probability of the observed split.
    pub p_mid: f64,
}

/// McNemar's test for `gained` pairs that went from no to yes and `lost` pairs that went from yes to no.
///
/// # Formula
/// `(b - c)^2/(b + c)`; corrected `(|b - c| - 1)^2/(b + c)`, and 0 for b = c.
///
/// # Errors
/// `NoEvents` when no pair changed.
///
/// # Source
/// McNemar (1947), Psychometrika 12; mid-p: Fagerland, Lydersen and Laake (2013). Agrees with R `mcnemar.test` and `binom.test` to 1e-12.
pub fn mcnemar(gained: usize, lost: usize) -> Result<McNemar, Error> {
    let changed = gained + lost;
    if changed == 0 {
        return Err(Error::NoEvents);
    }
    let gap = gained.abs_diff(lost) as f64;
    let statistic = gap * gap / changed as f64;
    let statistic_corrected = (gap - 1.0).max(0.0).powi(2) / changed as f64;
    let p_exact = fair_two_sided(gained, changed);
    Ok(McNemar {
        statistic,
        p_value: chi_squared_upper(statistic, 1.0),
        statistic_corrected,
        p_corrected: chi_squared_upper(statistic_corrected, 1.0),
        p_exact,
        p_mid: p_exact - fair_density(gained, changed),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn four_against_one_by_hand() {
        let test = mcnemar(4, 1).unwrap();
        assert_close(test.statistic, 9.0 / 5.0, 1e-15);
        assert_close(test.statistic_corrected, 4.0 / 5.0, 1e-15);
        assert_close(test.p_exact, 12.0 / 32.0, 1e-14);
        assert_close(test.p_mid, 7.0 / 32.0, 1e-14);
    }

    #[test]
    fn as_many_each_way_is_no_evidence() {
        let test = mcnemar(3, 3).unwrap();
        assert_eq!(
            (test.statistic, test.statistic_corrected, test.p_exact),
            (0.0, 0.0, 1.0)
        );
        assert_close(test.p_mid, 1.0 - 20.0 / 64.0, 1e-14);
        assert_eq!(mcnemar(0, 0), Err(Error::NoEvents));
    }
}
