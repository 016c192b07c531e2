//! The rows of an extract, as `simulate` makes them and `write` writes them.

use crate::calendar::{Month, Week, Window};
use jiff::civil::Date;

/// A person's unbroken stretch of weeks with one benefit code, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpellRow {
    /// Index into `Extract::keys`.
    pub person: u32,
    /// Three-digit benefit code.
    pub code: u16,
    pub from: Week,
    pub to: Week,
}

/// A person's wage hours in one job and month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoursRow {
    /// Index into `Extract::keys`.
    pub person: u32,
    pub month: Month,
    /// Hours in the month.
    pub hours: f64,
    /// 0 is ordinary; 1 wage subsidy, 3 flexi-job, 4 to 7 other supported jobs.
    pub support_code: u8,
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    pub male: bool,
    pub birth_date: Date,
    /// `ugift`, `gift`, `registreret_partnerskab`, `fraskilt` or `enke`.
    pub civil_status: &'static str,
    /// `dansk`, `vestlig` or `ikke_vestlig`.
    pub origin: &'static str,
    /// Municipality code; 0 when unknown.
    pub municipality: u16,
}

/// A whole extract in memory: persons in a fixed order, their spells and hours sorted by person and time.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// The keys, one per person; never printed.
    pub keys: Vec<String>,
    /// One per key.
    pub persons: Vec<PersonRow>,
    /// Weeks the delivery covers; weeks without a spell are blank.
    pub weeks: Window,
    /// Sorted by person, then week; spells of one person do not overlap.
    pub spells: Vec<SpellRow>,
    /// Sorted by person, month, support code; months without a row have no hours.
    pub hours: Vec<HoursRow>,
}
