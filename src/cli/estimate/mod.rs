//! `virkning estimate METHOD DATA`: one estimator on an analysis-ready table, with the same code that `run` uses.

pub mod answer;
mod durations;
mod km;
mod logrank;
pub mod spec;
pub mod table;
pub mod terms;

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
        "km" => km::run(spec, table),
        "logrank" => logrank::run(spec, table),
        _ => Err(Failure::Usage(format!("`{method}` is not a method"))),
    }
}
