//! Counts by the definitions, person by person and week by week, against the program's.

mod alternatives;
mod definitions;
mod lottery;
mod small_study;
