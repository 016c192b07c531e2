//! What the management reports say of the participants: done in time, not done in time, or can still be done in time.

use super::check::persons;
use super::paint::key;
use super::people::Person;
use super::spec::{Arm, Site, Spec};
use crate::simulate::draws::Draws;
use crate::simulate::model::MadeTable;
use crate::simulate::quota;
use jiff::Span;
use jiff::civil::Date;

/// Weeks from referral to the end of the first 13 weeks in a company and what follows them.
const AFTER_13_WEEKS: i32 = 26;

const YES_NO: [&str; 3] = ["yes", "no", "no"];

/// A participant of the reports.
struct Reported {
    key: String,
    referred: Date,
}

/// The table of events; persons whom the reports cover and the lottery does not have keys of their own.
pub fn table(spec: &Spec, people: &[Person]) -> MadeTable {
    let drawn: Vec<usize> = (0..spec.sites.len())
        .map(|site| of_site(people, site).count())
        .collect();
    let spare: Vec<f64> = spec
        .sites
        .iter()
        .zip(&drawn)
        .map(|(site, drawn)| (site.reported - drawn.min(&site.reported)) as f64)
        .collect();
    let covered: usize = spec.sites.iter().map(|s| s.reported).sum();
    let more = quota::apportion(covered - persons(spec, Arm::Participant), &spare);
    let mut rows = Vec::new();
    let mut next = people.len();
    for (number, site) in spec.sites.iter().enumerate() {
        let mut draws = Draws::new(spec.seed, 10, number as u64);
        let mut reported: Vec<Reported> = of_site(people, number)
            .map(|i| Reported {
                key: key(i + 1),
                referred: people[i].referred,
            })
            .collect();
        for _ in 0..more[number] {
            next += 1;
            let days = Span::new().days(draws.between(0, 280));
            reported.push(Reported {
                key: key(next),
                referred: spec.weeks.last.plus(-43).monday().saturating_add(days),
            });
        }
        rows.extend(of_reports(site, reported, &mut draws));
    }
    rows.sort();
    MadeTable {
        file: "events.csv".to_string(),
        columns: vec!["person_id", "date", "kind", "value", "site"],
        rows,
    }
}

fn of_site(people: &[Person], site: usize) -> impl Iterator<Item = usize> + '_ {
    let there = move |i: &usize| people[*i].arm == Arm::Participant && people[*i].site == site;
    (0..people.len()).filter(there)
}

/// Those referred last are those whose deadline has not passed.
fn of_reports(site: &Site, mut reported: Vec<Reported>, draws: &mut Draws) -> Vec<Vec<String>> {
    reported.sort_by(|a, b| (a.referred, &a.key).cmp(&(b.referred, &b.key)));
    let mut rows = Vec::new();
    for (kind, [done, due], weeks) in site.deadlines() {
        let values = values(
            reported.len(),
            done,
            due,
            ["done", "not-done", "pending"],
            draws,
        );
        for (person, value) in reported.iter().zip(values) {
            rows.push(row(site, person, kind, value, weeks, draws));
        }
    }
    // Those referred first are those who have had their 13 weeks, and a placement with them.
    let [with, told] = site.same_workplace();
    let weeks = values(told, with, with, ["yes", "no", "no"], draws);
    let hours = values(with, site.ordinary_hours, with, YES_NO, draws);
    let told_of = [
        ("same_workplace_13_weeks", weeks),
        ("ordinary_hours", hours),
    ];
    let of_all = site.of_all().map(|(kind, [yes, told])| {
        let first = if kind == "taster_activity" { with } else { 0 };
        let others = values(told - first, yes - first, told - first, YES_NO, draws);
        (kind, [vec!["yes"; first], others].concat())
    });
    for (kind, values) in told_of.into_iter().chain(of_all) {
        for (person, value) in reported.iter().zip(values) {
            rows.push(row(site, person, kind, value, AFTER_13_WEEKS, draws));
        }
    }
    for (kind, [done, due]) in site.after_13_weeks() {
        let values = values(due, done, due, ["done", "not-done", "pending"], draws);
        for (person, value) in reported.iter().zip(values) {
            rows.push(row(site, person, kind, value, AFTER_13_WEEKS, draws));
        }
    }
    rows
}

/// One value per person, the first `due` of them done or not in random order, the others open.
fn values(
    persons: usize,
    done: usize,
    due: usize,
    [yes, no, open]: [&'static str; 3],
    draws: &mut Draws,
) -> Vec<&'static str> {
    let mut judged: Vec<&'static str> = (0..due).map(|i| if i < done { yes } else { no }).collect();
    draws.shuffle(&mut judged);
    judged.resize(persons, open);
    judged
}

/// Done on a day up to the deadline; the others stand at the deadline.
fn row(
    site: &Site,
    person: &Reported,
    kind: &str,
    value: &str,
    weeks: i32,
    draws: &mut Draws,
) -> Vec<String> {
    let days = match value {
        "done" | "yes" => draws.between(1, 7 * weeks),
        _ => 7 * weeks,
    };
    let date = person.referred.saturating_add(Span::new().days(days));
    let cells = [
        &person.key,
        &date.to_string(),
        kind,
        value,
        &site.municipality.to_string(),
    ];
    cells.map(str::to_string).to_vec()
}
