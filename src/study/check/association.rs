//! Does an `association` make sense?

use super::survey::{cell, heading, label};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AnalysisKind, AnalysisPlan, AnswersBy, AssociationPlan, AssociationWeights, ClassPlan,
    FidelityMeasure, IndicatorRows, OVERALL, SiteMeasureOf, SiteMeasurePlan, SurveyPlan,
};
use crate::study::words;
use crate::study::written::{Association, Cell, SiteMeasure};

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
        let fidelity = written.fidelity.as_ref().map(|f| f.values().to_vec());
        let fidelity = fidelity.unwrap_or_default();
        let mut against: Vec<SiteMeasurePlan> = Vec::new();
        let list = written.against.as_deref().unwrap_or_default();
        for (at, measure) in list.iter().enumerate() {
            let path = item(&child(path, "against"), at);
            let measure = self.site_measure(&path, measure)?;
            if against.iter().any(|m| m.id == measure.id) {
                let message = format!("two measures have the id `{}`", measure.id);
                self.value(&child(&path, "id"), message, None);
                return None;
            }
            against.push(measure);
        }
        Some(AssociationPlan {
            weights: self.weights_of(path, written, &fidelity, &against)?,
            fidelity,
            only: written.only.clone().unwrap_or_default(),
            against,
            wave: wave.map(cell),
            outcome: written.outcome.clone()?,
            outcome_table: written.outcome_table.clone(),
            outcome_column: written.outcome_column.clone(),
            outcome_label: heading(written.outcome_label.as_ref())?,
            draw: written.draw.clone(),
        })
    }

    /// Either fidelity or other measures, and weights that they have.
    fn weights_of(
        &mut self,
        path: &str,
        written: &Association,
        fidelity: &[String],
        against: &[SiteMeasurePlan],
    ) -> Option<AssociationWeights> {
        match (fidelity.is_empty(), against.is_empty()) {
            (true, true) if self.any_given(path, &["fidelity", "against"]) => return None,
            (true, true) => {
                let message = "nothing is set against the outcome".to_string();
                let help = "give `fidelity` or `against`".to_string();
                self.key(path, message, Some(help));
                return None;
            }
            (false, false) => {
                let message = "`fidelity` and `against` cannot both be given".to_string();
                let help = "write an analysis for each".to_string();
                self.key(&child(path, "against"), message, Some(help));
                return None;
            }
            _ => {}
        }
        match (written.weights, against.is_empty()) {
            (Some(AssociationWeights::Answers), false) => {
                let message = "no answers are behind these measures".to_string();
                let help = "allowed with `against`: `persons`".to_string();
                self.value(&child(path, "weights"), message, Some(help));
                None
            }
            (given, true) => Some(given.unwrap_or(AssociationWeights::Answers)),
            (_, false) => Some(AssociationWeights::Persons),
        }
    }

    /// True when a key is there, if only with a fault that was told.
    fn any_given(&self, path: &str, keys: &[&str]) -> bool {
        keys.iter()
            .any(|key| self.places.is_given(&child(path, key)))
    }

    fn site_measure(&mut self, path: &str, written: &SiteMeasure) -> Option<SiteMeasurePlan> {
        let id = self.id(&child(path, "id"), written.id.as_ref()?)?;
        let of = match &written.classes {
            None => SiteMeasureOf::Column {
                table: written.table.clone(),
                column: written.column.clone(),
            },
            Some(classes) => {
                for key in ["table", "column"] {
                    let at = child(path, key);
                    if self.places.is_given(&at) {
                        let message = format!("`{key}` does nothing beside `classes`");
                        self.key(&at, message, None);
                        return None;
                    }
                }
                SiteMeasureOf::Classes(classes.clone())
            }
        };
        Some(SiteMeasurePlan {
            label: label(written.label.as_ref(), &id)?,
            id,
            analysis: written.analysis.clone()?,
            of,
        })
    }

    /// The analyses that an association names must be there, and give something by municipality.
    pub(super) fn associations(&mut self, plans: &[AnalysisPlan]) {
        for (at, plan) in plans.iter().enumerate() {
            let AnalysisKind::Association(association) = &plan.kind else {
                continue;
            };
            let path = item("analysis", at);
            let mut sound = true;
            for id in &association.fidelity {
                let what = "a `fidelity` by municipality";
                sound &= self.refers(&child(&path, "fidelity"), id, plans, by_site, what);
            }
            for (at, measure) in association.against.iter().enumerate() {
                let path = item(&child(&path, "against"), at);
                sound &= self.measured(&path, measure, plans);
            }
            if sound {
                self.elements_there(&path, association, plans);
            }
            let what = "an analysis that gives a number for each municipality";
            self.refers(
                &child(&path, "outcome"),
                &association.outcome,
                plans,
                gives_outcome,
                what,
            );
            if sound {
                self.drawn(&path, association, plans);
            }
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

    /// True when the analysis of a measure is there, with the classes that are named.
    fn measured(&mut self, path: &str, measure: &SiteMeasurePlan, plans: &[AnalysisPlan]) -> bool {
        let at = child(path, "analysis");
        let SiteMeasureOf::Classes(classes) = &measure.of else {
            let what = "an analysis that is no association";
            return self.refers(&at, &measure.analysis, plans, no_association, what);
        };
        let what = "a `fidelity` with `classes`";
        if !self.refers(&at, &measure.analysis, plans, has_classes, what) {
            return false;
        }
        let plan = plans.iter().find(|p| p.id == measure.analysis);
        let declared = plan.map_or(&[][..], |p| classes_of(&p.kind));
        let known: Vec<&str> = declared.iter().map(|c| c.id.as_str()).collect();
        let mut sound = true;
        for (i, class) in classes.iter().enumerate() {
            let path = item(&child(path, "classes"), i);
            let found = self.word(&path, "class", class, known.iter().copied());
            sound &= found.is_some();
        }
        sound
    }

    /// What is drawn must be one of the rows.
    fn drawn(&mut self, path: &str, association: &AssociationPlan, plans: &[AnalysisPlan]) {
        let Some(draw) = &association.draw else {
            return;
        };
        let mut rows: Vec<&str> = Vec::new();
        for id in &association.fidelity {
            let plan = plans.iter().find(|p| p.id == *id);
            rows.extend(plan.map(|p| elements(&p.kind)).unwrap_or_default());
        }
        rows.extend(association.against.iter().map(|m| m.id.as_str()));
        self.word(&child(path, "draw"), "row", draw, rows);
    }

    fn refers(
        &mut self,
        path: &str,
        id: &str,
        plans: &[AnalysisPlan],
        fits: fn(&AnalysisKind) -> bool,
        what: &str,
    ) -> bool {
        let fitting = plans.iter().filter(|p| fits(&p.kind));
        let ids: Vec<&str> = fitting.map(|p| p.id.as_str()).collect();
        let found = ids.contains(&id);
        if !found {
            let help = words::help(id, ids.iter().copied());
            self.value(path, format!("`{id}` is not the id of {what}"), help);
        }
        found
    }
}

fn no_association(kind: &AnalysisKind) -> bool {
    !matches!(kind, AnalysisKind::Association(_))
}

fn has_classes(kind: &AnalysisKind) -> bool {
    !classes_of(kind).is_empty()
}

fn classes_of(kind: &AnalysisKind) -> &[ClassPlan] {
    match kind {
        AnalysisKind::Fidelity(fidelity) => match &fidelity.measure {
            FidelityMeasure::Score(score) => &score.classes,
            _ => &[],
        },
        _ => &[],
    }
}

/// Fidelity that has a row per municipality.
fn by_site(kind: &AnalysisKind) -> bool {
    match kind {
        AnalysisKind::Fidelity(fidelity) => match &fidelity.measure {
            FidelityMeasure::Agree(agree) => agree.by == AnswersBy::Site,
            FidelityMeasure::Score(score) => score.by_site,
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
