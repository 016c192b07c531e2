//! The incomplete beta and gamma functions, both tails at once, without loss of digits far out or at large parameters.
//!
//! statrs 0.19 forms its prefactor from differences of log-gammas, so that with a million degrees of freedom nine digits are left
//! (P(|T| > 1.96) = 0.0499960676049 in place of 0.0499960675853), and stops its continued fraction after 140 terms.
//! Here the prefactor is Loader's saddle-point form and the smaller tail is always the computed one.

use std::f64::consts::PI;

/// The two tails of a distribution at a point; they add to one and each is accurate relative to itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    pub lower: f64,
    pub upper: f64,
}

impl Tails {
    fn from_lower(lower: f64) -> Tails {
        let lower = lower.clamp(0.0, 1.0);
        Tails {
            lower,
            upper: 1.0 - lower,
        }
    }

    fn from_upper(upper: f64) -> Tails {
        Tails::from_lower(upper).swapped()
    }

    fn swapped(self) -> Tails {
        Tails {
            lower: self.upper,
            upper: self.lower,
        }
    }
}

/// The natural logarithm of the gamma function, for x > 0.
pub fn ln_gamma(x: f64) -> f64 {
    stirling_error(x) + (x - 0.5) * x.ln() - x + 0.5 * (2.0 * PI).ln()
}

/// What Stirling's formula leaves out of `ln Gamma(x + 1)`, for x > 0.
///
/// The asymptotic series from 16 on; below, the recurrence down from there.
fn stirling_error(x: f64) -> f64 {
    let mut at = x;
    let mut descent = 0.0;
    while at < 16.0 {
        descent += (at + 0.5) * (1.0 / at).ln_1p() - 1.0;
        at += 1.0;
    }
    let inverse_square = 1.0 / (at * at);
    const SERIES: [f64; 7] = [
        1.0 / 156.0,
        -691.0 / 360_360.0,
        1.0 / 1188.0,
        -1.0 / 1680.0,
        1.0 / 1260.0,
        -1.0 / 360.0,
        1.0 / 12.0,
    ];
    let series = SERIES
        .iter()
        .fold(0.0, |sum, term| sum * inverse_square + term);
    descent + series / at
}

/// `x ln(x / mean) + mean - x`, without cancellation when the two are close (Loader's bd0).
fn deviance(x: f64, mean: f64) -> f64 {
    let gap = x - mean;
    if gap.abs() >= 0.1 * (x + mean) {
        return x * (x / mean).ln() - gap;
    }
    let v = gap / (x + mean);
    let mut power = 2.0 * x * v;
    let mut sum = gap * v;
    for j in 1..1000 {
        power *= v * v;
        let next = sum + power / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// `x^a y^b / B(a, b)` with `y = 1 - x`: the density of the logit of a beta variable.
pub fn beta_kernel(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x <= 0.0 || y <= 0.0 {
        return 0.0;
    }
    let n = a + b;
    let exponent = stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance(a, n * x)
        - deviance(b, n * y);
    (a * (b / n) / (2.0 * PI)).sqrt() * exponent.exp()
}

/// Both tails of the beta distribution with shapes `a`, `b` > 0 at `x`; `y` is `1 - x`, given apart so that neither is rounded.
///
/// # Source
/// Loader (2000), Fast and accurate computation of binomial probabilities; Didonato and Morris (1992), ACM TOMS 18, algorithm
/// 708. Agrees with mpmath at 40 digits to 1e-12 (unit tests).
pub fn beta_tails(a: f64, b: f64, x: f64, y: f64) -> Tails {
    if x.is_nan() || y.is_nan() || a.is_nan() || b.is_nan() || a <= 0.0 || b <= 0.0 {
        return Tails {
            lower: f64::NAN,
            upper: f64::NAN,
        };
    }
    if x <= 0.0 || y <= 0.0 {
        return Tails::from_lower(if x <= 0.0 { 0.0 } else { 1.0 });
    }
    // On its own side of the mean each tail is the smaller one, and both expansions converge.
    if x * (a + b) > a {
        Tails::from_upper(small_beta_tail(b, a, y, x))
    } else {
        Tails::from_lower(small_beta_tail(a, b, x, y))
    }
}

fn small_beta_tail(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let kernel = beta_kernel(a, b, x, y);
    let series_is_short = x <= 0.7 && (b <= 1.0 || b * x <= 0.7);
    if series_is_short {
        let ln_y = if x < 0.5 { (-x).ln_1p() } else { y.ln() };
        kernel * (-b * ln_y).exp() * beta_series(a, b, x)
    } else {
        kernel / beta_fraction(a, b, x, y)
    }
}

/// `B(a, b, x) / x^a` as a power series in x.
fn beta_series(a: f64, b: f64, x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0 / a;
    for n in 1..100_000 {
        let n = f64::from(n);
        term *= (n - b) / n * x;
        let next = sum + term / (a + n);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// The continued fraction by which the kernel is divided, evaluated by Lentz's method.
fn beta_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let slope = |m: f64| (a + m) * (a * y - b * x + 1.0 + m * (2.0 - x)) / (a + 2.0 * m + 1.0);
    lentz(slope(0.0), |m| {
        let even = a + 2.0 * m - 1.0;
        let half = m * (b - m) * x / even;
        let numerator = half * x * (a + m - 1.0) * ((a + b + m - 1.0) / even);
        (numerator, m + half + slope(m))
    })
}

/// `b0 + a1 / (b1 + a2 / (b2 + ...))` where `term(m)` gives `(a_m, b_m)`.
fn lentz(first: f64, term: impl Fn(f64) -> (f64, f64)) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut value = away_from_zero(first);
    let mut c = value;
    let mut d = 0.0;
    for m in 1..1_000_000 {
        let (numerator, denominator) = term(f64::from(m));
        d = 1.0 / away_from_zero(denominator + numerator * d);
        c = away_from_zero(denominator + numerator / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

/// `x^a e^-x / Gamma(a)`: the density of the logarithm of a gamma variable with shape `a`.
pub fn gamma_kernel(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    (a / (2.0 * PI)).sqrt() * (-stirling_error(a) - deviance(a, x)).exp()
}

/// Both tails of the gamma distribution with shape `a` > 0 and scale 1 at `x`.
///
/// # Source
/// As [`beta_tails`]: Loader's prefactor, then the series below the mean and the continued fraction above it (Temme's
/// uniform expansion is not needed at the sizes met here: the work grows with the root of `a`).
pub fn gamma_tails(a: f64, x: f64) -> Tails {
    if x.is_nan() || a.is_nan() || a <= 0.0 {
        return Tails {
            lower: f64::NAN,
            upper: f64::NAN,
        };
    }
    if x <= 0.0 || x.is_infinite() {
        return Tails::from_lower(if x <= 0.0 { 0.0 } else { 1.0 });
    }
    let kernel = gamma_kernel(a, x);
    if x <= a.max(1.0) {
        return Tails::from_lower(kernel * gamma_series(a, x));
    }
    let fraction = lentz(x + 1.0 - a, |m| (m * (a - m), x + 2.0 * m + 1.0 - a));
    Tails::from_upper(kernel / fraction)
}

/// `sum over n of x^n / (a (a + 1) ... (a + n))`.
fn gamma_series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    let mut at = a;
    for _ in 0..1_000_000 {
        at += 1.0;
        term *= x / at;
        let next = sum + term;
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}
