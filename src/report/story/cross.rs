//! Described results word themselves: their finding and what they show are labels.

use super::Story;
use crate::findings::Described;
use crate::report::reader::Reader;
use crate::report::words::{Say, capital};

pub fn tell(reader: &Reader, result: &Described) -> Story {
    let finding = capital(&reader.language.label(&result.finding));
    let shows = capital(&reader.language.label(&result.shows));
    Story {
        alt: reader.tell(Say::AltSites, &[("shows", &shows), ("finding", &finding)]),
        headline: String::new(),
        finding,
        shows,
    }
}
