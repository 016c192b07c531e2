//! Who started when, who ended how, and who came from where: by exact counts.

use super::spec::Spec;
use crate::calendar::Week;
use crate::simulate::draws::Draws;
use crate::simulate::quota::apportion;

/// One person and the one course.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub entry: Week,
    /// The last week of the course; the last of the register for those still in.
    pub last: Week,
    /// Index of the destination; `None` for those still in.
    pub destination: Option<usize>,
    pub origin: usize,
    pub age_years: i32,
    /// A bridged gap: weeks since entry, both ends included.
    pub gap: Option<(i32, i32)>,
    /// Blank weeks between the course and the code of the destination.
    pub pause_weeks: i32,
}

/// Everyone who started, in random order.
pub fn persons(spec: &Spec) -> Vec<Person> {
    let mut persons = ended(spec);
    persons.extend(still_in(spec));
    let mut draws = Draws::new(spec.seed, 1, 0);
    for person in &mut persons {
        person.gap = gap(spec, person, &mut draws);
    }
    draws.shuffle(&mut persons);
    persons
}

fn ended(spec: &Spec) -> Vec<Person> {
    let mut draws = Draws::new(spec.seed, 2, 0);
    let origins = spec.origins.iter().enumerate();
    let mut origins: Vec<usize> = origins.flat_map(|(i, o)| vec![i; o.persons]).collect();
    draws.shuffle(&mut origins);
    let mut persons = Vec::new();
    for (index, destination) in spec.destinations.iter().enumerate() {
        let n = destination.persons;
        let mut long = flags(n, destination.long_share, &mut draws);
        let mut old = flags(n, destination.old_share, &mut draws);
        let mut pause = flags(n, destination.pause, &mut draws);
        for origin in origins.drain(..n.min(origins.len())) {
            let long = long.pop().unwrap_or(false);
            let [low, high] = match long {
                true => spec.course.long_weeks,
                false => spec.course.short_weeks,
            };
            let before = spec.register.as_of.since(spec.course.first);
            let length = draws.between(low, high).min(before);
            let entry = spec.course.first.plus(draws.between(0, before - length));
            let paused = pause.pop().unwrap_or(false);
            persons.push(Person {
                entry,
                last: entry.plus(length - 1),
                destination: Some(index),
                origin,
                age_years: age(spec, old.pop().unwrap_or(false), &mut draws),
                gap: None,
                pause_weeks: if paused { draws.between(1, 4) } else { 0 },
            });
        }
    }
    persons
}

fn still_in(spec: &Spec) -> Vec<Person> {
    let mut draws = Draws::new(spec.seed, 3, 0);
    let n = spec.course.started - spec.course.ended;
    let weights: Vec<f64> = spec
        .course
        .starts
        .iter()
        .map(|(_, weight)| *weight)
        .collect();
    let years = apportion(n, &weights);
    let shares: Vec<f64> = spec.origins.iter().map(|o| o.persons as f64).collect();
    let counts = apportion(n, &shares).into_iter().enumerate();
    let mut origins: Vec<usize> = counts.flat_map(|(i, k)| vec![i; k]).collect();
    draws.shuffle(&mut origins);
    let mut old = flags(n, spec.course.old_share, &mut draws);
    let mut persons = Vec::new();
    for ((year, _), count) in spec.course.starts.iter().zip(years) {
        let (first, last) = weeks_of_year(spec, *year);
        for _ in 0..count {
            persons.push(Person {
                entry: first.plus(draws.between(0, last.since(first))),
                last: spec.register.weeks.last,
                destination: None,
                origin: origins.pop().unwrap_or(0),
                age_years: age(spec, old.pop().unwrap_or(false), &mut draws),
                gap: None,
                pause_weeks: 0,
            });
        }
    }
    persons
}

/// The weeks of a year in which one can start: from the first of the scheme to the last before the day it is seen from.
pub fn weeks_of_year(spec: &Spec, year: i16) -> (Week, Week) {
    let first = Week::from_iso(year, 1).unwrap_or(spec.course.first);
    let next = Week::from_iso(year + 1, 1).unwrap_or(spec.register.as_of);
    let last = next.plus(-1).min(spec.register.as_of.plus(-1));
    (first.max(spec.course.first), last)
}

/// Exactly the share of `n` are true, in random order.
fn flags(n: usize, share: f64, draws: &mut Draws) -> Vec<bool> {
    let yes = (n as f64 * share).round() as usize;
    let mut flags: Vec<bool> = (0..n).map(|i| i < yes).collect();
    draws.shuffle(&mut flags);
    flags
}

fn age(spec: &Spec, old: bool, draws: &mut Draws) -> i32 {
    let [low, high] = if old {
        spec.course.old
    } else {
        spec.course.young
    };
    draws.between(low, high)
}

/// Gaps lie where no share is met to the person.
const GAP_FROM: i32 = 8;
const GAP_TO: i32 = 18;

fn gap(spec: &Spec, person: &Person, draws: &mut Draws) -> Option<(i32, i32)> {
    let start = draws.between(GAP_FROM, GAP_TO);
    let weeks = draws.between(1, 3);
    let wanted = draws.chance(spec.course.bridged);
    let as_of = spec.register.as_of.since(person.entry);
    let clear = as_of < start || start + weeks <= as_of;
    let fits = person.last.since(person.entry) > start + weeks;
    (wanted && clear && fits).then_some((start, start + weeks - 1))
}
