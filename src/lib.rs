//! virkning evaluates labour-market programmes from weekly register data.
//!
//! The rooms, and what each may know, are told in `DESIGN.md`. Data flow one way: extracts become a register, the register
//! becomes cohorts, cohorts become findings, and findings leave only through the disclosure gate.

pub mod analysis;
pub mod calendar;
pub mod cli;
pub mod codes;
pub mod cohort;
pub mod disclosure;
pub mod files;
pub mod findings;
pub mod published;
pub mod randomise;
pub mod register;
pub mod report;
pub mod simulate;
pub mod stats;
pub mod study;
