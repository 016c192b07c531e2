//! The spread between municipalities in words.

use super::{Story, among};
use crate::findings::{BySite, SiteChange};
use crate::report::numbers::Rounded;
use crate::report::reader::Reader;
use crate::report::words::{Say, capital};

pub fn tell(reader: &Reader, result: &BySite) -> Story {
    let outcome = reader.language.text(&result.outcome.label);
    let week = reader.week("calendar", result.week);
    let shows = reader.tell(
        Say::ShowsSites,
        &[
            ("outcome", outcome),
            ("among", among(reader, &result.among)),
            ("week", &week),
        ],
    );
    let finding = finding(reader, result, outcome);
    Story {
        alt: reader.tell(Say::AltSites, &[("shows", &shows), ("finding", &finding)]),
        headline: String::new(),
        finding,
        shows,
    }
}

fn finding(reader: &Reader, result: &BySite, outcome: &str) -> String {
    let told: Vec<(&SiteChange, Rounded)> = result
        .sites
        .iter()
        .filter_map(|s| Some((s, Rounded::points(s.after, s.before, 1)?)))
        .collect();
    let (Some((best, high)), Some((worst, low))) = (told.first(), told.last()) else {
        return reader.tell(Say::SitesNone, &[("outcome", &capital(outcome))]);
    };
    let rising = told.iter().filter(|(_, c)| c.sign() > 0).count();
    reader.tell(
        Say::SitesSpread,
        &[
            ("outcome", &capital(outcome)),
            ("high", &high.print_signed(reader.language)),
            ("best", &best.name),
            ("low", &low.print_signed(reader.language)),
            ("worst", &worst.name),
            ("rising", &rising.to_string()),
            ("sites", &told.len().to_string()),
        ],
    )
}
