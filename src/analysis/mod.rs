//! From cohorts to findings: one file per kind of analysis. Here rows end and numbers begin.

mod allocation;
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
mod destinations;
mod effects;
mod fidelity;
mod follow_up;
mod hazard;
mod intensity;
mod outcome_table;
mod power;
mod progression;
mod settings;
mod spell_criterion;
mod status_at;
mod stock;
mod success_criterion;
mod survey_shares;
mod time_rows;
mod time_to_event;
mod trial_notes;
mod weekly_counts;
mod weekly_share;
mod withheld;
mod words;

use crate::codes::{CodeList, Municipalities};
use crate::cohort::{self, Cohort, Trial};
use crate::findings::{self, Analysis, AnalysisResult, Findings};
use crate::register::{Records, Register};
use crate::study::{AnalysisKind, AnalysisPlan, EntryPlan, Plan, RecordKind};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What every analysis reads.
pub struct Context<'a> {
    pub plan: &'a Plan,
    pub register: &'a Register,
    pub codes: &'a CodeList,
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
    codes: &CodeList,
    municipalities: &Municipalities,
    records: &BTreeMap<RecordKind, Records>,
) -> Findings {
    let scheme = match &plan.entry {
        EntryPlan::Start { class, .. } => codes.class(class).unwrap_or_default(),
        EntryPlan::All => Default::default(),
    };
    let cohort = cohort::build(register, plan, &scheme);
    let context = Context {
        plan,
        register,
        codes,
        municipalities,
        records,
        cohort: &cohort,
        trial: Trial::of(
            register,
            records.get(&RecordKind::Events),
            plan.register.events_until,
        ),
        columns: columns::Columns::of(plan, register, codes, &cohort),
    };
    let analyses = plan.analyses.par_iter().map(|a| context.analyse(a));
    Findings {
        schema: findings::SCHEMA,
        study: words::study_facts(&context),
        analyses: analyses.collect(),
    }
}

impl Context<'_> {
    fn analyse(&self, analysis: &AnalysisPlan) -> Analysis {
        let (kind, (result, mut notes)) = match &analysis.kind {
            AnalysisKind::WeeklyShare(plan) => ("weekly-share", weekly_share::run(self, plan)),
            AnalysisKind::TimeToEvent(plan) => ("time-to-event", time_to_event::run(self, plan)),
            AnalysisKind::BySite(plan) => ("by-site", by_site::run(self, plan)),
            AnalysisKind::Balance(plan) => ("balance", balance::run(self, plan)),
            AnalysisKind::Attrition(plan) => ("attrition", attrition::run(self, plan)),
            AnalysisKind::FollowUp(plan) => ("follow-up", follow_up::run(self, plan)),
            AnalysisKind::Intensity(plan) => ("intensity", intensity::run(self, plan)),
            AnalysisKind::SpellCriterion(plan) => {
                ("spell-criterion", spell_criterion::run(self, plan))
            }
            AnalysisKind::SuccessCriterion(plan) => {
                ("success-criterion", success_criterion::run(self, plan))
            }
            AnalysisKind::Destinations(plan) => ("destinations", destinations::run(self, plan)),
            AnalysisKind::StatusAt(plan) => ("status-at", status_at::run(self, plan)),
            AnalysisKind::Stock(plan) => ("stock", stock::run(self, plan)),
            AnalysisKind::Allocation(plan) => ("allocation", allocation::run(self, plan)),
            AnalysisKind::OutcomeTable(plan) => ("outcome-table", outcome_table::run(self, plan)),
            AnalysisKind::Fidelity(plan) => ("fidelity", fidelity::run(self, plan)),
            AnalysisKind::Progression(plan) => ("progression", progression::run(self, plan)),
            AnalysisKind::SurveyShares(plan) => ("survey-shares", survey_shares::run(self, plan)),
            AnalysisKind::Association(plan) => ("association", association::run(self, plan)),
            AnalysisKind::Power(plan) => ("power", power::run(self, plan)),
        };
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
