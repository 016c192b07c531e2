//! From cohorts to findings: one file per kind of analysis. Here rows end and numbers begin.

mod activity_notes;
mod allocation;
mod answers;
mod arms;
mod association;
mod attrition;
mod axis;
mod balance;
mod by_site;
mod columns;
mod competing;
mod contrast;
mod decomposition;
mod described_parts;
mod destinations;
mod effects;
mod fidelity;
mod follow_up;
mod hazard;
mod headline_mean;
mod intensity;
mod lights;
mod outcome_table;
mod parametric_hazard;
mod power;
mod progression;
mod referred;
mod settings;
mod spell_criterion;
mod status_at;
mod stock;
mod stock_of_referrals;
mod stock_of_register;
mod success_criterion;
mod survey_shares;
mod target_group;
mod time_rows;
mod time_to_event;
mod trial_notes;
mod weekly_counts;
mod weekly_share;
mod withheld;
mod words;

use crate::codes::Municipalities;
use crate::cohort::{self, Cohort, Trial};
use crate::findings::{self, Analysis, AnalysisResult, Findings, Label, Note};
use crate::register::{Records, Register};
use crate::study::{AnalysisKind, AnalysisPlan, EntryPlan, Plan, RecordKind};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What every analysis reads.
pub struct Context<'a> {
    pub plan: &'a Plan,
    pub register: &'a Register,
    pub municipalities: &'a Municipalities,
    /// The tables read row by row.
    pub records: &'a BTreeMap<RecordKind, Records>,
    pub cohort: &'a Cohort,
    /// The draws and events of a study with an enrolment.
    pub trial: Option<Trial<'a>>,
    columns: columns::Columns,
}

/// Runs every analysis of a study; the results stand in the order of the study file.
pub fn run(
    plan: &Plan,
    register: &Register,
    municipalities: &Municipalities,
    records: &BTreeMap<RecordKind, Records>,
) -> Findings {
    let scheme = match &plan.entry {
        EntryPlan::Start { class, .. } => plan.codes.class(class).unwrap_or_default(),
        EntryPlan::All | EntryPlan::Enrolment => Default::default(),
    };
    let cohort = cohort::build(register, plan, &scheme);
    let context = Context {
        plan,
        register,
        municipalities,
        records,
        cohort: &cohort,
        trial: Trial::of(
            register,
            records.get(&RecordKind::Events),
            plan.register.events_until,
        ),
        columns: columns::Columns::of(plan, register, &cohort),
    };
    let analyses = plan.analyses.par_iter().map(|a| context.analyse(a));
    Findings {
        schema: findings::SCHEMA,
        study: words::study_facts(&context),
        analyses: analyses.collect(),
    }
}

/// The arms' names, participants first.
fn arm_labels(context: &Context) -> (Label, Label) {
    let of = |arm| Label::Given(words::group_label(arm, None));
    (of(&context.plan.participant), of(&context.plan.comparison))
}

/// Enrolled persons whom the register does not have are in no analysis, and that is said.
fn enrolled(context: &Context) -> Vec<Note> {
    let entered = context.plan.entry == EntryPlan::Enrolment;
    let drawn = context
        .register
        .table
        .as_ref()
        .and_then(|t| t.drawn.as_ref());
    let missing = drawn.filter(|d| entered && d.unmatched > 0);
    let note = missing.map(|e| {
        let facts = [("persons", e.unmatched.to_string())];
        Note::new("enrolled-not-in-register", &facts)
    });
    note.into_iter().collect()
}

impl Context<'_> {
    fn analyse(&self, analysis: &AnalysisPlan) -> Analysis {
        let (kind, (result, mut notes)) = result_of(self, analysis);
        notes.extend(activity_notes::of_outcomes(self, &analysis.kind.outcomes()));
        if let AnalysisResult::NotEstimated(_) = result {
            notes.clear();
        }
        Analysis {
            id: analysis.id.clone(),
            kind: kind.to_string(),
            title: analysis.title.as_ref().map(words::text),
            settings: settings::in_force(self.plan, analysis),
            notes,
            result,
        }
    }
}

/// The kind, the result and its notes.
fn result_of(
    context: &Context,
    analysis: &AnalysisPlan,
) -> (&'static str, (AnalysisResult, Vec<Note>)) {
    match &analysis.kind {
        AnalysisKind::WeeklyShare(plan) => ("weekly-share", weekly_share::run(context, plan)),
        AnalysisKind::TimeToEvent(plan) => ("time-to-event", time_to_event::run(context, plan)),
        AnalysisKind::BySite(plan) => ("by-site", by_site::run(context, plan)),
        AnalysisKind::Balance(plan) => ("balance", balance::run(context, plan)),
        AnalysisKind::Attrition(plan) => ("attrition", attrition::run(context, plan)),
        AnalysisKind::FollowUp(plan) => ("follow-up", follow_up::run(context, plan)),
        AnalysisKind::Intensity(plan) => ("intensity", intensity::run(context, plan)),
        AnalysisKind::SpellCriterion(plan) => {
            ("spell-criterion", spell_criterion::run(context, plan))
        }
        AnalysisKind::SuccessCriterion(plan) => {
            ("success-criterion", success_criterion::run(context, plan))
        }
        AnalysisKind::Destinations(plan) => ("destinations", destinations::run(context, plan)),
        AnalysisKind::StatusAt(plan) => ("status-at", status_at::run(context, plan)),
        AnalysisKind::Stock(plan) => ("stock", stock::run(context, plan)),
        AnalysisKind::Allocation(plan) => ("allocation", allocation::run(context, plan)),
        AnalysisKind::OutcomeTable(plan) => ("outcome-table", outcome_table::run(context, plan)),
        AnalysisKind::Fidelity(plan) => ("fidelity", fidelity::run(context, plan)),
        AnalysisKind::Progression(plan) => ("progression", progression::run(context, plan)),
        AnalysisKind::SurveyShares(plan) => ("survey-shares", survey_shares::run(context, plan)),
        AnalysisKind::Association(plan) => ("association", association::run(context, plan)),
        AnalysisKind::Power(plan) => ("power", power::run(context, plan)),
    }
}

/// The result of an analysis that another one reads.
fn outcome_of(context: &Context, analysis: &AnalysisPlan) -> AnalysisResult {
    result_of(context, analysis).1.0
}
