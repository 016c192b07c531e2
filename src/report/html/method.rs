//! The method: who is compared with whom, over which weeks, and every setting in force.

use super::Entry;
use super::grid::{Cell, Grid, Row};
use crate::findings::{Arm, Setting, TimeAxis};
use crate::report::canvas::escape;
use crate::report::numbers::count;
use crate::report::reader::Reader;
use crate::report::story::heading;
use crate::report::words::{Say, week_in_year};

/// What the extract is.
pub fn data_sentence(reader: &Reader) -> String {
    let study = reader.study;
    let week = |iso: &String| week_in_year(iso, reader.language).unwrap_or_else(|| iso.clone());
    let Some([first, last]) = &study.register_weeks else {
        let source = reader.language.text(&study.source);
        return reader.tell(Say::DataSentenceTables, &[("source", source)]);
    };
    let blanks = [
        ("persons", count(study.persons, reader.language)),
        ("first", week(first)),
        ("last", week(last)),
        ("source", reader.language.text(&study.source).to_string()),
    ];
    let blanks: Vec<(&str, &str)> = blanks.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let phrase = match study.time_axis {
        TimeAxis::IsoWeeks => Say::DataSentence,
        TimeAxis::Relative => Say::DataSentenceRelative,
    };
    reader.tell(phrase, &blanks)
}

pub fn write(out: &mut String, reader: &Reader, entries: &[Entry]) {
    let title = escape(reader.say(Say::Method));
    out.push_str(&format!("<section id=\"method\">\n<h2>{title}</h2>\n"));
    for paragraph in paragraphs(reader) {
        out.push_str(&format!("<p>{}</p>\n", escape(&paragraph)));
    }
    if !reader.study.periods.is_empty() {
        periods(reader).write(out);
    }
    settings(out, reader, entries);
    out.push_str("</section>\n");
}

fn paragraphs(reader: &Reader) -> Vec<String> {
    let named = |arm: Arm| {
        let facts = reader.study.arms.iter().find(|a| a.arm == arm);
        let sites = facts.and_then(|a| a.sites);
        let name = reader.arm(arm);
        match sites {
            Some(n) => {
                let n = count(Some(n), reader.language);
                reader.tell(Say::ArmWithSites, &[("arm", &name), ("sites", &n)])
            }
            None => name,
        }
    };
    let (participant, comparison) = (named(Arm::Participant), named(Arm::Comparison));
    let blanks = [
        ("participant", participant.as_str()),
        ("comparison", comparison.as_str()),
    ];
    let design = match reader.study.periods.is_empty() {
        true => Say::MethodLottery,
        false => Say::MethodDid,
    };
    let mut paragraphs = match reader.study.arms.is_empty() {
        true => Vec::new(),
        false => vec![reader.tell(design, &blanks)],
    };
    if let Some(week) = &reader.study.last_trusted_week {
        let week = week_in_year(week, reader.language).unwrap_or_else(|| week.clone());
        paragraphs.push(reader.tell(Say::MethodTrusted, &[("week", &week)]));
    }
    paragraphs
}

fn periods(reader: &Reader) -> Grid {
    let week = |iso: &String| week_in_year(iso, reader.language).unwrap_or_else(|| iso.clone());
    let span = |[from, to]: &[String; 2]| {
        let (from, to) = (week(from), week(to));
        Cell::Words(reader.tell(Say::FromTo, &[("from", &from), ("to", &to)]))
    };
    let row = |p: &crate::findings::PeriodFacts| {
        Row::new(
            reader.period(p.period),
            vec![span(&p.entry), span(&p.weeks)],
        )
    };
    Grid {
        caption: reader.say(Say::TablePeriods).into(),
        groups: vec![],
        heads: [Say::HeadCohort, Say::HeadEntry, Say::HeadWeeks]
            .map(|s| reader.say(s).to_string())
            .to_vec(),
        rows: reader.study.periods.iter().map(row).collect(),
    }
}

/// A setting and the analyses that share its value.
struct Shared<'a> {
    setting: &'a Setting,
    entries: Vec<&'a Entry<'a>>,
}

/// Every setting once per value, in the order they first stand.
fn shared<'a>(entries: &'a [Entry<'a>]) -> Vec<Shared<'a>> {
    let mut rows: Vec<Shared> = vec![];
    for entry in entries {
        for setting in &entry.part.analysis.settings {
            match rows.iter_mut().find(|r| r.setting == setting) {
                Some(row) => row.entries.push(entry),
                None => rows.push(Shared {
                    setting,
                    entries: vec![entry],
                }),
            }
        }
    }
    rows
}

/// A table of settings: what, how, chosen by whom, and for which analyses when they differ.
fn settings(out: &mut String, reader: &Reader, entries: &[Entry]) {
    let rows = shared(entries);
    if rows.is_empty() {
        return;
    }
    let title = escape(reader.say(Say::SettingsTitle));
    let intro = escape(reader.say(Say::SettingsIntro));
    out.push_str(&format!("<h3>{title}</h3>\n<p>{intro}</p>\n"));
    let differ = rows
        .iter()
        .any(|r| alike(&rows, &r.setting.key).count() > 1);
    let mut heads = vec![Say::HeadSetting, Say::HeadValue, Say::HeadFrom];
    if differ {
        heads.push(Say::HeadAnalyses);
    }
    // Values of one setting stand together, and the setting is named once.
    let mut keys: Vec<&str> = vec![];
    for row in &rows {
        if !keys.contains(&row.setting.key.as_str()) {
            keys.push(&row.setting.key);
        }
    }
    let mut lines = vec![];
    for key in keys {
        let only = alike(&rows, key).count() == 1;
        for (i, row) in alike(&rows, key).enumerate() {
            let mut cells = setting_cells(reader, row, entries);
            if differ {
                cells.push(Cell::Words(if only {
                    String::new()
                } else {
                    names(reader, row)
                }));
            }
            let name = reader.language.setting_name(row.setting);
            lines.push(Row::new(if i == 0 { name } else { String::new() }, cells));
        }
    }
    let grid = Grid {
        caption: String::new(),
        groups: vec![],
        heads: heads.into_iter().map(|h| reader.say(h).into()).collect(),
        rows: lines,
    };
    grid.write(out);
}

/// The values of one setting.
fn alike<'a, 'b>(
    rows: &'b [Shared<'a>],
    key: &'b str,
) -> impl Iterator<Item = &'b Shared<'a>> + 'b {
    rows.iter().filter(move |r| r.setting.key == key)
}

fn setting_cells(reader: &Reader, row: &Shared, entries: &[Entry]) -> Vec<Cell> {
    let from = match row.setting.is_default {
        true => Say::IsDefault,
        false => Say::IsChosen,
    };
    vec![
        Cell::Words(value(reader, row, entries)),
        Cell::Why(reader.say(from).to_string(), 1),
    ]
}

/// A setting's value in words; other analyses, which an association names, by what they are called.
fn value(reader: &Reader, row: &Shared, entries: &[Entry]) -> String {
    let setting = row.setting;
    let associates = |entry: &&Entry| entry.part.analysis.kind == "association";
    let named = |id: &str| {
        let entry = entries.iter().find(|e| e.part.analysis.id == id)?;
        Some(heading(reader, entry.part.analysis))
    };
    let names: Option<Vec<String>> = match setting.key.rsplit('.').next() {
        Some("fidelity" | "outcome") if row.entries.iter().all(associates) => {
            setting.value.split(", ").map(named).collect()
        }
        _ => None,
    };
    names.map_or_else(|| reader.setting_value(setting), |names| names.join("; "))
}

/// The analyses that share a value, by their figures.
fn names(reader: &Reader, row: &Shared) -> String {
    let drawn = row.entries.iter().filter_map(|e| e.figure);
    let numbers: Vec<String> = drawn.map(|n| n.to_string()).collect();
    let mut names = vec![];
    if !numbers.is_empty() {
        names.push(reader.tell(Say::SeeFigure, &[("number", &numbers.join(", "))]));
    }
    let others = row.entries.iter().filter(|e| e.figure.is_none());
    names.extend(others.map(|e| heading(reader, e.part.analysis)));
    names.join("; ")
}
