//! The persons of a trial: when each was drawn, and what happened on which day.

use crate::register::{Records, Register};
use crate::study::{EventWord, EventsRule, EventsUntil, SeenAt, SeenRule, TimeUnit};
use jiff::civil::Date;

/// Days of a whole week.
const WEEK: i32 = 7;

/// The draws and the events of a trial.
pub struct Trial<'a> {
    /// By person of the register; `None` for persons who took no part.
    drawn: &'a [Option<Date>],
    events: Option<&'a Records>,
    /// By person: date and row of each event, by date and then by row.
    of: Vec<Vec<(Date, usize)>>,
    /// The last day the events cover.
    pub until: Date,
}

/// A person's time at risk, from the origin of the clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventTime {
    /// Days or whole weeks.
    pub time: f64,
    pub end: End,
    /// The day is taken from between leaving and being looked up.
    pub imputed: bool,
}

/// How a time at risk ends; on one day an event comes before what competes with it, and that before censoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Event,
    Competing,
    Censored,
}

impl<'a> Trial<'a> {
    /// The trial of a register whose enrolment has been joined; `None` for other registers.
    pub fn of(
        register: &'a Register,
        events: Option<&'a Records>,
        until: EventsUntil,
    ) -> Option<Trial<'a>> {
        let drawn = register.table.as_ref()?.drawn.as_ref()?;
        let mut of: Vec<Vec<(Date, usize)>> = vec![Vec::new(); drawn.date.len()];
        let mut last = drawn.date.iter().flatten().max().copied()?;
        if let Some(events) = events {
            // Rows without a person or a date have been refused when the events were read.
            let (keys, dates) = (events.find("person_id")?, events.dates("date").ok()?);
            for (row, date) in dates.iter().enumerate() {
                let person = register.spells.keys.find(keys.word(row).as_bytes());
                if let Some((person, date)) = person.zip(*date) {
                    of[person].push((date, row));
                    last = last.max(date);
                }
            }
        }
        of.iter_mut().for_each(|events| events.sort_unstable());
        Some(Trial {
            drawn: &drawn.date,
            events,
            of,
            until: until.unwrap_or(last),
        })
    }

    /// The day a person was drawn.
    pub fn drawn(&self, person: usize) -> Option<Date> {
        self.drawn.get(person).copied().flatten()
    }

    /// The first day of a draw.
    pub fn first_draw(&self) -> Option<Date> {
        self.drawn.iter().flatten().min().copied()
    }

    /// True when some row of the events is meant by the word.
    pub fn knows(&self, word: &EventWord) -> bool {
        let rows = self.of.iter().flatten();
        rows.into_iter().any(|(_, row)| self.is(*row, word))
    }

    /// How often any of the events happened to a person from the draw to the last day, both included.
    pub fn count(&self, person: usize, words: &[EventWord]) -> usize {
        let from = self.drawn(person);
        let inside = |date: Date| from.is_some_and(|from| date >= from) && date <= self.until;
        let events = self.of[person].iter();
        let met = events.filter(|(date, row)| inside(*date) && self.is_any(*row, words));
        met.count()
    }

    /// True for a person drawn on or before the last day that the events cover.
    pub fn is_followed(&self, person: usize) -> bool {
        self.drawn(person).is_some_and(|drawn| drawn <= self.until)
    }

    /// Events of the words after the last day; they are not known.
    pub fn after_end(&self, person: usize, words: &[EventWord]) -> usize {
        let events = self.of[person].iter();
        let after = events.filter(|(date, row)| *date > self.until && self.is_any(*row, words));
        after.count()
    }

    /// Events of a person by kind and value.
    pub fn kinds_and_values(&self, person: usize) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.of[person].iter();
        rows.map(|(_, row)| (self.kind(*row), self.value(*row)))
    }

    /// Events of the words before the draw; they count as nothing.
    pub fn before_draw(&self, person: usize, words: &[EventWord]) -> usize {
        let Some(drawn) = self.drawn(person) else {
            return 0;
        };
        let events = self.of[person].iter();
        let before = events.filter(|(date, row)| *date < drawn && self.is_any(*row, words));
        before.count()
    }

    /// The time to an outcome; `None` when the person's clock never starts.
    pub fn time(&self, person: usize, rule: &EventsRule) -> Option<EventTime> {
        let origin = self.origin(person, rule)?;
        let mut end = (self.until, End::Censored);
        for (date, row) in self.of[person].iter().filter(|(date, _)| *date >= origin) {
            let how = if self.is_any(*row, &rule.events) {
                End::Event
            } else if self.is_any(*row, &rule.competing) {
                End::Competing
            } else if self.is_any(*row, &rule.censored_by) {
                End::Censored
            } else {
                continue;
            };
            end = end.min((*date, how));
        }
        let found = rule
            .seen
            .as_ref()
            .and_then(|seen| self.looked_up(person, origin, seen));
        let imputed = found.is_some_and(|found| found < end && found.1 == End::Event);
        let (day, how) = found.map_or(end, |found| end.min(found));
        let days = (day - origin).get_days();
        Some(EventTime {
            time: f64::from(match rule.unit {
                TimeUnit::Days => days,
                TimeUnit::Weeks => days.div_euclid(WEEK),
            }),
            end: how,
            imputed,
        })
    }

    fn origin(&self, person: usize, rule: &EventsRule) -> Option<Date> {
        let drawn = self.drawn(person)?;
        let origin = match &rule.origin {
            None => drawn,
            Some(word) => {
                let mut after = self.of[person].iter().filter(|(date, _)| *date >= drawn);
                after.find(|(_, row)| self.is(*row, word))?.0
            }
        };
        (origin <= self.until).then_some(origin)
    }

    /// When a person who left had the event, or is censored.
    fn looked_up(&self, person: usize, origin: Date, rule: &SeenRule) -> Option<(Date, End)> {
        let events = || self.of[person].iter().filter(|(date, _)| *date >= origin);
        let (left, _) = *events().find(|(_, row)| self.is(*row, &rule.after))?;
        let seen = events().find(|(date, row)| *date >= left && self.kind(*row) == rule.status);
        let Some((seen, row)) = seen else {
            return Some((left, End::Censored));
        };
        let happened = rule.values.iter().any(|v| v == self.value(*row));
        if !happened {
            return Some((*seen, End::Censored));
        }
        let day = match rule.at {
            SeenAt::Leaving => left,
            SeenAt::LookedUp => *seen,
            SeenAt::Midpoint => {
                let half = ((*seen - left).get_days() + 1) / 2;
                left.saturating_add(jiff::Span::new().days(half))
            }
        };
        Some((day, End::Event))
    }

    fn is_any(&self, row: usize, words: &[EventWord]) -> bool {
        words.iter().any(|word| self.is(row, word))
    }

    fn is(&self, row: usize, word: &EventWord) -> bool {
        let value = word.value.as_ref();
        self.kind(row) == word.kind && value.is_none_or(|value| self.value(row) == value)
    }

    fn kind(&self, row: usize) -> &str {
        self.cell(row, "kind")
    }

    fn value(&self, row: usize) -> &str {
        self.cell(row, "value")
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        let column = self.events.and_then(|events| events.find(column));
        column.map_or("", |column| column.word(row))
    }
}
