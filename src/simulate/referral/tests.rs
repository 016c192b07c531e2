//! The plan's counts in the persons made, whatever the seed.

use super::people::{Contact, sites};
use super::spec::Spec;
use super::{check, model, paint};

const EXAMPLE: &str = include_str!("../../../examples/fsm/population.toml");

fn spec(text: &str) -> Spec {
    toml::from_str(text).expect("the form of a population")
}

#[test]
fn eighty_four_of_88_meet_the_criterion_whatever_the_seed() {
    for seed in [1, 2, 3] {
        let spec = Spec {
            seed,
            ..spec(EXAMPLE)
        };
        let persons = model::planned(&spec);
        let window = spec.register.window;
        let day = window.first.first_day();
        let mut met = 0;
        let mut exact = 0;
        for (site, _) in sites(&spec) {
            let inside = persons
                .iter()
                .filter(|p| p.site == site && p.gone.is_none());
            let inside: Vec<_> = inside.filter(|p| p.group_on(day) == Some(1)).collect();
            let touched = inside.iter().filter(|p| {
                let contacts = p.contacts.iter();
                let mut in_window =
                    contacts.filter(|(_, from, to)| *from <= window.last && window.first <= *to);
                in_window.next().is_some()
            });
            let (touched, all) = (touched.count(), inside.len());
            met += usize::from(touched * 100 >= 40 * all);
            exact += usize::from(touched * 100 == 40 * all);
        }
        assert_eq!(sites(&spec).len(), 88);
        assert_eq!(met, 84, "seed {seed}");
        assert!(exact >= 1, "seed {seed}");
    }
}

#[test]
fn the_results_of_the_groups_are_met_to_the_person() {
    for seed in [1, 2, 3] {
        let spec = Spec {
            seed,
            ..spec(EXAMPLE)
        };
        let persons = model::planned(&spec);
        let first: Vec<_> = persons.iter().filter(|p| p.referred(1).is_some()).collect();
        let n = first.len() as f64;
        let contact = first.iter().filter(|p| !p.contacts.is_empty()).count();
        assert_eq!(contact, (n * spec.results.contact).ceil() as usize);
        let works = |c: &(Contact, _, _)| c.0 == Contact::Employment;
        let employed = first
            .iter()
            .filter(|p| p.contacts.iter().any(works))
            .count();
        assert_eq!(employed, (n * spec.results.employed).round() as usize);
        let second: Vec<_> = persons.iter().filter(|p| p.referred(2).is_some()).collect();
        let clarified = second.iter().filter(|p| p.clarified.is_some()).count();
        assert_eq!(
            clarified,
            (second.len() as f64 * spec.results.clarified).round() as usize
        );
    }
}

/// Contact begins in the month of the referral at the earliest, stretches lie apart, and nobody has any after follow-up.
#[test]
fn stretches_lie_where_they_are_counted() {
    let spec = spec(EXAMPLE);
    for person in model::planned(&spec) {
        let Some(referred) = person.referred(1) else {
            assert!(person.contacts.is_empty());
            continue;
        };
        let month = crate::calendar::Month::of(referred);
        for (_, from, to) in &person.contacts {
            assert!(month <= *from && from <= to && *to <= spec.register.project.last);
            assert!(person.gone.is_none_or(|(week, _)| *to < week.month()));
        }
        let apart = person.contacts.windows(2).all(|pair| pair[0].2 < pair[1].1);
        assert!(apart);
    }
}

#[test]
fn the_enrolment_has_a_row_per_referral_in_order() {
    let spec = spec(EXAMPLE);
    let persons = model::planned(&spec);
    let table = paint::enrolment(&spec, &persons);
    let referrals: usize = persons.iter().map(|p| p.referrals.len()).sum();
    assert_eq!(table.rows.len(), referrals);
    assert!(table.rows.is_sorted());
}

#[test]
fn faults_are_told_by_their_keys() {
    assert_eq!(check::faults(&spec(EXAMPLE)), Vec::new());
    let text = EXAMPLE
        .replace("[360, 0.35]", "[360, 0.45]")
        .replace("small_size = [22, 98]", "small_size = [98, 22]")
        .replace("gone = 0.03", "gone = -0.03")
        .replace("left_out = [155,", "left_out = [101,");
    let keys: Vec<String> = check::faults(&spec(&text))
        .into_iter()
        .map(|f| f.0)
        .collect();
    assert_eq!(
        keys,
        [
            "sites.large",
            "criterion.below",
            "criterion.fidelity",
            "criterion.below",
            "sites.small_size",
            "groups.gone"
        ]
    );
}
