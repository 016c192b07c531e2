//! Heads of the columns of a matrix: level where they fit, else read upwards; heads over several columns above them.

use super::lights::{Sizes, columns_per_block};
use super::plot::Plot;
use super::rows::fold;
use crate::report::canvas::{Canvas, GREY, INK, Stroke, Type};
use crate::report::fonts::{widest, width};

const SIZE: f64 = 12.5;
const LINE: f64 = 15.5;
/// A head read upwards is no longer than this.
const UPRIGHT: f64 = 190.0;
/// White space beside a level head, both sides together.
const AIR: f64 = 8.0;

/// What all columns are called.
pub struct Heads {
    pub labels: Vec<String>,
    /// Heads over the columns; neighbours with the same share one.
    overs: Vec<Option<String>>,
}

impl Heads {
    /// Heads over columns stand apart when their words fit over them; otherwise they are part of each column's own head.
    pub fn of(plot: &Plot, sizes: &Sizes, room: f64) -> Heads {
        let (labels, overs) = (plot.labels(), plot.overs());
        let alone = overs.chunk_by(|a, b| a == b).all(|run| run.len() == 1);
        if alone && overs.iter().all(Option::is_some) {
            return Heads {
                labels: plot.names(),
                overs: vec![None; overs.len()],
            };
        }
        let (_, wide) = columns_per_block(plot, sizes, &labels, room);
        let fits = |run: &[Option<String>]| match &run[0] {
            Some(over) => longest_word(over) <= run.len() as f64 * wide - AIR,
            None => true,
        };
        match overs.chunk_by(|a, b| a == b).all(fits) {
            true => Heads { labels, overs },
            false => Heads {
                labels: plot.names(),
                overs: vec![None; overs.len()],
            },
        }
    }
}

impl Heads {
    /// Whether they are read upwards: all of them when one does not fit level, so that blocks under each other look alike.
    fn upright(&self, wide: f64) -> bool {
        let fits = |h: &String| {
            longest_word(h) <= wide - AIR && fold(h, SIZE, false, wide - AIR).len() <= 3
        };
        !self.labels.iter().all(fits)
    }
}

/// The narrowest column in which every head has room when read upwards.
pub fn least_width(labels: &[String]) -> f64 {
    let lines = labels.iter().map(|h| fold(h, SIZE, false, UPRIGHT).len());
    lines.max().unwrap_or(1) as f64 * LINE + 6.0
}

fn longest_word(text: &str) -> f64 {
    widest(text.split(' '), SIZE, false)
}

/// Some columns side by side.
pub struct Block {
    pub heads: Vec<Vec<String>>,
    /// The first column, among those drawn.
    pub first: usize,
    upright: bool,
    /// Height of the heads.
    head: f64,
    over: Vec<Over>,
    /// Height of the heads over them.
    over_height: f64,
    wide: f64,
}

/// A head over columns `from` to before `to` of its block.
struct Over {
    lines: Vec<String>,
    from: usize,
    to: usize,
}

impl Block {
    /// At most `most` columns from `first` on.
    pub fn of(heads: &Heads, (first, most): (usize, usize), wide: f64) -> Block {
        let last = heads.labels.len().min(first + most);
        let over = overs(&heads.overs[first..last], wide);
        let lines = over.iter().map(|o| o.lines.len()).max().unwrap_or(0) as f64;
        let labels = &heads.labels[first..last];
        let level = |h: &String| fold(h, SIZE, false, wide - AIR);
        let level: Vec<Vec<String>> = labels.iter().map(level).collect();
        let most_lines = level.iter().map(Vec::len).max().unwrap_or(1);
        let upright = heads.upright(wide);
        let turned = |h: &String| fold(h, SIZE, false, UPRIGHT);
        let heads: Vec<Vec<String>> = match upright {
            true => labels.iter().map(turned).collect(),
            false => level,
        };
        let long = widest(heads.iter().flatten().map(String::as_str), SIZE, false);
        Block {
            head: match upright {
                true => long + 12.0,
                false => most_lines as f64 * LINE + 6.0,
            },
            over_height: if lines > 0.0 {
                lines * LINE + 12.0
            } else {
                0.0
            },
            heads,
            first,
            upright,
            over,
            wide,
        }
    }

    pub fn height(&self) -> f64 {
        self.head + self.over_height
    }

    /// Heads that stand on `bottom`.
    pub fn draw(&self, canvas: &mut Canvas, left: f64, bottom: f64) {
        for (i, lines) in self.heads.iter().enumerate() {
            let middle = left + (i as f64 + 0.5) * self.wide;
            match self.upright {
                true => turned(canvas, middle, bottom, lines),
                false => level(canvas, middle, bottom - 6.0, lines),
            }
        }
        let base = bottom - self.head - 9.0;
        for over in &self.over {
            let (from, to) = (over.from as f64 * self.wide, over.to as f64 * self.wide);
            level(canvas, left + (from + to) / 2.0, base, &over.lines);
            let y = base + 6.0;
            let line = [(left + from + 3.0, y), (left + to - 3.0, y)];
            canvas.line(&line, Stroke::solid(GREY, 0.8));
        }
    }
}

fn overs(overs: &[Option<String>], wide: f64) -> Vec<Over> {
    let mut from = 0;
    let mut found = vec![];
    for run in overs.chunk_by(|a, b| a == b) {
        let to = from + run.len();
        if let Some(text) = &run[0] {
            let lines = fold(text, SIZE, false, run.len() as f64 * wide - AIR);
            found.push(Over { lines, from, to });
        }
        from = to;
    }
    found
}

fn level(canvas: &mut Canvas, middle: f64, base: f64, lines: &[String]) {
    for (nth, line) in lines.iter().rev().enumerate() {
        let y = base - nth as f64 * LINE;
        canvas.text(middle, y, line, Type::new(SIZE, INK).middle());
    }
}

fn turned(canvas: &mut Canvas, middle: f64, bottom: f64, lines: &[String]) {
    let first = middle - (lines.len() as f64 - 1.0) / 2.0 * LINE;
    for (nth, line) in lines.iter().enumerate() {
        let long = width(line, SIZE, false);
        let x = first + nth as f64 * LINE + 0.36 * SIZE;
        let centre = bottom - 6.0 - long / 2.0;
        canvas.upright(x, centre, line, Type::new(SIZE, INK));
    }
}
