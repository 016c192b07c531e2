//! The enrolment of a trial, joined to what is known of the persons.

use super::person_columns::{self, Role, Value};
use crate::register::fault::{At, Faults, Rule};
use crate::register::keys::{KeyTable, Keys};
use crate::register::persons::{Column, Drawn, PersonsStore, Sex};
use crate::register::records::{Records, WordColumn};
use crate::register::store::Register;
use jiff::civil::Date;

/// Ages at the draw in ten-year groups; those below and above are open.
const AGE_GROUPS: [(i16, &str); 5] = [
    (30, "-29"),
    (40, "30-39"),
    (50, "40-49"),
    (60, "50-59"),
    (i16::MAX, "60-"),
];

/// Joins the enrolment to the persons: its columns become columns of the persons, beside `draw_date` (days since the first draw),
/// `draw_day` (the day itself, as a class) and `age_group` (ten-year groups at the draw).
///
/// # Errors
/// Blank keys, a person with two rows, dates that are missing or no dates, and persons who are born after being drawn.
pub fn join_enrolment(register: &mut Register, enrolment: &Records) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let persons = persons_of(enrolment, &register.spells.keys, &mut faults)?;
    let dates = dates(enrolment, &mut faults)?;
    let table = register.table.get_or_insert_with(PersonsStore::default);
    let count = register.spells.keys.len();
    table.present.resize(count, false);
    let place = Join { persons, count };
    let drawn = Drawn {
        date: place.values(&dates, None),
        age: None,
        unmatched: place.unmatched(&mut faults, enrolment),
    };
    let columns = further(enrolment, &place, table, &mut faults);
    table.further.extend(columns);
    background(enrolment, &place, table, &mut faults);
    born_before(enrolment, &place, table, &dates, &mut faults);
    let age = enrolment
        .find("age")
        .and_then(|_| enrolment.numbers("age").ok());
    let age = age.map(|years| place.values(&years, f64::NAN));
    table.further.push(draw_date(&drawn.date));
    table.further.push(draw_day(&drawn.date));
    table.drawn = Some(Drawn { age, ..drawn });
    add_age_group(table, count);
    faults.told()
}

/// Which person each row is of.
struct Join {
    persons: Vec<Option<usize>>,
    count: usize,
}

impl Join {
    /// Rows of persons whom the register does not have; all of them is a fault.
    fn unmatched(&self, faults: &mut Faults, enrolment: &Records) -> u64 {
        let unmatched = self.persons.iter().filter(|p| p.is_none()).count();
        if unmatched == self.persons.len() {
            let what = || "none of its persons is in the register".to_string();
            let at = At::file(&enrolment.shown).column("person_id");
            faults.add(Rule::NobodyFound, at, what);
        }
        unmatched as u64
    }

    /// Values of the rows as values of the persons.
    fn values<T: Clone>(&self, rows: &[T], missing: T) -> Vec<T> {
        let mut values = vec![missing; self.count];
        for (person, value) in self.persons.iter().zip(rows) {
            if let Some(person) = person {
                values[*person] = value.clone();
            }
        }
        values
    }
}

/// The person of each row; a key that is blank or stands twice is a fault.
pub(super) fn persons_of(
    records: &Records,
    keys: &Keys,
    faults: &mut Faults,
) -> Result<Vec<Option<usize>>, Faults> {
    let column = records.need("person_id")?;
    let mut seen = vec![false; column.words().len()];
    let mut persons = Vec::with_capacity(records.len());
    for (row, code) in column.codes().iter().enumerate() {
        let word = column.word(row);
        let at = records.at(row, "person_id");
        if word.is_empty() {
            faults.add(Rule::BlankKey, at, || "the key is blank".to_string());
        } else if std::mem::replace(&mut seen[*code as usize], true) {
            let what = || "the person has an earlier row".to_string();
            faults.add(Rule::DuplicatePerson, at, what);
        }
        persons.push(keys.find(word.as_bytes()).filter(|_| !word.is_empty()));
    }
    Ok(persons)
}

fn dates(records: &Records, faults: &mut Faults) -> Result<Vec<Option<Date>>, Faults> {
    let dates = match records.dates("date") {
        Ok(dates) => dates,
        Err(mut theirs) => {
            theirs.absorb(std::mem::take(faults));
            return Err(theirs);
        }
    };
    for (row, date) in dates.iter().enumerate() {
        if date.is_none() {
            let what = || "the date of the draw is blank".to_string();
            faults.add(Rule::NotADate, records.at(row, "date"), what);
        }
    }
    Ok(dates)
}

/// Every further column of the enrolment; one that the persons have too is a fault.
fn further(
    records: &Records,
    place: &Join,
    table: &PersonsStore,
    faults: &mut Faults,
) -> Vec<(String, Column)> {
    let own = ["person_id", "date", "sex", "birth_date", "age"];
    let mut columns = Vec::new();
    for name in &records.names {
        let taken = own.iter().any(|o| o.eq_ignore_ascii_case(name));
        let Some(column) = records.find(name).filter(|_| !taken) else {
            continue;
        };
        if table.column(name).is_some() {
            let what = || "the persons table has a column of this name too".to_string();
            let at = At::file(&records.shown).column(name);
            faults.add(Rule::DuplicateColumn, at, what);
        }
        columns.push((name.clone(), as_column(column, place)));
    }
    columns
}

/// The cells as a column of the persons.
fn as_column(words: &WordColumn, place: &Join) -> Column {
    let mut texts = KeyTable::default();
    for word in words.words() {
        texts.intern(word.as_bytes());
    }
    let filled = |code: &u32| !words.words()[*code as usize].is_empty();
    let rows: Vec<Option<u32>> = words
        .codes()
        .iter()
        .map(|c| Some(*c).filter(filled))
        .collect();
    person_columns::column_of_words(&place.values(&rows, None), &texts)
}

/// Sex and birth date, where the persons table has them not.
fn background(records: &Records, place: &Join, table: &mut PersonsStore, faults: &mut Faults) {
    if let Some(column) = records.find("sex").filter(|_| table.sex.is_none()) {
        let mut rows: Vec<Option<Sex>> = Vec::with_capacity(records.len());
        for row in 0..records.len() {
            let word = column.word(row);
            let read = person_columns::word(&Role::Sex, word);
            if read.is_none() && !word.is_empty() {
                let what = || "the cell holds none of the allowed words".to_string();
                faults.add(Rule::NotAWord, records.at(row, "sex"), what);
            }
            rows.push(match read {
                Some(Value::Sex(sex)) => Some(sex),
                _ => None,
            });
        }
        table.sex = Some(place.values(&rows, None));
    }
    if records.find("birth_date").is_some() && table.birth_date.is_none() {
        match records.dates("birth_date") {
            Ok(rows) => table.birth_date = Some(place.values(&rows, None)),
            Err(theirs) => faults.absorb(theirs),
        }
    }
}

/// Nobody is drawn before being born.
fn born_before(
    records: &Records,
    place: &Join,
    table: &PersonsStore,
    dates: &[Option<Date>],
    faults: &mut Faults,
) {
    let Some(births) = &table.birth_date else {
        return;
    };
    for (row, (person, date)) in place.persons.iter().zip(dates).enumerate() {
        let born = person.and_then(|person| births[person]);
        if born.zip(*date).is_some_and(|(born, drawn)| born > drawn) {
            let what = || "the person is born after the draw".to_string();
            faults.add(Rule::BirthInFuture, records.at(row, "date"), what);
        }
    }
}

/// The day of the draw as a class.
fn draw_day(dates: &[Option<Date>]) -> (String, Column) {
    let mut days: Vec<Date> = dates.iter().flatten().copied().collect();
    days.sort_unstable();
    days.dedup();
    let place = |date: Date| days.binary_search(&date).ok().map(|at| at as u32);
    let column = Column::Text {
        codes: dates.iter().map(|date| date.and_then(place)).collect(),
        levels: days.iter().map(Date::to_string).collect(),
    };
    ("draw_day".to_string(), column)
}

/// Days since the first draw.
fn draw_date(dates: &[Option<Date>]) -> (String, Column) {
    let first = dates.iter().flatten().min().copied();
    let days = |date: &Option<Date>| match (date, first) {
        (Some(date), Some(first)) => f64::from((*date - first).get_days()),
        _ => f64::NAN,
    };
    let days = dates.iter().map(days).collect();
    ("draw_date".to_string(), Column::Number(days))
}

fn add_age_group(table: &mut PersonsStore, count: usize) {
    if table.column("age_group").is_some() {
        return;
    }
    let group = |person: usize| {
        let age = table.age_at_draw(person)?;
        let group = AGE_GROUPS.iter().position(|(below, _)| age < *below)?;
        Some(group as u32)
    };
    let groups: Vec<Option<u32>> = (0..count).map(group).collect();
    // Only groups that somebody is in are levels.
    let mut met: Vec<u32> = groups.iter().flatten().copied().collect();
    met.sort_unstable();
    met.dedup();
    if met.is_empty() {
        return;
    }
    let place = |group: u32| met.iter().position(|m| *m == group).map(|at| at as u32);
    let column = Column::Text {
        levels: met
            .iter()
            .map(|group| AGE_GROUPS[*group as usize].1.to_string())
            .collect(),
        codes: groups.iter().map(|group| group.and_then(place)).collect(),
    };
    table.further.push(("age_group".to_string(), column));
}
