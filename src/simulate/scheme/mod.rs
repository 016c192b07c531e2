//! Persons with a course of a new scheme, seen from a day some years after it began, as the KL survey of 2016 had it.
//!
//! First who started when, who ended how and who came from where, by exact counts; then what each week of a course holds, by shares that are met to
//! the person at the weeks that were printed; then the rows. Published aggregates are lines through given points.

mod aggregates;
mod check;
mod courses;
mod model;
mod offers;
mod paint;
mod spec;

#[cfg(test)]
mod tests;

pub(super) use model::read;
