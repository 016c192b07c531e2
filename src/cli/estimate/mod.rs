//! `virkning estimate METHOD DATA`: one estimator on an analysis-ready table, with the same code that `run` uses.

pub mod answer;
mod balance;
mod causes;
pub mod command;
mod contingency;
mod contingency_table;
mod correlation;
mod cox;
mod cox_extras;
mod cox_rows;
mod cox_tables;
mod cuminc;
mod did_series;
mod durations;
mod factor;
mod finegray;
mod fixed_effects;
mod flags;
mod format;
mod joint;
mod keys;
mod km;
mod linear;
mod logrank;
mod ols;
mod padjust;
mod paired;
mod power;
mod proportion;
mod read;
mod read_parquet;
pub mod spec;
pub mod table;
pub mod terms;
mod two_proportions;
mod values;
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
        "balance" => balance::run(spec, table),
        "correlation" => correlation::run(spec, table),
        "cox" => cox::run(spec, table),
        "cuminc" => cuminc::run(spec, table),
        "did-series" => did_series::run(spec, table),
        "factor" => factor::run(spec, table),
        "finegray" => finegray::run(spec, table),
        "fixed-effects" => fixed_effects::run(spec, table),
        "km" => km::run(spec, table),
        "logrank" => logrank::run(spec, table),
        "ols" => ols::run(spec, table),
        "padjust" => padjust::run(spec, table),
        "paired" => paired::run(spec, table),
        "power" => power::run(spec, table),
        "proportion" => proportion::run(spec, table),
        "table" => contingency_table::run(spec, table),
        "two-proportions" => two_proportions::run(spec, table),
        "wildboot" => wildboot::run(spec, table),
        _ => Err(Failure::Usage(format!("`{method}` is not a method"))),
    }
}

#[cfg(test)]
mod comparison_tests;
#[cfg(test)]
mod time_to_event_tests;
