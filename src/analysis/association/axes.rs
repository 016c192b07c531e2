//! What stands along the axes of the figure, with its unit.

use super::points::Element;
use crate::analysis::Context;
use crate::analysis::described_parts::given;
use crate::findings::{Label, Unit};
use crate::study::{AnalysisKind, AssociationPlan, FidelityMeasure, SiteMeasureOf};

/// A measure with its unit: classes and scores with their ends.
pub fn of_measure(context: &Context, plan: &AssociationPlan, measure: &Element) -> Label {
    let written = plan.against.iter().find(|m| m.id == measure.id);
    match (written.map(|m| &m.of), scale(context, plan)) {
        (Some(SiteMeasureOf::Classes(classes)), _) => {
            let ends = ("1".to_string(), classes.len().to_string());
            between("axis-class", &measure.label, ends)
        }
        (None, Some((low, high))) if measure.unit == Unit::Score => {
            let ends = (low.to_string(), high.to_string());
            between("axis-score", &measure.label, ends)
        }
        _ => with_unit(&measure.label, measure.unit),
    }
}

/// A label and the unit that its numbers are printed in.
pub fn with_unit(label: &Label, unit: Unit) -> Label {
    let code = match unit {
        Unit::Fraction => "axis-percent",
        Unit::Points => "axis-points",
        Unit::Whole => "axis-number",
        _ => "axis-plain",
    };
    let (da, en) = given(label);
    Label::with(code, &[("name_da", da), ("name_en", en)])
}

fn between(code: &str, label: &Label, (low, high): (String, String)) -> Label {
    let (da, en) = given(label);
    let facts = [
        ("name_da", da),
        ("name_en", en),
        ("low", low),
        ("high", high),
    ];
    Label::with(code, &facts)
}

/// The ends of the scale that the scores of fidelity share.
fn scale(context: &Context, plan: &AssociationPlan) -> Option<(f64, f64)> {
    let analyses = context.plan.analyses.iter();
    let named = analyses.filter(|a| plan.fidelity.contains(&a.id));
    let mut scales = named.filter_map(|a| match &a.kind {
        AnalysisKind::Fidelity(fidelity) => match &fidelity.measure {
            FidelityMeasure::Score(score) => Some(score.scale),
            _ => None,
        },
        _ => None,
    });
    let first = scales.next()?;
    scales.all(|scale| scale == first).then_some(first)
}
