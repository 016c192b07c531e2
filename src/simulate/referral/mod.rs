//! Long-term recipients referred to three groups by municipalities, as Flere skal med had it.
//!
//! First who is referred where and when; then who has contact, is employed or clarified, by exact counts in each municipality and in all; then
//! stretches of weeks that hold these and nothing more; last the rows. Large municipalities have less contact and those with high fidelity more.

mod check;
mod contacts;
mod model;
mod paint;
mod people;
mod shares;
mod spec;

#[cfg(test)]
mod tests;

pub(super) use model::read;
