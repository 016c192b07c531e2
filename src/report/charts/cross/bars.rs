//! Groups of horizontal bars: a group per row, a bar per column, the number at its end and how many are behind it to the right.

use super::across::{Across, PITCH, Place, SMALL, Side, bar_middle, text_over_grid};
use super::legend::{Key, Legend};
use super::look::{self, Look, series};
use super::plot::{Plot, Reading, light, ticks};
use super::rows::{LABELS, Rows};
use crate::findings::{Cell, Light};
use crate::report::axis::Panel;
use crate::report::canvas::{Canvas, GREY, INK, Stroke, Svg, Type};
use crate::report::fonts::{widest, width};
use crate::report::numbers::DASH;
use crate::report::words::Say;

/// Between the end of a bar and its number.
const GAP: f64 = 6.0;
const GLYPH: f64 = 16.0;

pub fn draw(plot: &Plot) -> Svg {
    let bars = plot.chart.columns.len();
    let values = plot.values(true);
    let across = Across {
        plot,
        rows: Rows::of(plot, LABELS, bars as f64 * PITCH + 8.0),
        legend: legend(plot),
        ticks: ticks(&values, true, 7),
        room: room(plot, &values),
        sides: behind(plot).into_iter().collect(),
    };
    across.draw(vec![], |canvas, panel, place| {
        for nth in 0..bars {
            bar(plot, canvas, panel, place, nth);
        }
    })
}

/// A single series needs no name beside the title, unless its lights do.
fn legend(plot: &Plot) -> Legend {
    let names = plot.names();
    let mut entries = vec![];
    if names.len() > 1 {
        let bars = names.into_iter().enumerate();
        entries.extend(bars.map(|(nth, name)| (Key::Bar(series(nth)), name)));
    }
    entries.extend(lights(plot));
    Legend::new(entries)
}

/// The lights that stand in the drawn cells, with their words.
pub fn lights(plot: &Plot) -> Vec<(Key, String)> {
    let columns = 0..plot.chart.columns.len();
    let rows = plot.rows();
    let cells = || {
        rows.iter()
            .flat_map(|row| columns.clone().map(|nth| plot.cell(row, nth)))
    };
    [Light::Green, Light::Yellow, Light::Red, Light::Grey]
        .into_iter()
        .filter(|l| cells().any(|c| light(c) == Some(*l)))
        .map(|l| (Key::Light(l), plot.reader.language.light(l).to_string()))
        .collect()
}

/// Room for the widest number on either side that has bars.
fn room(plot: &Plot, values: &[f64]) -> (f64, f64) {
    let columns = 0..plot.chart.columns.len();
    let rows = plot.rows();
    let cells = rows
        .iter()
        .flat_map(|row| columns.clone().map(|nth| plot.cell(row, nth)));
    let texts: Vec<String> = cells.filter_map(|c| plot.text(c)).collect();
    let numbers = widest(texts.iter().map(String::as_str), SMALL, false) + GAP + GLYPH;
    let short = plot.reader.say(Say::WithheldShort);
    let withheld = match texts.is_empty() {
        true => width(short, SMALL, false),
        false => 0.0,
    };
    let left = if values.iter().any(|v| *v < 0.0) {
        numbers
    } else {
        0.0
    };
    (left, numbers.max(withheld))
}

fn behind(plot: &Plot) -> Option<Side> {
    let columns = 0..plot.chart.columns.len();
    let of = |row| {
        let one = |nth| plot.behind([plot.cell(row, nth)]).unwrap_or_default();
        columns.clone().map(one).collect()
    };
    Side::unless_empty("n", plot.rows().into_iter().map(of).collect())
}

fn bar(plot: &Plot, canvas: &mut Canvas, panel: &Panel, place: &Place, nth: usize) {
    let bars = plot.chart.columns.len();
    let middle = bar_middle(place, nth, bars);
    let zero = panel.x.at(0.0);
    let cell = plot.cell(place.row, nth);
    let value = match plot.reading(place.row, nth) {
        Reading::Value(value) => value,
        Reading::Withheld => {
            let words = plot.reader.say(Say::WithheldShort);
            text_over_grid(canvas, zero + GAP, middle, words, Type::new(SMALL, GREY));
            return;
        }
        // A light alone, or nothing.
        Reading::Missing => {
            match light(cell) {
                Some(light) => look::glyph(canvas, zero + GAP + 6.0, middle, light),
                None => text_over_grid(canvas, zero + GAP, middle, DASH, Type::new(SMALL, GREY)),
            }
            return;
        }
    };
    let thick = if bars == 1 { 15.0 } else { PITCH - 4.0 };
    let end = panel.x.at(value);
    let (from, to) = (zero.min(end), zero.max(end));
    shape(bars, cell, nth).bar(canvas, from, middle - thick / 2.0, to - from, thick);
    let reach = whisker(plot, canvas, panel, place, (nth, middle));
    let ends = reach.map_or((from, to), |(l, h)| (from.min(l), to.max(h)));
    number(plot, canvas, cell, value < 0.0, (ends, middle));
}

/// A judged bar that stands alone has the colour of its light.
fn shape(bars: usize, cell: &Cell, nth: usize) -> Look {
    let look = series(nth);
    match light(cell) {
        Some(light) if bars == 1 => look.in_color(look::strong(light)),
        _ => look,
    }
}

/// The interval of a bar; gives its ends in pixels.
fn whisker(
    plot: &Plot,
    canvas: &mut Canvas,
    panel: &Panel,
    place: &Place,
    (nth, y): (usize, f64),
) -> Option<(f64, f64)> {
    let (low, high) = plot.limits(place.row, nth)?;
    let (low, high) = (panel.x.at(low), panel.x.at(high));
    let line = Stroke::solid(INK, 1.3);
    canvas.line(&[(low, y), (high, y)], line);
    for x in [low, high] {
        canvas.line(&[(x, y - 3.5), (x, y + 3.5)], line);
    }
    Some((low, high))
}

fn number(
    plot: &Plot,
    canvas: &mut Canvas,
    cell: &Cell,
    negative: bool,
    ((from, to), y): ((f64, f64), f64),
) {
    let text = plot.text(cell).unwrap_or_default();
    let look = Type::new(SMALL, INK);
    let wide = width(&text, SMALL, false);
    let glyph = match negative {
        true => {
            text_over_grid(canvas, from - GAP, y, &text, look.end());
            from - GAP - wide - 10.0
        }
        false => {
            text_over_grid(canvas, to + GAP, y, &text, look);
            to + GAP + wide + 10.0
        }
    };
    if let Some(light) = light(cell) {
        look::glyph(canvas, glyph, y, light);
    }
}
