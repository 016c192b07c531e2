//! Courses: a person's weeks in a scheme joined into spells by a gap rule (DEFINITIONS 2 to 4).

use super::merged;
use crate::calendar::{Week, Window};
use crate::codes::CodeSet;
use crate::register::Spell;
use crate::study::Gap;

/// A spell of the scheme: from its first to its last week with a scheme code, short gaps bridged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub weeks: Window,
    /// True when enough weeks without the scheme, all inside the register, came before.
    pub is_start: bool,
    /// The weeks that carry a scheme code themselves.
    pub coded: Vec<Window>,
}

/// A person's courses in order. `spells` are sorted; `register` is what the extract covers.
pub fn courses(
    spells: impl Iterator<Item = Spell>,
    scheme: &CodeSet,
    gap: Gap,
    register: Window,
) -> Vec<Course> {
    let coded = spells.filter(|s| scheme.contains(s.code));
    let weeks = coded.map(|spell| Window {
        first: spell.from,
        last: spell.to,
    });
    joined(weeks, gap, register)
}

/// Sorted stretches joined into spells over gaps that make no new start.
pub fn joined(stretches: impl Iterator<Item = Window>, gap: Gap, register: Window) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::new();
    for weeks in stretches {
        match courses.last_mut() {
            Some(open) if !is_new_start(open.weeks.last, weeks.first, gap) => {
                open.weeks.last = weeks.last;
                merged(&mut open.coded, weeks);
            }
            previous => {
                let last_before = previous.map_or(register.first.plus(-1), |c| c.weeks.last);
                courses.push(Course {
                    weeks,
                    is_start: is_new_start(last_before, weeks.first, gap),
                    coded: vec![weeks],
                });
            }
        }
    }
    courses
}

/// True when the weeks strictly between `last` and `next` are enough to make `next` a new start.
fn is_new_start(last: Week, next: Week, gap: Gap) -> bool {
    match gap {
        Gap::Weeks(weeks) => next.since(last) > weeks as i32,
        Gap::CalendarMonth => {
            let (first_free, last_free) = (last.plus(1), next.plus(-1));
            let mut month = first_free.month();
            while month <= last_free.month() {
                let (from, to) = month.weeks();
                if first_free <= from && to <= last_free {
                    return true;
                }
                month = month.plus(1);
            }
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTER: Window = Window {
        first: Week(2400),
        last: Week(2500),
    };

    fn found(stretches: &[(i32, i32)], gap: Gap) -> Vec<(i32, i32, bool)> {
        let spells = stretches.iter().map(|(from, to)| Spell {
            code: 810,
            from: Week(*from),
            to: Week(*to),
        });
        courses(spells, &CodeSet::from_iter([810]), gap, REGISTER)
            .iter()
            .map(|c| (c.weeks.first.0, c.weeks.last.0, c.is_start))
            .collect()
    }

    #[test]
    fn three_weeks_without_the_scheme_are_bridged_and_four_make_a_new_start() {
        let three = found(&[(2410, 2415), (2419, 2420)], Gap::Weeks(4));
        assert_eq!(three, vec![(2410, 2420, true)]);
        let four = found(&[(2410, 2415), (2420, 2420)], Gap::Weeks(4));
        assert_eq!(four, vec![(2410, 2415, true), (2420, 2420, true)]);
    }

    #[test]
    fn a_course_that_begins_within_the_first_four_weeks_of_the_register_is_no_start() {
        assert_eq!(
            found(&[(2403, 2410)], Gap::Weeks(4)),
            vec![(2403, 2410, false)]
        );
        assert_eq!(
            found(&[(2404, 2410)], Gap::Weeks(4)),
            vec![(2404, 2410, true)]
        );
    }

    #[test]
    fn by_the_month_rule_a_gap_must_hold_a_whole_calendar_month() {
        let january = crate::calendar::Month::new(2017, 1).weeks();
        let (first, last) = (january.0.0, january.1.0);
        let courses = |from: i32, to: i32| {
            let spells = [(first - 10, from - 1), (to + 1, last + 20)];
            found(&spells, Gap::CalendarMonth).len()
        };
        assert_eq!(courses(first, last), 2);
        assert_eq!(courses(first + 1, last + 2), 1);
        assert_eq!(courses(first - 2, last - 1), 1);
    }

    #[test]
    fn a_bridged_week_is_inside_the_course_but_not_among_its_coded_weeks() {
        let spells = [(2410, 2412), (2414, 2415)].map(|(from, to)| Spell {
            code: 810,
            from: Week(from),
            to: Week(to),
        });
        let found = courses(
            spells.into_iter(),
            &CodeSet::from_iter([810]),
            Gap::Weeks(4),
            REGISTER,
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].weeks.contains(Week(2413)));
        assert!(!found[0].coded.iter().any(|w| w.contains(Week(2413))));
    }
}
