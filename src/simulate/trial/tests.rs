//! Whatever the seed: the counts of the file, ages inside their groups, and one order of events.

use super::people::{MOVED, People, Person};
use super::spec::Spec;
use super::{generate, tables};
use crate::simulate::model::Model;
use std::collections::BTreeSet;

const SEEDS: [u64; 3] = [2017, 1, 99];

fn spec(seed: u64) -> Spec {
    let text = include_str!("../../../examples/dgr/population.toml");
    let mut spec: Spec = toml::from_str(text).expect("the example");
    spec.set_seed(seed);
    spec
}

fn of_arm(people: &People, side: usize, wanted: impl Fn(&Person) -> bool) -> usize {
    let arm = people.allocated.iter().filter(|p| p.side == side);
    arm.filter(|p| wanted(p)).count()
}

#[test]
fn the_counts_of_the_file_come_out_for_every_seed() {
    for seed in SEEDS {
        let spec = spec(seed);
        let people = generate(&spec);
        let pair = |wanted: &dyn Fn(&Person) -> bool| {
            [of_arm(&people, 0, wanted), of_arm(&people, 1, wanted)]
        };
        assert_eq!(pair(&|_| true), [109, 109]);
        assert_eq!(pair(&|p| p.female), [66, 67]);
        assert_eq!(pair(&|p| p.end.is_some()), [31, 26]);
        assert_eq!(pair(&|p| p.placement.is_some()), [65, 55]);
        assert_eq!(pair(&|p| p.sanctions == 1), [11, 12]);
        assert_eq!(pair(&|p| p.sanctions > 1), [7, 8]);
        assert_eq!(pair(&|p| p.complaints > 0), [3, 14]);
        assert_eq!(pair(&|p| p.prison), [1, 0]);
        assert_eq!(pair(&|p| p.assigned == 0), [74, 37]);
        let moved = |p: &Person| p.end.as_ref().is_some_and(|e| e.reason == MOVED);
        assert_eq!(pair(&moved), [2, 7]);
        for group in &spec.age {
            let inside = |p: &Person| (group.from..=group.to).contains(&p.age);
            assert_eq!(pair(&inside), group.persons);
        }
        assert_eq!(people.others.len(), 5);
    }
}

#[test]
fn mean_ages_are_met_to_the_printed_digit() {
    let people = generate(&spec(2017));
    for (side, printed) in ["49.2", "47.8"].into_iter().enumerate() {
        let arm = people.allocated.iter().filter(|p| p.side == side);
        let sum: i32 = arm.map(|p| i32::from(p.age)).sum();
        assert_eq!(format!("{:.1}", f64::from(sum) / 109.0), printed);
    }
}

#[test]
fn no_two_events_fall_on_one_day_and_placements_come_before_the_end() {
    for seed in SEEDS {
        let spec = spec(seed);
        let people = generate(&spec);
        let ends = people
            .allocated
            .iter()
            .filter_map(|p| p.end.as_ref().map(|e| e.day));
        let placements = people.allocated.iter().filter_map(|p| p.placement);
        let days: Vec<i32> = ends.chain(placements).collect();
        assert_eq!(days.len(), 57 + 120);
        assert_eq!(days.iter().collect::<BTreeSet<_>>().len(), days.len());
        for person in &people.allocated {
            let last = person
                .end
                .as_ref()
                .map_or(person.followed(&spec), |e| e.day);
            assert!(last <= person.followed(&spec));
            assert!(person.placement.is_none_or(|day| 28 < day && day < last));
        }
    }
}

/// Persons in the order of their days.
fn order(people: &People, day: impl Fn(&Person) -> Option<i32>) -> Vec<usize> {
    let all = people.allocated.iter().enumerate();
    let mut days: Vec<(i32, usize)> = all.filter_map(|(i, p)| Some((day(p)?, i))).collect();
    days.sort_unstable();
    days.into_iter().map(|(_, i)| i).collect()
}

#[test]
fn the_seed_moves_days_and_never_the_order() {
    let [first, second, _] = SEEDS.map(|seed| generate(&spec(seed)));
    let end = |p: &Person| p.end.as_ref().map(|e| e.day);
    assert_eq!(order(&first, end), order(&second, end));
    assert_eq!(
        order(&first, |p| p.placement),
        order(&second, |p| p.placement)
    );
    let days = |people: &People| people.allocated.iter().map(end).collect::<Vec<_>>();
    assert_ne!(days(&first), days(&second));
}

#[test]
fn birthdays_give_the_age_at_the_draw() {
    let spec = spec(5);
    let people = generate(&spec);
    let tables = tables::of(&spec, &people);
    let mut ages: Vec<i16> = Vec::new();
    for row in &tables[0].rows {
        let (drawn, born): (jiff::civil::Date, jiff::civil::Date) = (
            row[1].parse().expect("a date"),
            row[5].parse().expect("a date"),
        );
        let had = (drawn.month(), drawn.day()) >= (born.month(), born.day());
        ages.push(drawn.year() - born.year() - i16::from(!had));
    }
    let mut planned: Vec<i16> = people.allocated.iter().map(|p| p.age).collect();
    planned.extend(people.others.iter().map(|p| p.age));
    ages.sort_unstable();
    planned.sort_unstable();
    assert_eq!(ages, planned);
}

#[test]
fn a_file_that_cannot_be_made_is_told_by_its_key() {
    let text = include_str!("../../../examples/dgr/population.toml");
    let faults = |from: &str, to: &str| -> Vec<String> {
        assert!(text.contains(from), "{from}");
        let spec: Spec = toml::from_str(&text.replace(from, to)).expect("a file");
        super::check::faults(&spec)
            .into_iter()
            .map(|(key, _)| key)
            .collect()
    };
    assert_eq!(
        faults("female = [66, 67]", "female = [166, 67]"),
        ["female"]
    );
    assert_eq!(
        faults("mean_age = [49.2,", "mean_age = [29.2,"),
        ["mean_age"]
    );
    assert_eq!(faults("\"2018-10-01\"", "\"2016-10-01\""), ["looked_up"]);
    assert_eq!(faults("persons = [10, 21]", "persons = [11, 21]"), ["age"]);
    assert_eq!(
        faults("first_day = 60", "first_day = 10"),
        ["pace.placements"]
    );
}
