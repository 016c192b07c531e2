//! From a checked plan to the register it names.

mod answers;

use crate::codes::{CodeList, Municipalities};
use crate::cohort::Referrals;
use crate::register::activities::ActivityStore;
use crate::register::aggregates::Aggregates;
use crate::register::source::{
    self, HoursSource, PersonsSource, SourceFile, Sources, TextEncoding, WeekPattern, WeeklySource,
};
use crate::register::{self, Faults, Records, Register};
use crate::study::{
    AnalysisKind, Blank, Encoding, EntryPlan, Key, Layout, Members, OnOverlap, Plan, RecordKind,
    SpellReadingPlan, StockSourcePlan, TablePlan, WeeklyPlan, Workplace,
};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A register with the lists it was read by.
pub struct Loaded {
    pub register: Register,
    /// The tables read row by row.
    pub records: BTreeMap<RecordKind, Records>,
    pub codes: CodeList,
    pub municipalities: Municipalities,
}

/// Reads the register of a plan.
///
/// # Errors
/// Every fault of the data.
pub fn load(plan: &Plan, codes: CodeList) -> Result<Loaded, Faults> {
    let municipalities = Municipalities::built_in();
    let (records, mut faults) = read_records(plan);
    let read = match sources(plan) {
        Some(sources) => register::read(&sources, &codes, &municipalities),
        None => without_weeks(plan, &records, &municipalities),
    };
    let mut register = match read {
        Ok(register) if faults.is_empty() => register,
        Ok(_) => return Err(faults),
        Err(theirs) => {
            faults.absorb(theirs);
            return Err(faults);
        }
    };
    join_trial(plan, &records, &mut register)?;
    if let Some(meetings) = records.get(&RecordKind::Meetings) {
        register::dated::check(meetings)?;
    }
    if let Some(activities) = records.get(&RecordKind::Activities) {
        register.activities = Some(ActivityStore::of(activities, &register.spells)?);
    }
    contracts(plan, &register, &records)?;
    Ok(Loaded {
        register,
        records,
        codes,
        municipalities,
    })
}

/// The files of a plan, in the order weekly, hours, persons: as written in the study, and where they lie. A file named twice stands once.
pub fn files(plan: &Plan) -> Vec<(String, PathBuf)> {
    let register = &plan.register;
    let mut tables: Vec<&TablePlan> = Vec::new();
    tables.extend(register.weekly.as_ref().map(|w| &w.table));
    tables.extend(register.hours.as_ref().map(|h| &h.table));
    tables.extend(register.persons.as_ref().map(|p| &p.table));
    tables.extend(register.records.values());
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for table in tables {
        if files.iter().all(|(shown, _)| *shown != table.path) {
            files.push((table.path.clone(), plan.folder.join(&table.path)));
        }
    }
    files
}

/// How the register is to be read; `None` for a study without the weekly extract.
pub fn sources(plan: &Plan) -> Option<Sources> {
    let register = &plan.register;
    Some(Sources {
        weekly: weekly(plan, register.weekly.as_ref()?),
        hours: register.hours.as_ref().map(|h| HoursSource {
            months: h.months,
            all_ordinary: h.all_ordinary,
            ..HoursSource::new(file(plan, &h.table))
        }),
        persons: register
            .persons
            .as_ref()
            .map(|p| PersonsSource::new(file(plan, &p.table))),
        allow_cpr_keys: register.allow_cpr_like_keys,
    })
}

/// Persons of a study without weeks: those of the enrolment, or else of the persons table.
fn without_weeks(
    plan: &Plan,
    records: &BTreeMap<RecordKind, Records>,
    municipalities: &Municipalities,
) -> Result<Register, Faults> {
    let persons = plan.register.persons.as_ref();
    let persons = persons.map(|p| PersonsSource::new(file(plan, &p.table)));
    let keys = match (records.get(&RecordKind::Enrolment), &persons) {
        (Some(enrolment), _) => enrolment.need("person_id")?.words().to_vec(),
        (None, Some(persons)) => {
            let rows = register::read_records(&persons.file)?;
            rows.need("person_id")?.words().to_vec()
        }
        (None, None) => Vec::new(),
    };
    register::read_without_weeks(
        &keys,
        persons.as_ref(),
        municipalities,
        plan.register.allow_cpr_like_keys,
    )
}

/// The tables read row by row, as far as they can be, and all their faults.
pub fn read_records(plan: &Plan) -> (BTreeMap<RecordKind, Records>, Faults) {
    let mut faults = Faults::default();
    let mut found = BTreeMap::new();
    for (kind, table) in &plan.register.records {
        match register::read_records(&file(plan, table)) {
            Ok(records) => {
                found.insert(*kind, records);
            }
            Err(theirs) => faults.absorb(theirs),
        }
    }
    faults.absorb(answers::faults(plan, &found));
    if let Some(activities) = found.get(&RecordKind::Activities) {
        faults.absorb(register::activities::check(activities));
    }
    (found, faults)
}

/// The enrolment of a trial becomes columns of the persons, and its arms and events are checked.
fn join_trial(
    plan: &Plan,
    records: &BTreeMap<RecordKind, Records>,
    register: &mut Register,
) -> Result<(), Faults> {
    let by_column = matches!(plan.participant.members, Members::Where { .. });
    let is_trial = by_column || plan.entry == EntryPlan::Enrolment;
    let Some(enrolment) = records.get(&RecordKind::Enrolment).filter(|_| is_trial) else {
        return Ok(());
    };
    let mut faults = Faults::default();
    let allow = plan.register.allow_cpr_like_keys;
    let mut gather =
        |found: Result<(), Faults>| found.unwrap_or_else(|theirs| faults.absorb(theirs));
    gather(register::join_enrolment(register, enrolment, allow));
    if let Some((column, arms)) = arms(plan).filter(|(c, _)| enrolment.find(c).is_some()) {
        gather(register::check_arms(enrolment, column, &arms));
    }
    if let Some(events) = records.get(&RecordKind::Events) {
        gather(register::check_events(events, enrolment));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// An arm by its key in the study, and the words that mean it.
type ArmWords<'a> = (&'a str, &'a [String]);

/// The column that tells both arms, and the words of each.
fn arms(plan: &Plan) -> Option<(&str, [ArmWords<'_>; 2])> {
    match (&plan.participant.members, &plan.comparison.members) {
        (
            Members::Where {
                column,
                equals: first,
            },
            Members::Where {
                column: other,
                equals: second,
            },
        ) if column == other => Some((column, [("participant", first), ("comparison", second)])),
        _ => None,
    }
}

/// What the analyses of a plan ask of the tables of records, judged before anything is counted.
fn contracts(
    plan: &Plan,
    register: &Register,
    records: &BTreeMap<RecordKind, Records>,
) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let refers = |kind: &AnalysisKind| match kind {
        AnalysisKind::SuccessCriterion(_) => true,
        AnalysisKind::StatusAt(status) => status.group.is_some(),
        AnalysisKind::Stock(stock) => matches!(stock.source, StockSourcePlan::Enrolment { .. }),
        _ => false,
    };
    if plan.analyses.iter().any(|a| refers(&a.kind)) {
        let enrolment = records.get(&RecordKind::Enrolment);
        let trouble = enrolment.and_then(|r| Referrals::of(r, register).err());
        faults.absorb(trouble.unwrap_or_default());
    }
    for analysis in &plan.analyses {
        let AnalysisKind::Stock(stock) = &analysis.kind else {
            continue;
        };
        let StockSourcePlan::Aggregates { measure, .. } = &stock.source else {
            continue;
        };
        let aggregates = records.get(&RecordKind::Aggregates);
        let trouble = aggregates.and_then(|r| Aggregates::of(r, measure.as_deref()).err());
        faults.absorb(trouble.unwrap_or_default());
    }
    if plan.analyses.iter().any(|a| at_one_workplace(&a.kind)) {
        let activities = records.get(&RecordKind::Activities);
        let trouble = activities.and_then(|r| r.need("employer").err());
        faults.absorb(trouble.unwrap_or_default());
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults),
    }
}

fn at_one_workplace(kind: &AnalysisKind) -> bool {
    let same = |reading: &SpellReadingPlan| reading.workplace == Workplace::Same;
    matches!(kind, AnalysisKind::SpellCriterion(plan) if plan.readings.iter().any(same))
}

fn weekly(plan: &Plan, weekly: &WeeklyPlan) -> WeeklySource {
    let layout = match &weekly.layout {
        // The study's checks have read the pattern before.
        Layout::Wide { pattern } => source::Layout::Wide(
            pattern
                .parse()
                .unwrap_or_else(|_: String| WeekPattern::dream()),
        ),
        Layout::Long => source::Layout::Long(source::Axis::Calendar),
        Layout::Spells => source::Layout::Spells(source::Axis::Calendar),
    };
    WeeklySource {
        blank: match weekly.blank {
            Blank::NoBenefit => source::Blank::NoBenefit,
            Blank::Unobserved => source::Blank::Unobserved,
        },
        values: weekly.values.clone(),
        weeks: weekly.weeks,
        on_overlap: match weekly.on_overlap {
            OnOverlap::Error => source::OnOverlap::Refuse,
            OnOverlap::LaterRow => source::OnOverlap::LaterRow,
        },
        ..WeeklySource::new(file(plan, &weekly.table), layout)
    }
}

fn file(plan: &Plan, table: &TablePlan) -> SourceFile {
    SourceFile {
        encoding: match table.encoding {
            Encoding::Utf8 => TextEncoding::Utf8,
            Encoding::Latin1 => TextEncoding::Latin1,
        },
        key: match table.key {
            Key::PersonId => source::Key::Column,
            Key::Row => source::Key::Row,
        },
        columns: table.columns.clone(),
        ..SourceFile::new(plan.folder.join(&table.path), table.path.clone())
    }
}
