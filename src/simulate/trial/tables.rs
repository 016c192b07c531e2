//! The rows of the enrolment, the events and the interviews.

use super::people::{Other, People, Person, after};
use super::spec::{Interviews, Spec};
use super::{DAYS, NAMES, START_WITHIN};
use crate::simulate::draws::Draws;
use crate::simulate::model::MadeTable;
use jiff::Span;
use jiff::civil::Date;

/// The tables of a trial.
pub fn of(spec: &Spec, people: &People) -> Vec<MadeTable> {
    let names = names(spec, people);
    let mut tables = vec![
        enrolment(spec, people, &names),
        events(spec, people, &names),
    ];
    tables.extend(spec.interviews.iter().map(|told| interviews(spec, told)));
    tables
}

/// Made-up keys in no order; the allocated first, then the others.
fn names(spec: &Spec, people: &People) -> Vec<String> {
    let count = people.allocated.len() + people.others.len();
    let mut numbers: Vec<usize> = (1..=count).collect();
    Draws::new(spec.seed, NAMES, 9).shuffle(&mut numbers);
    numbers.into_iter().map(|n| format!("p{n:04}")).collect()
}

fn enrolment(spec: &Spec, people: &People, names: &[String]) -> MadeTable {
    let mut draws = Draws::new(spec.seed, NAMES, 10);
    let words = [
        spec.arms.participant.as_str(),
        spec.arms.comparison.as_str(),
    ];
    let sex = |female: bool| if female { "female" } else { "male" };
    let mut rows: Vec<(Date, Vec<String>)> = Vec::new();
    for (person, name) in people.allocated.iter().zip(names) {
        let cells = [
            name.as_str(),
            &person.drawn.to_string(),
            words[person.side],
            words[person.assigned],
            sex(person.female),
            &born(&mut draws, person.drawn, person.age).to_string(),
            "",
        ];
        rows.push((person.drawn, cells.map(str::to_string).to_vec()));
    }
    for (other, name) in people.others.iter().zip(&names[people.allocated.len()..]) {
        rows.push((other.drawn, other_cells(&mut draws, other, name)));
    }
    draws.shuffle(&mut rows);
    rows.sort_by_key(|(date, _)| *date);
    MadeTable {
        file: spec.output.enrolment.clone(),
        columns: vec![
            "person_id",
            "date",
            "arm",
            "assigned_arm",
            "sex",
            "birth_date",
            "excluded",
        ],
        rows: rows.into_iter().map(|(_, cells)| cells).collect(),
    }
}

fn other_cells(draws: &mut Draws, other: &Other, name: &str) -> Vec<String> {
    let sex = if draws.chance(0.6) { "female" } else { "male" };
    let born = born(draws, other.drawn, other.age).to_string();
    let drawn = other.drawn.to_string();
    let cells = [name, &drawn, "", "", sex, &born, &other.excluded];
    cells.map(str::to_string).to_vec()
}

/// A birthday on which the person is so old at the draw.
fn born(draws: &mut Draws, drawn: Date, age: i16) -> Date {
    let turned = drawn.saturating_sub(Span::new().years(age));
    turned.saturating_sub(Span::new().days(draws.between(0, 364)))
}

fn events(spec: &Spec, people: &People, names: &[String]) -> MadeTable {
    let mut draws = Draws::new(spec.seed, DAYS, 1);
    let mut rows: Vec<[String; 4]> = Vec::new();
    for (person, name) in people.allocated.iter().zip(names) {
        let mut add = |days: i32, kind: &str, value: &str| {
            let date = after(person.drawn, days).to_string();
            rows.push([date, name.clone(), kind.to_string(), value.to_string()]);
        };
        add(draws.between(0, START_WITHIN), "course-start", "");
        if let Some(day) = person.placement {
            add(day, "placement", "company");
            if let Some(day) = again(&mut draws, spec, person, day) {
                add(day, "placement", "company");
            }
        }
        if let Some(end) = &person.end {
            add(end.day, "course-end", &end.reason);
            if let Some(found) = &end.found {
                add(person.looked_up(spec), "dream-status", found);
            }
        }
        let last = last(spec, person);
        for _ in 0..person.sanctions {
            add(draws.between(START_WITHIN, last), "sanction", "");
        }
        for _ in 0..person.complaints {
            add(draws.between(START_WITHIN, last), "complaint", "");
        }
        if person.prison {
            add(draws.between(START_WITHIN, last), "prison", "");
        }
    }
    rows.sort_unstable();
    let told = rows
        .into_iter()
        .map(|[date, person, kind, value]| vec![person, date, kind, value]);
    MadeTable {
        file: spec.output.events.clone(),
        columns: vec!["person_id", "date", "kind", "value"],
        rows: told.collect(),
    }
}

/// Every third placement is followed by another.
fn again(draws: &mut Draws, spec: &Spec, person: &Person, first: i32) -> Option<i32> {
    let last = last(spec, person) - 1;
    (draws.chance(1.0 / 3.0) && last > first).then(|| draws.between(first + 1, last))
}

fn last(spec: &Spec, person: &Person) -> i32 {
    let end = person.end.as_ref().map(|e| e.day);
    end.unwrap_or_else(|| person.followed(spec))
}

fn interviews(spec: &Spec, told: &Interviews) -> MadeTable {
    let rows = told.rows.iter().flat_map(|row| {
        let cells = told.columns.iter().zip(&row.persons);
        cells.map(|([group, period], n)| {
            let value = match n {
                0 => String::new(),
                n => n.to_string(),
            };
            let words = [period, group, &row.profession].map(String::clone);
            words.into_iter().chain([value]).collect()
        })
    });
    MadeTable {
        file: spec.output.interviews.clone(),
        columns: vec!["period", "group", "measure", "value"],
        rows: rows.collect(),
    }
}
