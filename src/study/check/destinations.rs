//! Does a `destinations` make sense?

use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{DestinationsBy, DestinationsPlan, OriginOf};
use crate::study::written::Destinations;

///
const IF_BLANK_WEEKS: u32 = 4;
const AGES: [u32; 3] = [30, 40, 50];
const LENGTHS: [u32; 3] = [26, 52, 104];

impl Checker<'_> {
    pub(super) fn destinations(
        &mut self,
        path: &str,
        written: &Destinations,
        facts: &Facts,
    ) -> Option<DestinationsPlan> {
        if facts.takes_all == Some(true) {
            let message = "destinations follow a course, and the study takes everyone";
            let help = "write `class = \"CLASS\"` in `[entry]`";
            self.value(
                &child(path, "kind"),
                message.to_string(),
                Some(help.to_string()),
            );
        }
        let categories = written.categories.as_deref();
        let destinations =
            categories.and_then(|c| self.state_groups(&child(path, "categories"), c, facts));
        let origins_path = child(path, "origins");
        let origins = match written.origins.as_deref() {
            Some(origins) => self.state_groups(&origins_path, origins, facts),
            None => destinations
                .clone()
                .filter(|_| !self.places.is_given(&origins_path)),
        };
        let by = self.by(
            &child(path, "by"),
            written.by.as_deref().unwrap_or_default(),
            facts,
        );
        let ages = self.breaks(
            &child(path, "age_breaks"),
            written.age_breaks.as_deref(),
            &AGES,
        );
        let lengths = self.breaks(
            &child(path, "length_breaks"),
            written.length_breaks.as_deref(),
            &LENGTHS,
        );
        Some(DestinationsPlan {
            destinations: destinations?,
            origins: origins?,
            origin_of: written.origin_of.unwrap_or(OriginOf::Ended),
            after_weeks: written.after_weeks.unwrap_or(0),
            if_blank_weeks: written.if_blank_weeks.unwrap_or(IF_BLANK_WEEKS),
            by: by?,
            age_breaks: ages?,
            length_breaks: lengths?,
        })
    }

    fn by(
        &mut self,
        path: &str,
        by: &[DestinationsBy],
        facts: &Facts,
    ) -> Option<Vec<DestinationsBy>> {
        let mut sound = true;
        for (i, one) in by.iter().enumerate() {
            let trouble = match one {
                _ if by[..i].contains(one) => "this table is asked for twice",
                DestinationsBy::Age if !facts.has_persons => {
                    "age is told by the persons table, and the study has none"
                }
                _ => continue,
            };
            self.value(&item(path, i), trouble.to_string(), None);
            sound = false;
        }
        sound.then(|| by.to_vec())
    }

    fn breaks(&mut self, path: &str, written: Option<&[u32]>, default: &[u32]) -> Option<Vec<u32>> {
        let Some(breaks) = written else {
            return Some(default.to_vec()).filter(|_| !self.places.is_given(path));
        };
        let ascending = breaks.windows(2).all(|pair| pair[0] < pair[1]);
        if !ascending || breaks.first() == Some(&0) {
            let message = "the breaks must rise, from 1".to_string();
            self.value(path, message, None);
            return None;
        }
        Some(breaks.to_vec())
    }
}
