//! A matrix of lights: each cell with its colour, its glyph and, where there is room, its word; numbers stand with their light.

use super::bars::lights;
use super::heads::{self, Block, Heads};
use super::legend::Legend;
use super::look::{self, ground};
use super::plot::{Plot, Reading, light};
use super::rows::{Rows, fold};
use crate::findings::{Cell, Light};
use crate::report::canvas::{Canvas, FAINT, GREY, INK, Stroke, Svg, Type, WHITE};
use crate::report::charts::{EDGE, LABEL, WIDTH};
use crate::report::fonts::{widest, width};
use crate::report::numbers::{DASH, percent};

/// Words and numbers in cells.
const WORD: f64 = 10.5;
const NUMBER: f64 = 11.5;
const NARROW: f64 = 27.0;
const WIDE: f64 = 92.0;
/// Labels leave more room to the cells than beside bars.
const LABELS: f64 = 0.31 * WIDTH;
const BETWEEN: f64 = 18.0;

pub fn draw(plot: &Plot) -> Svg {
    let room = WIDTH - 2.0 * EDGE - Rows::of(plot, LABELS, 0.0).wide - 14.0;
    let heads = Heads::of(plot, room);
    // What does not fit beside each other goes under each other, with the labels again.
    let (per_block, wide) = columns_per_block(plot, &heads.labels, room);
    let cells = Cells::of(plot, wide);
    let rows = Rows::of(plot, LABELS, cells.height());
    let firsts = (0..heads.labels.len()).step_by(per_block);
    let blocks: Vec<Block> = firsts
        .map(|first| Block::of(&heads, (first, per_block), wide))
        .collect();
    let legend = Legend::new(lights(plot));
    let heights: f64 = blocks.iter().map(|b| b.height() + rows.height).sum();
    let body = legend.height() + heights + BETWEEN * (blocks.len() as f64 - 1.0) + title(plot);
    plot.sheet(vec![]).draw(body, |canvas, top| {
        legend.draw(canvas, top);
        let mut y = top + legend.height();
        axis_words(plot, canvas, &mut y);
        for block in &blocks {
            let left = EDGE + rows.wide + 14.0;
            y += block.height();
            block.draw(canvas, left, y);
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

/// How many columns stand beside each other, about as many in each block, and how wide each is.
pub fn columns_per_block(plot: &Plot, labels: &[String], room: f64) -> (usize, f64) {
    let most = (room / least_width(plot, labels)).floor().max(1.0) as usize;
    let blocks = labels.len().div_ceil(most.min(labels.len()));
    let per_block = labels.len().div_ceil(blocks);
    (per_block, (room / per_block as f64).min(WIDE))
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
fn least_width(plot: &Plot, labels: &[String]) -> f64 {
    let upright = heads::least_width(labels);
    let rows = plot.rows();
    let cells = rows
        .iter()
        .flat_map(|row| (0..labels.len()).map(|nth| plot.cell(row, nth)));
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
