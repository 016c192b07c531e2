//! The plan of `allocation`.

/// How persons were drawn to the arms, date by date, and what became of all who were drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct AllocationPlan {}
