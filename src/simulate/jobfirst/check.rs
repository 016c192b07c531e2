//! What must hold in a population file beyond its form.

use super::spec::{Arm, Cell, Placement, Site, Spec};
use crate::simulate::model::KeyFault;

/// Every fault: a dotted key and what is wrong with it, to follow the key in a sentence.
pub fn faults(spec: &Spec) -> Vec<KeyFault> {
    let mut found = Vec::new();
    referred(spec, &mut found);
    for (i, cell) in spec.cells.iter().enumerate() {
        counts(&format!("cell.{i}"), cell, &mut found);
    }
    for (key, path) in [
        ("talks.participant", &spec.talks.participant),
        ("talks.control", &spec.talks.control),
        ("jobs.participant", &spec.jobs.participant),
        ("jobs.control", &spec.jobs.control),
    ] {
        let (low, high) = path.bounds();
        if let Some(fault) = path.fault() {
            found.push((key.to_string(), fault.to_string()));
        } else if low < 0.0 || high > 1.0 {
            let message = format!("runs from {low} to {high}; a share lies from 0 to 1");
            found.push((key.to_string(), message));
        }
    }
    placement(
        "placement.participant",
        &spec.placement.participant,
        &mut found,
    );
    placement("placement.control", &spec.placement.control, &mut found);
    let [low, high] = spec.jobs.hours;
    if low < 1 || high < low {
        let message = format!("is [{low}, {high}]; give the smaller first, from 1");
        found.push(("jobs.hours".to_string(), message));
    }
    for (i, site) in spec.sites.iter().enumerate() {
        reports(&format!("site.{i}"), site, &mut found);
    }
    let drawn: usize = persons(spec, Arm::Participant);
    let reported: usize = spec.sites.iter().map(|s| s.reported).sum();
    if reported < drawn {
        let message = format!("cover {reported} participants, but {drawn} are drawn");
        found.push(("site".to_string(), message));
    }
    found
}

/// Persons drawn for an arm.
pub fn persons(spec: &Spec, arm: Arm) -> usize {
    let cells = spec.cells.iter().filter(|c| c.arm == arm);
    cells.map(|c| c.persons).sum()
}

fn referred(spec: &Spec, found: &mut Vec<KeyFault>) {
    let all: usize = spec.cells.iter().map(|c| c.persons).sum();
    let knots = &spec.referred.0;
    let ends = knots.first().zip(knots.last());
    let message = match (spec.referred.fault(), ends) {
        (Some(fault), _) => fault.to_string(),
        (None, Some((first, last))) if first[1] != 0.0 || last[1] != all as f64 => {
            format!(
                "runs from {} to {}; it must go from 0 to the {all} persons",
                first[1], last[1]
            )
        }
        _ if !spec.referred.never_falls() => "falls; it counts persons so far".to_string(),
        _ => return,
    };
    found.push(("referred".to_string(), message));
}

fn counts(key: &str, cell: &Cell, found: &mut Vec<KeyFault>) {
    let parts = [
        ("men", cell.men),
        ("married", cell.married),
        ("non_western", cell.western + cell.non_western),
        ("no_match_category", cell.job_ready + cell.no_match_category),
    ];
    for (name, count) in parts.into_iter().filter(|(_, n)| *n > cell.persons) {
        let message = format!("makes {count} of {} persons", cell.persons);
        found.push((format!("{key}.{name}"), message));
    }
}

fn placement(key: &str, shares: &Placement, found: &mut Vec<KeyFault>) {
    let all = [shares.long, shares.bridged, shares.begun, shares.short];
    let sum: f64 = all.iter().sum();
    if all.iter().any(|s| !(0.0..=1.0).contains(s)) || sum > 1.0 {
        found.push((
            key.to_string(),
            format!("has shares that add up to {sum}; 0 to 1 each, and together"),
        ));
    }
    if !(0.0..=1.0).contains(&shares.subsidised) {
        let message = format!("is {}; a share lies from 0 to 1", shares.subsidised);
        found.push((format!("{key}.subsidised"), message));
    }
}

fn reports(key: &str, site: &Site, found: &mut Vec<KeyFault>) {
    let deadlines = site.deadlines().map(|(name, pair, _)| (name, pair));
    let pairs = deadlines.into_iter().chain(site.after_13_weeks());
    for (name, [done, due]) in pairs.chain(site.of_all()) {
        if done > due || due > site.reported {
            let message = format!("is [{done}, {due}] of {} reported", site.reported);
            found.push((format!("{key}.{name}"), message));
        }
    }
    let [with, told] = site.same_workplace();
    let mut add = |name: &str, message: String| found.push((format!("{key}.{name}"), message));
    if with > told {
        add(
            "mentor",
            format!("tells of {told}, and {with} have 13 weeks"),
        );
    }
    if site.ordinary_hours > with {
        let hours = site.ordinary_hours;
        add(
            "ordinary_hours",
            format!("is {hours} of {with} with 13 weeks"),
        );
    }
    if site.taster_activity[0] < with {
        let taster = site.taster_activity[0];
        add(
            "taster_activity",
            format!("is {taster}, and {with} have 13 weeks"),
        );
    }
}
