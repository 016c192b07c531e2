//! The second look at a study: does what is written make sense? What passes becomes the plan.
//!
//! A part at fault is `None`, and whatever leans on it is not judged, so that one slip gives one message.

mod analyses;
mod cohort;
mod covariates;
mod extracts;
mod groups;
mod head;
mod outcomes;
mod time_to_event;
mod variants;
mod weekly_share;

use super::fault::Fault;
use super::places::Places;
use super::plan::{OutcomeRule, PeriodsPlan, Plan};
use super::words;
use super::written::StudyFile;
use crate::codes::{CodeList, Municipalities};
use std::path::Path;

pub use extracts::code_list;

/// Where messages go.
pub(super) struct Checker<'a> {
    text: &'a str,
    pub(super) places: &'a Places,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(text: &'a str, places: &'a Places, faults: Vec<Fault>) -> Checker<'a> {
        Checker {
            text,
            places,
            faults,
        }
    }

    /// A fault of the value at `path`.
    fn value(&mut self, path: &str, message: String, help: Option<String>) {
        let span = self.places.value(path);
        self.faults.push(Fault::at(self.text, span, message, help));
    }

    /// A fault of the key at `path`: it should not be there, or be another.
    fn key(&mut self, path: &str, message: String, help: Option<String>) {
        let span = self.places.key(path);
        self.faults.push(Fault::at(self.text, span, message, help));
    }

    /// A word that must be one of `allowed`.
    fn word<'w>(
        &mut self,
        path: &str,
        what: &str,
        word: &str,
        allowed: impl IntoIterator<Item = &'w str> + Clone,
    ) -> Option<()> {
        if allowed.clone().into_iter().any(|a| a == word) {
            return Some(());
        }
        let help = words::help(word, allowed);
        self.value(path, format!("unknown {what} `{word}`"), help);
        None
    }

    /// A name that becomes the name of a file or column.
    fn id(&mut self, path: &str, id: &str) -> Option<String> {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !id.is_empty() && id.chars().all(fits) {
            return Some(id.to_string());
        }
        let help = Some("allowed: a to z, A to Z, 0 to 9, `-` and `_`".to_string());
        self.value(path, format!("`{id}` cannot name a file"), help);
        None
    }
}

/// What the parts of a study must know of each other. `None` where that part is at fault.
struct Facts {
    codes: Option<CodeList>,
    municipalities: Municipalities,
    has_hours: bool,
    has_persons: bool,
    /// Weeks are counted from entry, not by the calendar.
    relative_weeks: bool,
    /// Everyone enters, from the first week.
    takes_all: Option<bool>,
    has_periods: bool,
    periods: Option<PeriodsPlan>,
    /// The arms are municipalities.
    by_municipality: Option<bool>,
    /// Names of the lists of municipalities.
    lists: Vec<String>,
    /// In the order of the file.
    outcomes: Vec<(String, Option<OutcomeRule>)>,
}

/// The plan of a study, or `None` when the checker holds faults.
pub(super) fn plan(
    check: &mut Checker<'_>,
    file: &StudyFile,
    text: &str,
    folder: &Path,
) -> Option<Plan> {
    check.schema_version(file.schema);
    let head = check.head(file.study.as_ref());
    let codes = check.codes(file.codes.as_ref(), folder);
    let mut facts = Facts::of(file, codes);
    let register = check.register(file.register.as_ref(), &facts);
    let entry = check.entry(file.entry.as_ref(), &facts);
    let periods = check.periods(file.periods.as_ref(), &facts);
    facts.periods = periods.clone().flatten();
    check.trust(register.as_ref(), &facts);
    let arms = check.arms(file.groups.as_ref(), &facts);
    let sites = check.site_lists(file.sites.as_ref(), &facts);
    let outcomes = check.outcomes(file.outcomes.as_ref(), &facts);
    facts.outcomes = outcomes
        .iter()
        .map(|(id, o)| (id.clone(), o.as_ref().map(|o| o.rule.clone())))
        .collect();
    let analyses = check.analyses(file.analysis.as_deref(), &facts);
    let estimates = file.estimates.as_ref();
    let (participant, comparison) = arms?;
    let head = head?;
    Some(Plan {
        id: head.id,
        title: head.title,
        languages: head.languages,
        data: head.data,
        source: head.source,
        folder: folder.to_path_buf(),
        text: text.to_string(),
        register: register?,
        codes: extracts::codes_plan(file.codes.as_ref()),
        entry: entry?,
        participant,
        comparison,
        periods: periods?,
        history: cohort::history(file.history.as_ref()),
        outcomes: outcomes
            .into_iter()
            .map(|(_, o)| o)
            .collect::<Option<_>>()?,
        sites: sites?,
        conf_level: estimates.and_then(|e| e.conf_level).unwrap_or(0.95),
        significance: estimates.and_then(|e| e.significance).unwrap_or(0.05),
        analyses: analyses?,
        given: head::given(check.places, file.analysis.as_deref()),
    })
}

impl Facts {
    fn of(file: &StudyFile, codes: Option<CodeList>) -> Facts {
        let register = file.register.as_ref();
        let groups = file.groups.as_ref();
        Facts {
            codes,
            municipalities: Municipalities::built_in(),
            has_hours: register.is_some_and(|r| r.hours.is_some()),
            has_persons: register.is_some_and(|r| r.persons.is_some()),
            relative_weeks: register.is_some_and(extracts::is_relative),
            takes_all: file.entry.as_ref().map(|e| e.all == Some(true)),
            has_periods: file.periods.is_some(),
            periods: None,
            by_municipality: groups.and_then(groups::by_municipality),
            lists: file
                .sites
                .iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect(),
            outcomes: Vec::new(),
        }
    }
}
