//! The example's population, counted as it is planned.

use super::histories::{CASH, EMPLOYMENT, HALF, SELF_SUPPORT};
use super::people::{Person, draw};
use super::spec::{Arm, Spec};
use super::{check, paint, reports, talks};
use std::collections::BTreeSet;

fn example() -> Spec {
    let text = include_str!("../../../examples/jobfirst/population.toml");
    let spec: Spec = toml::from_str(text).expect("the example");
    assert_eq!(check::faults(&spec), Vec::new());
    spec
}

fn people(spec: &Spec) -> Vec<Person> {
    draw(spec).unwrap_or_else(|unmet| panic!("cell {}: {}", unmet.0, unmet.1))
}

#[test]
fn every_cell_has_its_sums_and_no_half_has_more_weeks_than_it_holds() {
    for seed in [2017, 1] {
        let spec = Spec { seed, ..example() };
        let people = people(&spec);
        assert_eq!(people.len(), 4_854);
        for cell in &spec.cells {
            let of = |p: &&Person| p.arm == cell.arm && p.target_group == cell.target_group;
            let six = people
                .iter()
                .filter(of)
                .map(|p| p.past.late[CASH] + p.past.early[CASH]);
            assert_eq!(six.sum::<i64>(), cell.cash_benefit.six_years.0);
        }
        for person in &people {
            for half in [&person.past.late, &person.past.early] {
                assert!(half.iter().all(|weeks| *weeks >= 0));
                assert!(half.iter().sum::<i64>() <= HALF);
            }
        }
    }
}

#[test]
fn the_painted_weeks_are_the_planned_ones() {
    let spec = example();
    let people = people(&spec);
    let register = paint::extract(&spec, &people);
    let cash: usize = register
        .spells
        .iter()
        .filter(|s| (730..=739).contains(&s.code))
        .map(|s| {
            let entry = people[s.person as usize].entry();
            let (from, to) = (s.from.max(entry.plus(-312)), s.to.min(entry.plus(-1)));
            usize::try_from(to.since(from) + 1).unwrap_or(0)
        })
        .sum();
    let planned = spec.cells.iter().map(|c| c.cash_benefit.six_years.0);
    assert_eq!(cash as i64, planned.sum::<i64>());
    let blank = |p: &Person| {
        let past = &p.past;
        let halves = [past.late, past.early];
        halves
            .iter()
            .map(|h| h[EMPLOYMENT] + h[SELF_SUPPORT])
            .sum::<i64>()
    };
    let coded: i64 = register
        .spells
        .iter()
        .map(|s| {
            let entry = people[s.person as usize].entry();
            let (from, to) = (s.from.max(entry.plus(-312)), s.to.min(entry.plus(-1)));
            i64::from((to.since(from) + 1).max(0))
        })
        .sum();
    let all: i64 = people.iter().map(blank).sum();
    assert_eq!(coded + all, 2 * HALF * people.len() as i64);
}

#[test]
fn talks_and_reports_have_the_planned_numbers() {
    let spec = example();
    let people = people(&spec);
    let referred: BTreeSet<(String, String)> = people
        .iter()
        .enumerate()
        .filter(|(_, p)| p.arm == Arm::Control)
        .map(|(i, p)| (paint::key(i + 1), p.entry().to_string()))
        .collect();
    let table = talks::table(&spec, &people);
    let in_week_0: BTreeSet<&String> = table
        .rows
        .iter()
        .filter(|row| {
            let date: jiff::civil::Date = row[1].parse().expect("a date");
            let week = crate::calendar::Week::of(date).to_string();
            referred.contains(&(row[0].clone(), week))
        })
        .map(|row| &row[0])
        .collect();
    assert_eq!(in_week_0.len(), (0.22_f64 * 2_448.0).round() as usize);
    let events = reports::table(&spec, &people);
    let count = |kind: &str, value: &str| {
        let is = |row: &&Vec<String>| row[2] == kind && row[3] == value;
        events.rows.iter().filter(is).count()
    };
    assert_eq!(count("mentor", "yes") + count("mentor", "no"), 2_467);
    let cv = count("cv_4_weeks", "done") + count("cv_4_weeks", "not-done");
    assert_eq!(cv, 2_295);
    assert_eq!(cv + count("cv_4_weeks", "pending"), 2_468);
    assert_eq!(count("cv_updated", "not-done"), 0);
    let kind = "same_workplace_13_weeks";
    assert_eq!((count(kind, "yes"), count(kind, "no")), (486, 1_981));
    let with = |kind: &str| -> BTreeSet<&String> {
        let rows = events.rows.iter().filter(|r| r[2] == kind && r[3] == "yes");
        rows.map(|r| &r[0]).collect()
    };
    // Whoever has 13 weeks at a workplace has been in a placement; only they can have ordinary hours beside it.
    assert!(with(kind).is_subset(&with("taster_activity")));
    assert!(with("ordinary_hours").is_subset(&with(kind)));
}
