//! Power of the two-sided comparison of two shares.

use super::{LARGEST, Level, in_unit, positive, solve};
use crate::stats::Error;
use crate::stats::distributions::{normal_quantile, normal_upper};

/// The power with `n` persons in each group, which need not be whole.
///
/// # Formula
/// With d = |p1 - p2|, pooled null and unpooled alternative: `P(Z < (sqrt(n) d - z sqrt(2 m (1 - m))) / sqrt(p1 (1 - p1) + p2 (1 - p2)))`, m the mean
/// share; `strict` adds the far tail.
///
/// # Errors
/// `OutOfRange` for shares or a level outside (0, 1), or n not above 0.
///
/// # Source
/// Fleiss (1981). Agrees with R `power.prop.test` to 1e-12.
pub fn power(n: f64, p1: f64, p2: f64, level: Level) -> Result<f64, Error> {
    checked(p1, p2, level)?;
    positive("n", n)?;
    Ok(power_at(n, p1, p2, level))
}

/// The persons needed in each group for `power`, not rounded.
///
/// # Errors
/// As `power`; `Constant` when the two shares are equal.
pub fn n_per_group(power: f64, p1: f64, p2: f64, level: Level) -> Result<f64, Error> {
    checked(p1, p2, level)?;
    if p1 == p2 {
        return Err(Error::Constant {
            what: "share".to_string(),
        });
    }
    let failure = Error::OutOfRange {
        what: "power",
        value: power,
        allowed: "what some n between 1 and 1e9 gives",
    };
    solve(
        |n| power_at(n, p1, p2, level),
        power,
        (1.0, LARGEST),
        failure,
    )
}

/// The second share, above the first, that `n` persons in each group find with `power`.
///
/// # Errors
/// As `power`; `OutOfRange` when no share below 1 is found with that power.
pub fn second_share(power: f64, n: f64, p1: f64, level: Level) -> Result<f64, Error> {
    checked(p1, 0.5, level)?;
    positive("n", n)?;
    let failure = Error::OutOfRange {
        what: "power",
        value: power,
        allowed: "what some second share between the first and 1 gives",
    };
    let reach = (1e-10 * (1.0 - p1), (1.0 - 1e-12) * (1.0 - p1));
    let gap = solve(
        |gap| power_at(n, p1, p1 + gap, level),
        power,
        reach,
        failure,
    )?;
    Ok(p1 + gap)
}

fn checked(p1: f64, p2: f64, level: Level) -> Result<(), Error> {
    in_unit("p1", p1)?;
    in_unit("p2", p2)?;
    level.checked()
}

fn power_at(n: f64, p1: f64, p2: f64, level: Level) -> f64 {
    let z = -normal_quantile(level.alpha / level.sides);
    let mean = (p1 + p2) / 2.0;
    let null = z * (2.0 * mean * (1.0 - mean)).sqrt();
    let spread = (p1 * (1.0 - p1) + p2 * (1.0 - p2)).sqrt();
    let distance = n.sqrt() * (p1 - p2).abs();
    let near = normal_upper((null - distance) / spread);
    match level.strict && level.sides == 2.0 {
        true => near + normal_upper((null + distance) / spread),
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
    fn the_size_gives_back_its_power() {
        for target in [0.06, 0.5, 0.8, 0.999] {
            let n = n_per_group(target, 0.3, 0.45, LEVEL).unwrap();
            assert_close(power(n, 0.3, 0.45, LEVEL).unwrap(), target, 1e-12);
            let p2 = second_share(target, n, 0.3, LEVEL).unwrap();
            assert_close(p2, 0.45, 1e-10);
        }
    }

    #[test]
    fn the_closed_form_by_hand() {
        // Without the far tail: n = (z_a sqrt(2 m (1-m)) + z_b sqrt(...))^2 / d^2.
        let (p1, p2): (f64, f64) = (0.5, 0.75);
        let (za, zb) = (normal_quantile(0.975), normal_quantile(0.8));
        let n = (za * (2.0 * 0.625 * 0.375f64).sqrt() + zb * (0.25 + 0.1875f64).sqrt()).powi(2);
        assert_close(n_per_group(0.8, p1, p2, LEVEL).unwrap(), n * 16.0, 1e-12);
    }

    #[test]
    fn what_cannot_be_found_is_named() {
        assert!(matches!(
            n_per_group(0.8, 0.3, 0.3, LEVEL),
            Err(Error::Constant { .. })
        ));
        assert!(n_per_group(1.0, 0.3, 0.4, LEVEL).is_err());
        assert!(n_per_group(0.001, 0.3, 0.4, LEVEL).is_err());
        assert!(power(0.0, 0.3, 0.4, LEVEL).is_err());
        assert!(power(10.0, 0.0, 0.4, LEVEL).is_err());
        assert!(second_share(0.999, 3.0, 0.5, LEVEL).is_err());
    }
}
