//! Tables of the page.

use crate::findings::Light;
use crate::report::canvas::escape;

/// On paper a table of so many rows is kept on one page.
const SHORT: usize = 24;
/// More columns than this and what stands beside a number stands under it.
const MANY: usize = 7;
/// More columns than this and the table is printed across the paper.
const WIDE: usize = 11;
/// More columns than this and the table needs more than the page's column.
const MOST: usize = 13;

/// A cell of the body.
pub enum Cell {
    /// A number or a short text.
    Value(String),
    /// Why there is no number, over as many columns as it stands for.
    Why(String, usize),
    /// A text that may break.
    Words(String),
    /// A value with what is behind it, judged or not: colour, glyph and word.
    Made {
        text: String,
        behind: String,
        light: Option<(Light, &'static str)>,
    },
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Value(text)
    }
}

/// A table: a caption, one or two rows of heads, and rows that open with what they are about.
pub struct Grid {
    pub caption: String,
    /// Heads over several columns, in the row above `heads`; may be empty.
    pub groups: Vec<(String, usize)>,
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub head: String,
    pub cells: Vec<Cell>,
    /// Stands out: the headline.
    pub strong: bool,
    /// A heading over the rows that follow: how many cells it spans.
    pub spans: Option<usize>,
}

impl Row {
    pub fn new(head: impl Into<String>, cells: Vec<Cell>) -> Row {
        Row {
            head: head.into(),
            cells,
            strong: false,
            spans: None,
        }
    }

    /// Whether it stands out.
    pub fn strong(self, strong: bool) -> Row {
        Row { strong, ..self }
    }

    /// A heading over the rows that follow, in a table with this many columns beside the row heads.
    pub fn heading(head: String, columns: usize) -> Row {
        Row {
            spans: Some(columns + 1),
            ..Row::new(head, vec![])
        }
    }
}

impl Grid {
    pub fn write(&self, out: &mut String) {
        // What may have to be scrolled can be reached from the keyboard.
        let class = match self.heads.len() {
            n if n > MOST => " many wide most\" tabindex=\"0",
            n if n > WIDE => " many wide\" tabindex=\"0",
            n if n > MANY => " many\" tabindex=\"0",
            _ => "",
        };
        let short = if self.rows.len() <= SHORT {
            " short"
        } else {
            ""
        };
        out.push_str(&format!("<div class=\"table{short}{class}\"><table>\n"));
        if !self.caption.is_empty() {
            let caption = escape(&self.caption);
            out.push_str(&format!("<caption><span>{caption}</span></caption>\n"));
        }
        out.push_str("<thead>\n");
        if !self.groups.is_empty() {
            out.push_str("<tr>");
            for (text, columns) in &self.groups {
                // A head that says nothing is no head.
                out.push_str(&match text.as_str() {
                    "" => format!("<td colspan=\"{columns}\"></td>"),
                    text => format!(
                        "<th scope=\"colgroup\" colspan=\"{columns}\">{}</th>",
                        escape(text)
                    ),
                });
            }
            out.push_str("</tr>\n");
        }
        out.push_str("<tr>");
        for (i, head) in self.heads.iter().enumerate() {
            let class = if self.holds_words(i) {
                " class=\"left\""
            } else {
                ""
            };
            out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escape(head)));
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &self.rows {
            row.write(out);
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
}

impl Grid {
    /// Whether a column is read as text; the head stands over the text then.
    fn holds_words(&self, column: usize) -> bool {
        let cell = |row: &Row| {
            column
                .checked_sub(1)
                .and_then(|i| row.cells.get(i).map(is_words))
        };
        self.rows.iter().find_map(cell) == Some(true)
    }
}

/// Class and glyph of a light.
fn light_look(light: Light) -> (&'static str, &'static str) {
    match light {
        Light::Green => ("lit green", "\u{25b2}"),
        Light::Yellow => ("lit yellow", "\u{25cf}"),
        Light::Red => ("lit red", "\u{25bc}"),
        Light::Grey => ("lit grey", "\u{25cb}"),
    }
}

fn made(out: &mut String, text: &str, behind: &str, light: Option<(Light, &str)>) {
    let (class, glyph) = match light {
        Some((light, word)) => {
            let (class, glyph) = light_look(light);
            let words = format!(" <span class=\"light\">{glyph} {word}</span>");
            (format!(" class=\"{class}\""), words)
        }
        None => (String::new(), String::new()),
    };
    let behind = match behind {
        "" => String::new(),
        behind => format!(" <span class=\"of\">({})</span>", escape(behind)),
    };
    out.push_str(&format!("<td{class}>{}{behind}{glyph}</td>", escape(text)));
}

fn is_words(cell: &Cell) -> bool {
    matches!(cell, Cell::Words(_) | Cell::Why(_, 1))
}

impl Row {
    fn write(&self, out: &mut String) {
        if let Some(columns) = self.spans {
            let head = escape(&self.head);
            out.push_str(&format!(
                "<tr class=\"over\"><th scope=\"rowgroup\" colspan=\"{columns}\">{head}</th></tr>\n"
            ));
            return;
        }
        out.push_str(if self.strong {
            "<tr class=\"head\">"
        } else {
            "<tr>"
        });
        out.push_str(&format!("<th scope=\"row\">{}</th>", escape(&self.head)));
        for cell in &self.cells {
            match cell {
                Cell::Value(text) => out.push_str(&format!("<td>{}</td>", escape(text))),
                Cell::Words(text) => {
                    out.push_str(&format!("<td class=\"wide\">{}</td>", escape(text)));
                }
                Cell::Made {
                    text,
                    behind,
                    light,
                } => made(out, text, behind, *light),
                Cell::Why(text, columns) => out.push_str(&format!(
                    "<td class=\"why\" colspan=\"{columns}\">{}</td>",
                    escape(text)
                )),
            }
        }
        out.push_str("</tr>\n");
    }
}
