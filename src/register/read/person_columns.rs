//! The columns of a persons file: what each one is, the words it may hold, and the columns they become.

use super::table::Table;
use crate::codes::fold;
use crate::register::fault::Faults;
use crate::register::keys::KeyTable;
use crate::register::persons::{
    AgeColumn, CivilStatus, Column, MunicipalityColumn, Origin, PersonsStore, Sex,
};
use crate::register::source::{Key, PersonsSource, WeekColumn, WeekPattern};
use jiff::civil::Date;

/// What a column is to the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Sex,
    BirthDate,
    Age,
    CivilStatus,
    Origin,
    Municipality,
    /// Municipality in a year.
    MunicipalityIn(i16),
    /// A column kept under this name.
    Further(String),
}

/// The value of one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Missing,
    Sex(Sex),
    CivilStatus(CivilStatus),
    Origin(Origin),
    Date(Date),
    Code(u16),
    Number(f64),
    /// A text, by its number among the texts of the part.
    Level(u32),
}

/// Where each column to read stands, and what it is.
pub(super) fn roles(
    table: &Table<'_>,
    source: &PersonsSource,
    weeks: Option<&WeekPattern>,
) -> Result<Vec<(usize, Role)>, Faults> {
    let key = match source.file.key {
        Key::Column => table.find("person_id")?,
        Key::Row => None,
    };
    let age = source.age_at.map(|_| ("age", Role::Age));
    let named = [
        ("sex", Role::Sex),
        ("birth_date", Role::BirthDate),
        ("civil_status", Role::CivilStatus),
        ("origin", Role::Origin),
        ("municipality", Role::Municipality),
    ];
    let mut roles = Vec::new();
    for (name, role) in named.into_iter().chain(age) {
        if let Some(place) = table.find(name)? {
            roles.push((place, role));
        }
    }
    let single = roles.iter().any(|(_, role)| *role == Role::Municipality);
    for (place, name) in table.names.iter().enumerate() {
        let taken = Some(place) == key || roles.iter().any(|(p, _)| *p == place);
        let is_week = weeks.is_some_and(|p| p.read(name) != WeekColumn::Other);
        if taken || is_week || name.is_empty() {
            continue;
        }
        let year = year(&source.municipality_by_year, name);
        if let Some(year) = year.filter(|_| !single) {
            roles.push((place, Role::MunicipalityIn(year)));
            continue;
        }
        let ours = source.file.ours(name);
        if kept(source, ours) {
            roles.push((place, Role::Further(ours.to_string())));
        }
    }
    Ok(roles)
}

fn kept(source: &PersonsSource, name: &str) -> bool {
    match &source.keep {
        None => true,
        Some(names) => names.iter().any(|n| n.eq_ignore_ascii_case(name)),
    }
}

/// The year in a column name of a pattern such as `nykom{year}`.
fn year(pattern: &str, name: &str) -> Option<i16> {
    let (before, after) = pattern.split_once("{year}")?;
    let (head, rest) = name.split_at_checked(before.len())?;
    let (digits, tail) = rest.split_at_checked(4)?;
    let fits = head.eq_ignore_ascii_case(before) && tail.eq_ignore_ascii_case(after);
    digits.parse().ok().filter(|_| fits)
}

const SEX: [(&str, Sex); 8] = [
    ("m", Sex::Male),
    ("mand", Sex::Male),
    ("male", Sex::Male),
    ("1", Sex::Male),
    ("k", Sex::Female),
    ("kvinde", Sex::Female),
    ("female", Sex::Female),
    ("2", Sex::Female),
];

/// The words and the one-letter codes of the civil register; a dissolved partnership counts as divorced, a surviving
/// partner as widowed.
const CIVIL_STATUS: [(&str, CivilStatus); 18] = [
    ("ugift", CivilStatus::Unmarried),
    ("u", CivilStatus::Unmarried),
    ("unmarried", CivilStatus::Unmarried),
    ("gift", CivilStatus::Married),
    ("g", CivilStatus::Married),
    ("married", CivilStatus::Married),
    ("registreretpartnerskab", CivilStatus::RegisteredPartnership),
    ("p", CivilStatus::RegisteredPartnership),
    ("registeredpartnership", CivilStatus::RegisteredPartnership),
    ("fraskilt", CivilStatus::Divorced),
    ("f", CivilStatus::Divorced),
    ("o", CivilStatus::Divorced),
    ("divorced", CivilStatus::Divorced),
    ("enke", CivilStatus::Widowed),
    ("enkemand", CivilStatus::Widowed),
    ("e", CivilStatus::Widowed),
    ("l", CivilStatus::Widowed),
    ("widowed", CivilStatus::Widowed),
];

const ORIGIN: [(&str, Origin); 6] = [
    ("dansk", Origin::Danish),
    ("danish", Origin::Danish),
    ("vestlig", Origin::Western),
    ("western", Origin::Western),
    ("ikkevestlig", Origin::NonWestern),
    ("nonwestern", Origin::NonWestern),
];

/// The value a word stands for in a column of this role.
pub(super) fn word(role: &Role, word: &str) -> Option<Value> {
    let word = fold(word);
    match role {
        Role::Sex => look_up(&SEX, &word).map(Value::Sex),
        Role::CivilStatus => look_up(&CIVIL_STATUS, &word).map(Value::CivilStatus),
        Role::Origin => look_up(&ORIGIN, &word).map(Value::Origin),
        _ => None,
    }
}

fn look_up<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    let found = words.iter().find(|(w, _)| *w == word);
    found.map(|(_, value)| *value)
}

/// The persons' columns while they are filled.
pub(super) struct Builder {
    persons: usize,
    store: PersonsStore,
    years: Vec<(i16, Vec<u16>)>,
    further: Vec<Further>,
    /// The texts of all further columns.
    texts: KeyTable,
    roles: Vec<Role>,
}

/// A further column: a number, or a text by its number in `texts`.
struct Further {
    name: String,
    numbers: Vec<f64>,
    texts: Vec<Option<u32>>,
}

impl Builder {
    pub fn of(persons: usize) -> Builder {
        Builder {
            persons,
            store: PersonsStore {
                present: vec![false; persons],
                ..PersonsStore::default()
            },
            years: Vec::new(),
            further: Vec::new(),
            texts: KeyTable::default(),
            roles: Vec::new(),
        }
    }

    /// Makes the columns of these roles, all missing.
    pub fn begin(&mut self, roles: &[Role]) {
        let persons = self.persons;
        self.roles = roles.to_vec();
        for role in roles {
            match role {
                Role::Sex => self.store.sex = Some(vec![None; persons]),
                Role::BirthDate => self.store.birth_date = Some(vec![None; persons]),
                Role::Age => {
                    self.store.age = Some(AgeColumn {
                        at: Date::ZERO,
                        years: vec![f64::NAN; persons],
                    });
                }
                Role::CivilStatus => self.store.civil_status = Some(vec![None; persons]),
                Role::Origin => self.store.origin = Some(vec![None; persons]),
                Role::Municipality => {
                    self.store.municipality = Some(MunicipalityColumn::Single(vec![0; persons]));
                }
                Role::MunicipalityIn(year) => self.years.push((*year, vec![0; persons])),
                Role::Further(name) => self.further.push(Further {
                    name: name.clone(),
                    numbers: vec![f64::NAN; persons],
                    texts: vec![None; persons],
                }),
            }
        }
    }

    /// Numbers the texts of a part.
    pub fn levels(&mut self, part: &KeyTable) -> Vec<u32> {
        (0..part.len())
            .map(|level| self.texts.intern(part.get(level)).0)
            .collect()
    }

    /// Counts a row whose person is not in the weekly file.
    pub fn stranger(&mut self) {
        self.store.unmatched_rows += 1;
    }

    /// Fills a person's row; false when the person has one already.
    pub fn set(&mut self, person: usize, values: &[Value], levels: &[u32]) -> bool {
        if self.store.present[person] {
            return false;
        }
        self.store.present[person] = true;
        let (mut year, mut further) = (0, 0);
        for (role, value) in self.roles.iter().zip(values) {
            match role {
                Role::MunicipalityIn(_) => {
                    if let Value::Code(code) = value {
                        self.years[year].1[person] = *code;
                    }
                    year += 1;
                }
                Role::Further(_) => {
                    self.further[further].set(person, value, levels);
                    further += 1;
                }
                _ => set_known(&mut self.store, person, value),
            }
        }
        true
    }

    /// The store; `age_at` is the day on which the ages hold.
    pub fn finish(mut self, age_at: Option<Date>) -> PersonsStore {
        if let (Some(age), Some(at)) = (&mut self.store.age, age_at) {
            age.at = at;
        }
        if !self.years.is_empty() {
            self.years.sort_by_key(|(year, _)| *year);
            self.store.municipality = Some(MunicipalityColumn::ByYear(self.years));
        }
        let texts = &self.texts;
        let further = self.further.into_iter();
        self.store.further = further.map(|f| f.finish(texts)).collect();
        self.store
    }
}

fn set_known(store: &mut PersonsStore, person: usize, value: &Value) {
    match *value {
        Value::Sex(sex) => put(&mut store.sex, person, sex),
        Value::CivilStatus(status) => put(&mut store.civil_status, person, status),
        Value::Origin(origin) => put(&mut store.origin, person, origin),
        Value::Date(born) => put(&mut store.birth_date, person, born),
        Value::Number(years) => {
            if let Some(age) = &mut store.age {
                age.years[person] = years;
            }
        }
        Value::Code(code) => {
            if let Some(MunicipalityColumn::Single(codes)) = &mut store.municipality {
                codes[person] = code;
            }
        }
        Value::Missing | Value::Level(_) => {}
    }
}

fn put<T>(column: &mut Option<Vec<Option<T>>>, person: usize, value: T) {
    if let Some(column) = column {
        column[person] = Some(value);
    }
}

impl Further {
    fn set(&mut self, person: usize, value: &Value, levels: &[u32]) {
        match value {
            Value::Number(number) => self.numbers[person] = *number,
            Value::Level(level) => self.texts[person] = Some(levels[*level as usize]),
            _ => {}
        }
    }

    /// Numbers when every filled cell is one as it stands, else text.
    fn finish(mut self, texts: &KeyTable) -> (String, Column) {
        let number = |text: u32| plain_number(texts.get(text as usize));
        if self.texts.iter().flatten().all(|t| number(*t).is_some()) {
            for (cell, text) in self.numbers.iter_mut().zip(&self.texts) {
                if let Some(text) = text {
                    *cell = number(*text).unwrap_or(f64::NAN);
                }
            }
            return (self.name, Column::Number(self.numbers));
        }
        (self.name, text_column(&self.texts, texts))
    }
}

/// Numbers when every filled cell is one as it stands, else text; cells are numbers into `texts`.
pub fn column_of_words(cells: &[Option<u32>], texts: &KeyTable) -> Column {
    let number = |cell: &Option<u32>| match cell {
        Some(text) => plain_number(texts.get(*text as usize)),
        None => Some(f64::NAN),
    };
    let numbers: Option<Vec<f64>> = cells.iter().map(number).collect();
    numbers.map_or_else(|| text_column(cells, texts), Column::Number)
}

/// A number with a decimal point; one with a leading zero is a code and stays text.
fn plain_number(text: &[u8]) -> Option<f64> {
    let coded = text.len() > 1 && text[0] == b'0' && text[1].is_ascii_digit();
    let starts_well = text
        .first()
        .is_some_and(|b| b.is_ascii_digit() || *b == b'-' || *b == b'.');
    if coded || !starts_well {
        return None;
    }
    let number: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    number.is_finite().then_some(number)
}

fn text_column(cells: &[Option<u32>], texts: &KeyTable) -> Column {
    let mut places = vec![None; texts.len()];
    let mut levels = Vec::new();
    let codes = cells.iter().map(|cell| {
        cell.map(|text| {
            *places[text as usize].get_or_insert_with(|| {
                let text = texts.get(text as usize);
                levels.push(String::from_utf8_lossy(text).into_owned());
                levels.len() as u32 - 1
            })
        })
    });
    let codes = codes.collect();
    Column::Text { levels, codes }
}
