//! Axes: a linear scale, round ticks, and the lines and labels of a panel.

use super::canvas::{Anchor, Canvas, FAINT, GREY, INK, Stroke, Type};
use super::numbers::number;
use super::words::Language;

/// Size of tick labels and axis titles.
pub const TICK_SIZE: f64 = 13.5;

/// A linear map from values to pixels.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    pub values: (f64, f64),
    pub pixels: (f64, f64),
}

impl Scale {
    pub fn at(&self, value: f64) -> f64 {
        let part = (value - self.values.0) / (self.values.1 - self.values.0);
        self.pixels.0 + part * (self.pixels.1 - self.pixels.0)
    }
}

/// Round ticks that cover a range, and their step.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    pub values: Vec<f64>,
    pub decimals: u32,
}

impl Ticks {
    /// About `wanted` steps of 1, 2 or 5 times a power of ten over [low, high], ends widened to whole steps.
    pub fn covering(low: f64, high: f64, wanted: usize) -> Ticks {
        let span = if high > low { high - low } else { 1.0 };
        let raw = span / wanted as f64;
        let power = raw.log10().floor();
        let tens = 10_f64.powf(power);
        let factor = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .find(|f| f * tens >= raw * 0.999)
            .unwrap_or(10.0);
        let step = factor * tens;
        let first = (low / step + 1e-9).floor() as i64;
        let last = (high / step - 1e-9).ceil().max(first as f64 + 1.0) as i64;
        Ticks {
            values: (first..=last).map(|i| i as f64 * step).collect(),
            decimals: (-step.log10().floor()).clamp(0.0, 6.0) as u32,
        }
    }

    pub fn range(&self) -> (f64, f64) {
        let end = |v: Option<&f64>| v.copied().unwrap_or(0.0);
        (end(self.values.first()), end(self.values.last()))
    }

    pub fn labels(&self, language: Language) -> Vec<String> {
        let label = |&v: &f64| number(v, self.decimals, language);
        self.values.iter().map(label).collect()
    }
}

/// Week ticks: every 13th week, the first and the last; for short axes closer.
pub fn week_ticks(first: i32, last: i32) -> Vec<i32> {
    let step = match last - first {
        0..=15 => 1,
        16..=30 => 4,
        _ => 13,
    };
    let mut ticks: Vec<i32> = (first..=last).filter(|w| w % step == 0).collect();
    if ticks.first().is_none_or(|&t| t - first > step / 3) {
        ticks.insert(0, first);
    }
    if ticks.last().is_none_or(|&t| last - t > step / 3) {
        ticks.push(last);
    }
    ticks
}

/// A rectangle with two scales.
#[derive(Debug, Clone, Copy)]
pub struct Panel {
    pub x: Scale,
    pub y: Scale,
}

impl Panel {
    pub fn new(x: Scale, y_values: (f64, f64), top: f64, bottom: f64) -> Panel {
        let y = Scale {
            values: y_values,
            pixels: (bottom, top),
        };
        Panel { x, y }
    }

    pub fn left(&self) -> f64 {
        self.x.pixels.0
    }

    pub fn right(&self) -> f64 {
        self.x.pixels.1
    }

    pub fn top(&self) -> f64 {
        self.y.pixels.1
    }

    pub fn bottom(&self) -> f64 {
        self.y.pixels.0
    }

    pub fn point(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x.at(x), self.y.at(y))
    }

    /// Horizontal grid lines with their labels to the left.
    pub fn y_axis(&self, canvas: &mut Canvas, ticks: &Ticks, language: Language) {
        let look = Type::new(TICK_SIZE, GREY).end();
        for (&value, label) in ticks.values.iter().zip(ticks.labels(language)) {
            let y = self.y.at(value);
            let line = [(self.left(), y), (self.right(), y)];
            canvas.line(&line, Stroke::solid(FAINT, 0.8));
            canvas.text(self.left() - 8.0, y + 0.36 * TICK_SIZE, &label, look);
        }
    }

    /// The line below the panel with ticks, labelled when asked for.
    pub fn x_axis(&self, canvas: &mut Canvas, ticks: &[i32], labels: bool, language: Language) {
        let (y, line) = (self.bottom(), Stroke::solid(INK, 1.0));
        canvas.line(&[(self.left(), y), (self.right(), y)], line);
        for &tick in ticks {
            let x = self.x.at(tick.into());
            canvas.line(&[(x, y), (x, y + 5.0)], line);
            if labels {
                let look = Type::new(TICK_SIZE, GREY).middle();
                let label = number(tick.into(), 0, language);
                canvas.text(x, y + 8.0 + TICK_SIZE, &label, look);
            }
        }
    }

    /// What the axis below measures, centred under its labels.
    pub fn x_title(&self, canvas: &mut Canvas, title: &str, y: f64) {
        let look = Type {
            anchor: Anchor::Middle,
            ..Type::new(TICK_SIZE, INK)
        };
        canvas.text((self.left() + self.right()) / 2.0, y, title, look);
    }

    /// The parts of a curve inside the panel; it is cut at the upper and lower edge and interrupted where there is no value.
    pub fn visible(&self, curve: &[(f64, Option<f64>)]) -> Vec<Vec<(f64, f64)>> {
        let (low, high) = self.y.values;
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut run: Vec<(f64, f64)> = Vec::new();
        let mut previous: Option<(f64, f64)> = None;
        for &(x, y) in curve {
            let segment = match (previous, y) {
                (Some(from), Some(y)) => clip(from, (x, y), low, high),
                _ => None,
            };
            match segment {
                Some((from, to)) => {
                    if run.last() != Some(&from) {
                        runs.push(std::mem::take(&mut run));
                        run.push(from);
                    }
                    run.push(to);
                }
                None => runs.push(std::mem::take(&mut run)),
            }
            previous = y.map(|y| (x, y));
        }
        runs.push(run);
        runs.retain(|r| r.len() > 1);
        let place = |run: Vec<(f64, f64)>| run.into_iter().map(|(x, y)| self.point(x, y));
        runs.into_iter().map(|r| place(r).collect()).collect()
    }

    pub fn curve(&self, canvas: &mut Canvas, curve: &[(f64, Option<f64>)], stroke: Stroke) {
        for run in self.visible(curve) {
            canvas.line(&run, stroke);
        }
    }
}

/// The part of a segment with `low <= y <= high`.
fn clip(from: (f64, f64), to: (f64, f64), low: f64, high: f64) -> Option<((f64, f64), (f64, f64))> {
    let outside = |y: f64| if y < low { -1 } else { i32::from(y > high) };
    if outside(from.1) != 0 && outside(from.1) == outside(to.1) {
        return None;
    }
    let cut = |a: (f64, f64), b: (f64, f64)| {
        let edge = match outside(a.1) {
            -1 => low,
            1 => high,
            _ => return a,
        };
        (a.0 + (edge - a.1) / (b.1 - a.1) * (b.0 - a.0), edge)
    };
    Some((cut(from, to), cut(to, from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_range() {
        let ticks = Ticks::covering(0.0, 27.3, 6);
        assert_eq!(ticks.values, [0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0]);
        let small = Ticks::covering(-0.4, 1.7, 5);
        assert_eq!(small.labels(Language::Da)[0], "\u{2212}0,5");
        assert_eq!(small.range(), (-0.5, 2.0));
        assert_eq!(Ticks::covering(3.0, 3.0, 4).values, [3.0, 3.5]);
    }

    #[test]
    fn week_ticks_keep_the_first_and_the_last_apart_from_their_neighbours() {
        let years = week_ticks(1, 104);
        assert_eq!(years, [1, 13, 26, 39, 52, 65, 78, 91, 104]);
        assert_eq!(week_ticks(0, 51), [0, 13, 26, 39, 51]);
        assert_eq!(week_ticks(1, 6), [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_curve_is_cut_at_the_frame_and_broken_at_gaps() {
        let x = Scale {
            values: (0.0, 10.0),
            pixels: (0.0, 10.0),
        };
        let panel = Panel::new(x, (0.0, 10.0), 0.0, 10.0);
        let curve = [
            (0.0, Some(20.0)),
            (1.0, Some(0.0)),
            (2.0, None),
            (3.0, Some(5.0)),
            (4.0, Some(5.0)),
        ];
        let runs = panel.visible(&curve);
        assert_eq!(
            runs,
            [vec![(0.5, 0.0), (1.0, 10.0)], vec![(3.0, 5.0), (4.0, 5.0)]]
        );
    }
}
