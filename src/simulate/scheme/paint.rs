//! The rows of the register: history, course, what came after, and wage hours.

use super::courses::Person;
use super::offers::Offer;
use super::spec::Spec;
use crate::calendar::{Month, Week};
use crate::codes::Municipalities;
use crate::register::schema::{Extract, HoursRow, PersonRow, SpellRow};
use crate::simulate::draws::Draws;

const PASSIVE: u16 = 810;
const BRIDGE: u16 = 890;
const GUIDANCE: [(u16, f64); 2] = [(813, 0.93), (814, 0.07)];
/// Placement (private, public) and wage subsidy (private, public).
const COMPANY: [(u16, f64); 4] = [(817, 0.55), (818, 0.29), (815, 0.06), (816, 0.10)];

/// The whole extract.
pub fn extract(spec: &Spec, persons: &[Person], offers: &[Vec<Offer>]) -> Extract {
    let sites: Vec<u16> = Municipalities::built_in().iter().map(|m| m.code).collect();
    let mut extract = Extract {
        keys: (1..=persons.len()).map(|n| format!("k{n:07}")).collect(),
        persons: Vec::new(),
        weeks: spec.register.weeks,
        spells: Vec::new(),
        hours: Vec::new(),
    };
    for (number, person) in persons.iter().enumerate() {
        let mut painter = Painter {
            spec,
            number: number as u32,
            draws: Draws::new(spec.seed, 6, number as u64),
            extract: &mut extract,
        };
        let row = painter.background(person, &sites);
        painter.before(person);
        painter.course(person, &offers[number]);
        painter.after(person);
        extract.persons.push(row);
    }
    extract
}

struct Painter<'a> {
    spec: &'a Spec,
    number: u32,
    draws: Draws,
    extract: &'a mut Extract,
}

impl Painter<'_> {
    fn background(&mut self, person: &Person, sites: &[u16]) -> PersonRow {
        let day = person.entry.monday();
        let born = day.saturating_sub(jiff::Span::new().years(person.age_years));
        let born = born.saturating_sub(jiff::Span::new().days(self.draws.between(1, 300)));
        let civil = ["ugift", "gift", "fraskilt"];
        let origins = ["dansk", "vestlig", "ikke_vestlig"];
        PersonRow {
            male: self.draws.chance(0.45),
            birth_date: born,
            civil_status: civil[self.draws.pick(&[0.55, 0.27, 0.18])],
            origin: origins[self.draws.pick(&[0.82, 0.05, 0.13])],
            municipality: sites[self.draws.below(sites.len())],
        }
    }

    /// The state the person came from, for a while; before it nothing, or work.
    fn before(&mut self, person: &Person) {
        let origin = &self.spec.origins[person.origin];
        let weeks = self.spec.register.weeks;
        let from = person.entry.plus(-self.draws.between(20, 150));
        let (from, to) = (from.max(weeks.first), person.entry.plus(-1));
        match origin.code {
            0 if origin.works => self.jobs(from, to),
            0 => {}
            code => self.spell(code, from, to),
        }
    }

    fn course(&mut self, person: &Person, offers: &[Offer]) {
        let mut now = Offer::Passive;
        let mut code = PASSIVE;
        for (k, offer) in offers.iter().enumerate() {
            if *offer != now || k == 0 {
                code = self.code(*offer);
                now = *offer;
            }
            let week = person.entry.plus(k as i32);
            let k = k as i32;
            let in_gap = person.gap.is_some_and(|(from, to)| from <= k && k <= to);
            self.spell(if in_gap { BRIDGE } else { code }, week, week);
        }
    }

    fn code(&mut self, offer: Offer) -> u16 {
        let from: &[(u16, f64)] = match offer {
            Offer::Passive => return PASSIVE,
            Offer::Guidance => &GUIDANCE,
            Offer::Company => &COMPANY,
        };
        let weights: Vec<f64> = from.iter().map(|(_, weight)| *weight).collect();
        from[self.draws.pick(&weights)].0
    }

    fn after(&mut self, person: &Person) {
        let Some(index) = person.destination else {
            return;
        };
        let destination = &self.spec.destinations[index];
        let end = self.spec.register.weeks.last;
        let from = person.last.plus(1 + person.pause_weeks);
        match destination.code {
            0 if destination.works => self.jobs(person.last.plus(1), end),
            0 => {}
            code if from <= end => self.spell(code, from, end),
            _ => {}
        }
    }

    /// Ordinary wage hours in every month that has a week of the stretch.
    fn jobs(&mut self, from: Week, to: Week) {
        if to < from {
            return;
        }
        let last = to.month().min(self.spec.register.weeks.last.month());
        for month in (from.month().0..=last.0).map(Month) {
            let hours = f64::from(self.draws.between(60, 160));
            self.extract.hours.push(HoursRow {
                person: self.number,
                month,
                hours,
                support_code: 0,
            });
        }
    }

    /// Adds weeks of a code, joined to the same code before.
    fn spell(&mut self, code: u16, from: Week, to: Week) {
        let person = self.number;
        match self.extract.spells.last_mut() {
            Some(last) if (last.person, last.code, last.to.plus(1)) == (person, code, from) => {
                last.to = to;
            }
            _ => self.extract.spells.push(SpellRow {
                person,
                code,
                from,
                to,
            }),
        }
    }
}
