//! A fault of a study file: where, what, and what is allowed.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

/// One fault, with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Another file than the study, as the study names it (the code list).
    pub file: Option<String>,
    /// Counted from 1; 0 when the file could not be read at all.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// Characters the fault covers on its line, at least 1.
    pub width: usize,
    /// The line as it stands in the file.
    pub source: String,
    /// What is wrong.
    pub message: String,
    /// What is allowed, or the nearest valid word.
    pub help: Option<String>,
}

impl Fault {
    /// A fault at a stretch of bytes of `text`.
    pub fn at(text: &str, span: Range<usize>, message: String, help: Option<String>) -> Fault {
        let start = text.floor_char_boundary(span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let covered = text.floor_char_boundary(span.end).clamp(start, line_end);
        Fault {
            file: None,
            line: text[..line_start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            width: text[start..covered].trim_end().chars().count().max(1),
            source: text[line_start..line_end].trim_end().to_string(),
            message,
            help,
        }
    }

    /// A fault of the file as a whole: it cannot be read.
    pub fn of_file(message: String) -> Fault {
        Fault {
            file: None,
            line: 0,
            column: 0,
            width: 1,
            source: String::new(),
            message,
            help: None,
        }
    }
}

/// The faults as text: one line each, then the line of the file with a caret under the place.
pub fn render(faults: &[Fault], path: &Path) -> String {
    let mut out = String::new();
    for fault in faults {
        render_one(&mut out, fault, path);
    }
    out
}

fn render_one(out: &mut String, fault: &Fault, path: &Path) {
    let file = match &fault.file {
        Some(file) => file.clone(),
        None => path.display().to_string(),
    };
    let place = match fault.line {
        0 => file,
        line => format!("{file}:{line}:{}", fault.column),
    };
    let help = fault
        .help
        .iter()
        .fold(String::new(), |_, h| format!("; {h}"));
    // Writing to a String cannot fail.
    let _ = writeln!(out, "error: {place}: {}{help}", fault.message);
    if fault.source.is_empty() {
        return;
    }
    let gutter = fault.line.to_string();
    let before = fault.source.chars().take(fault.column.saturating_sub(1));
    let pad: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let _ = writeln!(out, "  {gutter} | {}", fault.source);
    let _ = writeln!(
        out,
        "  {} | {pad}{}",
        " ".repeat(gutter.len()),
        "^".repeat(fault.width)
    );
}
