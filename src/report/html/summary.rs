//! The summary: each finding with its numbers, then what a reader must hold against them.

use super::{Entry, anchor};
use crate::findings::Note;
use crate::report::canvas::escape;
use crate::report::reader::Reader;
use crate::report::story::heading;
use crate::report::words::Say;

/// Notes that are said elsewhere on every page, and details that stand at their analysis.
const NOT_CAVEATS: [&str; 7] = [
    "synthetic",
    "public",
    "collinear-dropped",
    "missing-dropped",
    "no-comparison-subtracted",
    "hours-months",
    "carried-forward",
];

pub fn write(out: &mut String, reader: &Reader, entries: &[Entry]) {
    let heading = escape(reader.say(Say::Summary));
    out.push_str(&format!(
        "<section id=\"summary\">\n<h2>{heading}</h2>\n<ul class=\"findings\">\n"
    ));
    // What was estimated comes before what describes.
    let (estimated, described): (Vec<&Entry>, Vec<&Entry>) = entries
        .iter()
        .partition(|e| !e.part.story.headline.is_empty());
    for entry in estimated.into_iter().chain(described) {
        finding(out, reader, entry);
    }
    out.push_str("</ul>\n");
    caveats(out, reader, entries);
    out.push_str("</section>\n");
}

fn finding(out: &mut String, reader: &Reader, entry: &Entry) {
    let story = &entry.part.story;
    out.push_str("<li>");
    // What describes words itself from a table, whose name it does not say again.
    if entry.part.analysis.title.is_some() && story.headline.is_empty() {
        let about = escape(&heading(reader, entry.part.analysis));
        out.push_str(&format!("<p class=\"about\">{about}</p>"));
    }
    out.push_str(&format!(
        "<p class=\"finding\">{}</p>",
        escape(&story.finding)
    ));
    if !story.headline.is_empty() && story.headline != story.finding {
        out.push_str(&format!("<p>{}</p>", escape(&story.headline)));
    }
    if let Some(number) = entry.figure {
        let link = reader.tell(Say::SeeFigure, &[("number", &number.to_string())]);
        let anchor = anchor(&entry.part.analysis.id);
        out.push_str(&format!(
            "<p class=\"where\"><a href=\"#{anchor}\">{}</a></p>",
            escape(&link)
        ));
    }
    out.push_str("</li>\n");
}

/// Every kind of note once, in the order they first stand; each analysis has its own with its own numbers.
fn caveats(out: &mut String, reader: &Reader, entries: &[Entry]) {
    let notes = entries.iter().flat_map(|e| &e.part.analysis.notes);
    let mut seen: Vec<&Note> = vec![];
    for note in notes.filter(|n| !NOT_CAVEATS.contains(&n.code.as_str())) {
        if !seen.iter().any(|s| s.code == note.code) {
            seen.push(note);
        }
    }
    if seen.is_empty() {
        return;
    }
    let heading = escape(reader.say(Say::Caveats));
    out.push_str(&format!("<h3>{heading}</h3>\n<ul class=\"caveats\">\n"));
    for note in seen {
        let words = escape(&reader.language.note(note));
        out.push_str(&format!("<li>{words}</li>\n"));
    }
    out.push_str("</ul>\n");
}
