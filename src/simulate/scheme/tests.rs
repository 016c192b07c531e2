//! The plan's counts in the persons made, whatever the seed.

use super::offers::{self, Offer};
use super::spec::Spec;
use super::{aggregates, check, courses, paint};

const EXAMPLE: &str = include_str!("../../../examples/kl/population.toml");

fn spec(text: &str) -> Spec {
    toml::from_str(text).expect("the form of a population")
}

#[test]
fn the_counts_are_those_of_the_file_whatever_the_seed() {
    for seed in [1, 2, 3] {
        let spec = Spec {
            seed,
            ..spec(EXAMPLE)
        };
        let persons = courses::persons(&spec);
        assert_eq!(persons.len(), 17_503);
        for (index, destination) in spec.destinations.iter().enumerate() {
            let went = persons.iter().filter(|p| p.destination == Some(index));
            assert_eq!(went.count(), destination.persons, "{}", destination.name);
        }
        let ended = || persons.iter().filter(|p| p.destination.is_some());
        for (index, origin) in spec.origins.iter().enumerate() {
            let from = ended().filter(|p| p.origin == index).count();
            assert_eq!(from, origin.persons, "{}", origin.name);
        }
        assert!(ended().all(|p| p.last < spec.register.as_of));
        assert!(
            persons
                .iter()
                .all(|p| p.entry >= spec.course.first && p.entry < spec.register.as_of)
        );
    }
}

#[test]
fn the_shares_at_the_printed_weeks_are_met_to_the_person() {
    for seed in [1, 2, 3] {
        let spec = Spec {
            seed,
            ..spec(EXAMPLE)
        };
        let persons = courses::persons(&spec);
        let weeks = offers::weeks(&spec, &persons);
        let as_of = spec.register.as_of;
        for (k, share) in [(26, 0.68), (52, 0.63)] {
            let seen = |i: &usize| persons[*i].entry.plus(k) <= persons[*i].last.min(as_of);
            let counted: Vec<usize> = (0..persons.len()).filter(seen).collect();
            let passive = counted
                .iter()
                .filter(|i| weeks[**i][k as usize] == Offer::Passive);
            let wanted = (counted.len() as f64 * share).round() as usize;
            assert_eq!(passive.count(), wanted, "week {k}");
        }
        let now = |i: &usize| persons[*i].destination.is_none();
        let inside: Vec<usize> = (0..persons.len()).filter(now).collect();
        let company = inside.iter().filter(|i| {
            let at = as_of.since(persons[**i].entry) as usize;
            weeks[**i][at] == Offer::Company
        });
        assert_eq!((company.count(), inside.len()), (2_288, 15_564));
    }
}

#[test]
fn the_rows_of_a_person_follow_each_other_and_never_overlap() {
    let spec = spec(EXAMPLE);
    let persons = courses::persons(&spec);
    let extract = paint::extract(&spec, &persons, &offers::weeks(&spec, &persons));
    for pair in extract.spells.windows(2) {
        assert!(pair[0].from <= pair[0].to);
        assert!(pair[0].person < pair[1].person || pair[0].to < pair[1].from);
    }
    assert!(extract.hours.is_sorted_by_key(|h| (h.person, h.month)));
}

#[test]
fn aggregates_lie_on_their_lines() {
    let table = aggregates::table(&spec(EXAMPLE));
    let value = |period: &str| {
        let row = table
            .rows
            .iter()
            .find(|r| r[0] == period && r[1] == "fleksjob");
        row.map(|r| r[3].as_str())
    };
    assert_eq!(value("2013Q1"), Some("52100"));
    assert_eq!(value("2015Q4"), Some("63900"));
    assert_eq!(value("2016Q1"), None);
}

#[test]
fn faults_are_told_by_their_keys() {
    assert_eq!(check::faults(&spec(EXAMPLE)), Vec::new());
    let text = EXAMPLE
        .replace("ended = 1939", "ended = 1940")
        .replace("bridged = 0.04", "bridged = 4")
        .replace("as_of = \"2015-W53\"", "as_of = \"2016-W11\"");
    let keys: Vec<String> = check::faults(&spec(&text))
        .into_iter()
        .map(|f| f.0)
        .collect();
    assert_eq!(
        keys,
        ["register.as_of", "destination", "origin", "course.bridged"]
    );
}
