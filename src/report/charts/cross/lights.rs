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

const NARROW: f64 = 27.0;
const WIDE: f64 = 92.0;
const BETWEEN: f64 = 18.0;
/// The glyph of a light beside a number.
const GLYPH: f64 = 10.0;

/// Sizes in the cells, and how wide the labels of rows may be.
#[derive(Clone, Copy)]
pub struct Sizes {
    labels: f64,
    word: f64,
    number: f64,
    /// Between glyph and number.
    gap: f64,
    /// White space beside what stands in a cell, both sides together.
    air: f64,
}

const ROOMY: Sizes = Sizes {
    labels: 0.31 * WIDTH,
    word: 10.5,
    number: 11.5,
    gap: 4.0,
    air: 8.0,
};
const TIGHT: Sizes = Sizes {
    labels: 0.26 * WIDTH,
    word: 10.0,
    number: 10.5,
    gap: 2.0,
    air: 4.0,
};

impl Sizes {
    /// Roomy, unless only the tight sizes let all columns stand beside each other with the words of their lights.
    fn of(plot: &Plot) -> Sizes {
        let all_fit = |sizes: &Sizes| {
            let room = sizes.room(plot);
            let labels = Heads::of(plot, sizes, room).labels;
            let (per_block, wide) = columns_per_block(plot, sizes, &labels, room);
            per_block == labels.len() && Cells::of(plot, *sizes, wide).words
        };
        let fitting = [ROOMY, TIGHT].into_iter().find(all_fit);
        fitting.unwrap_or(ROOMY)
    }

    /// What the labels leave to the cells.
    fn room(&self, plot: &Plot) -> f64 {
        WIDTH - 2.0 * EDGE - Rows::of(plot, self.labels, 0.0).wide - 14.0
    }
}

pub fn draw(plot: &Plot) -> Svg {
    let sizes = Sizes::of(plot);
    let room = sizes.room(plot);
    let heads = Heads::of(plot, &sizes, room);
    // What does not fit beside each other goes under each other, with the labels again.
    let (per_block, wide) = columns_per_block(plot, &sizes, &heads.labels, room);
    let cells = Cells::of(plot, sizes, wide);
    let rows = Rows::of(plot, sizes.labels, cells.height());
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
pub fn columns_per_block(plot: &Plot, sizes: &Sizes, labels: &[String], room: f64) -> (usize, f64) {
    let most = (room / least_width(plot, sizes, labels)).floor().max(1.0) as usize;
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
fn least_width(plot: &Plot, sizes: &Sizes, labels: &[String]) -> f64 {
    let upright = heads::least_width(labels);
    let rows = plot.rows();
    let cells = rows
        .iter()
        .flat_map(|row| (0..labels.len()).map(|nth| plot.cell(row, nth)));
    let texts = cells.filter_map(|c| short(plot, c).map(|t| (t, light(c))));
    let number = texts.map(|(t, light)| {
        let glyph = if light.is_some() {
            GLYPH + sizes.gap
        } else {
            0.0
        };
        width(&t, sizes.number, false) + glyph + sizes.air
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
    sizes: Sizes,
    wide: f64,
    /// The words of the lights fit under the glyphs.
    words: bool,
}

impl Cells {
    fn of(plot: &Plot, sizes: Sizes, wide: f64) -> Cells {
        let all = [Light::Green, Light::Yellow, Light::Red, Light::Grey];
        let words = all.map(|l| plot.reader.language.light(l));
        Cells {
            sizes,
            wide,
            words: widest(words, sizes.word, false) + 5.0 <= wide,
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
            let size = self.sizes.word;
            let look = Type::new(size, INK).middle();
            canvas.text(middle, line + 14.0 + 0.36 * size, word, look);
        }
    }

    /// The glyph and the number beside each other around a point.
    fn number(&self, plot: &Plot, canvas: &mut Canvas, cell: &Cell, (x, y): (f64, f64)) {
        let (text, size) = (short(plot, cell), self.sizes.number);
        let (text, look) = match (text, Reading::of(cell), light(cell)) {
            (Some(text), ..) => (text, Type::new(size, INK)),
            (None, _, Some(light)) => return look::glyph(canvas, x, y, light),
            (None, Reading::Withheld, None) => (DASH.to_string(), Type::new(size, GREY)),
            (None, ..) => return,
        };
        let wide = width(&text, size, false);
        let (glyph, gap) = if light(cell).is_some() {
            (GLYPH, self.sizes.gap)
        } else {
            (0.0, 0.0)
        };
        let left = x - (wide + glyph + gap) / 2.0;
        if let Some(light) = light(cell) {
            look::glyph(canvas, left + glyph / 2.0, y, light);
        }
        canvas.text(left + glyph + gap, y + 0.36 * size, &text, look);
    }
}
