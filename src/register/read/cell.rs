//! One cell of a table, from text or Parquet, and what it can be read as.

use crate::calendar::{Month, Week};
use crate::register::source::Axis;
use jiff::civil::{Date, date};
use std::borrow::Cow;

/// A cell as it came.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Blank,
    /// Without the blanks and quotes around it; never empty.
    Text(Cow<'a, [u8]>),
    Int(i64),
    Real(f64),
    /// Days since 1 January 1970.
    Day(i32),
}

/// The cell cannot be read as what its column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfit;

type Read<T> = Result<Option<T>, Unfit>;

impl<'a> Cell<'a> {
    /// A text field, already bare.
    pub fn text(field: Cow<'a, [u8]>) -> Cell<'a> {
        match field.is_empty() {
            true => Cell::Blank,
            false => Cell::Text(field),
        }
    }

    /// The bytes of a word or key: numbers in decimal digits; empty for a blank.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Cell::Blank => Cow::Borrowed(b""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Int(number) => Cow::Owned(number.to_string().into_bytes()),
            Cell::Real(number) => Cow::Owned(number.to_string().into_bytes()),
            Cell::Day(days) => Cow::Owned(day(*days).to_string().into_bytes()),
        }
    }

    /// A number; in text with a decimal point, or a decimal comma where the file has them.
    pub fn number(&self, decimal_comma: bool) -> Read<f64> {
        let number = match self {
            Cell::Blank => return Ok(None),
            Cell::Int(number) => *number as f64,
            Cell::Real(number) => *number,
            Cell::Day(_) => return Err(Unfit),
            Cell::Text(text) => parse_number(text, decimal_comma).ok_or(Unfit)?,
        };
        if number.is_finite() {
            Ok(Some(number))
        } else {
            Err(Unfit)
        }
    }

    /// A whole number of at most `u16`.
    pub fn whole(&self) -> Read<u16> {
        let number = match self {
            Cell::Blank => return Ok(None),
            Cell::Int(number) => u16::try_from(*number).ok(),
            Cell::Real(number) if number.fract() == 0.0 && (0.0..1e4).contains(number) => {
                Some(*number as u16)
            }
            Cell::Text(text) => digits(text).and_then(|n| u16::try_from(n).ok()),
            Cell::Real(_) | Cell::Day(_) => None,
        };
        number.map(Some).ok_or(Unfit)
    }

    /// A date: `1970-12-31`, `19701231`, `31-12-1970` (also with `/` or `.`), or a date of Parquet.
    pub fn date(&self) -> Read<Date> {
        let date = match self {
            Cell::Blank => return Ok(None),
            Cell::Day(days) => Some(day(*days)),
            Cell::Int(number) => packed_date(*number),
            Cell::Real(_) => None,
            Cell::Text(text) => parse_date(text),
        };
        date.map(Some).ok_or(Unfit)
    }

    /// A month: `2016-01`, `201601`, or a date in it.
    pub fn month(&self) -> Read<Month> {
        let month = match self {
            Cell::Blank => return Ok(None),
            Cell::Int(number) if *number < 1_000_000 => packed_month(*number),
            Cell::Text(text) if text.len() == 6 => digits(text).and_then(packed_month),
            Cell::Text(text) if text.len() == 7 && text[4] == b'-' => {
                let (year, month) = (digits(&text[..4]), digits(&text[5..]));
                year.zip(month).and_then(|(y, m)| packed_month(y * 100 + m))
            }
            other => other.date()?.map(Month::of),
        };
        month.map(Some).ok_or(Unfit)
    }
}

fn day(days: i32) -> Date {
    date(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

fn digits(text: &[u8]) -> Option<i64> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let mut number = 0;
    for byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
    }
    Some(number)
}

fn parse_number(text: &[u8], decimal_comma: bool) -> Option<f64> {
    let starts_well = |b: &u8| b.is_ascii_digit() || b"+-.,".contains(b);
    if !text.first().is_some_and(starts_well) {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    match decimal_comma && text.contains(',') {
        true if text.contains('.') => None,
        true => text.replacen(',', ".", 1).parse().ok(),
        false => text.parse().ok(),
    }
}

fn packed_month(number: i64) -> Option<Month> {
    let (year, month) = (number / 100, number % 100);
    let fits = (1900..=2200).contains(&year) && (1..=12).contains(&month);
    fits.then(|| Month::new(year as i16, month as i8))
}

fn packed_date(number: i64) -> Option<Date> {
    ymd(number / 10_000, number / 100 % 100, number % 100)
}

fn ymd(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| *y >= 1800)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn parse_date(text: &[u8]) -> Option<Date> {
    if text.len() == 8 {
        return packed_date(digits(text)?);
    }
    let is_mark = |b: &u8| b"-/.".contains(b);
    let mut parts = text.split(is_mark).map(digits);
    let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || text.len() != 10 {
        return None;
    }
    match (is_mark(&text[4]), is_mark(&text[2])) {
        (true, _) => ymd(a, b, c),
        (_, true) => ymd(c, b, a),
        _ => None,
    }
}

/// The first week and the number of weeks of each ISO year from 1900 to 2200, so that reading a week is a look-up.
pub(super) struct Weeks {
    years: Vec<(i32, i32)>,
}

const FIRST_YEAR: i64 = 1900;

impl Weeks {
    pub fn new() -> Weeks {
        let first = |year: i16| Week::from_iso(year, 1).unwrap_or(Week(0)).0;
        let years =
            (FIRST_YEAR as i16..=2200).map(|year| (first(year), first(year + 1) - first(year)));
        Weeks {
            years: years.collect(),
        }
    }

    /// A week: `2016-W01`, `y_1601`, `1601` or `201601`; on a relative axis a whole number.
    pub fn read(&self, cell: &Cell<'_>, axis: Axis) -> Read<Week> {
        if *cell == Cell::Blank {
            return Ok(None);
        }
        let week = match axis {
            Axis::Calendar => self.calendar(cell),
            Axis::Relative => relative(cell),
        };
        week.map(Some).ok_or(Unfit)
    }

    fn calendar(&self, cell: &Cell<'_>) -> Option<Week> {
        match cell {
            Cell::Int(number) => self.packed(*number),
            Cell::Text(text) => self.text(text),
            Cell::Blank | Cell::Real(_) | Cell::Day(_) => None,
        }
    }

    fn text(&self, text: &[u8]) -> Option<Week> {
        match text.len() {
            8 if text[4] == b'-' && text[5].eq_ignore_ascii_case(&b'W') => {
                self.iso(digits(&text[..4])?, digits(&text[6..])?)
            }
            6 if text[..2].eq_ignore_ascii_case(b"y_") => self.packed(digits(&text[2..])?),
            4 => self.packed(digits(text)?),
            6 => self.packed(digits(text).filter(|n| *n >= 10_000)?),
            _ => None,
        }
    }

    /// 1601 (years below 90 are 20YY, others 19YY) or 201601.
    fn packed(&self, number: i64) -> Option<Week> {
        let (year, week) = (number / 100, number % 100);
        match year {
            0..90 => self.iso(2000 + year, week),
            90..100 => self.iso(1900 + year, week),
            _ => self.iso(year, week),
        }
    }

    fn iso(&self, year: i64, week: i64) -> Option<Week> {
        let place = usize::try_from(year - FIRST_YEAR).ok()?;
        let &(first, weeks) = self.years.get(place)?;
        (1..=i64::from(weeks))
            .contains(&week)
            .then(|| Week(first + week as i32 - 1))
    }
}

/// A plain week number; beyond 30,000 it is none.
fn relative(cell: &Cell<'_>) -> Option<Week> {
    let number = match cell {
        Cell::Int(number) => *number,
        Cell::Text(text) => match text.strip_prefix(b"-") {
            Some(positive) => -digits(positive)?,
            None => digits(text)?,
        },
        Cell::Real(number) if number.fract() == 0.0 => *number as i64,
        Cell::Blank | Cell::Real(_) | Cell::Day(_) => return None,
    };
    (-30_000..=30_000)
        .contains(&number)
        .then_some(Week(number as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell::text(Cow::Borrowed(text.as_bytes()))
    }

    #[test]
    fn every_spelling_of_a_week_is_read_and_impossible_weeks_are_not() {
        let weeks = Weeks::new();
        let week = |cell: Cell<'_>| {
            let read = weeks.read(&cell, Axis::Calendar);
            read.map(|w| w.map(|w| w.to_string()))
        };
        let expected = Ok(Some("2015-W53".to_string()));
        for spelling in ["2015-W53", "2015-w53", "y_1553", "Y_1553", "1553", "201553"] {
            assert_eq!(week(text(spelling)), expected, "{spelling}");
        }
        assert_eq!(week(Cell::Int(201_553)), expected);
        assert_eq!(week(Cell::Int(1553)), expected);
        assert_eq!(week(Cell::Int(801)), Ok(Some("2008-W01".to_string())));
        assert_eq!(week(text("9132")), Ok(Some("1991-W32".to_string())));
        assert_eq!(week(Cell::Blank), Ok(None));
        for wrong in ["2016-W53", "1653", "y_1600", "16a1", "001601", "2016-01"] {
            assert_eq!(week(text(wrong)), Err(Unfit), "{wrong}");
        }
    }

    #[test]
    fn the_look_up_of_weeks_agrees_with_the_calendar() {
        let weeks = Weeks::new();
        for year in 1900..=2200i16 {
            for week in 0..=54i8 {
                let read = weeks.iso(year.into(), week.into());
                assert_eq!(read, Week::from_iso(year, week), "{year} {week}");
            }
        }
    }

    #[test]
    fn relative_weeks_are_plain_numbers() {
        let weeks = Weeks::new();
        let week = |t| weeks.read(&text(t), Axis::Relative);
        assert_eq!(week("52"), Ok(Some(Week(52))));
        assert_eq!(week("-3"), Ok(Some(Week(-3))));
        assert_eq!(week("2016-W01"), Err(Unfit));
        assert_eq!(week("99999"), Err(Unfit));
    }

    #[test]
    fn numbers_have_a_decimal_comma_only_where_the_file_has_them() {
        assert_eq!(text("12,5").number(true), Ok(Some(12.5)));
        assert_eq!(text("12.5").number(true), Ok(Some(12.5)));
        assert_eq!(text("-12.5").number(false), Ok(Some(-12.5)));
        for wrong in ["12,5", "nan", "inf", "1e999", "x", "1.2.3"] {
            assert_eq!(text(wrong).number(false), Err(Unfit), "{wrong}");
        }
        assert_eq!(text("1.200,5").number(true), Err(Unfit));
    }

    #[test]
    fn dates_and_months_are_read_in_the_usual_spellings() {
        let born = Ok(Some(date(1970, 12, 31)));
        for spelling in [
            "1970-12-31",
            "19701231",
            "31-12-1970",
            "31/12/1970",
            "31.12.1970",
        ] {
            assert_eq!(text(spelling).date(), born, "{spelling}");
        }
        assert_eq!(Cell::Day(-1).date(), Ok(Some(date(1969, 12, 31))));
        for wrong in ["1970-13-01", "1970-02-30", "31-12-70", "1970", "x"] {
            assert_eq!(text(wrong).date(), Err(Unfit), "{wrong}");
        }
        for spelling in ["2016-02", "201602", "2016-02-29", "20160229"] {
            assert_eq!(
                text(spelling).month(),
                Ok(Some(Month::new(2016, 2))),
                "{spelling}"
            );
        }
        assert_eq!(Cell::Int(201_602).month(), Ok(Some(Month::new(2016, 2))));
        assert_eq!(text("2016-13").month(), Err(Unfit));
    }
}
