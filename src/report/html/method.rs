//! The method: who is compared with whom, over which weeks, and every setting in force.

use super::grid::{Cell, Grid, Row};
use crate::findings::{Analysis, Arm, Setting, TimeAxis};
use crate::report::Part;
use crate::report::canvas::escape;
use crate::report::numbers::count;
use crate::report::reader::Reader;
use crate::report::story::heading;
use crate::report::words::{Say, week_in_year};

/// What the extract is.
pub fn data_sentence(reader: &Reader) -> String {
    let study = reader.study;
    let week = |iso: &String| week_in_year(iso, reader.language).unwrap_or_else(|| iso.clone());
    let [first, last] = &study.register_weeks;
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

pub fn write(out: &mut String, reader: &Reader, parts: &[Part]) {
    let title = escape(reader.say(Say::Method));
    out.push_str(&format!("<section id=\"method\">\n<h2>{title}</h2>\n"));
    for paragraph in paragraphs(reader) {
        out.push_str(&format!("<p>{}</p>\n", escape(&paragraph)));
    }
    if !reader.study.periods.is_empty() {
        periods(reader).write(out);
    }
    settings(out, reader, parts);
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
    let mut paragraphs = vec![reader.tell(design, &blanks)];
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
    analyses: Vec<&'a Analysis>,
}

/// Every setting once per value, in the order they first stand.
fn shared<'a>(parts: &[Part<'a>]) -> Vec<Shared<'a>> {
    let mut rows: Vec<Shared> = vec![];
    for part in parts {
        for setting in &part.analysis.settings {
            match rows.iter_mut().find(|r| r.setting == setting) {
                Some(row) => row.analyses.push(part.analysis),
                None => rows.push(Shared {
                    setting,
                    analyses: vec![part.analysis],
                }),
            }
        }
    }
    rows
}

fn settings(out: &mut String, reader: &Reader, parts: &[Part]) {
    let rows = shared(parts);
    if rows.is_empty() {
        return;
    }
    let title = escape(reader.say(Say::SettingsTitle));
    let intro = escape(reader.say(Say::SettingsIntro));
    out.push_str(&format!(
        "<h3>{title}</h3>\n<p>{intro}</p>\n<div class=\"table settings\"><table>\n<thead><tr>"
    ));
    for head in [
        Say::HeadSetting,
        Say::HeadValue,
        Say::HeadFrom,
        Say::HeadAnalyses,
    ] {
        let head = escape(reader.say(head));
        out.push_str(&format!("<th scope=\"col\" class=\"left\">{head}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    // Values of one setting stand together, and the setting is named once.
    let mut done: Vec<&str> = vec![];
    for row in &rows {
        let key = row.setting.key.as_str();
        if done.contains(&key) {
            continue;
        }
        done.push(key);
        let alike: Vec<&Shared> = rows.iter().filter(|r| r.setting.key == key).collect();
        for (i, row) in alike.iter().enumerate() {
            let only = alike.len() == 1;
            write_setting(out, reader, row, i == 0, only);
        }
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn write_setting(out: &mut String, reader: &Reader, row: &Shared, named: bool, only: bool) {
    let name = match named {
        true => reader.language.setting_name(row.setting),
        false => String::new(),
    };
    let from = reader.say(match row.setting.is_default {
        true => Say::IsDefault,
        false => Say::IsChosen,
    });
    let analyses = match only {
        true => String::new(),
        false => {
            let names = row.analyses.iter().map(|a| heading(reader, a));
            names.collect::<Vec<_>>().join("; ")
        }
    };
    out.push_str(&format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"default\">{}</td><td class=\"default\">{}</td></tr>\n",
        escape(&name),
        escape(&reader.language.setting_value(row.setting)),
        escape(from),
        escape(&analyses)
    ));
}
