//! Stretches of weeks and months, both ends included.

use super::{Month, Week};
use std::fmt;
use std::str::FromStr;

/// Weeks from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub first: Week,
    pub last: Week,
}

/// Months from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthWindow {
    pub first: Month,
    pub last: Month,
}

impl Window {
    /// True when `week` lies inside, the ends included.
    pub fn contains(self, week: Week) -> bool {
        self.first <= week && week <= self.last
    }

    /// Number of weeks.
    pub fn len(self) -> usize {
        usize::try_from(self.last.since(self.first) + 1).unwrap_or(0)
    }

    /// True when no week lies inside.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The weeks in order.
    pub fn weeks(self) -> impl Iterator<Item = Week> {
        (self.first.0..=self.last.0).map(Week)
    }
}

impl MonthWindow {
    /// True when `month` lies inside, the ends included.
    pub fn contains(self, month: Month) -> bool {
        self.first <= month && month <= self.last
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, self.last)
    }
}

impl fmt::Display for MonthWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, self.last)
    }
}

impl FromStr for Window {
    type Err = String;

    /// Reads `2016-W01..2016-W52`, both ends included.
    fn from_str(text: &str) -> Result<Window, String> {
        let (first, last) = ends(text, "2016-W01..2016-W52")?;
        let window = Window {
            first: first.parse()?,
            last: last.parse()?,
        };
        if window.is_empty() {
            return Err(format!("`{text}` ends before it begins"));
        }
        Ok(window)
    }
}

impl FromStr for MonthWindow {
    type Err = String;

    /// Reads `2016-01..2016-12`, both ends included.
    fn from_str(text: &str) -> Result<MonthWindow, String> {
        let (first, last) = ends(text, "2016-01..2016-12")?;
        let window = MonthWindow {
            first: first.parse()?,
            last: last.parse()?,
        };
        if window.last < window.first {
            return Err(format!("`{text}` ends before it begins"));
        }
        Ok(window)
    }
}

fn ends<'a>(text: &'a str, model: &str) -> Result<(&'a str, &'a str), String> {
    text.split_once("..")
        .ok_or_else(|| format!("`{text}` is not a stretch; write it as {model}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_of_two_years_has_104_weeks_and_with_a_week_53_it_has_105() {
        let len = |text: &str| text.parse::<Window>().map(Window::len);
        assert_eq!(len("2016-W01..2017-W52"), Ok(104));
        assert_eq!(len("2015-W01..2016-W52"), Ok(105));
        assert!(len("2017-W01..2016-W01").is_err());
    }
}
