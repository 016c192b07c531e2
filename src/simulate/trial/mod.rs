//! A trial with a lottery, as Det gode ressourceforløb had it: who was drawn to which arm on which day, and what happened to them.
//!
//! Every count is a quota, so that any seed gives it. Who has which event, and in which order, is a fixed arrangement, numbered in the
//! population file; the seed draws names, birthdays, and days that may move without two events changing places.

mod check;
mod ends;
mod model;
mod people;
mod placements;
mod spec;
mod spread;
mod tables;
mod truth;

#[cfg(test)]
mod tests;

pub(super) use model::read;

use people::People;
use spec::Spec;

/// A course starts at most this many days after the draw, and nothing happens before.
const START_WITHIN: i32 = 28;
/// Purposes of the streams of draws.
const NAMES: u32 = 21;
const DAYS: u32 = 22;
const SMALL: u32 = 23;

/// Makes the persons of the trial and what happened to them.
fn generate(spec: &Spec) -> People {
    let mut people = people::enrol(spec);
    let mut taken = ends::plan(spec, &mut people);
    placements::plan(spec, &mut people, &mut taken);
    spread::days(spec, &mut people);
    people::sanction(spec, &mut people);
    people
}
