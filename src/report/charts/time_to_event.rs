//! Survival curves with the numbers at risk under them.

use super::{EDGE, Key, LABEL, Legend, Sheet, WIDTH, group_stroke};
use crate::findings::{Analysis, Arm, Curve, TimeToEvent, TimeUnit};
use crate::report::axis::{Panel, Scale, TICK_SIZE, Ticks, week_ticks};
use crate::report::canvas::{Canvas, GREY, INK, Svg, Type};
use crate::report::fonts::widest;
use crate::report::numbers::count;
use crate::report::reader::Reader;
use crate::report::story::Story;
use crate::report::words::{Say, capital};

const HEIGHT: f64 = 340.0;
const BELOW: f64 = 58.0;
const ROW: f64 = 21.0;

pub fn draw(
    reader: &Reader,
    analysis: &Analysis,
    result: &TimeToEvent,
    story: &Story,
) -> Option<Svg> {
    let last = result.curves.iter().flat_map(|c| &c.time).copied();
    let last = last.fold(0.0, f64::max).ceil();
    // A window of 104 weeks has 103 as its longest time; its end closes the axis when the table has it.
    let risk = result.curves.iter().flat_map(|c| &c.risk_table);
    let ends = risk.map(|(time, _)| *time).filter(|t| *t <= last + 1.0);
    let last = ends.fold(last, f64::max);
    let drawn: Vec<&Curve> = result
        .curves
        .iter()
        .filter(|c| !c.time.is_empty())
        .collect();
    if drawn.is_empty() || last <= 0.0 {
        return None;
    }
    let entry = |c: &&Curve| (Key::Line(group_stroke(c.group)), reader.group(c.group));
    let legend = Legend::new(drawn.iter().map(entry).collect(), 2);
    let table = RiskTable::of(reader, &drawn);
    let (y_ticks, from) = y_axis(&drawn);
    let mut notes = vec![];
    if from > 0.0 {
        let low = [("low", from.to_string())];
        notes.push(reader.tell(Say::AxisStartsAt, &[("low", &low[0].1)]));
    }
    let body = legend.height() + 10.0 + HEIGHT + BELOW + table.height();
    let sheet = Sheet::new(reader, analysis, story, notes);
    Some(sheet.draw(body, |canvas, top| {
        legend.draw(canvas, EDGE, top);
        let top = top + legend.height() + 10.0;
        let labels = y_ticks.labels(reader.language);
        let ticks_wide = widest(labels.iter().map(String::as_str), TICK_SIZE, false);
        let left = EDGE + (TICK_SIZE + 16.0 + ticks_wide).max(table.margin() + 34.0);
        // The last number at risk is centred on the end of the axis and needs room beyond it.
        let x = Scale {
            values: (0.0, last),
            pixels: (left, WIDTH - EDGE - 26.0),
        };
        let panel = Panel::new(x, y_ticks.range(), top, top + HEIGHT);
        panel.y_axis(canvas, &y_ticks, reader.language);
        for curve in &drawn {
            let steps = steps(curve);
            panel.curve(canvas, &steps, group_stroke(curve.group));
        }
        let ticks = match result.unit {
            TimeUnit::Weeks => week_ticks(0, last as i32),
            TimeUnit::Days => day_ticks(last as i32),
        };
        let unit = capital(reader.unit(result.unit));
        let since = reader.since(analysis);
        let title = reader.tell(Say::AxisTimeSince, &[("unit", &unit), ("since", since)]);
        panel.x_axis(canvas, &ticks, true, reader.language);
        let outcome = reader.language.text(&result.outcome.label);
        let y_title = reader.tell(Say::AxisNotYet, &[("outcome", outcome)]);
        let middle = (panel.top() + panel.bottom()) / 2.0;
        let beside = left - 8.0 - ticks_wide - 12.0;
        canvas.upright(beside, middle, &y_title, Type::new(TICK_SIZE, INK));
        panel.x_title(canvas, &title, panel.bottom() + 43.0);
        table.draw(canvas, &panel, panel.bottom() + BELOW);
    }))
}

/// Every 13 weeks, as the numbers at risk stand.
fn day_ticks(last: i32) -> Vec<i32> {
    let weeks = week_ticks(0, last / 7);
    weeks.into_iter().map(|w| w * 7).collect()
}

/// Whether anybody was followed for a while.
pub fn draws(result: &TimeToEvent) -> bool {
    let mut times = result.curves.iter().flat_map(|c| &c.time);
    times.any(|t| *t > 0.0)
}

/// Percent from 0 to 100, or from 50 when every curve stays above it.
fn y_axis(curves: &[&Curve]) -> (Ticks, f64) {
    let lowest = curves.iter().flat_map(|c| &c.survival).copied();
    let from = if lowest.fold(1.0, f64::min) > 0.5 {
        50.0
    } else {
        0.0
    };
    (Ticks::covering(from, 100.0, 5), from)
}

/// The corners of a step curve, in percent, from 100 at the start.
fn steps(curve: &Curve) -> Vec<(f64, Option<f64>)> {
    let mut level = 100.0;
    let mut corners = vec![(0.0, Some(level))];
    for (&time, &survival) in curve.time.iter().zip(&curve.survival) {
        corners.push((time, Some(level)));
        level = 100.0 * survival;
        corners.push((time, Some(level)));
    }
    corners.dedup();
    corners
}

/// Numbers at risk: a heading per arm when there are periods, a row per curve.
struct RiskTable {
    heading: String,
    rows: Vec<RiskRow>,
}

enum RiskRow {
    Arm(String, plotters::style::RGBColor),
    Curve(String, Vec<(f64, String)>, plotters::style::RGBColor),
}

impl RiskTable {
    fn of(reader: &Reader, curves: &[&Curve]) -> RiskTable {
        let mut rows = vec![];
        let mut arm: Option<Arm> = None;
        for curve in curves {
            let group = curve.group;
            let color = group_stroke(group).color;
            let label = match group.period {
                Some(period) => {
                    if arm != Some(group.arm) {
                        rows.push(RiskRow::Arm(reader.arm(group.arm), color));
                    }
                    reader.period(period)
                }
                None => reader.arm(group.arm),
            };
            arm = Some(group.arm);
            let numbers = curve.risk_table.iter();
            let numbers = numbers.map(|(time, n)| (*time, count(*n, reader.language)));
            rows.push(RiskRow::Curve(label, numbers.collect(), color));
        }
        RiskTable {
            heading: reader.say(Say::NumbersAtRisk).to_string(),
            rows,
        }
    }

    fn height(&self) -> f64 {
        (self.rows.len() + 1) as f64 * ROW + 4.0
    }

    /// The width of the widest row label.
    fn margin(&self) -> f64 {
        let labels = self.rows.iter().filter_map(|row| match row {
            RiskRow::Curve(label, ..) => Some(label.as_str()),
            RiskRow::Arm(..) => None,
        });
        widest(labels, LABEL, false)
    }

    fn draw(&self, canvas: &mut Canvas, panel: &Panel, top: f64) {
        let mut y = top + LABEL;
        canvas.text(EDGE, y, &self.heading, Type::new(LABEL, INK).bold());
        for row in &self.rows {
            y += ROW;
            match row {
                RiskRow::Arm(name, color) => {
                    canvas.text(EDGE, y, name, Type::new(LABEL, *color));
                }
                RiskRow::Curve(label, numbers, color) => {
                    canvas.text(EDGE, y, label, Type::new(LABEL, GREY));
                    let look = Type::new(LABEL, *color).middle();
                    for (time, n) in spaced(numbers, panel) {
                        canvas.text(panel.x.at(time), y, n, look);
                    }
                }
            }
        }
    }
}

/// The numbers inside the panel; one that would touch its left neighbour is left out (the CSV has all).
fn spaced<'a>(numbers: &'a [(f64, String)], panel: &Panel) -> Vec<(f64, &'a str)> {
    let mut kept = vec![];
    let mut edge = f64::NEG_INFINITY;
    for (time, n) in numbers {
        let (x, half) = (panel.x.at(*time), widest([n.as_str()], LABEL, false) / 2.0);
        if x <= panel.right() + 1.0 && x - half > edge + 6.0 {
            kept.push((*time, n.as_str()));
            edge = x + half;
        }
    }
    kept
}
