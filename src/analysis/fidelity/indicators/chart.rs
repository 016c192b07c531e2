//! How indicators are drawn: as a matrix of lights, or a single one as bars with the limits of its lights.

use super::super::super::lights::limits;
use super::line::Line;
use crate::findings::{Chart, Label, Mark, Shape, Table};
use crate::study::{IndicatorRows, LightRule};

pub fn of(lines: &[Line], table: &Table, rows: IndicatorRows) -> Chart {
    let (shape, columns, x, y) = match (rows, lines) {
        (IndicatorRows::Sites, [line]) => {
            let x = match line.indicator.rule {
                LightRule::C24 => "mean",
                _ => "percent",
            };
            (Shape::Bars, 0..1, x, "municipality")
        }
        (IndicatorRows::Sites, _) => {
            let all = 0..table.columns.len();
            (Shape::Lights, all, "indicator", "municipality")
        }
        // The first column is the source.
        (IndicatorRows::Indicators, _) => {
            let all = 1..table.columns.len();
            (Shape::Lights, all, "municipality", "indicator")
        }
    };
    Chart {
        shape,
        table: 0,
        limits: vec![None; columns.len()],
        columns: columns.collect(),
        ends: None,
        x: Label::said(x),
        y: Label::said(y),
        marks: match (shape, lines) {
            (Shape::Bars, [line]) => marks(line),
            _ => Vec::new(),
        },
    }
}

/// Where the lights change; of the mean of the municipalities where that is.
fn marks(line: &Line) -> Vec<Mark> {
    if let Some(at) = line.mean_of_sites {
        let label = Label::said("mean-of-sites");
        return vec![Mark::on_values(at, label)];
    }
    let Some([green, yellow]) = limits(line.indicator.rule) else {
        return Vec::new();
    };
    let is_mean = line.indicator.rule == LightRule::C24;
    let (code, factor) = match is_mean {
        true => ("below", 1.0),
        false => ("from", 100.0),
    };
    let mark = |(light, at): (&str, f64)| {
        let label = Label::with(&format!("{light}-{code}"), &[("limit", at.to_string())]);
        Mark::on_values(at / factor, label)
    };
    [("green", green), ("yellow", yellow)].map(mark).to_vec()
}
