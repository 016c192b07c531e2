//! The tables of an association.

use super::estimates::{Estimates, Factor, Line, Rank};
use super::points::{Element, Point, Points};
use crate::analysis::{Context, withheld};
use crate::findings::{Cell, Column, Counted, Estimated, Label, Reason, Row, Table, Unit};
use crate::study::{AssociationPlan, AssociationWeights};

/// What a row stands for.
fn stub(plan: &AssociationPlan) -> Label {
    Label::said(match plan.against.is_empty() {
        true => "measure-of-fidelity",
        false => "measure-of-site",
    })
}

/// A row per measure.
pub fn association(
    plan: &AssociationPlan,
    points: &Points,
    estimates: &[Estimates],
    level: f64,
) -> Table {
    let plain = Some("least-squares");
    let weighted = Some(match plan.weights {
        AssociationWeights::Answers => "least-squares-by-answers",
        AssociationWeights::Persons => "least-squares-by-persons",
    });
    let column = |id: &str, over: Option<&str>| {
        let column = Column::new(id, Label::said(&format!("association-{id}")));
        match over {
            Some(over) => column.over(Label::said(over)),
            None => column,
        }
    };
    let rows = points.elements.iter().zip(estimates);
    Table {
        id: "association".to_string(),
        title: Label::said(match plan.against.is_empty() {
            true => "association-title-fidelity",
            false => "association-title-measures",
        }),
        stub: stub(plan),
        of: Counted::Sites,
        columns: vec![
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
        ],
        rows: rows.map(|(element, e)| row(element, e, level)).collect(),
    }
}

fn row(element: &Element, e: &Estimates, level: f64) -> Row {
    let rank = |pick: fn(&Rank) -> f64, unit| cell(&e.rank, pick, unit);
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
}

fn cell<T>(made: &Result<T, Reason>, pick: fn(&T) -> f64, unit: Unit) -> Cell {
    let value = match made {
        Ok(value) => Estimated::Made(pick(value)),
        Err(reason) => Estimated::Not(reason.clone()),
    };
    Cell::estimate(value, unit, None)
}

/// How many measures there are, and how many are associated.
pub fn counts(measures: usize, associated: usize) -> Table {
    let row = |id: &str, n: usize| {
        let label = Label::said(&format!("measures-{id}"));
        Row::new(id, label, vec![Cell::number(n as f64, Unit::Whole)])
    };
    Table {
        id: "counts".to_string(),
        title: Label::said("association-counts-title"),
        stub: Label::said("measures"),
        of: Counted::Sites,
        columns: vec![Column::new("n", Label::said("number"))],
        rows: vec![row("compared", measures), row("associated", associated)],
    }
}

/// The municipalities with every measure and the outcome.
pub fn points(
    context: &Context,
    plan: &AssociationPlan,
    points: &Points,
    outcome: &Label,
) -> Table {
    let mut columns: Vec<Column> = points
        .elements
        .iter()
        .map(|e| Column::new(&e.id, e.label.clone()))
        .collect();
    columns.push(Column::new("outcome", outcome.clone()));
    let rows = points.sites.iter().enumerate().map(|(at, site)| {
        let elements = points.elements.iter();
        let mut cells: Vec<Cell> = elements
            .map(|e| e.values[at].map_or(Cell::Empty, |point| told(context, point, e.unit)))
            .collect();
        cells.push(told(context, points.outcomes[at], points.outcome_unit));
        Row::new(&site.0, site.1.clone(), cells)
    });
    Table {
        id: "points".to_string(),
        title: Label::said(match plan.against.is_empty() {
            true => "association-points-fidelity",
            false => "association-points-measures",
        }),
        stub: Label::said("municipality"),
        of: Counted::Persons,
        columns,
        rows: rows.collect(),
    }
}

/// A number of a municipality; of a register nothing that a small count is behind, of which the gate sees the whole alone.
fn told(context: &Context, point: Point, unit: Unit) -> Cell {
    match point.least.is_some_and(|n| withheld::is_small(context, n)) {
        true => Cell::estimate(Estimated::Suppressed, unit, None),
        false => Cell::estimate(Estimated::Made(point.value), unit, point.answers),
    }
}

/// The one factor that the elements may share, and its association with the outcome.
pub fn factor(points: &Points, factor: &Option<Result<Factor, Reason>>) -> Option<Table> {
    let factor = factor.as_ref()?;
    let columns = ["loading", "uniqueness"];
    let columns = columns.map(|id| Column::new(id, Label::said(&format!("factor-{id}"))));
    let rows = points.parts().enumerate().map(|(at, element)| {
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
        stub: Label::said("measure-of-fidelity"),
        of: Counted::Sites,
        columns: columns.to_vec(),
        rows: rows.collect(),
    })
}
