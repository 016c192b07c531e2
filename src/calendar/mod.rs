//! Weeks and months as whole numbers, with ISO 8601 years of 52 and 53 weeks.
//!
//! A week belongs to the ISO year and to the month of its Thursday. Nothing here knows a register or a study.

mod month;
mod month_weeks;
mod period;
mod week;
mod window;

pub use month::Month;
pub use month_weeks::MonthWeeks;
pub use period::{Period, month_at};
pub use week::Week;
pub use window::{MonthWindow, Window};
