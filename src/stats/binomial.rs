//! Exact binomial probabilities for the tests that toss a fair coin.

use super::distributions::beta_lower;

/// P(X <= k) for X binomial with `n` tosses of a fair coin.
pub fn fair_lower(k: usize, n: usize) -> f64 {
    if k >= n {
        return 1.0;
    }
    beta_lower(0.5, (n - k) as f64, k as f64 + 1.0)
}

/// P(X = k) for X binomial with `n` tosses of a fair coin.
pub fn fair_density(k: usize, n: usize) -> f64 {
    // The product from the nearer end; its first factors are 2^-n, spread out so that a large n does not vanish too soon.
    let k = k.min(n - k);
    let mut halvings = n;
    let mut density = 1.0;
    for i in 0..k {
        density *= (n - i) as f64 / (i + 1) as f64;
        while density > 1.0 && halvings > 0 {
            density *= 0.5;
            halvings -= 1;
        }
    }
    density * 0.5f64.powi(halvings as i32)
}

/// Two-sided exact p of `k` heads in `n` tosses of a fair coin: twice the smaller tail, at most 1.
///
/// Agrees with R `binom.test(k, n)`, whose rule (all outcomes at most as likely) is the same for a fair coin.
pub fn fair_two_sided(k: usize, n: usize) -> f64 {
    (2.0 * fair_lower(k.min(n - k), n)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn five_tosses_by_hand() {
        // 1 5 10 10 5 1 of 32.
        assert_close(fair_lower(1, 5), 6.0 / 32.0, 1e-14);
        assert_close(fair_two_sided(4, 5), 12.0 / 32.0, 1e-14);
        assert_close(fair_two_sided(2, 5), 1.0, 1e-14);
        assert_close(fair_density(2, 5), 10.0 / 32.0, 1e-15);
        assert_close(fair_density(5, 5), 1.0 / 32.0, 1e-15);
        assert_eq!(
            (fair_lower(0, 0), fair_two_sided(0, 0), fair_density(0, 0)),
            (1.0, 1.0, 1.0)
        );
    }

    #[test]
    fn densities_add_up_to_the_tail_for_many_tosses() {
        let n = 5000;
        let sum: f64 = (0..=2400).map(|k| fair_density(k, n)).sum();
        assert_close(fair_lower(2400, n), sum, 1e-11);
    }
}
