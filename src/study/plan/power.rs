//! The plan of `power`.

/// How large an effect a trial can find.
#[derive(Debug, Clone, PartialEq)]
pub struct PowerPlan {}
