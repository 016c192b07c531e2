//! Who is referred where and when.

use super::spec::Spec;
use crate::calendar::{Month, Week};
use crate::codes::Municipalities;
use crate::simulate::draws::Draws;
use crate::simulate::quota::even;
use jiff::civil::Date;

/// What a stretch of weeks is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    Placement,
    WageSubsidy,
    /// Ordinary hours beside the benefit.
    Hours,
    FlexiJob,
    /// Ordinary hours without benefit.
    Employment,
    Education,
}

/// Which benefit a person lives on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Cash,
    Education,
    Integration,
}

/// A person of the target group.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub site: u16,
    pub family: Family,
    pub male: bool,
    pub birth_date: Date,
    /// Group and day, in order; none for one of the target group whom nobody referred.
    pub referrals: Vec<(u8, Date)>,
    /// The first week after follow-up, and its code.
    pub gone: Option<(Week, u16)>,
    /// Contact by whole months, both ends included, in order and apart.
    pub contacts: Vec<(Contact, Month, Month)>,
    /// The first week of the clarification, and its code.
    pub clarified: Option<(Week, u16)>,
}

impl Person {
    /// The day of the first referral to a group.
    pub fn referred(&self, group: u8) -> Option<Date> {
        let to = self.referrals.iter().find(|(g, _)| *g == group);
        to.map(|(_, day)| *day)
    }

    /// The group on a day.
    pub fn group_on(&self, day: Date) -> Option<u8> {
        let until = self.referrals.iter().rev().find(|(_, d)| *d <= day);
        until.map(|(group, _)| *group)
    }
}

/// The municipalities that take part, with their number in group 1.
pub fn sites(spec: &Spec) -> Vec<(u16, usize)> {
    let sites = &spec.sites;
    let between = |[low, high]: [usize; 2], i: usize| {
        low + ((high - low) as f64 * even(i as u64, 0, 0.0)).round() as usize
    };
    let size = |(i, code): (usize, u16)| {
        let large = sites.large.iter().find(|(c, _)| *c == code);
        let size = match large {
            Some((_, size)) => *size,
            None if sites.small.contains(&code) => between(sites.small_size, i),
            None => between(sites.middle_size, i),
        };
        (code, size)
    };
    let all = Municipalities::built_in();
    let codes = all
        .iter()
        .map(|m| m.code)
        .filter(|c| !sites.left_out.contains(c));
    // Christiansø is no municipality.
    codes.filter(|c| *c != 411).enumerate().map(size).collect()
}

/// The target group of each municipality, referred or not, in random order.
pub fn persons(spec: &Spec) -> Vec<Person> {
    let mut draws = Draws::new(spec.seed, 1, 0);
    let mut persons = Vec::new();
    for (number, (site, first)) in sites(spec).into_iter().enumerate() {
        let of = |share: f64| (first as f64 * share).round() as usize;
        let groups = [
            (1, first),
            (2, of(spec.groups.second)),
            (3, of(spec.groups.third)),
        ];
        for (group, n) in groups {
            for _ in 0..n {
                persons.push(person(spec, site, group, &mut draws));
            }
        }
        let referred: usize = groups.iter().map(|(_, n)| n).sum();
        let share = 2.0 * spec.groups.unreferred * even(number as u64, 2, 0.0);
        for _ in 0..(referred as f64 * share / (1.0 - share)).round() as usize {
            persons.push(unreferred(spec, site, &mut draws));
        }
    }
    draws.shuffle(&mut persons);
    persons
}

fn person(spec: &Spec, site: u16, group: u8, draws: &mut Draws) -> Person {
    let project = spec.register.project;
    let first = project.first.first_day();
    // Most are referred in the first months.
    let months = f64::from(project.last.0 - project.first.0);
    let place = draws.uniform().powi(2) * months;
    let day = first
        .saturating_add(jiff::Span::new().days((place * 30.4) as i32 + draws.between(0, 27)))
        .min(project.last.first_day());
    let mut referrals = vec![(group, day)];
    let (share, other) = match group {
        1 => (spec.groups.first_to_second, 2),
        2 => (spec.groups.second_to_first, 1),
        _ => (0.0, 3),
    };
    let window = spec.register.window.first.first_day();
    let later = day.saturating_add(jiff::Span::new().days(draws.between(120, 330)));
    let gone = gone(spec, day, draws);
    if draws.chance(share) && later < window && gone.is_none() {
        referrals.push((other, later));
    }
    Person {
        gone,
        referrals,
        ..unreferred(spec, site, draws)
    }
}

/// Someone of the target group whom nobody has referred.
fn unreferred(spec: &Spec, site: u16, draws: &mut Draws) -> Person {
    let family =
        [Family::Cash, Family::Education, Family::Integration][draws.pick(&[0.78, 0.14, 0.08])];
    let age = match family {
        Family::Education => draws.between(23, 29),
        _ => draws.between(30, 61),
    };
    let first = spec.register.project.first.first_day();
    let born = first.saturating_sub(jiff::Span::new().years(age));
    Person {
        site,
        family,
        male: draws.chance(0.48),
        birth_date: born.saturating_sub(jiff::Span::new().days(draws.between(1, 360))),
        gone: None,
        referrals: Vec::new(),
        contacts: Vec::new(),
        clarified: None,
    }
}

/// Who is gone is so before the window, and some time after the first referral.
fn gone(spec: &Spec, referred: Date, draws: &mut Draws) -> Option<(Week, u16)> {
    let from = Week::of(referred).plus(20);
    let to = spec.register.window.first.weeks().0.plus(-1);
    let week = from.plus(draws.between(0, 60));
    let code = [999, 998, 997][draws.pick(&[0.5, 0.3, 0.2])];
    let wanted = draws.chance(spec.groups.gone);
    (wanted && week <= to).then_some((week, code))
}
