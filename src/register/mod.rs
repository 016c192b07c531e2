//! Extracts read into one compact store of spells, with hours and persons beside it.
//!
//! A person-week table is never built. No error, log or output of this room holds a person's key or data.

pub mod activities;
pub mod aggregates;
mod answers;
mod build;
pub mod dated;
mod event_values;
pub mod fault;
pub mod hours;
mod invited;
pub mod keys;
pub mod persons;
pub mod quality;
mod read;
pub mod records;
pub mod schema;
pub mod source;
pub mod store;
pub mod write;

pub use answers::{AnswerRules, AnswerTimes, Scale};
pub use event_values::EventRules;
pub use fault::Faults;
pub use invited::Invited;
pub use read::{
    ArmWords, TableKind, attempt, check_arm_words, check_arms_filled, check_cpr, check_draws_until,
    check_events, check_keys, join_enrolment, kind_of, read, read_without_weeks,
    records as read_records,
};
pub use records::{Records, WordColumn};
pub use store::{Register, Spell, SpellStore};

#[cfg(test)]
mod tests;
