//! `association`: municipalities' fidelity, or another measure of them such as their size, against what they achieved.

mod axes;
mod estimates;
mod measures;
mod points;
mod tables;

use super::described_parts::{given, names_of};
use super::{Context, words};
use crate::findings::{AnalysisResult, Chart, Described, Label, Note, Reason, Shape};
use crate::stats::correlation::exact_order::EXACT_UP_TO;
use crate::study::{AssociationPlan, AssociationWeights};
use estimates::Estimates;
use points::Points;
use rayon::prelude::*;

/// Fewer municipalities than this say little, and the note says so.
const FEW_SITES: usize = 30;
/// A smaller p-value is told as smaller than this.
const LEAST_P: f64 = 0.001;

/// Runs the analysis.
pub fn run(context: &Context, plan: &AssociationPlan) -> (AnalysisResult, Vec<Note>) {
    match describe(context, plan) {
        Ok((described, notes)) => (AnalysisResult::Described(Box::new(described)), notes),
        Err(reason) => (AnalysisResult::NotEstimated(reason), Vec::new()),
    }
}

/// The settings in force.
pub fn settings(plan: &AssociationPlan) -> Vec<(&'static str, String)> {
    let weights = match plan.weights {
        AssociationWeights::Answers => "answers",
        AssociationWeights::Persons => "persons",
    };
    let mut settings = vec![
        ("outcome", plan.outcome.clone()),
        ("weights", weights.to_string()),
    ];
    if !plan.fidelity.is_empty() {
        let wave = plan.wave.clone().unwrap_or_else(|| "last".to_string());
        settings.push(("fidelity", plan.fidelity.join(", ")));
        settings.push(("wave", wave));
    }
    settings
}

fn describe(context: &Context, plan: &AssociationPlan) -> Result<(Described, Vec<Note>), Reason> {
    let points = Points::of(context, plan)?;
    let estimates: Vec<Estimates> = points
        .elements
        .par_iter()
        .map(|element| Estimates::of(&points.pairs(element, plan.weights)))
        .collect();
    let level = context.plan.significance;
    let is_associated = |e: &&Estimates| e.rank.as_ref().is_ok_and(|rank| rank.p_value < level);
    let associated = estimates.iter().filter(is_associated).count();
    let drawn = points
        .elements
        .iter()
        .position(|e| Some(&e.id) == plan.draw.as_ref())
        .unwrap_or(0);
    let outcome = outcome_label(context, plan);
    let mut tables = vec![
        tables::association(plan, &points, &estimates, level),
        tables::counts(points.elements.len(), associated),
        tables::points(context, plan, &points, &outcome),
    ];
    tables.extend(tables::factor(&points, &estimates::factor(&points)));
    let measured = &points.elements[drawn];
    let described = Described {
        finding: finding(
            plan,
            (&measured.label, &outcome),
            &estimates[drawn],
            (associated, points.elements.len()),
        ),
        shows: Label::with(
            "association-shows",
            &[
                ("exact", EXACT_UP_TO.to_string()),
                ("level", (100.0 * level).to_string()),
            ],
        ),
        chart: Some(Chart {
            shape: Shape::Scatter,
            table: 2,
            columns: vec![drawn, points.elements.len()],
            limits: vec![None; 2],
            ends: None,
            x: axes::of_measure(context, plan, measured),
            y: axes::with_unit(&outcome, points.outcome_unit),
            marks: Vec::new(),
        }),
        tables,
    };
    Ok((described, notes(&points)))
}

/// What the outcome is called: as the study has it, or as its analysis is called.
fn outcome_label(context: &Context, plan: &AssociationPlan) -> Label {
    let analyses = context.plan.analyses.iter();
    let of_analysis = || {
        let mut found = analyses.filter(|a| a.id == plan.outcome);
        found.next()?.title.as_ref()
    };
    let given = plan.outcome_label.as_ref().or_else(of_analysis);
    given.map_or(Label::said("outcome"), |text| {
        Label::Given(words::text(text))
    })
}

/// The rank correlation that is drawn, and how many measures are associated.
fn finding(
    plan: &AssociationPlan,
    (drawn, outcome): (&Label, &Label),
    estimates: &Estimates,
    (associated, measures): (usize, usize),
) -> Label {
    let mut facts = vec![
        ("associated", associated.to_string()),
        ("measures", measures.to_string()),
    ];
    if let Ok(rank) = &estimates.rank {
        let ((drawn_da, drawn_en), (da, en)) = (given(drawn), given(outcome));
        facts.extend([("drawn_da", drawn_da), ("drawn_en", drawn_en)]);
        facts.extend([("outcome_da", da), ("outcome_en", en)]);
        facts.push(("rho", format!("{:.2}", rank.rho)));
        facts.push(match rank.p_value < LEAST_P {
            true => ("p_below", LEAST_P.to_string()),
            false => ("p", format!("{:.3}", rank.p_value)),
        });
    }
    let code = match plan.against.is_empty() {
        true => "association-finding-fidelity",
        false => "association-finding-measures",
    };
    Label::with(code, &facts)
}

fn notes(points: &Points) -> Vec<Note> {
    let mut notes = Vec::new();
    let sites = points.sites.len();
    if sites < FEW_SITES {
        notes.push(Note::new("few-sites", &[("sites", sites.to_string())]));
    }
    if !points.unmatched.is_empty() {
        let mut facts = vec![("sites", points.unmatched.len().to_string())];
        facts.extend(names_of(points.unmatched.iter()));
        notes.push(Note::new("sites-not-matched", &facts));
    }
    notes
}

/// A label of the study, or of a municipality by its code.
pub(super) fn site_label(context: &Context, id: &str) -> Label {
    let declared = context.plan.survey.sites.iter().find(|s| s.id == id);
    match declared.and_then(|s| s.label.as_ref()) {
        Some(label) => Label::Given(words::text(label)),
        None => match id.parse() {
            Ok(code) => Label::name(&words::municipality(context, code)),
            Err(_) => Label::name(id),
        },
    }
}
