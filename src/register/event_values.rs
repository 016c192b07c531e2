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
    /// Every fault of the events of those kinds: a value that an indicator does not list, a site that is not declared.
    pub fn check(&self, events: &Records) -> Faults {
        match self.attempt(events) {
            Ok(faults) | Err(faults) => faults,
        }
    }

    fn attempt(&self, events: &Records) -> Result<Faults, Faults> {
        let (kind, value) = (events.need("kind")?, events.need("value")?);
        let site = events.find("site");
        let mut faults = Faults::default();
        for row in 0..events.len() {
            let Some(indicators) = self.kinds.get(kind.word(row)) else {
                continue;
            };
            for (indicator, values) in indicators {
                if !values.contains(value.word(row)) {
                    let what = || {
                        let values: Vec<String> = values.iter().map(|v| format!("`{v}`")).collect();
                        let allowed = values.join(", ");
                        format!(
                            "the value is none that the indicator `{indicator}` lists; allowed: {allowed}"
                        )
                    };
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
