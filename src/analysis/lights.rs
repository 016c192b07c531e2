//! The traffic lights of the reports.

use crate::findings::Light;
use crate::study::{LightRule, LightsOn};

/// A share of 0 to 1 in percent: rounded half up to whole percent, or exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent(pub f64);

impl Percent {
    /// From counts; `None` when nobody is counted.
    pub fn of(numerator: u64, denominator: u64, on: LightsOn) -> Option<Percent> {
        if denominator == 0 {
            return None;
        }
        Some(Percent(match on {
            // Whole numbers: half a percent is half a percent.
            LightsOn::Whole => ((200 * numerator + denominator) / (2 * denominator)) as f64,
            LightsOn::Exact => 100.0 * numerator as f64 / denominator as f64,
        }))
    }

    /// From a fraction.
    pub fn of_fraction(fraction: f64, on: LightsOn) -> Percent {
        Percent(match on {
            LightsOn::Whole => (100.0 * fraction + 0.5 + 1e-9).floor(),
            LightsOn::Exact => 100.0 * fraction,
        })
    }
}

/// CHANGE5: green above five points up, red below five points down, yellow between, both fives included.
pub fn change5(start: Option<Percent>, end: Option<Percent>) -> Light {
    let (Some(start), Some(end)) = (start, end) else {
        return Light::Grey;
    };
    match end.0 - start.0 {
        change if change > 5.0 => Light::Green,
        change if change < -5.0 => Light::Red,
        _ => Light::Yellow,
    }
}

/// Where green and yellow begin: percent for A90 and B50, for C24 the means they lie below; MEAN has no limits of its own.
pub fn limits(rule: LightRule) -> Option<[f64; 2]> {
    match rule {
        LightRule::A90 => Some([90.0, 75.0]),
        LightRule::B50 => Some([50.0, 25.0]),
        LightRule::C24 => Some([2.0, 4.0]),
        LightRule::Mean => None,
    }
}

/// A90 and B50: green from the upper limit, yellow from the lower.
pub fn level(rule: LightRule, share: Option<Percent>) -> Light {
    match (share, limits(rule)) {
        (Some(Percent(p)), Some([green, _])) if p >= green => Light::Green,
        (Some(Percent(p)), Some([_, yellow])) if p >= yellow => Light::Yellow,
        (Some(_), Some(_)) => Light::Red,
        _ => Light::Grey,
    }
}

/// C24: green below a mean of 2, yellow below 4.
pub fn c24(mean: Option<f64>) -> Light {
    match (mean, limits(LightRule::C24)) {
        (Some(mean), Some([green, _])) if mean < green => Light::Green,
        (Some(mean), Some([_, yellow])) if mean < yellow => Light::Yellow,
        (Some(_), Some(_)) => Light::Red,
        _ => Light::Grey,
    }
}

/// A mean of equal shares may differ from them in its last digits.
const ROUNDING: f64 = 1e-9;

/// MEAN: green at or above the mean of the municipalities.
pub fn against_mean(share: Option<Percent>, mean: Option<Percent>) -> Light {
    match (share, mean) {
        (Some(share), Some(mean)) if share.0 >= mean.0 - ROUNDING => Light::Green,
        (Some(_), Some(_)) => Light::Red,
        _ => Light::Grey,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(numerator: u64, denominator: u64) -> Option<Percent> {
        Percent::of(numerator, denominator, LightsOn::Whole)
    }

    #[test]
    fn percentages_are_rounded_half_up_before_they_are_judged() {
        assert_eq!(whole(179, 200), Some(Percent(90.0)));
        assert_eq!(level(LightRule::A90, whole(179, 200)), Light::Green);
        let exact = Percent::of(179, 200, LightsOn::Exact);
        assert_eq!(level(LightRule::A90, exact), Light::Yellow);
        assert_eq!(level(LightRule::A90, whole(149, 200)), Light::Yellow);
        assert_eq!(level(LightRule::A90, whole(148, 200)), Light::Red);
        assert_eq!(level(LightRule::B50, whole(50, 100)), Light::Green);
        assert_eq!(level(LightRule::B50, whole(49, 200)), Light::Yellow);
        assert_eq!(level(LightRule::B50, whole(48, 200)), Light::Red);
        assert_eq!(level(LightRule::A90, whole(0, 0)), Light::Grey);
        assert_eq!(Percent::of_fraction(0.285, LightsOn::Whole), Percent(29.0));
    }

    #[test]
    fn a_change_of_exactly_five_points_is_yellow() {
        let percent = |p| Some(Percent(p));
        assert_eq!(change5(percent(93.0), percent(88.0)), Light::Yellow);
        assert_eq!(change5(percent(32.0), percent(37.0)), Light::Yellow);
        assert_eq!(change5(percent(32.0), percent(38.0)), Light::Green);
        assert_eq!(change5(percent(93.0), percent(87.0)), Light::Red);
        assert_eq!(change5(None, percent(87.0)), Light::Grey);
    }

    #[test]
    fn means_and_the_mean_of_municipalities() {
        let lights = [1.99, 2.0, 3.99, 4.0].map(|m| c24(Some(m)));
        let [green, yellow, red] = [Light::Green, Light::Yellow, Light::Red];
        assert_eq!(lights, [green, yellow, yellow, red]);
        assert_eq!(c24(None), Light::Grey);
        let mean = Some(Percent(40.0));
        assert_eq!(against_mean(Some(Percent(40.0)), mean), Light::Green);
        assert_eq!(against_mean(Some(Percent(39.0)), mean), Light::Red);
        assert_eq!(against_mean(None, mean), Light::Grey);
        // The mean of three shares of a tenth comes out a little above a tenth.
        let tenth = Percent::of(1, 10, LightsOn::Exact);
        let mean = Percent::of_fraction((0.1 + 0.1 + 0.1) / 3.0, LightsOn::Exact);
        assert!(mean.0 > 10.0);
        assert_eq!(against_mean(tenth, Some(mean)), Light::Green);
    }
}
