//! What the program costs, by size: `cargo bench --profile release`. Figures and the machine they were measured on: `README.md` beside this file.
//!
//! Registers come from `simulate` with a fixed seed, cut to the last 312 weeks.

mod bootstrap;
mod claims;
mod cohort;
mod cox;
mod data;
mod did;
mod ingest;
mod kaplan_meier;

fn main() {
    divan::main();
}
