//! What the tables of a trial must hold: keys, arms, and events of persons who take part.

use super::enrolment::persons_of;
use super::{cpr, date_of};
use crate::register::fault::{At, Faults, Rule};
use crate::register::keys::{KeyTable, Keys};
use crate::register::records::{Records, WordColumn};
use jiff::civil::Date;

fn keys_of(column: &WordColumn) -> KeyTable {
    let mut keys = KeyTable::default();
    for word in column.words().iter().filter(|word| !word.is_empty()) {
        keys.intern(word.as_bytes());
    }
    keys
}

/// No column of keys looks like CPR numbers.
///
/// # Errors
/// A column of which most keys do.
pub fn check_cpr(records: &Records) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let keys = ["person_id", "respondent_id"].into_iter();
    for column in keys.filter_map(|name| records.find(name)) {
        cpr::check(&keys_of(column), &records.shown, &mut faults);
    }
    faults.told()
}

/// The keys of a list of persons: none is blank, none stands twice, and they do not look like CPR numbers.
///
/// # Errors
/// Every row that breaks it.
pub fn check_keys(list: &Records, allow_cpr_keys: bool) -> Result<(), Faults> {
    let mut faults = Faults::default();
    if !allow_cpr_keys {
        faults.gather(check_cpr(list));
    }
    persons_of(list, &Keys::Named(KeyTable::default()), &mut faults)?;
    faults.told()
}

/// An arm by its key in the study, and the words that mean it.
pub type ArmWords<'a> = (&'a str, &'a [String]);

/// A column of arms: every word is an arm of the study or blank.
///
/// # Errors
/// A missing column, and every row with another word.
pub fn check_arm_words(
    enrolment: &Records,
    column: &str,
    arms: &[ArmWords<'_>],
) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let words = enrolment.need(column)?;
    let known: Vec<&String> = arms.iter().flat_map(|(_, equals)| *equals).collect();
    for row in 0..enrolment.len() {
        let word = words.word(row);
        if !word.is_empty() && known.iter().all(|k| *k != word) {
            let what = || {
                let arms: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
                format!("the cell is no arm of the study; arms: {}", arms.join(", "))
            };
            faults.add(Rule::UnknownArm, enrolment.at(row, column), what);
        }
    }
    faults.told()
}

/// The arms of a trial: no arm is empty.
///
/// # Errors
/// A missing column, and every arm without a person.
pub fn check_arms_filled(
    enrolment: &Records,
    column: &str,
    arms: &[ArmWords<'_>],
) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let words = enrolment.need(column)?;
    for (arm, equals) in arms {
        let anybody = words.words().iter().any(|w| equals.contains(w));
        if !anybody {
            let at = At::file(&enrolment.shown).column(column);
            faults.add(Rule::EmptyArm, at, || {
                format!("nobody is in the arm `{arm}`")
            });
        }
    }
    faults.told()
}

/// Somebody is drawn on or before the last day that the events cover.
///
/// # Errors
/// Nobody is, or the dates cannot be read.
pub fn check_draws_until(enrolment: &Records, until: Date) -> Result<(), Faults> {
    let dates = enrolment.dates("date")?;
    let in_time = dates.iter().flatten().any(|date| *date <= until);
    match in_time || dates.iter().all(Option::is_none) {
        true => Ok(()),
        false => {
            let at = At::file(&enrolment.shown).column("date");
            Err(Faults::one(Rule::NoDrawInTime, at, || {
                format!("nobody is drawn on or before {until}")
            }))
        }
    }
}

/// Events: each has a date, a kind and a person of the enrolment, where there is one. Events that name their own site are reports of the sites, which
/// may cover others too.
///
/// # Errors
/// A missing column, and every row that lacks one of them. The column `value` must be there when the study asks for values.
pub fn check_events(
    events: &Records,
    enrolment: Option<&Records>,
    with_values: bool,
) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let enrolment = enrolment.filter(|_| events.find("site").is_none());
    let enrolled = match enrolment {
        Some(enrolment) => Some(keys_of(enrolment.need("person_id")?)),
        None => None,
    };
    let is_stranger = |key: &str| {
        let enrolled = enrolled.as_ref();
        enrolled.is_some_and(|enrolled| enrolled.find(key.as_bytes()).is_none())
    };
    let (person, kind) = (events.need("person_id")?, events.need("kind")?);
    let date = events.need("date")?;
    if with_values {
        faults.gather(events.need("value"));
    }
    for row in 0..events.len() {
        let key = person.word(row);
        if key.is_empty() {
            let what = || "the key is blank".to_string();
            faults.add(Rule::BlankKey, events.at(row, "person_id"), what);
        } else if is_stranger(key) {
            let what = || "the person is not in the enrolment".to_string();
            faults.add(Rule::NotEnrolled, events.at(row, "person_id"), what);
        }
        if kind.word(row).is_empty() {
            let what = || "the kind of the event is blank".to_string();
            faults.add(Rule::NotAWord, events.at(row, "kind"), what);
        }
        if date_of(date.word(row)).is_none() {
            let what = || match date.word(row) {
                "" => "the date is blank".to_string(),
                _ => "the cell is no date".to_string(),
            };
            faults.add(Rule::NotADate, events.at(row, "date"), what);
        }
    }
    faults.told()
}
