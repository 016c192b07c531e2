//! Counts by the definitions, person by person and week by week, against the program's.

mod alternatives;
mod association;
mod courses_described;
mod criterion;
mod definitions;
mod indicators;
mod lottery;
mod small_study;
mod surveys;
mod trial;
mod workplaces;
mod workplaces_oracle;
