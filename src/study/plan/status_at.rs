//! The plan of `status-at`.

/// The share with an outcome at named weeks since entry, among those still in the course.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusAtPlan {}
