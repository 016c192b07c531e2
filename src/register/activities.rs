//! Activities of persons: stretches of weeks in a placement, a wage subsidy or another kind, with the employer where it is known.

use super::fault::{At, Faults, Rule};
use super::read::date_of;
use super::records::{Records, WordColumn};
use super::store::SpellStore;
use crate::calendar::{Week, Window};

/// One activity, inside the weeks of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    pub weeks: Window,
    /// Number of its kind.
    pub kind: u32,
    /// Number of its employer; `None` where the cell is blank.
    pub employer: Option<u32>,
    /// Its last week is blank: it is still going on.
    pub open: bool,
}

/// All persons' activities, by person and first week. Those of one person may overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityStore {
    /// Rows that lie wholly outside the weeks of the register (counted, not kept).
    pub outside: u64,
    /// Persons whom the register does not have (counted, not kept).
    pub unmatched_persons: u64,
    kinds: Vec<String>,
    /// `ends[p]` is the end in `all` of person p.
    ends: Vec<usize>,
    all: Vec<Activity>,
}

impl ActivityStore {
    /// The activities of the persons of a register, cut to its weeks; one without a last week goes on to the register's last.
    ///
    /// # Errors
    /// Every fault that `check` tells; none of the persons is in the register.
    pub fn of(records: &Records, spells: &SpellStore) -> Result<ActivityStore, Faults> {
        let rows = Rows::read(records)?;
        let keys = rows.person.words().iter();
        let persons: Vec<Option<usize>> =
            keys.map(|key| spells.keys.find(key.as_bytes())).collect();
        if persons.iter().all(Option::is_none) {
            let at = At::file(&records.shown).column("person_id");
            let what = || "none of its persons is in the register".to_string();
            return Err(Faults::one(Rule::NobodyFound, at, what));
        }
        let mut found: Vec<(usize, Activity)> = Vec::new();
        let mut outside = 0;
        for row in 0..records.len() {
            let person = persons[rows.person.codes()[row] as usize];
            let activity = rows.activity(row, spells.weeks);
            match (person, activity.weeks.is_empty()) {
                (Some(person), false) => found.push((person, activity)),
                (Some(_), true) => outside += 1,
                (None, _) => {}
            }
        }
        found.sort_by_key(|(person, activity)| (*person, activity.weeks.first));
        let end = |person| found.partition_point(|(p, _)| *p <= person);
        Ok(ActivityStore {
            outside,
            unmatched_persons: persons.iter().filter(|p| p.is_none()).count() as u64,
            kinds: rows.kind.words().to_vec(),
            ends: (0..spells.persons()).map(end).collect(),
            all: found.into_iter().map(|(_, activity)| activity).collect(),
        })
    }

    /// A person's activities by first week.
    pub fn of_person(&self, person: usize) -> &[Activity] {
        let start = match person {
            0 => 0,
            _ => self.ends[person - 1],
        };
        &self.all[start..self.ends[person]]
    }

    /// The number of a kind; `None` when no row is of it.
    pub fn kind(&self, word: &str) -> Option<u32> {
        let at = self.kinds.iter().position(|kind| kind == word);
        at.map(|at| at as u32)
    }

    /// How many activities of some kinds are so.
    pub fn count(&self, kinds: &[u32], so: impl Fn(&Activity) -> bool) -> usize {
        let met = self.all.iter().filter(|a| kinds.contains(&a.kind) && so(a));
        met.count()
    }
}

/// Every fault of the rows: a missing column, a blank key, kind or first week, a cell that is no week, an end before the beginning.
pub fn check(records: &Records) -> Faults {
    Rows::read(records).err().unwrap_or_default()
}

/// The columns of the table, judged.
struct Rows<'a> {
    person: &'a WordColumn,
    kind: &'a WordColumn,
    employer: Option<&'a WordColumn>,
    from: Vec<Week>,
    to: Vec<Option<Week>>,
}

impl Rows<'_> {
    fn read(records: &Records) -> Result<Rows<'_>, Faults> {
        let mut faults = Faults::default();
        let mut filled = |name, rule, what| filled(records, name, rule, what, &mut faults);
        let person = filled("person_id", Rule::BlankKey, "the key is blank");
        let kind = filled("kind", Rule::NotAWord, "the kind of the activity is blank");
        let begun = filled("from", Rule::NotAWeek, "the week is blank");
        let mut weeks = |name| match records.weeks(name) {
            Ok(weeks) => weeks,
            Err(theirs) => {
                faults.absorb(theirs);
                Vec::new()
            }
        };
        let from = begun.map_or(Vec::new(), |_| weeks("from"));
        let to = weeks("to");
        in_order(records, &from, &to, &mut faults);
        match (person, kind) {
            (Some(person), Some(kind)) if faults.is_empty() => Ok(Rows {
                person,
                kind,
                employer: records.find("employer"),
                from: from.into_iter().flatten().collect(),
                to,
            }),
            _ => Err(faults),
        }
    }

    /// A row's activity, cut to the weeks of the register; without a week when it lies outside them.
    fn activity(&self, row: usize, register: Window) -> Activity {
        let named = self.employer.filter(|words| !words.word(row).is_empty());
        Activity {
            weeks: Window {
                first: self.from[row].max(register.first),
                last: self.to[row].unwrap_or(register.last).min(register.last),
            },
            kind: self.kind.codes()[row],
            employer: named.map(|words| words.codes()[row]),
            open: self.to[row].is_none(),
        }
    }
}

/// A column that no row may leave blank.
fn filled<'a>(
    records: &'a Records,
    name: &str,
    rule: Rule,
    what: &str,
    faults: &mut Faults,
) -> Option<&'a WordColumn> {
    let column = match records.need(name) {
        Ok(column) => column,
        Err(theirs) => {
            faults.absorb(theirs);
            return None;
        }
    };
    for row in (0..records.len()).filter(|row| column.word(*row).is_empty()) {
        faults.add(rule, records.at(row, name), || what.to_string());
    }
    Some(column)
}

/// An activity ends in the week it begins in or later; two dates inside one week may be the wrong way round too.
fn in_order(records: &Records, from: &[Option<Week>], to: &[Option<Week>], faults: &mut Faults) {
    let day = |name, row| {
        records
            .find(name)
            .and_then(|column| date_of(column.word(row)))
    };
    for (row, weeks) in from.iter().zip(to).enumerate() {
        let backwards = match weeks {
            (Some(from), Some(to)) if from == to => {
                let days = day("from", row).zip(day("to", row));
                days.is_some_and(|(from, to)| to < from)
            }
            (Some(from), Some(to)) => to < from,
            _ => false,
        };
        if backwards {
            let what = || "the activity ends before it begins".to_string();
            faults.add(Rule::SpellBackwards, records.at(row, "to"), what);
        }
    }
}
