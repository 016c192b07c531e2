//! The figure of a described table, by shape.

mod across;
mod bars;
mod boxes;
mod flow;
mod heads;
mod legend;
mod lights;
mod lines;
mod look;
mod marks;
mod plot;
mod rows;
mod scatter;
mod stacked;

#[cfg(test)]
mod tests;

use crate::findings::{Analysis, Described, Shape};
use crate::report::canvas::Svg;
use crate::report::reader::Reader;
use crate::report::story::Story;
use plot::Plot;

/// Whether there is anything to draw.
pub fn draws(result: &Described) -> bool {
    plot::drawable(result).is_some()
}

pub fn draw(
    reader: &Reader,
    analysis: &Analysis,
    result: &Described,
    story: &Story,
) -> Option<Svg> {
    let (table, chart) = plot::drawable(result)?;
    let plot = Plot {
        reader,
        analysis,
        story,
        table,
        chart,
    };
    Some(match chart.shape {
        Shape::Lines => lines::draw(&plot),
        Shape::Bars => bars::draw(&plot),
        Shape::Stacked | Shape::StackedCounts => stacked::draw(&plot),
        Shape::Boxes => boxes::draw(&plot),
        Shape::Scatter => scatter::draw(&plot),
        Shape::Lights => lights::draw(&plot),
        Shape::Flow => flow::draw(&plot),
    })
}
