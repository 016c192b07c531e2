//! `attrition`: how the persons of the extract become the cohorts, every step kept.

use super::{Context, contrast, weekly_share};
use crate::calendar::Window;
use crate::cohort::{Flow, Member};
use crate::findings::{AnalysisResult, Attrition, AttritionFlow, AttritionStep, Group, Note, Step};
use crate::study::{AttritionPlan, Contrast, EntryPlan};

/// Runs the analysis.
pub fn run(context: &Context, plan: &AttritionPlan) -> (AnalysisResult, Vec<Note>) {
    let found = &context.cohort.attrition;
    let at_entry = outcome_at_entry(context, plan);
    let flows = contrast::groups(context, Contrast::Did)
        .into_iter()
        .map(|(group, _)| {
            let flow = found.flows.iter().find(|f| group_of(f) == group);
            let beside = at_entry.as_ref().map(|members| {
                let members = members.iter().filter(|m| contrast::group_of(m) == group);
                members.count() as u64
            });
            steps(context, group, flow, beside)
        });
    let everyone = matches!(context.plan.entry, EntryPlan::All | EntryPlan::Enrolment);
    let result = Attrition {
        flows: flows.collect(),
        persons: Some(found.persons),
        unknown_municipality: (!everyone).then_some(found.unknown_municipality),
    };
    (AnalysisResult::Attrition(result), super::enrolled(context))
}

fn group_of(flow: &Flow) -> Group {
    use crate::{cohort, findings};
    Group {
        arm: match flow.arm {
            cohort::Arm::Participant => findings::Arm::Participant,
            cohort::Arm::Comparison => findings::Arm::Comparison,
        },
        period: flow.period.map(|p| match p {
            cohort::Period::Before => findings::Period::Before,
            cohort::Period::After => findings::Period::After,
        }),
    }
}

fn steps(
    context: &Context,
    group: Group,
    flow: Option<&Flow>,
    at_entry: Option<u64>,
) -> AttritionFlow {
    let step = |step, persons| AttritionStep {
        step,
        persons: Some(persons),
    };
    let Some(flow) = flow else {
        return AttritionFlow {
            group,
            steps: Vec::new(),
            beside: Vec::new(),
        };
    };
    let in_arm = match context.plan.entry {
        EntryPlan::Enrolment => Step::InArm,
        _ => Step::InSites,
    };
    let mut steps = vec![step(in_arm, flow.in_arm)];
    let mut beside = Vec::new();
    match context.plan.entry {
        EntryPlan::All => steps.push(step(Step::Observed, flow.started)),
        EntryPlan::Enrolment => steps.push(step(Step::Enrolled, flow.started)),
        EntryPlan::Start { .. } => {
            steps.push(step(Step::EverInScheme, flow.ever_in_scheme));
            steps.push(step(Step::CodeInEntryWindow, flow.code_in_window));
            steps.push(step(Step::StartInEntryWindow, flow.started));
            beside.push(step(Step::FurtherStarts, flow.further_starts));
        }
    }
    if context.cohort.has_periods() {
        beside.push(step(Step::InOtherPeriod, flow.in_other_period));
    }
    beside.extend(at_entry.map(|persons| step(Step::OutcomeAtEntry, persons)));
    beside.push(step(Step::GoneBeforeEnd, flow.gone));
    AttritionFlow {
        group,
        steps,
        beside,
    }
}

/// The members with the outcome in their entry week.
fn outcome_at_entry<'a>(context: &'a Context, plan: &AttritionPlan) -> Option<Vec<&'a Member>> {
    let outcome = weekly_share::weekly_outcome(context, plan.outcome?)?;
    let mut weeks: Vec<Window> = Vec::new();
    let mut has = |m: &&Member| {
        outcome.weeks_of(m.person as usize, &mut weeks);
        weeks.iter().any(|w| w.contains(m.entry))
    };
    let members = context.cohort.members.iter();
    Some(members.filter(|m| has(m)).collect())
}
