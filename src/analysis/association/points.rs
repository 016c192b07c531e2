//! Fidelity and outcome of each municipality, taken from other analyses of the study.

use super::super::{Context, fidelity, outcome_of, words};
use super::{measures, site_label};
use crate::findings::{AnalysisResult, Cell, Described, Label, Reason, Share, Table, Unit};
use crate::study::{
    AnalysisKind, AssociationPlan, AssociationWeights, FidelityElement, FidelityMeasure,
    FidelityPlan, LocalText, OVERALL,
};
use std::collections::BTreeMap;

/// A number of a municipality, and the answers or persons behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub value: f64,
    pub answers: Option<u64>,
    /// The least count of persons or answers that the number would tell.
    pub least: Option<u64>,
}

impl Point {
    /// A number with nobody behind it.
    pub fn alone(value: f64) -> Point {
        Point {
            value,
            answers: None,
            least: None,
        }
    }

    /// A number made of shares; `answers` is the smallest of their denominators.
    fn of_shares(value: f64, shares: &[Share]) -> Point {
        let parts = shares.iter().flat_map(|s| [s.numerator, s.denominator]);
        Point {
            value,
            answers: shares.iter().filter_map(|s| s.denominator).min(),
            least: parts.flatten().filter(|n| *n > 0).min(),
        }
    }
}

/// An element of fidelity, or another measure, with the number of each municipality.
pub struct Element {
    pub id: String,
    pub label: Label,
    pub unit: Unit,
    pub values: Vec<Option<Point>>,
}

/// The municipalities that have an outcome and at least one measure.
pub struct Points {
    pub sites: Vec<(String, Label)>,
    pub elements: Vec<Element>,
    pub outcomes: Vec<Point>,
    pub outcome_unit: Unit,
    /// Municipalities with one of the two alone.
    pub unmatched: Vec<Label>,
    of_fidelity: bool,
}

/// Numbers by municipality, and their unit.
pub type Column = (BTreeMap<String, Point>, Unit);

impl Points {
    pub fn of(context: &Context, plan: &AssociationPlan) -> Result<Points, Reason> {
        let (table, column) = (&plan.outcome_table, &plan.outcome_column);
        let (outcomes, outcome_unit) =
            numbers(context, &plan.outcome, table.as_deref(), column.as_deref())?;
        let mut columns: Vec<(String, Label, Column)> = measures::columns(context, plan)?;
        for id in &plan.fidelity {
            columns.extend(elements(context, plan, id)?);
        }
        let measured = |site: &String| columns.iter().any(|(.., (c, _))| c.contains_key(site));
        let sites: Vec<String> = outcomes.keys().filter(|s| measured(s)).cloned().collect();
        let mut all: Vec<&String> = columns.iter().flat_map(|(.., (c, _))| c.keys()).collect();
        all.extend(outcomes.keys());
        all.sort();
        all.dedup();
        all.retain(|site| !sites.contains(site));
        let unmatched = all.iter().map(|site| site_label(context, site)).collect();
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
            of_fidelity: plan.against.is_empty(),
            sites: sites
                .into_iter()
                .map(|id| (id.clone(), site_label(context, &id)))
                .collect(),
        })
    }

    /// The elements of fidelity that are no sum of the others.
    pub fn parts(&self) -> impl Iterator<Item = &Element> {
        let overall = Label::said("overall-score");
        let of_fidelity = move |e: &&Element| self.of_fidelity && e.label != overall;
        self.elements.iter().filter(of_fidelity)
    }

    /// Fidelity and outcome of the municipalities that have the element, with what they weigh.
    pub fn pairs(&self, element: &Element, weights: AssociationWeights) -> Vec<(f64, f64, f64)> {
        let both = element.values.iter().zip(&self.outcomes);
        both.filter_map(|(x, y)| {
            let x = (*x)?;
            let behind = match weights {
                AssociationWeights::Answers => x.answers,
                AssociationWeights::Persons => y.answers,
            };
            Some((x.value, y.value, behind.unwrap_or(1) as f64))
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

/// The number of each municipality in an analysis, of its first table by municipality and that table's first column if none is named.
pub fn numbers(
    context: &Context,
    analysis: &str,
    in_table: Option<&str>,
    in_column: Option<&str>,
) -> Result<Column, Reason> {
    let missing = || Reason::new("no-such-analysis", &[("analysis", analysis.to_string())]);
    let found = context.plan.analyses.iter().find(|a| a.id == analysis);
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
                let point = Point::of_shares(site.change()?, &[site.before, site.after]);
                Some((site.code.to_string(), point))
            };
            (
                by_site.sites.iter().filter_map(change).collect(),
                Unit::Points,
            )
        }
        AnalysisResult::Described(described) => {
            let fits = |t: &&Table| match in_table {
                Some(id) => t.id == id,
                None => has_sites(context, t, &rows),
            };
            let tables = &described.tables;
            let table = tables.iter().find(fits).ok_or_else(|| {
                let have = tables.iter().map(|t| t.id.as_str());
                not_there("no-such-table", analysis, in_table, have)
            })?;
            let at = match in_column {
                Some(id) => table.columns.iter().position(|c| c.id == id),
                None => Some(0),
            };
            let at = at.ok_or_else(|| {
                let have = table.columns.iter().map(|c| c.id.as_str());
                not_there("no-such-column", analysis, in_column, have)
            })?;
            column(table, at, &rows)
        }
        AnalysisResult::NotEstimated(reason) => return Err(reason),
        _ => return Err(missing()),
    };
    match numbers.0.is_empty() {
        true => Err(missing()),
        false => Ok(numbers),
    }
}

/// Why a table or column is not read: what there is instead.
fn not_there<'t>(
    code: &str,
    analysis: &str,
    named: Option<&str>,
    have: impl Iterator<Item = &'t str>,
) -> Reason {
    let have: Vec<&str> = have.collect();
    let mut facts = vec![
        ("analysis", analysis.to_string()),
        ("have", have.join(", ")),
    ];
    facts.extend(named.map(|named| ("named", named.to_string())));
    Reason::new(code, &facts)
}

/// True for a table whose rows, totals aside, are municipalities by ids that begin with `start`.
fn has_sites(context: &Context, table: &Table, start: &str) -> bool {
    let declared = &context.plan.survey.sites;
    let is_site = |id: &str| {
        let code = id.parse().ok();
        let known = code.is_some_and(|code| context.municipalities.get(code).is_some());
        known || declared.iter().any(|site| site.id == id)
    };
    let mut rows = table.rows.iter().filter(|row| !row.total).peekable();
    rows.peek().is_some() && rows.all(|row| row.id.strip_prefix(start).is_some_and(is_site))
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
                share.fraction().map(|v| Point::of_shares(v, &[*share])),
                Unit::Fraction,
            ),
            Some(Cell::Number { value, unit, n, .. }) => (
                value.made().map(|value| Point {
                    value: *value,
                    answers: *n,
                    least: *n,
                }),
                *unit,
            ),
            Some(Cell::Count(Some(n))) => (
                Some(Point {
                    value: *n as f64,
                    answers: Some(*n),
                    least: Some(*n),
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
