//! From cohorts to findings: one file per kind of analysis. Here rows end and numbers begin.

mod attrition;
mod axis;
mod balance;
mod by_site;
mod columns;
mod competing;
mod contrast;
mod decomposition;
mod effects;
mod hazard;
mod settings;
mod time_rows;
mod time_to_event;
mod weekly_counts;
mod weekly_share;
mod words;

use crate::codes::{CodeList, Municipalities};
use crate::cohort::{self, Cohort};
use crate::findings::{self, Analysis, AnalysisResult, Findings};
use crate::register::Register;
use crate::study::{AnalysisKind, AnalysisPlan, EntryPlan, Plan};
use rayon::prelude::*;

/// What every analysis reads.
pub struct Context<'a> {
    pub plan: &'a Plan,
    pub register: &'a Register,
    pub codes: &'a CodeList,
    pub municipalities: &'a Municipalities,
    pub cohort: &'a Cohort,
    columns: columns::Columns,
}

/// Runs every analysis of a study; the results stand in the order of the study file.
pub fn run(
    plan: &Plan,
    register: &Register,
    codes: &CodeList,
    municipalities: &Municipalities,
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
        cohort: &cohort,
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
