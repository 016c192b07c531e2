//! Weekly shares above, the effect below, on one axis of weeks.

use super::{EDGE, Key, LABEL, Legend, Sheet, WIDTH, effect_stroke, group_stroke};
use crate::findings::{Analysis, Effect, EffectSeries, Estimated, Share, WeeklyShare};
use crate::report::axis::{Panel, Scale, TICK_SIZE, Ticks, week_ticks};
use crate::report::canvas::{BLUE, Canvas, GREY, INK, SHADE, Stroke, Svg, Type};
use crate::report::fonts::{widest, width};
use crate::report::numbers::points;
use crate::report::reader::Reader;
use crate::report::story::Story;
use crate::report::words::Say;

const SHARES: f64 = 270.0;
const EFFECT: f64 = 200.0;
/// Between the panels: the effect's own legend and title.
const BETWEEN: f64 = 46.0;
/// Room for tick labels and the axis title.
const BELOW: f64 = 52.0;
/// Groups smaller than this do not stretch the axes: a share of two persons says little.
const SMALL: u64 = 20;

/// What a panel draws: one value per point of the axis.
type Curve = Vec<(f64, Option<f64>)>;

pub fn draw(
    reader: &Reader,
    analysis: &Analysis,
    result: &WeeklyShare,
    story: &Story,
) -> Option<Svg> {
    let (first, last) = (result.points.first()?.index, result.points.last()?.index);
    let parts = Parts::of(result);
    let mut legend: Vec<(Key, String)> = result
        .series
        .iter()
        .map(|s| (Key::Line(group_stroke(s.group)), reader.group(s.group)))
        .collect();
    if let Some(week) = untrusted(reader, result) {
        legend.push((Key::Area(SHADE), week));
    }
    let legend = Legend::new(legend, 2);
    let mut notes = vec![];
    if parts.cut {
        notes.push(reader.say(Say::CutAtFrame).to_string());
    }
    let with_effect = parts.effect.is_some();
    let lower = if with_effect { BETWEEN + EFFECT } else { 0.0 };
    let body = legend.height() + 10.0 + SHARES + lower + BELOW;
    let sheet = Sheet::new(reader, analysis, story, notes);
    Some(sheet.draw(body, |canvas, top| {
        legend.draw(canvas, EDGE, top);
        let top = top + legend.height() + 10.0;
        let labels = parts.labels(reader);
        let left =
            EDGE + TICK_SIZE + 16.0 + widest(labels.iter().map(String::as_str), TICK_SIZE, false);
        let x = Scale {
            values: (first.into(), f64::from(last.max(first + 1))),
            pixels: (left, WIDTH - EDGE - 10.0),
        };
        let upper = Panel::new(x, parts.shares_ticks.range(), top, top + SHARES);
        let ticks = week_ticks(first, last);
        shade(canvas, result, &upper);
        upper.y_axis(canvas, &parts.shares_ticks, reader.language);
        mark_headline(reader, canvas, result, &upper, true);
        for (series, curve) in result.series.iter().zip(&parts.shares) {
            upper.curve(canvas, curve, group_stroke(series.group));
        }
        upper.x_axis(canvas, &ticks, !with_effect, reader.language);
        let middle = |p: &Panel| (p.top() + p.bottom()) / 2.0;
        let look = Type::new(TICK_SIZE, INK);
        canvas.upright(
            EDGE + TICK_SIZE * 0.8,
            middle(&upper),
            reader.say(Say::AxisPercent),
            look,
        );
        let mut bottom = upper.bottom();
        if let Some(effect) = &parts.effect {
            let at = upper.bottom() + BETWEEN;
            let lower = Panel::new(x, parts.effect_ticks.range(), at, at + EFFECT);
            effect_legend(reader, analysis, canvas, &lower);
            shade(canvas, result, &lower);
            lower.y_axis(canvas, &parts.effect_ticks, reader.language);
            mark_headline(reader, canvas, result, &lower, false);
            draw_effect(reader, canvas, result, &lower, effect);
            lower.x_axis(canvas, &ticks, true, reader.language);
            canvas.upright(
                EDGE + TICK_SIZE * 0.8,
                middle(&lower),
                reader.say(Say::AxisPoints),
                look,
            );
            bottom = lower.bottom();
        }
        let title = axis_title(reader, result);
        upper.x_title(canvas, &title, bottom + 45.0);
    }))
}

/// The curves and the axes they need.
struct Parts {
    shares: Vec<Curve>,
    shares_ticks: Ticks,
    effect: Option<EffectCurves>,
    effect_ticks: Ticks,
    /// Something lies outside the frame.
    cut: bool,
}

struct EffectCurves {
    estimate: Curve,
    low: Curve,
    high: Curve,
}

impl Parts {
    fn of(result: &WeeklyShare) -> Parts {
        let weeks: Vec<f64> = result.points.iter().map(|p| p.index.into()).collect();
        let percent = |s: &Share| s.fraction().map(|f| 100.0 * f);
        let shares: Vec<Curve> = result
            .series
            .iter()
            .map(|s| {
                weeks
                    .iter()
                    .copied()
                    .zip(s.shares.iter().map(percent))
                    .collect()
            })
            .collect();
        let highest = |least: u64| {
            let all = result.series.iter().flat_map(|s| &s.shares);
            let steady = all.filter(|s| s.denominator.is_some_and(|d| d >= least));
            steady.filter_map(percent).reduce(f64::max)
        };
        let highest = highest(SMALL).or(highest(0)).unwrap_or(0.0);
        let shares_ticks = Ticks::covering(0.0, highest.max(0.5), 6);
        let effect = result.effects.first();
        let effect = effect.map(|e| EffectCurves::of(e, &weeks));
        let (low, high) = effect.as_ref().map_or((0.0, 1.0), EffectCurves::extent);
        let effect_ticks = Ticks::covering(low, high, 5);
        let outside = |curve: &Curve, (low, high): (f64, f64)| {
            let values = curve.iter().filter_map(|(_, y)| *y);
            values.into_iter().any(|y| y < low || y > high)
        };
        let cut = shares.iter().any(|c| outside(c, shares_ticks.range()))
            || effect.as_ref().is_some_and(|e| {
                [&e.estimate, &e.low, &e.high]
                    .iter()
                    .any(|c| outside(c, effect_ticks.range()))
            });
        Parts {
            shares,
            shares_ticks,
            effect,
            effect_ticks,
            cut,
        }
    }

    fn labels(&self, reader: &Reader) -> Vec<String> {
        let mut labels = self.shares_ticks.labels(reader.language);
        labels.extend(self.effect_ticks.labels(reader.language));
        labels
    }
}

impl EffectCurves {
    fn of(series: &EffectSeries, weeks: &[f64]) -> EffectCurves {
        let curve = |pick: fn(&Effect) -> f64| {
            let value = |e: &Estimated<Effect>| e.made().map(|e| 100.0 * pick(e));
            let values = series.estimates.iter().map(value);
            weeks.iter().copied().zip(values).collect()
        };
        EffectCurves {
            estimate: curve(|e| e.estimate),
            low: curve(|e| e.conf_low),
            high: curve(|e| e.conf_high),
        }
    }

    /// From the lowest to the highest limit with zero, leaving out the one in ten weeks with the widest limits:
    /// the first weeks have few persons.
    fn extent(&self) -> (f64, f64) {
        let limits = self.low.iter().zip(&self.high);
        let mut spans: Vec<(f64, f64)> = limits
            .filter_map(|((_, low), (_, high))| Some(((*low)?, (*high)?)))
            .collect();
        spans.sort_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        spans.truncate((spans.len() * 9).div_ceil(10));
        let low = spans.iter().map(|s| s.0).fold(0.0, f64::min);
        let high = spans.iter().map(|s| s.1).fold(0.0, f64::max);
        if low == high {
            (-1.0, 1.0)
        } else {
            (low, high)
        }
    }
}

fn draw_effect(
    reader: &Reader,
    canvas: &mut Canvas,
    result: &WeeklyShare,
    panel: &Panel,
    effect: &EffectCurves,
) {
    let zero = panel.y.at(0.0);
    let line = [(panel.left(), zero), (panel.right(), zero)];
    canvas.line(&line, Stroke::solid(INK, 1.1));
    let limit = Stroke {
        width: 1.4,
        ..Stroke::dashed(BLUE, 1.4)
    };
    panel.curve(canvas, &effect.low, limit);
    panel.curve(canvas, &effect.high, limit);
    panel.curve(canvas, &effect.estimate, effect_stroke());
    let Some(at) = result.headline else { return };
    if let Some((week, Some(value))) = effect.estimate.get(at) {
        let (x, y) = panel.point(*week, *value);
        canvas.dot(x, y, 4.5, BLUE, true);
        let label = points(value / 100.0, 1, reader.language);
        let wide = width(&label, LABEL, true);
        let base = free_baseline(panel, effect, (x - 9.0 - wide, x - 9.0), y);
        let look = Type::new(LABEL, BLUE).bold().end();
        canvas.text(x - 9.0, base, &label, look);
    }
}

/// The baseline of a label over a span of the axis: the first place that none of the three curves runs through, next to the effect
/// or outside its limits.
fn free_baseline(panel: &Panel, effect: &EffectCurves, span: (f64, f64), y: f64) -> f64 {
    let tall = 0.75 * LABEL;
    // From the highest to the lowest point of a curve over the span, in pixels.
    let extent = |curve: &Curve| {
        let points = curve
            .iter()
            .filter_map(|(x, v)| Some((panel.x.at(*x), panel.y.at((*v)?))));
        let over = points.filter(|(x, _)| *x >= span.0 - 8.0 && *x <= span.1 + 8.0);
        over.fold((f64::INFINITY, f64::NEG_INFINITY), |(top, low), (_, y)| {
            (top.min(y), low.max(y))
        })
    };
    let curves = [&effect.estimate, &effect.low, &effect.high].map(extent);
    let [line, low, high] = curves;
    let (above, below) = (line.0.min(y) - 7.0, line.1.max(y) + 7.0 + tall);
    let free = |base: &f64| {
        let (top, bottom) = (base - tall, *base);
        let apart = |(from, to): &(f64, f64)| bottom + 3.0 < *from || top - 3.0 > *to;
        top > panel.top() && bottom < panel.bottom() && curves.iter().all(apart)
    };
    let places = [above, below, high.0 - 6.0, low.1 + 6.0 + tall];
    places.into_iter().find(free).unwrap_or(above)
}

fn effect_legend(reader: &Reader, analysis: &Analysis, canvas: &mut Canvas, panel: &Panel) {
    let limits = Stroke::dashed(BLUE, 1.4);
    let entries = vec![
        (
            Key::Line(effect_stroke()),
            reader.say(Say::Effect).to_string(),
        ),
        (Key::Line(limits), reader.interval_name(analysis)),
    ];
    let legend = Legend::new(entries, 2);
    legend.draw(canvas, panel.left(), panel.top() - 30.0);
}

/// Greys the weeks that are not to be trusted.
fn shade(canvas: &mut Canvas, result: &WeeklyShare, panel: &Panel) {
    let Some(last) = result.trusted_until else {
        return;
    };
    let Some(point) = result.points.get(last) else {
        return;
    };
    if last + 1 < result.points.len() {
        let from = panel.x.at(f64::from(point.index) + 0.5);
        let (width, height) = (panel.right() - from, panel.bottom() - panel.top());
        canvas.rect(from, panel.top(), width, height, SHADE);
    }
}

fn untrusted(reader: &Reader, result: &WeeklyShare) -> Option<String> {
    let until = result.trusted_until?;
    let last = result.points.get(until)?.index;
    let end = result.points.last()?.index;
    let blanks = [("from", (last + 1).to_string()), ("to", end.to_string())];
    let blanks: Vec<(&str, &str)> = blanks.iter().map(|(n, v)| (*n, v.as_str())).collect();
    (last < end).then(|| reader.tell(Say::UntrustedWeeks, &blanks))
}

/// A thin line at the headline week, named in the upper panel.
fn mark_headline(
    reader: &Reader,
    canvas: &mut Canvas,
    result: &WeeklyShare,
    panel: &Panel,
    named: bool,
) {
    let Some(point) = result.headline.and_then(|h| result.points.get(h)) else {
        return;
    };
    let x = panel.x.at(point.index.into());
    let line = Stroke {
        dash: Some((1.5, 3.0)),
        ..Stroke::solid(GREY, 1.2)
    };
    canvas.line(&[(x, panel.top()), (x, panel.bottom())], line);
    if named {
        let week = reader.tell(Say::WeekNumber, &[("week", &point.index.to_string())]);
        let look = Type::new(LABEL - 0.5, GREY).end();
        canvas.text(x - 6.0, panel.top() + LABEL, &week, look);
    }
}

fn axis_title(reader: &Reader, result: &WeeklyShare) -> String {
    match result.axis.as_str() {
        "calendar" => reader.tell(Say::AxisCalendar, &[("first", &reader.first_weeks())]),
        _ => reader.say(Say::AxisSinceEntry).to_string(),
    }
}
