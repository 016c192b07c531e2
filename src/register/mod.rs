//! Extracts read into one compact store of spells, with hours and persons beside it.
//!
//! A person-week table is never built. No error, log or output of this room holds a person's key or data.

pub mod activities;
pub mod aggregates;
mod answers;
mod build;
pub mod dated;
pub mod fault;
pub mod hours;
pub mod keys;
pub mod persons;
pub mod quality;
mod read;
pub mod records;
pub mod schema;
pub mod source;
pub mod store;
pub mod write;

pub use answers::{AnswerRules, Scale};
pub use fault::Faults;
pub use read::{
    TableKind, check_arms, check_events, check_keys, join_enrolment, kind_of, read,
    read_without_weeks, records as read_records,
};
pub use records::{Records, WordColumn};
pub use store::{Register, Spell, SpellStore};

#[cfg(test)]
mod tests;
