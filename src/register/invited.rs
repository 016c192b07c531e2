//! Whether no more have answered a survey than were invited.

use super::fault::{At, Faults, Rule};
use super::records::{Records, WordColumn};
use std::collections::{BTreeMap, BTreeSet};

/// Who was invited to a survey, by the words of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Invited {
    /// The analysis that says so.
    pub analysis: String,
    /// `wave`, `role` or `site`.
    pub column: &'static str,
    pub numbers: BTreeMap<String, u64>,
    /// Only rows of these waves and roles; an empty list takes all.
    pub waves: Vec<String>,
    pub roles: Vec<String>,
}

impl Invited {
    /// A fault for every group of which more have answered.
    pub fn check(&self, records: &Records) -> Faults {
        let mut faults = Faults::default();
        let (Some(group), Some(respondent)) =
            (records.find(self.column), records.find("respondent_id"))
        else {
            return faults;
        };
        let (wave, role) = (records.find("wave"), records.find("role"));
        let is_in = |list: &[String], column: Option<&WordColumn>, row| {
            let word = column.map_or("", |column| column.word(row));
            list.is_empty() || list.iter().any(|w| w == word)
        };
        let mut answered: BTreeMap<&str, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for row in 0..records.len() {
            if is_in(&self.waves, wave, row) && is_in(&self.roles, role, row) {
                let wave = wave.map_or(0, |column| column.codes()[row]);
                let who = (respondent.codes()[row], wave);
                answered.entry(group.word(row)).or_default().insert(who);
            }
        }
        for (word, invited) in &self.numbers {
            let answered = answered.get(word.as_str()).map_or(0, BTreeSet::len);
            if answered as u64 > *invited {
                let at = At::file(&records.shown).column(self.column);
                faults.add(Rule::MoreThanInvited, at, || {
                    format!(
                        "more have answered of `{word}` than the {invited} that analysis `{}` says were invited",
                        self.analysis
                    )
                });
            }
        }
        faults
    }
}
