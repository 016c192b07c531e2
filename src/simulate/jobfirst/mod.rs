//! A lottery of persons in two target groups who are referred through a year, as JobFirst had it.
//!
//! First who is drawn, where and when; then what each was doing in the six years before, so that totals and spreads are those of the file; then
//! placements, jobs and talks after referral; then what the management reports say of the participants; last the tables.

mod background;
mod check;
mod fit;
mod histories;
mod model;
mod paint;
mod people;
mod reports;
mod spec;
mod talks;
mod truth;

#[cfg(test)]
mod tests;

pub(super) use model::read;
