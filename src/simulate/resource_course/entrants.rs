//! Who enters when and where, how long each course lasts and who begins again.

use super::background::age_years;
use super::people::{ARMS, Arm, Course, Group, People, Person, Site, paths};
use super::spec::{Destination, Spec};
use crate::calendar::{Week, Window};
use crate::simulate::draws::Draws;
use crate::simulate::quota::{Even, apportion, class_of};

/// A course planned longer than this never ends inside the register.
const NEVER_WEEKS: f64 = 5_000.0;
/// Years; so it was for everyone who reached it before 2019.
const PENSION_AGE: f64 = 65.0;

/// Draws the municipalities and all persons with their courses.
pub fn enter(spec: &Spec) -> People {
    let sites = sites(spec);
    let mut persons = Vec::new();
    for cohort in 0..spec.cohorts.len() {
        for (part, arm) in ARMS.into_iter().enumerate() {
            let mut draws = Draws::new(spec.seed, 1, (cohort * 8 + part) as u64);
            let group = Group { cohort, arm };
            enter_group(spec, &sites, group, &mut draws, &mut persons);
        }
    }
    for number in 0..spec.scaled(spec.population.never_in_course) {
        persons.push(bystander(spec, &sites, number));
    }
    deal_cards(spec, &sites, &mut persons);
    for person in &mut persons {
        retire(spec, sites[person.site].arm, person);
    }
    People { sites, persons }
}

fn sites(spec: &Spec) -> Vec<Site> {
    let population = &spec.population;
    let known = population.residents.iter().map(|(code, residents)| {
        let code: u16 = code.parse().unwrap_or(0);
        let participates = population.participants.contains(&code);
        Site {
            code,
            arm: if participates {
                Arm::Participant
            } else {
                Arm::Comparison
            },
            size: residents.powf(population.size_exponent),
        }
    });
    let unknown = population.unknown_codes.iter().map(|code| Site {
        code: *code,
        arm: Arm::Unknown,
        size: 1.0,
    });
    known.chain(unknown).collect()
}

fn enter_group(
    spec: &Spec,
    sites: &[Site],
    group: Group,
    draws: &mut Draws,
    persons: &mut Vec<Person>,
) {
    let cohort = &spec.cohorts[group.cohort];
    let total = match group.arm {
        Arm::Participant => spec.scaled(cohort.participant),
        Arm::Comparison => spec.scaled(cohort.comparison),
        Arm::Unknown => unknown_entrants(spec, group.cohort),
    };
    let here = |site: &Site| {
        if site.arm == group.arm {
            site.size
        } else {
            0.0
        }
    };
    let counts = apportion(total, &sites.iter().map(here).collect::<Vec<_>>());
    let calendar = Calendar::new(cohort.entry, spec);
    let mut lengths = Even::new(draws.uniform(), 0);
    let mut leavers = Even::new(draws.uniform(), 1);
    let mut goers = Even::new(draws.uniform(), 2);
    for (site, count) in counts.into_iter().enumerate() {
        let offset = draws.uniform();
        for i in 0..count {
            let from = calendar.week((i as f64 + offset) / count as f64);
            let length = course_weeks(spec, group, lengths.next());
            let gone = gone_week(spec, from, goers.next(), draws);
            let mut person = Person {
                site,
                card: 0,
                courses: Vec::new(),
                gone,
                jobs: Vec::new(),
            };
            let after = destination(spec, group, leavers.next());
            add_course(spec, &mut person, group.cohort, from, length, after);
            restart(spec, group, &mut person, draws);
            persons.push(person);
        }
    }
}

/// The cohort's part of those whose municipality is not known.
fn unknown_entrants(spec: &Spec, cohort: usize) -> usize {
    let total = spec.scaled(spec.population.unknown_entrants);
    apportion(total, &vec![1.0; spec.cohorts.len()])[cohort]
}

/// Entry weeks of a window by rank, so that every municipality's entrants spread through the year alike.
struct Calendar {
    first: Week,
    cumulative: Vec<f64>,
}

impl Calendar {
    fn new(entry: Window, spec: &Spec) -> Calendar {
        let mut sum = 0.0;
        let weight = |week: Week| spec.course.season.at(f64::from(week.iso().1));
        let cumulative = entry.weeks().map(|week| {
            sum += weight(week);
            sum
        });
        Calendar {
            first: entry.first,
            cumulative: cumulative.collect(),
        }
    }

    fn week(&self, rank: f64) -> Week {
        let sum = self.cumulative.last().copied().unwrap_or(0.0);
        let weeks = self.cumulative.partition_point(|c| *c <= rank * sum);
        let last = self.cumulative.len().saturating_sub(1);
        self.first.plus(weeks.min(last) as i32)
    }
}

fn course_weeks(spec: &Spec, group: Group, rank: Option<f64>) -> i32 {
    let left = &paths(spec, group).left;
    let weeks = left.reaches(rank.unwrap_or(0.5)).unwrap_or(NEVER_WEEKS);
    weeks.ceil().max(1.0) as i32
}

fn gone_week(spec: &Spec, from: Week, rank: Option<f64>, draws: &mut Draws) -> Option<(Week, u16)> {
    let per_week = spec.course.gone_per_year / 52.0;
    let weeks = -(1.0 - rank.unwrap_or(0.5)).ln() / per_week.max(1e-12);
    let week = from.plus(1 + weeks.min(NEVER_WEEKS) as i32);
    let code = if draws.chance(0.6) { 999 } else { 997 };
    (week <= spec.register.weeks.last).then_some((week, code))
}

fn destination(spec: &Spec, group: Group, rank: Option<f64>) -> Destination {
    let work = paths(spec, group).work_after;
    let after = &spec.course.after;
    let rest: f64 = after.values().sum();
    let scale = (1.0 - work) / rest.max(1e-12);
    let mut weights: Vec<f64> = after.values().map(|w| w * scale).collect();
    weights.push(work);
    let class = class_of(rank.unwrap_or(0.5), &weights);
    after
        .keys()
        .nth(class)
        .copied()
        .unwrap_or(Destination::Work)
}

/// Adds a course, cut where the register or follow-up ends.
fn add_course(
    spec: &Spec,
    person: &mut Person,
    cohort: usize,
    from: Week,
    weeks: i32,
    after: Destination,
) {
    let mut to = from.plus(weeks - 1).min(spec.register.weeks.last);
    if let Some((gone, _)) = person.gone {
        to = to.min(gone.plus(-1));
    }
    if from <= to {
        person.courses.push(Course {
            from,
            to,
            cohort,
            first: None,
            placements: Vec::new(),
            after,
        });
    }
}

/// Some of those who left begin again, in the cohort whose window the new start falls in.
fn restart(spec: &Spec, group: Group, person: &mut Person, draws: &mut Draws) {
    let Some(left) = person.courses.last().map(|c| c.to) else {
        return;
    };
    let over = left >= spec.register.weeks.last || person.gone_by(left.plus(1));
    if over || !draws.chance(spec.course.restart_share) {
        return;
    }
    let [low, high] = spec.course.restart_gap_weeks;
    let from = left.plus(1 + draws.between(low, high));
    let holds = |c: &super::spec::Cohort| c.entry.contains(from);
    let Some(cohort) = spec.cohorts.iter().position(holds) else {
        return;
    };
    let between = [Destination::CashBenefit, Destination::SicknessBenefit];
    if let Some(course) = person.courses.last_mut() {
        course.after = between[draws.below(between.len())];
    }
    let group = Group { cohort, ..group };
    let weeks = course_weeks(spec, group, Some(draws.uniform()));
    let after = destination(spec, group, Some(draws.uniform()));
    add_course(spec, person, cohort, from, weeks, after);
}

fn bystander(spec: &Spec, sites: &[Site], number: usize) -> Person {
    let mut draws = Draws::new(spec.seed, 3, number as u64);
    let weights: Vec<f64> = sites.iter().map(|s| s.size).collect();
    Person {
        site: draws.pick(&weights),
        card: 0,
        courses: Vec::new(),
        gone: None,
        jobs: Vec::new(),
    }
}

/// Deals each arm's deck anew for every year of entry: the starters of two years hold the same backgrounds.
fn deal_cards(spec: &Spec, sites: &[Site], persons: &mut [Person]) {
    let mut hands = std::collections::BTreeMap::<_, Vec<usize>>::new();
    for (i, person) in persons.iter().enumerate() {
        let year = person.courses.first().map(|c| c.from.iso().0);
        let arm = sites[person.site].arm as u8;
        hands.entry((arm, year)).or_default().push(i);
    }
    for (hand, (_, mut holders)) in hands.into_iter().enumerate() {
        Draws::new(spec.seed, 4, hand as u64).shuffle(&mut holders);
        for (card, person) in holders.into_iter().enumerate() {
            persons[person].card = card as u64;
        }
    }
}

/// Follow-up ends with the state pension, and the course with it.
fn retire(spec: &Spec, arm: Arm, person: &mut Person) {
    let Some(entry) = person.courses.first().map(|c| c.from) else {
        return;
    };
    let weeks = (PENSION_AGE - age_years(spec, arm, person.card)) * 365.2425 / 7.0;
    let pension = entry.plus(weeks.ceil() as i32);
    if pension > spec.register.weeks.last || person.gone_by(pension) {
        return;
    }
    person.gone = Some((pension, 998));
    person.courses.retain(|c| c.from < pension);
    for course in &mut person.courses {
        course.to = course.to.min(pension.plus(-1));
    }
}
