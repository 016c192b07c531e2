//! What the numbers say, in sentences: titles that state the finding, headlines, and texts for those who cannot see a chart.

mod attrition;
mod balance;
mod by_site;
mod cross;
mod time_to_event;
mod weekly_share;

pub use balance::SMD_LIMIT;

use super::reader::Reader;
use super::words::Say;
use crate::findings::{Analysis, AnalysisResult};

/// The words around one analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// States the finding: direction, size, significance.
    pub finding: String,
    /// What is shown, of whom, in which unit.
    pub shows: String,
    /// The finding with its numbers and limits, as a paragraph of the summary. Empty for analyses that describe.
    pub headline: String,
    /// For those who cannot see the chart.
    pub alt: String,
}

/// Words one analysis.
pub fn tell(reader: &Reader, analysis: &Analysis) -> Story {
    match &analysis.result {
        AnalysisResult::WeeklyShare(result) => weekly_share::tell(reader, analysis, result),
        AnalysisResult::TimeToEvent(result) => time_to_event::tell(reader, analysis, result),
        AnalysisResult::BySite(result) => by_site::tell(reader, result),
        AnalysisResult::Balance(result) => balance::tell(reader, result),
        AnalysisResult::Attrition(result) => attrition::tell(reader, result),
        AnalysisResult::Described(result) => cross::tell(reader, result),
        AnalysisResult::NotEstimated(reason) => {
            let reason = reader.language.reason(reason);
            let finding = reader.tell(
                Say::NotEstimated,
                &[("heading", &heading(reader, analysis)), ("reason", &reason)],
            );
            Story {
                shows: String::new(),
                headline: finding.clone(),
                alt: String::new(),
                finding,
            }
        }
    }
}

/// The heading of an analysis: its own title, or its kind and outcome.
pub fn heading(reader: &Reader, analysis: &Analysis) -> String {
    if let Some(title) = &analysis.title {
        return reader.language.text(title).to_string();
    }
    let language = reader.language;
    let outcome = |o: &crate::findings::OutcomeFacts| language.text(&o.label).to_string();
    let (phrase, outcome) = match &analysis.result {
        AnalysisResult::WeeklyShare(r) => (
            match r.axis.as_str() {
                "since-entry" => Say::HeadingSharesSinceEntry,
                _ => Say::HeadingShares,
            },
            outcome(&r.outcome),
        ),
        AnalysisResult::TimeToEvent(r) => (Say::HeadingTime, outcome(&r.outcome)),
        AnalysisResult::BySite(r) => (Say::HeadingSites, outcome(&r.outcome)),
        AnalysisResult::Balance(_) => (Say::HeadingBalance, String::new()),
        AnalysisResult::Attrition(_) => (Say::HeadingAttrition, String::new()),
        AnalysisResult::Described(r) => match r.tables.first() {
            Some(table) => return language.label(&table.title),
            None => return kind_and_id(reader, analysis),
        },
        AnalysisResult::NotEstimated(_) => return kind_and_id(reader, analysis),
    };
    let among = match &analysis.result {
        AnalysisResult::WeeklyShare(r) => among(reader, &r.among),
        AnalysisResult::BySite(r) => among(reader, &r.among),
        _ => "",
    };
    reader.tell(phrase, &[("outcome", &outcome), ("among", among)])
}

/// For an analysis that was not made, whose outcome is not known here.
fn kind_and_id(reader: &Reader, analysis: &Analysis) -> String {
    let kind = match analysis.kind.as_str() {
        "weekly-share" => reader.say(Say::KindShares).to_string(),
        "time-to-event" => reader.say(Say::KindTime).to_string(),
        "by-site" => reader.say(Say::KindSites).to_string(),
        "balance" => reader.say(Say::HeadingBalance).to_string(),
        "attrition" => reader.say(Say::HeadingAttrition).to_string(),
        other => super::words::capital(&super::words::plain(other)),
    };
    format!("{kind} ({})", analysis.id)
}

/// Who is counted: "blandt ..." .
pub fn among(reader: &Reader, among: &str) -> &'static str {
    reader.say(match among {
        "in-course" => Say::AmongInCourse,
        "started" => Say::AmongStarted,
        _ => Say::AmongObserved,
    })
}
