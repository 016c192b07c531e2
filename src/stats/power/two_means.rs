//! Power of the two-sample t test.

use super::{LARGEST, Level, positive, solve};
use crate::stats::Error;
use crate::stats::distributions::t_quantile;
use crate::stats::noncentral_t::{noncentral_t_lower, noncentral_t_upper};

/// The power to find a difference in means of `delta` with `n` persons in each group (at least 2, need not be whole).
///
/// # Formula
/// The noncentral t with `2 (n - 1)` degrees of freedom and noncentrality `sqrt(n/2) delta/sd` beyond the level's quantile; `strict` adds the far tail.
///
/// # Errors
/// `OutOfRange` for n below 2, an sd not above 0, or a level outside (0, 1).
///
/// # Source
/// Cohen (1988). Agrees with R `power.t.test` to 1e-9.
pub fn power(n: f64, delta: f64, sd: f64, level: Level) -> Result<f64, Error> {
    checked(Some(n), sd, level)?;
    Ok(power_at(n, delta.abs() / sd, level))
}

/// The persons needed in each group for `power`, not rounded; at least 2.
///
/// # Errors
/// As `power`; `Constant` when delta is 0; `OutOfRange` when two persons already give more power.
pub fn n_per_group(power: f64, delta: f64, sd: f64, level: Level) -> Result<f64, Error> {
    checked(None, sd, level)?;
    if delta == 0.0 {
        return Err(Error::Constant {
            what: "mean".to_string(),
        });
    }
    let failure = Error::OutOfRange {
        what: "power",
        value: power,
        allowed: "what some n between 2 and 1e9 gives",
    };
    let size = delta.abs() / sd;
    solve(|n| power_at(n, size, level), power, (2.0, LARGEST), failure)
}

/// The smallest difference that `n` persons in each group find with `power`.
///
/// # Errors
/// As `power`; `OutOfRange` for a power below the level.
pub fn delta(power: f64, n: f64, sd: f64, level: Level) -> Result<f64, Error> {
    checked(Some(n), sd, level)?;
    let failure = Error::OutOfRange {
        what: "power",
        value: power,
        allowed: "above the level",
    };
    let size = solve(|size| power_at(n, size, level), power, (1e-9, 1e6), failure)?;
    Ok(size * sd)
}

fn checked(n: Option<f64>, sd: f64, level: Level) -> Result<(), Error> {
    level.checked()?;
    positive("sd", sd)?;
    match n {
        Some(value) if value.is_nan() || value < 2.0 || value.is_infinite() => {
            Err(Error::OutOfRange {
                what: "n",
                value,
                allowed: "2 or more",
            })
        }
        _ => Ok(()),
    }
}

/// `size` is delta over sd.
fn power_at(n: f64, size: f64, level: Level) -> f64 {
    let df = 2.0 * (n - 1.0);
    let critical = -t_quantile(level.alpha / level.sides, df);
    let noncentrality = (n / 2.0).sqrt() * size;
    let near = noncentral_t_upper(critical, df, noncentrality);
    match level.strict && level.sides == 2.0 {
        true => near + noncentral_t_lower(-critical, df, noncentrality),
        false => near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    const LEVEL: Level = Level {
        alpha: 0.05,
        sides: 2.0,
        strict: false,
    };

    #[test]
    fn the_size_and_the_difference_give_back_their_power() {
        for target in [0.1, 0.5, 0.8, 0.99] {
            let n = n_per_group(target, 0.4, 1.3, LEVEL).unwrap();
            assert_close(power(n, 0.4, 1.3, LEVEL).unwrap(), target, 1e-12);
            assert_close(delta(target, n, 1.3, LEVEL).unwrap(), 0.4, 1e-10);
        }
    }

    #[test]
    fn no_difference_is_found_as_often_as_the_level_says() {
        let strict = Level {
            strict: true,
            ..LEVEL
        };
        assert_close(power(12.0, 0.0, 1.0, LEVEL).unwrap(), 0.025, 1e-12);
        assert_close(power(12.0, 0.0, 1.0, strict).unwrap(), 0.05, 1e-12);
    }

    #[test]
    fn what_cannot_be_found_is_named() {
        assert!(matches!(
            n_per_group(0.8, 0.0, 1.0, LEVEL),
            Err(Error::Constant { .. })
        ));
        assert!(n_per_group(0.8, 100.0, 1.0, LEVEL).is_err());
        assert!(power(1.5, 1.0, 1.0, LEVEL).is_err());
        assert!(power(5.0, 1.0, 0.0, LEVEL).is_err());
        assert!(delta(0.01, 5.0, 1.0, LEVEL).is_err());
    }
}
