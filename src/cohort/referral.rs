//! Referrals of persons to groups, from the enrolment table: who is in which group when.
//!
//! A referral holds from its date until the next one of the same person; follow-up ends it for good (definition 6).

use super::build::{exit_codes, follow_up_end};
use crate::calendar::{Week, Window};
use crate::register::fault::{At, Rule};
use crate::register::{Faults, Records, Register};
use jiff::civil::Date;

/// One referral of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referral {
    /// Index into the register.
    pub person: u32,
    pub date: Date,
    /// Index into `Referrals::groups`.
    pub group: u32,
    /// The date of the person's next referral.
    pub until: Option<Date>,
}

/// All referrals of persons of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Referrals {
    /// The words of the groups, ascending.
    pub groups: Vec<String>,
    /// By person, then date.
    pub all: Vec<Referral>,
    /// Persons in the enrolment who are not in the register.
    pub unmatched: u64,
}

/// A person ever in a group, from the week of the first referral to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    pub person: u32,
    pub date: Date,
    pub entry: Week,
    /// The last week in the group, of that first referral.
    pub spell_end: Week,
    /// The last week in which the person is followed.
    pub last: Week,
}

impl Referrals {
    /// Reads the columns `person_id`, `date` and `group`.
    ///
    /// # Errors
    /// A missing column, a blank key, a blank or impossible date, a blank group, or two referrals of a person on one day, each with its row; and a
    /// table none of whose persons is in the register.
    pub fn of(records: &Records, register: &Register) -> Result<Referrals, Faults> {
        let keys = records.need("person_id")?;
        let named = records.need("group")?;
        let mut faults = Faults::default();
        let dates = records.dates("date").unwrap_or_else(|theirs| {
            faults.absorb(theirs);
            Vec::new()
        });
        for row in (0..records.len()).filter(|row| keys.word(*row).is_empty()) {
            let what = || "the key is blank".to_string();
            faults.add(Rule::BlankKey, records.at(row, "person_id"), what);
        }
        let persons: Vec<Option<usize>> = keys
            .words()
            .iter()
            .map(|word| register.spells.keys.find(word.as_bytes()))
            .collect();
        let mut groups: Vec<String> = named.words().to_vec();
        groups.retain(|word| !word.is_empty());
        groups.sort_unstable();
        let mut rows: Vec<(u32, Date, u32, usize)> = Vec::new();
        for (row, date) in dates.iter().enumerate() {
            let Some(date) = date else {
                faults.add(Rule::NotADate, records.at(row, "date"), || {
                    "the cell is blank".to_string()
                });
                continue;
            };
            let Ok(group) = groups.binary_search_by(|g| g.as_str().cmp(named.word(row))) else {
                faults.add(Rule::NotAWord, records.at(row, "group"), || {
                    "the cell is blank".to_string()
                });
                continue;
            };
            if let Some(person) = persons[keys.codes()[row] as usize] {
                rows.push((person as u32, *date, group as u32, row));
            }
        }
        rows.sort_unstable_by_key(|(person, date, _, row)| (*person, *date, *row));
        for pair in rows
            .windows(2)
            .filter(|p| (p[0].0, p[0].1) == (p[1].0, p[1].1))
        {
            faults.add(Rule::ReferredTwice, records.at(pair[1].3, "date"), || {
                "the person is referred twice on the same day".to_string()
            });
        }
        if persons.iter().all(Option::is_none) {
            let what = || "none of its persons is in the register".to_string();
            let at = At::file(&records.shown).column("person_id");
            faults.add(Rule::NobodyFound, at, what);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let unmatched = persons.iter().filter(|p| p.is_none()).count() as u64;
        Ok(Referrals {
            groups,
            all: chained(&rows),
            unmatched,
        })
    }

    /// The number of a group by its word.
    pub fn group(&self, word: &str) -> Option<u32> {
        let found = self.groups.binary_search_by(|g| g.as_str().cmp(word));
        found.ok().map(|at| at as u32)
    }

    /// The referrals in force on a day: each person's last one until then.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Referral> {
        self.all
            .iter()
            .filter(move |r| r.date <= day && r.until.is_none_or(|until| day < until))
    }

    /// Everyone ever referred to a group, followed inside `window`; who is gone before the referral or the window is left out.
    pub fn stays(&self, group: u32, register: &Register, window: Window) -> Vec<Stay> {
        let exits = exit_codes();
        let mut stays: Vec<Stay> = Vec::new();
        for r in self.all.iter().filter(|r| r.group == group) {
            if stays.last().is_some_and(|s| s.person == r.person) {
                continue;
            }
            let entry = Week::of(r.date).max(window.first);
            let end = follow_up_end(register, &exits, r.person as usize, entry);
            let last = end.min(window.last);
            if last < entry {
                continue;
            }
            let moved = r.until.map(|date| Week::of(date).plus(-1));
            stays.push(Stay {
                person: r.person,
                date: r.date,
                entry,
                spell_end: moved.map_or(end, |week| week.max(entry)),
                last,
            });
        }
        stays
    }
}

/// The last week a person is followed from a week on (definition 6).
pub fn followed_to(register: &Register, person: usize, from: Week) -> Week {
    follow_up_end(register, &exit_codes(), person, from)
}

/// Each referral with the date of the next one of the same person.
fn chained(rows: &[(u32, Date, u32, usize)]) -> Vec<Referral> {
    let next = |i: usize| {
        let next = rows.get(i + 1);
        next.filter(|n| n.0 == rows[i].0).map(|n| n.1)
    };
    rows.iter()
        .enumerate()
        .map(|(i, (person, date, group, _))| Referral {
            person: *person,
            date: *date,
            group: *group,
            until: next(i),
        })
        .collect()
}
