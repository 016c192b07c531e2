//! One analysis on the page: heading, figure, tables, notes, and where all its numbers are.

use super::grid::Grid;
use super::{Entry, anchor, cross, described, time_to_event, weekly_share};
use crate::findings::{AnalysisResult, Note};
use crate::report::canvas::{Svg, escape};
use crate::report::reader::Reader;
use crate::report::story::heading;
use crate::report::words::Say;

/// Said in the banner already.
const SAID: [&str; 2] = ["synthetic", "public"];
/// Said of each series of effects, with its name.
const OF_SERIES: [&str; 2] = ["collinear-dropped", "missing-dropped"];

pub fn write(out: &mut String, reader: &Reader, entry: &Entry) {
    let analysis = entry.part.analysis;
    let heading = heading(reader, analysis);
    let title = escape(&heading);
    out.push_str(&format!(
        "<section id=\"{}\">\n<h2>{title}</h2>\n",
        anchor(&analysis.id)
    ));
    if let (Some(svg), Some(number)) = (&entry.part.figure, entry.figure) {
        figure(out, reader, entry, svg, number);
    } else {
        out.push_str(&format!("<p>{}</p>\n", escape(&entry.part.story.finding)));
    }
    let grids: Vec<Grid> = match &analysis.result {
        AnalysisResult::WeeklyShare(r) => weekly_share::grids(reader, analysis, r),
        AnalysisResult::TimeToEvent(r) => time_to_event::grids(reader, analysis, r),
        AnalysisResult::BySite(r) => vec![described::sites(reader, r)],
        AnalysisResult::Balance(r) => described::balance(reader, r),
        AnalysisResult::Attrition(r) => vec![described::attrition(reader, r)],
        AnalysisResult::Described(r) => cross::grids(reader, r),
        AnalysisResult::NotEstimated(_) => vec![],
    };
    for (nth, mut grid) in grids.into_iter().enumerate() {
        // The table that gave the section its heading does not say it again.
        if nth == 0 && grid.caption == heading {
            grid.caption.clear();
        }
        grid.write(out);
    }
    notes(out, reader, entry);
    out.push_str("</section>\n");
}

fn figure(out: &mut String, reader: &Reader, entry: &Entry, svg: &Svg, number: usize) {
    let number = number.to_string();
    let heading = heading(reader, entry.part.analysis);
    let file = format!("figures/{}.csv", entry.part.analysis.id);
    let caption = reader.tell(
        Say::FigureCaption,
        &[
            ("number", &number),
            // The caption sets its own full stop.
            ("heading", heading.trim_end_matches('.')),
            ("file", &file),
        ],
    );
    out.push_str(&format!(
        "<figure>\n<p class=\"told\" aria-hidden=\"true\">{}</p>\n{}<figcaption>{}</figcaption>\n</figure>\n",
        escape(&entry.part.story.finding),
        svg.inline(),
        linked(&caption, &file)
    ));
}

fn notes(out: &mut String, reader: &Reader, entry: &Entry) {
    let analysis = entry.part.analysis;
    let weekly = matches!(analysis.result, AnalysisResult::WeeklyShare(_));
    let told = |n: &&Note| {
        let code = n.code.as_str();
        !(SAID.contains(&code) || weekly && OF_SERIES.contains(&code))
    };
    let mut lines: Vec<String> = analysis
        .notes
        .iter()
        .filter(told)
        .map(|n| reader.language.note(n))
        .collect();
    if let AnalysisResult::WeeklyShare(r) = &analysis.result {
        lines.extend(weekly_share::notes(reader, r));
    }
    if matches!(analysis.result, AnalysisResult::Balance(_)) {
        lines.push(reader.say(Say::NoteBalance).to_string());
    }
    let file = format!("tables/{}.csv", analysis.id);
    out.push_str("<ul class=\"notes\">\n");
    for line in lines {
        out.push_str(&format!("<li>{}</li>\n", escape(&line)));
    }
    let all = reader.tell(Say::AllNumbersIn, &[("file", &file)]);
    out.push_str(&format!("<li>{}</li>\n", linked(&all, &file)));
    out.push_str("</ul>\n");
}

/// A text in which the name of a file beside the page leads to it.
fn linked(text: &str, file: &str) -> String {
    let file = escape(file);
    let link = format!("<a href=\"{file}\">{file}</a>");
    escape(text).replace(&file, &link)
}
