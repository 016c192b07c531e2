//! Counts by the definitions, person by person and week by week, against the program's.

mod definitions;
mod small_study;
mod trial;
