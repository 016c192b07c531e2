//! Lines over time or another numeric axis: a point per row, a line per column.

use super::legend::{Key, Legend};
use super::look::series;
use super::marks::{Marks, criterion};
use super::plot::{Plot, Reading, ticks};
use super::rows::fold;
use crate::findings::{MarkAxis, Row};
use crate::report::axis::{Panel, Scale, TICK_SIZE};
use crate::report::canvas::{Canvas, GREY, INK, Stroke, Svg, Type};
use crate::report::charts::{EDGE, WIDTH};
use crate::report::fonts::widest;
use crate::report::numbers::DASH;

const HEIGHT: f64 = 350.0;
const LINE: f64 = 17.0;
/// With more points a mark on each would hide the lines.
const MARKED: usize = 45;
/// Labels under the axis at most.
const LABELLED: usize = 14;

pub fn draw(plot: &Plot) -> Svg {
    let rows = placed(plot);
    let marked = rows.len() <= MARKED;
    let (upright, level) = (plot.marks(MarkAxis::Rows), plot.marks(MarkAxis::Values));
    let legend = Legend::new(entries(plot, marked, &level));
    let range = range(&rows, &upright);
    let values = plot.values(true);
    let y_ticks = ticks(&values, plot.counts_from_zero(), 6);
    let labels = y_ticks.labels(plot.reader.language);
    let ticks_wide = widest(labels.iter().map(String::as_str), TICK_SIZE, false);
    let beside = fold(&plot.y_title(), TICK_SIZE, false, HEIGHT);
    let under = x_labels(plot, &rows);
    let widest_label = under.iter().map(|l| l.wide).fold(0.0, f64::max);
    let left = EDGE + beside.len() as f64 * LINE + 14.0 + ticks_wide;
    let x = Scale {
        values: range,
        pixels: (
            left.max(EDGE + widest_label / 2.0),
            WIDTH - EDGE - 12.0_f64.max(widest_label / 2.0),
        ),
    };
    let under = thinned(under, &x, &rows);
    let deep = under.iter().map(|l| l.lines.len()).max().unwrap_or(1) as f64;
    let title = fold(&plot.x_title(), TICK_SIZE, false, x.pixels.1 - x.pixels.0);
    let marks = Marks::place(&upright, x);
    let below = 22.0 + (deep + title.len() as f64) * LINE;
    let body = legend.height() + marks.height() + 8.0 + HEIGHT + below;
    plot.sheet(vec![]).draw(body, |canvas, top| {
        legend.draw(canvas, top);
        let top = top + legend.height() + marks.height() + 8.0;
        let panel = Panel::new(x, y_ticks.range(), top, top + HEIGHT);
        panel.y_axis(canvas, &y_ticks, plot.reader.language);
        let foot = [
            (panel.left(), panel.bottom()),
            (panel.right(), panel.bottom()),
        ];
        canvas.line(&foot, Stroke::solid(INK, 1.0));
        marks.draw(canvas, &panel);
        for (at, _) in &level {
            let ends = [panel.left(), panel.right()];
            canvas.line(&ends.map(|x| (x, panel.y.at(*at))), criterion());
        }
        bands(plot, canvas, &panel, &rows);
        curves(plot, canvas, &panel, &rows, marked);
        withheld(plot, canvas, &panel, &rows);
        for label in &under {
            label.draw(canvas, &panel);
        }
        let middle = (panel.top() + panel.bottom()) / 2.0;
        for (i, line) in beside.iter().enumerate() {
            let at = EDGE + (i as f64 + 0.75) * LINE;
            canvas.upright(at, middle, line, Type::new(TICK_SIZE, INK));
        }
        for (i, line) in title.iter().enumerate() {
            let y = panel.bottom() + 12.0 + (deep + 1.0 + i as f64) * LINE;
            panel.x_title(canvas, line, y);
        }
    })
}

/// The rows from left to right; one without a place stands at its number in the table.
fn placed<'a>(plot: &Plot<'a>) -> Vec<(f64, &'a Row)> {
    let rows = plot.rows().into_iter().enumerate();
    let at =
        |(i, row): (usize, &'a Row)| (row.at.filter(|x| x.is_finite()).unwrap_or(i as f64), row);
    let mut rows: Vec<(f64, &Row)> = rows.map(at).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows
}

fn range(rows: &[(f64, &Row)], marks: &[(f64, String)]) -> (f64, f64) {
    let all = rows.iter().map(|r| r.0).chain(marks.iter().map(|m| m.0));
    let start = rows.first().map_or(0.0, |r| r.0);
    let (low, high) = all.fold((start, start), |(l, h), x| (l.min(x), h.max(x)));
    match low == high {
        true => (low - 0.5, high + 0.5),
        false => (low, high),
    }
}

/// A line per column, with how many are behind its points; then the marks at a value, whose words would lie over the lines.
fn entries(plot: &Plot, marked: bool, level: &[(f64, String)]) -> Vec<(Key, String)> {
    let rows = plot.rows();
    let entry = |(nth, name): (usize, String)| {
        let behind = plot.behind(rows.iter().map(|row| plot.cell(row, nth)));
        let words = match behind {
            Some(n) => format!("{name} (n = {n})"),
            None => name,
        };
        (Key::Line(series(nth), marked), words)
    };
    let level = level.iter();
    let level = level.map(|(_, words)| (Key::Stroke(criterion()), words.clone()));
    let lines = plot.names().into_iter().enumerate().map(entry);
    lines.chain(level).collect()
}

fn bands(plot: &Plot, canvas: &mut Canvas, panel: &Panel, rows: &[(f64, &Row)]) {
    for nth in 0..plot.chart.columns.len() {
        let limits: Vec<Option<[(f64, f64); 2]>> = rows
            .iter()
            .map(|(x, row)| {
                let (low, high) = plot.limits(row, nth)?;
                Some([panel.point(*x, low), panel.point(*x, high)])
            })
            .collect();
        for run in limits.split(Option::is_none).filter(|r| r.len() > 1) {
            let lower = run.iter().flatten().map(|l| l[0]);
            let upper = run.iter().flatten().map(|l| l[1]);
            let edge: Vec<(f64, f64)> = lower.chain(upper.rev()).collect();
            canvas.polygon(&edge, series(nth).color, 0.14);
        }
    }
}

/// The lines, broken where there is no number; a point without neighbours has its mark in any case.
fn curves(plot: &Plot, canvas: &mut Canvas, panel: &Panel, rows: &[(f64, &Row)], marked: bool) {
    for nth in 0..plot.chart.columns.len() {
        let look = series(nth);
        let points: Vec<(f64, Option<f64>)> = rows
            .iter()
            .map(|(x, row)| (*x, plot.reading(row, nth).value()))
            .collect();
        panel.curve(canvas, &points, look.stroke());
        for (i, (x, value)) in points.iter().enumerate() {
            let Some(value) = value else { continue };
            let there = |at: Option<usize>| at.and_then(|at| points.get(at)?.1).is_some();
            let alone = !there(i.checked_sub(1)) && !there(Some(i + 1));
            if marked || alone {
                let (x, y) = panel.point(*x, *value);
                look.mark(canvas, x, y);
            }
        }
    }
}

/// A dash on the axis where a point is withheld.
fn withheld(plot: &Plot, canvas: &mut Canvas, panel: &Panel, rows: &[(f64, &Row)]) {
    let columns = 0..plot.chart.columns.len();
    for (x, row) in rows {
        let hidden = |nth| plot.reading(row, nth) == Reading::Withheld;
        if columns.clone().any(hidden) {
            let look = Type::new(TICK_SIZE, GREY).middle();
            canvas.text(panel.x.at(*x), panel.bottom() - 5.0, DASH, look);
        }
    }
}

/// The label of a row under the axis.
struct Under {
    at: f64,
    lines: Vec<String>,
    wide: f64,
}

impl Under {
    fn draw(&self, canvas: &mut Canvas, panel: &Panel) {
        let (x, y) = (panel.x.at(self.at), panel.bottom());
        canvas.line(&[(x, y), (x, y + 5.0)], Stroke::solid(INK, 1.0));
        for (i, line) in self.lines.iter().enumerate() {
            let look = Type::new(TICK_SIZE, GREY).middle();
            canvas.text(x, y + 8.0 + TICK_SIZE + i as f64 * LINE, line, look);
        }
    }
}

fn x_labels(plot: &Plot, rows: &[(f64, &Row)]) -> Vec<Under> {
    let under = |(at, row): &(f64, &Row)| {
        let lines = fold(
            &plot.reader.language.label(&row.label),
            TICK_SIZE,
            false,
            110.0,
        );
        let wide = widest(lines.iter().map(String::as_str), TICK_SIZE, false);
        Under {
            at: *at,
            lines,
            wide,
        }
    };
    rows.iter().map(under).collect()
}

/// As many labels as have room, at round distances: whole years of quarters and months, tens of weeks.
fn thinned(labels: Vec<Under>, x: &Scale, rows: &[(f64, &Row)]) -> Vec<Under> {
    let gaps = rows.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let gap = gaps.filter(|g| *g > 1e-9).fold(f64::INFINITY, f64::min);
    if !gap.is_finite() {
        return labels;
    }
    let steps: &[f64] = if (gap * 12.0 - 1.0).abs() < 0.01 {
        &[1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 60.0, 120.0]
    } else if (gap - 0.25).abs() < 0.01 {
        &[1.0, 2.0, 4.0, 8.0, 20.0, 40.0]
    } else {
        &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0]
    };
    let on_step = |label: &Under, step: f64| {
        let steps = label.at / gap / step;
        (steps - steps.round()).abs() * step < 0.2
    };
    let fits = |step: f64| {
        let chosen: Vec<&Under> = labels.iter().filter(|l| on_step(l, step)).collect();
        let apart = |pair: &[&Under]| {
            let room = x.at(pair[1].at) - x.at(pair[0].at);
            room >= (pair[0].wide + pair[1].wide) / 2.0 + 10.0
        };
        chosen.len() <= LABELLED && chosen.windows(2).all(apart)
    };
    let step = steps.iter().copied().find(|&s| fits(s));
    let chosen = |label: &Under| step.is_some_and(|s| on_step(label, s));
    let kept = labels.iter().any(chosen);
    let mut labels = labels;
    match kept {
        true => labels.retain(chosen),
        // Places that no step meets: the first alone.
        false => labels.truncate(1),
    }
    labels
}
