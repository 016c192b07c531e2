//! Boxes: least, lower quartile, median, upper quartile and greatest of each row.

use super::across::{Across, Layer, Place, SMALL, Side, text_over_grid};
use super::legend::{Key, Legend};
use super::look;
use super::plot::{Plot, Reading};
use super::rows::{LABELS, Rows};
use crate::findings::Row;
use crate::report::axis::Panel;
use crate::report::canvas::{BLUE, Canvas, GREY, INK, Stroke, Svg, Type};
use crate::report::numbers::DASH;
use crate::report::words::Say;

const THICK: f64 = 15.0;
const MEDIAN: usize = 2;

pub fn draw(plot: &Plot) -> Svg {
    let median = |row| vec![plot.text(plot.cell(row, MEDIAN)).unwrap_or_default()];
    let behind = |row| {
        let cells = (0..5).map(|nth| plot.cell(row, nth));
        vec![plot.behind(cells).unwrap_or_default()]
    };
    let rows = || plot.rows().into_iter();
    let sides = [
        Side::unless_empty(
            plot.reader.say(Say::HeadMedian),
            rows().map(median).collect(),
        ),
        Side::unless_empty("n", rows().map(behind).collect()),
    ];
    let words = plot.reader.say(Say::LegendBoxes).to_string();
    let across = Across {
        plot,
        rows: Rows::of(plot, LABELS, THICK + 10.0),
        legend: Legend::new(vec![(Key::Fill(look::BOX), words)]),
        ticks: plot.ticks(false, 7),
        room: (8.0, 16.0),
        sides: sides.into_iter().flatten().collect(),
    };
    across.draw(vec![], |canvas, panel, place, layer| {
        match (layer, five(plot, place.row)) {
            (Layer::Shapes, Ok(numbers)) => paint(canvas, panel, place, numbers),
            (Layer::Words, Err(why)) => say_why(plot, canvas, panel, place, why),
            _ => {}
        }
    })
}

/// The five numbers, or the word for why there are none.
fn five<'a>(plot: &Plot<'a>, row: &'a Row) -> Result<[f64; 5], Reading> {
    let mut numbers = [0.0; 5];
    for (nth, number) in numbers.iter_mut().enumerate() {
        let reading = plot.reading(row, nth);
        *number = reading.value().ok_or(reading)?;
    }
    Ok(numbers)
}

fn say_why(plot: &Plot, canvas: &mut Canvas, panel: &Panel, place: &Place, why: Reading) {
    let words = match why {
        Reading::Withheld => plot.reader.say(Say::WithheldShort),
        _ => DASH,
    };
    let look = Type::new(SMALL, GREY);
    text_over_grid(canvas, panel.left() + 6.0, place.middle(), words, look);
}

fn paint(canvas: &mut Canvas, panel: &Panel, place: &Place, numbers: [f64; 5]) {
    let y = place.middle();
    let [least, lower, median, upper, greatest] = numbers.map(|v| panel.x.at(v));
    let line = Stroke::solid(INK, 1.3);
    canvas.line(&[(least, y), (greatest, y)], line);
    for x in [least, greatest] {
        canvas.line(&[(x, y - 4.0), (x, y + 4.0)], line);
    }
    let (top, wide) = (y - THICK / 2.0, upper - lower);
    canvas.rect(lower, top, wide, THICK, look::BOX);
    canvas.frame(lower, top, wide, THICK, Stroke::solid(BLUE, 1.2));
    let thick = Stroke::solid(INK, 2.8);
    canvas.line(&[(median, top), (median, top + THICK)], thick);
}
