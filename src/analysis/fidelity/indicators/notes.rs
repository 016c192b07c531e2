//! What must be said beside indicators: what has no light and why, and which rows of the data are in no cell.

use super::super::super::answers::Level;
use super::super::super::described_parts::given;
use super::counts::Counts;
use super::line::Line;
use crate::findings::Note;
use crate::study::{DoNotKnow, IndicatorSource, LightRule, LocalText};

pub fn of(lines: &[Line], counted: &[Counts], sites: &[Level], pending: DoNotKnow) -> Vec<Note> {
    let mut notes = Vec::new();
    let open = counted.iter().map(|c| c.total().open).sum();
    let code = match pending {
        DoNotKnow::Out => "still-in-time",
        DoNotKnow::In => "still-in-time-counted",
    };
    notes.extend(told(code, "persons", open));
    notes.extend(not_met(lines, counted));
    notes.extend(silent(lines, sites));
    notes.extend(not_judged(lines));
    let replaced = counted.iter().map(|c| c.replaced).sum();
    notes.extend(told("events-replaced", "rows", replaced));
    notes.extend(told("outside-sites", "rows", outside(counted, sites)));
    for (line, counts) in lines.iter().zip(counted) {
        let note = told("answers-not-listed", "rows", counts.unlisted);
        notes.extend(note.map(|note| about(note, &line.indicator.label)));
    }
    notes
}

fn told(code: &str, what: &str, count: u64) -> Option<Note> {
    (count > 0).then(|| Note::new(code, &[(what, count.to_string())]))
}

fn about(mut note: Note, indicator: &LocalText) -> Note {
    let facts = &mut note.facts;
    facts.insert("indicator_da".to_string(), indicator.da.clone());
    facts.insert("indicator_en".to_string(), indicator.en.clone());
    note
}

/// Items and kinds of events that the study names and the data have not: they may be misspelt.
fn not_met(lines: &[Line], counted: &[Counts]) -> Vec<Note> {
    let (mut items, mut kinds) = (Vec::new(), Vec::new());
    for (line, _) in lines.iter().zip(counted).filter(|(_, c)| c.is_unmet) {
        match &line.indicator.of {
            IndicatorSource::Answers { item, .. } => items.push(item.as_str()),
            IndicatorSource::Events { kind, .. } => kinds.push(kind.as_str()),
        }
    }
    let note = |(code, what, mut names): (&str, &str, Vec<&str>)| {
        names.dedup();
        (!names.is_empty()).then(|| Note::new(code, &[(what, names.join(", "))]))
    };
    let both = [
        ("items-not-met", "items", items),
        ("events-not-met", "events", kinds),
    ];
    both.into_iter().filter_map(note).collect()
}

/// Municipalities of which a source says nothing, and how many cells are grey because nobody answered.
fn silent(lines: &[Line], sites: &[Level]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut sources: Vec<&LocalText> = Vec::new();
    for line in lines {
        let source = &line.indicator.source;
        if sources.contains(&source) {
            continue;
        }
        sources.push(source);
        let of_source: Vec<&Line> = lines
            .iter()
            .filter(|line| line.indicator.source == *source)
            .collect();
        let says_nothing = |at: usize| of_source.iter().all(|line| line.values[at].is_none());
        let names: Vec<(String, String)> = (0..sites.len())
            .filter(|at| says_nothing(*at))
            .map(|at| given(&sites[at].label))
            .collect();
        let (da, en): (Vec<String>, Vec<String>) = names.into_iter().unzip();
        if !da.is_empty() {
            let facts = [
                ("names_da", da.join(", ")),
                ("names_en", en.join(", ")),
                ("source_da", source.da.clone()),
                ("source_en", source.en.clone()),
            ];
            notes.push(Note::new("sites-silent", &facts));
        }
    }
    let cells = lines.iter().map(|line| line.silent() as u64).sum();
    notes.extend(told("cells-without-answers", "cells", cells));
    notes
}

/// The rule of the mean judges no total, and nobody when there is no other to compare with.
fn not_judged(lines: &[Line]) -> Vec<Note> {
    let of_mean = lines
        .iter()
        .filter(|line| line.indicator.rule == LightRule::Mean);
    let note = |line: &Line| {
        let told = line.values.len() - line.silent();
        let code = match (line.mean_of_sites, told) {
            (Some(_), _) => "total-not-judged",
            (None, 1) => "mean-of-one-site",
            (None, _) => return None,
        };
        Some(about(Note::new(code, &[]), &line.indicator.label))
    };
    of_mean.filter_map(note).collect()
}

/// Rows of persons whose municipality is blank or none of the table's.
fn outside(counted: &[Counts], sites: &[Level]) -> u64 {
    let is_in = |id: &String| sites.iter().any(|site| site.id == *id);
    let counts = counted.iter().flat_map(|c| &c.of_site);
    counts
        .filter(|(id, _)| !is_in(id))
        .map(|(_, count)| count.n)
        .sum()
}
