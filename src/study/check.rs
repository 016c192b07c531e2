//! The second look at a study: does what is written make sense? What passes becomes the plan.
//!
//! A part at fault is `None`, and whatever leans on it is not judged, so that one slip gives one message.

mod allocation;
mod analyses;
mod association;
mod balance;
mod by_site;
mod code_list;
mod cohort;
mod covariates;
mod destinations;
mod events;
mod extracts;
mod fidelity;
mod follow_up;
mod groups;
mod head;
mod indicators;
mod intensity;
mod needs;
mod outcome_table;
mod outcomes;
mod power;
mod progression;
mod spell_criterion;
mod state_groups;
mod status_at;
mod stock;
mod success_criterion;
mod survey;
mod survey_shares;
mod time_to_event;
mod variants;
mod weekly_share;

use super::fault::Fault;
use super::places::{Places, child};
use super::plan::{OutcomeRule, PeriodsPlan, Plan, RecordKind, SurveyPlan};
use super::words;
use super::written::StudyFile;
use crate::codes::{CodeList, Municipalities};
use std::path::Path;

pub use code_list::CodesFrom;
pub use covariates::background;

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

    /// A list that must hold something; what was at fault in it has been reported already.
    fn filled<T>(
        &mut self,
        path: &str,
        list: &[T],
        message: &str,
        help: Option<&str>,
    ) -> Option<()> {
        if list.is_empty() && !self.places.has_items(path) {
            self.value(path, message.to_string(), help.map(str::to_string));
        }
        (!list.is_empty()).then_some(())
    }

    /// True when the file gives the key, and what it gives was at fault.
    fn was_at_fault<T>(&self, path: &str, value: &Option<T>) -> bool {
        value.is_none() && self.places.is_given(path)
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
        if names_a_file(id) {
            return Some(id.to_string());
        }
        let help = Some("allowed: a to z, A to Z, 0 to 9, `-` and `_`".to_string());
        self.value(path, format!("`{id}` cannot name a file"), help);
        None
    }
}

/// True for an id that may become the name of a file, a folder or a column.
pub fn names_a_file(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !id.is_empty() && id.chars().all(fits)
}

/// What the parts of a study must know of each other. `None` where that part is at fault.
struct Facts {
    codes: Option<CodeList>,
    municipalities: Municipalities,
    has_hours: bool,
    has_persons: bool,
    /// The study has the weekly extract.
    has_weekly: bool,
    /// The tables of records it has.
    records: Vec<RecordKind>,
    /// Weeks are counted from entry, not by the calendar.
    relative_weeks: bool,
    /// Everyone enters, from the first week.
    takes_all: Option<bool>,
    has_periods: bool,
    periods: Option<PeriodsPlan>,
    /// Some analysis compares two arms.
    compares: bool,
    /// The arms are municipalities.
    by_municipality: Option<bool>,
    /// Names of the lists of municipalities.
    lists: Vec<String>,
    /// In the order of the file.
    outcomes: Vec<(String, Option<OutcomeRule>)>,
    /// What is declared of the surveys.
    survey: Option<SurveyPlan>,
    /// The analyses that define indicators.
    indicators: Vec<indicators::Defined>,
}

/// The plan of a study, or `None` when the checker holds faults.
pub(super) fn plan(
    check: &mut Checker<'_>,
    file: &StudyFile,
    text: &str,
    folder: &Path,
    codes: CodesFrom<'_>,
) -> Option<Plan> {
    check.schema_version(file.schema);
    let head = check.head(file.study.as_ref());
    let codes = check.codes(file.codes.as_ref(), codes);
    let mut facts = Facts::of(file, codes.clone(), check.places);
    let register = check.register(file.register.as_ref(), &facts);
    let entry = check.entry(file.entry.as_ref(), &facts);
    let min_age = check.min_age(file.entry.as_ref(), &facts);
    let window = check.window(file.entry.as_ref(), &facts);
    let periods = check.periods(file.periods.as_ref(), &facts);
    facts.periods = periods.clone().flatten();
    check.trust(register.as_ref(), &facts);
    let arms = check.arms(file.groups.as_ref(), &facts);
    let sites = check.site_lists(file.sites.as_ref(), &facts);
    let outcomes = check.outcomes(file.outcomes.as_ref(), &facts);
    facts.outcomes = outcomes::rules(&outcomes, check.places);
    let survey = check.survey(file.survey.as_ref(), &facts);
    facts.survey = survey.clone();
    facts.indicators = check.defined_indicators(file.analysis.as_deref(), &facts);
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
        codes: codes?,
        entry: entry?,
        min_age: min_age?,
        participant,
        comparison,
        periods: periods?,
        window: window?,
        history: cohort::history(file.history.as_ref()),
        outcomes: outcomes
            .into_iter()
            .map(|(_, o)| o)
            .collect::<Option<_>>()?,
        sites: sites?,
        survey: survey?,
        conf_level: estimates.and_then(|e| e.conf_level).unwrap_or(0.95),
        significance: estimates.and_then(|e| e.significance).unwrap_or(0.05),
        analyses: analyses?,
        given: head::given(check.places, file.analysis.as_deref()),
    })
}

impl Facts {
    /// Columns of persons: of the persons table, or of the enrolment that is joined to it.
    fn has_columns(&self) -> bool {
        self.has_persons || self.records.contains(&RecordKind::Enrolment)
    }

    fn of(file: &StudyFile, codes: Option<CodeList>, places: &Places) -> Facts {
        let register = file.register.as_ref();
        let groups = file.groups.as_ref();
        Facts {
            codes,
            municipalities: Municipalities::built_in(),
            has_hours: places.is_given("register.hours"),
            has_persons: places.is_given("register.persons"),
            has_weekly: places.is_given("register.weekly"),
            records: RecordKind::ALL
                .into_iter()
                .filter(|kind| places.is_given(&child("register", kind.word())))
                .collect(),
            relative_weeks: register.is_some_and(extracts::is_relative),
            takes_all: cohort::takes_all(file.entry.as_ref(), places),
            has_periods: places.is_given("periods"),
            periods: None,
            compares: file
                .analysis
                .as_ref()
                .is_none_or(|all| all.iter().any(needs::compares_arms)),
            by_municipality: groups.and_then(groups::by_municipality),
            lists: places
                .names("sites")
                .into_iter()
                .map(str::to_string)
                .collect(),
            outcomes: Vec::new(),
            survey: None,
            indicators: Vec::new(),
        }
    }
}
