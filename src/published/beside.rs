//! What a run tells beside its addressable figures: notes, the facts of its sentences, marks of charts, terms left out. Two runs are compared
//! by it too; no claim refers to it.

use super::figure::{Address, Figure, Value};
use crate::disclosure::Releasable;
use crate::findings::{
    Analysis, AnalysisResult, Cell, Described, Findings, Label, Note, TimeToEvent, Unit,
    WeeklyShare,
};
use std::borrow::Cow;
use std::collections::HashMap;

/// The table that notes stand in, in an address.
pub const NOTE: &str = "note";

/// All of it, in the order of the findings.
pub fn beside(findings: &Releasable<Findings>) -> Vec<Figure<'_>> {
    let findings: &Findings = findings;
    let mut told = Vec::new();
    for analysis in &findings.analyses {
        of_analysis(&mut told, analysis);
    }
    told
}

fn of_analysis<'a>(told: &mut Vec<Figure<'a>>, analysis: &'a Analysis) {
    let at = Address {
        analysis: &analysis.id,
        ..Address::default()
    };
    add_notes(told, &at, &analysis.notes);
    match &analysis.result {
        AnalysisResult::WeeklyShare(result) => add_dropped_by_week(told, &at, result),
        AnalysisResult::TimeToEvent(result) => add_dropped(told, &at, result),
        AnalysisResult::Described(result) => add_described(told, &at, result),
        _ => {}
    }
}

/// Notes of one code are told apart by their words, or else by their order.
fn add_notes<'a>(told: &mut Vec<Figure<'a>>, at: &Address<'a>, notes: &'a [Note]) {
    let mut met: HashMap<(&str, String), usize> = HashMap::new();
    for note in notes {
        let words = note.facts.iter().filter(|(_, fact)| number(fact).is_none());
        let words: Vec<String> = words.map(|(key, fact)| format!("{key} {fact}")).collect();
        let words = words.join(", ");
        let nth = met.entry((&note.code, words.clone())).or_default();
        *nth += 1;
        let term = match *nth {
            1 => words,
            nth => format!("{words} ({nth})"),
        };
        let at = Address {
            table: NOTE,
            row: &note.code,
            term: Cow::Owned(term),
            ..at.clone()
        };
        push(told, &at, "word", None, Value::Word("told".to_string()));
        add_facts(told, &at, note);
    }
}

/// The numbers among the facts.
fn add_facts<'a>(told: &mut Vec<Figure<'a>>, at: &Address<'a>, note: &'a Note) {
    for (key, fact) in &note.facts {
        if let Some(number) = number(fact) {
            let at = Address {
                column: key,
                ..at.clone()
            };
            push(told, &at, "value", Some(Unit::Coefficient), number.into());
        }
    }
}

fn number(fact: &str) -> Option<f64> {
    fact.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A sentence of the program: its code, the words it is filled with, and the numbers.
fn add_sentence<'a>(told: &mut Vec<Figure<'a>>, at: &Address<'a>, label: &'a Label) {
    if let Label::Said(note) = label {
        let words = note.facts.values().filter(|fact| number(fact).is_none());
        let words: Vec<&str> = std::iter::once(note.code.as_str())
            .chain(words.map(String::as_str))
            .collect();
        push(told, at, "word", None, Value::Word(words.join(", ")));
        add_facts(told, at, note);
    }
}

fn add_described<'a>(told: &mut Vec<Figure<'a>>, at: &Address<'a>, result: &'a Described) {
    let sentence = |row| Address {
        table: "sentence",
        row,
        ..at.clone()
    };
    add_sentence(told, &sentence("finding"), &result.finding);
    add_sentence(told, &sentence("shows"), &result.shows);
    for table in &result.tables {
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                if let Cell::Words(Label::Said(note)) = cell {
                    // Its code is a figure; its column is taken by the facts.
                    let at = Address {
                        table: &table.id,
                        row: &row.id,
                        term: Cow::Borrowed(&column.id),
                        ..at.clone()
                    };
                    add_facts(told, &at, note);
                }
            }
        }
    }
    let chart = result.chart.iter();
    let (ends, marks) = (
        chart.clone().flat_map(|c| c.ends.into_iter().flatten()),
        chart.flat_map(|c| c.marks.iter().map(|m| m.at)),
    );
    let ends = ends.enumerate().map(|(nth, at)| ("end", nth, at));
    let marks = marks.enumerate().map(|(nth, at)| ("mark", nth, at));
    for (row, nth, place) in ends.chain(marks) {
        let at = Address {
            table: "chart",
            row,
            term: Cow::Owned((nth + 1).to_string()),
            ..at.clone()
        };
        push(told, &at, "at", Some(Unit::Coefficient), place.into());
    }
}

fn add_dropped<'a>(told: &mut Vec<Figure<'a>>, at: &Address<'a>, result: &'a TimeToEvent) {
    for model in result.models.iter().filter_map(|m| m.made()) {
        let at = Address {
            model: model.variant.word(),
            ..at.clone()
        };
        let terms = Value::Word(model.dropped.join(", "));
        push(told, &at, "dropped", None, terms);
    }
}

fn add_dropped_by_week<'a>(told: &mut Vec<Figure<'a>>, at: &Address<'a>, result: &'a WeeklyShare) {
    for series in &result.effects {
        let at = Address {
            term: series.variant.word(),
            ..at.clone()
        };
        let parts = series.dropped.iter();
        let parts = parts.map(|d| format!("{} in {} to {}", d.terms.join(", "), d.first, d.last));
        let terms = Value::Word(parts.collect::<Vec<String>>().join("; "));
        push(told, &at, "dropped", None, terms);
    }
}

fn push<'a>(
    told: &mut Vec<Figure<'a>>,
    at: &Address<'a>,
    field: &'static str,
    unit: Option<Unit>,
    value: Value,
) {
    told.push(Figure {
        address: Address {
            field,
            ..at.clone()
        },
        unit,
        value,
        trusted: true,
    });
}
