//! The events held against what the indicators of the study list.

use crate::register::{EventRules, Faults, Records};
use crate::study::{AnalysisKind, FidelityMeasure, IndicatorSource, Plan};

/// Every fault of the events that indicators are made of.
pub fn faults(plan: &Plan, events: &Records) -> Faults {
    let rules = rules(plan);
    match rules.kinds.is_empty() {
        true => Faults::default(),
        false => rules.check(events),
    }
}

fn rules(plan: &Plan) -> EventRules {
    let mut rules = EventRules {
        sites: plan.survey.sites.iter().map(|s| s.id.clone()).collect(),
        ..EventRules::default()
    };
    for analysis in &plan.analyses {
        let AnalysisKind::Fidelity(fidelity) = &analysis.kind else {
            continue;
        };
        let FidelityMeasure::Indicators(measure) = &fidelity.measure else {
            continue;
        };
        for indicator in &measure.indicators {
            if let IndicatorSource::Events {
                kind,
                yes,
                no,
                open,
                not_relevant,
            } = &indicator.of
            {
                let lists = [yes, no, open, not_relevant].into_iter().flatten();
                let of_kind = rules.kinds.entry(kind.clone()).or_default();
                let values = of_kind.entry(indicator.id.clone()).or_default();
                values.extend(lists.cloned());
            }
        }
    }
    rules
}
