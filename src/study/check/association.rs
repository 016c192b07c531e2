//! Does an `association` make sense?

use super::survey::cell;
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AnalysisKind, AnalysisPlan, AnswersBy, AssociationPlan, FidelityMeasure, IndicatorRows,
    OVERALL, SurveyPlan,
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
            only: written.only.clone().unwrap_or_default(),
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
            self.elements_there(&path, association, plans);
            self.refers(
                &child(&path, "outcome"),
                &association.outcome,
                plans,
                gives_outcome,
                "an analysis that gives a number for each municipality",
            );
        }
    }

    /// The elements that it keeps to must be in the fidelity that it names.
    fn elements_there(&mut self, path: &str, of: &AssociationPlan, plans: &[AnalysisPlan]) {
        let named = plans.iter().filter(|p| of.fidelity.contains(&p.id));
        let ids: Vec<&str> = named.flat_map(|p| elements(&p.kind)).collect();
        for (at, id) in of.only.iter().enumerate().filter(|_| !ids.is_empty()) {
            let path = item(&child(path, "only"), at);
            self.word(&path, "element or indicator", id, ids.iter().copied());
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
            FidelityMeasure::Indicators(measure) => measure.rows == IndicatorRows::Sites,
        },
        _ => false,
    }
}

/// The ids of what a fidelity measures.
fn elements(kind: &AnalysisKind) -> Vec<&str> {
    let AnalysisKind::Fidelity(fidelity) = kind else {
        return Vec::new();
    };
    match &fidelity.measure {
        FidelityMeasure::Agree(agree) => agree.elements.iter().map(|e| e.id.as_str()).collect(),
        FidelityMeasure::Score(score) => {
            let elements = score.elements.iter().map(|e| e.id.as_str());
            elements.chain([OVERALL]).collect()
        }
        FidelityMeasure::Indicators(measure) => {
            measure.indicators.iter().map(|i| i.id.as_str()).collect()
        }
    }
}

fn gives_outcome(kind: &AnalysisKind) -> bool {
    match kind {
        AnalysisKind::Association(_) => false,
        AnalysisKind::SurveyShares(shares) => {
            shares.by == AnswersBy::Site && shares.questions.len() == 1
        }
        _ => true,
    }
}
