//! Power of the log-rank test.

use super::{Level, in_unit, positive};
use crate::stats::Error;
use crate::stats::distributions::{normal_quantile, normal_upper};

/// The events needed in both groups together for `power`, not rounded.
///
/// `allocation` is the share of persons in one of the groups (either gives the same).
///
/// # Formula
/// `(z_level + z_power)^2 / (a (1 - a) ln(hazard ratio)^2)`.
///
/// # Errors
/// `OutOfRange` for a hazard ratio not above 0 or an allocation, power or level outside (0, 1); `Constant` for a hazard ratio of 1.
///
/// # Source
/// Schoenfeld (1981), Biometrika 68.
pub fn events(power: f64, hazard_ratio: f64, allocation: f64, level: Level) -> Result<f64, Error> {
    in_unit("power", power)?;
    let distance = distance_per_event(hazard_ratio, allocation, level)?;
    if distance == 0.0 {
        return Err(Error::Constant {
            what: "hazard".to_string(),
        });
    }
    let z = critical(level) + normal_quantile(power);
    Ok((z / distance).powi(2))
}

/// The power with a number of events in both groups together; the near tail only.
///
/// # Formula
/// `P(Z < sqrt(events a (1 - a)) |ln(hazard ratio)| - z_level)`.
///
/// # Errors
/// As `events`; `OutOfRange` for events not above 0.
pub fn power(events: f64, hazard_ratio: f64, allocation: f64, level: Level) -> Result<f64, Error> {
    positive("events", events)?;
    let distance = distance_per_event(hazard_ratio, allocation, level)?;
    let far = critical(level) + events.sqrt() * distance;
    let near = normal_upper(critical(level) - events.sqrt() * distance);
    Ok(match level.strict && level.sides == 2.0 {
        true => near + normal_upper(far),
        false => near,
    })
}

/// The hazard ratio above 1 that a number of events finds with `power`; its reciprocal is found as often.
///
/// # Errors
/// As `events`.
pub fn hazard_ratio(power: f64, events: f64, allocation: f64, level: Level) -> Result<f64, Error> {
    in_unit("power", power)?;
    positive("events", events)?;
    let unit = distance_per_event(std::f64::consts::E, allocation, level)?;
    Ok(((critical(level) + normal_quantile(power)) / (unit * events.sqrt())).exp())
}

fn critical(level: Level) -> f64 {
    -normal_quantile(level.alpha / level.sides)
}

fn distance_per_event(hazard_ratio: f64, allocation: f64, level: Level) -> Result<f64, Error> {
    level.checked()?;
    positive("hazard_ratio", hazard_ratio)?;
    in_unit("allocation", allocation)?;
    Ok((allocation * (1.0 - allocation)).sqrt() * hazard_ratio.ln().abs())
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
    fn a_hazard_ratio_of_two_by_hand() {
        // (1.959964 + 0.841621)^2 / (0.25 * 0.480453) = 65.35.
        let needed = events(0.8, 2.0, 0.5, LEVEL).unwrap();
        assert_close(needed, 65.346, 1e-4);
        assert_close(power(needed, 0.5, 0.5, LEVEL).unwrap(), 0.8, 1e-12);
        assert_close(hazard_ratio(0.8, needed, 0.5, LEVEL).unwrap(), 2.0, 1e-12);
    }

    #[test]
    fn what_cannot_be_found_is_named() {
        assert!(matches!(
            events(0.8, 1.0, 0.5, LEVEL),
            Err(Error::Constant { .. })
        ));
        assert!(events(0.8, 0.0, 0.5, LEVEL).is_err());
        assert!(events(0.8, 2.0, 1.0, LEVEL).is_err());
        assert!(power(0.0, 2.0, 0.5, LEVEL).is_err());
    }
}
