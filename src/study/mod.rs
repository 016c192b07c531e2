//! The study file: as written, then as a checked plan. Every fault of the file is reported in one pass, with its line.

mod plan;

pub use plan::*;
