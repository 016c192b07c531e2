//! The tables of indicators.

use super::super::super::answers::Level;
use super::super::super::words;
use super::line::Line;
use crate::findings::{Cell, Column, Counted, Label, Light, Row, Table, Unit};
use crate::study::{LightRule, LocalText, SiteOrder};
use std::cmp::Ordering;

/// Rows are indicators under their elements, columns their source, the municipalities and all together.
pub fn matrix(lines: &[Line], sites: &[Level]) -> Table {
    let mut columns = vec![Column::new("source", Label::said("source"))];
    columns.extend(sites.iter().map(|s| Column::new(&s.id, s.label.clone())));
    columns.push(Column::new("total", Label::said("all-municipalities")));
    let row = |line: &Line| {
        let source = Cell::Words(given(&line.indicator.source));
        let cells = [vec![source], line.cells.clone()].concat();
        let row = Row::new(&line.indicator.id, given(&line.indicator.label), cells);
        match &line.indicator.under {
            Some(under) => row.under(given(under)),
            None => row,
        }
    };
    Table {
        id: "matrix".to_string(),
        title: Label::said("indicators-title"),
        stub: Label::said("indicator"),
        of: Counted::Persons,
        columns,
        rows: lines.iter().map(row).collect(),
    }
}

/// Rows are municipalities by the first indicator, the mean of them where a rule asks for it, and all together.
pub fn by_site(lines: &[Line], sites: &[Level], order: SiteOrder) -> Table {
    let cells = |at: usize| lines.iter().map(|line| line.cells[at].clone()).collect();
    let row = |at: usize| Row::new(&sites[at].id, sites[at].label.clone(), cells(at));
    let mut rows: Vec<Row> = sorted(lines, sites.len(), order)
        .into_iter()
        .map(row)
        .collect();
    if lines.iter().any(|line| line.mean_of_sites.is_some()) {
        let mean = |line: &Line| match line.mean_of_sites {
            Some(mean) => Cell::number(mean, Unit::Fraction),
            None => Cell::Empty,
        };
        let means = lines.iter().map(mean).collect();
        rows.push(Row::new("mean-of-sites", Label::said("mean-of-sites"), means).total());
    }
    rows.push(Row::new("total", Label::said("total"), cells(sites.len())).total());
    Table {
        id: "by-site".to_string(),
        title: Label::said(match order {
            SiteOrder::Ascending => "indicators-by-site-title",
            SiteOrder::Descending => "indicators-by-site-down",
        }),
        stub: Label::said("municipality"),
        of: Counted::Persons,
        columns: lines
            .iter()
            .map(|line| Column::new(&line.indicator.id, given(&line.indicator.label)))
            .collect(),
        rows,
    }
}

/// The municipalities by the first indicator; those without a number last, equal ones in their own order.
fn sorted(lines: &[Line], sites: usize, order: SiteOrder) -> Vec<usize> {
    let value = |at: usize| lines.first().and_then(|line| line.values[at]);
    let mut sorted: Vec<usize> = (0..sites).collect();
    sorted.sort_by(|a, b| match (value(*a), value(*b), order) {
        (Some(a), Some(b), SiteOrder::Ascending) => a.total_cmp(&b),
        (Some(a), Some(b), SiteOrder::Descending) => b.total_cmp(&a),
        (Some(_), None, _) => Ordering::Less,
        (None, Some(_), _) => Ordering::Greater,
        (None, None, _) => Ordering::Equal,
    });
    sorted
}

/// The criterion of each indicator, and how many municipalities have each light.
pub fn lights(lines: &[Line]) -> Table {
    let kinds = [Light::Green, Light::Yellow, Light::Red, Light::Grey];
    let row = |line: &Line| {
        let criterion = Cell::Words(Label::said(criterion(line.indicator.rule)));
        let count = |kind| Cell::number(line.sites_with(kind) as f64, Unit::Whole);
        let cells = [vec![criterion], kinds.map(count).to_vec()].concat();
        Row::new(&line.indicator.id, given(&line.indicator.label), cells)
    };
    let column = |id: &str| Column::new(id, Label::said(&format!("light-{id}")));
    let mut columns = vec![Column::new("criterion", Label::said("criterion"))];
    columns.extend(["green", "yellow", "red", "grey"].map(column));
    Table {
        id: "lights".to_string(),
        title: Label::said("indicator-lights-title"),
        stub: Label::said("indicator"),
        of: Counted::Sites,
        columns,
        rows: lines.iter().map(row).collect(),
    }
}

fn criterion(rule: LightRule) -> &'static str {
    match rule {
        LightRule::A90 => "criterion-a90",
        LightRule::B50 => "criterion-b50",
        LightRule::C24 => "criterion-c24",
        LightRule::Mean => "criterion-mean",
    }
}

fn given(text: &LocalText) -> Label {
    Label::Given(words::text(text))
}
