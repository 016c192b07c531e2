//! The referrals that a study's enrolment tells of.

use super::Context;
use crate::calendar::Week;
use crate::cohort::Referrals;
use crate::findings::{Note, Reason};
use crate::study::RecordKind;

/// The referrals; loading has checked their table already.
pub fn referrals(context: &Context) -> Result<Referrals, Reason> {
    let records = context.records.get(&RecordKind::Enrolment);
    let referrals = records.and_then(|r| Referrals::of(r, context.register).ok());
    referrals.ok_or_else(|| Reason::new("needs-data", &[("needs", "enrolment".to_string())]))
}

/// Why a group has nobody to count: the groups there are.
pub fn nobody_in(group: &str, referrals: &Referrals) -> Reason {
    let facts = [
        ("of", group.to_string()),
        ("groups", referrals.groups.join(", ")),
    ];
    Reason::new("nobody-in-group", &facts)
}

/// What a reader must know of the table: persons whom the register does not have, and referrals outside the weeks of the study.
pub fn notes(context: &Context, referrals: &Referrals) -> Vec<Note> {
    let study = context.cohort.windows[0];
    let outside = |day| !study.contains(Week::of(day));
    let outside = referrals.all.iter().filter(|r| outside(r.date)).count();
    let mut notes = Vec::new();
    if referrals.unmatched > 0 {
        let facts = [("persons", referrals.unmatched.to_string())];
        notes.push(Note::new("referral-not-in-register", &facts));
    }
    if outside > 0 {
        let facts = [("rows", outside.to_string()), ("weeks", study.to_string())];
        notes.push(Note::new("referral-outside-study", &facts));
    }
    notes
}
