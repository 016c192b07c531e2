//! The covariates of a study, each made once and used by every analysis that asks for it.

use crate::cohort::{Cohort, CovariateColumn, MissingCovariate, covariate_columns};
use crate::register::Register;
use crate::study::{Adjustment, AnalysisKind, Covariate, Plan, VariantPlan, background};
use rayon::prelude::*;

type Made = Result<Vec<CovariateColumn>, MissingCovariate>;

/// The columns of every covariate that some analysis of the study names.
pub struct Columns(Vec<(Covariate, Made)>);

impl Columns {
    /// Makes the columns.
    pub fn of(plan: &Plan, register: &Register, cohort: &Cohort) -> Columns {
        let mut wanted: Vec<Covariate> = Vec::new();
        for covariate in plan.analyses.iter().flat_map(|a| named(&a.kind)) {
            if !wanted.contains(&covariate) {
                wanted.push(covariate);
            }
        }
        let made = wanted.into_par_iter().map(|covariate| {
            let list = std::slice::from_ref(&covariate);
            let columns = covariate_columns(register, &plan.codes, cohort, list, plan.history);
            (covariate, columns)
        });
        Columns(made.collect())
    }

    /// The columns of a list of covariates, in its order.
    ///
    /// # Errors
    /// The first covariate that the register cannot give.
    pub fn get(&self, covariates: &[Covariate]) -> Made {
        let mut columns = Vec::new();
        for covariate in covariates {
            let made = self.0.iter().find(|(c, _)| c == covariate);
            let made = made.map(|(_, made)| made.clone());
            columns.extend(made.unwrap_or_else(|| Ok(Vec::new()))?);
        }
        Ok(columns)
    }
}

/// The covariates an analysis names.
fn named(kind: &AnalysisKind) -> Vec<Covariate> {
    let of_variant = |variant: &VariantPlan| match variant {
        VariantPlan::Adjusted(Adjustment::Background) => background(),
        VariantPlan::Adjusted(Adjustment::Terms(terms)) => terms.clone(),
        _ => Vec::new(),
    };
    match kind {
        AnalysisKind::WeeklyShare(plan) => plan.variants.iter().flat_map(of_variant).collect(),
        AnalysisKind::TimeToEvent(plan) => plan.variants.iter().flat_map(of_variant).collect(),
        AnalysisKind::Balance(plan) => plan.variables.clone(),
        _ => Vec::new(),
    }
}
