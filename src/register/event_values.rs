//! Whether a table of events holds what the indicators of a study list.

use super::fault::{Faults, Rule};
use super::records::Records;
use std::collections::{BTreeMap, BTreeSet};

/// What events may hold. An empty list of sites is not declared and lets every site in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventRules {
    /// By kind of event, each indicator made of it with the values it lists.
    pub kinds: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    pub sites: Vec<String>,
}

impl EventRules {
    /// Every fault of the events of those kinds: a blank key, no date, a value that an indicator does not list, a site that is not declared.
    pub fn check(&self, events: &Records) -> Faults {
        match self.attempt(events) {
            Ok(faults) | Err(faults) => faults,
        }
    }

    fn attempt(&self, events: &Records) -> Result<Faults, Faults> {
        let (person, kind) = (events.need("person_id")?, events.need("kind")?);
        let value = events.need("value")?;
        let dates = events.dates("date")?;
        let site = events.find("site");
        let mut faults = Faults::default();
        for row in 0..events.len() {
            let Some(indicators) = self.kinds.get(kind.word(row)) else {
                continue;
            };
            if person.word(row).is_empty() {
                let what = || "the key is blank".to_string();
                faults.add(Rule::BlankKey, events.at(row, "person_id"), what);
            }
            if dates[row].is_none() {
                let what = || "the date is blank".to_string();
                faults.add(Rule::NotADate, events.at(row, "date"), what);
            }
            for (indicator, values) in indicators {
                if !values.contains(value.word(row)) {
                    let what =
                        || format!("the value is none that the indicator `{indicator}` lists");
                    faults.add(Rule::UnlistedValue, events.at(row, "value"), what);
                }
            }
            let word = site.map_or("", |site| site.word(row));
            if !word.is_empty() && !self.sites.is_empty() && !self.sites.iter().any(|s| s == word) {
                let what = || "this site is not declared in `[survey]`".to_string();
                faults.add(Rule::UndeclaredWord, events.at(row, "site"), what);
            }
        }
        Ok(faults)
    }
}
