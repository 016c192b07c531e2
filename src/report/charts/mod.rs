//! One file per chart; this one holds what every chart has: title, what is shown, legend, and the lines under it.

mod attrition;
mod balance;
mod by_site;
mod cross;
mod time_to_event;
mod weekly_share;

use super::canvas::{self, BLUE, Canvas, GREY, INK, Stroke, Svg, Type, VERMILLION};
use super::fonts::{self, wrap, wrap_evenly};
use super::reader::Reader;
use super::story::Story;
use crate::findings::{Analysis, AnalysisResult, Arm, Group, Period};
use plotters::style::RGBColor;

/// The width of every chart, in pixels at report size.
pub const WIDTH: f64 = 900.0;
/// White space at the left and right edge.
const EDGE: f64 = 14.0;
const TITLE: f64 = 20.0;
const SHOWS: f64 = 14.5;
/// Legends and labels in charts.
pub const LABEL: f64 = 13.5;
const FOOT: f64 = 12.5;
/// Lines are this much higher than their letters.
const LEADING: f64 = 1.38;

/// Draws an analysis; `None` when there is nothing to draw.
pub fn draw(reader: &Reader, analysis: &Analysis, story: &Story) -> Option<Svg> {
    if !draws(analysis) {
        return None;
    }
    match &analysis.result {
        AnalysisResult::WeeklyShare(r) => weekly_share::draw(reader, analysis, r, story),
        AnalysisResult::TimeToEvent(r) => time_to_event::draw(reader, analysis, r, story),
        AnalysisResult::BySite(r) => by_site::draw(reader, analysis, r, story),
        AnalysisResult::Balance(r) => balance::draw(reader, analysis, r, story),
        AnalysisResult::Attrition(r) => attrition::draw(reader, analysis, r, story),
        AnalysisResult::Described(r) => cross::draw(reader, analysis, r, story),
        AnalysisResult::NotEstimated(_) => None,
    }
}

/// Whether an analysis has a figure.
pub fn draws(analysis: &Analysis) -> bool {
    match &analysis.result {
        AnalysisResult::WeeklyShare(r) => !r.points.is_empty(),
        AnalysisResult::TimeToEvent(r) => time_to_event::draws(r),
        AnalysisResult::BySite(r) => !r.sites.is_empty(),
        AnalysisResult::Balance(r) => r.tables.iter().any(|t| !t.rows.is_empty()),
        AnalysisResult::Attrition(r) => !r.flows.is_empty(),
        AnalysisResult::Described(r) => cross::draws(r),
        AnalysisResult::NotEstimated(_) => false,
    }
}

/// A chart without its drawing: the words around it.
struct Sheet<'a> {
    id: String,
    story: &'a Story,
    /// Lines under the chart, the source last.
    foot: Vec<String>,
}

impl<'a> Sheet<'a> {
    fn new(reader: &Reader, analysis: &Analysis, story: &'a Story, notes: Vec<String>) -> Self {
        let mut foot = notes;
        foot.push(reader.source_line());
        Sheet {
            id: format!("{}-{}", analysis.id, reader.language.code()),
            story,
            foot,
        }
    }

    /// Puts title and foot around a body of the given height; `paint` gets the body's upper edge.
    fn draw(&self, body: f64, paint: impl FnOnce(&mut Canvas, f64)) -> Svg {
        let limit = WIDTH - 2.0 * EDGE;
        let title = wrap_evenly(&self.story.finding, TITLE, true, limit);
        let shows = wrap(&self.story.shows, SHOWS, false, limit);
        let foot: Vec<String> = self
            .foot
            .iter()
            .flat_map(|line| wrap(line, FOOT, false, limit))
            .collect();
        let lines = |n: usize, size: f64| n as f64 * size * LEADING;
        let head = 10.0 + lines(title.len(), TITLE) + lines(shows.len(), SHOWS) + 12.0;
        let height = head + body + 10.0 + lines(foot.len(), FOOT) + 10.0;
        let story = self.story;
        canvas::draw(&self.id, (WIDTH, height), &story.finding, &story.alt, |c| {
            let mut y = 10.0;
            y = stack(c, y, &title, Type::new(TITLE, INK).bold());
            stack(c, y, &shows, Type::new(SHOWS, GREY));
            paint(c, head);
            stack(c, head + body + 10.0, &foot, Type::new(FOOT, GREY));
        })
    }
}

/// Writes lines under each other from `top`; gives where the next would begin.
fn stack(canvas: &mut Canvas, top: f64, lines: &[String], look: Type) -> f64 {
    let mut y = top;
    for line in lines {
        canvas.text(EDGE, y + look.size, line, look);
        y += look.size * LEADING;
    }
    y
}

/// An arrow between two boxes, the lower at `to`.
fn arrow_down(canvas: &mut Canvas, x: f64, from: f64, to: f64) {
    canvas.line(&[(x, from + 2.0), (x, to - 5.0)], Stroke::solid(GREY, 1.2));
    let tip = [(x - 4.0, to - 7.0), (x + 4.0, to - 7.0), (x, to - 1.5)];
    canvas.polygon(&tip, GREY, 1.0);
}

/// Participants black and the comparison vermillion; the later period solid, the earlier dashed.
fn group_stroke(group: Group) -> Stroke {
    let color = match group.arm {
        Arm::Participant => INK,
        Arm::Comparison => VERMILLION,
    };
    match group.period {
        Some(Period::Before) => Stroke::dashed(color, 1.9),
        _ => Stroke::solid(color, 2.2),
    }
}

fn effect_stroke() -> Stroke {
    Stroke::solid(BLUE, 2.2)
}

/// What a legend shows before its words.
enum Key {
    Line(Stroke),
    Area(RGBColor),
    Mark(Mark),
}

/// A mark on a row: its shape and its colour.
#[derive(Clone, Copy)]
struct Mark(Shape, RGBColor);

#[derive(Clone, Copy)]
enum Shape {
    Dot,
    Ring,
    Square,
    Diamond,
}

impl Mark {
    fn draw(self, canvas: &mut Canvas, x: f64, y: f64) {
        let Mark(shape, color) = self;
        match shape {
            Shape::Dot => canvas.dot(x, y, 5.0, color, true),
            Shape::Ring => canvas.dot(x, y, 5.0, color, false),
            Shape::Square => canvas.rect(x - 4.0, y - 4.0, 8.0, 8.0, color),
            Shape::Diamond => {
                let corners = [(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)];
                canvas.polygon(&corners, color, 1.0);
            }
        }
    }
}

const LEGEND_ROW: f64 = 22.0;
const KEY: f64 = 34.0;

/// A legend in columns, filled row by row; the columns are as wide as their widest entry, and there are at most `columns`.
struct Legend {
    entries: Vec<(Key, String)>,
    columns: usize,
}

impl Legend {
    fn new(entries: Vec<(Key, String)>, most: usize) -> Legend {
        let fits = |columns: usize| {
            let wide: f64 = column_widths(&entries, columns).iter().sum();
            wide <= WIDTH - 2.0 * EDGE
        };
        let columns = (1..=most.max(1)).rev().find(|&n| fits(n)).unwrap_or(1);
        Legend { entries, columns }
    }

    fn height(&self) -> f64 {
        self.entries.len().div_ceil(self.columns) as f64 * LEGEND_ROW
    }

    fn draw(&self, canvas: &mut Canvas, left: f64, top: f64) {
        let widths = column_widths(&self.entries, self.columns);
        for (i, (key, words)) in self.entries.iter().enumerate() {
            let (row, column) = (i / self.columns, i % self.columns);
            let x = left + widths[..column].iter().sum::<f64>();
            let y = top + row as f64 * LEGEND_ROW + LEGEND_ROW / 2.0;
            match key {
                Key::Line(stroke) => canvas.line(&[(x, y), (x + KEY - 8.0, y)], *stroke),
                Key::Area(color) => canvas.rect(x, y - 7.0, KEY - 8.0, 14.0, *color),
                Key::Mark(mark) => mark.draw(canvas, x + KEY - 16.0, y),
            }
            canvas.text(x + KEY, y + 0.36 * LABEL, words, Type::new(LABEL, INK));
        }
    }
}

fn column_widths(entries: &[(Key, String)], columns: usize) -> Vec<f64> {
    let width = |column: usize| {
        let words = entries.iter().skip(column).step_by(columns);
        KEY + fonts::widest(words.map(|(_, w)| w.as_str()), LABEL, false) + 26.0
    };
    (0..columns).map(width).collect()
}
