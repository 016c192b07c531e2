//! From what a claim refers to, to the figures; or to the nearest ids.

use super::claim::Reference;
use super::figure::{Address, Figure, PARTS};
use crate::codes::fold;
use crate::findings::Unit;
use std::collections::{BTreeSet, HashMap};

/// The figures of a run, found by analysis and field.
pub struct Index<'a> {
    figures: &'a [Figure<'a>],
    by_field: HashMap<(&'a str, &'a str), Vec<usize>>,
    by_address: HashMap<&'a Address<'a>, usize>,
}

/// A reference to nothing: the key at fault, what is wrong, and the nearest that exists.
#[derive(Debug)]
pub struct Unfound {
    pub key: String,
    pub message: String,
    pub help: Option<String>,
}

/// How many near ids are listed.
const NEAR: usize = 5;

impl<'a> Index<'a> {
    pub fn new(figures: &'a [Figure<'a>]) -> Index<'a> {
        let mut by_field: HashMap<_, Vec<usize>> = HashMap::new();
        let mut by_address = HashMap::with_capacity(figures.len());
        for (i, figure) in figures.iter().enumerate() {
            let address = &figure.address;
            by_field
                .entry((address.analysis, address.field))
                .or_default()
                .push(i);
            by_address.insert(address, i);
        }
        Index {
            figures,
            by_field,
            by_address,
        }
    }

    /// The figure at an address.
    pub fn at(&self, address: &Address<'_>) -> Option<&'a Figure<'a>> {
        self.by_address.get(address).map(|i| &self.figures[*i])
    }

    /// Every figure that a reference means, in the order of the findings.
    ///
    /// # Errors
    /// The first key that refers to nothing.
    pub fn find(&self, reference: &Reference) -> Result<Vec<&'a Figure<'a>>, Unfound> {
        let analysis = reference.analysis.as_deref().unwrap_or_default();
        let field = reference.field.as_deref().unwrap_or_default();
        let named = if field == "p" { "value" } else { field };
        let bucket = self.by_field.get(&(analysis, named));
        let found: Vec<&Figure> = bucket
            .into_iter()
            .flatten()
            .map(|i| &self.figures[*i])
            .filter(|figure| PARTS.iter().all(|key| meant(reference, figure, key)))
            .filter(|figure| in_weeks(reference, figure))
            .collect();
        match (found.as_slice(), reference.over) {
            ([], _) => Err(self.unfound(reference)),
            // The figure that has just the parts named goes before those with more.
            ([_, _, ..], None) => match found.iter().find(|f| is_exact(reference, f)) {
                Some(exact) => Ok(vec![*exact]),
                None => Ok(found),
            },
            _ => Ok(found),
        }
    }

    /// Goes through the keys until one leaves no figure.
    fn unfound(&self, reference: &Reference) -> Unfound {
        let mut left: Vec<&Figure> = self.figures.iter().collect();
        for key in PARTS {
            let kept = left.iter().copied().filter(|f| meant(reference, f, key));
            let kept: Vec<&Figure> = kept.collect();
            if kept.is_empty() {
                return unknown(key, reference, &left);
            }
            left = kept;
        }
        let weeks = left.iter().filter_map(|f| f.address.week);
        let help = match (weeks.clone().min(), weeks.max()) {
            (Some(first), Some(last)) => Some(format!("weeks of it: {first} to {last}")),
            _ => Some("it has no weeks".to_string()),
        };
        Unfound {
            key: "finding.week".to_string(),
            message: "no figure in that week".to_string(),
            help,
        }
    }
}

/// True when the reference leaves this part open or names it. The study itself is meant only without an analysis.
fn meant(reference: &Reference, figure: &Figure<'_>, key: &str) -> bool {
    let there = figure.address.part(key);
    match (key, reference.part(key)) {
        ("analysis", None) => there.is_empty(),
        ("field", Some("p")) => there == "value" && figure.unit == Some(Unit::PValue),
        (_, Some(word)) => there == word,
        (_, None) => true,
    }
}

/// True when the figure has no part and no week that the reference does not name.
fn is_exact(reference: &Reference, figure: &Figure<'_>) -> bool {
    let named = |key: &&str| reference.part(key).is_some() || figure.address.part(key).is_empty();
    let week = reference.week.is_some() || figure.address.week.is_none();
    week && PARTS.iter().all(named)
}

fn in_weeks(reference: &Reference, figure: &Figure<'_>) -> bool {
    let Some((first, last)) = reference.weeks() else {
        return true;
    };
    let week = figure.address.week;
    week.is_some_and(|week| (first..=last).contains(&week))
}

fn unknown(key: &str, reference: &Reference, left: &[&Figure<'_>]) -> Unfound {
    let words: BTreeSet<&str> = left.iter().map(|f| f.address.part(key)).collect();
    let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
    let Some(word) = reference.part(key) else {
        return Unfound {
            key: "finding".to_string(),
            message: format!("names no `{key}`, and the study itself has no such figure"),
            help: list(&near("", &words)),
        };
    };
    let message = match words.is_empty() {
        true => format!("`{key}` does not belong to this finding"),
        false => format!("`{key} = \"{word}\"` refers to nothing"),
    };
    Unfound {
        key: format!("finding.{key}"),
        message,
        help: list(&near(word, &words)),
    }
}

/// The words nearest to `word` first.
fn near<'w>(word: &str, words: &[&'w str]) -> Vec<&'w str> {
    let wanted = fold(word);
    let mut words = words.to_vec();
    words.sort_by_key(|w| (strsim::damerau_levenshtein(&wanted, &fold(w)), *w));
    words.truncate(NEAR);
    words
}

fn list(words: &[&str]) -> Option<String> {
    let words: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    (!words.is_empty()).then(|| format!("nearest: {}", words.join(", ")))
}
