//! The plan of `success-criterion`.

/// Whether each municipality meets a criterion on its share with an outcome over a window.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessCriterionPlan {}
