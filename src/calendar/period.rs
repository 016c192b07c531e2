//! Periods as published tables write them: a year, a month, a quarter or a week, on one axis of years.

use super::{Month, Week};

/// A period as the file writes it, and its beginning in years.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    pub text: String,
    pub at: f64,
}

impl Period {
    /// A year, a month, a quarter or a week.
    pub fn read(text: &str) -> Option<Period> {
        let at = year(text)
            .map(f64::from)
            .or_else(|| text.parse::<Month>().ok().map(month_at))
            .or_else(|| quarter(text))
            .or_else(|| text.parse::<Week>().ok().map(week_at))?;
        Some(Period {
            text: text.to_string(),
            at,
        })
    }
}

/// A month on an axis of years.
pub fn month_at(month: Month) -> f64 {
    f64::from(month.0) / 12.0
}

fn week_at(week: Week) -> f64 {
    let (year, number) = week.iso();
    f64::from(year) + f64::from(number - 1) / 53.0
}

fn year(text: &str) -> Option<i32> {
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| four)
}

fn quarter(text: &str) -> Option<f64> {
    let (year_part, quarter) = text.split_once(['Q', 'K'])?;
    let year = year(year_part.trim_end_matches('-'))?;
    let quarter: i32 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
    Some(f64::from(year) + f64::from(quarter - 1) / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_every_kind_stand_on_one_axis() {
        let at = |text: &str| Period::read(text).map(|p| p.at);
        assert_eq!(at("2013"), Some(2013.0));
        assert_eq!(at("2013-07"), Some(2013.5));
        assert_eq!(at("2013Q2"), Some(2013.25));
        assert_eq!(at("2013-Q4"), Some(2013.75));
        assert_eq!(at("2013-W01"), Some(2013.0));
        for wrong in ["", "13", "2013-13", "2013Q5", "before"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
