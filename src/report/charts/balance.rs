//! Standardised differences, one row per characteristic, one mark per comparison.

use super::{EDGE, Key, LABEL, Legend, Mark, Shape, Sheet, WIDTH};
use crate::findings::{Analysis, Balance, BalanceTable, Variable};
use crate::report::axis::{Panel, Scale, TICK_SIZE, Ticks};
use crate::report::canvas::{BLUE, Canvas, FAINT, GREY, INK, SHADE, Stroke, Svg, Type, VERMILLION};
use crate::report::fonts::widest;
use crate::report::numbers::{DASH, number};
use crate::report::reader::Reader;
use crate::report::story::{SMD_LIMIT, Story};
use crate::report::words::{Say, capital};

const ROW: f64 = 25.0;
const BELOW: f64 = 52.0;
/// Shapes and colours that differ: a reader in grey sees the difference too.
const MARKS: [Mark; 4] = [
    Mark(Shape::Dot, BLUE),
    Mark(Shape::Ring, VERMILLION),
    Mark(Shape::Square, INK),
    Mark(Shape::Diamond, GREY),
];

pub fn draw(reader: &Reader, analysis: &Analysis, result: &Balance, story: &Story) -> Option<Svg> {
    let rows = variables(result);
    if rows.is_empty() {
        return None;
    }
    let named = |t: &BalanceTable| {
        let language = reader.language;
        let blanks = [
            ("first", language.text(&t.first)),
            ("second", language.text(&t.second)),
        ];
        let groups = reader.tell(Say::FirstMinusSecond, &blanks);
        match &t.within {
            Some(within) => format!("{}: {groups}", capital(language.text(within))),
            None => groups,
        }
    };
    let marks = MARKS.iter().cycle();
    let tables = result.tables.iter().zip(marks);
    let mut entries: Vec<(Key, String)> = tables
        .map(|(t, mark)| (Key::Mark(*mark), named(t)))
        .collect();
    let limit = number(SMD_LIMIT, 1, reader.language);
    let alike = reader.tell(Say::LegendAlike, &[("limit", &limit)]);
    entries.push((Key::Area(SHADE), alike));
    let legend = Legend::new(entries, 1);
    let ticks = ticks(result);
    let body = legend.height() + 12.0 + rows.len() as f64 * ROW + BELOW;
    let drawn = |v: &&Variable| result.tables.iter().any(|t| smd(t, v).is_some());
    let notes = match rows.iter().all(drawn) {
        true => vec![],
        false => vec![reader.dash_note().to_string()],
    };
    let sheet = Sheet::new(reader, analysis, story, notes);
    Some(sheet.draw(body, |canvas, top| {
        legend.draw(canvas, EDGE, top);
        let top = top + legend.height() + 12.0;
        let name = |v: &&Variable| capital(&reader.language.variable(v));
        let names: Vec<String> = rows.iter().map(name).collect();
        let wide = widest(names.iter().map(String::as_str), LABEL, false);
        let x = Scale {
            values: ticks.range(),
            pixels: (EDGE + wide + 24.0, WIDTH - EDGE - 20.0),
        };
        let panel = Panel::new(x, (0.0, 1.0), top, top + rows.len() as f64 * ROW);
        frame(reader, canvas, &panel, &ticks);
        for (i, (variable, name)) in rows.iter().zip(&names).enumerate() {
            let y = top + (i as f64 + 0.5) * ROW;
            canvas.text(EDGE, y + 0.36 * LABEL, name, Type::new(LABEL, INK));
            let mut marked = false;
            for (table, mark) in result.tables.iter().zip(MARKS.iter().cycle()) {
                if let Some(smd) = smd(table, variable) {
                    mark.draw(canvas, panel.x.at(smd), y);
                    marked = true;
                }
            }
            if !marked {
                let look = Type::new(LABEL, GREY);
                canvas.text(panel.x.at(0.0) + 8.0, y + 0.36 * LABEL, DASH, look);
            }
        }
        panel.x_title(canvas, reader.say(Say::AxisSmd), panel.bottom() + 44.0);
    }))
}

/// A standardised difference that can be drawn.
fn smd(table: &BalanceTable, variable: &Variable) -> Option<f64> {
    let row = table.rows.iter().find(|r| &r.variable == variable)?;
    row.smd.made().copied().filter(|d| d.is_finite())
}

/// The characteristics of all tables in the order they first stand.
fn variables(result: &Balance) -> Vec<&Variable> {
    let mut rows: Vec<&Variable> = vec![];
    for row in result.tables.iter().flat_map(|t| &t.rows) {
        if !rows.contains(&&row.variable) {
            rows.push(&row.variable);
        }
    }
    rows
}

fn ticks(result: &Balance) -> Ticks {
    let rows = result.tables.iter().flat_map(|t| &t.rows);
    let smds = rows.filter_map(|r| r.smd.made().copied());
    let finite = smds.filter(|d| d.is_finite());
    let (low, high) = finite.fold((-0.15, 0.15), |(l, h): (f64, f64), d| {
        (l.min(d - 0.02), h.max(d + 0.02))
    });
    Ticks::covering(low, high, 8)
}

fn frame(reader: &Reader, canvas: &mut Canvas, panel: &Panel, ticks: &Ticks) {
    let (top, bottom) = (panel.top(), panel.bottom());
    let (low, high) = (panel.x.at(-SMD_LIMIT), panel.x.at(SMD_LIMIT));
    canvas.rect(low, top, high - low, bottom - top, SHADE);
    for &tick in &ticks.values {
        let x = panel.x.at(tick);
        canvas.line(&[(x, top), (x, bottom)], Stroke::solid(FAINT, 0.8));
        let look = Type::new(TICK_SIZE, GREY).middle();
        let label = number(tick, ticks.decimals, reader.language);
        canvas.text(x, bottom + 6.0 + TICK_SIZE, &label, look);
    }
    for guide in [low, high] {
        let dashed = Stroke::dashed(GREY, 1.0);
        canvas.line(&[(guide, top), (guide, bottom)], dashed);
    }
    let zero = panel.x.at(0.0);
    canvas.line(&[(zero, top), (zero, bottom)], Stroke::solid(INK, 1.1));
}
