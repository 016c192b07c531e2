//! Who has contact, is employed or clarified: by exact counts, then laid out in months.

use super::people::{Contact, Person, sites};
use super::shares::counts;
use super::spec::Spec;
use crate::calendar::{Month, Week};
use crate::simulate::draws::Draws;
use crate::simulate::quota::apportion;

/// Contact that lasts into the window, and contact that ends before it.
const IN_WINDOW: [(Contact, f64); 6] = [
    (Contact::Placement, 0.47),
    (Contact::WageSubsidy, 0.09),
    (Contact::Hours, 0.29),
    (Contact::FlexiJob, 0.08),
    (Contact::Employment, 0.0),
    (Contact::Education, 0.07),
];
const EARLIER: [(Contact, f64); 6] = [
    (Contact::Placement, 0.66),
    (Contact::WageSubsidy, 0.06),
    (Contact::Hours, 0.24),
    (Contact::FlexiJob, 0.0),
    (Contact::Employment, 0.0),
    (Contact::Education, 0.04),
];
/// Disability pension, resource course, flexi-job, flexi-job benefit, rehabilitation.
const CLARIFIED: [(u16, f64); 5] = [
    (783, 0.37),
    (810, 0.42),
    (771, 0.05),
    (740, 0.12),
    (760, 0.04),
];
/// Share of those employed at some time, of those with contact in the window, whose contact there is the job.
const JOB_IN_WINDOW: f64 = 0.7;

/// Plans everyone's contact and clarification.
pub fn plan(spec: &Spec, persons: &mut [Person]) {
    let mut draws = Draws::new(spec.seed, 2, 0);
    let touched = touched(spec, persons, &mut draws);
    let earlier = earlier(spec, persons, &touched.concat(), &mut draws);
    employed_and_laid_out(spec, persons, &touched, earlier, &mut draws);
    clarify(spec, persons, &mut draws);
}

/// Those in group 1 on the window's first day who have contact in it, by municipality and in random order.
fn touched(spec: &Spec, persons: &[Person], draws: &mut Draws) -> Vec<Vec<usize>> {
    let day = spec.register.window.first.first_day();
    let mut by_site: Vec<Vec<usize>> = Vec::new();
    for (site, _) in sites(spec) {
        let inside = |p: &Person| p.site == site && p.gone.is_none() && p.group_on(day) == Some(1);
        let mut all: Vec<usize> = (0..persons.len())
            .filter(|i| inside(&persons[*i]))
            .collect();
        draws.shuffle(&mut all);
        by_site.push(all);
    }
    let inside: Vec<usize> = by_site.iter().map(Vec::len).collect();
    for (all, wanted) in by_site.iter_mut().zip(counts(spec, &inside)) {
        all.truncate(wanted);
    }
    by_site
}

/// Those of group 1 who had contact, but none in the window.
fn earlier(spec: &Spec, persons: &[Person], touched: &[usize], draws: &mut Draws) -> Vec<usize> {
    let ever = persons.iter().filter(|p| p.referred(1).is_some()).count();
    let wanted = (ever as f64 * spec.results.contact).ceil() as usize;
    let more = wanted.saturating_sub(touched.len());
    let mut taken = vec![false; persons.len()];
    touched.iter().for_each(|i| taken[*i] = true);
    let free = |i: &usize| !taken[*i] && room_before(spec, &persons[*i]).is_some();
    let mut by_site: Vec<Vec<usize>> = Vec::new();
    for (site, _) in sites(spec) {
        let here = (0..persons.len()).filter(|i| persons[*i].site == site);
        let mut here: Vec<usize> = here.filter(free).collect();
        draws.shuffle(&mut here);
        by_site.push(here);
    }
    let weights: Vec<f64> = by_site.iter().map(|here| here.len() as f64).collect();
    let counts = apportion(more, &weights);
    let chosen = by_site.into_iter().zip(counts).flat_map(|(mut here, n)| {
        here.truncate(n);
        here
    });
    chosen.collect()
}

/// The full months in group 1 before the window in which contact can lie; `None` for fewer than three.
fn room_before(spec: &Spec, person: &Person) -> Option<(Month, Month)> {
    let first = Month::of(person.referred(1)?).plus(1);
    let mut last = spec.register.window.first.plus(-1);
    let moved = person
        .referrals
        .iter()
        .filter(|(g, _)| *g != 1)
        .map(|(_, day)| *day);
    for day in moved.filter(|day| Month::of(*day) >= first) {
        last = last.min(Month::of(day).plus(-1));
    }
    if let Some((week, _)) = person.gone {
        last = last.min(week.month().plus(-2));
    }
    (first.plus(2) <= last).then_some((first, last))
}

/// Who is employed, and what kind of contact the others have: by quota in each municipality, so that a share of group 1 with one kind of
/// contact follows the share with any.
fn employed_and_laid_out(
    spec: &Spec,
    persons: &mut [Person],
    touched: &[Vec<usize>],
    mut earlier: Vec<usize>,
    draws: &mut Draws,
) {
    let ever = persons.iter().filter(|p| p.referred(1).is_some()).count();
    let wanted = (ever as f64 * spec.results.employed).round() as usize;
    draws.shuffle(&mut earlier);
    let of_earlier = (wanted / 3).min(earlier.len());
    for (place, i) in earlier.into_iter().enumerate() {
        lay_earlier(spec, &mut persons[i], place < of_earlier, draws);
    }
    let sizes: Vec<f64> = touched.iter().map(|here| here.len() as f64).collect();
    let all: usize = touched.iter().map(Vec::len).sum();
    let employed = apportion((wanted - of_earlier).min(all), &sizes);
    for (here, employed) in touched.iter().zip(employed) {
        let (working, others) = here.split_at(employed);
        for i in working {
            let kind = pick(&IN_WINDOW, draws);
            lay_touched(spec, &mut persons[*i], true, kind, draws);
        }
        for (i, kind) in others.iter().zip(dealt(others.len())) {
            lay_touched(spec, &mut persons[*i], false, kind, draws);
        }
    }
}

/// The kinds of contact of so many persons.
fn dealt(persons: usize) -> impl Iterator<Item = Contact> {
    let weights = IN_WINDOW.map(|(_, weight)| weight);
    let counts = apportion(persons, &weights);
    let kinds = IN_WINDOW.iter().zip(counts);
    kinds.flat_map(|((kind, _), n)| std::iter::repeat_n(*kind, n))
}

fn lay_earlier(spec: &Spec, person: &mut Person, employed: bool, draws: &mut Draws) {
    let Some((first, last)) = room_before(spec, person) else {
        return;
    };
    let start = first.plus(draws.between(0, last.0 - first.0));
    let end = start.plus(draws.between(0, 3)).min(last);
    let kind = if employed {
        Contact::Employment
    } else {
        pick(&EARLIER, draws)
    };
    person.contacts.push((kind, start, end));
}

fn lay_touched(spec: &Spec, person: &mut Person, employed: bool, kind: Contact, draws: &mut Draws) {
    let window = spec.register.window;
    let Some(referred) = person.referred(1) else {
        return;
    };
    let room = room_before(spec, person);
    let job_now = employed && (room.is_none() || draws.chance(JOB_IN_WINDOW));
    // A job of the past, then another kind of contact now.
    let mut free_from = Month::of(referred).plus(1).min(window.first);
    if let (true, false, Some((first, last))) = (employed, job_now, room) {
        let start = first.plus(draws.between(0, last.0 - first.0 - 1));
        let end = start.plus(draws.between(0, 2)).min(last.plus(-1));
        person.contacts.push((Contact::Employment, start, end));
        free_from = end.plus(2).min(window.first);
    }
    let kind = if job_now { Contact::Employment } else { kind };
    // A flexi-job would clarify someone who was in group 2 too.
    let kind = match kind {
        Contact::FlexiJob if person.referred(2).is_some() => Contact::Placement,
        kind => kind,
    };
    let end = match kind {
        Contact::FlexiJob | Contact::Employment => window.last,
        _ => window
            .first
            .plus(draws.between(0, window.last.0 - window.first.0)),
    };
    let longest = match kind {
        Contact::Placement => 4,
        Contact::WageSubsidy => 6,
        _ => 14,
    };
    let start = end.plus(-draws.between(0, longest)).max(free_from);
    person.contacts.push((kind, start.min(end), end));
}

fn pick(from: &[(Contact, f64)], draws: &mut Draws) -> Contact {
    let weights: Vec<f64> = from.iter().map(|(_, weight)| *weight).collect();
    from[draws.pick(&weights)].0
}

/// Those of group 2 who are clarified. Who was in group 1 too gets no flexi-job by it, which would be contact.
fn clarify(spec: &Spec, persons: &mut [Person], draws: &mut Draws) {
    let end = spec.register.project.last.weeks().1;
    let ever = persons.iter().filter(|p| p.referred(2).is_some()).count();
    let wanted = (ever as f64 * spec.results.clarified).round() as usize;
    let room = |p: &Person| {
        let referred = Week::of(p.referred(2)?);
        let last = p.gone.map_or(end, |(week, _)| week.plus(-1));
        let moved_on = p.group_on(spec.register.window.first.first_day()) == Some(1);
        let (first, last) = (referred.plus(6), last.min(end));
        (!moved_on && first <= last).then_some((first, last))
    };
    let mut free: Vec<usize> = (0..persons.len())
        .filter(|i| room(&persons[*i]).is_some())
        .collect();
    draws.shuffle(&mut free);
    for i in free.into_iter().take(wanted) {
        let Some((first, last)) = room(&persons[i]) else {
            continue;
        };
        let was_first = persons[i].referred(1).is_some();
        let codes = if was_first {
            &CLARIFIED[..2]
        } else {
            &CLARIFIED[..]
        };
        let weights: Vec<f64> = codes.iter().map(|(_, weight)| *weight).collect();
        let code = codes[draws.pick(&weights)].0;
        let week = first.plus(draws.between(0, last.since(first).min(70)));
        persons[i].clarified = Some((week, code));
    }
}
