//! Change per municipality as bars, largest first, with the persons behind.

use super::{EDGE, LABEL, Sheet, WIDTH};
use crate::findings::{Analysis, BySite, Period, Share, SiteChange};
use crate::report::axis::{Panel, Scale, TICK_SIZE, Ticks};
use crate::report::canvas::{BLUE, Canvas, FAINT, GREY, INK, Stroke, Svg, Type, VERMILLION, WHITE};
use crate::report::fonts::{widest, width};
use crate::report::numbers::{DASH, Rounded, count, number};
use crate::report::reader::Reader;
use crate::report::story::Story;
use crate::report::words::Say;

const ROW: f64 = 25.0;
const HEAD: f64 = 26.0;
const BELOW: f64 = 52.0;

/// A municipality as drawn.
struct Bar<'a> {
    name: &'a str,
    change: Option<(f64, Rounded)>,
    before: String,
    after: String,
}

pub fn draw(reader: &Reader, analysis: &Analysis, result: &BySite, story: &Story) -> Option<Svg> {
    if result.sites.is_empty() {
        return None;
    }
    let bars: Vec<Bar> = result.sites.iter().map(|s| bar(reader, s)).collect();
    let changes = bars.iter().filter_map(|b| b.change.map(|c| c.0));
    let low = changes.clone().fold(0.0, f64::min);
    let high = changes.fold(0.0, f64::max);
    let ticks = Ticks::covering(low, high, 7);
    let mut notes = vec![reader.say(Say::NoteNoComparison).to_string()];
    if bars.iter().any(|b| b.change.is_none()) {
        notes.push(reader.dash_note().to_string());
    }
    let rows = bars.len() as f64 * ROW;
    let sheet = Sheet::new(reader, analysis, story, notes);
    Some(sheet.draw(HEAD + rows + BELOW, |canvas, top| {
        let heads = [Period::Before, Period::After]
            .map(|p| reader.tell(Say::PersonsIn, &[("cohort", &reader.period(p))]));
        let columns = heads.each_ref().map(|h| {
            let cells = bars
                .iter()
                .flat_map(|b| [b.before.as_str(), b.after.as_str()]);
            widest(cells.chain([h.as_str()]), LABEL, false) + 22.0
        });
        let right = WIDTH - EDGE - columns[0] - columns[1];
        let names = widest(bars.iter().map(|b| b.name), LABEL, false);
        // A value stands outside the end of its bar, so both ends need room for one.
        let room = 52.0;
        let x = Scale {
            values: ticks.range(),
            pixels: (EDGE + names + room, right - room),
        };
        let panel = Panel::new(x, (0.0, 1.0), top + HEAD, top + HEAD + rows);
        for (i, head) in heads.iter().enumerate() {
            let at = right + columns[..=i].iter().sum::<f64>();
            canvas.text(at, top + LABEL, head, Type::new(LABEL, GREY).end());
        }
        grid(reader, canvas, &panel, &ticks);
        for (i, bar) in bars.iter().enumerate() {
            let y = panel.top() + i as f64 * ROW;
            draw_bar(reader, canvas, &panel, bar, y);
            let base = y + ROW / 2.0 + 0.36 * LABEL;
            let look = Type::new(LABEL, GREY).end();
            canvas.text(right + columns[0], base, &bar.before, look);
            canvas.text(right + columns[0] + columns[1], base, &bar.after, look);
        }
        panel.x_title(canvas, reader.say(Say::AxisChange), panel.bottom() + 44.0);
    }))
}

fn bar<'a>(reader: &Reader, site: &'a SiteChange) -> Bar<'a> {
    let persons = |s: Share| count(s.denominator, reader.language);
    let change = site
        .change()
        .zip(Rounded::points(site.after, site.before, 1));
    Bar {
        name: &site.name,
        change: change.map(|(f, r)| (100.0 * f, r)),
        before: persons(site.before),
        after: persons(site.after),
    }
}

fn grid(reader: &Reader, canvas: &mut Canvas, panel: &Panel, ticks: &Ticks) {
    for &tick in &ticks.values {
        let x = panel.x.at(tick);
        let line = [(x, panel.top()), (x, panel.bottom())];
        canvas.line(&line, Stroke::solid(FAINT, 0.8));
        let look = Type::new(TICK_SIZE, GREY).middle();
        let label = number(tick, ticks.decimals, reader.language);
        canvas.text(x, panel.bottom() + 6.0 + TICK_SIZE, &label, look);
    }
}

fn draw_bar(reader: &Reader, canvas: &mut Canvas, panel: &Panel, bar: &Bar, y: f64) {
    let base = y + ROW / 2.0 + 0.36 * LABEL;
    let zero = panel.x.at(0.0);
    canvas.text(EDGE, base, bar.name, Type::new(LABEL, INK));
    match bar.change {
        Some((change, rounded)) => {
            let end = panel.x.at(change);
            let color = if change < 0.0 { VERMILLION } else { BLUE };
            let (from, to) = (zero.min(end), zero.max(end));
            canvas.rect(from, y + 4.0, to - from, ROW - 8.0, color);
            let label = rounded.print_signed(reader.language);
            let look = Type::new(LABEL, INK);
            // White behind the number keeps the grid out of it.
            let wide = width(&label, LABEL, false);
            let (start, look) = if change < 0.0 {
                (end - 6.0, look.end())
            } else {
                (end + 6.0, look)
            };
            let left = if change < 0.0 { start - wide } else { start };
            canvas.rect(left - 3.0, y + 3.0, wide + 9.0, ROW - 6.0, WHITE);
            canvas.text(start, base, &label, look);
        }
        None => canvas.text(zero + 6.0, base, DASH, Type::new(LABEL, GREY)),
    }
    canvas.line(&[(zero, y), (zero, y + ROW)], Stroke::solid(INK, 1.1));
}
