//! The rows of the register and of the enrolment.

use super::people::{Contact, Family, Person};
use super::spec::Spec;
use crate::calendar::{Month, Week};
use crate::register::schema::{Extract, HoursRow, PersonRow, SpellRow};
use crate::simulate::draws::Draws;
use crate::simulate::model::MadeTable;

/// The first week of the education benefit and of the integration benefit; before, all are on cash benefit.
const EDUCATION_BENEFIT: (i16, i8) = (2014, 2);
const INTEGRATION_BENEFIT: (i16, i8) = (2015, 37);

/// The whole extract.
pub fn extract(spec: &Spec, persons: &[Person]) -> Extract {
    let mut extract = Extract {
        keys: (1..=persons.len()).map(key).collect(),
        persons: Vec::new(),
        weeks: spec.register.weeks,
        spells: Vec::new(),
        hours: Vec::new(),
    };
    for (number, person) in persons.iter().enumerate() {
        let mut draws = Draws::new(spec.seed, 3, number as u64);
        extract.persons.push(background(person, &mut draws));
        weeks(spec, number as u32, person, &mut draws, &mut extract);
        hours(number as u32, person, &mut draws, &mut extract);
    }
    extract
}

/// `person_id, date, group`, by person.
pub fn enrolment(spec: &Spec, persons: &[Person]) -> MadeTable {
    let rows = persons.iter().enumerate().flat_map(|(number, person)| {
        let row = move |(group, day): &(u8, jiff::civil::Date)| {
            vec![key(number + 1), day.to_string(), group.to_string()]
        };
        person.referrals.iter().map(row)
    });
    MadeTable {
        file: spec.output.enrolment.clone(),
        columns: vec!["person_id", "date", "group"],
        rows: rows.collect(),
    }
}

fn key(number: usize) -> String {
    format!("f{number:07}")
}

fn background(person: &Person, draws: &mut Draws) -> PersonRow {
    let origins = match person.family {
        Family::Integration => [0.0, 0.1, 0.9],
        _ => [0.74, 0.04, 0.22],
    };
    PersonRow {
        male: person.male,
        birth_date: person.birth_date,
        civil_status: ["ugift", "gift", "fraskilt"][draws.pick(&[0.6, 0.2, 0.2])],
        origin: ["dansk", "vestlig", "ikke_vestlig"][draws.pick(&origins)],
        municipality: person.site,
    }
}

/// Week after week; blank weeks are in no spell.
fn weeks(spec: &Spec, number: u32, person: &Person, draws: &mut Draws, extract: &mut Extract) {
    let private = draws.chance(0.7);
    let mut open: Option<SpellRow> = None;
    for week in spec.register.weeks.weeks() {
        let code = code_in(person, week, private);
        match &mut open {
            Some(spell) if spell.code == code => spell.to = week,
            _ => {
                extract.spells.extend(open.filter(|s| s.code != 0));
                open = Some(SpellRow {
                    person: number,
                    code,
                    from: week,
                    to: week,
                });
            }
        }
    }
    extract.spells.extend(open.filter(|s| s.code != 0));
}

fn code_in(person: &Person, week: Week, private: bool) -> u16 {
    if let Some((_, code)) = person.gone.filter(|(from, _)| *from <= week) {
        return code;
    }
    let month = week.month();
    let now = person
        .contacts
        .iter()
        .find(|(_, from, to)| *from <= month && month <= *to);
    let family = family_in(person, week);
    if let Some((contact, ..)) = now {
        match contact {
            Contact::Placement => return family + if private { 7 } else { 8 },
            Contact::WageSubsidy => return family + if private { 5 } else { 6 },
            Contact::FlexiJob => return 771,
            Contact::Employment => return 0,
            Contact::Education => return 651,
            Contact::Hours => {}
        }
    }
    let clarified = person.clarified.filter(|(from, _)| *from <= week);
    clarified.map_or(family, |(_, code)| code)
}

/// The passive code of the family in force; the last digit tells the activity.
fn family_in(person: &Person, week: Week) -> u16 {
    let since = |(year, number)| Week::from_iso(year, number).is_some_and(|first| first <= week);
    match person.family {
        Family::Education if since(EDUCATION_BENEFIT) => 720,
        Family::Integration if since(INTEGRATION_BENEFIT) => 700,
        _ => 730,
    }
}

fn hours(number: u32, person: &Person, draws: &mut Draws, extract: &mut Extract) {
    for (contact, from, to) in &person.contacts {
        let (low, high, support_code) = match contact {
            Contact::Hours => (6, 60, 0),
            Contact::Employment => (70, 160, 0),
            Contact::FlexiJob => (20, 80, 3),
            Contact::WageSubsidy => (100, 160, 1),
            Contact::Placement | Contact::Education => continue,
        };
        for month in (from.0..=to.0).map(Month) {
            extract.hours.push(HoursRow {
                person: number,
                month,
                hours: f64::from(draws.between(low, high)),
                support_code,
            });
        }
    }
}
