//! Balance in words.

use super::Story;
use crate::findings::{Balance, BalanceRow, BalanceTable};
use crate::report::numbers::number;
use crate::report::reader::Reader;
use crate::report::words::{Say, capital};

/// A standardised difference beyond this is called a difference, as is usual.
pub const SMD_LIMIT: f64 = 0.1;

pub fn tell(reader: &Reader, result: &Balance) -> Story {
    let sentences: Vec<String> = result
        .tables
        .iter()
        .map(|table| sentence(reader, table))
        .collect();
    let shows = reader.say(Say::ShowsBalance);
    let alt = format!("{shows} {}", sentences.join(" "));
    let mut sentences = sentences.into_iter();
    let finding = sentences.next().unwrap_or_default();
    let finding = finding.trim_end_matches('.').to_string();
    let rest: Vec<String> = sentences.collect();
    let shows = format!("{shows} {}", rest.join(" "));
    Story {
        alt,
        headline: String::new(),
        finding,
        shows,
    }
}

/// How many characteristics differ, and which most.
fn sentence(reader: &Reader, table: &BalanceTable) -> String {
    let smd = |row: &BalanceRow| row.smd.made().copied();
    let told: Vec<(&BalanceRow, f64)> = table
        .rows
        .iter()
        .filter_map(|r| Some((r, smd(r)?)))
        .collect();
    let beyond = told.iter().filter(|(_, d)| d.abs() > SMD_LIMIT).count();
    let largest = told.iter().max_by(|a, b| {
        a.1.abs()
            .total_cmp(&b.1.abs())
            .then(std::cmp::Ordering::Greater)
    });
    let language = reader.language;
    let name = largest.map_or(String::new(), |(r, _)| language.variable(&r.variable));
    let size = largest.map_or(String::new(), |(_, d)| number(*d, 2, language));
    let first = language.text(&table.first);
    let first = match &table.within {
        Some(within) => format!("{}: {first}", capital(language.text(within))),
        None => first.to_string(),
    };
    let phrase = match beyond {
        0 => Say::BalanceAlike,
        _ => Say::BalanceDiffers,
    };
    reader.tell(
        phrase,
        &[
            ("first", &first),
            ("second", language.text(&table.second)),
            ("beyond", &beyond.to_string()),
            ("rows", &told.len().to_string()),
            ("largest", &name),
            ("smd", &size),
            ("limit", &number(SMD_LIMIT, 1, language)),
        ],
    )
}
