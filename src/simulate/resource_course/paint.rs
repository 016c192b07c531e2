//! A person's life as rows of the extract: codes week by week in spells, and wage hours by month.

use super::background::{Card, HISTORY_WEEKS, State, card};
use super::people::{Course, People, Person};
use super::spec::{Destination, Spec};
use crate::calendar::{Month, Week};
use crate::register::schema::{Extract, HoursRow, PersonRow, SpellRow};
use crate::simulate::draws::Draws;
use jiff::ToSpan;
use rayon::prelude::*;

/// Persons painted at once: enough for all threads, and few enough that rows do not lie in memory twice.
const CHUNK: usize = 1 << 14;

/// Paints everyone.
pub fn paint(spec: &Spec, people: &People) -> Extract {
    let persons = people.persons.len();
    let mut extract = Extract {
        keys: (1..=persons).map(|n| format!("p{n:07}")).collect(),
        persons: Vec::with_capacity(persons),
        weeks: spec.register.weeks,
        spells: Vec::new(),
        hours: Vec::new(),
    };
    for first in (0..persons).step_by(CHUNK) {
        let painted: Vec<Painted> = (first..persons.min(first + CHUNK))
            .into_par_iter()
            .map(|number| Painter::new(spec, people, number).paint())
            .collect();
        for person in painted {
            extract.persons.push(person.row);
            extract.spells.extend(person.spells);
            extract.hours.extend(person.hours);
        }
    }
    extract
}

struct Painted {
    row: PersonRow,
    spells: Vec<SpellRow>,
    hours: Vec<HoursRow>,
}

struct Painter<'a> {
    spec: &'a Spec,
    number: u32,
    person: &'a Person,
    card: Card,
    municipality: u16,
    draws: Draws,
    spells: Vec<SpellRow>,
    hours: Vec<HoursRow>,
}

/// Codes of a state with their weights.
type Codes = &'static [(u16, f64)];

const CASH_BENEFIT: Codes = &[
    (730, 0.50),
    (733, 0.28),
    (130, 0.10),
    (737, 0.05),
    (738, 0.03),
    (735, 0.04),
];
const SICKNESS_BENEFIT: Codes = &[(890, 0.85), (893, 0.08), (897, 0.03), (899, 0.04)];
const UNEMPLOYMENT: Codes = &[(111, 0.80), (211, 0.10), (217, 0.10)];
const STUDENT_GRANT: Codes = &[(651, 1.0)];
const CLARIFICATION: Codes = &[(870, 0.65), (873, 0.30), (877, 0.05)];
const FLEX_JOB_WAITING: Codes = &[(740, 0.70), (743, 0.20), (747, 0.10)];
const IN_COURSE: Codes = &[
    (810, 0.55),
    (813, 0.36),
    (814, 0.05),
    (815, 0.02),
    (816, 0.02),
];
const BRIDGES: &[(u16, f64)] = &[(890, 0.70), (0, 0.20), (881, 0.10)];
/// The benefit began in July 2014; until then such persons were on sickness benefit.
const CLARIFICATION_BEGINS: (i16, i8) = (2014, 28);
/// Share of long placements with a sick spell coded as placement under sickness benefit.
const SICK_IN_PLACEMENT: f64 = 0.03;
/// Share of those in flexi-jobs and of months without a job that get rows which must not count as ordinary hours.
const FLEX_HOURS: f64 = 0.6;
const ZERO_HOURS: f64 = 0.01;

impl<'a> Painter<'a> {
    fn new(spec: &'a Spec, people: &'a People, number: usize) -> Painter<'a> {
        let person = &people.persons[number];
        let site = &people.sites[person.site];
        Painter {
            spec,
            number: number as u32,
            person,
            card: card(spec, site.arm, person.card),
            municipality: site.code,
            draws: Draws::new(spec.seed, 12, number as u64),
            spells: Vec::new(),
            hours: Vec::new(),
        }
    }

    fn paint(mut self) -> Painted {
        let person = self.person;
        let after_all = self.spec.register.weeks.last.plus(1);
        let entry = person.courses.first().map_or(after_all, |c| c.from);
        self.history(entry);
        for (i, course) in person.courses.iter().enumerate() {
            self.course(course);
            let next = person.courses.get(i + 1).map_or(after_all, |c| c.from);
            let until = person.gone.map_or(next, |(gone, _)| gone.min(next));
            self.after(course, until);
        }
        if let Some((gone, code)) = person.gone {
            self.stretch(code, gone, after_all.plus(-1));
        }
        self.jobs();
        self.hours.sort_by_key(|h| (h.month, h.support_code));
        Painted {
            row: self.row(entry),
            spells: self.spells,
            hours: self.hours,
        }
    }

    fn row(&mut self, entry: Week) -> PersonRow {
        let days = (self.card.age_years * 365.2425) as i64;
        PersonRow {
            male: self.card.male,
            birth_date: entry.monday().saturating_sub(days.days()),
            civil_status: self.card.civil_status,
            origin: self.card.origin,
            municipality: self.municipality,
        }
    }

    /// Weeks `from` to `to` with one code, joined to the spell before when it goes on. Code 0 is blank.
    fn stretch(&mut self, code: u16, from: Week, to: Week) {
        let weeks = self.spec.register.weeks;
        let (from, to) = (from.max(weeks.first), to.min(weeks.last));
        if from > to || code == 0 {
            return;
        }
        if let Some(last) = self.spells.last_mut()
            && last.code == code
            && last.to.plus(1) == from
        {
            last.to = to;
            return;
        }
        self.spells.push(SpellRow {
            person: self.number,
            code,
            from,
            to,
        });
    }

    /// Weeks `from` to `to` in a state, changing code now and then.
    fn state(&mut self, codes: Codes, from: Week, to: Week) {
        let mut at = from;
        while at <= to {
            let end = at.plus(self.draws.between(6, 40)).min(to);
            let code = self.choose(codes);
            self.stretch(code, at, end);
            at = end.plus(1);
        }
    }

    fn choose(&mut self, codes: &[(u16, f64)]) -> u16 {
        let weights: Vec<f64> = codes.iter().map(|c| c.1).collect();
        codes[self.draws.pick(&weights)].0
    }

    fn history(&mut self, entry: Week) {
        let states: Vec<(State, i32)> = self.card.history.iter().rev().copied().collect();
        let weeks: i32 = states.iter().map(|s| s.1).sum();
        let oldest = entry.plus(-HISTORY_WEEKS);
        let mut from = entry.plus(-weeks);
        for (state, weeks) in states {
            let to = from.plus(weeks - 1);
            self.past(state, from.max(oldest), to, entry);
            from = to.plus(1);
        }
    }

    fn past(&mut self, state: State, from: Week, to: Week, entry: Week) {
        match state {
            State::CashBenefit => self.state(CASH_BENEFIT, from, to),
            State::Clarification => {
                let (year, week) = CLARIFICATION_BEGINS;
                let began = Week::from_iso(year, week).unwrap_or(from);
                self.state(SICKNESS_BENEFIT, from, to.min(began.plus(-1)));
                self.state(CLARIFICATION, from.max(began), to);
            }
            State::FlexJobWaiting => self.state(FLEX_JOB_WAITING, from, to),
            State::SelfSupport => {}
            State::SicknessBenefit => self.state(SICKNESS_BENEFIT, from, to),
            State::StudentGrant => self.state(STUDENT_GRANT, from, to),
            State::Unemployment => self.state(UNEMPLOYMENT, from, to),
            State::Work => self.work(from, to, entry),
        }
    }

    /// Blank weeks with ordinary hours, until the month of entry: from there on the quota decides.
    fn work(&mut self, from: Week, to: Week, entry: Week) {
        let first = from.max(self.spec.register.weeks.first).month();
        let last = to.month().min(entry.month().plus(-1));
        for month in (first.0..=last.0).map(Month) {
            let hours = self.draws.between(40, 165);
            self.wage(month, f64::from(hours), 0);
        }
    }

    fn wage(&mut self, month: Month, hours: f64, support_code: u8) {
        let known = self.hours.iter().rev().take(3);
        let twice = |h: &HoursRow| h.month == month && h.support_code == support_code;
        if !known.into_iter().any(twice) {
            self.hours.push(HoursRow {
                person: self.number,
                month,
                hours,
                support_code,
            });
        }
    }

    fn course(&mut self, course: &Course) {
        let gaps = self.gaps(course);
        let mut at = course.from;
        for &(from, to) in &course.placements {
            self.idle(at, from.plus(-1), &gaps);
            self.placement(from, to);
            at = to.plus(1);
        }
        self.idle(at, course.to, &gaps);
    }

    fn placement(&mut self, from: Week, to: Week) {
        let private = self.draws.chance(self.spec.placement.private_share);
        let code = if private { 817 } else { 818 };
        let weeks = to.since(from) + 1;
        if weeks >= 6 && self.draws.chance(SICK_IN_PLACEMENT) {
            let sick = from.plus(self.draws.between(1, weeks - 4));
            let well = sick.plus(self.draws.between(1, 3));
            self.stretch(code, from, sick.plus(-1));
            self.stretch(code + 80, sick, well.plus(-1));
            self.stretch(code, well, to);
        } else {
            self.stretch(code, from, to);
        }
    }

    /// One or two gaps of 1 to 3 weeks, each between two weeks of the course that are not placement.
    fn gaps(&mut self, course: &Course) -> Vec<(Week, Week)> {
        let mut gaps = Vec::new();
        if !self.draws.chance(self.spec.course.bridged_share) {
            return gaps;
        }
        let mut free = Vec::new();
        let mut at = course.from;
        let ends = (course.to.plus(1), course.to);
        for &(from, to) in course.placements.iter().chain([&ends]) {
            free.push((at, from.plus(-1)));
            at = to.plus(1);
        }
        free.retain(|(from, to)| to.since(*from) >= 6);
        self.draws.shuffle(&mut free);
        for &(from, to) in free.iter().take(1 + self.draws.below(2)) {
            let weeks = self.draws.between(1, 3);
            let start = from.plus(self.draws.between(1, to.since(from) - weeks));
            gaps.push((start, start.plus(weeks - 1)));
        }
        gaps
    }

    /// Weeks in the course outside placement, with the gaps that fall there.
    fn idle(&mut self, from: Week, to: Week, gaps: &[(Week, Week)]) {
        let inside = gaps.iter().find(|g| from <= g.0 && g.1 <= to);
        let Some(&(gap, gap_end)) = inside else {
            return self.scheme(from, to);
        };
        self.scheme(from, gap.plus(-1));
        let code = self.choose(BRIDGES);
        self.stretch(code, gap, gap_end);
        self.scheme(gap_end.plus(1), to);
    }

    fn scheme(&mut self, from: Week, to: Week) {
        let before = self.spells.len();
        self.state(IN_COURSE, from, to);
        let subsidised: Vec<(Week, Week)> = self.spells[before..]
            .iter()
            .filter(|s| matches!(s.code, 815 | 816))
            .map(|s| (s.from, s.to))
            .collect();
        for (from, to) in subsidised {
            self.supported(from, to, 1, 60, 140);
        }
    }

    fn supported(&mut self, from: Week, to: Week, support_code: u8, low: i32, high: i32) {
        for month in (from.month().0..=to.month().0).map(Month) {
            let hours = f64::from(self.draws.between(low, high));
            self.wage(month, hours, support_code);
        }
    }

    /// The weeks from the end of a course to `until`, which is not included.
    fn after(&mut self, course: &Course, until: Week) {
        let (from, to) = (course.to.plus(1), until.plus(-1));
        if from > to {
            return;
        }
        match course.after {
            Destination::CashBenefit => self.state(CASH_BENEFIT, from, to),
            Destination::DisabilityPension => self.stretch(783, from, to),
            Destination::FlexJob => {
                let job = from.plus(self.draws.between(0, 8)).min(to.plus(1));
                self.state(FLEX_JOB_WAITING, from, job.plus(-1));
                self.flex_job(job, to);
            }
            Destination::FlexJobWaiting => {
                let job = from.plus(self.draws.between(20, 120)).min(to.plus(1));
                self.state(FLEX_JOB_WAITING, from, job.plus(-1));
                self.flex_job(job, to);
            }
            Destination::SicknessBenefit => {
                let end = from.plus(self.draws.between(8, 30)).min(to);
                self.state(SICKNESS_BENEFIT, from, end);
                self.state(CASH_BENEFIT, end.plus(1), to);
            }
            Destination::StudentGrant => {
                let end = from.plus(self.draws.between(40, 150)).min(to);
                self.state(STUDENT_GRANT, from, end);
            }
            Destination::Work => {}
        }
    }

    fn flex_job(&mut self, from: Week, to: Week) {
        if from > to {
            return;
        }
        self.stretch(771, from, to);
        if self.draws.chance(FLEX_HOURS) {
            self.supported(from, to, 3, 15, 90);
        }
    }

    /// Ordinary hours of the months that the quota chose, and a few rows of no hours at all.
    fn jobs(&mut self) {
        for job in &self.person.jobs {
            let [low, high] = if job.in_course {
                self.spec.hours.in_course
            } else {
                self.spec.hours.after_course
            };
            let hours = f64::from(self.draws.between(low * 2, high * 2)) / 2.0;
            self.hours.push(HoursRow {
                person: self.number,
                month: job.month,
                hours,
                support_code: 0,
            });
        }
        let held = |month| self.person.jobs.iter().any(|j| j.month == month);
        let course = self.person.courses.first();
        if let Some(month) = course.map(|c| c.from.month())
            && !held(month)
            && self.draws.chance(ZERO_HOURS)
        {
            self.hours.push(HoursRow {
                person: self.number,
                month,
                hours: 0.0,
                support_code: 0,
            });
        }
    }
}
