//! What an indicator counts in each municipality.

use super::super::super::Context;
use super::super::super::answers::{Answers, Who};
use super::super::super::lights::Percent;
use crate::findings::Reason;
use crate::register::Records;
use crate::study::{
    AnswersBy, DoNotKnow, IndicatorPlan, IndicatorSource, LightRule, LightsOn, OnlyAnswers,
    RecordKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Persons of a municipality in an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Count {
    pub yes: u64,
    pub n: u64,
    /// Those who can still be done in time, in or out of `n` as the study says.
    pub open: u64,
    pub sum: f64,
}

impl Count {
    pub fn plus(self, other: Count) -> Count {
        Count {
            yes: self.yes + other.yes,
            n: self.n + other.n,
            open: self.open + other.open,
            sum: self.sum + other.sum,
        }
    }

    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / self.n as f64)
    }

    pub fn percent(&self, on: LightsOn) -> Option<Percent> {
        Percent::of(self.yes, self.n, on)
    }

    /// The mean or the share.
    pub fn value(&self, rule: LightRule) -> Option<f64> {
        match rule {
            LightRule::C24 => self.mean(),
            _ => (self.n > 0).then(|| self.yes as f64 / self.n as f64),
        }
    }
}

/// An item of the survey, by municipality.
pub fn of_answers(
    answers: &Answers,
    indicator: &IndicatorPlan,
    only: &OnlyAnswers,
) -> Vec<(String, Count)> {
    let IndicatorSource::Answers {
        item,
        yes,
        no,
        not_relevant,
        mean,
        among,
    } = &indicator.of
    else {
        return Vec::new();
    };
    let among: Option<BTreeSet<Who>> = among.as_ref().map(|a| answers.among(a));
    let holds = |list: &[String], value: &str| list.iter().any(|word| word == value);
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for row in answers.rows(item, only) {
        let value = answers.value(row);
        let left_out = answers.is_unknown(row) && !holds(yes, value) && !holds(no, value);
        let is_for = among.as_ref().is_none_or(|a| a.contains(&answers.who(row)));
        if left_out || !is_for || holds(not_relevant, value) {
            continue;
        }
        let count = counts
            .entry(answers.word(AnswersBy::Site, row))
            .or_default();
        if *mean {
            if let Some(number) = answers.number(row) {
                count.n += 1;
                count.sum += number;
            }
        } else if holds(yes, value) {
            count.yes += 1;
            count.n += 1;
        } else if no.is_empty() || holds(no, value) {
            count.n += 1;
        }
    }
    counts
        .into_iter()
        .map(|(site, c)| (site.to_string(), c))
        .collect()
}

/// Where persons with events belong: the column `site` of the events, or else of the enrolment.
pub struct Places<'a> {
    events: Option<&'a Records>,
    of_person: BTreeMap<&'a str, &'a str>,
}

impl<'a> Places<'a> {
    pub fn of(context: &Context<'a>) -> Places<'a> {
        let mut of_person = BTreeMap::new();
        let enrolment = context.records.get(&RecordKind::Enrolment);
        let columns = enrolment.map(|table| (table, table.find("person_id"), table.find("site")));
        if let Some((table, Some(person), Some(site))) = columns {
            of_person = (0..table.len())
                .map(|row| (person.word(row), site.word(row)))
                .collect();
        }
        Places {
            events: context.records.get(&RecordKind::Events),
            of_person,
        }
    }

    /// Events of a kind, by municipality. A person counts once, by the last row.
    pub fn of_events(
        &self,
        indicator: &IndicatorPlan,
        pending: DoNotKnow,
    ) -> Result<Vec<(String, Count)>, Reason> {
        let IndicatorSource::Events {
            kind,
            yes,
            no,
            open,
            not_relevant,
        } = &indicator.of
        else {
            return Ok(Vec::new());
        };
        let missing = || Reason::new("needs-data", &[("needs", "events".to_string())]);
        let events = self.events.ok_or_else(missing)?;
        let column = |name| events.find(name).ok_or_else(missing);
        let (person, kinds, value) = (column("person_id")?, column("kind")?, column("value")?);
        let site = events.find("site");
        let mut last: BTreeMap<u32, usize> = BTreeMap::new();
        for row in (0..events.len()).filter(|row| kinds.word(*row) == kind) {
            last.insert(person.codes()[row], row);
        }
        let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
        for row in last.into_values() {
            let place = match site {
                Some(site) => site.word(row),
                None => self
                    .of_person
                    .get(person.word(row))
                    .copied()
                    .unwrap_or_default(),
            };
            let holds = |list: &[String]| list.iter().any(|word| word == value.word(row));
            if holds(not_relevant) {
                continue;
            }
            let count = counts.entry(place).or_default();
            if holds(yes) {
                count.yes += 1;
                count.n += 1;
            } else if holds(no) {
                count.n += 1;
            } else if holds(open) {
                count.open += 1;
                count.n += u64::from(pending == DoNotKnow::In);
            }
        }
        Ok(counts
            .into_iter()
            .map(|(site, c)| (site.to_string(), c))
            .collect())
    }
}
