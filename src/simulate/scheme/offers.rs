//! What each week of a course holds: nothing, guidance, or a company-directed measure.
//!
//! Every person has a place on a line from 0 to 1 that moves on a little every week, so that at any week since entry the places cover the line
//! evenly: the lowest are in a company, the highest passive, those between in guidance. At the weeks that were printed the counts are then
//! mended to the person.

use super::courses::Person;
use super::spec::Spec;
use crate::simulate::draws::Draws;
use crate::simulate::quota::even;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    Passive,
    Guidance,
    Company,
}

/// The weeks of each person's course up to the register's end.
pub fn weeks(spec: &Spec, persons: &[Person]) -> Vec<Vec<Offer>> {
    let mut weeks: Vec<Vec<Offer>> = Vec::with_capacity(persons.len());
    for (i, person) in persons.iter().enumerate() {
        weeks.push(course(spec, i, person));
    }
    for k in &spec.offers.passive_at {
        meet_passive(spec, persons, &mut weeks, *k);
    }
    meet_company(spec, persons, &mut weeks);
    weeks
}

fn course(spec: &Spec, number: usize, person: &Person) -> Vec<Offer> {
    let mut draws = Draws::new(spec.seed, 4, number as u64);
    let start = even(number as u64, 0, 0.0);
    let pace = 0.006 + 0.014 * draws.uniform();
    let length = person.last.since(person.entry) + 1;
    let offer = |k: i32| {
        let place = (start + pace * f64::from(k)).fract();
        let in_gap = person.gap.is_some_and(|(from, to)| from <= k && k <= to);
        let company = spec.offers.company.at(f64::from(k));
        let passive = spec.offers.passive.at(f64::from(k));
        match place {
            _ if in_gap => Offer::Passive,
            p if p < company => Offer::Company,
            p if p < 1.0 - passive => Offer::Guidance,
            _ => Offer::Passive,
        }
    };
    (0..length).map(offer).collect()
}

/// Weeks from one that is mended on that change with it, so that nobody has an offer for a single week.
const TOGETHER: usize = 4;

/// The planned share without an offer at a week since entry, among those in the course and seen then.
fn meet_passive(spec: &Spec, persons: &[Person], weeks: &mut [Vec<Offer>], k: i32) {
    let seen = |p: &Person| p.entry.plus(k) <= p.last.min(spec.register.as_of);
    let counted: Vec<usize> = (0..persons.len()).filter(|i| seen(&persons[*i])).collect();
    let share = spec.offers.passive.at(f64::from(k));
    let wanted = (counted.len() as f64 * share).round() as usize;
    let at = k as usize;
    let of = |weeks: &[Vec<Offer>], offer: Offer| {
        let with = counted.iter().copied().filter(|i| weeks[*i][at] == offer);
        with.collect::<Vec<usize>>()
    };
    let passive = of(weeks, Offer::Passive);
    let guided = of(weeks, Offer::Guidance);
    let (from, to) = match passive.len() < wanted {
        true => (guided, Offer::Passive),
        false => (passive.clone(), Offer::Guidance),
    };
    let many = passive.len().abs_diff(wanted);
    for i in chosen(spec, from, many, 5 + k as u64) {
        let end = (at + TOGETHER).min(weeks[i].len());
        let course = &mut weeks[i][at..end];
        // A company week stays: it is met elsewhere.
        let touched = course.iter_mut().filter(|offer| **offer != Offer::Company);
        touched.for_each(|offer| *offer = to);
    }
}

/// The planned share in a company in the week the scheme is seen from. Guidance and company change places, so nobody turns passive.
fn meet_company(spec: &Spec, persons: &[Person], weeks: &mut [Vec<Offer>]) {
    let as_of = spec.register.as_of;
    let inside: Vec<(usize, usize)> = persons
        .iter()
        .enumerate()
        .filter(|(_, p)| p.entry <= as_of && as_of <= p.last)
        .map(|(i, p)| (i, as_of.since(p.entry) as usize))
        .collect();
    let wanted = (inside.len() as f64 * spec.offers.company_now).round() as usize;
    let of = |weeks: &[Vec<Offer>], offer: Offer| {
        let with = inside.iter().filter(|(i, at)| weeks[*i][*at] == offer);
        with.map(|(i, _)| *i).collect::<Vec<usize>>()
    };
    let company = of(weeks, Offer::Company);
    let guided = of(weeks, Offer::Guidance);
    let many = company.len().abs_diff(wanted);
    let (from, to) = match company.len() < wanted {
        true => (guided, Offer::Company),
        false => (company, Offer::Guidance),
    };
    for i in chosen(spec, from, many, 1) {
        let at = as_of.since(persons[i].entry) as usize;
        let before = weeks[i][at];
        let start = at.saturating_sub(TOGETHER - 1);
        let course = &mut weeks[i][start..=at];
        let touched = course.iter_mut().filter(|offer| **offer == before);
        touched.for_each(|offer| *offer = to);
    }
}

fn chosen(spec: &Spec, mut from: Vec<usize>, many: usize, part: u64) -> Vec<usize> {
    Draws::new(spec.seed, 5, part).shuffle(&mut from);
    from.truncate(many);
    from
}
