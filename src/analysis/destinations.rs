//! `destinations`: who entered and ended, where those who ended went, and where they came from (KL-3).

use super::described_parts::{counted_rows, given, may_be_told, percent_fact};
use super::{Context, words};
use crate::calendar::Week;
use crate::codes::CodeSet;
use crate::cohort::{Arm, Member, Support, support_from, support_in};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Label, Note, Reason, Row, Shape, Table,
};
use crate::study::{DestinationsBy, DestinationsPlan, OriginOf, StateGroupPlan};
use std::collections::BTreeMap;

/// Runs the analysis.
pub fn run(context: &Context, plan: &DestinationsPlan) -> (AnalysisResult, Vec<Note>) {
    let cohort = context.cohort;
    let members: Vec<&Member> = cohort
        .members
        .iter()
        .filter(|m| m.arm == Arm::Participant)
        .collect();
    if members.is_empty() {
        let reason = Reason::new("no-persons", &[]);
        return (AnalysisResult::NotEstimated(reason), Vec::new());
    }
    let ended: Vec<&Member> = members
        .iter()
        .copied()
        .filter(|m| has_ended(context, m))
        .collect();
    let to = Sorter::of(context, &plan.destinations);
    let from = Sorter::of(context, &plan.origins);
    let destination = |m: &Member| {
        let week = m.spell_end.plus(1 + plan.after_weeks as i32);
        let support = support_from(
            context.register,
            m.person as usize,
            week,
            plan.if_blank_weeks,
        );
        to.group(support)
    };
    let origin = |m: &Member| {
        let week = m.entry.plus(-1);
        from.group(support_in(context.register, m.person as usize, week))
    };
    let origin_of = match plan.origin_of {
        OriginOf::Ended => &ended,
        OriginOf::Started => &members,
    };
    let places: Vec<usize> = ended.iter().map(|m| destination(m)).collect();
    let origins: Vec<usize> = origin_of.iter().map(|m| origin(m)).collect();
    let mut tables = vec![
        course_table(&members, &ended),
        shares_table("destination", "destination-title", &to, &places),
        shares_table("origin", "destination-origin", &from, &origins),
        by_year(context, &members, &ended),
    ];
    let mut unknown_age = 0;
    for by in &plan.by {
        tables.push(match by {
            DestinationsBy::Age => {
                let ages: Vec<Option<u32>> = ended.iter().map(|m| age(context, m)).collect();
                unknown_age = ages.iter().filter(|a| a.is_none()).count();
                crossed(
                    "destination-by-age",
                    "destination-by-age",
                    "years",
                    &plan.age_breaks,
                    &to,
                    &ages,
                    &places,
                )
            }
            DestinationsBy::Length => {
                let weeks = |m: &&Member| Some((m.spell_end.since(m.entry) + 1) as u32);
                let lengths: Vec<Option<u32>> = ended.iter().map(weeks).collect();
                crossed(
                    "destination-by-length",
                    "destination-by-length",
                    "weeks",
                    &plan.length_breaks,
                    &to,
                    &lengths,
                    &places,
                )
            }
        });
    }
    let mut notes = Vec::new();
    let lost = places.iter().filter(|g| **g == to.unknown()).count();
    if lost > 0 {
        notes.push(Note::new(
            "destination-state-unknown",
            &[("persons", lost.to_string())],
        ));
    }
    if unknown_age > 0 {
        notes.push(Note::new(
            "destination-age-unknown",
            &[("persons", unknown_age.to_string())],
        ));
    }
    let described = Described {
        finding: finding(&members, &to, &places),
        shows: Label::said("destination-shows"),
        tables,
        chart: Some(Chart {
            shape: Shape::Bars,
            table: 1,
            columns: vec![1],
            limits: vec![None],
            ends: None,
            x: Label::said("destination-percent-of-ended"),
            y: Label::said("destination-title"),
            marks: Vec::new(),
        }),
    };
    (AnalysisResult::Described(Box::new(described)), notes)
}

/// The settings in force.
pub fn settings(plan: &DestinationsPlan) -> Vec<(&'static str, String)> {
    let mut settings = vec![
        ("after_weeks", plan.after_weeks.to_string()),
        ("if_blank_weeks", plan.if_blank_weeks.to_string()),
        (
            "origin_of",
            match plan.origin_of {
                OriginOf::Ended => "ended",
                OriginOf::Started => "started",
            }
            .to_string(),
        ),
    ];
    let list = |numbers: &[u32]| {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        numbers.join(", ")
    };
    if plan.by.contains(&DestinationsBy::Age) {
        settings.push(("age_breaks", list(&plan.age_breaks)));
    }
    if plan.by.contains(&DestinationsBy::Length) {
        settings.push(("length_breaks", list(&plan.length_breaks)));
    }
    settings
}

/// The last course week lies before the window's last (definition 19).
fn has_ended(context: &Context, member: &Member) -> bool {
    member.spell_end < context.cohort.windows[member.window()].last
}

fn age(context: &Context, member: &Member) -> Option<u32> {
    let table = context.register.table.as_ref()?;
    let age = table.age_on(member.person as usize, member.entry.monday())?;
    u32::try_from(age).ok()
}

/// Which category a support belongs to: those of the plan in order, then other, then unknown.
struct Sorter<'a> {
    plan: &'a [StateGroupPlan],
    codes: Vec<CodeSet>,
}

impl<'a> Sorter<'a> {
    fn of(context: &Context, plan: &'a [StateGroupPlan]) -> Sorter<'a> {
        let codes = plan.iter().map(|category| {
            let classes = category.states.iter();
            let sets = classes.filter_map(|c| context.plan.codes.class(c).ok());
            sets.fold(CodeSet::default(), |all, set| all.union(&set))
        });
        Sorter {
            plan,
            codes: codes.collect(),
        }
    }

    fn other(&self) -> usize {
        self.plan.len()
    }

    fn unknown(&self) -> usize {
        self.plan.len() + 1
    }

    fn group(&self, support: Support) -> usize {
        let named = |words: &[&str]| {
            let holds = |c: &StateGroupPlan| words.iter().all(|w| c.states.iter().any(|s| s == w));
            self.plan.iter().position(holds).unwrap_or(self.other())
        };
        match support {
            Support::Code(code) => {
                let found = self.codes.iter().position(|set| set.contains(code));
                found.unwrap_or(self.other())
            }
            Support::Employment => named(&["employment"]),
            Support::SelfSupport => named(&["self-support"]),
            Support::NoBenefit => named(&["employment", "self-support"]),
            Support::Unknown => self.unknown(),
        }
    }

    /// Id and label of every group, in order.
    fn groups(&self) -> Vec<(String, Label)> {
        let planned = self.plan.iter();
        let mut groups: Vec<(String, Label)> = planned
            .map(|c| (c.id.clone(), Label::Given(words::text(&c.label))))
            .collect();
        groups.push(("other".to_string(), Label::said("destination-other")));
        groups.push(("unknown".to_string(), Label::said("destination-unknown")));
        groups
    }
}

fn course_table(members: &[&Member], ended: &[&Member]) -> Table {
    let all = members.len() as u64;
    let cells = |n: u64| vec![Cell::Count(Some(n)), Cell::share(n, all)];
    let (done, left) = (ended.len() as u64, all - ended.len() as u64);
    Table {
        id: "course".to_string(),
        title: Label::said("destination-course"),
        stub: Label::said("destination-persons-who"),
        of: Counted::Persons,
        columns: persons_columns("destination-share-of-started"),
        rows: vec![
            Row::new("started", Label::said("destination-started"), cells(all)),
            Row::new("ended", Label::said("destination-ended"), cells(done)),
            Row::new("still-in", Label::said("destination-still-in"), cells(left)),
        ],
    }
}

fn persons_columns(share: &str) -> Vec<Column> {
    vec![
        Column::new("persons", Label::said("persons")),
        Column::new("share", Label::said(share)),
    ]
}

/// Persons and shares by group; an unknown group without anyone is left out.
fn shares_table(id: &str, title: &str, sorter: &Sorter, groups: &[usize]) -> Table {
    let labels = sorter.groups();
    let count = |g: usize| groups.iter().filter(|x| **x == g).count() as u64;
    let counts: Vec<u64> = (0..labels.len()).map(count).collect();
    Table {
        id: id.to_string(),
        title: Label::said(title),
        stub: Label::said("destination-state"),
        of: Counted::Persons,
        columns: persons_columns("share"),
        rows: counted_rows(labels, &counts, groups.len() as u64),
    }
}

/// Entered, ended and in the course by calendar year of the week.
fn by_year(context: &Context, members: &[&Member], ended: &[&Member]) -> Table {
    let year = |week: Week| i32::from(week.iso().0);
    let mut flows: BTreeMap<i32, (u64, u64)> = BTreeMap::new();
    for m in members {
        flows.entry(year(m.entry)).or_default().0 += 1;
    }
    for m in ended {
        flows.entry(year(m.spell_end)).or_default().1 += 1;
    }
    let last = context.cohort.windows.iter().map(|w| w.last).max();
    let row = |(year_of, (started, done)): (&i32, &(u64, u64))| {
        // The last week of the year, or of the window where that is earlier.
        let first_of_next = Week::from_iso((*year_of + 1) as i16, 1);
        let end = first_of_next
            .map(|w| w.plus(-1))
            .into_iter()
            .chain(last)
            .min();
        let inside = |m: &&&Member| end.is_some_and(|w| m.entry <= w && w <= m.spell_end);
        let inside = members.iter().filter(inside).count() as u64;
        let cells = [*started, *done, inside].map(|n| Cell::Count(Some(n)));
        Row::new(
            &year_of.to_string(),
            Label::name(&year_of.to_string()),
            cells.to_vec(),
        )
        .at(f64::from(*year_of))
    };
    Table {
        id: "flow".to_string(),
        title: Label::said("destination-flow"),
        stub: Label::said("stock-year"),
        of: Counted::Persons,
        columns: vec![
            Column::new("entered", Label::said("destination-started")),
            Column::new("ended", Label::said("destination-ended")),
            Column::new("in-course", Label::said("destination-in-course-at-end")),
        ],
        rows: flows.iter().map(row).collect(),
    }
}

/// Destinations within classes of a number; persons without the number are left out and noted.
fn crossed(
    id: &str,
    title: &str,
    unit: &str,
    breaks: &[u32],
    sorter: &Sorter,
    values: &[Option<u32>],
    places: &[usize],
) -> Table {
    let mut labels = sorter.groups();
    if !places.contains(&sorter.unknown()) {
        labels.pop();
    }
    let class = |value: u32| breaks.partition_point(|b| *b <= value);
    let mut counts = vec![vec![0_u64; labels.len()]; breaks.len() + 1];
    for (value, place) in values.iter().zip(places) {
        if let Some(value) = value {
            counts[class(*value)][*place] += 1;
        }
    }
    let row = |(c, counts): (usize, &Vec<u64>)| {
        let n = counts.iter().sum();
        let mut cells = vec![Cell::Count(Some(n))];
        cells.extend(counts.iter().map(|k| Cell::share(*k, n)));
        let (id, label) = class_label(breaks, c, unit);
        Row::new(&id, label, cells)
    };
    let mut columns = vec![Column::new("persons", Label::said("destination-ended"))];
    columns.extend(
        labels
            .into_iter()
            .map(|(id, label)| Column::new(&id, label)),
    );
    Table {
        id: id.to_string(),
        title: Label::said(title),
        stub: Label::said(match unit {
            "years" => "destination-age",
            _ => "destination-length",
        }),
        of: Counted::Persons,
        columns,
        rows: counts.iter().enumerate().map(row).collect(),
    }
}

/// `under-30`, `30-39`, `50-and-over`.
fn class_label(breaks: &[u32], class: usize, unit: &str) -> (String, Label) {
    let low = class.checked_sub(1).map(|i| breaks[i]);
    match (low, breaks.get(class)) {
        (None, Some(high)) => (
            format!("under-{high}"),
            Label::with(
                &format!("destination-{unit}-under"),
                &[("high", high.to_string())],
            ),
        ),
        (Some(low), Some(high)) => {
            let range = [("low", low.to_string()), ("high", (high - 1).to_string())];
            (
                format!("{low}-{}", high - 1),
                Label::with(&format!("destination-{unit}-from-to"), &range),
            )
        }
        (low, None) => {
            let low = low.unwrap_or(0).to_string();
            (
                format!("{low}-and-over"),
                Label::with(&format!("destination-{unit}-over"), &[("low", low)]),
            )
        }
    }
}

fn finding(members: &[&Member], to: &Sorter, places: &[usize]) -> Label {
    let labels = to.groups();
    let count = |g: usize| places.iter().filter(|x| **x == g).count();
    let most = (0..to.plan.len()).max_by_key(|g| (count(*g), usize::MAX - g));
    let told = |g: &usize| may_be_told(count(*g) as u64, places.len() as u64);
    let Some(most) = most.filter(told) else {
        return Label::said("destination-course");
    };
    let (da, en) = given(&labels[most].1);
    let facts = [
        ("started", members.len().to_string()),
        ("ended", places.len().to_string()),
        (
            "percent",
            percent_fact(count(most) as u64, places.len() as u64),
        ),
        ("state_da", da),
        ("state_en", en),
    ];
    Label::with("destination-found", &facts)
}
