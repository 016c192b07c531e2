//! Persons, their courses and the municipalities they live in.

use super::spec::{Destination, Paths, Period, Spec};
use crate::calendar::{Week, Window};

/// Which side a municipality is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arm {
    Participant,
    Comparison,
    /// The municipality is not known.
    Unknown,
}

pub const ARMS: [Arm; 3] = [Arm::Participant, Arm::Comparison, Arm::Unknown];

/// A municipality.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    pub code: u16,
    pub arm: Arm,
    /// Weight when entrants are shared out.
    pub size: f64,
}

/// One stay in the scheme, both weeks included.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    pub from: Week,
    pub to: Week,
    /// Index of the cohort whose entry window holds `from`.
    pub cohort: usize,
    /// Planned week of the first placement.
    pub first: Option<Week>,
    /// Weeks in placement, both included, in order.
    pub placements: Vec<(Week, Week)>,
    pub after: Destination,
}

/// One person of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Index of the municipality.
    pub site: usize,
    /// Background card, dealt from the arm's deck.
    pub card: u64,
    /// In order; empty for those who never enter.
    pub courses: Vec<Course>,
    /// The first week after follow-up, and its code.
    pub gone: Option<(Week, u16)>,
    /// Months with an ordinary job, from the first entry on, and whether the month began in a course.
    pub jobs: Vec<Job>,
}

/// A month with ordinary hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    pub month: crate::calendar::Month,
    pub in_course: bool,
}

/// The first course of one person in one cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    pub person: usize,
    pub course: usize,
    pub site: usize,
    pub entry: Week,
}

/// One arm of one cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    pub cohort: usize,
    pub arm: Arm,
}

/// Everything that is drawn before the outcomes.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    pub sites: Vec<Site>,
    pub persons: Vec<Person>,
}

impl Person {
    /// The course of week `week`, counting from course `first`.
    pub fn course_at(&self, first: usize, week: Week) -> Option<usize> {
        let later = &self.courses[first..];
        let at = later.iter().position(|c| c.from <= week && week <= c.to)?;
        Some(first + at)
    }

    /// True when follow-up has ended at or before `week`.
    pub fn gone_by(&self, week: Week) -> bool {
        self.gone.is_some_and(|(from, _)| from <= week)
    }
}

impl People {
    /// The members of a group, by municipality and then entry week.
    pub fn members(&self, group: Group) -> Vec<Member> {
        let mut members = Vec::new();
        for (person, p) in self.persons.iter().enumerate() {
            if self.sites[p.site].arm != group.arm {
                continue;
            }
            let entered = p.courses.iter().position(|c| c.cohort == group.cohort);
            members.extend(entered.map(|course| Member {
                person,
                course,
                site: p.site,
                entry: p.courses[course].from,
            }));
        }
        members.sort_by_key(|m| (m.site, m.entry));
        members
    }
}

/// The paths that a group follows; the unknown municipality follows the comparison.
pub fn paths(spec: &Spec, group: Group) -> &Paths {
    let arm = match group.arm {
        Arm::Participant => &spec.paths.participant,
        Arm::Comparison | Arm::Unknown => &spec.paths.comparison,
    };
    match spec.cohorts[group.cohort].period {
        Period::Before => &arm.before,
        Period::After => &arm.after,
    }
}

/// The week's place on the axis of a window: 1 in its first week, by ISO week number and year, so that a week 53 shares the place of
/// week 52 and shifts nothing after it.
pub fn axis(window: Window, week: Week) -> f64 {
    let (first_year, first_week) = window.first.iso();
    let (year, number) = week.iso();
    let years = f64::from(year) - f64::from(first_year);
    years * 52.0 + f64::from(number.min(52)) - f64::from(first_week.min(52)) + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_53_shifts_no_later_week() {
        let at = |window: &str, week: &str| {
            let window: Window = window.parse().expect("a window");
            axis(window, week.parse().expect("a week"))
        };
        assert_eq!(at("2016-W01..2017-W52", "2016-W01"), 1.0);
        assert_eq!(at("2016-W01..2017-W52", "2017-W43"), 95.0);
        assert_eq!(at("2015-W01..2016-W52", "2015-W53"), 52.0);
        assert_eq!(at("2015-W01..2016-W52", "2016-W43"), 95.0);
    }
}
