//! The weeks of many months, looked up instead of computed.

use super::{Month, MonthWindow, Window};

/// The weeks of each month of a stretch, ready to be asked for millions of times.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthWeeks {
    first: Month,
    weeks: Vec<Window>,
}

impl MonthWeeks {
    /// The table of the months of `months`.
    pub fn of(months: MonthWindow) -> MonthWeeks {
        let all = (months.first.0..=months.last.0).map(Month);
        MonthWeeks {
            first: months.first,
            weeks: all.map(weeks).collect(),
        }
    }

    /// The weeks whose Thursday lies in the month; a month outside the table is computed.
    pub fn get(&self, month: Month) -> Window {
        let place = usize::try_from(month.0 - self.first.0).ok();
        let known = place.and_then(|p| self.weeks.get(p));
        known.copied().unwrap_or_else(|| weeks(month))
    }
}

fn weeks(month: Month) -> Window {
    let (first, last) = month.weeks();
    Window { first, last }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_month_says_inside_and_outside() {
        let months = "2015-11..2016-02".parse().expect("months");
        let table = MonthWeeks::of(months);
        for text in ["2015-10", "2015-11", "2015-12", "2016-02", "2016-03"] {
            let month: Month = text.parse().expect("a month");
            assert_eq!(table.get(month), weeks(month), "{text}");
        }
    }
}
