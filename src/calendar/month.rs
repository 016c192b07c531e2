//! A calendar month as a whole number.

use super::Week;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A calendar month, counted from January of year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// Month `month` (1 to 12) of `year`.
    pub fn new(year: i16, month: i8) -> Month {
        Month(i32::from(year) * 12 + i32::from(month) - 1)
    }

    /// The month of a date.
    pub fn of(day: Date) -> Month {
        Month::new(day.year(), day.month())
    }

    /// Year and month (1 to 12).
    pub fn year_month(self) -> (i32, i32) {
        (self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }

    /// The month `months` later.
    pub fn plus(self, months: i32) -> Month {
        Month(self.0 + months)
    }

    /// The first day of the month.
    pub fn first_day(self) -> Date {
        let (year, month) = self.year_month();
        Date::new(year as i16, month as i8, 1).unwrap_or(Date::MIN)
    }

    /// The weeks whose Thursday lies in the month: first and last, both included (four or five weeks).
    pub fn weeks(self) -> (Week, Week) {
        let first = self.first_week();
        (first, self.plus(1).first_week().plus(-1))
    }

    fn first_week(self) -> Week {
        let week = Week::of(self.first_day());
        if week.month() < self {
            week.plus(1)
        } else {
            week
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.year_month();
        write!(f, "{year}-{month:02}")
    }
}

impl FromStr for Month {
    type Err = String;

    /// Reads `2016-01`.
    fn from_str(text: &str) -> Result<Month, String> {
        let wrong = || format!("`{text}` is not a month; write it as 2016-01");
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        let year: i16 = year.parse().map_err(|_| wrong())?;
        let month: i8 = month.parse().map_err(|_| wrong())?;
        if year < 1 || !(1..=12).contains(&month) {
            return Err(wrong());
        }
        Ok(Month::new(year, month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_week_belongs_to_the_one_month_of_its_thursday() {
        let first = Week::from_column("y_9132").expect("a week");
        for k in 0..2_000 {
            let week = first.plus(k);
            let (from, to) = week.month().weeks();
            assert!(from <= week && week <= to, "{week}");
            assert!(from.plus(-1).month() < week.month() && to.plus(1).month() > week.month());
        }
    }

    #[test]
    fn january_2016_holds_weeks_1_to_4() {
        let (from, to) = Month::new(2016, 1).weeks();
        assert_eq!(
            (from.to_string(), to.to_string()),
            ("2016-W01".into(), "2016-W04".into())
        );
    }

    #[test]
    fn the_first_day_of_a_month_is_its_own() {
        let december = Month::new(2016, 12);
        assert_eq!(december.first_day().to_string(), "2016-12-01");
        assert_eq!(december.plus(1).first_day().to_string(), "2017-01-01");
    }

    #[test]
    fn a_month_reads_back_as_it_prints() {
        assert_eq!(
            "2016-02".parse::<Month>().map(|m| m.to_string()),
            Ok("2016-02".to_string())
        );
        assert!("2016-13".parse::<Month>().is_err());
    }
}
