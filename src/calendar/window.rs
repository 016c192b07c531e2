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

    /// The weeks that lie in both; empty when the windows lie apart.
    pub fn common(self, other: Window) -> Window {
        Window {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        }
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

    /// The weeks whose Thursday lies in the months.
    pub fn weeks(self) -> Window {
        Window {
            first: self.first.weeks().0,
            last: self.last.weeks().1,
        }
    }

    /// The months whose every week lies in the window; `None` when there is none.
    pub fn full_in(window: Window) -> Option<MonthWindow> {
        let (first, last) = (window.first.month(), window.last.month());
        let cut = |cut: bool| i32::from(cut);
        let months = MonthWindow {
            first: first.plus(cut(first.weeks().0 < window.first)),
            last: last.plus(-cut(window.last < last.weeks().1)),
        };
        (months.first <= months.last).then_some(months)
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

    #[test]
    fn months_cut_by_a_window_are_not_full() {
        let full = |text: &str| {
            let window: Window = text.parse().expect("a window");
            MonthWindow::full_in(window).map(|months| months.to_string())
        };
        assert_eq!(full("2016-W01..2016-W08"), Some("2016-01..2016-02".into()));
        assert_eq!(full("2016-W02..2016-W08"), Some("2016-02..2016-02".into()));
        assert_eq!(full("2016-W02..2016-W07"), None);
        let months: MonthWindow = "2016-01..2016-02".parse().expect("months");
        assert_eq!(months.weeks().to_string(), "2016-W01..2016-W08");
    }

    #[test]
    fn windows_apart_have_nothing_in_common() {
        let of = |text: &str| text.parse::<Window>().expect("a window");
        let both = of("2016-W01..2016-W10").common(of("2016-W08..2016-W20"));
        assert_eq!(both, of("2016-W08..2016-W10"));
        assert!(
            of("2016-W01..2016-W02")
                .common(of("2016-W05..2016-W06"))
                .is_empty()
        );
    }
}
