//! The plan of `progression`.

/// Change over time in the answers of the same persons.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgressionPlan {}
