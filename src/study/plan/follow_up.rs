//! The plan of `follow-up`.

/// How many persons can be followed how many weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUpPlan {}
