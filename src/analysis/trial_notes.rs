//! What must be said beside the times and counts of a trial: nothing is left out or changed in silence.

use super::Context;
use crate::cohort::{Arm, Trial};
use crate::findings::Note;
use crate::study::{EventWord, EventsRule};

/// The notes of times to events.
pub fn of_times(context: &Context, rule: &EventsRule) -> Vec<Note> {
    let Some(trial) = context.trial.as_ref() else {
        return Vec::new();
    };
    let persons = || context.cohort.members.iter().map(|m| m.person as usize);
    let times = || persons().map(|p| trial.time(p, rule));
    let imputed = times().flatten().filter(|t| t.imputed).count();
    let unstarted = times().filter(Option::is_none).count();
    let before: usize = persons().map(|p| trial.before_draw(p, &rule.events)).sum();
    let mut notes = of_arms(context);
    notes.push(Note::new(
        "events-until",
        &[("date", trial.until.to_string())],
    ));
    let counted = [
        ("event-imputed", imputed),
        ("clock-not-started", unstarted),
        ("events-before-draw", before),
    ];
    for (code, persons) in counted.into_iter().filter(|(_, n)| *n > 0) {
        notes.push(Note::new(code, &[("persons", persons.to_string())]));
    }
    let words = rule.events.iter().chain(&rule.censored_by);
    notes.extend(not_met(
        trial,
        words.chain(&rule.competing).chain(&rule.origin),
    ));
    notes
}

/// A note for every event that the study names and the data have not: it may be misspelt.
pub fn not_met<'a>(trial: &Trial, words: impl Iterator<Item = &'a EventWord>) -> Vec<Note> {
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
