//! Persons who enter a scheme of resource courses in two arms of municipalities, as Projekt Bedre Ressourceforløb had it.
//!
//! First who enters, where, when and for how long; then the levels of the municipalities; then first placements, placements and jobs by quota,
//! later cohorts before earlier ones, so that a person in two cohorts follows the later one's plan; last the rows.

mod background;
mod check;
mod entrants;
mod firsts;
mod levels;
mod model;
mod ordinary;
mod paint;
mod people;
mod placements;
mod spec;
mod truth;

#[cfg(test)]
mod tests;

pub(super) use model::read;

use crate::register::schema::Extract;
use crate::simulate::draws::Draws;
use people::{ARMS, Group, People};
use spec::Spec;

/// Makes the register; the persons behind it too, so that tests can count by the plan.
fn generate(spec: &Spec) -> (People, Extract) {
    let mut people = entrants::enter(spec);
    let levels = levels::set(spec, &people);
    for cohort in (0..spec.cohorts.len()).rev() {
        for (arm_number, arm) in ARMS.into_iter().enumerate() {
            let group = Group { cohort, arm };
            let part = (cohort * ARMS.len() + arm_number) as u64;
            firsts::plan(spec, &mut people, &levels, group);
            placements::plan(spec, &mut people, &levels, group, part);
            ordinary::plan(spec, &mut people, &levels, group, part);
        }
    }
    // Not before: neighbours in memory are planned together.
    Draws::new(spec.seed, 2, 0).shuffle(&mut people.persons);
    for person in &mut people.persons {
        person.jobs.sort_by_key(|job| job.month);
        for course in &mut person.courses {
            course.placements.sort();
        }
    }
    let extract = paint::paint(spec, &people);
    (people, extract)
}
