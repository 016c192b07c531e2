//! Other measures of municipalities than their fidelity: a column of another analysis, or classes in order.

use super::points::{Column, Point, numbers};
use crate::analysis::{Context, words};
use crate::findings::{Label, Reason, Unit};
use crate::study::{
    AnalysisKind, AssociationPlan, ClassPlan, FidelityMeasure, SiteMeasureOf, SiteMeasurePlan,
};

/// Each measure of the plan: its id, its label and the number of each municipality.
pub fn columns(
    context: &Context,
    plan: &AssociationPlan,
) -> Result<Vec<(String, Label, Column)>, Reason> {
    let column = |measure: &SiteMeasurePlan| {
        let label = Label::Given(words::text(&measure.label));
        let numbers = match &measure.of {
            SiteMeasureOf::Column { table, column } => numbers(
                context,
                &measure.analysis,
                table.as_deref(),
                column.as_deref(),
            )?,
            SiteMeasureOf::Classes(classes) => in_order(context, &measure.analysis, classes),
        };
        Ok((measure.id.clone(), label, numbers))
    };
    plan.against.iter().map(column).collect()
}

/// The number of the class of each municipality, from 1; one in several named classes is in the first of them.
fn in_order(context: &Context, analysis: &str, order: &[String]) -> Column {
    let declared = classes(context, analysis);
    let places = order.iter().enumerate().rev().flat_map(|(at, id)| {
        let class = declared.iter().find(|c| c.id == *id);
        let sites = class.map_or(&[][..], |c| c.sites.as_slice());
        let point = Point::alone(at as f64 + 1.0);
        sites.iter().map(move |site| (site.clone(), point))
    });
    (places.collect(), Unit::Whole)
}

fn classes<'a>(context: &'a Context, analysis: &str) -> &'a [ClassPlan] {
    let found = context.plan.analyses.iter().find(|a| a.id == analysis);
    match found.map(|a| &a.kind) {
        Some(AnalysisKind::Fidelity(fidelity)) => match &fidelity.measure {
            FidelityMeasure::Score(score) => &score.classes,
            _ => &[],
        },
        _ => &[],
    }
}
