//! Does an `association` make sense?

use super::survey::cell;
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AnalysisKind, AnalysisPlan, AnswersBy, AssociationPlan, FidelityMeasure, SurveyPlan,
};
use crate::study::words;
use crate::study::written::{Association, Cell};

impl Checker<'_> {
    pub(super) fn association(
        &mut self,
        path: &str,
        written: &Association,
        facts: &Facts,
    ) -> Option<AssociationPlan> {
        let waves: fn(&SurveyPlan) -> &[_] = |s| &s.waves;
        let wave = written.wave.as_ref();
        let given: Option<&[Cell]> = wave.map(std::slice::from_ref);
        self.declared(&child(path, "wave"), "wave", given, waves, facts)?;
        Some(AssociationPlan {
            fidelity: written.fidelity.as_ref()?.values().to_vec(),
            wave: wave.map(cell),
            outcome: written.outcome.clone()?,
            outcome_table: written.outcome_table.clone(),
            outcome_column: written.outcome_column.clone(),
            draw: written.draw.clone(),
        })
    }

    /// The analyses that an association names must be there, and give something by municipality.
    pub(super) fn associations(&mut self, plans: &[AnalysisPlan]) {
        for (at, plan) in plans.iter().enumerate() {
            let AnalysisKind::Association(association) = &plan.kind else {
                continue;
            };
            let path = item("analysis", at);
            for id in &association.fidelity {
                self.refers(
                    &child(&path, "fidelity"),
                    id,
                    plans,
                    by_site,
                    "a `fidelity` by municipality",
                );
            }
            let any = |kind: &AnalysisKind| !matches!(kind, AnalysisKind::Association(_));
            let what = "an analysis that is no association";
            self.refers(
                &child(&path, "outcome"),
                &association.outcome,
                plans,
                any,
                what,
            );
        }
    }

    fn refers(
        &mut self,
        path: &str,
        id: &str,
        plans: &[AnalysisPlan],
        fits: fn(&AnalysisKind) -> bool,
        what: &str,
    ) {
        let fitting = plans.iter().filter(|p| fits(&p.kind));
        let ids: Vec<&str> = fitting.map(|p| p.id.as_str()).collect();
        if !ids.contains(&id) {
            let help = words::help(id, ids.iter().copied());
            self.value(path, format!("`{id}` is not the id of {what}"), help);
        }
    }
}

/// Fidelity that has a row per municipality.
fn by_site(kind: &AnalysisKind) -> bool {
    match kind {
        AnalysisKind::Fidelity(fidelity) => match &fidelity.measure {
            FidelityMeasure::Agree(agree) => agree.by == AnswersBy::Site,
            FidelityMeasure::Score(_) => true,
            FidelityMeasure::Indicators(_) => false,
        },
        _ => false,
    }
}
