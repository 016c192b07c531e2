//! Rows of a table under each other: their labels broken into lines, headings over them, and how high each is.

use super::plot::Plot;
use crate::findings::Row;
use crate::report::canvas::{Canvas, FAINT, INK, Stroke, Type};
use crate::report::charts::{EDGE, LABEL, WIDTH};
use crate::report::fonts::{widest, width, wrap};

/// From line to line in a label.
const LINE: f64 = 17.0;
/// White space over and under a row's label, together.
const AIR: f64 = 7.0;

/// A heading, or a row of the table.
pub struct Slot<'a> {
    pub row: Option<&'a Row>,
    lines: Vec<String>,
    /// From the upper edge of all rows.
    pub top: f64,
    pub height: f64,
}

pub struct Rows<'a> {
    pub slots: Vec<Slot<'a>>,
    /// The widest label.
    pub wide: f64,
    pub height: f64,
}

impl<'a> Rows<'a> {
    /// Labels no wider than `limit`, rows at least `least` high.
    pub fn of(plot: &Plot<'a>, limit: f64, least: f64) -> Rows<'a> {
        let language = plot.reader.language;
        let mut slots: Vec<Slot> = vec![];
        let mut under = None;
        for row in plot.rows() {
            if row.under != under {
                if let Some(heading) = &row.under {
                    let lines = fold(&language.label(heading), LABEL, true, limit);
                    slots.push(Slot::new(None, lines, 0.0));
                }
                under.clone_from(&row.under);
            }
            let lines = fold(&language.label(&row.label), LABEL, row.total, limit);
            slots.push(Slot::new(Some(row), lines, least));
        }
        let mut height = 0.0;
        for slot in &mut slots {
            slot.top = height;
            height += slot.height;
        }
        let lines = slots.iter().flat_map(|s| &s.lines);
        let wide = widest(lines.map(String::as_str), LABEL, true);
        Rows {
            slots,
            wide,
            height,
        }
    }

    /// Writes the labels from the left edge; `right` is where the rows end.
    pub fn labels(&self, canvas: &mut Canvas, top: f64, right: f64) {
        for slot in &self.slots {
            let bold = slot.row.is_none_or(|r| r.total);
            let look = Type::new(LABEL, INK);
            let look = if bold { look.bold() } else { look };
            let (y, lines) = (top + slot.top, slot.lines.len() as f64);
            if slot.row.is_some_and(|r| r.total) && slot.top > 0.0 {
                canvas.line(&[(EDGE, y), (right, y)], Stroke::solid(FAINT, 0.8));
            }
            // A heading stands close over what it heads.
            let first = match slot.row {
                Some(_) => y + (slot.height - lines * LINE) / 2.0,
                None => y + slot.height - lines * LINE - 1.0,
            };
            for (i, line) in slot.lines.iter().enumerate() {
                let base = first + (i as f64 + 0.5) * LINE + 0.36 * LABEL;
                canvas.text(EDGE, base, line, look);
            }
        }
    }
}

impl<'a> Slot<'a> {
    fn new(row: Option<&'a Row>, lines: Vec<String>, least: f64) -> Slot<'a> {
        let text = lines.len() as f64 * LINE + AIR;
        Slot {
            row,
            lines,
            top: 0.0,
            height: text.max(least),
        }
    }
}

/// How wide labels may be beside a drawing that needs the rest.
pub const LABELS: f64 = 0.36 * WIDTH;

/// Breaks a text into lines no wider than `limit`, at spaces, or inside a word that is wider; at least one line.
pub fn fold(text: &str, size: f64, bold: bool, limit: f64) -> Vec<String> {
    let mut lines = vec![];
    for line in wrap(text, size, bold, limit) {
        let mut part = String::new();
        for letter in line.chars() {
            part.push(letter);
            if width(&part, size, bold) > limit && part.chars().count() > 1 {
                part.pop();
                lines.push(std::mem::replace(&mut part, letter.to_string()));
            }
        }
        lines.push(part);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_wider_than_the_limit_is_broken_and_nothing_is_lost() {
        let text = "Virksomhedsplaceringsindikatorernes måling";
        let lines = fold(text, 14.0, false, 80.0);
        assert!(lines.iter().all(|l| width(l, 14.0, false) <= 80.0));
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(fold("", 14.0, false, 80.0), [""]);
    }
}
