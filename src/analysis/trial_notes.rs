//! What must be said beside the times and counts of a trial: nothing is left out or changed in silence.

use super::Context;
use crate::cohort::{Arm, Trial};
use crate::findings::Note;
use crate::study::{EventWord, EventsRule, Named};
use std::collections::BTreeSet;

/// The notes of times to events.
pub fn of_times(context: &Context, rule: &EventsRule) -> Vec<Note> {
    let Some(trial) = context.trial.as_ref() else {
        return Vec::new();
    };
    let persons = || context.cohort.members.iter().map(|m| m.person as usize);
    let times = || persons().map(|p| trial.time(p, rule));
    let imputed = times().flatten().filter(|t| t.imputed).count();
    let unstarted = times().filter(Option::is_none).count();
    let mut notes = of_arms(context);
    notes.push(Note::new(
        "events-until",
        &[("date", trial.until.to_string())],
    ));
    let counted = [("event-imputed", imputed), ("clock-not-started", unstarted)];
    for (code, persons) in counted.into_iter().filter(|(_, n)| *n > 0) {
        notes.push(Note::new(code, &[("persons", persons.to_string())]));
    }
    let lists = [&rule.events, &rule.censored_by, &rule.competing];
    let words = lists.into_iter().flatten().chain(&rule.origin).cloned();
    notes.extend(of_events(context, trial, &words.collect::<Vec<_>>()));
    notes
}

/// What is left out of the events that an analysis names: those before the draw and after the last day, those whose value the study does not name,
/// and words that no event has.
pub fn of_events(context: &Context, trial: &Trial, words: &[EventWord]) -> Vec<Note> {
    let persons = || context.cohort.members.iter().map(|m| m.person as usize);
    let before: usize = persons().map(|p| trial.before_draw(p, words)).sum();
    let after: usize = persons().map(|p| trial.after_end(p, words)).sum();
    let mut notes = Vec::new();
    let counted = [("events-before-draw", before), ("events-after-end", after)];
    for (code, events) in counted.into_iter().filter(|(_, n)| *n > 0) {
        notes.push(Note::new(code, &[("persons", events.to_string())]));
    }
    let asked = context.plan.events_asked();
    let kinds: BTreeSet<&str> = words.iter().map(|word| word.kind.as_str()).collect();
    let met = persons().flat_map(|person| trial.kinds_and_values(person));
    let other: Vec<&str> = met
        .filter(|(kind, value)| {
            kinds.contains(kind) && asked.judge(kind, value) == Named::OtherValue
        })
        .map(|(kind, _)| kind)
        .collect();
    if !other.is_empty() {
        let named: BTreeSet<&str> = other.iter().copied().collect();
        let named: Vec<&str> = named.into_iter().collect();
        let facts = [
            ("rows", other.len().to_string()),
            ("kinds", named.join(", ")),
        ];
        notes.push(Note::new("events-of-other-values", &facts));
    }
    notes.extend(not_met(trial, words.iter()));
    notes
}

/// A note for every event that the study names and the data have not: it may be misspelt.
fn not_met<'a>(trial: &Trial, words: impl Iterator<Item = &'a EventWord>) -> Vec<Note> {
    let missing = words.filter(|word| !trial.knows(word));
    let named: Vec<String> = missing.map(EventWord::to_string).collect();
    if named.is_empty() {
        return Vec::new();
    }
    vec![Note::new("events-not-met", &[("events", named.join(", "))])]
}

/// An arm of one person is named wherever arms are compared.
pub fn of_arms(context: &Context) -> Vec<Note> {
    let members = &context.cohort.members;
    let arms = [
        (Arm::Participant, "participant"),
        (Arm::Comparison, "comparison"),
    ];
    let of_one = arms
        .into_iter()
        .filter(|(arm, _)| members.iter().filter(|m| m.arm == *arm).count() == 1);
    let note = |(_, group): (Arm, &str)| Note::new("arm-of-one", &[("group", group.to_string())]);
    of_one.map(note).collect()
}
