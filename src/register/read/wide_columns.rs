//! The header of a wide file: which columns are weeks, and whether a week is missing.

use super::table::Table;
use crate::calendar::{Week, Window};
use crate::register::fault::{At, Faults, Rule};
use crate::register::source::{Key, WeekColumn, WeekPattern};

/// What the columns of a wide file are.
pub(super) struct WideColumns {
    /// Where the key stands; `None` when the key is the row's number.
    pub key: Option<usize>,
    /// The week columns in the file's order: where each stands and its week.
    pub weeks: Vec<(usize, Week)>,
    pub window: Window,
    pub faults: Faults,
}

/// Reads the header.
///
/// # Errors
/// There is no key or no week; other faults are collected beside what could be read.
pub(super) fn read(table: &Table<'_>, pattern: &WeekPattern) -> Result<WideColumns, Faults> {
    let shown = &table.source.shown;
    let key = match table.source.key {
        Key::Column => table.need(&["person_id"])?[0],
        Key::Row => None,
    };
    let mut faults = Faults::default();
    let mut weeks: Vec<(usize, Week)> = Vec::new();
    for (place, name) in table
        .names
        .iter()
        .enumerate()
        .filter(|(p, _)| Some(*p) != key)
    {
        match pattern.read(name) {
            WeekColumn::Week(week) => weeks.push((place, week)),
            WeekColumn::Impossible => {
                let at = At::file(shown).column(name);
                faults.add(Rule::ImpossibleWeekColumn, at, || {
                    "no such week exists".to_string()
                });
            }
            WeekColumn::Other => {}
        }
    }
    let sorted = sorted(&weeks);
    let (Some(&(_, first)), Some(&(_, last))) = (sorted.first(), sorted.last()) else {
        faults.add(Rule::MissingColumn, At::file(shown), || {
            format!("no week column like `{pattern}`; {}", table.names_shown())
        });
        return Err(faults);
    };
    for pair in sorted.windows(2) {
        let ((_, before), (place, week)) = (pair[0], pair[1]);
        if before == week {
            let at = At::file(shown).column(&table.names[place]);
            faults.add(Rule::DuplicateColumn, at, || {
                "the week stands more than once".to_string()
            });
        }
        for missing in before.0 + 1..week.0 {
            let column = pattern.column(Week(missing));
            let at = At::file(shown).column(&column);
            faults.add(Rule::MissingWeekColumn, at, || {
                format!(
                    "the week is missing between {} and {}",
                    pattern.axis.label(first),
                    pattern.axis.label(last)
                )
            });
        }
    }
    Ok(WideColumns {
        key,
        weeks,
        window: Window { first, last },
        faults,
    })
}

fn sorted(weeks: &[(usize, Week)]) -> Vec<(usize, Week)> {
    let mut sorted = weeks.to_vec();
    sorted.sort_by_key(|(place, week)| (*week, *place));
    sorted
}

impl WideColumns {
    /// True when the week columns stand in the order of their weeks, each once and none missing.
    pub fn in_order(&self) -> bool {
        self.weeks.windows(2).all(|w| w[0].1.plus(1) == w[1].1)
    }
}
