//! Extracts read into one compact store of spells, with hours and persons beside it.
//!
//! A person-week table is never built. No error, log or output of this room holds a person's key or data.

pub mod schema;
