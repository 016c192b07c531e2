//! `virkning estimate METHOD DATA`: one estimator on an analysis-ready table, with the same code that `run` uses.

pub mod answer;
mod causes;
mod cox;
mod cox_extras;
mod cox_rows;
mod cox_tables;
mod cuminc;
mod did_series;
mod durations;
mod finegray;
mod fixed_effects;
mod km;
mod linear;
mod logrank;
mod ols;
pub mod spec;
pub mod table;
pub mod terms;
mod wildboot;

pub use answer::Answer;
pub use spec::Spec;
pub use table::Table;

/// Why `estimate` stopped.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// Wrong flags or a wrong spec: exit code 2.
    Usage(String),
    /// The data break the contract: exit code 3.
    Data(String),
}

/// Runs `method` (the conformance kind with hyphens) on `table` as `spec` asks.
///
/// # Errors
/// `Failure::Usage` for an unknown method, a missing or unknown key; `Failure::Data` when the table cannot be used.
pub fn estimate(method: &str, spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    match method {
        "cuminc" => cuminc::run(spec, table),
        "finegray" => finegray::run(spec, table),
        "cox" => cox::run(spec, table),
        "km" => km::run(spec, table),
        "logrank" => logrank::run(spec, table),
        "did-series" => did_series::run(spec, table),
        "fixed-effects" => fixed_effects::run(spec, table),
        "ols" => ols::run(spec, table),
        "wildboot" => wildboot::run(spec, table),
        _ => Err(Failure::Usage(format!("`{method}` is not a method"))),
    }
}

#[cfg(test)]
mod time_to_event_tests;
