//! What a person did before entry: weeks in a state within the years before, and the support in the week before.

use super::{clip, intersect, merged};
use crate::calendar::{MonthWeeks, Week, Window};
use crate::codes::{CodeList, CodeSet};
use crate::register::Register;
use crate::register::hours::HoursStore;
use crate::study::{Lookback, WorkState};

/// A state a week can be in.
pub enum State<'a> {
    /// A week with one of these codes.
    Codes(CodeSet),
    /// A blank week with wage hours of any support code in its month.
    Employment(&'a HoursStore, MonthWeeks),
    /// A blank week without.
    SelfSupport(&'a HoursStore, MonthWeeks),
}

impl<'a> State<'a> {
    /// The state called `name`: a class of the code list, `employment` or `self-support`.
    ///
    /// `None` when the class is unknown or the register has no hours to tell employment by.
    pub fn named(name: &str, register: &'a Register, codes: &CodeList) -> Option<State<'a>> {
        let hours = || {
            let hours = register.hours.as_ref()?;
            Some((hours, MonthWeeks::of(hours.months)))
        };
        match name {
            "employment" => hours().map(|(hours, weeks)| State::Employment(hours, weeks)),
            "self-support" => hours().map(|(hours, weeks)| State::SelfSupport(hours, weeks)),
            class => codes.class(class).ok().map(State::Codes),
        }
    }

    /// A week without benefit, in or out of work; `None` when the register has no hours to tell it by.
    pub fn work(state: WorkState, register: &'a Register) -> Option<State<'a>> {
        let hours = register.hours.as_ref()?;
        let weeks = MonthWeeks::of(hours.months);
        Some(match state {
            WorkState::Employment => State::Employment(hours, weeks),
            WorkState::SelfSupport => State::SelfSupport(hours, weeks),
        })
    }

    /// The weeks for which the state can be known at all.
    pub fn known(&self, register: &Register) -> Window {
        match self {
            State::Codes(_) => register.weeks(),
            State::Employment(hours, _) | State::SelfSupport(hours, _) => {
                let (weeks, hours) = (register.weeks(), super::outcome::hours_weeks(hours));
                Window {
                    first: weeks.first.max(hours.first),
                    last: weeks.last.min(hours.last),
                }
            }
        }
    }

    /// Writes the person's weeks in the state into `found`: sorted stretches, both ends included.
    pub fn weeks_of(&self, register: &Register, person: usize, found: &mut Vec<Window>) {
        found.clear();
        let (hours, month_weeks, works) = match self {
            State::Codes(codes) => {
                let spells = register.spells.spells_of(person);
                for s in spells.filter(|s| codes.contains(s.code)) {
                    merged(found, stretch(s.from, s.to));
                }
                return;
            }
            State::Employment(hours, weeks) => (hours, weeks, true),
            State::SelfSupport(hours, weeks) => (hours, weeks, false),
        };
        let mut working = Vec::new();
        for month in hours.hours_of(person).iter().filter(|m| m.total > 0.0) {
            merged(&mut working, month_weeks.get(month.month));
        }
        let known = self.known(register);
        let wanted = match works {
            true => working,
            false => between(&working, known),
        };
        let blank = blanks(register, person, known);
        intersect(&wanted, &blank, |part| merged(found, part));
    }

    fn weeks_known(&self, register: &Register, person: usize, window: Window) -> Option<u32> {
        match self {
            State::Codes(codes) => {
                Some(coded_weeks(register, person, window, |c| codes.contains(c)))
            }
            State::Employment(hours, weeks) => {
                employed_weeks(register, hours, weeks, person, window)
            }
            State::SelfSupport(hours, weeks) => {
                let blank = window.len() as u32 - coded_weeks(register, person, window, |_| true);
                Some(blank - employed_weeks(register, hours, weeks, person, window)?)
            }
        }
    }

    /// Number of weeks of `window` in the state, counting the weeks that the register (and the hours) cover; and whether all were.
    pub fn weeks_partly(&self, register: &Register, person: usize, window: Window) -> (u32, bool) {
        let known = match self {
            State::Codes(_) => clip(window, register.weeks()),
            State::Employment(hours, _) | State::SelfSupport(hours, _) => {
                clip(window, register.weeks())
                    .and_then(|w| clip(w, super::outcome::hours_weeks(hours)))
            }
        };
        let weeks = known.and_then(|w| self.weeks_known(register, person, w));
        (weeks.unwrap_or(0), known == Some(window))
    }
}

/// The weeks that a look-back of `years` covers: up to the week before entry, both ends included (DEFINITIONS 16, A-1).
pub fn lookback(entry: Week, years: u32, rule: Lookback) -> Window {
    let first = match rule {
        Lookback::Weeks => entry.plus(-52 * years as i32),
        Lookback::CalendarYears => {
            let (year, week) = entry.iso();
            let earlier = year - years as i16;
            Week::from_iso(earlier, week)
                .or_else(|| Week::from_iso(earlier, 52).map(|w| w.plus(1)))
                .unwrap_or(entry.plus(-52 * years as i32))
        }
    };
    Window {
        first,
        last: entry.plus(-1),
    }
}

/// The code in the week before entry; `None` for a blank. The week must lie inside the register.
pub fn code_before(register: &Register, person: usize, entry: Week) -> Option<u16> {
    register.spells.code_at(person, entry.plus(-1))
}

fn coded_weeks(
    register: &Register,
    person: usize,
    window: Window,
    wanted: impl Fn(u16) -> bool,
) -> u32 {
    // Spells are sorted, so those before the window are passed over in one step and those after it are never looked at.
    let spells = register.spells.packed_of(person);
    let first = spells.partition_point(|s| i32::from(s.to) < window.first.0);
    let inside = spells[first..]
        .iter()
        .map(|s| s.open())
        .take_while(|s| s.from <= window.last);
    let parts = inside.filter(|s| wanted(s.code)).filter_map(|s| {
        let weeks = Window {
            first: s.from,
            last: s.to,
        };
        clip(weeks, window)
    });
    parts.map(|part| part.len() as u32).sum()
}

fn employed_weeks(
    register: &Register,
    hours: &HoursStore,
    month_weeks: &MonthWeeks,
    person: usize,
    window: Window,
) -> Option<u32> {
    if clip(window, super::outcome::hours_weeks(hours)) != Some(window) {
        return None;
    }
    let mut weeks = 0;
    let months = hours.hours_of(person);
    let start = months.partition_point(|m| m.month < window.first.month());
    let inside = months[start..]
        .iter()
        .take_while(|m| m.month <= window.last.month());
    for month in inside.filter(|m| m.total > 0.0) {
        if let Some(part) = clip(month_weeks.get(month.month), window) {
            weeks += part.len() as u32 - coded_weeks(register, person, part, |_| true);
        }
    }
    Some(weeks)
}

fn stretch(first: Week, last: Week) -> Window {
    Window { first, last }
}

/// The weeks of `window` without a code.
fn blanks(register: &Register, person: usize, window: Window) -> Vec<Window> {
    let mut coded = Vec::new();
    for s in register.spells.spells_of(person) {
        merged(&mut coded, stretch(s.from, s.to));
    }
    between(&coded, window)
}

/// The weeks of `window` in none of the sorted stretches.
fn between(stretches: &[Window], window: Window) -> Vec<Window> {
    let mut gaps = Vec::new();
    let mut next = window.first;
    for s in stretches.iter().filter_map(|s| clip(*s, window)) {
        if next < s.first {
            gaps.push(stretch(next, s.first.plus(-1)));
        }
        next = s.last.plus(1);
    }
    if next <= window.last {
        gaps.push(stretch(next, window.last));
    }
    gaps
}

/// What a person lives on in a week (definitions 11 and 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// A benefit, by its code.
    Code(u16),
    /// Blank, with wage hours.
    Employment,
    /// Blank, without.
    SelfSupport,
    /// Blank, in a register without hours.
    NoBenefit,
    /// Beyond the register, or a blank beyond the months of hours.
    Unknown,
}

/// A person's support in a week.
pub fn support_in(register: &Register, person: usize, week: Week) -> Support {
    let observed = stretch(
        register.weeks().first,
        register.spells.last_observed(person),
    );
    if !observed.contains(week) {
        return Support::Unknown;
    }
    if let Some(code) = register.spells.code_at(person, week) {
        return Support::Code(code);
    }
    let Some(hours) = &register.hours else {
        return Support::NoBenefit;
    };
    match hours.at(person, week.month()) {
        Some(month) if month.total > 0.0 => Support::Employment,
        Some(_) => Support::SelfSupport,
        None => Support::Unknown,
    }
}

/// The support in a week, and where that is blank in the week `if_blank` weeks later (definition 19, A-37).
pub fn support_from(register: &Register, person: usize, week: Week, if_blank: u32) -> Support {
    match support_in(register, person, week) {
        found @ Support::Code(_) => found,
        // A blank beyond the months of hours is still a blank: the later week may carry a code.
        _ if register.weeks().contains(week) => {
            support_in(register, person, week.plus(if_blank as i32))
        }
        unknown => unknown,
    }
}
