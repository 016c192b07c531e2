//! The sign test.

use super::binomial::fair_two_sided;

/// A sign test of paired differences.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignTest {
    pub positive: usize,
    pub negative: usize,
    /// Exact and two-sided; NaN when no difference is left.
    pub p_value: f64,
}

/// The sign test: positive differences among those that are not 0, against a fair coin.
///
/// # Source
/// Arbuthnott (1710). Agrees with R `binom.test(positive, positive + negative)` to 1e-12.
pub fn sign_test(differences: &[f64]) -> SignTest {
    let positive = differences.iter().filter(|d| **d > 0.0).count();
    let negative = differences.iter().filter(|d| **d < 0.0).count();
    let p_value = match positive + negative {
        0 => f64::NAN,
        n => fair_two_sided(positive, n),
    };
    SignTest {
        positive,
        negative,
        p_value,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn four_of_five_by_hand() {
        let test = sign_test(&[1.0, 2.0, 0.0, -1.0, 3.0, 4.0]);
        assert_eq!((test.positive, test.negative), (4, 1));
        assert_close(test.p_value, 12.0 / 32.0, 1e-14);
        assert!(sign_test(&[0.0]).p_value.is_nan());
    }
}
