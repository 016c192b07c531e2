//! Tails and quantiles of the reference distributions, accurate far into the tail.
//!
//! Every function takes any positive number as degrees of freedom, fractional and infinite ones too, answers NaN to NaN or to
//! degrees of freedom that are not positive, and keeps about 13 digits of the smaller tail down to 1e-300.

use super::special::{Tails, beta_kernel, beta_tails, gamma_kernel, gamma_tails};
use std::f64::consts::{PI, SQRT_2};

/// P(Z > z) for a standard normal Z.
pub fn normal_upper(z: f64) -> f64 {
    let half = 0.5 * normal_two_sided(z);
    if z >= 0.0 { half } else { 1.0 - half }
}

/// P(|Z| > |z|) for a standard normal Z.
///
/// By the incomplete gamma function: statrs 0.19's `erfc` has ten digits only (3.173105078901e-1 for z = 1, where the
/// eleventh and twelfth should be 62).
pub fn normal_two_sided(z: f64) -> f64 {
    gamma_tails(0.5, 0.5 * z * z).upper
}

/// The z with P(Z <= z) = `p`; infinite at 0 and 1, NaN outside.
pub fn normal_quantile(p: f64) -> f64 {
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    if p <= 0.0 || p.is_nan() {
        return if p == 0.0 {
            f64::NEG_INFINITY
        } else {
            f64::NAN
        };
    }
    // statrs's inverse is good to about ten digits; Newton's method on the logarithm of the tail gives the rest.
    let start = -SQRT_2 * statrs::function::erf::erfc_inv(2.0 * p);
    newton_on_log_tail(p, start, |z| {
        let density = (-0.5 * z * z).exp() / (2.0 * PI).sqrt();
        (normal_upper(-z), density)
    })
}

/// P(|T| > |t|) for Student's t with `df` degrees of freedom.
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return normal_two_sided(t);
    }
    let square = t * t;
    if square.is_infinite() && df > 0.0 {
        return 0.0;
    }
    let whole = df + square;
    beta_tails(0.5 * df, 0.5, df / whole, square / whole).lower
}

/// P(T > t) for Student's t with `df` degrees of freedom.
pub fn t_upper(t: f64, df: f64) -> f64 {
    let half = 0.5 * t_two_sided(t, df);
    if t >= 0.0 { half } else { 1.0 - half }
}

/// The t with P(T <= t) = `p`; infinite at 0 and 1, NaN outside.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return normal_quantile(p);
    }
    if p > 0.5 {
        return -t_quantile(1.0 - p, df);
    }
    if p <= 0.0 || p.is_nan() || df.is_nan() || df <= 0.0 {
        let at_end = p == 0.0 && df > 0.0;
        return if at_end { f64::NEG_INFINITY } else { f64::NAN };
    }
    let tails = Tails {
        lower: 2.0 * p,
        upper: 1.0 - 2.0 * p,
    };
    let (x, y) = beta_inverse(tails, 0.5 * df, 0.5);
    -(df * y / x).sqrt()
}

/// P(X > x) for chi-square with `df` degrees of freedom.
pub fn chi_squared_upper(x: f64, df: f64) -> f64 {
    gamma_tails(0.5 * df, 0.5 * x).upper
}

/// The x with P(X <= x) = `p` for chi-square with `df` degrees of freedom; 0 and infinity at the ends, NaN outside.
pub fn chi_squared_quantile(p: f64, df: f64) -> f64 {
    if p.is_nan() || !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return if p == 0.0 { 0.0 } else { f64::INFINITY };
    }
    let shape = 0.5 * df;
    let tail = |u: f64| (gamma_tails(shape, u.exp()), gamma_kernel(shape, u.exp()));
    2.0 * quantile_of_log_concave(p, 1.0 - p, shape.ln(), tail).exp()
}

/// P(X > x) for Fisher's F with `df1` and `df2` degrees of freedom.
pub fn f_upper(x: f64, df1: f64, df2: f64) -> f64 {
    if df2 == f64::INFINITY {
        return chi_squared_upper(df1 * x, df1);
    }
    let scaled = df1 * x.max(0.0);
    if scaled.is_infinite() && df2 > 0.0 {
        return 0.0;
    }
    if x.is_nan() {
        return f64::NAN;
    }
    let whole = df2 + scaled;
    beta_tails(0.5 * df1, 0.5 * df2, scaled / whole, df2 / whole).upper
}

/// P(X <= x) for the beta distribution with shapes `a` and `b`.
pub fn beta_lower(x: f64, a: f64, b: f64) -> f64 {
    beta_tails(a, b, x, 1.0 - x).lower
}

/// The x with P(X <= x) = `p` for the beta distribution with shapes `a` and `b`; NaN for `p` outside 0 to 1.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let out_of_range = p.is_nan() || !(0.0..=1.0).contains(&p);
    if out_of_range || a.is_nan() || b.is_nan() || a <= 0.0 || b <= 0.0 {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return p;
    }
    let tails = Tails {
        lower: p,
        upper: 1.0 - p,
    };
    beta_inverse(tails, a, b).0
}

/// The point (x, 1 - x) of the beta distribution with the given tails, each part accurate relative to itself.
fn beta_inverse(tails: Tails, a: f64, b: f64) -> (f64, f64) {
    let at = |u: f64| (1.0 / (1.0 + (-u).exp()), 1.0 / (1.0 + u.exp()));
    let tail = |u: f64| {
        let (x, y) = at(u);
        (beta_tails(a, b, x, y), beta_kernel(a, b, x, y))
    };
    at(quantile_of_log_concave(
        tails.lower,
        tails.upper,
        (a / b).ln(),
        tail,
    ))
}

/// Solves for the point with the given tails, working on whichever is smaller; `tail(u)` gives the tails and the density at `u`.
fn quantile_of_log_concave(
    lower: f64,
    upper: f64,
    start: f64,
    tail: impl Fn(f64) -> (Tails, f64),
) -> f64 {
    if lower <= upper {
        newton_on_log_tail(lower, start, |u| {
            let (tails, density) = tail(u);
            (tails.lower, density)
        })
    } else {
        -newton_on_log_tail(upper, -start, |u| {
            let (tails, density) = tail(-u);
            (tails.upper, density)
        })
    }
}

/// The u at which a distribution function is `p`, by Newton's method on its logarithm; `tail(u)` gives the function and its derivative.
///
/// The logarithm of the distribution function of a log-concave density is concave, so from the second step on the
/// iterates rise to the root and cannot overshoot it.
fn newton_on_log_tail(p: f64, start: f64, tail: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut u = start;
    let mut last_step = f64::INFINITY;
    for _ in 0..200 {
        let (probability, density) = tail(u);
        if probability <= 0.0 || density <= 0.0 {
            // So far out that the tail is below the smallest number: halve the way back to the start.
            u = 0.5 * (u + start);
            continue;
        }
        let step = (p / probability).ln() * probability / density;
        u += step;
        let settled = step.abs() <= 4.0 * f64::EPSILON * u.abs().max(1e-300);
        if settled || step.abs() < 1e-9 && step.abs() >= last_step {
            break;
        }
        last_step = step.abs();
    }
    u
}

#[cfg(test)]
mod tests;
