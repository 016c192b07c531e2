//! Correlations of two variables, one file each.

pub mod exact_order;
pub mod kendall;
pub mod pearson;
pub mod spearman;
pub mod weighted;

use super::moments::{all_finite, same_length};
use super::{Error, distributions};

fn checked(x: &[f64], y: &[f64], needed: usize) -> Result<(), Error> {
    same_length("y", x.len(), y.len())?;
    all_finite("x", x)?;
    all_finite("y", y)?;
    match x.len() < needed {
        true => Err(Error::TooFewRows {
            rows: x.len(),
            needed,
        }),
        false => Ok(()),
    }
}

/// The product-moment correlation; `Constant` names the variable that does not vary.
fn product_moment(x: &[f64], y: &[f64]) -> Result<f64, Error> {
    use super::moments::mean;
    let centred = |name: &str, v: &[f64]| {
        let middle = mean(v);
        let away: Vec<f64> = v.iter().map(|a| a - middle).collect();
        // Scaled to 1 at most, so that squares of tiny or huge values neither vanish nor overflow.
        let largest = away.iter().fold(0.0f64, |m, a| m.max(a.abs()));
        if largest <= 4.0 * f64::EPSILON * middle.abs() {
            return Err(Error::Constant {
                what: name.to_string(),
            });
        }
        Ok(away.iter().map(|a| a / largest).collect::<Vec<f64>>())
    };
    let (x, y) = (centred("x", x)?, centred("y", y)?);
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(p, q)| p * q).sum::<f64>();
    Ok((dot(&x, &y) / (dot(&x, &x) * dot(&y, &y)).sqrt()).clamp(-1.0, 1.0))
}

/// `tanh(atanh(r) -+ reach)`.
fn fisher_limits(r: f64, reach: f64) -> (f64, f64) {
    let z = r.atanh();
    ((z - reach).tanh(), (z + reach).tanh())
}

/// `r / sqrt((1 - r^2) / (n - 2))`, written so that an r near 1 keeps its digits.
fn t_statistic(r: f64, n: usize) -> f64 {
    r * ((n - 2) as f64 / ((1.0 - r) * (1.0 + r))).sqrt()
}

fn t_p_value(t: f64, n: usize) -> f64 {
    distributions::t_two_sided(t, (n - 2) as f64)
}
