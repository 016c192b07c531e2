//! An ISO week as a whole number of Mondays.

use super::Month;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use std::fmt;
use std::str::FromStr;

/// An ISO 8601 week, Monday to Sunday, counted in Mondays from Monday 5 January 1970 (week 0 = `1970-W02`).
///
/// The ISO year may differ from the year of some of its days: 1 January 2016 lies in `2015-W53`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(pub i32);

const FIRST_MONDAY: Date = date(1970, 1, 5);

impl Week {
    /// Week `week` of ISO year `year`, or `None` when the year has no such week.
    pub fn from_iso(year: i16, week: i8) -> Option<Week> {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        Some(Week::of(monday.date()))
    }

    /// The week that a date lies in.
    pub fn of(day: Date) -> Week {
        let days = (day - FIRST_MONDAY).get_days();
        Week(days.div_euclid(7))
    }

    /// The week of a register column `y_YYWW`: years below 90 are 20YY, others 19YY. The match ignores case.
    ///
    /// `None` for another name or a week its year does not have.
    pub fn from_column(name: &str) -> Option<Week> {
        let (head, digits) = name.split_at_checked(2)?;
        let all_digits = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        if !head.eq_ignore_ascii_case("y_") || !all_digits {
            return None;
        }
        let two_digit_year: i16 = digits[..2].parse().ok()?;
        let century = if two_digit_year < 90 { 2000 } else { 1900 };
        Week::from_iso(century + two_digit_year, digits[2..].parse().ok()?)
    }

    /// The register column of this week, `y_YYWW`.
    pub fn column(self) -> String {
        let (year, week) = self.iso();
        format!("y_{:02}{week:02}", year % 100)
    }

    /// ISO year and week number (1 to 53).
    pub fn iso(self) -> (i16, i8) {
        let monday = self.monday().iso_week_date();
        (monday.year(), monday.week())
    }

    /// The Monday the week begins with.
    pub fn monday(self) -> Date {
        let span = jiff::Span::new().days(i64::from(self.0) * 7);
        FIRST_MONDAY.saturating_add(span)
    }

    /// The Thursday that decides the week's year and month.
    pub fn thursday(self) -> Date {
        self.monday().saturating_add(jiff::Span::new().days(3))
    }

    /// The month of the week's Thursday.
    pub fn month(self) -> Month {
        let thursday = self.thursday();
        Month::new(thursday.year(), thursday.month())
    }

    /// The week `weeks` later (earlier when negative).
    pub fn plus(self, weeks: i32) -> Week {
        Week(self.0 + weeks)
    }

    /// Whole weeks from `earlier` to this one.
    pub fn since(self, earlier: Week) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, week) = self.iso();
        write!(f, "{year}-W{week:02}")
    }
}

impl FromStr for Week {
    type Err = String;

    /// Reads `2016-W01`; the `W` may be lower case.
    fn from_str(text: &str) -> Result<Week, String> {
        let wrong = || format!("`{text}` is not a week; write it as 2016-W01");
        let (year, week) = text
            .split_once("-W")
            .or_else(|| text.split_once("-w"))
            .ok_or_else(wrong)?;
        let year: i16 = year.parse().map_err(|_| wrong())?;
        let week: i8 = week.parse().map_err(|_| wrong())?;
        Week::from_iso(year, week).ok_or_else(|| format!("ISO year {year} has no week {week}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test points of the register's description: column, Monday, Thursday, month of the week.
    #[test]
    fn weeks_at_the_turn_of_the_year_have_the_known_mondays_and_months() {
        let points = [
            ("y_9132", "1991-08-05", "1991-08-08", "1991-08"),
            ("y_0801", "2007-12-31", "2008-01-03", "2008-01"),
            ("y_0953", "2009-12-28", "2009-12-31", "2009-12"),
            ("y_1501", "2014-12-29", "2015-01-01", "2015-01"),
            ("y_1553", "2015-12-28", "2015-12-31", "2015-12"),
            ("y_1601", "2016-01-04", "2016-01-07", "2016-01"),
            ("y_2053", "2020-12-28", "2020-12-31", "2020-12"),
            ("y_2101", "2021-01-04", "2021-01-07", "2021-01"),
        ];
        for (column, monday, thursday, month) in points {
            let week = Week::from_column(column).expect(column);
            assert_eq!(week.monday().to_string(), monday);
            assert_eq!(week.thursday().to_string(), thursday);
            assert_eq!(week.month().to_string(), month);
            assert_eq!(week.column(), column);
        }
    }

    #[test]
    fn only_long_years_have_a_week_53() {
        for column in [
            "y_9253", "y_9853", "y_0453", "y_0953", "y_1553", "y_2053", "y_2653",
        ] {
            assert!(Week::from_column(column).is_some(), "{column}");
        }
        for column in [
            "y_1453", "y_1653", "y_1600", "y_1654", "y_160", "x_1601", "y_16a1",
        ] {
            assert!(Week::from_column(column).is_none(), "{column}");
        }
    }

    #[test]
    fn the_1230th_week_of_the_register_is_week_9_of_2015() {
        let first = Week::from_column("y_9132").expect("a week");
        assert_eq!(first.plus(1229).to_string(), "2015-W09");
    }

    #[test]
    fn dates_at_the_turn_of_the_year_lie_in_the_iso_year() {
        let day = |y, m, d| Week::of(date(y, m, d)).to_string();
        assert_eq!(day(2016, 1, 3), "2015-W53");
        assert_eq!(day(2017, 1, 1), "2016-W52");
        assert_eq!(day(2018, 12, 31), "2019-W01");
        assert_eq!(day(1969, 12, 31), "1970-W01");
    }

    #[test]
    fn a_week_reads_back_as_it_prints() {
        for text in ["1991-W32", "2015-W53", "2016-W01", "2018-W52"] {
            assert_eq!(
                text.parse::<Week>().map(|w| w.to_string()),
                Ok(text.to_string())
            );
        }
        assert_eq!(
            "2016-W53".parse::<Week>(),
            Err("ISO year 2016 has no week 53".to_string())
        );
    }
}
