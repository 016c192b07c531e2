//! From the extract to the cohorts: one column of boxes per group, each step a box with the persons left.

use super::{EDGE, LABEL, LEADING, Sheet, WIDTH, arrow_down, group_stroke};
use crate::findings::{Analysis, Attrition, AttritionFlow, AttritionStep};
use crate::report::canvas::{Canvas, GREY, INK, SHADE, Stroke, Svg, Type};
use crate::report::fonts::wrap;
use crate::report::numbers::count;
use crate::report::reader::Reader;
use crate::report::story::Story;
use crate::report::words::Say;

/// Between columns.
const GAP: f64 = 16.0;
/// Between boxes: room for the arrow.
const ARROW: f64 = 20.0;
const PAD: f64 = 9.0;
const NUMBER: f64 = 18.0;

pub fn draw(
    reader: &Reader,
    analysis: &Analysis,
    result: &Attrition,
    story: &Story,
) -> Option<Svg> {
    let columns = result.flows.len();
    if columns == 0 {
        return None;
    }
    let width = (WIDTH - 2.0 * EDGE - GAP * (columns - 1) as f64) / columns as f64;
    let flows: Vec<Column> = result
        .flows
        .iter()
        .map(|flow| Column::of(reader, flow, width))
        .collect();
    // Boxes of one step are equally high, so that the columns can be read across.
    let depth = flows.iter().map(|f| f.boxes.len()).max().unwrap_or(0);
    let lines = |i: usize| {
        let lines = flows.iter().filter_map(|f| f.boxes.get(i));
        lines.map(|b| b.lines.len()).max().unwrap_or(1)
    };
    let heights: Vec<f64> = (0..depth).map(|i| box_height(lines(i))).collect();
    let head =
        14.0 + flows.iter().map(|f| f.name.len()).max().unwrap_or(1) as f64 * LABEL * LEADING;
    let beside = flows.iter().map(Column::beside_height).fold(0.0, f64::max);
    let boxes = heights.iter().sum::<f64>() + ARROW * depth.saturating_sub(1) as f64;
    let body = head + boxes + beside;
    let sheet = Sheet::new(reader, analysis, story, notes(reader, result));
    Some(sheet.draw(body, |canvas, top| {
        for (i, column) in flows.iter().enumerate() {
            let x = EDGE + i as f64 * (width + GAP);
            let stroke = group_stroke(column.flow.group);
            canvas.line(&[(x, top + 2.0), (x + width, top + 2.0)], stroke);
            let look = Type::new(LABEL, INK).bold();
            let mut y = top + 8.0;
            for line in &column.name {
                canvas.text(x, y + LABEL, line, look);
                y += LABEL * LEADING;
            }
            column.draw(canvas, (x, top + head), width, &heights);
        }
    }))
}

fn notes(reader: &Reader, result: &Attrition) -> Vec<String> {
    let blanks = |persons: Option<u64>| count(persons, reader.language);
    let all = blanks(result.persons);
    let mut notes = vec![reader.tell(Say::NotePersonsInExtract, &[("persons", &all)])];
    // Only a study of starts in periods asks for the municipality.
    if !reader.study.periods.is_empty() {
        let unknown = blanks(result.unknown_municipality);
        notes.push(reader.tell(Say::NoteUnknownMunicipality, &[("persons", &unknown)]));
    }
    notes
}

fn box_height(lines: usize) -> f64 {
    PAD + NUMBER * 1.2 + lines as f64 * LABEL * LEADING + PAD - 3.0
}

/// One group's flow with its texts broken into lines.
struct Column<'a> {
    flow: &'a AttritionFlow,
    name: Vec<String>,
    boxes: Vec<Box>,
    beside: Vec<Vec<String>>,
}

struct Box {
    persons: String,
    lines: Vec<String>,
}

impl<'a> Column<'a> {
    fn of(reader: &Reader, flow: &'a AttritionFlow, width: f64) -> Column<'a> {
        let words = |s: &AttritionStep| reader.say(Say::of_step(s.step));
        let boxes = flow.steps.iter().map(|step| Box {
            persons: count(step.persons, reader.language),
            lines: wrap(words(step), LABEL, false, width - 2.0 * PAD),
        });
        let beside = flow.beside.iter().map(|step| {
            let persons = count(step.persons, reader.language);
            let text = format!("{}:\u{a0}{persons}", words(step));
            wrap(&text, LABEL - 0.5, false, width - PAD)
        });
        Column {
            flow,
            name: wrap(&reader.group(flow.group), LABEL, true, width),
            boxes: boxes.collect(),
            beside: beside.collect(),
        }
    }

    fn beside_height(&self) -> f64 {
        let lines: usize = self.beside.iter().map(Vec::len).sum();
        14.0 + lines as f64 * LABEL * LEADING + 5.0 * self.beside.len() as f64
    }

    fn draw(&self, canvas: &mut Canvas, (x, top): (f64, f64), width: f64, heights: &[f64]) {
        let mut y = top;
        let last = self.boxes.len().saturating_sub(1);
        for (i, (b, height)) in self.boxes.iter().zip(heights).enumerate() {
            if i == last {
                canvas.rect(x, y, width, *height, SHADE);
            }
            canvas.frame(x, y, width, *height, Stroke::solid(GREY, 1.0));
            let mut base = y + PAD + NUMBER * 0.85;
            let look = Type::new(NUMBER, INK).bold();
            canvas.text(x + PAD, base, &b.persons, look);
            for line in &b.lines {
                base += LABEL * LEADING;
                canvas.text(x + PAD, base, line, Type::new(LABEL, INK));
            }
            y += height;
            if i < last {
                arrow_down(canvas, x + width / 2.0, y, y + ARROW);
                y += ARROW;
            }
        }
        y += 12.0;
        for note in &self.beside {
            for line in note {
                y += LABEL * LEADING;
                canvas.text(x, y, line, Type::new(LABEL - 0.5, GREY));
            }
            y += 5.0;
        }
    }
}
