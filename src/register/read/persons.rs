//! What is known of each person: one row per person, joined to the weekly file's persons.

use super::cell::{Cell, Unfit};
use super::cpr;
use super::person_columns::{self, Builder, Role, Value};
use super::table::{Rows, Table};
use super::text::letters;
use crate::codes::{Municipalities, Residence};
use crate::register::fault::{At, Faults, Place, Rule};
use crate::register::keys::{KeyTable, Keys};
use crate::register::persons::PersonsStore;
use crate::register::source::{Axis, Key, PersonsSource, TextEncoding, WeekPattern};
use crate::register::store::SpellStore;
use jiff::civil::Date;

/// What the persons are joined to.
pub(in crate::register) struct Weekly<'a> {
    pub spells: &'a SpellStore,
    /// Week columns of a wide file, which are never kept as background.
    pub pattern: Option<&'a WeekPattern>,
    pub allow_cpr_keys: bool,
}

/// Reads the persons. The store holds what could be read also when there are faults.
pub(in crate::register) fn read(
    source: &PersonsSource,
    weekly: &Weekly<'_>,
    municipalities: &Municipalities,
) -> (Option<PersonsStore>, Faults) {
    let mut all = Gathered::of(weekly.spells.persons());
    if let Err(faults) = fill(source, weekly, municipalities, &mut all) {
        all.faults.absorb(faults);
        return (None, all.faults);
    }
    if all.rows == 0 {
        let at = At::file(&source.file.shown);
        let what = || "the file holds no row".to_string();
        all.faults.add(Rule::EmptyFile, at, what);
    } else if !all.found {
        let at = At::file(&source.file.shown).column(source.file.column("person_id"));
        let what = || "none of its persons is in the register".to_string();
        all.faults.add(Rule::NobodyFound, at, what);
    }
    if !weekly.allow_cpr_keys {
        cpr::check(&all.strangers, &source.file.shown, &mut all.faults);
    }
    (Some(all.builder.finish(source.age_at)), all.faults)
}

fn fill(
    source: &PersonsSource,
    weekly: &Weekly<'_>,
    municipalities: &Municipalities,
    all: &mut Gathered,
) -> Result<(), Faults> {
    let table = Table::open(&source.file)?;
    let key = match source.file.key {
        Key::Column => table.need(&["person_id"])?[0],
        Key::Row => None,
    };
    let roles = person_columns::roles(&table, source, weekly.pattern)?;
    let mut picked = vec![key];
    picked.extend(roles.iter().map(|(place, _)| Some(*place)));
    let calendar = weekly.spells.axis == Axis::Calendar;
    let context = Context {
        shown: &source.file.shown,
        key_column: source.file.column("person_id"),
        by_row: source.file.key == Key::Row,
        names: roles.iter().map(|(p, _)| table.names[*p].clone()).collect(),
        roles: roles.into_iter().map(|(_, role)| role).collect(),
        encoding: source.file.encoding,
        decimal_comma: table.decimal_comma(),
        last_day: calendar.then(|| weekly.spells.weeks.last.plus(1).monday()),
        municipalities,
    };
    all.builder.begin(&context.roles);
    let make = || Part {
        context: &context,
        keys: Vec::new(),
        key_ends: Vec::new(),
        places: Vec::new(),
        values: Vec::new(),
        levels: KeyTable::default(),
        faults: Faults::default(),
    };
    table.for_each_part(&picked, make, |part: Part<'_>| {
        all.absorb(part, &weekly.spells.keys);
    })
}

struct Context<'a> {
    shown: &'a str,
    key_column: &'a str,
    by_row: bool,
    roles: Vec<Role>,
    /// The names of the columns in the file, one per role.
    names: Vec<String>,
    encoding: TextEncoding,
    decimal_comma: bool,
    /// The Monday after the register's last week; births on it or later are in the future.
    last_day: Option<Date>,
    municipalities: &'a Municipalities,
}

struct Part<'a> {
    context: &'a Context<'a>,
    keys: Vec<u8>,
    key_ends: Vec<usize>,
    places: Vec<Place>,
    /// Row after row, one value per role; texts point into `levels`.
    values: Vec<Value>,
    levels: KeyTable,
    faults: Faults,
}

impl Rows for Part<'_> {
    fn row(&mut self, place: Place, cells: &[Cell<'_>]) {
        let context = self.context;
        let key = cells[0].bytes();
        if key.is_empty() && !context.by_row {
            let at = At::place(context.shown, place).column(context.key_column);
            self.faults
                .add(Rule::BlankKey, at, || "the key is blank".to_string());
            return;
        }
        self.keys.extend_from_slice(&key);
        self.key_ends.push(self.keys.len());
        self.places.push(place);
        for (column, cell) in cells[1..].iter().enumerate() {
            let value = self.value(&context.roles[column], cell);
            self.values.push(value.unwrap_or_else(|(rule, what)| {
                let at = At::place(context.shown, place).column(&context.names[column]);
                self.faults.add(rule, at, || what.to_string());
                Value::Missing
            }));
        }
    }

    fn faults(&mut self) -> &mut Faults {
        &mut self.faults
    }
}

type Wrong = (Rule, &'static str);

impl Part<'_> {
    fn value(&mut self, role: &Role, cell: &Cell<'_>) -> Result<Value, Wrong> {
        if *cell == Cell::Blank {
            return Ok(Value::Missing);
        }
        match role {
            Role::BirthDate => self.birth_date(cell),
            Role::Age => {
                let years = cell.number(self.context.decimal_comma);
                let years =
                    years.map_err(|Unfit| (Rule::NotANumber, "the cell is not a number"))?;
                Ok(years.map_or(Value::Missing, Value::Number))
            }
            Role::Municipality | Role::MunicipalityIn(_) => self.municipality(cell),
            Role::Further(_) => self.further(cell),
            Role::Sex | Role::CivilStatus | Role::Origin => {
                let word = cell.bytes();
                let word = letters(&word, self.context.encoding);
                word.and_then(|w| person_columns::word(role, &w))
                    .ok_or((Rule::NotAWord, "the cell holds none of the allowed words"))
            }
        }
    }

    fn birth_date(&self, cell: &Cell<'_>) -> Result<Value, Wrong> {
        match cell.date() {
            Ok(Some(born)) if self.context.last_day.is_some_and(|end| born >= end) => Err((
                Rule::BirthInFuture,
                "the birth date lies after the register's last week",
            )),
            Ok(Some(born)) => Ok(Value::Date(born)),
            Ok(None) => Ok(Value::Missing),
            Err(Unfit) => Err((Rule::NotADate, "the cell is not a date")),
        }
    }

    /// A municipality by code or by name.
    fn municipality(&self, cell: &Cell<'_>) -> Result<Value, Wrong> {
        let all = self.context.municipalities;
        let code = match cell.whole() {
            Ok(code) => code.unwrap_or(0),
            Err(Unfit) => {
                let name = cell.bytes();
                let name = letters(&name, self.context.encoding);
                let found = name.and_then(|n| all.find(&n).map(|m| m.code));
                found.ok_or((
                    Rule::UnknownMunicipality,
                    "the cell is not a municipality code",
                ))?
            }
        };
        match all.residence(code) {
            Residence::Known(_) | Residence::NoMunicipality => Ok(Value::Code(code)),
            Residence::NotACode => {
                Err((Rule::UnknownMunicipality, "no municipality has this code"))
            }
        }
    }

    fn further(&mut self, cell: &Cell<'_>) -> Result<Value, Wrong> {
        match cell {
            Cell::Int(number) => Ok(Value::Number(*number as f64)),
            Cell::Real(number) => Ok(Value::Number(*number)),
            other => {
                let text = other.bytes();
                let text = letters(&text, self.context.encoding)
                    .ok_or((Rule::NotText, "the cell is not UTF-8 text"))?;
                Ok(Value::Level(self.levels.intern(text.as_bytes()).0))
            }
        }
    }
}

/// All persons read so far.
struct Gathered {
    builder: Builder,
    rows: usize,
    /// Some row is of a person of the weekly file.
    found: bool,
    /// Keys that are not in the weekly file.
    strangers: KeyTable,
    faults: Faults,
}

impl Gathered {
    fn of(persons: usize) -> Gathered {
        Gathered {
            builder: Builder::of(persons),
            rows: 0,
            found: false,
            strangers: KeyTable::default(),
            faults: Faults::default(),
        }
    }

    fn absorb(&mut self, part: Part<'_>, keys: &Keys) {
        let context = part.context;
        let levels = self.builder.levels(&part.levels);
        let mut key_start = 0;
        let width = context.roles.len();
        for (row, place) in part.places.iter().enumerate() {
            let key = &part.keys[key_start..part.key_ends[row]];
            key_start = part.key_ends[row];
            let person = match context.by_row {
                true => Some(self.rows).filter(|p| *p < keys.len()),
                false => keys.find(key),
            };
            self.rows += 1;
            self.found |= person.is_some();
            let is_new = match person {
                Some(person) => {
                    self.builder
                        .set(person, &part.values[row * width..][..width], &levels)
                }
                None => {
                    self.builder.stranger();
                    self.strangers.intern(key).1 || context.by_row
                }
            };
            if !is_new {
                let at = At::place(context.shown, *place).column(context.key_column);
                let what = || "the person has an earlier row".to_string();
                self.faults.add(Rule::DuplicatePerson, at, what);
            }
        }
        self.faults.absorb(part.faults);
    }
}
