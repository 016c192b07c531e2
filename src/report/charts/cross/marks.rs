//! Lines across a chart with their labels above it, none over another.

use super::rows::fold;
use crate::report::axis::{Panel, Scale};
use crate::report::canvas::{Canvas, INK, Stroke, Type, WHITE};
use crate::report::fonts::{widest, wrap_evenly};

const SIZE: f64 = 12.5;
const LINE: f64 = 16.0;

struct Label {
    x: f64,
    lines: Vec<String>,
    left: f64,
    wide: f64,
    /// Counted from the panel upwards.
    level: usize,
}

/// Labels above the panel, in as many levels as it takes.
pub struct Marks {
    labels: Vec<Label>,
    /// Height of each level, the lowest first.
    levels: Vec<f64>,
}

impl Marks {
    pub fn place(marks: &[(f64, String)], x: Scale) -> Marks {
        let (from, to) = x.pixels;
        let mut marks: Vec<&(f64, String)> = marks.iter().collect();
        marks.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Where each level is taken up to.
        let mut taken: Vec<f64> = vec![];
        let mut levels: Vec<f64> = vec![];
        let mut labels = vec![];
        for (at, words) in marks {
            let lines = evenly(words, (to - from).min(300.0));
            let wide = widest(lines.iter().map(String::as_str), SIZE, false);
            let x = x.at(*at);
            let left = (x - wide / 2.0).min(to - wide).max(from);
            let free = taken.iter().position(|&t| t + 14.0 <= left);
            let level = free.unwrap_or(taken.len());
            if level == taken.len() {
                taken.push(0.0);
                levels.push(0.0);
            }
            taken[level] = left + wide;
            levels[level] = levels[level].max(lines.len() as f64 * LINE + 3.0);
            labels.push(Label {
                x,
                lines,
                left,
                wide,
                level,
            });
        }
        Marks { labels, levels }
    }

    pub fn height(&self) -> f64 {
        self.levels.iter().sum()
    }

    /// The lines first, so that the labels lie over them.
    pub fn draw(&self, canvas: &mut Canvas, panel: &Panel) {
        let low = |level: usize| panel.top() - self.levels[..level].iter().sum::<f64>();
        for label in &self.labels {
            let line = [(label.x, low(label.level)), (label.x, panel.bottom())];
            canvas.line(&line, criterion());
        }
        for label in &self.labels {
            let high = label.lines.len() as f64 * LINE;
            let top = low(label.level) - high - 2.0;
            canvas.rect(label.left - 3.0, top, label.wide + 6.0, high, WHITE);
            for (i, line) in label.lines.iter().enumerate() {
                let base = top + (i as f64 + 0.5) * LINE + 0.36 * SIZE;
                canvas.text(label.left, base, line, Type::new(SIZE, INK));
            }
        }
    }
}

/// In lines of about the same length.
fn evenly(words: &str, limit: f64) -> Vec<String> {
    let lines = wrap_evenly(words, SIZE, false, limit);
    let fits = widest(lines.iter().map(String::as_str), SIZE, false) <= limit;
    if fits && !lines.is_empty() {
        lines
    } else {
        fold(words, SIZE, false, limit)
    }
}

/// The look of a line across a chart.
pub fn criterion() -> Stroke {
    Stroke::dashed(INK, 1.3)
}
