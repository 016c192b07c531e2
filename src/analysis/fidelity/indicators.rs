//! Indicators by municipality with traffic lights, from answers and from events with a deadline.

mod chart;
mod counts;
mod events;
mod line;
mod notes;
mod tables;

use super::super::Context;
use super::super::answers::{Answers, Level};
use super::super::association::site_label;
use crate::findings::{Described, Label, Light, Note, Reason};
use crate::study::{FidelityPlan, IndicatorRows, IndicatorSource, IndicatorsPlan, LightRule};
use counts::{Counts, of_answers};
use events::Events;
use line::Line;
use std::collections::BTreeSet;

pub fn describe(
    context: &Context,
    plan: &FidelityPlan,
    measure: &IndicatorsPlan,
) -> Result<(Described, Vec<Note>), Reason> {
    let (answers, events) = (Answers::of(context), Events::of(context));
    let mut counted: Vec<Counts> = Vec::new();
    for indicator in &measure.indicators {
        counted.push(match &indicator.of {
            IndicatorSource::Answers { .. } => {
                of_answers(answers.as_ref().map_err(Clone::clone)?, indicator, plan)
            }
            IndicatorSource::Events { .. } => {
                let events = events.as_ref().map_err(Clone::clone)?;
                events.counts(indicator, measure.pending)
            }
        });
    }
    let sites = sites(context, &counted);
    let lines: Vec<Line> = measure
        .indicators
        .iter()
        .zip(&counted)
        .map(|(indicator, counts)| Line::of(indicator, counts, &sites, plan.lights_on))
        .collect();
    let table = match measure.rows {
        IndicatorRows::Indicators => tables::matrix(&lines, &sites),
        IndicatorRows::Sites => tables::by_site(&lines, &sites, measure.order),
    };
    let described = Described {
        finding: finding(&lines, measure.rows),
        shows: Label::said("fidelity-shows-indicators"),
        chart: Some(chart::of(&lines, &table, measure.rows)),
        tables: vec![table, tables::lights(&lines)],
    };
    let notes = notes::of(&lines, &counted, &sites, measure.pending);
    Ok((described, notes))
}

/// The municipalities: as declared, or else every one that has a count.
fn sites(context: &Context, counted: &[Counts]) -> Vec<Level> {
    let declared = &context.plan.survey.sites;
    let ids: Vec<&str> = match declared.is_empty() {
        false => declared.iter().map(|site| site.id.as_str()).collect(),
        true => {
            let counted = counted.iter().flat_map(|c| c.of_site.keys());
            let ids: BTreeSet<&str> = counted.map(String::as_str).collect();
            ids.into_iter().filter(|id| !id.is_empty()).collect()
        }
    };
    let level = |id: &str| Level {
        id: id.to_string(),
        label: site_label(context, id),
    };
    ids.into_iter().map(level).collect()
}

/// How many indicators have each light for all municipalities together; of a single indicator by municipality, how many municipalities have.
fn finding(lines: &[Line], rows: IndicatorRows) -> Label {
    if let ([line], IndicatorRows::Sites) = (lines, rows) {
        return finding_of_one(line);
    }
    let count = |kind| {
        let of_kind = lines.iter().filter(|line| line.total_light() == kind);
        of_kind.count()
    };
    let mut facts = vec![
        ("indicators", lines.len().to_string()),
        ("green", count(Light::Green).to_string()),
        ("yellow", count(Light::Yellow).to_string()),
        ("red", count(Light::Red).to_string()),
    ];
    if count(Light::Grey) > 0 {
        facts.push(("grey", count(Light::Grey).to_string()));
    }
    Label::with("fidelity-finding-indicators", &facts)
}

fn finding_of_one(line: &Line) -> Label {
    let code = match line.indicator.rule {
        LightRule::Mean => "fidelity-finding-mean",
        _ => "fidelity-finding-one",
    };
    let [green, yellow, red] =
        [Light::Green, Light::Yellow, Light::Red].map(|kind| line.sites_with(kind));
    let label = &line.indicator.label;
    Label::with(
        code,
        &[
            ("indicator_da", label.da.clone()),
            ("indicator_en", label.en.clone()),
            ("sites", (green + yellow + red).to_string()),
            ("green", green.to_string()),
            ("yellow", yellow.to_string()),
            ("red", red.to_string()),
        ],
    )
}
