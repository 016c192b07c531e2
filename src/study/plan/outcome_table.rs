//! The plan of `outcome-table`.

/// Counts and percent of a characteristic or outcome by arm, with tests.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeTablePlan {}
