//! The plan of `stock`.

/// Persons in groups at points in time, from published aggregates or the register.
#[derive(Debug, Clone, PartialEq)]
pub struct StockPlan {}
