//! The report as one self-contained page: summary, method, attrition, results, notes.

mod cross;
mod described;
mod grid;
mod method;
mod section;
mod style;
mod summary;
mod time_to_event;
mod weekly_share;

use super::Part;
use super::canvas::escape;
use super::reader::Reader;
use super::words::Say;
use crate::findings::{AnalysisResult, DataKind};

/// The whole page.
pub fn page(reader: &Reader, parts: &[Part]) -> String {
    let numbered = numbered(parts);
    let mut out = String::with_capacity(1 << 18);
    head(&mut out, reader);
    out.push_str("<main>\n");
    opening(&mut out, reader);
    contents(&mut out, reader, &numbered);
    summary::write(&mut out, reader, &numbered);
    method::write(&mut out, reader, &numbered);
    for entry in &numbered {
        section::write(&mut out, reader, entry);
    }
    closing(&mut out, reader, &numbered);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// An analysis with its place in the report.
struct Entry<'a> {
    part: &'a Part<'a>,
    /// Counted through the figures in the order of the page.
    figure: Option<usize>,
}

/// Attrition first, whatever its place in the study: it tells who the rest is about.
fn numbered<'a>(parts: &'a [Part<'a>]) -> Vec<Entry<'a>> {
    let is_attrition = |p: &&Part| matches!(p.analysis.result, AnalysisResult::Attrition(_));
    let first = parts.iter().filter(is_attrition);
    let rest = parts.iter().filter(|p| !is_attrition(p));
    let mut figures = 0;
    first
        .chain(rest)
        .map(|part| {
            figures += usize::from(part.figure.is_some());
            Entry {
                part,
                figure: part.figure.is_some().then_some(figures),
            }
        })
        .collect()
}

fn head(out: &mut String, reader: &Reader) {
    let language = reader.language.code();
    let title = escape(&reader.title());
    out.push_str(&format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n<title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        style::sheet()
    ));
    let kind = match reader.study.data {
        DataKind::Register => "gated",
        _ => "open",
    };
    let words = escape(reader.data_words());
    out.push_str(&format!(
        "<div class=\"banner {kind}\" role=\"note\">{words}</div>\n"
    ));
}

fn opening(out: &mut String, reader: &Reader) {
    // Without groups to compare there is no effect.
    let kicker = escape(reader.say(match reader.study.arms.is_empty() {
        true => Say::KickerStudy,
        false => Say::Kicker,
    }));
    let title = escape(&reader.title());
    let facts = escape(&method::data_sentence(reader));
    out.push_str(&format!(
        "<header>\n<p class=\"kicker\">{kicker}</p>\n<h1>{title}</h1>\n<p class=\"lead\">{facts}</p>\n</header>\n"
    ));
}

fn contents(out: &mut String, reader: &Reader, entries: &[Entry]) {
    out.push_str(&format!(
        "<nav aria-label=\"{}\">\n<ol>\n",
        escape(reader.say(Say::Contents))
    ));
    let mut item = |id: &str, title: &str| {
        out.push_str(&format!(
            "<li><a href=\"#{id}\">{}</a></li>\n",
            escape(title)
        ));
    };
    item("summary", reader.say(Say::Summary));
    item("method", reader.say(Say::Method));
    for entry in entries {
        let title = super::story::heading(reader, entry.part.analysis);
        item(&anchor(&entry.part.analysis.id), &title);
    }
    item("notes", reader.say(Say::ReadingNotes));
    out.push_str("</ol>\n</nav>\n");
}

fn closing(out: &mut String, reader: &Reader, entries: &[Entry]) {
    out.push_str(&format!(
        "<section id=\"notes\">\n<h2>{}</h2>\n<ul>\n",
        escape(reader.say(Say::ReadingNotes))
    ));
    for note in reading_notes(reader, entries) {
        out.push_str(&format!("<li>{}</li>\n", escape(reader.say(note))));
    }
    out.push_str(&format!(
        "</ul>\n<p class=\"source\">{}</p>\n</section>\n",
        escape(&reader.source_line())
    ));
}

/// How to read what is on this page, and nothing of what is not.
fn reading_notes(reader: &Reader, entries: &[Entry]) -> Vec<Say> {
    let results = || entries.iter().map(|e| &e.part.analysis.result);
    let weekly = results().any(|r| matches!(r, AnalysisResult::WeeklyShare(_)));
    let carried = results().any(
        |r| matches!(r, AnalysisResult::TimeToEvent(r) if time_to_event::is_carried_forward(r)),
    );
    let dashes = match reader.study.data {
        DataKind::Register => Say::NoteDashes,
        DataKind::Public | DataKind::Synthetic => Say::NoteDashesOpen,
    };
    let mut notes = vec![Say::NoteRounding, dashes, Say::NoteNotMade];
    notes.extend(carried.then_some(Say::NoteCarried));
    notes.extend(weekly.then_some(Say::NoteIntervals));
    notes.extend([Say::NotePValues, Say::NoteFiles]);
    notes
}

/// Where an analysis stands on the page; study ids may hold what an anchor may not.
fn anchor(id: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    format!("a-{}", id.chars().map(plain).collect::<String>())
}
