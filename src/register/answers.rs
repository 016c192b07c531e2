//! Whether a table of answers holds what the study declares.

use super::fault::{At, Faults, Rule};
use super::records::{Records, WordColumn};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How many allowed words a message lists.
const LISTED: usize = 8;

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
    fn holds(&self, records: &Records, word: &str) -> bool {
        match self {
            Scale::Any => true,
            Scale::Words(words) => words.iter().any(|w| w == word),
            Scale::Range(low, high) => {
                let number = records.number(word);
                number.is_some_and(|n| *low <= n && n <= *high)
            }
        }
    }
}

/// What is allowed, for a message.
impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scale::Any => f.write_str("any answer"),
            Scale::Words(words) => f.write_str(&listed(words)),
            Scale::Range(low, high) if low.is_finite() && high.is_finite() => {
                write!(f, "{low} to {high}")
            }
            Scale::Range(..) => f.write_str("numbers"),
        }
    }
}

/// The first of some words of the study.
fn listed(words: &[String]) -> String {
    let first: Vec<String> = words
        .iter()
        .take(LISTED)
        .map(|w| format!("`{w}`"))
        .collect();
    match words.len().saturating_sub(LISTED) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

impl AnswerRules {
    /// Every fault of a table of answers to surveys.
    pub fn check(&self, records: &Records) -> Faults {
        let mut faults = Faults::default();
        let respondent = needed(records, "respondent_id", &mut faults);
        let item = needed(records, "item", &mut faults);
        let value = needed(records, "value", &mut faults);
        let wave = self.declared(records, "wave", &self.waves, &mut faults);
        self.declared(records, "role", &self.roles, &mut faults);
        self.declared(records, "site", &self.sites, &mut faults);
        let (Some(respondent), Some(item), Some(value)) = (respondent, item, value) else {
            return faults;
        };
        filled(records, respondent, KEY, "respondent_id", &mut faults);
        filled(records, item, ITEM, "item", &mut faults);
        self.waves_there(records, wave, &mut faults);
        self.scales(records, item, value, &mut faults);
        let code = |column: Option<&WordColumn>, row: usize| column.map_or(0, |c| c.codes()[row]);
        let asked = |row: usize| (respondent.codes()[row], code(wave, row), item.codes()[row]);
        let once = |row: &usize| {
            !respondent.word(*row).is_empty() && !self.several.contains(item.word(*row))
        };
        let what = "the respondent has answered this item in this wave before";
        duplicates(records, asked, once, what, &mut faults);
        faults
    }

    /// Every fault of a table of answers over time.
    pub fn check_over_time(&self, records: &Records) -> Faults {
        let mut faults = Faults::default();
        let person = needed(records, "person_id", &mut faults);
        let item = needed(records, "item", &mut faults);
        let value = needed(records, "value", &mut faults);
        let time = needed(records, "time", &mut faults);
        let (Some(person), Some(item), Some(value), Some(time)) = (person, item, value, time)
        else {
            return faults;
        };
        filled(records, person, KEY, "person_id", &mut faults);
        filled(records, item, ITEM, "item", &mut faults);
        filled(records, time, TIME, "time", &mut faults);
        let (numbers, times) = (records.numbers("value"), AnswerTimes::of(records));
        match numbers {
            Ok(_) => self.scales(records, item, value, &mut faults),
            Err(not_numbers) => faults.absorb(not_numbers),
        }
        match times {
            Ok(times) => {
                let key = |row| (person.codes()[row], times.key(row), item.codes()[row]);
                let what = "the person has answered this item at this time before";
                let known = |row: &usize| !person.word(*row).is_empty();
                duplicates(records, key, known, what, &mut faults);
            }
            Err(not_times) => faults.absorb(not_times),
        }
        faults
    }

    /// A column whose words must be among those declared; it need not be there when none are.
    fn declared<'a>(
        &self,
        records: &'a Records,
        name: &str,
        words: &[String],
        faults: &mut Faults,
    ) -> Option<&'a WordColumn> {
        if words.is_empty() {
            return records.find(name);
        }
        let column = needed(records, name, faults)?;
        for row in 0..records.len() {
            let word = column.word(row);
            if !word.is_empty() && words.iter().all(|w| w != word) {
                let what = || {
                    let words = listed(words);
                    format!("this {name} is not declared in `[survey]`; declared: {words}")
                };
                faults.add(Rule::UndeclaredWord, records.at(row, name), what);
            }
        }
        Some(column)
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
            let scales = match self.items.get(asked) {
                Some(scales) => scales.as_slice(),
                None => self.other_items.as_slice(),
            };
            let fits = judged
                .entry((item.codes()[row], value.codes()[row]))
                .or_insert_with(|| {
                    let unknown = answer.is_empty() || self.unknown.iter().any(|w| w == answer);
                    unknown || scales.is_empty() || scales.iter().any(|s| s.holds(records, answer))
                });
            if !*fits {
                let what = || outside(self.items.contains_key(asked).then_some(asked), scales);
                faults.add(Rule::OutsideScale, records.at(row, "value"), what);
            }
        }
    }
}

/// The words for an answer outside the scales of an item; an item that the study does not name may be anything and is not told.
fn outside(item: Option<&str>, scales: &[Scale]) -> String {
    let mut allowed: Vec<String> = scales.iter().map(Scale::to_string).collect();
    allowed.dedup();
    let of = item.map_or(String::new(), |item| format!(" of item `{item}`"));
    let allowed = allowed.join(", or ");
    format!("the answer is outside the scale{of}; allowed: {allowed}")
}

/// When answers over time were given.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerTimes {
    /// Times of the study's own, NaN for a blank.
    Numbers(Vec<f64>),
    /// Days, `None` for a blank.
    Dates(Vec<Option<Date>>),
}

impl AnswerTimes {
    /// Reads the column `time`: dates in every row, or numbers in every row.
    ///
    /// # Errors
    /// A missing column, and every cell that is not what most of the others are.
    pub fn of(records: &Records) -> Result<AnswerTimes, Faults> {
        let column = records.need("time")?;
        if let Ok(dates) = records.dates("time") {
            return Ok(AnswerTimes::Dates(dates));
        }
        if let Ok(numbers) = records.numbers("time") {
            return Ok(AnswerTimes::Numbers(numbers));
        }
        let is_date = |word: &str| super::read::date_of(word).is_some();
        let is_number = |word: &str| records.number(word).is_some();
        let rows = || (0..records.len()).filter(|row| !column.word(*row).is_empty());
        let count = |is: &dyn Fn(&str) -> bool| rows().filter(|row| is(column.word(*row))).count();
        let (is, what): (&dyn Fn(&str) -> bool, _) = match count(&is_date) > count(&is_number) {
            true => (
                &is_date,
                "the cell is no date, as other cells of the column are",
            ),
            false => (
                &is_number,
                "the cell is no number, as the cells of the column are",
            ),
        };
        let mut faults = Faults::default();
        for row in rows().filter(|row| !is(column.word(*row))) {
            let at = records.at(row, "time");
            faults.add(Rule::NotATime, at, || what.to_string());
        }
        Err(faults)
    }

    /// A number that two rows share when their times are the same.
    fn key(&self, row: usize) -> u64 {
        match self {
            // Adding zero makes one number of the two zeros.
            AnswerTimes::Numbers(numbers) => (numbers[row] + 0.0).to_bits(),
            AnswerTimes::Dates(dates) => dates[row].map_or(0, |date| {
                let (year, month, day) = (date.year(), date.month(), date.day());
                (i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day)) as u64
            }),
        }
    }
}

/// A column that must be there; when it is not, that is told.
fn needed<'a>(records: &'a Records, name: &str, faults: &mut Faults) -> Option<&'a WordColumn> {
    match records.need(name) {
        Ok(column) => Some(column),
        Err(theirs) => {
            faults.absorb(theirs);
            None
        }
    }
}

/// A blank cell in a column that must be filled: the rule, and what is told.
type Blank = (Rule, &'static str);

const KEY: Blank = (Rule::BlankKey, "the key is blank");
const ITEM: Blank = (Rule::NotAWord, "the item is blank");
const TIME: Blank = (Rule::NotATime, "the time is blank");

fn filled(
    records: &Records,
    column: &WordColumn,
    (rule, what): Blank,
    name: &str,
    faults: &mut Faults,
) {
    for row in (0..records.len()).filter(|row| column.word(*row).is_empty()) {
        faults.add(rule, records.at(row, name), || what.to_string());
    }
}

/// Rows that answer again what was answered.
fn duplicates<K: Ord>(
    records: &Records,
    key: impl Fn(usize) -> K,
    counts: impl Fn(&usize) -> bool,
    what: &str,
    faults: &mut Faults,
) {
    let mut seen = BTreeSet::new();
    for row in (0..records.len()).filter(counts) {
        if !seen.insert(key(row)) {
            faults.add(Rule::DuplicateAnswer, records.at(row, "item"), || {
                what.to_string()
            });
        }
    }
}
