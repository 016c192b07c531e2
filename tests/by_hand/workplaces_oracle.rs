//! Runs of activities written out as loops over persons, weeks and days, on random activities; the program must count the same.

use super::workplaces::criterion;
use crate::support::described::{share, table};
use jiff::{Span, civil::date};
use proptest::prelude::*;
use virkning::calendar::Week;
use virkning::findings::Findings;

/// Weeks of the trial's register, and the persons of the oracle.
const WEEKS: i32 = 30;
const PERSONS: usize = 6;
/// What the oracle asks for: so many weeks, of persons observed so many.
const RUN: i32 = 4;
const OBSERVED: i32 = 6;

/// Weeks and days are counted from the first of the register.
#[derive(Debug, Clone)]
struct Person {
    entry: i32,
    /// The week of death.
    gone: Option<i32>,
}

#[derive(Debug, Clone)]
struct Stretch {
    person: usize,
    /// 0 and 1 are kinds of the outcome.
    kind: usize,
    /// 0 is a blank.
    employer: u8,
    from: i32,
    /// `None` is still going on.
    to: Option<i32>,
}

/// A reading of the criterion.
#[derive(Clone, Copy)]
struct Reading {
    same: bool,
    bridge: i32,
    whole: bool,
}

fn readings() -> Vec<Reading> {
    let of = |i: i32| Reading {
        same: i & 1 == 1,
        bridge: (i >> 1 & 1) + (i >> 3 & 1),
        whole: i >> 2 & 1 == 1,
    };
    (0..8).chain([10, 11]).map(of).collect()
}

/// True when some day of the week is inside an activity that counts.
fn has(stretches: &[&Stretch], employer: Option<u8>, week: i32) -> bool {
    let inside = |s: &Stretch, day: i32| s.from <= day && s.to.is_none_or(|to| day <= to);
    let counts = |s: &Stretch| s.kind < 2 && employer.is_none_or(|e| s.employer == e);
    let mut days = 7 * week..7 * week + 7;
    let in_register = (0..WEEKS).contains(&week);
    in_register && days.any(|day| stretches.iter().any(|s| counts(s) && inside(s, day)))
}

/// True in a week with the outcome, and between two such weeks that are near enough.
fn in_run(stretches: &[&Stretch], employer: Option<u8>, bridge: i32, week: i32) -> bool {
    let at = |week| has(stretches, employer, week);
    let bridged =
        |before: i32| (1..=bridge + 1 - before).any(|after| at(week - before) && at(week + after));
    at(week) || (1..=bridge).any(bridged)
}

fn meets(person: &Person, stretches: &[&Stretch], reading: Reading) -> bool {
    let last = person.last();
    let employers = match reading.same {
        true => vec![Some(1), Some(2), Some(3)],
        false => vec![None],
    };
    employers.into_iter().any(|employer| {
        let first = if reading.whole { 0 } else { person.entry };
        let mut length = 0;
        (first..=last).any(|week| {
            let runs = in_run(stretches, employer, reading.bridge, week);
            length = if runs { length + 1 } else { 0 };
            length >= RUN && week >= person.entry
        })
    })
}

impl Person {
    fn last(&self) -> i32 {
        self.gone.map_or(WEEKS, |week| week) - 1
    }

    fn counts(&self) -> bool {
        self.last() - self.entry + 1 >= OBSERVED
    }
}

/// The program's tables from the same persons.
fn program(persons: &[Person], stretches: &[Stretch]) -> Findings {
    let first = date(2016, 1, 4);
    let day = |day: i32| first.saturating_add(Span::new().days(day));
    let week = |week: i32| Week::of(day(7 * week));
    let weekly = persons.iter().enumerate().map(|(i, person)| {
        let gone = person
            .gone
            .map(|gone| format!("{i},999,{},2016-W30\n", week(gone)));
        format!(
            "{i},730,2016-W01,{}\n{}",
            week(person.last()),
            gone.unwrap_or_default()
        )
    });
    let enrolment = persons.iter().enumerate();
    let enrolment = enrolment.map(|(i, person)| {
        let arm = ["p", "k"][i % 2];
        format!("{i},{},{arm}\n", day(7 * person.entry + i as i32))
    });
    let rows = stretches.iter().map(|s| {
        let kind = ["praktik", "løntilskud", "mentor"][s.kind];
        let to = s.to.map_or(String::new(), |to| day(to).to_string());
        let employer = ["", "x", "y", "z"][usize::from(s.employer)];
        format!("{},{kind},{},{to},{employer}\n", s.person, day(s.from))
    });
    let words: Vec<String> = readings()
        .iter()
        .map(|r| {
            let workplace = ["any", "same"][usize::from(r.same)];
            let start = ["entry", "whole-run"][usize::from(r.whole)];
            let bridge = r.bridge;
            format!(
                r#"{{ workplace = "{workplace}", bridge_weeks = {bridge}, start = "{start}" }}"#
            )
        })
        .collect();
    let beside: Vec<&str> = words[1..].iter().map(String::as_str).collect();
    criterion(
        &format!("weeks = {RUN}\nobserved_weeks = {OBSERVED}"),
        &beside,
        &weekly.collect::<String>(),
        &enrolment.collect::<String>(),
        &rows.collect::<String>(),
    )
}

/// The first of each arm is followed to the end.
fn persons() -> impl Strategy<Value = Vec<Person>> {
    let person = (4..WEEKS, prop::option::of(0..WEEKS)).prop_map(|(entry, after)| Person {
        entry,
        gone: after
            .map(|after| entry + 1 + after)
            .filter(|gone| *gone < WEEKS),
    });
    prop::collection::vec(person, PERSONS).prop_map(|mut persons| {
        for first in &mut persons[..2] {
            *first = Person {
                entry: 8,
                gone: None,
            };
        }
        persons
    })
}

fn stretches() -> impl Strategy<Value = Vec<Stretch>> {
    let days = (-40..7 * WEEKS + 10, prop::option::weighted(0.9, 0..45));
    let row = (0..PERSONS, 0..3_usize, 0..4_u8, days);
    let row = row.prop_map(|(person, kind, employer, (from, length))| Stretch {
        person,
        kind,
        employer,
        from,
        to: length.map(|length| from + length),
    });
    prop::collection::vec(row, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn counting_person_by_person_day_by_day_gives_the_same_shares(persons in persons(), stretches in stretches()) {
        let found = program(&persons, &stretches);
        let table = table(&found, "runs", "criterion");
        for (i, reading) in readings().into_iter().enumerate() {
            let row = if i == 0 { "main".to_string() } else { format!("beside-{i}") };
            for (arm, column) in ["participant", "comparison"].into_iter().enumerate() {
                let of_arm = (arm..PERSONS).step_by(2).filter(|p| persons[*p].counts());
                let counted: Vec<usize> = of_arm.collect();
                let met = counted.iter().filter(|p| {
                    let own: Vec<&Stretch> = stretches.iter().filter(|s| s.person == **p).collect();
                    meets(&persons[**p], &own, reading)
                });
                let expected = (met.count() as u64, counted.len() as u64);
                prop_assert_eq!(share(table, &row, column), expected, "{} {}", row, column);
            }
        }
    }
}
