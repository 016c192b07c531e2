//! The rows read back by the register's own rules against the plan, and the plan's counts against what the file asks for.

use super::people::{Arm, Course, Group, Member, People, axis, paths};
use super::spec::{Period, PinnedOutcome, Spec};
use super::{firsts, generate, levels};
use crate::calendar::{Month, Week};
use crate::codes::{CodeList, CodeSet};
use crate::register::schema::{Extract, SpellRow};
use std::collections::BTreeSet;

fn spec(seed: u64, scale: f64) -> Spec {
    let text = include_str!("../../../examples/brf/population.toml");
    let mut spec: Spec = toml::from_str(text).expect("the example's population file");
    spec.seed = seed;
    spec.scale = scale;
    spec
}

/// A small register, its persons and their spells.
fn small(seed: u64) -> (Spec, People, Extract) {
    let spec = spec(seed, 0.03);
    let (people, extract) = generate(&spec);
    (spec, people, extract)
}

fn spells_of(extract: &Extract, person: usize) -> Vec<&SpellRow> {
    let mine = |s: &&SpellRow| s.person as usize == person;
    extract.spells.iter().filter(mine).collect()
}

fn class(name: &str) -> CodeSet {
    CodeList::built_in().class(name).expect("a known class")
}

#[test]
fn spells_are_sorted_apart_inside_the_register_and_of_known_codes() {
    let (_, _, extract) = small(1);
    let known = CodeList::built_in().all();
    for pair in extract.spells.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        assert!(a.person < b.person || (a.person == b.person && a.to < b.from));
        let joined = a.person == b.person && a.code == b.code && a.to.plus(1) == b.from;
        assert!(!joined, "one stretch of one code is one spell");
    }
    for spell in &extract.spells {
        assert!(spell.from <= spell.to && known.contains(spell.code));
        assert!(extract.weeks.contains(spell.from) && extract.weeks.contains(spell.to));
        assert!(CodeList::built_in().get(spell.code).is_some());
    }
    for pair in extract.hours.windows(2) {
        let key = |h: &crate::register::schema::HoursRow| (h.person, h.month, h.support_code);
        assert!(key(&pair[0]) < key(&pair[1]), "hours sorted, one row a job");
    }
}

/// Courses by the rule of the register: gaps of 1 to 3 weeks are bridged.
fn courses_read(spells: &[&SpellRow], scheme: &CodeSet) -> Vec<(Week, Week)> {
    let mut courses: Vec<(Week, Week)> = Vec::new();
    for spell in spells.iter().filter(|s| scheme.contains(s.code)) {
        match courses.last_mut() {
            Some(last) if spell.from.since(last.1) <= 4 => last.1 = spell.to,
            _ => courses.push((spell.from, spell.to)),
        }
    }
    courses
}

#[test]
fn courses_and_placements_read_from_the_spells_are_the_planned_ones() {
    let (_, people, extract) = small(2);
    let scheme = class("ressourceforloeb");
    let placement = CodeList::built_in()
        .subclass("praktik")
        .expect("a subclass");
    let mut bridged = 0;
    for (number, person) in people.persons.iter().enumerate() {
        let spells = spells_of(&extract, number);
        let planned: Vec<_> = person.courses.iter().map(|c| (c.from, c.to)).collect();
        assert_eq!(courses_read(&spells, &scheme), planned);
        for course in &person.courses {
            let weeks = |from: Week, to: Week| (from.0..=to.0).map(Week);
            let planned: BTreeSet<Week> = course
                .placements
                .iter()
                .flat_map(|(from, to)| weeks(*from, *to))
                .collect();
            let inside = |s: &&&SpellRow| course.from <= s.from && s.to <= course.to;
            let within = spells.iter().filter(inside);
            let placed = within.clone().filter(|s| placement.contains(s.code));
            let read: BTreeSet<Week> = placed.flat_map(|s| weeks(s.from, s.to)).collect();
            assert_eq!(read, planned);
            bridged += within.filter(|s| !scheme.contains(s.code)).count();
        }
    }
    assert!(bridged > 20, "{bridged} gaps with a code of their own");
}

#[test]
fn ordinary_hours_from_entry_on_are_the_planned_jobs() {
    let (_, people, extract) = small(3);
    for (number, person) in people.persons.iter().enumerate() {
        let Some(entry) = person.courses.first().map(|c| c.from.month()) else {
            continue;
        };
        let jobs: Vec<Month> = person.jobs.iter().map(|j| j.month).collect();
        let rows = extract.hours.iter().filter(|h| h.person as usize == number);
        let ordinary = rows.filter(|h| h.support_code == 0 && h.hours > 0.0 && h.month >= entry);
        assert_eq!(ordinary.map(|h| h.month).collect::<Vec<_>>(), jobs);
    }
}

#[test]
fn no_code_follows_the_end_of_follow_up_but_its_own() {
    let (_, people, extract) = small(4);
    let mut codes = BTreeSet::new();
    for (number, person) in people.persons.iter().enumerate() {
        let Some((gone, code)) = person.gone else {
            continue;
        };
        let spells = spells_of(&extract, number);
        let last = spells.last().expect("the spell that ends follow-up");
        assert_eq!(
            (last.from, last.to, last.code),
            (gone, extract.weeks.last, code)
        );
        assert!(spells.iter().filter(|s| s.code >= 997).count() == 1);
        codes.insert(code);
    }
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), [997, 998, 999]);
}

#[test]
fn the_same_plan_gives_the_same_register_on_one_thread_and_on_more() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(|| small(5).2)
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn another_seed_gives_another_register() {
    let (a, b) = (small(6).2, small(7).2);
    assert_ne!(a.spells, b.spells);
    assert_ne!(a.persons, b.persons);
}

#[test]
fn every_kind_of_person_and_event_is_there() {
    let mut spec = spec(8, 0.03);
    spec.population.unknown_entrants = 1_000;
    let (people, extract) = generate(&spec);
    let codes: BTreeSet<u16> = extract.spells.iter().map(|s| s.code).collect();
    for code in [
        730, 771, 783, 740, 810, 813, 814, 815, 816, 817, 818, 651, 890, 870,
    ] {
        assert!(codes.contains(&code), "{code}");
    }
    let both = |p: &super::people::Person| {
        p.courses.len() == 2 && p.courses[0].cohort < p.courses[1].cohort
    };
    assert!(people.persons.iter().any(both));
    assert!(people.persons.iter().any(|p| p.courses.is_empty()));
    let sites: BTreeSet<u16> = extract.persons.iter().map(|p| p.municipality).collect();
    assert!(sites.contains(&0) && sites.contains(&411));
    assert_eq!(extract.persons.len(), extract.keys.len());
    let wanted = spec.persons() as f64;
    assert!((extract.keys.len() as f64 / wanted - 1.0).abs() < 0.01);
    let supported: BTreeSet<u8> = extract.hours.iter().map(|h| h.support_code).collect();
    assert_eq!(supported.into_iter().collect::<Vec<_>>(), [0, 1, 3]);
}

/// Members counted in one week: in the course, of them in placement, all, of them with ordinary hours, of those in the course with hours.
fn count(people: &People, members: &[Member], week: Week, site: Option<usize>) -> [usize; 5] {
    let mut counts = [0; 5];
    let here = |m: &&Member| m.entry <= week && site.is_none_or(|s| s == m.site);
    for member in members.iter().filter(here) {
        let person = &people.persons[member.person];
        if person.gone_by(week) {
            continue;
        }
        let course = person
            .course_at(member.course, week)
            .map(|c| &person.courses[c]);
        let placed = |c: &Course| c.placements.iter().any(|(a, b)| *a <= week && week <= *b);
        let job = person.jobs.iter().any(|j| j.month == week.month());
        counts[0] += usize::from(course.is_some());
        counts[1] += usize::from(course.is_some_and(placed));
        counts[2] += 1;
        counts[3] += usize::from(job);
        counts[4] += usize::from(job && course.is_some());
    }
    counts
}

fn share(count: usize, of: usize) -> f64 {
    count as f64 / of.max(1) as f64
}

#[test]
fn at_full_size_the_counts_are_the_planned_shares_and_the_curves_the_planned_hazards() {
    let spec = spec(20_190_501, 1.0);
    let (people, _) = generate(&spec);
    for cohort in 0..spec.cohorts.len() {
        for arm in [Arm::Participant, Arm::Comparison] {
            let group = Group { cohort, arm };
            let members = people.members(group);
            shares_hold(&spec, &people, group, &members);
            hazards_hold(&spec, &people, group, &members);
        }
    }
    pins_hold(&spec, &people);
}

fn shares_hold(spec: &Spec, people: &People, group: Group, members: &[Member]) {
    let window = spec.cohorts[group.cohort].weeks;
    let planned = paths(spec, group);
    for week in window.weeks() {
        let x = axis(window, week);
        let [in_course, placed, all, hours, hours_in_course] = count(people, members, week, None);
        // In the first weeks there may not be persons enough who were ever placed.
        if x >= 8.0 {
            let off = placed as f64 - planned.placement.at(x) * in_course as f64;
            assert!(
                off.abs() <= 1.0,
                "{group:?} {week}: {placed} of {in_course}, {off} off"
            );
        }
        let off = hours as f64 - planned.hours.at(x) * all as f64;
        assert!(
            off.abs() <= 3.0,
            "{group:?} {week}: {hours} of {all}, {off} off"
        );
        // Within a month some leave the course and keep the job.
        let off = share(hours_in_course, in_course) - planned.hours_in_course.at(x);
        let allowed = 4.0 / in_course as f64 + 0.0015;
        assert!(
            off.abs() <= allowed,
            "{group:?} {week}: {hours_in_course} of {in_course}"
        );
    }
}

/// The share not yet placed, counted as a survivor function among those in their entry course inside the window.
fn hazards_hold(spec: &Spec, people: &People, group: Group, members: &[Member]) {
    let window = spec.cohorts[group.cohort].weeks;
    let times: Vec<(i32, bool)> = members
        .iter()
        .map(|m| {
            let course = &people.persons[m.person].courses[m.course];
            let last = course.to.min(window.last);
            let first = course
                .placements
                .first()
                .map(|p| p.0)
                .filter(|w| *w <= last);
            (first.unwrap_or(last).since(m.entry), first.is_some())
        })
        .collect();
    let ratio = firsts::log_ratio(spec, group).exp();
    let mut not_placed = 1.0;
    for k in 0..=103 {
        let at_risk = times.iter().filter(|t| t.0 >= k).count();
        let events = times.iter().filter(|t| **t == (k, true)).count();
        not_placed *= 1.0 - share(events, at_risk);
        let hazard = spec.placement.cumulative_hazard.at(f64::from(k));
        let planned = (-hazard * ratio).exp();
        let rounding = 0.5 * not_placed / at_risk.max(1) as f64 + 1e-9;
        assert!(
            (not_placed - planned).abs() <= rounding * 1.05,
            "{group:?} week {k}: {not_placed} for {planned}"
        );
    }
}

fn pins_hold(spec: &Spec, people: &People) {
    for pin in &spec.pins {
        let site = people.sites.iter().position(|s| s.code == pin.municipality);
        let [before, after] = [Period::Before, Period::After].map(|period| {
            let cohort = spec
                .cohorts
                .iter()
                .rposition(|c| c.period == period)
                .expect("a cohort");
            let group = Group {
                cohort,
                arm: Arm::Participant,
            };
            let week = spec.cohorts[cohort].weeks.first.plus(pin.week as i32 - 1);
            let [in_course, placed, all, hours, _] =
                count(people, &people.members(group), week, site);
            match pin.outcome {
                PinnedOutcome::Placement => share(placed, in_course),
                PinnedOutcome::Hours => share(hours, all),
            }
        });
        let off = after - before - pin.change;
        assert!(
            off.abs() <= pin.within,
            "{}: {before} to {after}",
            pin.municipality
        );
    }
}

#[test]
fn starters_of_two_years_hold_the_same_backgrounds() {
    let spec = spec(9, 0.2);
    let people = super::entrants::enter(&spec);
    let cards = |year: i16| {
        let of_year = people.persons.iter().filter(|p| {
            let arm = people.sites[p.site].arm;
            arm == Arm::Participant && p.courses.first().is_some_and(|c| c.from.iso().0 == year)
        });
        let mut cards: Vec<u64> = of_year.map(|p| p.card).collect();
        cards.sort_unstable();
        cards
    };
    let (a, b) = (cards(2017), cards(2018));
    let shared = a.len().min(b.len());
    assert!(a.len().abs_diff(b.len()) <= 10, "{} {}", a.len(), b.len());
    assert_eq!(a[..shared - 10], b[..shared - 10]);
}

#[test]
fn levels_of_the_comparison_scatter_around_one() {
    let spec = spec(10, 0.05);
    let people = super::entrants::enter(&spec);
    let levels = levels::set(&spec, &people);
    let of = |i| levels.of(PinnedOutcome::Placement, 3, i).at(50.0);
    let comparison = |i: &usize| people.sites[*i].arm == Arm::Comparison;
    let all: Vec<f64> = (0..people.sites.len()).filter(comparison).map(of).collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let sd = (all.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / all.len() as f64).sqrt();
    assert!((mean - 1.0).abs() < 0.05, "{mean}");
    assert!((0.08..0.18).contains(&sd), "{sd}");
}
