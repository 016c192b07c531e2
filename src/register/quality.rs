//! What the extracts hold, for `virkning inspect`: counts alone, to be printed through the gate's count rule.

use super::fault::{Faults, Rule};
use super::hours::HoursStore;
use super::persons::{Column, MunicipalityColumn, PersonsStore};
use super::read::attempt;
use super::source::{Axis, Sources};
use super::store::{Register, SpellStore};
use crate::calendar::{MonthWindow, Window};
use crate::codes::{CODES, Certainty, CodeList, Municipalities};

/// What was found in the files of a register.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quality {
    /// `None` when the weekly file could not be read at all; the other tables are then not read either.
    pub weekly: Option<WeeklyQuality>,
    pub hours: Option<HoursQuality>,
    pub persons: Option<PersonsQuality>,
    pub faults: Faults,
}

/// What the weekly file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct WeeklyQuality {
    pub axis: Axis,
    /// Weeks covered, both ends included.
    pub weeks: Window,
    pub persons: u64,
    pub spells: u64,
    /// Person-weeks in which the person is observed.
    pub observed_weeks: u64,
    /// Of these, weeks without a benefit.
    pub blank_weeks: u64,
    /// Persons without any benefit.
    pub without_spell: u64,
    /// Weeks inside the range that no column holds.
    pub missing_columns: u64,
    pub duplicate_persons: u64,
    pub overlaps: u64,
    /// The codes met, ascending.
    pub codes: Vec<CodeMet>,
    /// Their classes in alphabetical order.
    pub classes: Vec<ClassMet>,
}

/// A code met in the weekly file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMet {
    pub code: u16,
    /// Empty for a code that only the source declares.
    pub label_da: String,
    pub label_en: String,
    pub class: String,
    pub certainty: Option<Certainty>,
    pub persons: u64,
    pub weeks: u64,
}

/// A class met in the weekly file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassMet {
    pub class: String,
    /// Persons with at least one week in the class.
    pub persons: u64,
    pub weeks: u64,
}

/// What the hours file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursQuality {
    /// Months covered, both ends included.
    pub months: MonthWindow,
    pub persons: u64,
    pub person_months: u64,
    /// Person-months with ordinary hours above 0.
    pub ordinary_months: u64,
    /// Rows, and the persons they belong to, that the weekly file does not have.
    pub unmatched_rows: u64,
    pub unmatched_persons: u64,
}

/// What the persons file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonsQuality {
    /// Persons of the weekly file with a row, and without one.
    pub persons: u64,
    pub without_row: u64,
    /// Rows whose person the weekly file does not have.
    pub unmatched_rows: u64,
    /// Each column, and for how many of the persons with a row it is missing.
    pub columns: Vec<ColumnMet>,
    /// Persons with a row by municipality, ascending by code; by year, the last year's. 0 is unknown.
    pub municipalities: Vec<MunicipalityMet>,
}

/// A column met in the persons file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMet {
    pub name: String,
    pub missing: u64,
}

/// A municipality met in the persons file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MunicipalityMet {
    pub code: u16,
    /// Empty for 0 and 411.
    pub name: String,
    pub persons: u64,
}

/// Reads the files as far as they can be read, and says what they hold and what is wrong with them.
pub fn inspect(sources: &Sources, codes: &CodeList, municipalities: &Municipalities) -> Quality {
    let (register, faults) = attempt(sources, codes, municipalities);
    of(register.as_ref(), faults, codes, municipalities)
}

/// The same for a register that has been read.
pub fn of(
    register: Option<&Register>,
    faults: Faults,
    codes: &CodeList,
    municipalities: &Municipalities,
) -> Quality {
    let hours = register.and_then(|r| r.hours.as_ref());
    let table = register.and_then(|r| r.table.as_ref());
    Quality {
        weekly: register.map(|r| weekly(&r.spells, codes, &faults)),
        hours: hours.map(|h| hours_met(h, register.map_or(0, Register::persons))),
        persons: table.map(|t| persons(t, municipalities)),
        faults,
    }
}

fn weekly(store: &SpellStore, codes: &CodeList, faults: &Faults) -> WeeklyQuality {
    let mut tally = Tally::of(codes);
    let mut observed_weeks = 0;
    let mut without_spell = 0;
    for person in 0..store.persons() {
        tally.person(store, person, codes);
        let observed = store.last_observed(person).since(store.weeks.first) + 1;
        observed_weeks += u64::try_from(observed).unwrap_or(0);
        without_spell += u64::from(store.packed_of(person).is_empty());
    }
    let filled: u64 = tally.codes.iter().map(|(_, weeks)| weeks).sum();
    WeeklyQuality {
        axis: store.axis,
        weeks: store.weeks,
        persons: store.persons() as u64,
        spells: store.spells() as u64,
        observed_weeks,
        blank_weeks: observed_weeks.saturating_sub(filled),
        without_spell,
        missing_columns: faults.count(Rule::MissingWeekColumn),
        duplicate_persons: faults.count(Rule::DuplicatePerson),
        overlaps: faults.count(Rule::Overlap),
        codes: tally.codes_met(codes),
        classes: tally.classes_met(codes),
    }
}

/// Persons and weeks by code and by class; a person is counted once in each.
struct Tally {
    codes: Vec<(u64, u64)>,
    classes: Vec<(u64, u64)>,
    /// The person last counted in each code and class, plus one.
    last_in_code: Vec<usize>,
    last_in_class: Vec<usize>,
}

impl Tally {
    fn of(codes: &CodeList) -> Tally {
        let classes = codes.classes().len();
        Tally {
            codes: vec![(0, 0); CODES],
            classes: vec![(0, 0); classes],
            last_in_code: vec![0; CODES],
            last_in_class: vec![0; classes],
        }
    }

    fn person(&mut self, store: &SpellStore, person: usize, codes: &CodeList) {
        for spell in store.spells_of(person) {
            let weeks = u64::try_from(spell.to.since(spell.from) + 1).unwrap_or(0);
            let code = usize::from(spell.code);
            let seen = std::mem::replace(&mut self.last_in_code[code], person + 1);
            self.codes[code].0 += u64::from(seen != person + 1);
            self.codes[code].1 += weeks;
            if let Some(class) = codes.class_of(spell.code).map(usize::from) {
                let seen = std::mem::replace(&mut self.last_in_class[class], person + 1);
                self.classes[class].0 += u64::from(seen != person + 1);
                self.classes[class].1 += weeks;
            }
        }
    }

    fn codes_met(&self, list: &CodeList) -> Vec<CodeMet> {
        let met = self.codes.iter().enumerate().filter(|(_, (p, _))| *p > 0);
        met.map(|(code, (persons, weeks))| {
            let code = code as u16;
            let known = list.get(code);
            let word = |field: fn(&crate::codes::Code) -> &String| {
                known.map_or(String::new(), |c| field(c).clone())
            };
            CodeMet {
                code,
                label_da: word(|c| &c.label_da),
                label_en: word(|c| &c.label_en),
                class: word(|c| &c.class),
                certainty: known.map(|c| c.certainty),
                persons: *persons,
                weeks: *weeks,
            }
        })
        .collect()
    }

    fn classes_met(&self, list: &CodeList) -> Vec<ClassMet> {
        let named = list.classes().iter().zip(&self.classes);
        named
            .filter(|(_, (persons, _))| *persons > 0)
            .map(|(class, (persons, weeks))| ClassMet {
                class: class.clone(),
                persons: *persons,
                weeks: *weeks,
            })
            .collect()
    }
}

fn hours_met(hours: &HoursStore, persons: usize) -> HoursQuality {
    let with_hours = (0..persons).filter(|p| !hours.hours_of(*p).is_empty());
    let ordinary = (0..persons)
        .flat_map(|p| hours.hours_of(p))
        .filter(|month| month.ordinary > 0.0);
    HoursQuality {
        months: hours.months,
        persons: with_hours.count() as u64,
        person_months: hours.entries() as u64,
        ordinary_months: ordinary.count() as u64,
        unmatched_rows: hours.unmatched_rows,
        unmatched_persons: hours.unmatched_persons,
    }
}

fn persons(table: &PersonsStore, municipalities: &Municipalities) -> PersonsQuality {
    let present = table.present.iter().filter(|p| **p).count();
    PersonsQuality {
        persons: present as u64,
        without_row: (table.present.len() - present) as u64,
        unmatched_rows: table.unmatched_rows,
        columns: columns(table),
        municipalities: municipalities_met(table, municipalities),
    }
}

fn columns(table: &PersonsStore) -> Vec<ColumnMet> {
    let mut columns = Vec::new();
    let mut met = |name: &str, is_missing: &dyn Fn(usize) -> bool| {
        let present = table.present.iter().enumerate().filter(|(_, p)| **p);
        columns.push(ColumnMet {
            name: name.to_string(),
            missing: present.filter(|(p, _)| is_missing(*p)).count() as u64,
        });
    };
    if let Some(column) = &table.sex {
        met("sex", &|p| column[p].is_none());
    }
    if let Some(column) = &table.birth_date {
        met("birth_date", &|p| column[p].is_none());
    }
    if let Some(column) = &table.age {
        met("age", &|p| column.years[p].is_nan());
    }
    if let Some(column) = &table.civil_status {
        met("civil_status", &|p| column[p].is_none());
    }
    if let Some(column) = &table.origin {
        met("origin", &|p| column[p].is_none());
    }
    if let Some(codes) = last_municipality(table) {
        met("municipality", &|p| codes[p] == 0);
    }
    for (name, column) in &table.further {
        match column {
            Column::Number(numbers) => met(name, &|p| numbers[p].is_nan()),
            Column::Text { codes, .. } => met(name, &|p| codes[p].is_none()),
        }
    }
    columns
}

fn last_municipality(table: &PersonsStore) -> Option<&[u16]> {
    match table.municipality.as_ref()? {
        MunicipalityColumn::Single(codes) => Some(codes),
        MunicipalityColumn::ByYear(years) => years.last().map(|(_, codes)| codes.as_slice()),
    }
}

fn municipalities_met(table: &PersonsStore, all: &Municipalities) -> Vec<MunicipalityMet> {
    let mut counts = vec![0u64; CODES];
    let codes = last_municipality(table).unwrap_or(&[]);
    for (code, _) in codes.iter().zip(&table.present).filter(|(_, p)| **p) {
        counts[usize::from(*code)] += 1;
    }
    let met = counts.iter().enumerate().filter(|(_, n)| **n > 0);
    met.map(|(code, persons)| MunicipalityMet {
        code: code as u16,
        name: all
            .get(code as u16)
            .map_or(String::new(), |m| m.name.clone()),
        persons: *persons,
    })
    .collect()
}
