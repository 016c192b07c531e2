//! The events that indicators are made of: each person's latest of a kind, in the person's municipality.

use super::super::super::Context;
use super::counts::{Count, Counts};
use crate::findings::Reason;
use crate::register::WordColumn;
use crate::study::{DoNotKnow, IndicatorPlan, IndicatorSource, RecordKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The table of events, found by kind.
pub struct Events<'a> {
    person: &'a WordColumn,
    value: &'a WordColumn,
    dates: Vec<Option<Date>>,
    /// Without it a person belongs where the enrolment says.
    site: Option<&'a WordColumn>,
    enrolled_in: BTreeMap<&'a str, &'a str>,
    of_kind: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Events<'a> {
    /// The events of a study, or why there are none.
    pub fn of(context: &Context<'a>) -> Result<Events<'a>, Reason> {
        let missing = || Reason::new("needs-data", &[("needs", "events".to_string())]);
        let records = context.records;
        let events = records.get(&RecordKind::Events).ok_or_else(missing)?;
        let column = |name| events.find(name).ok_or_else(missing);
        let kind = column("kind")?;
        let mut of_kind: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for row in 0..events.len() {
            of_kind.entry(kind.word(row)).or_default().push(row);
        }
        let mut enrolled_in = BTreeMap::new();
        let enrolment = records.get(&RecordKind::Enrolment);
        let columns = enrolment.map(|table| (table, table.find("person_id"), table.find("site")));
        if let Some((table, Some(person), Some(site))) = columns {
            let rows = 0..table.len();
            enrolled_in = rows.map(|row| (person.word(row), site.word(row))).collect();
        }
        Ok(Events {
            person: column("person_id")?,
            value: column("value")?,
            // What is no date has been refused when the events were read.
            dates: events.dates("date").map_err(|_| missing())?,
            site: events.find("site"),
            enrolled_in,
            of_kind,
        })
    }

    /// The persons with an event of the indicator's kind, by municipality.
    pub fn counts(&self, indicator: &IndicatorPlan, pending: DoNotKnow) -> Counts {
        let IndicatorSource::Events {
            kind,
            yes,
            no,
            open,
            ..
        } = &indicator.of
        else {
            return Counts::default();
        };
        let rows = self
            .of_kind
            .get(kind.as_str())
            .map_or(&[][..], Vec::as_slice);
        let latest = self.latest(rows);
        let mut counts = Counts {
            is_unmet: rows.is_empty(),
            replaced: (rows.len() - latest.len()) as u64,
            ..Counts::default()
        };
        for row in latest {
            let holds = |list: &[String]| list.iter().any(|word| word == self.value.word(row));
            let [yes, no, open] = [yes, no, open].map(|list| u64::from(holds(list)));
            let still_counts = if pending == DoNotKnow::In { open } else { 0 };
            if yes + no + open > 0 {
                let one = Count {
                    yes,
                    n: yes + no + still_counts,
                    open,
                    sum: 0.0,
                };
                counts.add(self.site_of(row), one);
            }
        }
        counts
    }

    /// The latest row of each person; of two on one day the later in the file.
    fn latest(&self, rows: &[usize]) -> Vec<usize> {
        let mut latest: BTreeMap<u32, usize> = BTreeMap::new();
        for row in rows {
            let kept = latest.entry(self.person.codes()[*row]).or_insert(*row);
            if self.dates[*row] >= self.dates[*kept] {
                *kept = *row;
            }
        }
        latest.into_values().collect()
    }

    fn site_of(&self, row: usize) -> &str {
        match self.site {
            Some(site) => site.word(row),
            None => {
                let site = self.enrolled_in.get(self.person.word(row));
                site.copied().unwrap_or_default()
            }
        }
    }
}
