//! What must hold in a population file beyond its form.

use super::courses::weeks_of_year;
use super::spec::Spec;
use crate::simulate::model::KeyFault;

/// Weeks of the register after the day the scheme is seen from, so that every destination can be told.
const WEEKS_AFTER: i32 = 5;
/// Weeks of the register before the scheme, so that every start is one and every origin can be told.
const WEEKS_BEFORE: i32 = 5;

/// Every fault: a dotted key and what is wrong with it, to follow the key in a sentence.
pub fn faults(spec: &Spec) -> Vec<KeyFault> {
    let mut found: Vec<KeyFault> = Vec::new();
    let mut add = |key: &str, what: String| found.push((key.to_string(), what));
    let (weeks, as_of, course) = (spec.register.weeks, spec.register.as_of, &spec.course);
    if weeks.last.since(as_of) < WEEKS_AFTER {
        add(
            "register.as_of",
            format!("leaves fewer than {WEEKS_AFTER} weeks of the register after it"),
        );
    }
    if course.first.since(weeks.first) < WEEKS_BEFORE || as_of <= course.first {
        add(
            "course.first",
            format!("must lie at least {WEEKS_BEFORE} weeks into the register and before `as_of`"),
        );
    }
    if course.started < course.ended {
        add(
            "course.ended",
            format!("is {}; only {} started", course.ended, course.started),
        );
    }
    let destinations: usize = spec.destinations.iter().map(|d| d.persons).sum();
    let origins: usize = spec.origins.iter().map(|o| o.persons).sum();
    for (key, sum) in [("destination", destinations), ("origin", origins)] {
        if sum != course.ended {
            add(
                key,
                format!("rows add up to {sum} persons; {} ended", course.ended),
            );
        }
    }
    for (i, (year, weight)) in course.starts.iter().enumerate() {
        let (first, last) = weeks_of_year(spec, *year);
        if !weight.is_finite() || *weight < 0.0 || last < first {
            add(
                &format!("course.starts.{i}"),
                "names no weeks one can start in, or a weight below 0".to_string(),
            );
        }
    }
    for (key, [low, high], least) in [
        ("course.short_weeks", course.short_weeks, 1),
        ("course.long_weeks", course.long_weeks, 1),
        ("course.young", course.young, 16),
        ("course.old", course.old, 16),
    ] {
        if low < least || high < low {
            add(
                key,
                format!("is [{low}, {high}]; give the smaller first, from {least}"),
            );
        }
    }
    let mut shares = vec![
        ("course.bridged".to_string(), course.bridged),
        ("course.old_share".to_string(), course.old_share),
        ("offers.company_now".to_string(), spec.offers.company_now),
    ];
    for (i, d) in spec.destinations.iter().enumerate() {
        for (name, share) in [
            ("old_share", d.old_share),
            ("long_share", d.long_share),
            ("pause", d.pause),
        ] {
            shares.push((format!("destination.{i}.{name}"), share));
        }
    }
    for (key, share) in shares {
        if !(0.0..=1.0).contains(&share) {
            add(&key, format!("is {share}; a share lies from 0 to 1"));
        }
    }
    for (key, path) in [
        ("offers.company", &spec.offers.company),
        ("offers.passive", &spec.offers.passive),
    ] {
        let (low, high) = path.bounds();
        if let Some(fault) = path.fault() {
            add(key, fault.to_string());
        } else if low < 0.0 || high > 1.0 {
            add(
                key,
                format!("runs from {low} to {high}; it must stay within 0 to 1"),
            );
        }
    }
    for (i, line) in spec.aggregates.iter().enumerate() {
        if let Some(fault) = line.points.fault() {
            add(&format!("aggregate.{i}.points"), fault.to_string());
        }
    }
    found
}
