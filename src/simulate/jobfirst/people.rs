//! Who is drawn: one person of the trial.

use super::histories::{self, Past};
use super::spec::{Arm, Cell, Spec, TargetGroup};
use super::{background, fit};
use crate::calendar::Week;
use crate::simulate::draws::Draws;
use crate::simulate::quota;
use jiff::civil::Date;

/// One person.
#[derive(Debug, Clone)]
pub struct Person {
    pub target_group: TargetGroup,
    pub arm: Arm,
    /// Index into the file's sites.
    pub site: usize,
    /// The day of referral.
    pub referred: Date,
    pub male: bool,
    pub civil_status: &'static str,
    pub origin: &'static str,
    pub match_group: &'static str,
    /// Completed years in the week of referral.
    pub age: i64,
    /// Ordinary hours in the twelve months before the month of referral.
    pub hours: i64,
    pub past: Past,
}

impl Person {
    /// The week of referral.
    pub fn entry(&self) -> Week {
        Week::of(self.referred)
    }
}

/// A target that the persons of a cell cannot meet: cell and what it was.
pub struct Unmet(pub usize, pub &'static str);

/// Draws everyone, in an order that tells nothing.
pub fn draw(spec: &Spec) -> Result<Vec<Person>, Unmet> {
    let mut people = Vec::new();
    for (number, cell) in spec.cells.iter().enumerate() {
        let made = of_cell(spec, number, cell).map_err(|what| Unmet(number, what))?;
        people.extend(made);
    }
    place(spec, &mut people);
    Draws::new(spec.seed, 2, 0).shuffle(&mut people);
    refer(spec, &mut people);
    Ok(people)
}

fn of_cell(spec: &Spec, number: usize, cell: &Cell) -> Result<Vec<Person>, &'static str> {
    let mut draws = Draws::new(spec.seed, 1, number as u64);
    let pasts = histories::draw(cell, &mut draws)?;
    let ages = background::ages(cell, &mut draws).ok_or("age")?;
    let hours = background::hours(cell, &mut draws).ok_or("ordinary_hours")?;
    let marks = background::marks(cell, &mut draws);
    let rows = pasts.into_iter().zip(ages).zip(hours).zip(marks);
    let person = |(((past, age), hours), mark): (((Past, i64), i64), background::Mark)| Person {
        target_group: cell.target_group,
        arm: cell.arm,
        site: 0,
        referred: spec.weeks.last.monday(),
        male: mark.male,
        civil_status: mark.civil_status,
        origin: mark.origin,
        match_group: mark.match_group,
        age,
        hours,
        past,
    };
    Ok(rows.map(person).collect())
}

/// Persons to municipalities, each arm in proportion to the participants reported.
fn place(spec: &Spec, people: &mut [Person]) {
    let weights: Vec<f64> = spec.sites.iter().map(|s| s.reported as f64).collect();
    for (part, arm) in [Arm::Participant, Arm::Control].into_iter().enumerate() {
        let mut of_arm: Vec<&mut Person> = people.iter_mut().filter(|p| p.arm == arm).collect();
        let shares = quota::apportion(of_arm.len(), &weights);
        let mut sites: Vec<usize> = shares
            .iter()
            .enumerate()
            .flat_map(|(site, n)| std::iter::repeat_n(site, *n))
            .collect();
        Draws::new(spec.seed, 3, part as u64).shuffle(&mut sites);
        for (person, site) in of_arm.iter_mut().zip(sites) {
            person.site = site;
        }
    }
}

/// Days of referral: so many persons in each week as the file says.
fn refer(spec: &Spec, people: &mut [Person]) {
    let mut draws = Draws::new(spec.seed, 4, 0);
    let (year, last) = spec.weeks.last.iso();
    let mut persons = people.iter_mut();
    let mut so_far = 0;
    for number in 1..=last {
        let until = spec.referred.at(f64::from(number)).round() as usize;
        let Some(week) = Week::from_iso(year, number) else {
            continue;
        };
        for person in persons.by_ref().take(until.saturating_sub(so_far)) {
            let day = draws.between(0, 4);
            person.referred = week.monday().saturating_add(jiff::Span::new().days(day));
        }
        so_far = so_far.max(until);
    }
}

/// Bounds that are the same for everyone.
pub fn same(persons: usize, low: i64, high: i64) -> fit::Bounds {
    fit::Bounds {
        low: vec![low; persons],
        high: vec![high; persons],
    }
}
