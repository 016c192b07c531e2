//! What a plan asks of its tables beyond each by itself: that they fit together, and that what is counted is there.

use super::Tables;
use crate::cohort::Referrals;
use crate::register::activities::{self, ActivityStore};
use crate::register::aggregates::{self, Aggregates};
use crate::register::fault::{At, Rule};
use crate::register::{self, ArmWords, Faults, Records, Register};
use crate::study::{
    AnalysisKind, BesideArm, EntryPlan, Members, Plan, RecordKind, SpellReadingPlan,
    StockSourcePlan, TableOf, Workplace,
};
use std::collections::{BTreeMap, BTreeSet};

/// Joins the enrolment of a trial to the persons, and tells every fault between the tables.
pub fn faults(plan: &Plan, tables: &mut Tables) -> Faults {
    let mut faults = Faults::default();
    let records = &tables.records;
    if let Some(activities) = records.get(&RecordKind::Activities) {
        match &mut tables.register {
            Some(register) => faults.gather(attended(plan, activities, register)),
            None => faults.absorb(activities::check(activities)),
        }
    }
    if let Some(register) = &mut tables.register {
        if let Some(enrolment) = trial(plan, records) {
            faults.gather(register::join_enrolment(register, enrolment));
        }
        faults.gather(referrals(plan, register, records));
        faults.gather(groups(plan, register, records));
    }
    if let Some(enrolment) = trial(plan, records) {
        faults.gather(arms(plan, enrolment));
        let until = plan.register.events_until;
        let in_time = until.map(|until| register::check_draws_until(enrolment, until));
        faults.gather(in_time.unwrap_or(Ok(())));
    }
    if let Some(meetings) = records.get(&RecordKind::Meetings) {
        faults.gather(register::dated::check(meetings));
    }
    if let Some(events) = records.get(&RecordKind::Events) {
        faults.gather(happened(plan, events, trial(plan, records)));
    }
    if let Some(published) = records.get(&RecordKind::Aggregates) {
        faults.gather(printed(plan, published));
    }
    faults
}

/// The enrolment, where it is that of a trial.
fn trial<'a>(plan: &Plan, records: &'a BTreeMap<RecordKind, Records>) -> Option<&'a Records> {
    let by_column = matches!(plan.participant.members, Members::Where { .. });
    let is_trial = by_column || plan.entry == EntryPlan::Enrolment;
    records.get(&RecordKind::Enrolment).filter(|_| is_trial)
}

/// The columns that tell who is in which arm are there.
fn groups(
    plan: &Plan,
    register: &Register,
    records: &BTreeMap<RecordKind, Records>,
) -> Result<(), Faults> {
    let sides = [&plan.participant.members, &plan.comparison.members];
    let columns: BTreeSet<&String> = sides
        .into_iter()
        .filter_map(|members| match members {
            Members::Where { column, .. } => Some(column),
            _ => None,
        })
        .collect();
    let has = |name: &str| {
        register
            .table
            .as_ref()
            .is_some_and(|t| t.column(name).is_some())
    };
    let mut faults = Faults::default();
    for column in columns.into_iter().filter(|column| !has(column)) {
        match (trial(plan, records), &plan.register.persons) {
            (Some(enrolment), _) => faults.gather(enrolment.need(column)),
            (None, persons) => {
                let persons = persons.as_ref();
                let file = persons.map_or("persons", |p| p.table.path.as_str());
                let what = || format!("the column `{column}` of `[groups]` is missing");
                faults.add(Rule::MissingColumn, At::file(file), what);
            }
        }
    }
    faults.told()
}

/// Every column of arms in the enrolment holds arms of the study, and no arm of the study's own column is empty.
fn arms(plan: &Plan, enrolment: &Records) -> Result<(), Faults> {
    let Some((own, arms)) = own_arms(plan) else {
        return Ok(());
    };
    let mut columns = vec![own];
    for column in ["arm", "assigned_arm"].into_iter().chain(beside(plan)) {
        if columns.iter().all(|c| !c.eq_ignore_ascii_case(column)) {
            columns.push(column);
        }
    }
    let mut faults = Faults::default();
    for column in columns.into_iter().filter(|c| enrolment.find(c).is_some()) {
        faults.gather(register::check_arm_words(enrolment, column, &arms));
    }
    if enrolment.find(own).is_some() {
        faults.gather(register::check_arms_filled(enrolment, own, &arms));
    }
    faults.told()
}

/// The column that tells both arms, and the words of each.
fn own_arms(plan: &Plan) -> Option<(&str, [ArmWords<'_>; 2])> {
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

/// The columns of other arms that analyses ask for by name.
fn beside(plan: &Plan) -> Vec<&str> {
    let asked = plan.analyses.iter().filter_map(|a| match &a.kind {
        AnalysisKind::OutcomeTable(table) => Some(&table.beside_arm),
        AnalysisKind::Allocation(allocation) => Some(&allocation.beside_arm),
        AnalysisKind::TimeToEvent(time) => Some(&time.beside_arm),
        _ => None,
    });
    let named = asked.filter_map(|beside| match beside {
        BesideArm::Column(column) => Some(column.as_str()),
        _ => None,
    });
    named.collect()
}

/// Referrals to groups, where some analysis reads them.
fn referrals(
    plan: &Plan,
    register: &Register,
    records: &BTreeMap<RecordKind, Records>,
) -> Result<(), Faults> {
    let refers = |kind: &AnalysisKind| match kind {
        AnalysisKind::SuccessCriterion(_) => true,
        AnalysisKind::StatusAt(status) => status.group.is_some(),
        AnalysisKind::Stock(stock) => matches!(stock.source, StockSourcePlan::Enrolment { .. }),
        _ => false,
    };
    let asked = plan.analyses.iter().any(|a| refers(&a.kind));
    let enrolment = records.get(&RecordKind::Enrolment).filter(|_| asked);
    enrolment.map_or(Ok(()), |table| Referrals::of(table, register).map(|_| ()))
}

/// Activities become a store of the register; a run at one workplace needs to know the workplaces.
fn attended(plan: &Plan, activities: &Records, register: &mut Register) -> Result<(), Faults> {
    let same = |reading: &SpellReadingPlan| reading.workplace == Workplace::Same;
    let at_one_workplace = plan.analyses.iter().any(|a| match &a.kind {
        AnalysisKind::SpellCriterion(criterion) => criterion.readings.iter().any(same),
        _ => false,
    });
    if at_one_workplace {
        activities.need("employer")?;
    }
    register.activities = Some(ActivityStore::of(activities, &register.spells)?);
    Ok(())
}

/// Events have persons, kinds, dates and, where they are asked for, values.
fn happened(plan: &Plan, events: &Records, enrolment: Option<&Records>) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let with_values = plan.events_asked().needs_values();
    faults.gather(register::check_events(events, enrolment, with_values));
    faults.absorb(super::events::faults(plan, events));
    faults.told()
}

/// Published aggregates, and the measures that analyses ask for.
fn printed(plan: &Plan, published: &Records) -> Result<(), Faults> {
    let counted = |kind: &AnalysisKind| match kind {
        AnalysisKind::OutcomeTable(table) => table.of == TableOf::Aggregates,
        _ => false,
    };
    let mut faults = match plan.analyses.iter().any(|a| counted(&a.kind)) {
        true => aggregates::check_counts(published),
        false => aggregates::check(published),
    };
    let measures: BTreeSet<Option<&str>> = plan
        .analyses
        .iter()
        .filter_map(|a| match &a.kind {
            AnalysisKind::Stock(stock) => match &stock.source {
                StockSourcePlan::Aggregates { measure, .. } => Some(measure.as_deref()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    if faults.is_empty() {
        for measure in measures {
            faults.gather(Aggregates::of(published, measure));
        }
    }
    faults.told()
}
