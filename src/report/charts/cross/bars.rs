//! Groups of horizontal bars: a group per row, a bar per column, the number at its end and how many are behind it to the right.

use super::across::{Across, Layer, PITCH, Place, SMALL, Side, bar_middle, text_over_grid};
use super::legend::{Key, Legend};
use super::look::{self, Look, series};
use super::plot::{Plot, Reading, light};
use super::rows::{LABELS, Rows};
use crate::findings::{Cell, Light};
use crate::report::axis::Panel;
use crate::report::canvas::{Canvas, GREY, INK, Stroke, Svg, Type, WHITE};
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
        ticks: plot.ticks(true, 7),
        room: room(plot, &values),
        sides: behind(plot).into_iter().collect(),
    };
    across.draw(vec![], |canvas, panel, place, layer| {
        for nth in 0..bars {
            match layer {
                Layer::Shapes => bar(plot, canvas, panel, place, nth),
                Layer::Words => words(plot, canvas, panel, place, nth),
            }
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
    let Reading::Value(value) = plot.reading(place.row, nth) else {
        return;
    };
    let y = bar_middle(place, nth, bars);
    let thick = if bars == 1 { 15.0 } else { PITCH - 4.0 };
    let (from, to) = ends(plot, panel, value);
    let look = shape(bars, plot.cell(place.row, nth), nth);
    look.bar(canvas, from, y - thick / 2.0, to - from, thick);
    let Some((low, high)) = whisker(plot, panel, place, nth) else {
        return;
    };
    let line = Stroke::solid(INK, 1.3);
    canvas.line(&[(low, y), (high, y)], line);
    for x in [low, high] {
        canvas.line(&[(x, y - 3.5), (x, y + 3.5)], line);
    }
}

/// Left and right end of a bar in pixels.
fn ends(plot: &Plot, panel: &Panel, value: f64) -> (f64, f64) {
    let (zero, end) = (panel.x.at(plot.base()), panel.x.at(value));
    (zero.min(end), zero.max(end))
}

/// The interval of a bar in pixels.
fn whisker(plot: &Plot, panel: &Panel, place: &Place, nth: usize) -> Option<(f64, f64)> {
    let (low, high) = plot.limits(place.row, nth)?;
    Some((panel.x.at(low), panel.x.at(high)))
}

/// The number beyond the end of its bar, or the word for why there is none.
fn words(plot: &Plot, canvas: &mut Canvas, panel: &Panel, place: &Place, nth: usize) {
    let y = bar_middle(place, nth, plot.chart.columns.len());
    let cell = plot.cell(place.row, nth);
    let start = panel.x.at(plot.base()) + GAP;
    let grey = Type::new(SMALL, GREY);
    match plot.reading(place.row, nth) {
        Reading::Value(value) => {
            let (from, to) = ends(plot, panel, value);
            let reach = whisker(plot, panel, place, nth);
            let ends = reach.map_or((from, to), |(l, h)| (from.min(l), to.max(h)));
            number(plot, canvas, cell, value < 0.0, (ends, y));
        }
        Reading::Withheld => {
            let words = plot.reader.say(Say::WithheldShort);
            text_over_grid(canvas, start, y, words, grey);
        }
        // A light alone, or nothing.
        Reading::Missing => match light(cell) {
            Some(light) => look::glyph(canvas, start + 6.0, y, light),
            None => text_over_grid(canvas, start, y, DASH, grey),
        },
    }
}

/// A judged bar that stands alone has the colour of its light.
fn shape(bars: usize, cell: &Cell, nth: usize) -> Look {
    let look = series(nth);
    match light(cell) {
        Some(light) if bars == 1 => look.in_color(look::strong(light)),
        _ => look,
    }
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
        canvas.rect(glyph - 7.0, y - 7.5, 14.0, 15.0, WHITE);
        look::glyph(canvas, glyph, y, light);
    }
}
