//! Whether a table of answers holds what the study declares.

use super::fault::{At, Faults, Rule};
use super::records::{Records, WordColumn};
use std::collections::{BTreeMap, BTreeSet};

/// What the answers may hold. An empty list is not declared and lets everything in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnswerRules {
    pub waves: Vec<String>,
    pub roles: Vec<String>,
    pub sites: Vec<String>,
    /// Answers that every item may have.
    pub unknown: Vec<String>,
    /// By item, the scales of which an answer must keep one.
    pub items: BTreeMap<String, Vec<Scale>>,
    /// The scale of items that are not in `items`.
    pub other_items: Option<Scale>,
    /// Items that a respondent may answer several times.
    pub several: BTreeSet<String>,
}

/// The answers an item may have.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    Words(Vec<String>),
    /// Numbers from the first to the second, both included.
    Range(f64, f64),
    Any,
}

impl Scale {
    fn holds(&self, word: &str) -> bool {
        let number = || word.replace(',', ".").parse::<f64>().ok();
        match self {
            Scale::Any => true,
            Scale::Words(words) => words.iter().any(|w| w == word),
            Scale::Range(low, high) => number().is_some_and(|n| *low <= n && n <= *high),
        }
    }
}

impl AnswerRules {
    /// Every fault of a table of answers to surveys.
    pub fn check(&self, records: &Records) -> Faults {
        match self.attempt(records) {
            Ok(faults) | Err(faults) => faults,
        }
    }

    fn attempt(&self, records: &Records) -> Result<Faults, Faults> {
        let respondent = records.need("respondent_id")?;
        let item = records.need("item")?;
        let value = records.need("value")?;
        let mut faults = Faults::default();
        self.blank_keys(records, respondent, "respondent_id", &mut faults);
        let wave = self.declared(records, "wave", &self.waves, &mut faults)?;
        self.declared(records, "role", &self.roles, &mut faults)?;
        self.declared(records, "site", &self.sites, &mut faults)?;
        self.waves_there(records, wave, &mut faults);
        self.scales(records, item, value, &mut faults);
        let code = |column: Option<&WordColumn>, row: usize| column.map_or(0, |c| c.codes()[row]);
        let asked = |row: usize| (respondent.codes()[row], code(wave, row), item.codes()[row]);
        let once = |row: &usize| !self.several.contains(item.word(*row));
        let what = "the respondent has answered this item in this wave before";
        duplicates(records, asked, once, "item", what, &mut faults);
        Ok(faults)
    }

    /// Every fault of a table of answers over time.
    pub fn check_over_time(&self, records: &Records) -> Faults {
        match self.attempt_over_time(records) {
            Ok(faults) | Err(faults) => faults,
        }
    }

    fn attempt_over_time(&self, records: &Records) -> Result<Faults, Faults> {
        let person = records.need("person_id")?;
        let item = records.need("item")?;
        let time = records.need("time")?;
        let value = records.need("value")?;
        records.numbers("value")?;
        if let Err(not_numbers) = records.numbers("time") {
            // Dates will do too; what is neither is told as the number it is not.
            if records.dates("time").is_err() {
                return Err(not_numbers);
            }
        }
        let mut faults = Faults::default();
        self.blank_keys(records, person, "person_id", &mut faults);
        self.scales(records, item, value, &mut faults);
        let asked = |row: usize| (person.codes()[row], time.codes()[row], item.codes()[row]);
        let what = "the person has answered this item at this time before";
        duplicates(records, asked, |_| true, "item", what, &mut faults);
        Ok(faults)
    }

    fn blank_keys(&self, records: &Records, key: &WordColumn, name: &str, faults: &mut Faults) {
        for row in (0..records.len()).filter(|row| key.word(*row).is_empty()) {
            let what = || "the key is blank".to_string();
            faults.add(Rule::BlankKey, records.at(row, name), what);
        }
    }

    /// A column whose words must be among those declared; it need not be there when none are.
    fn declared<'a>(
        &self,
        records: &'a Records,
        name: &str,
        words: &[String],
        faults: &mut Faults,
    ) -> Result<Option<&'a WordColumn>, Faults> {
        if words.is_empty() {
            return Ok(records.find(name));
        }
        let column = records.need(name)?;
        for row in 0..records.len() {
            let word = column.word(row);
            if !word.is_empty() && words.iter().all(|w| w != word) {
                let what = || format!("this {name} is not declared in `[survey]`");
                faults.add(Rule::UndeclaredWord, records.at(row, name), what);
            }
        }
        Ok(Some(column))
    }

    fn waves_there(&self, records: &Records, wave: Option<&WordColumn>, faults: &mut Faults) {
        let there: BTreeSet<&str> = match wave {
            Some(column) => column.words().iter().map(String::as_str).collect(),
            None => return,
        };
        for wave in self.waves.iter().filter(|w| !there.contains(w.as_str())) {
            let what = || format!("the wave `{wave}` has no answer");
            faults.add(
                Rule::MissingWave,
                At::file(&records.shown).column("wave"),
                what,
            );
        }
    }

    fn scales(
        &self,
        records: &Records,
        item: &WordColumn,
        value: &WordColumn,
        faults: &mut Faults,
    ) {
        let mut judged: BTreeMap<(u32, u32), bool> = BTreeMap::new();
        for row in 0..records.len() {
            let (asked, answer) = (item.word(row), value.word(row));
            let fits = judged
                .entry((item.codes()[row], value.codes()[row]))
                .or_insert_with(|| {
                    let unknown = answer.is_empty() || self.unknown.iter().any(|w| w == answer);
                    let scales = self.items.get(asked);
                    let other = self.other_items.as_slice();
                    let scales = scales.map_or(other, Vec::as_slice);
                    unknown || scales.is_empty() || scales.iter().any(|s| s.holds(answer))
                });
            if !*fits {
                let what = || format!("the answer is outside the scale of item `{asked}`");
                faults.add(Rule::OutsideScale, records.at(row, "value"), what);
            }
        }
    }
}

/// Rows that answer again what was answered.
fn duplicates<K: Ord>(
    records: &Records,
    key: impl Fn(usize) -> K,
    counts: impl Fn(&usize) -> bool,
    column: &str,
    what: &str,
    faults: &mut Faults,
) {
    let mut seen = BTreeSet::new();
    for row in (0..records.len()).filter(counts) {
        if !seen.insert(key(row)) {
            faults.add(Rule::DuplicateAnswer, records.at(row, column), || {
                what.to_string()
            });
        }
    }
}
