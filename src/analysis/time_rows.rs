//! Time from entry to an event, one row per member (DEFINITIONS 13).

use super::{Context, weekly_share};
use crate::calendar::Window;
use crate::cohort::{End, Member};
use crate::register::persons::Column;
use crate::study::{AtEntry, CensorAt, EventsRule, OutcomeRule, TimeToEventPlan};

/// A member's time at risk: from entry (week 0) to the event or the censoring, in weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeRow {
    /// Index into the cohort's members.
    pub member: usize,
    pub time: f64,
    pub event: bool,
    /// True when the time ends because the person left the course, with the window and the follow-up going on.
    pub left: bool,
}

/// The rows of an analysis, in the order of the cohort; `None` when the register cannot tell the outcome.
pub fn time_rows(context: &Context, plan: &TimeToEventPlan) -> Option<Vec<TimeRow>> {
    let rows = match &context.plan.outcomes[plan.outcome].rule {
        OutcomeRule::Columns { time, status } => from_columns(context, time, status)?,
        OutcomeRule::Events(rule) => from_events(context, rule)?,
        _ => from_weeks(context, plan)?,
    };
    let exclude = plan.at_entry == AtEntry::Exclude;
    let kept = rows
        .into_iter()
        .filter(|row| !(exclude && row.event && row.time == 0.0));
    Some(kept.collect())
}

fn from_weeks(context: &Context, plan: &TimeToEventPlan) -> Option<Vec<TimeRow>> {
    let outcome = weekly_share::weekly_outcome(context, plan.outcome)?;
    let mut weeks: Vec<Window> = Vec::new();
    let row = |(index, member): (usize, &Member)| {
        let end = match plan.censor_at {
            CensorAt::Exit | CensorAt::Competing => member.spell_end.min(member.last),
            CensorAt::Window => member.last,
        };
        let last = end.min(outcome.known().last);
        outcome.weeks_of(member.person as usize, &mut weeks);
        let first = weeks
            .iter()
            .find(|w| w.last >= member.entry)
            .map(|w| w.first.max(member.entry))
            .filter(|week| *week <= last);
        TimeRow {
            member: index,
            time: f64::from(first.unwrap_or(last).since(member.entry)),
            event: first.is_some(),
            left: first.is_none() && member.spell_end < member.last,
        }
    };
    Some(context.cohort.members.iter().enumerate().map(row).collect())
}

/// Persons whose clock never starts are left out: they are counted in a note.
fn from_events(context: &Context, rule: &EventsRule) -> Option<Vec<TimeRow>> {
    let trial = context.trial.as_ref()?;
    let members = context.cohort.members.iter().enumerate();
    let row = |(index, member): (usize, &Member)| {
        let found = trial.time(member.person as usize, rule)?;
        Some(TimeRow {
            member: index,
            time: found.time,
            event: found.end == End::Event,
            left: found.end == End::Competing,
        })
    };
    Some(members.filter_map(row).collect())
}

/// Rows without a time or a status are left out: nothing is known of them.
fn from_columns(context: &Context, time: &str, status: &str) -> Option<Vec<TimeRow>> {
    let table = context.register.table.as_ref()?;
    let (Column::Number(time), Column::Number(status)) =
        (table.column(time)?, table.column(status)?)
    else {
        return None;
    };
    let rows = context
        .cohort
        .members
        .iter()
        .enumerate()
        .map(|(index, m)| TimeRow {
            member: index,
            time: time[m.person as usize],
            event: status[m.person as usize] == 1.0,
            left: false,
        });
    let known = |row: &TimeRow| {
        let person = context.cohort.members[row.member].person as usize;
        row.time.is_finite() && status[person].is_finite()
    };
    Some(rows.filter(known).collect())
}
