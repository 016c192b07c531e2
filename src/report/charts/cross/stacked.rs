//! Bars of 100 percent: a bar per row, a part per column, the percent or the number in the parts that have room for it, n at the end.

use super::across::{Across, Layer, Place, SMALL, Side, text_over_grid};
use super::legend::{Key, Legend};
use super::look::{self, parts, text_on};
use super::plot::{Plot, Reading};
use super::rows::{LABELS, Rows};
use crate::findings::{Cell, Row, Shape};
use crate::report::axis::{Panel, Ticks};
use crate::report::canvas::{Canvas, GREY, Svg, Type, WHITE};
use crate::report::fonts::width;
use crate::report::numbers::{DASH, count, number};
use crate::report::words::Say;
use plotters::style::RGBColor;

const THICK: f64 = 19.0;

pub fn draw(plot: &Plot) -> Svg {
    let ids: Vec<&str> = plot.columns().iter().map(|c| c.id.as_str()).collect();
    let colors = parts(&ids);
    let stacks: Vec<Stack> = plot.rows().iter().map(|row| Stack::of(plot, row)).collect();
    let keys = colors.iter().map(|c| Key::Fill(*c));
    let mut entries: Vec<(Key, String)> = keys.zip(plot.names()).collect();
    if stacks.iter().any(|s| s.rest > 0.0) {
        let words = plot.reader.say(Say::WithheldShort).to_string();
        entries.push((Key::Open, words));
    }
    let behind = stacks.iter().map(|s| vec![s.n.clone()]).collect();
    // More than 100 only where the parts overlap, which then shows.
    let most = stacks.iter().map(Stack::sum).fold(100.0, f64::max);
    let across = Across {
        plot,
        rows: Rows::of(plot, LABELS, THICK + 8.0),
        legend: Legend::new(entries),
        ticks: Ticks::covering(0.0, if most > 100.5 { most } else { 100.0 }, 5),
        room: (0.0, 14.0),
        sides: Side::unless_empty("n", behind).into_iter().collect(),
    };
    across.draw(vec![], |canvas, panel, place, layer| {
        if let (Layer::Shapes, Some(stack)) = (layer, stacks.get(place.nth)) {
            bar(plot, canvas, panel, place, (stack, &colors));
        }
    })
}

/// A row as parts of 100.
struct Stack {
    parts: Vec<Option<f64>>,
    /// What withheld parts leave open.
    rest: f64,
    /// Nothing can be drawn because parts are withheld.
    withheld: bool,
    n: String,
}

impl Stack {
    fn of(plot: &Plot, row: &Row) -> Stack {
        let nth = 0..plot.chart.columns.len();
        let cells: Vec<&Cell> = plot
            .chart
            .columns
            .iter()
            .filter_map(|&c| row.cells.get(c))
            .collect();
        let readings: Vec<Reading> = cells.iter().map(|c| Reading::of(c)).collect();
        let hidden = readings.contains(&Reading::Withheld);
        let counts = cells.iter().any(|c| matches!(c, Cell::Count(_)));
        let sum: f64 = readings.iter().filter_map(|r| r.value()).sum();
        let behind = plot.behind(cells.iter().copied());
        // Counts are parts of their sum, which a withheld count hides.
        let factor = match (counts, hidden) {
            (false, _) => 1.0,
            (true, false) if sum > 0.0 => 100.0 / sum,
            (true, _) => 0.0,
        };
        if factor == 0.0 || sum == 0.0 {
            return Stack {
                parts: vec![None; nth.len()],
                rest: 0.0,
                withheld: hidden,
                n: behind.unwrap_or_default(),
            };
        }
        let told = |r: &Reading| r.value().map(|v| factor * v);
        Stack {
            parts: readings.iter().map(told).collect(),
            rest: if hidden { (100.0 - sum).max(0.0) } else { 0.0 },
            withheld: false,
            n: match counts {
                true => count(Some(sum as u64), plot.reader.language),
                false => behind.unwrap_or_default(),
            },
        }
    }

    fn sum(&self) -> f64 {
        self.parts.iter().flatten().sum()
    }
}

fn bar(
    plot: &Plot,
    canvas: &mut Canvas,
    panel: &Panel,
    place: &Place,
    (stack, colors): (&Stack, &[RGBColor]),
) {
    let middle = place.middle();
    if stack.parts.iter().all(Option::is_none) {
        let words = match stack.withheld {
            true => plot.reader.say(Say::WithheldShort),
            false => DASH,
        };
        let x = panel.left() + 6.0;
        text_over_grid(canvas, x, middle, words, Type::new(SMALL, GREY));
        return;
    }
    let mut at = 0.0;
    for (nth, (part, color)) in stack.parts.iter().zip(colors).enumerate() {
        let Some(part) = *part else { continue };
        let text = match plot.chart.shape {
            Shape::StackedCounts => counted(plot, place.row, nth),
            _ => number(part, 0, plot.reader.language),
        };
        piece(canvas, panel, (at, at + part), middle, *color, &text);
        at += part;
    }
    if stack.rest > 0.0 {
        open(canvas, panel, (at, at + stack.rest), middle);
    }
}

/// How many a part counts.
fn counted(plot: &Plot, row: &Row, nth: usize) -> String {
    let n = match plot.cell(row, nth) {
        Cell::Share { share, .. } => share.numerator,
        Cell::Count(n) => *n,
        _ => None,
    };
    n.map_or_else(String::new, |n| count(Some(n), plot.reader.language))
}

/// What withheld parts leave open: a frame without a ground.
fn open(canvas: &mut Canvas, panel: &Panel, (from, to): (f64, f64), middle: f64) {
    let (from, to) = (panel.x.at(from), panel.x.at(to));
    let top = middle - THICK / 2.0;
    canvas.rect(from, top, to - from, THICK, WHITE);
    canvas.frame(
        from + 0.5,
        top + 0.5,
        to - from - 1.0,
        THICK - 1.0,
        look::open(),
    );
    if width(DASH, SMALL, false) + 6.0 <= to - from {
        let look = Type::new(SMALL, GREY).middle();
        canvas.text((from + to) / 2.0, middle + 0.36 * SMALL, DASH, look);
    }
}

/// A part, a white line before the next, and its number where it fits.
fn piece(
    canvas: &mut Canvas,
    panel: &Panel,
    (from, to): (f64, f64),
    middle: f64,
    color: RGBColor,
    text: &str,
) {
    let (from, to) = (panel.x.at(from), panel.x.at(to));
    if to - from < 0.3 {
        return;
    }
    let line = if to - from > 2.5 { 1.2 } else { 0.0 };
    canvas.rect(from, middle - THICK / 2.0, to - from, THICK, color);
    canvas.rect(to - line, middle - THICK / 2.0, line, THICK, WHITE);
    if width(text, SMALL, false) + 6.0 <= to - from {
        let look = Type::new(SMALL, text_on(color)).middle();
        canvas.text((from + to) / 2.0, middle + 0.36 * SMALL, text, look);
    }
}
