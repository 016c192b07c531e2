//! `virkning power`: power, sample size or the effect that can be found, whichever is left out.

use super::talk::{self, Talk};
use super::{Exit, Format};
use crate::stats::Error;
use crate::stats::power::{Level, logrank, two_means, two_proportions};
use serde_json::json;

/// Finds the power of a trial, the persons it needs, or the effect it can find: the one of three that is left out.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    test: Test,
}

#[derive(Debug, clap::Subcommand)]
enum Test {
    /// Two independent shares, normal approximation
    TwoProportions(Proportions),
    /// Two means, the t test with equal variances
    TwoMeans(Means),
    /// Two survival curves, the log-rank test; its size is a number of events in both arms together
    Logrank(Logrank),
}

#[derive(Debug, clap::Args)]
struct Proportions {
    /// Share in the comparison arm, between 0 and 1
    #[arg(long, allow_negative_numbers = true)]
    p1: f64,
    /// Share in the other arm
    #[arg(long, allow_negative_numbers = true)]
    p2: Option<f64>,
    /// Persons in each arm
    #[arg(long, allow_negative_numbers = true)]
    n: Option<f64>,
    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, clap::Args)]
struct Means {
    /// Difference of the means
    #[arg(long, allow_negative_numbers = true)]
    delta: Option<f64>,
    /// Standard deviation in each arm
    #[arg(long, default_value_t = 1.0, allow_negative_numbers = true)]
    sd: f64,
    /// Persons in each arm
    #[arg(long, allow_negative_numbers = true)]
    n: Option<f64>,
    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, clap::Args)]
struct Logrank {
    /// Hazard ratio
    #[arg(long, allow_negative_numbers = true)]
    hazard_ratio: Option<f64>,
    /// Events in both arms together
    #[arg(long, allow_negative_numbers = true)]
    events: Option<f64>,
    /// Part of the persons in one of the arms
    #[arg(long, default_value_t = 0.5, allow_negative_numbers = true)]
    allocation: f64,
    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, clap::Args)]
struct Shared {
    /// The power, between 0 and 1
    #[arg(long, allow_negative_numbers = true)]
    power: Option<f64>,
    /// Level of the test
    #[arg(long, default_value_t = 0.05, allow_negative_numbers = true)]
    alpha: f64,
    /// Sides of the test
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=2))]
    sides: u8,
    /// How many times more the design needs than single draws, such as 1.78 for clusters of 40 with an intraclass correlation of 0.02
    #[arg(long, default_value_t = 1.0, allow_negative_numbers = true)]
    design_effect: f64,
}

/// What was left out and what it is; a size also rounded up.
struct Found {
    name: &'static str,
    value: f64,
    is_size: bool,
}

/// Finds and prints.
pub fn run(args: &Args, format: Format, talk: Talk) -> Exit {
    let found = match &args.test {
        Test::TwoProportions(test) => test.solve(),
        Test::TwoMeans(test) => test.solve(),
        Test::Logrank(test) => test.solve(),
    };
    match found {
        Ok(found) => talk::result(&told(&found, format)),
        Err(text) => {
            talk.error(format!("error: {text}"));
            Exit::Usage
        }
    }
}

fn told(found: &Found, format: Format) -> String {
    let whole = found.is_size.then(|| whole(found.value));
    match (format, whole) {
        (Format::Text, None) => format!("{}: {:.4}\n", found.name, found.value),
        (Format::Text, Some(whole)) => {
            format!(
                "{}: {:.2}, rounded up {whole:.0}\n",
                found.name, found.value
            )
        }
        (Format::Json, None) => format!("{:#}\n", json!({ found.name: found.value })),
        (Format::Json, Some(whole)) => {
            format!(
                "{:#}\n",
                json!({ found.name: found.value, "rounded_up": whole })
            )
        }
    }
}

/// Rounded up, unless it is whole but for rounding.
fn whole(size: f64) -> f64 {
    (size - 1e-9).ceil()
}

fn of(name: &'static str, value: Result<f64, Error>) -> Result<Found, String> {
    let value = value.map_err(|error| match error {
        Error::Constant { .. } => "there is no effect to be found".to_string(),
        other => other.to_string(),
    })?;
    Ok(Found {
        name,
        value,
        is_size: false,
    })
}

fn size(name: &'static str, value: Result<f64, Error>, shared: &Shared) -> Result<Found, String> {
    let found = of(name, value)?;
    Ok(Found {
        value: found.value * shared.design_effect,
        is_size: true,
        ..found
    })
}

fn two_of(keys: &str) -> String {
    format!("give two of {keys}; the third is what is found")
}

impl Shared {
    fn level(&self) -> Result<Level, String> {
        if !(self.design_effect > 0.0 && self.design_effect.is_finite()) {
            return Err(format!(
                "`--design-effect` is {}; allowed: above 0",
                self.design_effect
            ));
        }
        Ok(Level {
            alpha: self.alpha,
            sides: f64::from(self.sides),
            strict: false,
        })
    }
}

impl Proportions {
    fn solve(&self) -> Result<Found, String> {
        let (level, p1) = (self.shared.level()?, self.p1);
        let n = self.n.map(|n| n / self.shared.design_effect);
        match (self.p2, n, self.shared.power) {
            (Some(p2), Some(n), None) => of("power", two_proportions::power(n, p1, p2, level)),
            (Some(p2), None, Some(power)) => {
                let n = two_proportions::n_per_group(power, p1, p2, level);
                size("n_per_group", n, &self.shared)
            }
            (None, Some(n), Some(power)) => {
                of("p2", two_proportions::second_share(power, n, p1, level))
            }
            _ => Err(two_of("`--p2`, `--n` and `--power`")),
        }
    }
}

impl Means {
    fn solve(&self) -> Result<Found, String> {
        let (level, sd) = (self.shared.level()?, self.sd);
        let n = self.n.map(|n| n / self.shared.design_effect);
        if let (Some(given), Some(single @ ..2.0)) = (self.n.filter(|n| *n >= 2.0), n) {
            return Err(format!(
                "`--n` is {given}, and with the design effect as much as {single} single draws; allowed: 2 or more"
            ));
        }
        match (self.delta, n, self.shared.power) {
            (Some(delta), Some(n), None) => of("power", two_means::power(n, delta, sd, level)),
            (Some(delta), None, Some(power)) => {
                let n = two_means::n_per_group(power, delta, sd, level);
                size("n_per_group", n, &self.shared)
            }
            (None, Some(n), Some(power)) => of("delta", two_means::delta(power, n, sd, level)),
            _ => Err(two_of("`--delta`, `--n` and `--power`")),
        }
    }
}

impl Logrank {
    fn solve(&self) -> Result<Found, String> {
        let (level, part) = (self.shared.level()?, self.allocation);
        let events = self.events.map(|events| events / self.shared.design_effect);
        match (self.hazard_ratio, events, self.shared.power) {
            (Some(ratio), Some(events), None) => {
                of("power", logrank::power(events, ratio, part, level))
            }
            (Some(ratio), None, Some(power)) => {
                let events = logrank::events(power, ratio, part, level);
                size("events", events, &self.shared)
            }
            (None, Some(events), Some(power)) => {
                let ratio = logrank::hazard_ratio(power, events, part, level);
                of("hazard_ratio", ratio)
            }
            _ => Err(two_of("`--hazard-ratio`, `--events` and `--power`")),
        }
    }
}
