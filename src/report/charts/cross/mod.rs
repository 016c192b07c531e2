//! The figure of a described table, by shape.

use crate::findings::{Analysis, Described};
use crate::report::canvas::Svg;
use crate::report::reader::Reader;
use crate::report::story::Story;

/// Whether there is anything to draw.
pub fn draws(result: &Described) -> bool {
    let chart = result.chart.as_ref();
    chart.is_some_and(|c| {
        result
            .tables
            .get(c.table)
            .is_some_and(|t| !t.rows.is_empty())
    })
}

pub fn draw(_: &Reader, _: &Analysis, _: &Described, _: &Story) -> Option<Svg> {
    None
}
