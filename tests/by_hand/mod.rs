//! Counts by the definitions, person by person and week by week, against the program's.

mod alternatives;
mod definitions;
mod small_study;
