//! The enrolment of a trial joined to the register's persons: when each was enrolled, and its columns beside those of the persons table.

use super::fault::{At, Faults, Rule};
use super::keys::KeyTable;
use super::persons::PersonsStore;
use super::read::column_of_words;
use super::records::{Records, WordColumn};
use super::store::Register;
use crate::calendar::Week;

/// Who is enrolled, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Enrolment {
    /// The week of the enrolment date, one per person of the register; `None` for persons who are not enrolled.
    pub weeks: Vec<Option<Week>>,
    /// Enrolled persons of whom the register has no row (counted, not kept).
    pub unmatched: u64,
}

/// The columns every enrolment has; all others are joined to the persons.
const KEY: &str = "person_id";
const DATE: &str = "date";

/// Joins an enrolment to the persons of a register.
///
/// # Errors
/// Every row without a key or a date, or with the key of an earlier row; a column that the persons table has too.
pub fn join(register: &mut Register, records: &Records) -> Result<(), Faults> {
    let keys = records.need(KEY)?;
    let (persons, mut faults) = persons_of(register, records, keys);
    let weeks = match records.weeks(DATE) {
        Ok(weeks) => weeks,
        Err(theirs) => {
            faults.absorb(theirs);
            return Err(faults);
        }
    };
    let mut enrolled = vec![None; register.persons()];
    let mut unmatched = 0;
    for (row, (person, week)) in persons.iter().zip(weeks).enumerate() {
        if week.is_none() {
            let what = || "the date of enrolment is blank".to_string();
            faults.add(Rule::NotADate, records.at(row, DATE), what);
        }
        match person {
            Some(person) => enrolled[*person] = week,
            None => unmatched += 1,
        }
    }
    if unmatched as usize == records.len() {
        let what = || "none of its persons is in the register".to_string();
        let at = At::file(&records.shown).column(KEY);
        faults.add(Rule::NobodyFound, at, what);
    }
    columns(register, records, &persons, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    register.enrolment = Some(Enrolment {
        weeks: enrolled,
        unmatched,
    });
    Ok(())
}

/// The person of each row, `None` for a person the register does not have.
fn persons_of(
    register: &Register,
    records: &Records,
    keys: &WordColumn,
) -> (Vec<Option<usize>>, Faults) {
    let mut faults = Faults::default();
    let mut seen = vec![false; keys.words().len()];
    let found = keys.words().iter();
    let found: Vec<Option<usize>> = found
        .map(|key| register.spells.keys.find(key.as_bytes()))
        .collect();
    for (row, code) in keys.codes().iter().enumerate() {
        let word = *code as usize;
        if keys.words()[word].is_empty() {
            let what = || "the key is blank".to_string();
            faults.add(Rule::BlankKey, records.at(row, KEY), what);
        } else if seen[word] {
            let what = || "this person is enrolled in an earlier row too".to_string();
            faults.add(Rule::DuplicatePerson, records.at(row, KEY), what);
        }
        seen[word] = true;
    }
    let persons = keys.codes().iter().map(|code| found[*code as usize]);
    (persons.collect(), faults)
}

/// Adds the further columns of the enrolment to the persons'.
fn columns(
    register: &mut Register,
    records: &Records,
    persons: &[Option<usize>],
    faults: &mut Faults,
) {
    let count = register.persons();
    let table = register.table.get_or_insert_with(|| PersonsStore {
        present: vec![false; count],
        ..PersonsStore::default()
    });
    let further = |name: &&String| !is(name, KEY) && !is(name, DATE);
    for name in records.names.iter().filter(further) {
        if table.column(name).is_some() {
            let what = || "the persons table has a column of this name too".to_string();
            let at = At::file(&records.shown).column(name);
            faults.add(Rule::DuplicateColumn, at, what);
            continue;
        }
        let Some(column) = records.find(name) else {
            continue;
        };
        let mut cells = vec![None; count];
        for (row, person) in persons.iter().enumerate() {
            if let Some(person) = person {
                let blank = column.word(row).is_empty();
                cells[*person] = (!blank).then_some(column.codes()[row]);
            }
        }
        let words = interned(column);
        let made = column_of_words(&cells, &words);
        table.further.push((name.clone(), made));
    }
}

fn is(name: &str, standard: &str) -> bool {
    name.eq_ignore_ascii_case(standard)
}

/// The words of a column as a table with the same numbers.
fn interned(column: &WordColumn) -> KeyTable {
    let mut table = KeyTable::default();
    for word in column.words() {
        table.intern(word.as_bytes());
    }
    table
}
