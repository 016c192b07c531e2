//! A matrix of lights: each cell with its colour, its glyph and, where there is room, its word; numbers stand with their light.

use super::bars::lights;
use super::legend::Legend;
use super::look::{self, ground};
use super::plot::{Plot, Reading, light};
use super::rows::{Rows, fold};
use crate::findings::{Cell, Light};
use crate::report::canvas::{Canvas, FAINT, GREY, INK, Stroke, Svg, Type, WHITE};
use crate::report::charts::{EDGE, LABEL, WIDTH};
use crate::report::fonts::{widest, width};
use crate::report::numbers::{DASH, percent};

/// Heads and words in cells.
const HEAD: f64 = 12.5;
const LINE: f64 = 15.5;
const WORD: f64 = 10.5;
const NUMBER: f64 = 11.5;
const NARROW: f64 = 27.0;
const WIDE: f64 = 92.0;
/// A head read upwards is no longer than this.
const UPRIGHT: f64 = 190.0;
/// Labels leave more room to the cells than beside bars.
const LABELS: f64 = 0.31 * WIDTH;
const BETWEEN: f64 = 18.0;

pub fn draw(plot: &Plot) -> Svg {
    let heads = plot.names();
    let room = |rows: &Rows| WIDTH - 2.0 * EDGE - rows.wide - 14.0;
    let narrow = Rows::of(plot, LABELS, 0.0);
    let least = least_width(plot, &heads);
    // What does not fit beside each other goes under each other, with the labels again.
    let per_block = ((room(&narrow) / least).floor().max(1.0) as usize).min(heads.len());
    let blocks = heads.len().div_ceil(per_block);
    let per_block = heads.len().div_ceil(blocks);
    let wide = (room(&narrow) / per_block as f64).min(WIDE);
    let cells = Cells::of(plot, wide);
    let rows = Rows::of(plot, LABELS, cells.height());
    let blocks: Vec<Block> = heads
        .chunks(per_block)
        .enumerate()
        .map(|(i, heads)| Block::of(heads, i * per_block, wide))
        .collect();
    let legend = Legend::new(lights(plot));
    let heights: f64 = blocks.iter().map(|b| b.head + rows.height).sum();
    let body = legend.height() + heights + BETWEEN * (blocks.len() as f64 - 1.0) + title(plot);
    plot.sheet(vec![]).draw(body, |canvas, top| {
        legend.draw(canvas, top);
        let mut y = top + legend.height();
        axis_words(plot, canvas, &mut y);
        for block in &blocks {
            let left = EDGE + rows.wide + 14.0;
            block.heads(canvas, left, y + block.head);
            y += block.head;
            let right = left + block.heads.len() as f64 * wide;
            rows.labels(canvas, y, right);
            for slot in &rows.slots {
                let Some(row) = slot.row else { continue };
                for i in 0..block.heads.len() {
                    let area = (left + i as f64 * wide, y + slot.top, slot.height);
                    cells.paint(plot, canvas, plot.cell(row, block.first + i), area);
                }
            }
            y += rows.height + BETWEEN;
        }
    })
}

/// What rows and columns are, on a line over the matrix.
fn axis_text(plot: &Plot) -> Vec<String> {
    let parts = [plot.y_title(), plot.x_title()];
    let told: Vec<String> = parts.into_iter().filter(|t| !t.is_empty()).collect();
    match told.is_empty() {
        true => vec![],
        false => fold(&told.join(" \u{d7} "), LABEL, false, WIDTH - 2.0 * EDGE),
    }
}

fn title(plot: &Plot) -> f64 {
    axis_text(plot).len() as f64 * 18.0 + 4.0
}

fn axis_words(plot: &Plot, canvas: &mut Canvas, y: &mut f64) {
    for line in axis_text(plot) {
        canvas.text(EDGE, *y + LABEL, &line, Type::new(LABEL, GREY));
        *y += 18.0;
    }
    *y += 4.0;
}

/// The narrowest column that holds its number, and its head in as many upright lines as that takes.
fn least_width(plot: &Plot, heads: &[String]) -> f64 {
    let lines = heads.iter().map(|h| fold(h, HEAD, false, UPRIGHT).len());
    let upright = lines.max().unwrap_or(1) as f64 * LINE + 6.0;
    let rows = plot.rows();
    let cells = rows
        .iter()
        .flat_map(|row| (0..heads.len()).map(|nth| plot.cell(row, nth)));
    let texts = cells.filter_map(|c| short(plot, c).map(|t| (t, light(c))));
    let number = texts.map(|(t, light)| {
        let glyph = if light.is_some() { 15.0 } else { 0.0 };
        width(&t, NUMBER, false) + glyph + 8.0
    });
    number.fold(NARROW.max(upright), f64::max)
}

/// A cell's number in little room: shares in whole percent.
fn short(plot: &Plot, cell: &Cell) -> Option<String> {
    match cell {
        Cell::Share { share, .. } if Reading::of(cell).value().is_some() => {
            Some(percent(*share, 0, plot.reader.language))
        }
        _ => plot.text(cell),
    }
}

/// Some columns side by side.
struct Block {
    heads: Vec<Vec<String>>,
    upright: bool,
    /// Height of the heads.
    head: f64,
    /// The first column, among those drawn.
    first: usize,
    wide: f64,
}

impl Block {
    fn of(heads: &[String], first: usize, wide: f64) -> Block {
        let level: Vec<Vec<String>> = heads
            .iter()
            .map(|h| fold(h, HEAD, false, wide - 8.0))
            .collect();
        let whole = heads.iter().all(|h| {
            let words = h.split(' ').map(|w| width(w, HEAD, false));
            words.fold(0.0, f64::max) <= wide - 8.0
        });
        let lines = level.iter().map(Vec::len).max().unwrap_or(1);
        if whole && lines <= 3 {
            return Block {
                heads: level,
                upright: false,
                head: lines as f64 * LINE + 6.0,
                first,
                wide,
            };
        }
        let heads: Vec<Vec<String>> = heads
            .iter()
            .map(|h| fold(h, HEAD, false, UPRIGHT))
            .collect();
        let long = widest(heads.iter().flatten().map(String::as_str), HEAD, false);
        Block {
            heads,
            upright: true,
            head: long + 12.0,
            first,
            wide,
        }
    }

    /// Heads that stand on `bottom`.
    fn heads(&self, canvas: &mut Canvas, left: f64, bottom: f64) {
        for (i, lines) in self.heads.iter().enumerate() {
            let middle = left + (i as f64 + 0.5) * self.wide;
            let first = middle - (lines.len() as f64 - 1.0) / 2.0 * LINE;
            for (nth, line) in lines.iter().enumerate() {
                let nth = nth as f64;
                if self.upright {
                    let long = width(line, HEAD, false);
                    let at = first + nth * LINE + 0.36 * HEAD;
                    let centre = bottom - 6.0 - long / 2.0;
                    canvas.upright(at, centre, line, Type::new(HEAD, INK));
                } else {
                    let over = lines.len() as f64 - 1.0 - nth;
                    let base = bottom - 6.0 - over * LINE;
                    canvas.text(middle, base, line, Type::new(HEAD, INK).middle());
                }
            }
        }
    }
}

/// How cells are filled, all alike.
struct Cells {
    wide: f64,
    /// The words of the lights fit under the glyphs.
    words: bool,
}

impl Cells {
    fn of(plot: &Plot, wide: f64) -> Cells {
        let all = [Light::Green, Light::Yellow, Light::Red, Light::Grey];
        let words = all.map(|l| plot.reader.language.light(l));
        Cells {
            wide,
            words: widest(words, WORD, false) + 5.0 <= wide,
        }
    }

    fn height(&self) -> f64 {
        if self.words { 36.0 } else { 24.0 }
    }

    fn paint(&self, plot: &Plot, canvas: &mut Canvas, cell: &Cell, area: (f64, f64, f64)) {
        let (x, y, height) = area;
        let middle = x + self.wide / 2.0;
        let light = light(cell);
        if let Some(light) = light {
            canvas.rect(x, y, self.wide, height, ground(light));
        }
        let edge = Stroke::solid(if light.is_some() { WHITE } else { FAINT }, 0.9);
        canvas.frame(x, y, self.wide, height, edge);
        let with_word = self.words && light.is_some();
        let line = y + height / 2.0 - if with_word { 7.0 } else { 0.0 };
        self.number(plot, canvas, cell, (middle, line));
        if let Some(light) = light.filter(|_| with_word) {
            let word = plot.reader.language.light(light);
            let look = Type::new(WORD, INK).middle();
            canvas.text(middle, line + 14.0 + 0.36 * WORD, word, look);
        }
    }

    /// The glyph and the number beside each other around a point.
    fn number(&self, plot: &Plot, canvas: &mut Canvas, cell: &Cell, (x, y): (f64, f64)) {
        let text = short(plot, cell);
        let (text, look) = match (text, Reading::of(cell), light(cell)) {
            (Some(text), ..) => (text, Type::new(NUMBER, INK)),
            (None, _, Some(light)) => return look::glyph(canvas, x, y, light),
            (None, Reading::Withheld, None) => (DASH.to_string(), Type::new(NUMBER, GREY)),
            (None, ..) => return,
        };
        let wide = width(&text, NUMBER, false);
        let (glyph, gap) = if light(cell).is_some() {
            (10.0, 4.0)
        } else {
            (0.0, 0.0)
        };
        let left = x - (wide + glyph + gap) / 2.0;
        if let Some(light) = light(cell) {
            look::glyph(canvas, left + glyph / 2.0, y, light);
        }
        canvas.text(left + glyph + gap, y + 0.36 * NUMBER, &text, look);
    }
}
