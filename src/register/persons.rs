//! What is known of each person, column by column, in the weekly file's order of persons.

use crate::calendar::Week;
use jiff::civil::Date;

/// Background columns; every column is as long as the register has persons.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PersonsStore {
    /// True for persons with a row in the persons file.
    pub present: Vec<bool>,
    /// Rows whose person is not in the weekly file (counted, not kept).
    pub unmatched_rows: u64,
    pub sex: Option<Vec<Option<Sex>>>,
    pub birth_date: Option<Vec<Option<Date>>>,
    pub age: Option<AgeColumn>,
    pub civil_status: Option<Vec<Option<CivilStatus>>>,
    pub origin: Option<Vec<Option<Origin>>>,
    pub municipality: Option<MunicipalityColumn>,
    /// `match_group` and every further column kept, under the names of the file.
    pub further: Vec<(String, Column)>,
    /// What the enrolment of a trial tells beside its columns.
    pub drawn: Option<Drawn>,
}

/// The draw of a trial, person by person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawn {
    /// The day of the draw; `None` for persons who took no part.
    pub date: Vec<Option<Date>>,
    /// Age at the draw as the enrolment has it, for persons without a birth date; NaN is missing.
    pub age: Option<Vec<f64>>,
    /// Enrolled persons of whom the register has no row (counted, not kept).
    pub unmatched: u64,
}

impl PersonsStore {
    /// Age in completed years on a day, from the birth date or else from the age at a date.
    ///
    /// A person born on 29 February turns a year older on 1 March of common years.
    pub fn age_on(&self, person: usize, day: Date) -> Option<i16> {
        if let Some(born) = self.birth_date.as_ref().and_then(|c| c[person]) {
            return Some(completed_years(born, day));
        }
        let age = self.age.as_ref()?;
        let years = age.years[person] + (day - age.at).get_days() as f64 / 365.25;
        years.is_finite().then(|| years.floor() as i16)
    }

    /// Age in completed years on the day of the draw.
    pub fn age_at_draw(&self, person: usize) -> Option<i16> {
        let drawn = self.drawn.as_ref()?;
        let born = self.birth_date.as_ref().and_then(|c| c[person]);
        match (born, drawn.date[person]) {
            (Some(born), Some(day)) => Some(completed_years(born, day)),
            _ => {
                let years = drawn.age.as_ref().map(|age| age[person])?;
                years.is_finite().then(|| years.floor() as i16)
            }
        }
    }

    /// The municipality in force in a week: the single column, or the column of the week's ISO year. 0 is unknown.
    pub fn municipality_in(&self, person: usize, week: Week) -> Option<u16> {
        match self.municipality.as_ref()? {
            MunicipalityColumn::Single(codes) => Some(codes[person]),
            MunicipalityColumn::ByYear(years) => {
                let (year, _) = week.iso();
                let found = years.iter().find(|(y, _)| *y == year);
                Some(found.map_or(0, |(_, codes)| codes[person]))
            }
        }
    }

    /// A further column by name, case aside.
    pub fn column(&self, name: &str) -> Option<&Column> {
        let found = self
            .further
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, column)| column)
    }
}

/// Completed years from birth to a day; negative before birth.
pub fn completed_years(born: Date, day: Date) -> i16 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!had_birthday)
}

/// Age in years on one day, the same for all.
#[derive(Debug, Clone, PartialEq)]
pub struct AgeColumn {
    pub at: Date,
    /// NaN is missing.
    pub years: Vec<f64>,
}

/// Municipality codes; 0 is unknown (0 or blank in the file), 411 Christiansø.
#[derive(Debug, Clone, PartialEq)]
pub enum MunicipalityColumn {
    Single(Vec<u16>),
    /// Year and its column, ascending.
    ByYear(Vec<(i16, Vec<u16>)>),
}

/// Sex as the civil register has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
}

/// Civil status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CivilStatus {
    Unmarried,
    Married,
    RegisteredPartnership,
    Divorced,
    Widowed,
}

impl CivilStatus {
    /// Married or in a registered partnership.
    pub fn is_married(self) -> bool {
        matches!(
            self,
            CivilStatus::Married | CivilStatus::RegisteredPartnership
        )
    }
}

/// Country of origin in three groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Danish,
    Western,
    NonWestern,
}

/// A further column: all numbers, or text as codes into levels.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// NaN is missing.
    Number(Vec<f64>),
    /// Levels in order of first appearance; `None` is missing.
    Text {
        levels: Vec<String>,
        codes: Vec<Option<u32>>,
    },
}

impl Column {
    /// Whether a person's value is this one, as it is written; `None` when it is missing.
    pub fn is(&self, person: usize, value: &str) -> Option<bool> {
        match self {
            Column::Number(values) => {
                let known = values[person];
                (!known.is_nan()).then(|| known.to_string() == value)
            }
            Column::Text { levels, codes } => codes[person].map(|c| levels[c as usize] == value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn age_is_in_completed_years_and_a_leap_day_birthday_falls_on_the_first_of_march() {
        let leap = date(1980, 2, 29);
        assert_eq!(completed_years(leap, date(2015, 2, 28)), 34);
        assert_eq!(completed_years(leap, date(2015, 3, 1)), 35);
        assert_eq!(completed_years(leap, date(2016, 2, 29)), 36);
        assert_eq!(completed_years(date(1970, 5, 2), date(2016, 5, 1)), 45);
        assert_eq!(completed_years(date(1970, 5, 2), date(2016, 5, 2)), 46);
    }

    #[test]
    fn municipality_by_year_is_that_of_the_iso_year() {
        let table = PersonsStore {
            municipality: Some(MunicipalityColumn::ByYear(vec![
                (2015, vec![101]),
                (2016, vec![851]),
            ])),
            ..PersonsStore::default()
        };
        let at = |text: &str| table.municipality_in(0, text.parse().expect("a week"));
        assert_eq!(at("2015-W53"), Some(101));
        assert_eq!(at("2016-W01"), Some(851));
        assert_eq!(at("2017-W01"), Some(0));
    }
}
