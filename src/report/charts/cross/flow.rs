//! The flow diagram of a trial: who took part, who left on the way, and the groups at the end.

use super::plot::{Plot, Reading};
use super::rows::fold;
use crate::findings::{FlowPlace, Row};
use crate::report::canvas::{Canvas, GREY, INK, SHADE, Stroke, Svg, Type};
use crate::report::charts::{EDGE, LABEL, LEADING, WIDTH, arrow_down};
use crate::report::numbers::{DASH, count};

/// The trunk and the groups stand to the left, those who left to the right.
const LEFT: f64 = 590.0;
const TRUNK: f64 = 300.0;
const RIGHT: f64 = EDGE + LEFT + 36.0;
const GAP: f64 = 20.0;
/// Between boxes under each other: room for the arrow.
const ARROW: f64 = 26.0;
const PAD: f64 = 9.0;
const NUMBER: f64 = 18.0;
const LINE: f64 = LABEL * LEADING;

pub fn draw(plot: &Plot) -> Svg {
    let flow = Flow::of(plot);
    plot.sheet(vec![])
        .draw(flow.height(), |canvas, top| flow.draw(canvas, top))
}

/// A number, what it counts, and of what parts.
struct Box {
    number: String,
    lines: Vec<String>,
    lost: bool,
}

impl Box {
    fn of(plot: &Plot, row: &Row, inside: &[&Row], width: f64) -> Box {
        let label = plot.reader.language.label(&row.label);
        let limit = width - 2.0 * PAD;
        let mut lines = fold(&label, LABEL, false, limit);
        for part in inside {
            let part = format!(
                "{}: {}",
                plot.reader.language.label(&part.label),
                number(plot, part)
            );
            lines.extend(fold(&part, LABEL, false, limit));
        }
        Box {
            number: number(plot, row),
            lines,
            lost: row.place == Some(FlowPlace::Lost),
        }
    }

    fn height(&self) -> f64 {
        PAD + NUMBER * 1.2 + self.lines.len() as f64 * LINE + PAD - 3.0
    }

    fn draw(&self, canvas: &mut Canvas, (x, y): (f64, f64), (width, height): (f64, f64)) {
        canvas.frame(x, y, width, height, edge(self.lost, 1.0));
        let mut base = y + PAD + NUMBER * 0.85;
        let look = Type::new(NUMBER, INK).bold();
        canvas.text(x + PAD, base, &self.number, look);
        for line in &self.lines {
            base += LINE;
            canvas.text(x + PAD, base, line, Type::new(LABEL, INK));
        }
    }
}

/// A box of the trunk, and those who leave on the way to the next.
struct Step {
    main: Box,
    beside: Vec<Box>,
}

impl Step {
    /// The way to what comes next: an arrow, or the boxes beside it.
    fn way(&self) -> f64 {
        let boxes = self.beside.iter().map(|b| b.height() + GAP);
        let boxes: f64 = boxes.sum();
        if boxes > 0.0 { boxes + GAP } else { ARROW }
    }
}

struct Flow {
    trunk: Vec<Step>,
    branches: Vec<Box>,
    /// Lines under the boxes, a heading bold.
    below: Vec<(String, bool)>,
}

impl Flow {
    fn of(plot: &Plot) -> Flow {
        let rows = plot.rows();
        let is = |row: &&Row, place| row.place == Some(place);
        let branches = rows.iter().filter(|r| is(r, FlowPlace::Branch)).count();
        let wide = branch_width(branches);
        let mut flow = Flow {
            trunk: vec![],
            branches: vec![],
            below: vec![],
        };
        let mut under = None;
        for (i, row) in rows.iter().enumerate() {
            let after = rows[i + 1..].iter();
            let inside: Vec<&Row> = after
                .take_while(|r| is(r, FlowPlace::Inside))
                .copied()
                .collect();
            match row.place {
                Some(FlowPlace::Trunk) => flow.trunk.push(Step {
                    main: Box::of(plot, row, &inside, TRUNK),
                    beside: vec![],
                }),
                Some(FlowPlace::Beside | FlowPlace::Lost) => {
                    let left = Box::of(plot, row, &inside, WIDTH - EDGE - RIGHT);
                    if let Some(step) = flow.trunk.last_mut() {
                        step.beside.push(left);
                    }
                }
                Some(FlowPlace::Branch) => {
                    flow.branches.push(Box::of(plot, row, &inside, wide));
                }
                Some(FlowPlace::Below) => {
                    let language = plot.reader.language;
                    let heading = row.under.as_ref().filter(|u| under != Some(*u));
                    flow.below
                        .extend(heading.map(|h| (language.label(h), true)));
                    under = row.under.as_ref();
                    let label = language.label(&row.label);
                    flow.below
                        .push((format!("{label}: {}", number(plot, row)), false));
                }
                Some(FlowPlace::Inside) | None => {}
            }
        }
        flow
    }

    fn branch_height(&self) -> f64 {
        self.branches.iter().map(Box::height).fold(0.0, f64::max)
    }

    fn height(&self) -> f64 {
        let last = self.trunk.len().saturating_sub(1);
        let steps = self.trunk.iter().enumerate().map(|(i, step)| {
            let goes_on = i < last || !self.branches.is_empty() || !step.beside.is_empty();
            step.main.height() + if goes_on { step.way() } else { 0.0 }
        });
        let below = match self.below.len() {
            0 => 0.0,
            lines => 16.0 + lines as f64 * LINE,
        };
        steps.sum::<f64>() + self.branch_height() + below
    }

    fn draw(&self, canvas: &mut Canvas, top: f64) {
        let middle = EDGE + LEFT / 2.0;
        let mut y = top;
        for (i, step) in self.trunk.iter().enumerate() {
            let height = step.main.height();
            let at = (middle - TRUNK / 2.0, y);
            step.main.draw(canvas, at, (TRUNK, height));
            y += height;
            let last = i + 1 == self.trunk.len();
            match (last, self.branches.is_empty()) {
                (false, _) => arrow_down(canvas, middle, y, y + step.way()),
                (true, false) => self.fork(canvas, y, y + step.way()),
                (true, true) => {}
            }
            leaving(canvas, step, middle, y);
            if !last || !self.branches.is_empty() || !step.beside.is_empty() {
                y += step.way();
            }
        }
        let height = self.branch_height();
        for (branch, x) in self.branches.iter().zip(self.lefts()) {
            let wide = branch_width(self.branches.len());
            canvas.rect(x, y, wide, height, SHADE);
            branch.draw(canvas, (x, y), (wide, height));
        }
        y += height + 16.0;
        for (line, heading) in &self.below {
            let look = Type::new(LABEL, GREY);
            let look = if *heading { look.bold() } else { look };
            canvas.text(EDGE, y + LABEL, line, look);
            y += LINE;
        }
    }

    fn lefts(&self) -> impl Iterator<Item = f64> {
        let wide = branch_width(self.branches.len());
        (0..self.branches.len()).map(move |i| EDGE + i as f64 * (wide + GAP))
    }

    /// From the last box of the trunk to each group.
    fn fork(&self, canvas: &mut Canvas, from: f64, to: f64) {
        let wide = branch_width(self.branches.len());
        let middles: Vec<f64> = self.lefts().map(|x| x + wide / 2.0).collect();
        let turn = to - ARROW / 2.0 - 3.0;
        let line = Stroke::solid(GREY, 1.2);
        let middle = EDGE + LEFT / 2.0;
        canvas.line(&[(middle, from + 2.0), (middle, turn)], line);
        if let (Some(first), Some(last)) = (middles.first(), middles.last()) {
            canvas.line(&[(*first, turn), (*last, turn)], line);
        }
        for x in middles {
            arrow_down(canvas, x, turn - 2.0, to);
        }
    }
}

/// Those who leave on the way that begins at `from`, each with an arrow to the right.
fn leaving(canvas: &mut Canvas, step: &Step, middle: f64, from: f64) {
    let mut y = from + GAP;
    for left in &step.beside {
        let height = left.height();
        let at = y + height / 2.0;
        canvas.line(&[(middle, at), (RIGHT - 5.0, at)], edge(left.lost, 1.2));
        let tip = [
            (RIGHT - 7.0, at - 4.0),
            (RIGHT - 7.0, at + 4.0),
            (RIGHT - 1.5, at),
        ];
        canvas.polygon(&tip, GREY, 1.0);
        left.draw(canvas, (RIGHT, y), (WIDTH - EDGE - RIGHT, height));
        y += height + GAP;
    }
}

fn branch_width(branches: usize) -> f64 {
    let n = branches.max(1) as f64;
    (LEFT - GAP * (n - 1.0)) / n
}

/// Broken where nobody knows.
fn edge(lost: bool, width: f64) -> Stroke {
    match lost {
        true => Stroke::dashed(GREY, width),
        false => Stroke::solid(GREY, width),
    }
}

fn number(plot: &Plot, row: &Row) -> String {
    match plot.reading(row, 0) {
        Reading::Value(persons) => count(Some(persons as u64), plot.reader.language),
        _ => DASH.to_string(),
    }
}
