//! The weeks in which a person has an outcome (DEFINITIONS 9 to 11).

use super::history::State;
use super::merged;
use crate::calendar::{Month, MonthWeeks, Week, Window};
use crate::codes::CodeSet;
use crate::register::Register;
use crate::register::hours::{HoursMonth, HoursStore};
use crate::study::{HoursToWeeks, OutcomeRule};

/// The weeks of a weekly outcome for one person at a time.
pub enum WeeklyOutcome<'a> {
    Codes(&'a Register, CodeSet),
    Hours {
        store: &'a HoursStore,
        month_weeks: MonthWeeks,
        above: f64,
        include_flexi_job: bool,
        to_weeks: HoursToWeeks,
    },
    /// Weeks without benefit, in or out of work.
    State(&'a Register, State<'a>),
    /// Weeks with any of several outcomes.
    Any(Vec<WeeklyOutcome<'a>>),
}

impl<'a> WeeklyOutcome<'a> {
    /// The outcome of a rule; `None` for an outcome that is not weekly or when the register has no hours.
    pub fn of(
        register: &'a Register,
        rule: &OutcomeRule,
        to_weeks: HoursToWeeks,
    ) -> Option<WeeklyOutcome<'a>> {
        match rule {
            OutcomeRule::Codes(codes) => Some(WeeklyOutcome::Codes(
                register,
                codes.iter().copied().collect(),
            )),
            OutcomeRule::OrdinaryHours {
                above,
                include_flexi_job,
            } => register.hours.as_ref().map(|store| WeeklyOutcome::Hours {
                store,
                month_weeks: MonthWeeks::of(store.months),
                above: *above,
                include_flexi_job: *include_flexi_job,
                to_weeks,
            }),
            OutcomeRule::State(state) => {
                let state = State::work(*state, register)?;
                Some(WeeklyOutcome::State(register, state))
            }
            OutcomeRule::Any(rules) => {
                let parts = rules
                    .iter()
                    .map(|r| WeeklyOutcome::of(register, r, to_weeks));
                parts.collect::<Option<_>>().map(WeeklyOutcome::Any)
            }
            OutcomeRule::Columns { .. } | OutcomeRule::Events(_) => None,
        }
    }

    /// The weeks for which the outcome can be known at all.
    pub fn known(&self) -> Window {
        match self {
            WeeklyOutcome::Codes(register, _) => register.weeks(),
            WeeklyOutcome::Hours { store, .. } => hours_weeks(store),
            WeeklyOutcome::State(register, state) => state.known(register),
            // Disjoint deliveries leave an empty window, its first week after its last.
            WeeklyOutcome::Any(parts) => {
                let known = parts.iter().map(WeeklyOutcome::known);
                let common = known.reduce(|a, b| Window {
                    first: a.first.max(b.first),
                    last: a.last.min(b.last),
                });
                common.unwrap_or(Window {
                    first: Week(1),
                    last: Week(0),
                })
            }
        }
    }

    /// Writes the person's weeks with the outcome into `weeks`: sorted stretches, both ends included.
    pub fn weeks_of(&self, person: usize, weeks: &mut Vec<Window>) {
        weeks.clear();
        match self {
            WeeklyOutcome::Codes(register, codes) => {
                for spell in register.spells.spells_of(person) {
                    if codes.contains(spell.code) {
                        merged(
                            weeks,
                            Window {
                                first: spell.from,
                                last: spell.to,
                            },
                        );
                    }
                }
            }
            WeeklyOutcome::State(register, state) => state.weeks_of(register, person, weeks),
            WeeklyOutcome::Any(parts) => {
                let mut all = Vec::new();
                let mut part = Vec::new();
                for outcome in parts {
                    outcome.weeks_of(person, &mut part);
                    all.append(&mut part);
                }
                all.sort_unstable_by_key(|w| w.first);
                all.into_iter().for_each(|stretch| merged(weeks, stretch));
            }
            WeeklyOutcome::Hours {
                store,
                month_weeks,
                above,
                include_flexi_job,
                to_weeks,
            } => {
                let hours = |m: &HoursMonth| match include_flexi_job {
                    true => m.ordinary + m.flexi_job,
                    false => m.ordinary,
                };
                let months = store.hours_of(person);
                match to_weeks {
                    HoursToWeeks::Thursday => {
                        for month in months.iter().filter(|m| hours(m) > *above) {
                            merged(weeks, month_weeks.get(month.month));
                        }
                    }
                    HoursToWeeks::Days => by_days(months, hours, *above, weeks),
                }
            }
        }
    }
}

/// The weeks whose month the delivery of hours covers.
pub fn hours_weeks(store: &HoursStore) -> Window {
    Window {
        first: store.months.first.weeks().0,
        last: store.months.last.weeks().1,
    }
}

/// Hours spread evenly over the days of their month: a week counts when its part exceeds the threshold's part.
fn by_days(
    months: &[HoursMonth],
    hours: impl Fn(&HoursMonth) -> f64,
    above: f64,
    weeks: &mut Vec<Window>,
) {
    let mut last_done = None;
    for month in months {
        let first = Week::of(month.month.first_day());
        let last = Week::of(
            month
                .month
                .plus(1)
                .first_day()
                .saturating_sub(jiff::Span::new().days(1)),
        );
        let from = last_done.map_or(first, |done: Week| first.max(done.plus(1)));
        for week in (Window { first: from, last }).weeks() {
            let mut balance = 0.0;
            for day in 0..7 {
                let date = week.monday().saturating_add(jiff::Span::new().days(day));
                let value = months
                    .iter()
                    .find(|m| m.month == Month::of(date))
                    .map_or(0.0, &hours);
                balance += (value - above) / f64::from(date.days_in_month());
            }
            if balance > 0.0 {
                merged(
                    weeks,
                    Window {
                        first: week,
                        last: week,
                    },
                );
            }
        }
        last_done = Some(last);
    }
}
