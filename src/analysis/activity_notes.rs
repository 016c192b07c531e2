//! What must be said beside outcomes of activities: nothing is left out or filled in in silence.

use super::Context;
use crate::findings::Note;
use crate::register::activities::ActivityStore;
use crate::study::{SpellCriterionPlan, Workplace};

/// The notes of the activities that some outcomes count.
pub fn of_outcomes(context: &Context, outcomes: &[usize]) -> Vec<Note> {
    let words = kinds(context, outcomes);
    let Some(store) = context
        .register
        .activities
        .as_ref()
        .filter(|_| !words.is_empty())
    else {
        return Vec::new();
    };
    let open = store.count(&numbers(store, &words), |activity| activity.open);
    let counted = [
        ("activities-open", "rows", open as u64),
        ("activities-outside", "rows", store.outside),
        ("activities-of-others", "persons", store.unmatched_persons),
    ];
    let counted = counted.into_iter().filter(|(_, _, n)| *n > 0);
    let mut notes: Vec<Note> = counted
        .map(|(code, what, n)| Note::new(code, &[(what, n.to_string())]))
        .collect();
    let unknown = words.into_iter().filter(|word| store.kind(word).is_none());
    let unknown: Vec<&str> = unknown.collect();
    if !unknown.is_empty() {
        notes.push(Note::new(
            "activities-not-met",
            &[("kinds", unknown.join(", "))],
        ));
    }
    notes
}

/// Activities that make no run at one workplace, because they do not tell theirs.
pub fn without_employer(context: &Context, plan: &SpellCriterionPlan) -> Option<Note> {
    let same = plan
        .readings
        .iter()
        .filter(|r| r.workplace == Workplace::Same);
    let outcomes: Vec<usize> = same.map(|reading| reading.outcome).collect();
    let store = context.register.activities.as_ref()?;
    let kinds = numbers(store, &kinds(context, &outcomes));
    let rows = store.count(&kinds, |activity| activity.employer.is_none());
    let note = Note::new("activities-without-employer", &[("rows", rows.to_string())]);
    (rows > 0).then_some(note)
}

/// The kinds that the outcomes name, each once.
fn kinds<'a>(context: &'a Context, outcomes: &[usize]) -> Vec<&'a str> {
    let rules = outcomes.iter().map(|o| &context.plan.outcomes[*o].rule);
    let mut kinds: Vec<&str> = rules.flat_map(|rule| rule.activities()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn numbers(store: &ActivityStore, kinds: &[&str]) -> Vec<u32> {
    kinds.iter().filter_map(|kind| store.kind(kind)).collect()
}
