//! When and why courses end.

use super::people::{Ended, MOVED, People, Person};
use super::spec::{Curve, Spec};
use crate::simulate::draws::Draws;
use std::collections::BTreeSet;

/// Streams of the arrangements.
const ENDS: u32 = 31;
const WAITING: u32 = 32;
/// Who moved did so at least this many days before being looked up.
const BEFORE_LOOK: i32 = 10;

/// Days on which something happens or somebody's time ends, so that no two fall together.
pub type Taken = BTreeSet<i32>;

/// A reason for a course to end, and for those who moved what was found.
type Why = (String, Option<String>);

/// Ends the courses.
pub fn plan(spec: &Spec, people: &mut People) -> Taken {
    let mut taken = Taken::new();
    for person in &people.allocated {
        taken.extend([person.followed(spec), person.looked_up(spec)]);
    }
    for side in 0..2 {
        let mut arm = Arm::of(spec, people, side, spec.arrangement.ends, ENDS);
        let clarified = reasons(spec, side, |clarified, _| clarified);
        arm.end(clarified, &spec.pace.clarified, &mut taken);
        let mut other = reasons(spec, side, |clarified, waiting| !clarified && !waiting);
        other.extend(movers(spec, side));
        arm.end(other, &spec.pace.other_ends, &mut taken);
    }
    for side in 0..2 {
        let mut arm = Arm::of(spec, people, side, spec.arrangement.waiting, WAITING);
        let waiting = reasons(spec, side, |_, waiting| waiting);
        arm.end(waiting, &spec.pace.other_ends, &mut taken);
    }
    taken
}

/// The reasons of a kind, one for each person who has it.
fn reasons(spec: &Spec, side: usize, wanted: impl Fn(bool, bool) -> bool) -> Vec<Why> {
    let kinds = spec.end.iter().filter(|e| wanted(e.clarified, e.waiting));
    let each = kinds.flat_map(|e| std::iter::repeat_n((e.reason.clone(), None), e.persons[side]));
    each.collect()
}

fn movers(spec: &Spec, side: usize) -> Vec<Why> {
    let each = spec.moved.found.iter().flat_map(|f| {
        let why = (MOVED.to_string(), Some(f.state.clone()));
        std::iter::repeat_n(why, f.persons[side])
    });
    each.collect()
}

/// The persons of an arm whose course has not ended, in the order of the arrangement.
struct Arm<'a> {
    spec: &'a Spec,
    side: usize,
    draws: Draws,
    free: Vec<&'a mut Person>,
}

impl<'a> Arm<'a> {
    fn of(
        spec: &'a Spec,
        people: &'a mut People,
        side: usize,
        number: u64,
        stream: u32,
    ) -> Arm<'a> {
        let mut draws = Draws::new(number, stream, side as u64);
        let all = people.allocated.iter_mut();
        let mut free: Vec<&mut Person> =
            all.filter(|p| p.side == side && p.end.is_none()).collect();
        draws.shuffle(&mut free);
        Arm {
            spec,
            side,
            draws,
            free,
        }
    }

    /// Moves the older towards the front: ten years are worth this part of the whole order.
    fn older_first(&mut self, strength: f64) {
        let persons = self.free.len() as f64;
        let mut placed: Vec<(f64, &'a mut Person)> = std::mem::take(&mut self.free)
            .into_iter()
            .enumerate()
            .map(|(at, person)| {
                let place = at as f64 / persons - strength * f64::from(person.age) / 10.0;
                (place, person)
            })
            .collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.free = placed.into_iter().map(|(_, person)| person).collect();
    }

    /// Ends a course for each reason, on the days of the curve.
    fn end(&mut self, mut why: Vec<Why>, curve: &Curve, taken: &mut Taken) {
        self.older_first(curve.older_first);
        self.draws.shuffle(&mut why);
        let days = curve.days(why.len(), self.side);
        for ((reason, found), day) in why.into_iter().zip(days) {
            let moved = found.is_some();
            let spec = self.spec;
            let limit = |person: &Person| match moved {
                true => person.looked_up(spec) - BEFORE_LOOK,
                false => person.followed(spec),
            };
            // The checks of the file have seen that there are enough persons.
            let fits = self.free.iter().position(|p| limit(p) > day).unwrap_or(0);
            let person = self.free.remove(fits);
            let looked_up = moved.then(|| person.looked_up(spec));
            let day = free_day(day.min(limit(person) - 1), looked_up, taken);
            person.end = Some(Ended { day, reason, found });
        }
    }
}

/// Half way between leaving and being looked up, half a day up.
pub fn midpoint(left: i32, looked_up: i32) -> i32 {
    left + (looked_up - left + 1) / 2
}

/// The nearest day not after `day` that is free, with its midpoint where there is one.
fn free_day(day: i32, looked_up: Option<i32>, taken: &mut Taken) -> i32 {
    let half = |day: i32| looked_up.map(|seen| midpoint(day, seen));
    let mut day = day;
    while taken.contains(&day) || half(day).is_some_and(|m| taken.contains(&m)) {
        day -= 1;
    }
    taken.insert(day);
    taken.extend(half(day));
    day
}
