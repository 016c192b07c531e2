//! How much of a project's target group is referred: by the first day of each step, and in each municipality by the end (FSM-1).

use super::{Context, words};
use crate::cohort::{Arm, Referral};
use crate::findings::{Cell, Column, Counted, Label, Light, Row, Table};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Those the study takes up, where they lived then, and when they were first referred.
pub struct TargetGroup {
    persons: BTreeMap<u32, Person>,
    /// Referred persons whom the study does not take up.
    pub outside: u64,
}

struct Person {
    /// 0 where it is not known.
    site: u16,
    referred: Option<Date>,
}

/// The persons of a municipality, and those of them who are referred.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reach {
    pub persons: u64,
    pub referred: u64,
}

impl Reach {
    fn add(&mut self, person: &Person) {
        self.persons += 1;
        self.referred += u64::from(person.referred.is_some());
    }

    /// Judged on the counts themselves, so that exactly what was planned is enough.
    pub fn met(self, percent: f64) -> bool {
        self.referred as f64 * 100.0 >= percent * self.persons as f64
    }

    fn cell(self, planned: Option<f64>) -> Cell {
        let light = planned.map(|percent| match self.met(percent) {
            true => Light::Green,
            false => Light::Red,
        });
        match Cell::share(self.referred, self.persons) {
            Cell::Share { share, .. } => Cell::Share { share, light },
            other => other,
        }
    }
}

impl TargetGroup {
    /// From each person's first referral.
    pub fn of(context: &Context, first: &[&Referral]) -> TargetGroup {
        let table = context.register.table.as_ref();
        let members = context.cohort.members.iter();
        let persons = members.filter(|m| m.arm == Arm::Participant).map(|m| {
            let site = table.and_then(|t| t.municipality_in(m.person as usize, m.entry));
            let site = site.filter(|code| *code != 411).unwrap_or(0);
            let referred = None;
            (m.person, Person { site, referred })
        });
        let mut target = TargetGroup {
            persons: persons.collect(),
            outside: 0,
        };
        for referral in first {
            match target.persons.get_mut(&referral.person) {
                Some(person) => person.referred = Some(referral.date),
                None => target.outside += 1,
            }
        }
        target
    }

    /// Everyone, referred by the end.
    pub fn all(&self) -> Reach {
        let mut reach = Reach::default();
        self.persons.values().for_each(|p| reach.add(p));
        reach
    }

    /// The share referred on a day or before.
    pub fn by(&self, day: Date) -> Cell {
        let until = |p: &&Person| p.referred.is_some_and(|date| date <= day);
        let referred = self.persons.values().filter(until).count();
        Cell::share(referred as u64, self.persons.len() as u64)
    }

    /// Each municipality that is known.
    pub fn by_site(&self) -> BTreeMap<u16, Reach> {
        let mut sites: BTreeMap<u16, Reach> = BTreeMap::new();
        for person in self.persons.values().filter(|p| p.site != 0) {
            sites.entry(person.site).or_default().add(person);
        }
        sites
    }

    /// Municipalities with their share, least first, and the total of all.
    pub fn table(&self, context: &Context, planned: Option<f64>) -> Table {
        let sites = self.by_site();
        let mut order: Vec<(&u16, &Reach)> = sites.iter().collect();
        let share = |r: &Reach| r.referred as f64 / r.persons.max(1) as f64;
        order.sort_by(|(a, x), (b, y)| share(x).total_cmp(&share(y)).then(a.cmp(b)));
        let cells =
            |reach: &Reach, planned| vec![Cell::Count(Some(reach.persons)), reach.cell(planned)];
        let row = |(code, reach): (&u16, &Reach)| {
            let name = words::municipality(context, *code);
            Row::new(&code.to_string(), Label::name(&name), cells(reach, planned))
        };
        let mut rows: Vec<Row> = order.into_iter().map(row).collect();
        let total = cells(&self.all(), None);
        rows.push(Row::new("total", Label::said("total"), total).total());
        Table {
            id: "target".to_string(),
            title: match planned {
                Some(percent) => {
                    let facts = [("percent", percent.to_string())];
                    Label::with("target-planned", &facts)
                }
                None => Label::said("target-title"),
            },
            stub: Label::said("municipality"),
            of: Counted::Persons,
            columns: vec![
                Column::new("persons", Label::said("target-persons")),
                Column::new("referred", Label::said("target-referred")),
            ],
            rows,
        }
    }

    /// In how many municipalities enough is referred.
    pub fn met(&self, percent: f64) -> (u64, u64) {
        let sites = self.by_site();
        let met = sites.values().filter(|reach| reach.met(percent)).count();
        (met as u64, sites.len() as u64)
    }
}

/// In how many municipalities enough is referred, as a table of one row.
pub fn met_table((met, sites): (u64, u64), percent: f64) -> Table {
    let facts = [("percent", percent.to_string())];
    let row = Row::new(
        "met",
        Label::with("target-met", &facts),
        vec![Cell::share(met, sites)],
    );
    Table {
        id: "planned".to_string(),
        title: Label::said("target-criterion"),
        stub: Label::said("target-criterion-stub"),
        of: Counted::Sites,
        columns: vec![Column::new("sites", Label::said("target-sites"))],
        rows: vec![row],
    }
}
