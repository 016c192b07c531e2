//! What charts with a row per bar or box share: labels to the left, a value axis below, columns of numbers to the right, marks above.

use super::legend::Legend;
use super::marks::Marks;
use super::plot::Plot;
use super::rows::{Rows, Slot, fold};
use crate::findings::{MarkAxis, Row};
use crate::report::axis::{Panel, Scale, TICK_SIZE, Ticks};
use crate::report::canvas::{Anchor, Canvas, FAINT, GREY, INK, Stroke, Svg, Type, WHITE};
use crate::report::charts::{EDGE, LABEL, WIDTH};
use crate::report::fonts::{widest, width};

/// Size of numbers beside the drawing.
pub const SMALL: f64 = 12.5;
const LINE: f64 = 17.0;
const GAP: f64 = 18.0;

/// A column of numbers to the right: for each row one, or one per bar.
pub struct Side {
    pub head: String,
    pub cells: Vec<Vec<String>>,
}

impl Side {
    /// A column, unless it would be empty.
    pub fn unless_empty(head: &str, cells: Vec<Vec<String>>) -> Option<Side> {
        let told = cells.iter().flatten().any(|c| !c.is_empty());
        let head = head.to_string();
        told.then_some(Side { head, cells })
    }

    fn width(&self) -> f64 {
        let cells = self.cells.iter().flatten();
        let texts = cells.chain([&self.head]).map(String::as_str);
        widest(texts, LABEL, false) + GAP
    }
}

/// A row to paint: which it is, and where.
pub struct Place<'a> {
    pub row: &'a Row,
    pub nth: usize,
    pub top: f64,
    pub height: f64,
}

impl Place<'_> {
    pub fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// Shapes lie under the marks, words over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    Shapes,
    Words,
}

pub struct Across<'a> {
    pub plot: &'a Plot<'a>,
    pub rows: Rows<'a>,
    pub legend: Legend,
    pub ticks: Ticks,
    /// White space that values beside the bars need left and right of the axis.
    pub room: (f64, f64),
    pub sides: Vec<Side>,
}

impl Across<'_> {
    pub fn draw(
        &self,
        notes: Vec<String>,
        mut paint: impl FnMut(&mut Canvas, &Panel, &Place, Layer),
    ) -> Svg {
        let plot = self.plot;
        let end = WIDTH - EDGE - self.sides.iter().map(Side::width).sum::<f64>();
        let left = EDGE + self.rows.wide + 16.0 + self.room.0;
        let x = Scale {
            values: self.ticks.range(),
            pixels: (left, (end - 8.0 - self.room.1).max(left + 60.0)),
        };
        let marks = Marks::place(&plot.marks(MarkAxis::Values), x);
        let row_title = fold(&plot.y_title(), LABEL, false, self.rows.wide.max(120.0));
        let head = (row_title.len() as f64 * LINE + 4.0).max(marks.height() + 4.0);
        let title = fold(&plot.x_title(), TICK_SIZE, false, x.pixels.1 - left + 120.0);
        let below = 32.0 + title.len() as f64 * LINE;
        let body = self.legend.height() + head + self.rows.height + below;
        plot.sheet(notes).draw(body, |canvas, top| {
            self.legend.draw(canvas, top);
            let top = top + self.legend.height() + head;
            let panel = Panel::new(x, (0.0, 1.0), top, top + self.rows.height);
            over_rows(canvas, top - 6.0, &row_title);
            self.grid(canvas, &panel);
            self.rows.labels(canvas, top, WIDTH - EDGE);
            let places = self.places(top);
            for place in &places {
                paint(canvas, &panel, place, Layer::Shapes);
            }
            marks.draw(canvas, &panel);
            for place in &places {
                paint(canvas, &panel, place, Layer::Words);
                self.numbers(canvas, end, place);
            }
            self.side_heads(canvas, end, top - 6.0);
            for (i, line) in title.iter().enumerate() {
                panel.x_title(canvas, line, panel.bottom() + 43.0 + i as f64 * LINE);
            }
        })
    }

    fn places(&self, top: f64) -> Vec<Place<'_>> {
        let rows = self.rows.slots.iter().filter_map(|s| Some((s, s.row?)));
        let place = |(nth, (slot, row))| {
            let slot: &Slot = slot;
            Place {
                row,
                nth,
                top: top + slot.top,
                height: slot.height,
            }
        };
        rows.enumerate().map(place).collect()
    }

    fn grid(&self, canvas: &mut Canvas, panel: &Panel) {
        let labels = self.ticks.labels(self.plot.reader.language);
        let wide = widest(labels.iter().map(String::as_str), TICK_SIZE, false);
        let (from, to) = panel.x.pixels;
        let step = (to - from) / (labels.len().max(2) - 1) as f64;
        // On a short axis not every tick has room for its number.
        let every = ((wide + 10.0) / step).ceil().max(1.0) as usize;
        for (i, (&tick, label)) in self.ticks.values.iter().zip(&labels).enumerate() {
            let x = panel.x.at(tick);
            let zero = tick == 0.0;
            let stroke = if zero {
                Stroke::solid(INK, 1.1)
            } else {
                Stroke::solid(FAINT, 0.8)
            };
            canvas.line(&[(x, panel.top()), (x, panel.bottom())], stroke);
            if i % every == 0 {
                let look = Type::new(TICK_SIZE, GREY).middle();
                canvas.text(x, panel.bottom() + 6.0 + TICK_SIZE, label, look);
            }
        }
    }

    fn side_heads(&self, canvas: &mut Canvas, end: f64, base: f64) {
        let mut right = end;
        for side in &self.sides {
            right += side.width();
            canvas.text(right, base, &side.head, Type::new(LABEL, GREY).end());
        }
    }

    fn numbers(&self, canvas: &mut Canvas, end: f64, place: &Place) {
        let mut right = end;
        for side in &self.sides {
            right += side.width();
            let Some(cells) = side.cells.get(place.nth) else {
                continue;
            };
            for (i, cell) in cells.iter().enumerate() {
                let y = bar_middle(place, i, cells.len());
                let look = Type::new(SMALL, GREY).end();
                canvas.text(right, y + 0.36 * SMALL, cell, look);
            }
        }
    }
}

/// The middle of the `nth` of some bars that share a row.
pub fn bar_middle(place: &Place, nth: usize, bars: usize) -> f64 {
    let first = place.middle() - (bars as f64 - 1.0) / 2.0 * PITCH;
    first + nth as f64 * PITCH
}

/// From bar to bar of one row.
pub const PITCH: f64 = 17.0;

fn over_rows(canvas: &mut Canvas, base: f64, lines: &[String]) {
    for (i, line) in lines.iter().rev().enumerate() {
        let y = base - i as f64 * LINE;
        canvas.text(EDGE, y, line, Type::new(LABEL, GREY));
    }
}

/// White behind a text keeps the grid out of it.
pub fn text_over_grid(canvas: &mut Canvas, x: f64, y: f64, text: &str, look: Type) {
    let wide = width(text, look.size, look.bold);
    let left = match look.anchor {
        Anchor::End => x - wide,
        Anchor::Middle => x - wide / 2.0,
        Anchor::Start => x,
    };
    canvas.rect(left - 2.0, y - 7.5, wide + 4.0, 15.0, WHITE);
    canvas.text(x, y + 0.36 * look.size, text, look);
}
