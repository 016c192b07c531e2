//! The legend of a described table: entries after each other, broken into lines where the sheet ends.

use super::look::{self, Look};
use super::rows::fold;
use crate::findings::Light;
use crate::report::canvas::{Canvas, INK, Stroke, Type};
use crate::report::charts::{EDGE, LABEL, WIDTH};
use crate::report::fonts::widest;
use plotters::style::RGBColor;

const LINE: f64 = 19.0;
const KEY: f64 = 34.0;
const SMALL_KEY: f64 = 20.0;
const APART: f64 = 24.0;

/// What stands before the words.
pub enum Key {
    /// A line, with its mark if the points have one.
    Line(Look, bool),
    Bar(Look),
    Fill(RGBColor),
    Stroke(Stroke),
    /// What is withheld.
    Open,
    Light(Light),
}

impl Key {
    fn width(&self) -> f64 {
        match self {
            Key::Line(..) | Key::Stroke(_) => KEY,
            Key::Bar(_) | Key::Fill(_) | Key::Open => KEY - 6.0,
            Key::Light(_) => SMALL_KEY,
        }
    }
}

struct Entry {
    key: Key,
    lines: Vec<String>,
    x: f64,
    y: f64,
}

pub struct Legend {
    entries: Vec<Entry>,
    height: f64,
}

impl Legend {
    pub fn new(entries: Vec<(Key, String)>) -> Legend {
        let right = WIDTH - EDGE;
        let (mut x, mut y, mut row) = (EDGE, 0.0, 0.0);
        let mut placed = Vec::with_capacity(entries.len());
        for (key, words) in entries {
            let lines = fold(&words, LABEL, false, right - EDGE - key.width());
            let wide = key.width() + widest(lines.iter().map(String::as_str), LABEL, false);
            if x > EDGE && x + wide > right {
                (x, y) = (EDGE, y + row);
                row = 0.0;
            }
            row = f64::max(row, lines.len() as f64 * LINE + 2.0);
            placed.push(Entry { key, lines, x, y });
            x += wide + APART;
        }
        Legend {
            entries: placed,
            height: if row > 0.0 { y + row + 8.0 } else { 0.0 },
        }
    }

    /// With the white space under it.
    pub fn height(&self) -> f64 {
        self.height
    }

    pub fn draw(&self, canvas: &mut Canvas, top: f64) {
        for entry in &self.entries {
            let (x, y) = (entry.x, top + entry.y + LINE / 2.0);
            let wide = entry.key.width() - 8.0;
            match entry.key {
                Key::Line(look, marked) => {
                    canvas.line(&[(x, y), (x + wide, y)], look.stroke());
                    if marked {
                        look.mark(canvas, x + wide / 2.0, y);
                    }
                }
                Key::Bar(look) => look.bar(canvas, x, y - 6.0, wide, 12.0),
                Key::Fill(color) => canvas.rect(x, y - 6.0, wide, 12.0, color),
                Key::Open => canvas.frame(x, y - 6.0, wide, 12.0, look::open()),
                Key::Stroke(stroke) => canvas.line(&[(x, y), (x + wide, y)], stroke),
                Key::Light(light) => look::glyph(canvas, x + 6.0, y, light),
            }
            for (i, line) in entry.lines.iter().enumerate() {
                let base = y + 0.36 * LABEL + i as f64 * LINE;
                canvas.text(x + entry.key.width(), base, line, Type::new(LABEL, INK));
            }
        }
    }
}
