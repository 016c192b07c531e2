//! Fidelity and outcome of each municipality, taken from other analyses of the study.

use super::super::{Context, fidelity, outcome_of, words};
use super::site_label;
use crate::findings::{AnalysisResult, Cell, Described, Label, Reason, Table, Unit};
use crate::study::{
    AnalysisKind, AssociationPlan, FidelityElement, FidelityMeasure, FidelityPlan, LocalText,
    OVERALL,
};
use std::collections::BTreeMap;

/// A number of a municipality, and the answers or persons behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub value: f64,
    pub answers: Option<u64>,
}

/// An element with the number of each municipality.
pub struct Element {
    pub id: String,
    pub label: Label,
    pub unit: Unit,
    pub values: Vec<Option<Point>>,
}

/// The municipalities that have an outcome and fidelity in any element.
pub struct Points {
    pub sites: Vec<(String, Label)>,
    pub elements: Vec<Element>,
    pub outcomes: Vec<Point>,
    pub outcome_unit: Unit,
    /// Municipalities with one of the two alone.
    pub unmatched: usize,
}

/// Numbers by municipality, and their unit.
type Column = (BTreeMap<String, Point>, Unit);

impl Points {
    pub fn of(context: &Context, plan: &AssociationPlan) -> Result<Points, Reason> {
        let (outcomes, outcome_unit) = outcome(context, plan)?;
        let mut columns: Vec<(String, Label, Column)> = Vec::new();
        for id in &plan.fidelity {
            columns.extend(elements(context, plan, id)?);
        }
        let measured = |site: &String| columns.iter().any(|(.., (c, _))| c.contains_key(site));
        let sites: Vec<String> = outcomes.keys().filter(|s| measured(s)).cloned().collect();
        let mut all: Vec<&String> = columns.iter().flat_map(|(.., (c, _))| c.keys()).collect();
        all.extend(outcomes.keys());
        all.sort();
        all.dedup();
        let unmatched = all.len() - sites.len();
        if sites.is_empty() || columns.is_empty() {
            return Err(Reason::new("too-few-sites", &[("sites", "0".to_string())]));
        }
        let element = |(id, label, (of, unit)): (String, Label, Column)| Element {
            id,
            label,
            unit,
            values: sites.iter().map(|s| of.get(s).copied()).collect(),
        };
        Ok(Points {
            elements: columns.into_iter().map(element).collect(),
            outcomes: sites.iter().map(|s| outcomes[s]).collect(),
            outcome_unit,
            unmatched,
            sites: sites
                .into_iter()
                .map(|id| (id.clone(), site_label(context, &id)))
                .collect(),
        })
    }

    /// Fidelity and outcome of the municipalities that have the element, with the answers behind the fidelity.
    pub fn pairs(&self, element: &Element) -> Vec<(f64, f64, f64)> {
        let both = element.values.iter().zip(&self.outcomes);
        both.filter_map(|(x, y)| {
            let x = (*x)?;
            Some((x.value, y.value, x.answers.unwrap_or(1) as f64))
        })
        .collect()
    }
}

/// The elements of a fidelity analysis in the wave asked for, or the last.
fn elements(
    context: &Context,
    plan: &AssociationPlan,
    id: &str,
) -> Result<Vec<(String, Label, Column)>, Reason> {
    let missing = || Reason::new("no-such-analysis", &[("analysis", id.to_string())]);
    let found = context.plan.analyses.iter().find(|a| a.id == id);
    let Some(AnalysisKind::Fidelity(of)) = found.map(|a| &a.kind) else {
        return Err(missing());
    };
    let AnalysisResult::Described(described) = fidelity::run(context, of).0 else {
        return Err(missing());
    };
    let (table, elements) = table_of(&described, of).ok_or_else(missing)?;
    let is_kept = |id: &String| plan.only.is_empty() || plan.only.contains(id);
    let mut columns = Vec::new();
    for (element, label) in elements.into_iter().filter(|(id, _)| is_kept(id)) {
        if matches!(of.measure, FidelityMeasure::Indicators(_)) {
            let at = table.columns.iter().position(|c| c.id == element);
            columns.push((element, label, column(table, at.ok_or_else(missing)?, "")));
            continue;
        }
        let start = format!("{element}.");
        let mut waves = table
            .columns
            .iter()
            .filter_map(|c| c.id.strip_prefix(&start));
        let wave = match &plan.wave {
            Some(wave) => wave.as_str(),
            None => waves.next_back().ok_or_else(missing)?,
        };
        let at = table
            .columns
            .iter()
            .position(|c| c.id == format!("{start}{wave}"));
        columns.push((element, label, column(table, at.ok_or_else(missing)?, "")));
    }
    Ok(columns)
}

/// The table with a row per municipality, and the elements in it.
fn table_of<'a>(
    described: &'a Described,
    of: &FidelityPlan,
) -> Option<(&'a Table, Vec<(String, Label)>)> {
    let named = |(id, label): (&String, &LocalText)| (id.clone(), Label::Given(words::text(label)));
    let elements = |list: &[FidelityElement]| {
        let elements = list.iter().map(|e| named((&e.id, &e.label)));
        elements.collect::<Vec<(String, Label)>>()
    };
    let (table, named) = match &of.measure {
        FidelityMeasure::Agree(agree) => ("shares", elements(&agree.elements)),
        FidelityMeasure::Score(score) => {
            let overall = (OVERALL.to_string(), Label::said("overall-score"));
            ("sites", [elements(&score.elements), vec![overall]].concat())
        }
        FidelityMeasure::Indicators(measure) => {
            let indicators = measure.indicators.iter().map(|i| named((&i.id, &i.label)));
            ("by-site", indicators.collect())
        }
    };
    let table = described.tables.iter().find(|t| t.id == table)?;
    Some((table, named))
}

/// What each municipality achieved.
fn outcome(context: &Context, plan: &AssociationPlan) -> Result<Column, Reason> {
    let missing = || Reason::new("no-such-analysis", &[("analysis", plan.outcome.clone())]);
    let found = context.plan.analyses.iter().find(|a| a.id == plan.outcome);
    let found = found.ok_or_else(missing)?;
    // The rows of a survey by municipality are those of its one question.
    let rows = match &found.kind {
        AnalysisKind::SurveyShares(shares) => {
            let question = shares.questions.first().ok_or_else(missing)?;
            format!("{}.", question.item)
        }
        _ => String::new(),
    };
    let numbers = match outcome_of(context, found) {
        AnalysisResult::BySite(by_site) => {
            let change = |site: &crate::findings::SiteChange| {
                let persons = [site.before.denominator, site.after.denominator];
                let value = site.change()?;
                let answers = persons.into_iter().flatten().min();
                Some((site.code.to_string(), Point { value, answers }))
            };
            (
                by_site.sites.iter().filter_map(change).collect(),
                Unit::Points,
            )
        }
        AnalysisResult::Described(described) => {
            let fits = |table: &&Table| match &plan.outcome_table {
                Some(id) => table.id == *id,
                None => true,
            };
            let table = described.tables.iter().find(fits).ok_or_else(missing)?;
            let at = match &plan.outcome_column {
                Some(id) => table.columns.iter().position(|c| c.id == *id),
                None => Some(0),
            };
            column(table, at.ok_or_else(missing)?, &rows)
        }
        _ => return Err(missing()),
    };
    match numbers.0.is_empty() {
        true => Err(missing()),
        false => Ok(numbers),
    }
}

/// The numbers of a column by municipality: rows whose ids start with `rows`; totals are no municipality.
fn column(table: &Table, at: usize, rows: &str) -> Column {
    let mut unit = Unit::Amount;
    let mut found = BTreeMap::new();
    for row in table.rows.iter().filter(|row| !row.total) {
        let Some(site) = row.id.strip_prefix(rows) else {
            continue;
        };
        let (point, of) = match row.cells.get(at) {
            Some(Cell::Share { share, .. }) => (
                share.fraction().map(|value| Point {
                    value,
                    answers: share.denominator,
                }),
                Unit::Fraction,
            ),
            Some(Cell::Number { value, unit, n, .. }) => (
                value.made().map(|value| Point {
                    value: *value,
                    answers: *n,
                }),
                *unit,
            ),
            Some(Cell::Count(Some(n))) => (
                Some(Point {
                    value: *n as f64,
                    answers: Some(*n),
                }),
                Unit::Whole,
            ),
            _ => continue,
        };
        if let Some(point) = point {
            found.insert(site.to_string(), point);
            unit = of;
        }
    }
    (found, unit)
}
