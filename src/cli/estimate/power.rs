//! `estimate power`: power, sample size or the smallest effect, by the key that is left out.

use super::answer::{Tidy, num};
use super::values::yes_no;
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::power::{Level, design_effect, logrank, two_means, two_proportions};
use serde_json::{Value, json};

/// Runs the method; needs no table.
///
/// # Errors
/// `Failure::Usage` for wrong keys, too many or too few of them, or values outside their range.
pub fn run(spec: &Spec, _table: &Table) -> Result<Answer, Failure> {
    let tests = ["two_proportions", "two_means", "logrank", "design_effect"];
    spec.text("test")?;
    let test = spec.choice_or("test", &tests, "two_proportions")?;
    if test == "design_effect" {
        return of_design(spec);
    }
    let level = level(spec)?;
    let mut answer = Answer::default();
    let (field, found) = match test {
        "two_proportions" => of_proportions(spec, level)?,
        "two_means" => of_means(spec, level)?,
        _ => of_logrank(spec, level)?,
    };
    put(field, found, &mut answer)?;
    if let (Some(events), "events") = (answer.fields.get("events").cloned(), field)
        && let Some(chance) = spec.opt_number("event_probability")?
    {
        if !(chance > 0.0 && chance <= 1.0) {
            let allowed = "`--event-probability` takes a number above 0 and up to 1";
            return Err(Failure::Usage(allowed.to_string()));
        }
        let total = events.as_f64().map_or(f64::NAN, |e| e / chance);
        put("n_total", Ok(total), &mut answer)?;
    }
    let is_size = matches!(field, "n_per_group" | "events");
    if is_size && answer.not_estimated.is_empty() {
        let note = "sizes are not rounded up";
        answer.notes.push(note.to_string());
    }
    Ok(answer)
}

fn level(spec: &Spec) -> Result<Level, Failure> {
    let alpha = spec.number_or("alpha", 0.05)?;
    let sides = match spec.choice_or("alternative", &["two_sided", "one_sided"], "two_sided")? {
        "one_sided" => 1.0,
        _ => 2.0,
    };
    Ok(Level {
        alpha,
        sides,
        strict: yes_no(spec, "strict")?,
    })
}

/// A field of the answer and its value, or why there is none.
type Found = (&'static str, Result<f64, Error>);

fn of_proportions(spec: &Spec, level: Level) -> Result<Found, Failure> {
    let p1 = spec.number("p1")?;
    let (p2, n, power) = (
        spec.opt_number("p2")?,
        spec.opt_number("n")?,
        spec.opt_number("power")?,
    );
    match (p2, n, power) {
        (Some(p2), None, Some(power)) => Ok((
            "n_per_group",
            two_proportions::n_per_group(power, p1, p2, level),
        )),
        (Some(p2), Some(n), None) => Ok(("power", two_proportions::power(n, p1, p2, level))),
        (None, Some(n), Some(power)) => {
            Ok(("p2", two_proportions::second_share(power, n, p1, level)))
        }
        _ => Err(all_but_one("--p2, --n and --power")),
    }
}

fn of_means(spec: &Spec, level: Level) -> Result<Found, Failure> {
    let sd = spec.number_or("sd", 1.0)?;
    let (delta, n, power) = (
        spec.opt_number("delta")?,
        spec.opt_number("n")?,
        spec.opt_number("power")?,
    );
    match (delta, n, power) {
        (Some(delta), None, Some(power)) => Ok((
            "n_per_group",
            two_means::n_per_group(power, delta, sd, level),
        )),
        (Some(delta), Some(n), None) => Ok(("power", two_means::power(n, delta, sd, level))),
        (None, Some(n), Some(power)) => Ok(("delta", two_means::delta(power, n, sd, level))),
        _ => Err(all_but_one("--delta, --n and --power")),
    }
}

fn of_logrank(spec: &Spec, level: Level) -> Result<Found, Failure> {
    let allocation = spec.number_or("allocation", 0.5)?;
    let (ratio, events, power) = (
        spec.opt_number("hazard_ratio")?,
        spec.opt_number("events")?,
        spec.opt_number("power")?,
    );
    match (ratio, events, power) {
        (Some(ratio), None, Some(power)) => {
            Ok(("events", logrank::events(power, ratio, allocation, level)))
        }
        (Some(ratio), Some(events), None) => {
            Ok(("power", logrank::power(events, ratio, allocation, level)))
        }
        (None, Some(events), Some(power)) => {
            let found = logrank::hazard_ratio(power, events, allocation, level);
            Ok(("hazard_ratio", found))
        }
        _ => Err(all_but_one("--hazard-ratio, --events and --power")),
    }
}

fn all_but_one(keys: &str) -> Failure {
    Failure::Usage(format!(
        "two of {keys} are needed; the third is what is computed"
    ))
}

/// Writes a found value; what no size reaches is a finding, what is outside its range a wrong flag.
fn put(field: &'static str, found: Result<f64, Error>, answer: &mut Answer) -> Result<(), Failure> {
    let value = match found {
        Ok(value) => num(value),
        Err(error) => {
            let reason = match &error {
                Error::Constant { .. } => "no effect to be found".to_string(),
                Error::OutOfRange { what, .. } if *what == "power" => error.to_string(),
                other => return Err(Failure::Usage(other.to_string())),
            };
            answer.not_estimated.push(format!("{field}: {reason}"));
            Value::Null
        }
    };
    answer.put(field, value.clone());
    let row = vec![json!(field), value];
    match answer.tables.first_mut() {
        Some(table) => table.rows.push(row),
        None => answer.tables.push(Tidy {
            title: "Power and size".to_string(),
            columns: vec!["term", "estimate"],
            rows: vec![row],
        }),
    }
    Ok(())
}

fn of_design(spec: &Spec) -> Result<Answer, Failure> {
    let size = spec.number("cluster_size")?;
    let cv = spec.number_or("cv", 0.0)?;
    let effect = design_effect::design_effect(size, spec.number("icc")?, cv);
    let effect = effect.map_err(|e| Failure::Usage(e.to_string()))?;
    let mut answer = Answer::default();
    put("design_effect", Ok(effect), &mut answer)?;
    if let Some(n) = spec.opt_number("n_per_group")? {
        put("n_per_group", Ok(n * effect), &mut answer)?;
        put("clusters_per_group", Ok(n * effect / size), &mut answer)?;
    }
    if let Some(n) = spec.opt_number("n_effective_of")? {
        if effect <= 0.0 {
            let reason = "the design effect is not above 0";
            answer.not_estimated.push(format!("effective_n: {reason}"));
            answer.put("effective_n", Value::Null);
        } else {
            put("effective_n", Ok(n / effect), &mut answer)?;
        }
    }
    Ok(answer)
}
