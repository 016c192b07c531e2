//! Moves days by the seed as far as they can go without two events, or an event and the end of somebody's time, changing places.

use super::ends::midpoint;
use super::people::People;
use super::spec::Spec;
use super::{DAYS, START_WITHIN};
use crate::simulate::draws::Draws;

/// A day that may move, by whose it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Fixed,
    End(usize),
    Placement(usize),
}

/// Moves the ends and the placements.
pub fn days(spec: &Spec, people: &mut People) {
    let marks = marks(spec, people);
    let mut draws = Draws::new(spec.seed, DAYS, 0);
    let mut before = START_WITHIN;
    for (at, (day, mark)) in marks.iter().enumerate() {
        let next = marks.get(at + 1).map_or(*day + 1, |(next, _)| *next);
        let moved = match mark {
            Mark::Fixed => *day,
            _ => draws.between((before + 1).min(*day), (next - 1).max(*day)),
        };
        match mark {
            Mark::Fixed => {}
            Mark::End(person) => {
                if let Some(end) = &mut people.allocated[*person].end {
                    end.day = moved;
                }
            }
            Mark::Placement(person) => people.allocated[*person].placement = Some(moved),
        }
        before = moved;
    }
}

/// All days in order. Those who moved keep theirs: their midpoint moves with it.
fn marks(spec: &Spec, people: &People) -> Vec<(i32, Mark)> {
    let mut marks = Vec::new();
    for (number, person) in people.allocated.iter().enumerate() {
        marks.push((person.followed(spec), Mark::Fixed));
        marks.push((person.looked_up(spec), Mark::Fixed));
        match &person.end {
            Some(end) if end.found.is_some() => {
                marks.push((end.day, Mark::Fixed));
                let half = midpoint(end.day, person.looked_up(spec));
                marks.push((half, Mark::Fixed));
            }
            Some(end) => marks.push((end.day, Mark::End(number))),
            None => {}
        }
        let placement = person.placement.map(|day| (day, Mark::Placement(number)));
        marks.extend(placement);
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}
