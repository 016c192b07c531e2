//! Register rules as readable examples: a drawn table, and what must come of it.

mod activities;
mod aggregates;
mod answers;
mod blanks;
mod described_studies;
mod extracts;
mod file_faults;
mod hours;
mod persons;
mod rossi;
mod trial;
mod weekly_faults;
mod weeks;
