//! `association`: municipalities' fidelity against what they achieved.

mod estimates;
mod points;

use super::{Context, words};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Note, Reason, Row,
    Shape, Table, Unit,
};
use crate::study::AssociationPlan;
use estimates::{Estimates, Factor, Line};
use points::Points;
use rayon::prelude::*;

/// Fewer municipalities than this say little, and the note says so.
const FEW_SITES: usize = 30;

/// Runs the analysis.
pub fn run(context: &Context, plan: &AssociationPlan) -> (AnalysisResult, Vec<Note>) {
    match describe(context, plan) {
        Ok((described, notes)) => (AnalysisResult::Described(Box::new(described)), notes),
        Err(reason) => (AnalysisResult::NotEstimated(reason), Vec::new()),
    }
}

fn describe(context: &Context, plan: &AssociationPlan) -> Result<(Described, Vec<Note>), Reason> {
    let points = Points::of(context, plan)?;
    let estimates: Vec<Estimates> = points
        .elements
        .par_iter()
        .map(|element| Estimates::of(&points.pairs(element)))
        .collect();
    let level = context.plan.significance;
    let is_associated = |e: &&Estimates| e.rank.as_ref().is_ok_and(|rank| rank.p_value < level);
    let associated = estimates.iter().filter(is_associated).count();
    let mut notes = Vec::new();
    if points.sites.len() < FEW_SITES {
        notes.push(Note::new(
            "few-sites",
            &[("sites", points.sites.len().to_string())],
        ));
    }
    if points.unmatched > 0 {
        notes.push(Note::new(
            "sites-not-matched",
            &[("sites", points.unmatched.to_string())],
        ));
    }
    let drawn = plan.draw.as_deref();
    let drawn = points
        .elements
        .iter()
        .position(|e| Some(e.id.as_str()) == drawn);
    let finding = Label::with(
        "association-finding",
        &[
            ("elements", points.elements.len().to_string()),
            ("associated", associated.to_string()),
            ("sites", points.sites.len().to_string()),
            ("level", (100.0 * level).to_string()),
        ],
    );
    let mut tables = vec![
        table(&points, &estimates, level),
        counts(points.elements.len(), associated),
        points_table(&points),
    ];
    tables.extend(factor_table(&points, &estimates::factor(&points)));
    let described = Described {
        finding,
        shows: Label::said("association-shows"),
        chart: Some(Chart {
            shape: Shape::Scatter,
            table: 2,
            columns: vec![drawn.unwrap_or(0), points.elements.len()],
            limits: vec![None; 2],
            x: points.elements[drawn.unwrap_or(0)].label.clone(),
            y: Label::said("outcome"),
            marks: Vec::new(),
        }),
        tables,
    };
    Ok((described, notes))
}

/// A row per element.
fn table(points: &Points, estimates: &[Estimates], level: f64) -> Table {
    let plain = Some("least-squares");
    let weighted = Some("least-squares-weighted");
    let column = |id: &str, over: Option<&str>| {
        let column = Column::new(id, Label::said(&format!("association-{id}")));
        match over {
            Some(over) => column.over(Label::said(over)),
            None => column,
        }
    };
    let columns = vec![
        column("n", None),
        column("rho", None),
        column("p", None),
        column("slope", plain),
        column("std-error", plain),
        column("p-slope", plain),
        column("slope-weighted", weighted),
        column("std-error-weighted", weighted),
        column("p-slope-weighted", weighted),
        column("associated", None),
    ];
    let rows = points.elements.iter().zip(estimates).map(|(element, e)| {
        let rank = |pick: fn(&estimates::Rank) -> f64, unit| cell(&e.rank, pick, unit);
        let line = |l: &Result<Line, Reason>| {
            [
                cell(l, |l| l.slope, Unit::Coefficient),
                cell(l, |l| l.std_error, Unit::Coefficient),
                cell(l, |l| l.p_value, Unit::PValue),
            ]
        };
        let associated = match &e.rank {
            Ok(rank) if rank.p_value < level => "associated",
            Ok(_) => "not-associated",
            Err(_) => "not-estimated",
        };
        let mut cells = vec![
            Cell::number(e.sites as f64, Unit::Whole),
            rank(|r| r.rho, Unit::Correlation),
            rank(|r| r.p_value, Unit::PValue),
        ];
        cells.extend(line(&e.line));
        cells.extend(line(&e.weighted));
        cells.push(Cell::Words(Label::said(associated)));
        Row::new(&element.id, element.label.clone(), cells)
    });
    Table {
        id: "association".to_string(),
        title: Label::said("association-title"),
        stub: Label::said("core-element"),
        of: Counted::Sites,
        columns,
        rows: rows.collect(),
    }
}

fn cell<T>(made: &Result<T, Reason>, pick: fn(&T) -> f64, unit: Unit) -> Cell {
    let value = match made {
        Ok(value) => Estimated::Made(pick(value)),
        Err(reason) => Estimated::Not(reason.clone()),
    };
    Cell::estimate(value, unit, None)
}

fn counts(elements: usize, associated: usize) -> Table {
    let row = |id: &str, n: usize| {
        let label = Label::said(&format!("elements-{id}"));
        Row::new(id, label, vec![Cell::number(n as f64, Unit::Whole)])
    };
    Table {
        id: "counts".to_string(),
        title: Label::said("association-counts-title"),
        stub: Label::said("core-element"),
        of: Counted::Sites,
        columns: vec![Column::new("n", Label::said("number"))],
        rows: vec![row("compared", elements), row("associated", associated)],
    }
}

/// The municipalities with fidelity and outcome.
fn points_table(points: &Points) -> Table {
    let mut columns: Vec<Column> = points
        .elements
        .iter()
        .map(|e| Column::new(&e.id, e.label.clone()))
        .collect();
    columns.push(Column::new("outcome", Label::said("outcome")));
    let rows = points.sites.iter().enumerate().map(|(at, site)| {
        let element = |e: &points::Element| match e.values[at] {
            Some(point) => Cell::estimate(Estimated::Made(point.value), e.unit, point.answers),
            None => Cell::Empty,
        };
        let mut cells: Vec<Cell> = points.elements.iter().map(element).collect();
        let outcome = &points.outcomes[at];
        cells.push(Cell::estimate(
            Estimated::Made(outcome.value),
            points.outcome_unit,
            outcome.answers,
        ));
        Row::new(&site.0, site.1.clone(), cells)
    });
    Table {
        id: "points".to_string(),
        title: Label::said("association-points-title"),
        stub: Label::said("municipality"),
        of: Counted::Persons,
        columns,
        rows: rows.collect(),
    }
}

/// The one factor that the elements may share, and its association with the outcome.
fn factor_table(points: &Points, factor: &Option<Result<Factor, Reason>>) -> Option<Table> {
    let factor = factor.as_ref()?;
    let columns = ["loading", "uniqueness"];
    let columns = columns.map(|id| Column::new(id, Label::said(&format!("factor-{id}"))));
    let rows = points.elements.iter().enumerate().map(|(at, element)| {
        let of = |pick: fn(&Factor) -> &Vec<f64>| {
            let value = match factor {
                Ok(factor) => Estimated::Made(pick(factor)[at]),
                Err(reason) => Estimated::Not(reason.clone()),
            };
            Cell::estimate(value, Unit::Coefficient, None)
        };
        let cells = vec![of(|f| &f.loadings), of(|f| &f.uniquenesses)];
        Row::new(&element.id, element.label.clone(), cells)
    });
    Some(Table {
        id: "factor".to_string(),
        title: Label::said("association-factor-title"),
        stub: Label::said("core-element"),
        of: Counted::Sites,
        columns: columns.to_vec(),
        rows: rows.collect(),
    })
}

/// The settings in force.
pub fn settings(plan: &AssociationPlan) -> Vec<(&'static str, String)> {
    let wave = plan.wave.clone().unwrap_or_else(|| "last".to_string());
    vec![
        ("fidelity", plan.fidelity.join(", ")),
        ("wave", wave),
        ("outcome", plan.outcome.clone()),
    ]
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
