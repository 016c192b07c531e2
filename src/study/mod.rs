//! The study file: as written, then as a checked plan. Every fault of the file is reported in one pass, with its line.

mod check;
mod choices;
mod fault;
mod lines;
mod places;
mod plan;
mod read;
mod schema;
mod shape;
mod starter;
mod syntax;
mod words;
pub mod written;

pub use check::{CodesFrom, background};
pub use fault::{Fault, render};
pub use lines::Lines;
pub use places::Places;
pub use plan::*;
pub use read::{Read, id_of, parse, parse_by, read, read_as, read_text};
pub use schema::{json_schema, schema_of, schema_text};
pub use starter::starter;

#[cfg(test)]
mod tests;
