//! First company placements, before the course ends.

use super::ends::Taken;
use super::people::{People, Person};
use super::spec::Spec;
use crate::simulate::draws::Draws;

const PLACEMENTS: u32 = 33;

/// Places as many persons of each arm as the file says.
pub fn plan(spec: &Spec, people: &mut People, taken: &mut Taken) {
    for side in 0..2 {
        let mut draws = Draws::new(spec.arrangement.placements, PLACEMENTS, side as u64);
        let all = people.allocated.iter_mut();
        let mut of_arm: Vec<&mut Person> = all.filter(|p| p.side == side).collect();
        draws.shuffle(&mut of_arm);
        of_arm.truncate(spec.placement[side]);
        let days = spec.pace.placements.days(of_arm.len(), side);
        // The latest days first: few can have them.
        for day in days.into_iter().rev() {
            let free = |p: &Person| p.placement.is_none();
            let fits = of_arm.iter().position(|p| free(p) && last(spec, p) > day);
            let fits = fits.or_else(|| of_arm.iter().position(|p| free(p)));
            if let Some(person) = fits.map(|at| &mut of_arm[at]) {
                let day = day.min(last(spec, person) - 1);
                person.placement = Some(free_day(day, taken));
            }
        }
    }
}

/// The day on which the course ends, or nothing more is known.
fn last(spec: &Spec, person: &Person) -> i32 {
    let end = person.end.as_ref().map(|e| e.day);
    end.unwrap_or_else(|| person.followed(spec))
}

fn free_day(day: i32, taken: &mut Taken) -> i32 {
    let mut day = day;
    while !taken.insert(day) {
        day -= 1;
    }
    day
}
